using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>Reads the YAML block between two <c>---</c> lines at the head of a draft.</summary>
internal static class FrontMatterReader
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy/MM/dd", "dd/MM/yyyy", "dd.MM.yyyy"];

    /// <returns>What it says, where the text after it begins, and what was wrong with it.</returns>
    public static (FrontMatter FrontMatter, int BodyStart, IReadOnlyList<Diagnostic> Diagnostics) Read(Source source, Limits limits)
    {
        var text = source.Text;
        if (!text.StartsWith("---\n", StringComparison.Ordinal) && !text.StartsWith("---\r\n", StringComparison.Ordinal))
        {
            return (FrontMatter.Empty, 0, []);
        }

        var end = text.IndexOf("\n---", 3, StringComparison.Ordinal);
        if (end < 0 || (end + 4 < text.Length && text[end + 4] is not ('\n' or '\r')))
        {
            return (FrontMatter.Empty, 0, []);
        }

        var newline = text.IndexOf('\n', end + 4);
        var bodyStart = newline < 0 ? text.Length : newline + 1;

        // The opening line is blanked so that the reader's offsets are offsets of the draft.
        var head = new Source(source.Path, "   " + text[3..(end + 1)], source.Encoding);
        var (root, diagnostic) = YamlReader.Read(head, limits);
        if (diagnostic is not null)
        {
            return (FrontMatter.Empty, bodyStart, [diagnostic with { Message = "front matter: " + diagnostic.Message }]);
        }

        if (root is not YamlNode.Mapping map)
        {
            return (FrontMatter.Empty, bodyStart, []);
        }

        var diagnostics = new List<Diagnostic>();
        return (new FrontMatter
        {
            Title = map.Text("title"),
            Author = map.Text("author") ?? map.Text("byline"),
            Published = Date(head, map, diagnostics, "published", "date", "pubDate", "publishDate", "datePublished", "published_at"),
            Updated = Date(head, map, diagnostics, "updated", "modified", "lastmod", "dateModified", "updated_at"),
            Language = map.Text("language") ?? map.Text("lang"),
        }, bodyStart, diagnostics);
    }

    private static DateOnly? Date(Source source, YamlNode.Mapping map, List<Diagnostic> diagnostics, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (map[key] is YamlNode.Scalar { Value.Length: > 0 } scalar)
            {
                var day = scalar.Value.Split('T', ' ')[0];
                if (DateOnly.TryParseExact(day, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                {
                    return date;
                }

                diagnostics.Add(Diagnostic.At(source, scalar.Span, "D006", DiagnosticKind.Configuration, $"`{scalar.Value}` is no date", $"write `{key}: 2020-10-26`"));
            }
        }

        return null;
    }
}
