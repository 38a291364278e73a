using System.Xml;
using System.Xml.Linq;
using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.OpenDocument;

/// <summary>Reads texts in OpenDocument format (.odt), as LibreOffice writes them: the text with its changes, notes behind it, then running heads.</summary>
internal static class OpenDocumentReader
{
    private const string Content = "content.xml";
    private const string Styles = "styles.xml";
    private const string Manifest = "META-INF/manifest.xml";

    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits)
    {
        // The manifest first: parts of an encrypted file are no XML.
        var (manifest, diagnostic) = Package.Unpack(path, bytes, static name => name == Manifest, keep: true, limits);
        if (manifest is null)
        {
            return (null, diagnostic);
        }

        if (manifest.TryGetValue(Manifest, out var list) && list.Length > 0 && Root(list).Descendants().Any(e => e.Name.LocalName == "encryption-data"))
        {
            return (null, Package.Encrypted(path));
        }

        (var parts, diagnostic) = Package.Unpack(path, bytes, static name => name is Content or Styles, keep: true, limits);
        if (parts is null)
        {
            return (null, diagnostic);
        }

        var content = parts.TryGetValue(Content, out var text) && text.Length > 0 ? Root(text) : null;
        if (content?.Elements().FirstOrDefault(e => e.Name.LocalName == "body")?.Elements().FirstOrDefault(e => e.Name.LocalName == "text") is not { } body)
        {
            return (null, Package.Damaged(path, "it has no main text"));
        }

        var named = parts.TryGetValue(Styles, out var styles) && styles.Length > 0 ? Root(styles) : null;
        var read = new OpenDocumentStyles(new[] { content, named }.OfType<XElement>());
        var story = new OpenDocumentStory(read, Content);
        List<Extract> paragraphs = [.. story.Read(body), .. story.ReadNotes()];
        var heads = new OpenDocumentStory(new OpenDocumentStyles(new[] { named }.OfType<XElement>()), Styles);
        foreach (var head in named?.Descendants().Where(e => e.Name.LocalName is "header" or "footer" && e.Parent?.Name.LocalName == "master-page") ?? [])
        {
            paragraphs.AddRange(heads.Read(head, head.Name.LocalName, BlockRole.Boilerplate));
        }

        return ExtractedDocument.Of(path, paragraphs, FrontMatter.Empty, [], limits);
    }

    // White space counts inside paragraphs.
    private static XElement Root(byte[] part)
    {
        using var reader = XmlReader.Create(new MemoryStream(part, writable: false), Package.XmlSettings);
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
