namespace PropagandaVerify.Rules;

/// <summary><c>draft</c>: figures of a draft agree with the dataset that they come from; an item of a matched list whose name the dataset lacks is a finding.</summary>
internal static class DraftForm
{
    public static FormDefinition Definition { get; } = new(
        "draft", "Figures of a draft agree with a dataset.",
        [
            FormKeys.On, FormKeys.Of("value", "The figure of the draft, a column of on.", isRequired: true), FormKeys.Of("against", "The dataset and its column, such as centres.amount.", isRequired: true),
            FormKeys.Columns("match", "Columns of the dataset and what they equal in the draft, accents and capitals aside: {county: name}.", isRequired: true), FormKeys.Tolerance,
            FormKeys.Of("together", "The column whose rows belong together, so that a name which the dataset lacks shows; list for items."),
            FormKeys.Severity("unmatched", "The severity of such a name; info unless said."),
        ],
        form =>
        {
            var (on, data, match) = (form.Relation("on"), form.Side("against"), form.Keys("match"));
            var value = form.Over("value", "row");
            var known = form.Column("data", data.Column!);
            Expression Same(FormKey key, string named, string other) => form.Compose("folded({0}) = folded({1})", form.Column(named, key.Name, key.Span), form.Of(key, other));
            var joined = form.All([form.Condition(on, "row"), form.Condition(data, "data"), .. match.Select(k => Same(k, "data", "row"))]);
            var check = new LoweredRule("check")
            {
                For = [form.Row("row", on), form.Row("data", data)],
                Where = joined,
                Check = form.Compared(value, known, form.Tolerance("tolerance", "row")),
                Marks = [.. FormWords.Columns(value), known],
                Repairs = FormWords.Columns(value),
                Words = FormWords.Of(("values", FormWords.Listed(match.Select(k => form.Of(k, "row")))), ("value", [("", value)]), ("known", [("", known)]), ("dataset", [(data.Relation.Text, null)])),
            };
            var together = form.Has("together") ? form.Text("together") : on.Relation.Text == "items" ? "list" : null;
            if (together is null && form.Has("unmatched"))
            {
                form.Tell("unmatched", "R002", "`unmatched` needs `together`", "name the column whose rows belong together, so that a name which the dataset lacks shows beside others that it has");
            }

            if (together is null)
            {
                return new FormResult(check);
            }

            var matched = form.Derived("matched");
            return new FormResult(
                [
                    check,
                    new LoweredRule("no-row")
                    {
                        For = [form.Row("row", on)],
                        With = [form.Group("kin", matched, form.Equal(form.Column("kin", together, on.Relation.Span), form.Column("row", together, on.Relation.Span))), form.Group("found", data, match.Select(k => Same(k, "found", "row")))],
                        Where = form.All(form.Condition(on, "row"), form.Compose("exists(kin)")),
                        Check = form.Compose("exists(found)"),
                        Marks = [new Expression.Name(on.Relation.Span, "row")],
                        Words = FormWords.Of(("values", FormWords.Listed(match.Select(k => form.Of(k, "row")))), ("dataset", [(data.Relation.Text, null)])),
                        Severity = form.SeverityOf("unmatched") ?? Text.Severity.Info,
                    },
                ],
                [new LoweredDerivation(matched, [form.Row("row", on), form.Row("data", data)], [], joined, [form.Define(together, form.Column("row", together, on.Relation.Span))])]);
        });
}
