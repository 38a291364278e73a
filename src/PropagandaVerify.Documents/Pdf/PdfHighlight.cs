using System.Globalization;
using System.Text;
using PropagandaVerify.Documents.Comments;
using PropagandaVerify.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>A finding as marked words of a page with a note.</summary>
/// <param name="Name">The key of the finding.</param>
/// <param name="Contents">The note.</param>
/// <param name="Corners">Of each line of the words, its corners as the format wants them: upper left, upper right, lower left, lower right.</param>
/// <param name="Severity">Of the finding; it makes the colour.</param>
internal sealed record PdfHighlight(string Name, string Contents, IReadOnlyList<(decimal X, decimal Y)> Corners, Severity Severity)
{
    // Other programs write coordinates more or less exactly.
    private const decimal SamePlace = 1;

    /// <summary>What is to be marked on a page.</summary>
    /// <param name="boxes">The boxes of the words, as they are seen.</param>
    public static PdfHighlight Of(FindingComment comment, Page page, IEnumerable<Box> boxes) =>
        new(comment.Finding.Key.ToString(), string.Join('\n', comment.Lines), [.. boxes.SelectMany(b => new[] { (b.Left, b.Top), (b.Right, b.Top), (b.Left, b.Bottom), (b.Right, b.Bottom) }).Select(p => OnSheet(page, p))], comment.Finding.Severity);

    /// <summary>What was marked by a former run; null for an annotation of another kind or author.</summary>
    public static PdfHighlight? Of(DictionaryToken annotation, PdfObjects objects)
    {
        var numbers = objects.Array(PdfObjects.Entry(annotation, "QuadPoints")).Select(objects.Of).OfType<NumericToken>().Select(n => (decimal)Math.Clamp(n.Data, -1e6, 1e6)).ToList();
        return objects.Name(annotation, "Subtype") == "Highlight" && objects.Text(annotation, "T") == FindingComment.Author && objects.Text(annotation, "NM") is { } name
            ? new PdfHighlight(name, (objects.Text(annotation, "Contents") ?? "").ReplaceLineEndings("\n"), [.. numbers.Chunk(2).Where(p => p.Length == 2).Select(p => (p[0], p[1]))], Severity.Info)
            : null;
    }

    public bool SaysTheSame(PdfHighlight other) =>
        Name == other.Name && Contents == other.Contents && Corners.Count == other.Corners.Count && Corners.Zip(other.Corners).All(p => Math.Abs(p.First.X - p.Second.X) < SamePlace && Math.Abs(p.First.Y - p.Second.Y) < SamePlace);

    /// <param name="page">The page it stands on.</param>
    /// <param name="look">The object that draws it.</param>
    public string Annotation(IndirectReference page, IndirectReference look) =>
        $"<</Type/Annot/Subtype/Highlight/Rect[{Rectangle}]/QuadPoints[{string.Join(' ', Corners.Select(Point))}]/C[{Color}]/F 4/T({FindingComment.Author})/NM({Name})/Contents<{Convert.ToHexString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Contents)])}>/P {page.ObjectNumber} {page.Generation} R/AP<</N {look.ObjectNumber} {look.Generation} R>>>>";

    /// <summary>What draws it: its colour over the words, which stay black below it.</summary>
    public string Look()
    {
        var lines = Corners.Chunk(4).Select(c => $"{Point(c[0])} m {Point(c[1])} l {Point(c[3])} l {Point(c[2])} l h f\n");
        var drawing = $"/M gs {Color} rg\n{string.Concat(lines)}";
        return $"<</Type/XObject/Subtype/Form/BBox[{Rectangle}]/Group<</S/Transparency>>/Resources<</ExtGState<</M<</BM/Multiply>>>>>>/Length {drawing.Length}>>\nstream\n{drawing}endstream";
    }

    private string Color => Severity switch { Severity.Error => "1 0.6 0.6", Severity.Warning => "1 0.85 0.4", _ => "0.65 0.85 1" };

    private string Rectangle => $"{Point((Corners.Min(c => c.X), Corners.Min(c => c.Y)))} {Point((Corners.Max(c => c.X), Corners.Max(c => c.Y)))}";

    private static string Point((decimal X, decimal Y) point) => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##} {point.Y:0.##}");

    // A page may be turned when it is shown, and show a part of its sheet only.
    private static (decimal X, decimal Y) OnSheet(Page page, (decimal X, decimal Y) seen)
    {
        var shown = page.CropBox.Bounds;
        var (left, bottom, width, height) = ((decimal)shown.Left, (decimal)shown.Bottom, (decimal)shown.Width, (decimal)shown.Height);
        var (x, y) = page.Rotation.Value switch
        {
            90 => (width - seen.Y, seen.X),
            180 => (width - seen.X, height - seen.Y),
            270 => (seen.Y, height - seen.X),
            _ => seen,
        };
        return (left + x, bottom + y);
    }
}
