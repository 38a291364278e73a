using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>Turns a source into a document by the ending of its name.</summary>
public static class DocumentReader
{
    /// <param name="isMarkdown">Whether it is Markdown; null where the ending of its name tells.</param>
    public static Document Read(Source source, Limits limits, bool? isMarkdown = null)
    {
        var (frontMatter, start, trouble) = FrontMatterReader.Read(source, limits);
        if (isMarkdown ?? IsMarkdown(source.Path))
        {
            var (reading, found, diagnostics, comments) = MarkdownReader.Read(source, start, limits);
            var blocks = LongBlocks.Cut(reading, found);
            var (ignored, mistakes) = PlacedComment.Read(source, comments, blocks);
            return new Document { Source = source, Reading = reading, Blocks = blocks, FrontMatter = frontMatter, Ignored = ignored, Diagnostics = [.. trouble, .. diagnostics, .. mistakes] };
        }

        return new Document { Source = source, Reading = source.Text, Blocks = LongBlocks.Cut(source.Text, PlainTextReader.Blocks(source.Text, start)), FrontMatter = frontMatter, Diagnostics = trouble };
    }

    private static bool IsMarkdown(string path) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase);
}
