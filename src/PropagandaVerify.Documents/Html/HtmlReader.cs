using System.Text;
using System.Text.RegularExpressions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Html;

/// <summary>Reads web pages: the words of the article where they stand in the file, what its markup says of their parts, and what stands around it as boilerplate.</summary>
internal static partial class HtmlReader
{
    // As far as browsers look for the encoding.
    private const int Prologue = 1024;

    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits)
    {
        if (bytes.Length > limits.MaxDraftBytes)
        {
            return (null, Diagnostic.OfFile(path, "D009", DiagnosticKind.Incomplete, $"the file is longer than {limits.MaxDraftBytes} bytes, so it was not checked", "split it"));
        }

        var (source, diagnostic) = Source.Decode(path, bytes, Declared(bytes));
        return source is null ? (null, diagnostic) : Read(source, limits);
    }

    /// <summary>Reads a page that is decoded.</summary>
    public static (Document? Document, Diagnostic? Diagnostic) Read(Source source, Limits limits)
    {
        if (MarkedPage.Parse(source.Text, limits) is not { } page)
        {
            return (null, Diagnostic.OfFile(source.Path, "D020", DiagnosticKind.Incomplete, $"it has more than {limits.MaxHtmlTokens} tags and stretches of text, nests elements more than {limits.MaxHtmlDepth} deep, or leaves too many open, so it was not checked", "split it, or give its text in another format"));
        }

        if (page.Tree.Body is not { } body)
        {
            return (null, Empty(source));
        }

        var parts = new PageParts(page, body);
        var owned = PageBlocks.Of(page, parts, body);
        var (reading, blocks, comments) = PageReading.Of(source.Text, page, owned);
        source = source.With(source.Text, reading);
        var (ignored, mistakes) = PlacedComment.Read(source, comments, blocks);
        return blocks.Count == 0 ? (null, Empty(source)) : (new Document
        {
            Source = source,
            Reading = reading,
            Blocks = blocks,
            FrontMatter = PageHead.Of(page, parts),
            Ignored = ignored,
            Diagnostics = owned.Unplaced == 0 ? mistakes : [.. mistakes, Diagnostic.OfFile(source.Path, "D022", DiagnosticKind.Incomplete, $"{owned.Unplaced} stretches of its text were not read whole, since references to characters in them could not be placed", "write these characters themselves instead of references to them")],
        }, null);
    }

    private static Diagnostic Empty(Source source) =>
        Diagnostic.OfFile(source.Path, "D021", DiagnosticKind.Incomplete, "the page holds no text of its own, so nothing in it was checked", "save it as the browser shows it; a page that scripts fill is empty without them");

    private static string? Declared(ReadOnlySpan<byte> bytes) => DeclaredEncoding().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prologue)])) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("""(?:<meta\s[^>]*?charset|<\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeclaredEncoding();
}
