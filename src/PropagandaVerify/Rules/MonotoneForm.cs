namespace PropagandaVerify.Rules;

/// <summary>
/// <c>monotone</c>: values that never fall, or never rise, along an order within a group. A row is held against the row before it that has a value; of rows at one
/// place of the order nothing says which comes first, so that they are undecided unless each of them is on the wrong side of the row before.
/// </summary>
internal static class MonotoneForm
{
    public static FormDefinition Definition { get; } = new(
        "monotone", "Values that never fall along an order of the rows, such as cumulative figures along the date.",
        [
            FormKeys.On, FormKeys.Of("value", "The column, or what is reckoned from columns.", isRequired: true),
            FormKeys.Of("along", "The column of dates or numbers that orders the rows; gaps in it do no harm.", isRequired: true),
            FormKeys.List("by", "The columns that make the groups; the whole relation is one unless said."),
            FormKeys.Choice("direction", "Where the values go; rising unless said.", "rising", "falling"),
            FormKeys.Choice("equal", "Whether a value may stay the same; allowed unless said.", "allowed", "refused"),
        ],
        form =>
        {
            var (on, along) = (form.Relation("on"), form.OnlyColumn("along"));
            var by = form.Has("by") ? form.Columns("by") : [];
            var (value, other) = (form.Over("value", "row"), form.Over("value", "before"));
            var falls = form.Word("direction") == "falling";
            var (operation, extreme) = ((falls ? "<" : ">") + (form.Word("equal") == "refused" ? "" : "="), falls ? "min" : "max");
            var (at, last) = (form.Column("row", along.Name, along.Span), form.Column("before", along.Name, along.Span));
            var bound = form.Compose($"{extreme}({{0}})", other);
            IEnumerable<Expression> Alike(string group) => by.Select(k => form.Equal(form.Column(group, k.Name, k.Span), form.Column("row", k.Name, k.Span)));
            return new FormResult(
                new LoweredRule("check")
                {
                    For = [form.Row("row", on)],
                    With =
                    [
                        form.Group("before", on, [.. Alike("before"), form.Compose("exists({0})", other), form.Compose("{0} = previous({1})", last, at)]),
                        form.Group("tied", on, [.. Alike("tied"), form.Equal(form.Column("tied", along.Name, along.Span), at), form.Compose("tied != row")]),
                    ],
                    Where = form.All(form.Condition(on, "row"), form.Compose("exists({0})", at), form.Compose("exists(before) or exists(tied) or not exists({0})", value)),
                    Check = form.Compose($"(not exists(before) and given(true, exists({{0}})) or {{0}} {operation} {{1}}) and given(true, not exists(tied))", value, bound),
                    Marks = [.. FormWords.Columns(value), .. FormWords.Columns(other)],
                    Repairs = [.. FormWords.Columns(value), .. FormWords.Columns(other)],
                    Words = FormWords.Of(
                        ("key", FormWords.Listed([.. by.Select(k => form.Column("row", k.Name, k.Span)), at])), ("what", [(form.Text("value"), null)]), ("direction", [(falls ? "falling" : "rising", null)]), ("order", [(along.Name, null)]), ("value", [("", value)]), ("before", [("", bound)]),
                        ("along", [("", form.Compose("first({0})", last))])),
                },
                KeyGaps.Of(form, on, [along, .. by], severity: null));
        });
}
