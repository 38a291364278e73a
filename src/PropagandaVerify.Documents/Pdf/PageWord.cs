using PropagandaVerify.Text;
using PdfWord = UglyToad.PdfPig.Content.Word;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>A word on a page. Geometry is in points from the page's lower left corner.</summary>
/// <param name="Text">Its characters; raised digits are written as superscripts, so that the mark of a note does not lengthen a figure.</param>
/// <param name="Of">The word of the library, by which its page is laid out.</param>
/// <param name="Size">The size of its font.</param>
internal sealed record PageWord(string Text, PdfWord Of, double Size)
{
    private const double RaisedSize = 0.8;
    private const double RaisedBy = 0.15;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public double Left => Of.BoundingBox.Left;

    public double Right => Of.BoundingBox.Right;

    public double Bottom => Of.BoundingBox.Bottom;

    public double Top => Of.BoundingBox.Top;

    public Box Box => new(Points(Left), Points(Bottom), Points(Right), Points(Top));

    /// <summary>Where each character of the text begins, and where the last ends.</summary>
    public IReadOnlyList<decimal> Edges
    {
        get
        {
            var edges = new List<decimal>(Text.Length + 1);
            foreach (var letter in Of.Letters)
            {
                // A ligature is one letter of several characters.
                var (left, right) = (letter.StartBaseLine.X, letter.EndBaseLine.X);
                edges.AddRange(Enumerable.Range(0, letter.Value.Length).Select(i => Points(left + ((right - left) * i / letter.Value.Length))));
            }

            edges[0] = Points(Left);
            edges.Add(Points(Right));
            return edges;
        }
    }

    /// <summary>Whether it is nothing but raised digits.</summary>
    public bool IsRaised => Text.Length > 0 && Text.All(c => Superscripts.Contains(c, StringComparison.Ordinal));

    /// <param name="lineSize">The size of the line's font, where the word is raised as a whole.</param>
    /// <param name="lineBase">The base line of the line.</param>
    public static PageWord Read(PdfWord word, double lineSize, double lineBase)
    {
        var size = Math.Max(lineSize, word.Letters.Max(l => l.PointSize));
        var characters = word.Letters.Select(l => l.PointSize < RaisedSize * size && l.StartBaseLine.Y > lineBase + (RaisedBy * size) ? Raised(l.Value) : l.Value);
        return new PageWord(string.Concat(characters), word, word.Letters.Max(l => l.PointSize));
    }

    private static string Raised(string value) => value is [>= '0' and <= '9' and var digit] ? Superscripts[digit - '0'].ToString() : value;

    private static decimal Points(double value) => Math.Round((decimal)Math.Clamp(value, -1e6, 1e6), 1);
}
