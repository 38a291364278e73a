namespace PropagandaVerify.Rules;

/// <summary><c>order</c>: values of each row in an order, such as <c>booked_on &lt;= period_end &lt; published_on</c>.</summary>
internal static class OrderForm
{
    public static FormDefinition Definition { get; } = new(
        "order", "Dates or numbers of each row in an order.", [FormKeys.On, FormKeys.Of("check", "The order, such as booked_on <= period_end < published_on.", isRequired: true)],
        form =>
        {
            var on = form.Relation("on");
            var order = form.Over("check", "row");
            if (!IsOrder(order))
            {
                throw form.Wrong("check", "R015", "`order` checks `<`, `<=`, `>` or `>=`", "write `check: start <= end`; equations go into `balance`");
            }

            var columns = FormWords.Columns(order);
            return new FormResult(new LoweredRule("check")
            {
                For = [form.Row("row", on)],
                Where = form.Condition(on, "row"),
                Check = order,
                Marks = columns,
                Repairs = columns,
                Words = FormWords.Of(("key", FormWords.KeyOf(form, on, "row")), ("named", FormWords.Named(columns)), ("order", [(form.Text("check"), null)])),
            });
        });

    private static bool IsOrder(Expression expression) => expression switch
    {
        Expression.Comparison { Operator: "<" or "<=" or ">" or ">=" } => true,
        Expression.Binary { Operator: "and", Left: var left, Right: var right } => IsOrder(left) && IsOrder(right),
        _ => false,
    };
}
