using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>The part of a short form that finds rows whose key has an empty cell: such a row is matched with nothing, so no other part would look at it.</summary>
internal static class KeyGaps
{
    public static LoweredRule Of(ShortForm form, FormSide on, IReadOnlyList<FormKey> keys, Severity? severity) => new("incomplete-key")
    {
        For = [form.Row("row", on)],
        Where = form.Condition(on, "row"),
        Check = form.All(keys.Select(k => form.Compose("exists({0})", form.Of(k, "row"))))!,
        Marks = [new Expression.Name(on.Relation.Span, "row")],
        Words = FormWords.Of(("columns", [(string.Join(", ", keys.Select(k => k.Name)), null)])),
        Severity = severity,
    };
}
