namespace PropagandaVerify.Rules;

/// <summary><c>range</c>: a value of each row within bounds.</summary>
internal static class RangeForm
{
    public static FormDefinition Definition { get; } = new(
        "range", "a value of each row within bounds", [FormKeyword.On, new("value", "a column, or what is reckoned from columns: `population / area`", true), new("in", "the bounds, both included: `0..100`", true)],
        form =>
        {
            var on = form.Relation("on");
            var value = form.Over("value", "row");
            var (low, high) = form.Bounds("in", "row");
            var columns = FormWords.Columns(value);
            return new FormResult(new LoweredRule("check")
            {
                For = [form.Row("row", on)],
                Where = form.Condition(on, "row"),
                Check = form.Compose("{0} in {1}..{2}", value, low, high),
                Marks = columns,
                Repairs = columns,
                Words = FormWords.Of(("key", FormWords.KeyOf(form, on, "row")), ("what", [(FormWords.Bare(value, "row"), null)]), ("value", [("", value)]), ("low", [("", low)]), ("high", [("", high)])),
            });
        });
}
