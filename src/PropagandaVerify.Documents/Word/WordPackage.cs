using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using PropagandaVerify.Documents.Packages;

namespace PropagandaVerify.Documents.Word;

/// <summary>Puts changed parts into a copy of a Word file; the compressed bytes of all others are copied as they are.</summary>
internal static class WordPackage
{
    private const string ContentTypes = "[Content_Types].xml";
    private const string CommentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
    private const string CommentsRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    // The copy is the same whenever it is made.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="main">The main part, with its changes.</param>
    /// <param name="comments">Its comments, which the file may not have had before.</param>
    public static byte[] With(byte[] bytes, MainDocumentPart main, OpenXmlPartRootElement comments)
    {
        using var copy = new MemoryStream();
        copy.Write(bytes);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            var name = WordFile.NameOf(main);
            Write(archive, name, Saved(main.Document!));
            if (main.WordprocessingCommentsPart is { } part)
            {
                Write(archive, WordFile.NameOf(part), Saved(comments));
            }
            else
            {
                var folder = name[..(name.LastIndexOf('/') + 1)];
                var file = Found(archive, $"{folder}comments.xml") is null ? "comments.xml" : "comments-pverify.xml";
                Write(archive, folder + file, Saved(comments));
                Edit(archive, ContentTypes, Types + "Types", root => root.Add(new XElement(Types + "Override", new XAttribute("PartName", $"/{folder}{file}"), new XAttribute("ContentType", CommentsType))));
                Edit(archive, $"{folder}_rels/{name[folder.Length..]}.rels", Relations + "Relationships", root => root.Add(new XElement(
                    Relations + "Relationship", new XAttribute("Id", Unused(root)), new XAttribute("Type", CommentsRelation), new XAttribute("Target", file))));
            }
        }

        return copy.ToArray();
    }

    private static string Unused(XElement relations)
    {
        var ids = relations.Elements().Select(r => r.Attribute("Id")?.Value).ToHashSet();
        return Enumerable.Range(1, ids.Count + 1).Select(n => $"rIdPverify{n}").First(id => !ids.Contains(id));
    }

    private static byte[] Saved(OpenXmlPartRootElement root)
    {
        using var stream = new MemoryStream();
        root.Save(stream);
        return stream.ToArray();
    }

    private static void Edit(ZipArchive archive, string name, XName root, Action<XElement> change)
    {
        var document = new XDocument(new XElement(root));
        if (Found(archive, name) is { } entry)
        {
            using var stream = entry.Open();
            using var reader = XmlReader.Create(stream, Package.XmlSettings);
            document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }

        change(document.Root!);
        using var bytes = new MemoryStream();
        document.Save(bytes, SaveOptions.DisableFormatting);
        Write(archive, name, bytes.ToArray());
    }

    private static void Write(ZipArchive archive, string name, byte[] content)
    {
        var entry = Found(archive, name);
        var time = entry?.LastWriteTime ?? NoTime;
        entry ??= archive.CreateEntry(name);
        using (var stream = entry.Open())
        {
            stream.SetLength(0);
            stream.Write(content);
        }

        entry.LastWriteTime = time;
    }

    private static ZipArchiveEntry? Found(ZipArchive archive, string name) => archive.Entries.FirstOrDefault(e => string.Equals(e.FullName, name, StringComparison.OrdinalIgnoreCase));
}
