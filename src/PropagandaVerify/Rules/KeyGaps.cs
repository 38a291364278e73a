using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>The part of a short form that finds rows whose key has an empty cell: such a row is matched with nothing, so no other part would look at it.</summary>
internal static class KeyGaps
{
    public static LoweredRule Of(ShortForm form, FormSide on, IReadOnlyList<FormKey> keys, Severity? severity, Expression? where = null) => new("incomplete-key")
    {
        For = [form.Row("row", on)],
        Where = form.All(form.Condition(on, "row"), where),
        Check = form.All(form.Filled(keys.Select(k => form.Of(k, "row"))))!,
        Marks = [new Expression.Name(on.Relation.Span, "row")],
        Words = FormWords.Of(("columns", [(string.Join(", ", keys.Select(k => ExpressionText.Of(k.Other))), null)])),
        Severity = severity,
    };

    /// <summary>The columns that keys name of the one relation, as keys of rows of it.</summary>
    public static IReadOnlyList<FormKey> Named(IEnumerable<FormKey> keys) => [.. keys.Select(k => k with { Other = new Expression.Name(k.Span, k.Name) })];
}
