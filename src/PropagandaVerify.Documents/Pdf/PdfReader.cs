using System.Buffers;
using PropagandaVerify.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>
/// Reads the text layer of a PDF: tables by their alignment, prose in reading order, headings by the size of their type, running heads and page numbers as boilerplate; paragraphs that run over
/// a column or a page are joined.
/// </summary>
internal static class PdfReader
{
    /// <summary>What lies in this share of the page at its top and bottom may be a running head.</summary>
    public const double Margin = 0.12;

    private const double LargerType = 1.15;

    // In points.
    private const double SameSize = 0.5;

    private const int LongestHeading = 200;
    private const int LongestRunningHead = 120;

    private static readonly SearchValues<char> Dashes = SearchValues.Create(" -–—/|");

    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits) => PdfFile.Read(path, bytes, pdf => Read(path, pdf, limits));

    /// <summary>Reads a file that is open, on the stack that it was opened on.</summary>
    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, PdfDocument pdf, Limits limits)
    {
        if (pdf.NumberOfPages > limits.MaxPages)
        {
            return (null, PdfFile.Trouble(path, "D042", $"it has {pdf.NumberOfPages} pages; at most {limits.MaxPages} are read, so it was not checked", "split it"));
        }

        var reader = new PageReader();
        var pages = new List<(double Height, IReadOnlyList<PagePiece> Pieces)>();
        var diagnostics = new List<Diagnostic>();
        var letters = 0L;
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            try
            {
                var page = pdf.GetPage(number);
                letters += page.Letters.Count;
                if (letters > limits.MaxDraftBytes || page.Letters.Count > limits.MaxLettersOfPage)
                {
                    return (null, PdfFile.Trouble(path, "D042", $"it holds too many letters (page {number}), so it was not checked", "split it"));
                }

                pages.Add((page.Height, reader.Read(page)));
                if (page.Letters.Count == 0 && page.NumberOfImages > 0)
                {
                    diagnostics.Add(PdfFile.Trouble(path, "D043", $"page {number} is a picture without text, so nothing on it was checked", "recognise its text (OCR) and save it with the page"));
                }
            }
            catch (Exception e) when (e is not (OutOfMemoryException or PdfDocumentEncryptedException))
            {
                pages.Add((0, []));
                diagnostics.Add(PdfFile.Trouble(path, "D044", $"page {number} cannot be read, so it was not checked: {e.Message.ReplaceLineEndings(" ")}", "open the file and save it anew"));
            }
        }

        var pieces = Joined([.. Marked(Headed(pages))]);
        if (pieces.Count == 0)
        {
            return (null, diagnostics.FirstOrDefault() ?? PdfFile.Trouble(path, "D043", "it holds no text, so nothing in it was checked", "recognise its text (OCR) and save it with the pages"));
        }

        var builder = new DocumentBuilder();
        foreach (var piece in pieces)
        {
            var (text, origins) = piece.Joined();
            builder.Add(piece.Kind, text, origins, cell: piece.Cell, role: piece.Role);
        }

        return (builder.Build(path, FrontMatter.Empty, diagnostics), null);
    }

    // What stands at the edge of several pages, whatever its digits, and lone numbers there.
    private static IEnumerable<PagePiece> Marked(List<(double Height, IReadOnlyList<PagePiece> Pieces)> pages)
    {
        var heads = pages.SelectMany(p => p.Pieces.Where(x => IsAtEdge(x, p.Height)).Select(Shape).Distinct()).CountBy(s => s).Where(s => s.Value > 1 && s.Value * 3 >= pages.Count).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        return pages.SelectMany(p => p.Pieces.Select(x => IsAtEdge(x, p.Height) && (heads.Contains(Shape(x)) || (x.Kind == BlockKind.Paragraph && IsPageNumber(Shape(x)))) ? x with { Role = BlockRole.Boilerplate } : x));
    }

    private static bool IsAtEdge(PagePiece piece, double height) =>
        piece is { Kind: BlockKind.Paragraph or BlockKind.Heading, Lines.Count: <= 2 } && (piece.Lines.All(l => l.Line.Bottom > (1 - Margin) * height) || piece.Lines.All(l => l.Line.Top < Margin * height)) && piece.Joined().Text.Length <= LongestRunningHead;

    private static string Shape(PagePiece piece) => string.Concat(piece.Joined().Text.Where(c => !char.IsAsciiDigit(c)).Prepend(piece.Joined().Text.Any(char.IsAsciiDigit) ? '#' : ' '));

    private static bool IsPageNumber(string shape) => shape[0] == '#' && shape.AsSpan(1).IndexOfAnyExcept(Dashes) < 0;

    private static List<(double Height, IReadOnlyList<PagePiece> Pieces)> Headed(List<(double Height, IReadOnlyList<PagePiece> Pieces)> pages)
    {
        var sizes = pages.SelectMany(p => p.Pieces).Where(p => p.Kind == BlockKind.Paragraph).SelectMany(p => p.Lines).SelectMany(l => l.Line.Words).ToList();
        if (sizes.Count == 0)
        {
            return pages;
        }

        // The size in which most characters are set.
        var body = sizes.GroupBy(w => Math.Round(w.Size, 1)).MaxBy(g => g.Sum(w => w.Text.Length))!.Key;
        return pages.ConvertAll(p => (p.Height, (IReadOnlyList<PagePiece>)WholeHeadings([.. p.Pieces.Select(x => x.Kind == BlockKind.Paragraph && x.Lines.All(l => l.Line.Size > LargerType * body) && x.Joined().Text.Length <= LongestHeading ? x with { Kind = BlockKind.Heading } : x)])));
    }

    // The lines of a heading stand further apart than those of a paragraph; the next one is of the same where its first words had no room.
    private static List<PagePiece> WholeHeadings(List<PagePiece> pieces)
    {
        var whole = new List<PagePiece>();
        foreach (var piece in pieces)
        {
            var (line, above) = (piece.Lines[0].Line, whole is [.., { Kind: BlockKind.Heading } last] ? last.Lines[^1].Line : null);
            if (piece.Kind == BlockKind.Heading && above is not null && Math.Abs(above.Size - line.Size) < SameSize && above.Bottom - line.Top < line.Size && above.Bottom > line.Bottom && !above.HasRoomFor(line, RightBelow(pieces, line)))
            {
                whole[^1] = whole[^1] with { Lines = [.. whole[^1].Lines, .. piece.Lines] };
            }
            else
            {
                whole.Add(piece);
            }
        }

        return whole;
    }

    // How far the lines reach that begin where a heading does.
    private static double RightBelow(List<PagePiece> pieces, PageLine heading) => pieces.SelectMany(p => p.Lines).Select(l => l.Line).Where(l => Math.Abs(l.Left - heading.Left) < heading.Size).Max(l => l.Right);

    // A paragraph that ends in no stop goes on where the next column or page begins with a small letter or a number.
    private static List<PagePiece> Joined(List<PagePiece> pieces)
    {
        var joined = new List<PagePiece>();
        int? open = null;
        foreach (var piece in pieces)
        {
            if (open is { } at && piece is { Kind: BlockKind.Paragraph, Role: BlockRole.Unsaid } && GoesOn(joined[at], piece))
            {
                joined[at] = joined[at] with { Lines = [.. joined[at].Lines, .. piece.Lines] };
                continue;
            }

            joined.Add(piece);
            open = piece.Role == BlockRole.Boilerplate ? open : piece is { Kind: BlockKind.Paragraph } ? joined.Count - 1 : null;
        }

        return joined;
    }

    private static bool GoesOn(PagePiece before, PagePiece next) =>
        before.Lines[^1].Line.Words[^1].Text[^1] is not ('.' or '!' or '?' or ':' or ';' or '…' or '»' or '”' or '"') && char.IsLower(next.Lines[0].Line.Words[0].Text[0]);
}
