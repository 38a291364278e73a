using System.Globalization;
using System.Text;

namespace PropagandaVerify.Tests.Documents;

/// <summary>A PDF of one page by hand: objects 1 to 5 are the catalogue, the pages, the page, its font and its text.</summary>
internal sealed record RawPdf(params IReadOnlyList<string> Lines)
{
    private const int Width = 700;
    private const int Height = 800;
    private const int FirstLine = 600;

    /// <summary>By how much the page is turned when it is shown; its text is upright then.</summary>
    public int Rotation { get; init; }

    /// <summary>Where the shown part of the sheet begins, on both axes.</summary>
    public int Corner { get; init; }

    /// <summary>Further entries of the page.</summary>
    public string Page { get; init; } = "";

    /// <summary>Further entries of the catalogue.</summary>
    public string Catalog { get; init; } = "";

    /// <summary>Further objects, from number 6.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Whether the tables are streams, and the pages objects inside one, as of version 1.5.</summary>
    public bool HasStreams { get; init; }

    public byte[] Bytes()
    {
        var text = string.Concat(Lines.Select((l, i) => $"BT /F 11 Tf {Matrix(60, FirstLine - (15 * i))} Tm ({l}) Tj ET\n"));
        var last = 5 + Objects.Count;
        List<string> objects =
        [
            $"<< /Type /Catalog /Pages 2 0 R {Catalog} >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width + (2 * Corner)} {Height + (2 * Corner)}] /CropBox [{Corner} {Corner} {Corner + Width} {Corner + Height}] /Rotate {Rotation} /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R {Page} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            $"<< /Length {text.Length} >>\nstream\n{text}endstream",
            .. Objects,
        ];
        return HasStreams ? Streams(objects, last) : Table(objects);
    }

    private static byte[] Table(List<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = Written(file, objects.Select((o, i) => (i + 1, o)));
        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var (_, offset) in offsets.OrderBy(o => o.Key))
        {
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        return Encoding.Latin1.GetBytes(file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R /ID [<01> <01>] >>\nstartxref\n{start}\n%%EOF").ToString());
    }

    private static byte[] Streams(List<string> objects, int last)
    {
        var (pages, page) = ($"{objects[1]}\n", objects[2]);
        var head = $"2 0 3 {pages.Length} ";
        var inside = $"<< /Type /ObjStm /N 2 /First {head.Length} /Length {head.Length + pages.Length + page.Length} >>\nstream\n{head}{pages}{page}\nendstream";
        var file = new StringBuilder("%PDF-1.5\n");
        var offsets = Written(file, objects.Select((o, i) => (i + 1, o)).Where(o => o.Item1 is not (2 or 3)).Append((last + 1, inside)));
        offsets[last + 2] = file.Length;
        var table = new StringBuilder("\0\0\0\0\0");
        for (var i = 1; i <= last + 2; i++)
        {
            var (kind, value, index) = i is 2 or 3 ? (2, last + 1, i - 2) : (1, offsets[i], 0);
            table.Append((char)kind).Append((char)(value >> 16)).Append((char)((value >> 8) & 0xFF)).Append((char)(value & 0xFF)).Append((char)index);
        }

        file.Append(CultureInfo.InvariantCulture, $"{last + 2} 0 obj\n<< /Type /XRef /Size {last + 3} /W [1 3 1] /Root 1 0 R /ID [<01> <01>] /Length {table.Length} >>\nstream\n{table}\nendstream\nendobj\nstartxref\n{offsets[last + 2]}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static Dictionary<int, int> Written(StringBuilder file, IEnumerable<(int Number, string Body)> objects)
    {
        var offsets = new Dictionary<int, int>();
        foreach (var (number, body) in objects)
        {
            offsets.Add(number, file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        return offsets;
    }

    // Upright text at a place of the page as it is shown.
    private string Matrix(int x, int y) => Rotation switch
    {
        90 => $"0 1 -1 0 {Corner + Width - y} {Corner + x}",
        180 => $"-1 0 0 -1 {Corner + Width - x} {Corner + Height - y}",
        270 => $"0 -1 1 0 {Corner + y} {Corner + Height - x}",
        _ => $"1 0 0 1 {Corner + x} {Corner + y}",
    };
}
