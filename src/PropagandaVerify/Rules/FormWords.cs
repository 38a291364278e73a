using PropagandaVerify.Facts;

namespace PropagandaVerify.Rules;

/// <summary>What the messages of short forms say of rows: their key, their values.</summary>
internal static class FormWords
{
    /// <summary>The words in braces that stand for what names a row.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["key", "values", "item", "along", "child", "parent"];

    /// <summary>What the words in braces of a message stand for.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Text, Expression? Expression)>> Of(params ReadOnlySpan<(string Name, IReadOnlyList<(string, Expression?)> Parts)> words)
    {
        var all = new Dictionary<string, IReadOnlyList<(string, Expression?)>>(StringComparer.Ordinal);
        foreach (var (name, parts) in words)
        {
            all.Add(name, parts);
        }

        return all;
    }

    /// <summary>The columns that an expression reads, each once, in the order in which they stand.</summary>
    public static IReadOnlyList<Expression.Column> Columns(params IEnumerable<Expression> expressions) =>
        [.. expressions.SelectMany(e => e.All()).OfType<Expression.Column>().Where(c => c.Owner.Text != DraftSchemas.Document.Name).DistinctBy(c => (c.Owner.Text, c.Path))];

    /// <summary>The values of the columns that name a row, parted by commas.</summary>
    public static IReadOnlyList<(string Text, Expression? Expression)> KeyOf(ShortForm form, FormSide side, string row) =>
        Listed(form.DeclaredKey(side.Relation.Text).Select(k => (Text: "", form.Column(row, k, side.Relation.Span))));

    public static IReadOnlyList<(string Text, Expression? Expression)> Listed(params IEnumerable<Expression> values) => Listed(values.Select(v => ("", v)));

    /// <summary>Columns with their names and values: <c>start 2020-03-01, end 2020-02-01</c>.</summary>
    public static IReadOnlyList<(string Text, Expression? Expression)> Named(IEnumerable<Expression.Column> columns) => Listed(columns.Select(c => ($"{c.Path} ", (Expression)c)));

    private static List<(string Text, Expression? Expression)> Listed(IEnumerable<(string Text, Expression Value)> values)
    {
        var parts = new List<(string, Expression?)>();
        foreach (var (text, value) in values)
        {
            parts.Add(((parts.Count > 0 ? ", " : "") + text, null));
            parts.Add(("", value));
        }

        return parts;
    }
}
