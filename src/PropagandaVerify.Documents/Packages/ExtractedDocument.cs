using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Packages;

/// <summary>The document that paragraphs taken out of a file make.</summary>
internal static class ExtractedDocument
{
    public static (Document? Document, Diagnostic? Diagnostic) Of(string path, IReadOnlyList<Extract> paragraphs, FrontMatter front, IReadOnlyList<Diagnostic> diagnostics, Limits limits)
    {
        var builder = new DocumentBuilder();
        var table = (paragraphs.Max(p => p.Cell?.Table) ?? -1) + 1;
        for (var at = 0; at < paragraphs.Count;)
        {
            var end = at;
            while (end < paragraphs.Count && HasColumns(paragraphs[end]))
            {
                end++;
            }

            if (end == at || !builder.AddTable([.. paragraphs.Skip(at).Take(end - at).Select(p => (p.Words, p.Origin))], ref table))
            {
                for (end = Math.Max(end, at + 1); at < end; at++)
                {
                    var paragraph = paragraphs[at];
                    builder.Add(paragraph.Kind, paragraph.Words, paragraph.Origin, paragraph.Depth, paragraph.Cell, paragraph.Role);
                }
            }

            at = end;
            if (builder.Length > limits.MaxPackedText)
            {
                return (null, Package.Bound(path, $"its text is longer than {limits.MaxPackedText} characters"));
            }
        }

        return builder.Length == 0
            ? (null, diagnostics.Count > 0 ? diagnostics[0] : Diagnostic.OfFile(path, "D002", DiagnosticKind.Incomplete, "the file holds no text, so nothing in it was checked", "remove it from the run, or give it its text; text in pictures is not read"))
            : (builder.Build(path, front, diagnostics), null);
    }

    // Text that tabs set below each other, as before word processors had tables.
    private static bool HasColumns(Extract paragraph) =>
        paragraph is { Kind: BlockKind.Paragraph, Role: BlockRole.Unsaid, Cell: null } && paragraph.Words.Trim().Split('\n').All(l => l.Trim().Contains('\t', StringComparison.Ordinal));
}
