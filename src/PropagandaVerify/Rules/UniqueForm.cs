namespace PropagandaVerify.Rules;

/// <summary><c>unique</c>: no two rows with the same key, and no row whose key has a gap unless gaps are allowed.</summary>
internal static class UniqueForm
{
    public static FormDefinition Definition { get; } = new(
        "unique", "No two rows with the same key, and no gap in a key.", 
        [
            FormKeys.On, FormKeys.List("key", "The columns that together name a row; those of the dataset's declaration unless said."),
            FormKeys.Choice("gaps", "Whether a row may lack a part of the key; such rows repeat no other; refused unless said.", "allowed", "refused"),
        ],
        form =>
        {
            var on = form.Relation("on");
            var key = form.Has("key") ? form.Columns("key") : form.DeclaredKeys("key", on);
            var values = key.Select(k => form.Column("row", k.Name, k.Span)).ToList();
            var alike = form.Group("alike", on, key.Select(k => form.Equal(form.Column("alike", k.Name, k.Span), form.Column("row", k.Name, k.Span))));
            var words = FormWords.Of(("key", FormWords.Listed(values)), ("columns", [(string.Join(", ", key.Select(k => k.Name)), null)]), ("count", [("", form.Compose("count(alike)"))]));
            var hasGaps = form.Word("gaps") == "allowed";
            var check = new LoweredRule("check")
            {
                For = [form.Row("row", on)],
                With = [alike],
                Where = form.All([form.Condition(on, "row"), .. hasGaps ? form.Filled(values) : [], form.Compose("row = first(alike)")]),
                Check = form.Compose("count(alike) = 1"),
                Marks = [new Expression.Name(on.Relation.Span, "alike")],
                Words = words,
            };
            return hasGaps ? new FormResult(check) : new FormResult(check, KeyGaps.Of(form, on, key, severity: null));
        });
}
