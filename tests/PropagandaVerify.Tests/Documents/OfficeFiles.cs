using System.IO.Compression;
using System.Text;

namespace PropagandaVerify.Tests.Documents;

/// <summary>Small files of word processors, packed by hand.</summary>
internal static class OfficeFiles
{
    public const string WordNamespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        + "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";

    public const string OpenDocumentNamespaces =
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
        + "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\"";

    private static readonly IReadOnlyList<(string Name, string Root)> WordParts =
        [("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes"), ("endnotes", "endnotes"), ("header", "hdr"), ("footer", "ftr"), ("comments", "comments")];

    /// <summary>A Word file.</summary>
    /// <param name="body">What stands in <c>w:body</c>.</param>
    /// <param name="parts">The content of the roots of other parts by their names, such as <c>footnotes</c>.</param>
    public static byte[] Word(string body, params (string Name, string Content)[] parts)
    {
        var types = new StringBuilder();
        var relations = new StringBuilder();
        var files = new List<(string Name, string Content)>();
        foreach (var (name, content) in parts)
        {
            types.Append($"<Override PartName=\"/word/{name}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml\"/>");
            relations.Append($"<Relationship Id=\"r{name}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}\" Target=\"{name}.xml\"/>");
            var root = WordParts.First(p => p.Name == name).Root;
            files.Add(($"word/{name}.xml", $"<w:{root} {WordNamespaces}>{content}</w:{root}>"));
        }

        return Zip(
        [
            ("[Content_Types].xml", $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>{types}</Types>"),
            ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
            ("word/document.xml", $"<w:document {WordNamespaces}><w:body>{body}<w:sectPr/></w:body></w:document>"),
            ("word/media/image1.png", "no picture at all"),
            .. relations.Length == 0 ? Array.Empty<(string, string)>() : [("word/_rels/document.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>")],
            .. files,
        ]);
    }

    /// <summary>A text in OpenDocument format.</summary>
    /// <param name="body">What stands in <c>office:text</c>.</param>
    /// <param name="styles">What stands in <c>office:automatic-styles</c>.</param>
    public static byte[] OpenDocument(string body, string styles = "", string masters = "") => Zip(
    [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", $"<office:document-content {OpenDocumentNamespaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"),
        ("styles.xml", $"<office:document-styles {OpenDocumentNamespaces}><office:styles><style:style style:name=\"Title\" style:family=\"paragraph\"/><style:style style:name=\"Quotations\" style:family=\"paragraph\"/></office:styles><office:master-styles>{masters}</office:master-styles></office:document-styles>"),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
    ]);

    public static byte[] Zip(IReadOnlyList<(string Name, string Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The parts of a file, unpacked.</summary>
    public static IReadOnlyDictionary<string, byte[]> Parts(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var stream = e.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    public static string P(string text, string style = "") => $"<w:p>{(style.Length > 0 ? $"<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>" : "")}{R(text)}</w:p>";

    public static string R(string text, string properties = "") => $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    public static string Cell(string text, string properties = "") => $"<w:tc><w:tcPr>{properties}</w:tcPr>{P(text)}</w:tc>";
}
