namespace PropagandaVerify.Rules;

/// <summary><c>reference</c>: each value stands in a code list.</summary>
internal static class ReferenceForm
{
    public static FormDefinition Definition { get; } = new(
        "reference", "Each value of a relation stands in another.",
        [FormKeys.On, FormKeys.Of("to", "The relation that lists what there is, perhaps with where.", isRequired: true), FormKeys.Columns("match", "Its columns and what they equal over on: {code: nace}; a list where both call them the same.", isRequired: true)],
        form =>
        {
            var (on, to, match) = (form.Relation("on"), form.Relation("to"), form.Keys("match"));
            var values = match.Select(k => form.Of(k, "row")).ToList();
            return new FormResult(new LoweredRule("check")
            {
                For = [form.Row("row", on)],
                With =
                [
                    form.Group("found", to, match.Select(k => form.Equal(form.Column("found", k.Name, k.Span), form.Of(k, "row")))),
                    form.Group("alike", on, match.Select(k => form.Equal(form.Of(k, "alike"), form.Of(k, "row")))),
                ],
                Where = form.All([form.Condition(on, "row"), .. form.Filled(values)]),
                Check = form.Compose("exists(found)"),
                Marks = [.. FormWords.Columns(values)],
                Words = FormWords.Of(("values", FormWords.Listed(values)), ("to", [(to.Relation.Text, null)]), ("columns", [(string.Join(", ", match.Select(k => k.Name)), null)]), ("count", [("", form.Compose("count(alike)"))])),
            });
        });
}
