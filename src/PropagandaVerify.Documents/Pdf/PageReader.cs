using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>Reads one page: its tables by their alignment, and around them its prose column by column.</summary>
internal sealed class PageReader
{
    // An empty line between two paragraphs, an indented line or a short one before it.
    private const double IndentOfParagraph = 0.8;
    private const double ShortLine = 0.85;
    private const double SpaceBetween = 0.4;
    private const string Bullets = "•▪‣◦●○■–—*-·";

    private static readonly NearestNeighbourWordExtractor Words = new(new NearestNeighbourWordExtractor.NearestNeighbourWordExtractorOptions { MaxDegreeOfParallelism = 1 });
    private static readonly DocstrumBoundingBoxes Segmenter = new(new DocstrumBoundingBoxes.DocstrumBoundingBoxesOptions { MaxDegreeOfParallelism = 1 });

    private int tables;

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
        foreach (var table in PageTable.In(lines))
        {
            pieces.AddRange(Prose(page.Number, lines, from, table.FirstLine));
            pieces.AddRange(table.Cells.Select(c => new PagePiece(BlockKind.TableCell, [(page.Number, new PageLine(c.Words))]) { Cell = new CellPlace(tables, c.Row, c.Column, false) }));
            tables++;
            from = table.EndLine;
        }

        pieces.AddRange(Prose(page.Number, lines, from, lines.Count));
        return pieces;
    }

    private static IEnumerable<PagePiece> Prose(int page, List<PageLine> lines, int start, int end)
    {
        var words = lines.GetRange(start, end - start).SelectMany(l => l.Words).Select(w => w.Of).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        var blocks = Segmenter.GetBlocks(words);
        return UnsupervisedReadingOrderDetector.Instance.Get(blocks).OrderBy(b => b.ReadingOrder).SelectMany(b => Paragraphs(page, b, RightOfColumn(blocks, b)));
    }

    // The right margin: how far the blocks above and below reach.
    private static double RightOfColumn(IReadOnlyList<TextBlock> blocks, TextBlock block)
    {
        var own = block.BoundingBox;
        return blocks.Where(b => Math.Min(b.BoundingBox.Right, own.Right) - Math.Max(b.BoundingBox.Left, own.Left) > 0.5 * Math.Min(b.BoundingBox.Width, own.Width)).Max(b => b.BoundingBox.Right);
    }

    private static IEnumerable<PagePiece> Paragraphs(int page, TextBlock block, double right)
    {
        var lines = block.TextLines.Select(l => PageLine.Of(l.Words)).ToList();
        var left = lines.Min(l => l.Left);
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            lines[i] = lines[i] with { IsBroken = lines[i].Right + (SpaceBetween * lines[i].Size) + lines[i + 1].Words[0].Right - lines[i + 1].Words[0].Left < right };
        }

        var open = new List<(int, PageLine)>();
        var kind = BlockKind.Paragraph;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var isItem = line.Words is [{ Text: [var mark] }, _, ..] && Bullets.Contains(mark, StringComparison.Ordinal);
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

    private static bool Begins(PageLine above, PageLine line, double left, double right, BlockKind kind) =>
        Math.Abs(above.Size - line.Size) > 0.15 * above.Size
        || above.Bottom - line.Top > above.Size
        || (kind == BlockKind.Paragraph && line.Left - left > IndentOfParagraph * line.Size && above.Left - left < IndentOfParagraph * line.Size)
        || (kind == BlockKind.ListItem && line.Left < above.Left - (IndentOfParagraph * line.Size))
        || (above.Right - left < ShortLine * (right - left) && above.Words[^1].Text[^1] is '.' or '!' or '?' or ':' or '»' or '”' or '"' && !char.IsLower(line.Words[0].Text[0]));
}
