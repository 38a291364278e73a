using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Packages;

/// <summary>The document that paragraphs taken out of a file make.</summary>
internal static class ExtractedDocument
{
    public static (Document? Document, Diagnostic? Diagnostic) Of(string path, IReadOnlyList<Extract> paragraphs, FrontMatter front, IReadOnlyList<Diagnostic> diagnostics, Limits limits)
    {
        var builder = new DocumentBuilder();
        foreach (var paragraph in paragraphs)
        {
            builder.Add(paragraph.Kind, paragraph.Words, paragraph.Origin, paragraph.Depth, paragraph.Cell, paragraph.Role);
            if (builder.Length > limits.MaxPackedText)
            {
                return (null, Package.Bound(path, $"its text is longer than {limits.MaxPackedText} characters"));
            }
        }

        return builder.Length == 0
            ? (null, diagnostics.Count > 0 ? diagnostics[0] : Diagnostic.OfFile(path, "D002", DiagnosticKind.Incomplete, "the file holds no text, so nothing in it was checked", "remove it from the run, or give it its text; text in pictures is not read"))
            : (builder.Build(path, front, diagnostics), null);
    }
}
