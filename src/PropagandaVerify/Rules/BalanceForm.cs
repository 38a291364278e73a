namespace PropagandaVerify.Rules;

/// <summary><c>balance</c>: an equation between the columns of each row, such as <c>cases = active + recovered + deaths</c>.</summary>
internal static class BalanceForm
{
    public static FormDefinition Definition { get; } = new(
        "balance", "An equation between the columns of each row.",
        [FormKeys.On, FormKeys.Of("check", "The equation, such as cases = active + recovered + deaths.", isRequired: true), FormKeys.Of("rounding", "The imbalance that rounding excuses, such as 1, or 2 % of the right side.")],
        form =>
        {
            var on = form.Relation("on");
            var rounding = form.Tolerance("rounding", "row");
            if (form.Reckoned("check", "row") is not Expression.Comparison { Operator: "=" or "~", Tolerance: null } equation)
            {
                throw form.Wrong("check", "R015", "`balance` checks one equation", "write `check: cases = active + recovered`; orders go into `order`");
            }

            var columns = FormWords.Columns(equation);
            return new FormResult(new LoweredRule("check")
            {
                For = [form.Row("row", on)],
                Where = form.Condition(on, "row"),
                Check = equation with { Operator = "~", Tolerance = rounding },
                Marks = columns,
                Repairs = columns,
                Words = FormWords.Of(
                    ("key", FormWords.KeyOf(form, on, "row")),
                    ("left", [("", equation.Left)]),
                    ("right", [("", equation.Right)]),
                    ("imbalance", [("", form.Compose("{0} - {1}", equation.Left, equation.Right))]),
                    ("equation", [(form.Text("check"), null)])),
            });
        });
}
