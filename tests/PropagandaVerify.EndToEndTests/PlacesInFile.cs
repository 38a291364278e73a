using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace PropagandaVerify.EndToEndTests;

/// <summary>What stands at the places of a report, read from the file itself by other means than those of the tool.</summary>
internal abstract partial class PlacesInFile
{
    public static PlacesInFile Of(string path) => Path.GetExtension(path) switch
    {
        ".docx" => new WordFile(Part(path, "word/document.xml"), Part(path, "word/footnotes.xml")),
        ".odt" => new OpenDocumentFile(Part(path, "content.xml")!),
        ".pdf" => new PdfFile(File.ReadAllBytes(path)),
        _ => new TextFile(File.ReadAllText(path)),
    };

    /// <summary>The words at a place.</summary>
    public abstract string WordsAt(JsonElement place);

    protected static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static XElement? Part(string path, string name)
    {
        using var archive = ZipFile.OpenRead(path);
        using var stream = archive.GetEntry(name)?.Open();
        return stream is null ? null : XElement.Load(stream, LoadOptions.PreserveWhitespace);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("^table ([0-9]+), row ([0-9]+), column ([0-9]+)$")]
    private static partial Regex Cell();

    // By line and column, and by offset, which must say the same.
    private sealed class TextFile(string text) : PlacesInFile
    {
        public override string WordsAt(JsonElement place)
        {
            var line = text.Split('\n').Take(place.GetProperty("line").GetInt32() - 1).Sum(l => l.Length + 1);
            var start = line + place.GetProperty("column").GetInt32() - 1;
            start.ShouldBe(place.GetProperty("start").GetInt32());
            return Words(WebUtility.HtmlDecode(Tag().Replace(text[start..place.GetProperty("end").GetInt32()], "").Replace("*", "", StringComparison.Ordinal)));
        }
    }

    // By paragraph, note or cell.
    private abstract class OfficeFile : PlacesInFile
    {
        public override string WordsAt(JsonElement place)
        {
            var origin = place.GetProperty("origin");
            var name = origin.GetProperty("name").GetString()!;
            return Words(Cell().Match(name) is { Success: true } cell ? CellAt(Number(cell, 1), Number(cell, 2), Number(cell, 3))
                : name.StartsWith("footnote ", StringComparison.Ordinal) ? Notes.ElementAt(int.Parse(name[9..], System.Globalization.CultureInfo.InvariantCulture) - 1)
                : Paragraphs.Where(p => !string.IsNullOrWhiteSpace(p)).ElementAt(origin.GetProperty("paragraph").GetInt32() - 1));
        }

        protected abstract IEnumerable<string> Paragraphs { get; }

        protected abstract IEnumerable<string> Notes { get; }

        protected abstract string CellAt(int table, int row, int column);

        private static int Number(Match cell, int group) => int.Parse(cell.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class WordFile(XElement? document, XElement? footnotes) : OfficeFile
    {
        private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

        protected override IEnumerable<string> Paragraphs => document!.Element(W + "body")!.Elements(W + "p").Select(Text);

        // The first two notes are the rules above them.
        protected override IEnumerable<string> Notes => footnotes!.Elements(W + "footnote").Where(n => n.Attribute(W + "type") is null).Select(Text);

        protected override string CellAt(int table, int row, int column) =>
            Text(document!.Descendants(W + "tbl").ElementAt(table - 1).Elements(W + "tr").ElementAt(row - 1).Elements(W + "tc").ElementAt(column - 1));

        private static string Text(XElement element) => string.Concat(element.Descendants(W + "t").Select(t => t.Value));
    }

    private sealed class OpenDocumentFile(XElement content) : OfficeFile
    {
        private static readonly XNamespace T = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
        private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";

        protected override IEnumerable<string> Paragraphs =>
            content.Descendants().Where(e => (e.Name == T + "p" || e.Name == T + "h") && !e.Ancestors().Any(a => a.Name == Table + "table" || a.Name == T + "note")).Select(Text);

        protected override IEnumerable<string> Notes => content.Descendants(T + "note-body").Select(n => n.Value);

        protected override string CellAt(int table, int row, int column) =>
            Text(content.Descendants(Table + "table").ElementAt(table - 1).Descendants(Table + "table-row").ElementAt(row - 1).Elements(Table + "table-cell").ElementAt(column - 1));

        private static string Text(XElement element) => string.Concat(element.DescendantNodes().OfType<XText>().Where(t => t.Ancestors().All(a => a.Name != T + "note")).Select(t => t.Value));
    }

    // By page and box: the letters whose middle lies in it.
    private sealed class PdfFile(byte[] bytes) : PlacesInFile
    {
        public override string WordsAt(JsonElement place)
        {
            using var pdf = PdfDocument.Open(bytes);
            var origin = place.GetProperty("origin");
            IEnumerable<JsonElement> lines = [origin, .. origin.TryGetProperty("further", out var further) ? further.EnumerateArray() : default];
            return string.Join(' ', lines.Select(l => Inside(pdf.GetPage(l.GetProperty("page").GetInt32()), [.. l.GetProperty("box").EnumerateArray().Select(n => n.GetDouble())])));
        }

        private static string Inside(Page page, double[] box) =>
            Words(string.Concat(page.Letters.Where(l => (l.StartBaseLine.X + l.EndBaseLine.X) / 2 is var x && x > box[0] && x < box[2] && l.StartBaseLine.Y + (l.PointSize / 4) is var y && y > box[1] && y < box[3]).Select(l => l.Value)));
    }
}
