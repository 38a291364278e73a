using System.Globalization;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using PdfWord = UglyToad.PdfPig.Content.Word;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>Reads one page: its tables by their alignment, and around them its prose column by column.</summary>
internal sealed class PageReader
{
    // An empty line between two paragraphs, an indented line or a short one before it.
    private const double IndentOfParagraph = 0.8;
    private const double ShortLine = 0.85;
    private const double GapOfBullet = 3;
    private const int LinesOfRunningHead = 2;
    private const string Bullets = "•▪‣◦●○■–—*-·";

    private static readonly NearestNeighbourWordExtractor Words = new(new NearestNeighbourWordExtractor.NearestNeighbourWordExtractorOptions { MaxDegreeOfParallelism = 1 });
    private static readonly DocstrumBoundingBoxes Segmenter = new(new DocstrumBoundingBoxes.DocstrumBoundingBoxesOptions { MaxDegreeOfParallelism = 1 });

    private int tables;

    // The table that the page before ended with.
    private PageTable? open;

    public IReadOnlyList<PagePiece> Read(Page page)
    {
        // Bold type is often faked by printing a letter twice.
        var letters = DuplicateOverlappingTextProcessor.Get(page.Letters.Where(l => l.TextOrientation is TextOrientation.Horizontal));
        var words = Words.GetWords(letters).Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        var lines = PageLine.All(words);
        var pieces = new List<PagePiece>();
        var from = 0;
        if (open is { } before && Continued(lines, before, page.Height) is { } next)
        {
            pieces.AddRange(Prose(page.Number, lines, 0, next.FirstLine));
            pieces.AddRange(Cells(page.Number, next, before.Rows, tables - 1));
            from = next.EndLine;
            open = next;
        }
        else
        {
            open = null;
        }

        foreach (var table in PageTable.In(lines, from))
        {
            pieces.AddRange(Prose(page.Number, lines, from, table.FirstLine));
            pieces.AddRange(Cells(page.Number, table, 0, tables++));
            from = table.EndLine;
            open = table;
        }

        pieces.AddRange(Prose(page.Number, lines, from, lines.Count));
        open = lines.Skip(from).All(l => l.Top < PdfReader.Margin * page.Height) ? open : null;
        return pieces;
    }

    // Above the rows of a table that goes on may stand a running head.
    private static PageTable? Continued(List<PageLine> lines, PageTable before, double height)
    {
        for (var from = 0; from < Math.Min(LinesOfRunningHead + 1, lines.Count) && (from == 0 || lines[from - 1].Bottom > (1 - PdfReader.Margin) * height); from++)
        {
            if (before.Next(lines, from) is { } next)
            {
                return next;
            }
        }

        return null;
    }

    private static IEnumerable<PagePiece> Cells(int page, PageTable table, int fromRow, int number) =>
        table.Cells.Where(c => c.Row >= fromRow).Select(c => new PagePiece(BlockKind.TableCell, [(page, new PageLine(c.Words))]) { Cell = new CellPlace(number, c.Row, c.Column, false) });

    private static IEnumerable<PagePiece> Prose(int page, List<PageLine> lines, int start, int end)
    {
        var parts = new Dictionary<PdfWord, PdfWord[]>(ReferenceEqualityComparer.Instance);
        var words = lines.GetRange(start, end - start).SelectMany(l => Bulleted(l, parts)).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        var blocks = Segmenter.GetBlocks(words);
        return UnsupervisedReadingOrderDetector.Instance.Get(blocks).OrderBy(b => b.ReadingOrder).SelectMany(b => Paragraphs(page, b, RightOfColumn(blocks, b), parts));
    }

    // The bullets of items of several lines stand so far apart that they look like a column of their own, so each goes with the word behind it.
    private static IEnumerable<PdfWord> Bulleted(PageLine line, Dictionary<PdfWord, PdfWord[]> parts)
    {
        for (var i = 0; i < line.Words.Count; i++)
        {
            var word = line.Words[i];
            var isBullet = word.Text is [var mark] && Bullets.Contains(mark, StringComparison.Ordinal) && (i == 0 || word.Left - line.Words[i - 1].Right > GapOfBullet * line.Size);
            if (isBullet && i + 1 < line.Words.Count && line.Words[i + 1].Left - word.Right < GapOfBullet * line.Size)
            {
                var whole = new PdfWord([.. word.Of.Letters, .. line.Words[i + 1].Of.Letters]);
                parts[whole] = [word.Of, line.Words[i + 1].Of];
                i++;
                yield return whole;
            }
            else
            {
                yield return word.Of;
            }
        }
    }

    // The right margin: how far the blocks above and below reach.
    private static double RightOfColumn(IReadOnlyList<TextBlock> blocks, TextBlock block)
    {
        var own = block.BoundingBox;
        return blocks.Where(b => Math.Min(b.BoundingBox.Right, own.Right) - Math.Max(b.BoundingBox.Left, own.Left) > 0.5 * Math.Min(b.BoundingBox.Width, own.Width)).Max(b => b.BoundingBox.Right);
    }

    private static IEnumerable<PagePiece> Paragraphs(int page, TextBlock block, double right, Dictionary<PdfWord, PdfWord[]> parts)
    {
        var lines = block.TextLines.Select(l => PageLine.Of([.. l.Words.SelectMany(w => parts.TryGetValue(w, out var apart) ? apart : [w])])).ToList();
        var left = lines.Min(l => l.Left);
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            lines[i] = lines[i] with { IsBroken = lines[i].HasRoomFor(lines[i + 1], right) };
        }

        var open = new List<(int, PageLine)>();
        var kind = BlockKind.Paragraph;
        var number = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var isItem = line.Words is [{ Text: [var mark] }, _, ..] && Bullets.Contains(mark, StringComparison.Ordinal);
            if (NumberOf(line) == number + 1 && (i == 0 || number > 0 || lines[i - 1].IsBroken || lines[i - 1].Words[^1].Text[^1] == ':'))
            {
                number++;
                isItem = true;
            }

            if (open.Count > 0 && (isItem || Begins(lines[i - 1], line, left, right, kind)))
            {
                yield return new PagePiece(kind, open);
                open = [];
            }

            if (open.Count == 0)
            {
                kind = isItem ? BlockKind.ListItem : BlockKind.Paragraph;
            }

            open.Add((page, isItem ? line with { Words = [.. line.Words.Skip(1)] } : line));
        }

        yield return new PagePiece(kind, open);
    }

    // That of an item of a list: "5. Mai" may be a date, so items are counted from the first.
    private static int? NumberOf(PageLine line) =>
        line.Words is [{ Text: [.. var digits, '.' or ')'] }, _, ..] && digits.Length is 1 or 2 && digits.All(char.IsAsciiDigit) ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

    private static bool Begins(PageLine above, PageLine line, double left, double right, BlockKind kind) =>
        Math.Abs(above.Size - line.Size) > 0.15 * above.Size
        || above.Bottom - line.Top > above.Size
        || (kind == BlockKind.Paragraph && line.Left - left > IndentOfParagraph * line.Size && above.Left - left < IndentOfParagraph * line.Size)
        || (kind == BlockKind.ListItem && line.Left < above.Left - (IndentOfParagraph * line.Size))
        || (above.Right - left < ShortLine * (right - left) && above.Words[^1].Text[^1] is '.' or '!' or '?' or ':' or '»' or '”' or '"' && !char.IsLower(line.Words[0].Text[0]));
}
