namespace PropagandaVerify.Rules;

/// <summary><c>range</c>: a value of each row within bounds.</summary>
internal static class RangeForm
{
    public static FormDefinition Definition { get; } = new(
        "range", "A value of each row within bounds.",
        [FormKeys.On, FormKeys.Of("value", "A column, or what is reckoned from columns: population / area.", isRequired: true), FormKeys.Of("in", "The bounds, both included: 0..100.", isRequired: true)],
        form =>
        {
            var on = form.Relation("on");
            var value = form.Over("value", "row");
            var within = form.Within("in", value, "row");
            var columns = FormWords.Columns(value);
            return new FormResult(new LoweredRule("check")
            {
                For = [form.Row("row", on)],
                Where = form.Condition(on, "row"),
                Check = within,
                Marks = columns,
                Repairs = columns,
                Words = FormWords.Of(("key", FormWords.KeyOf(form, on, "row")), ("what", [(form.Text("value"), null)]), ("value", [("", value)]), ("low", [("", within.Low)]), ("high", [("", within.High!)])),
            });
        });
}
