namespace PropagandaVerify.Documents.Pdf;

/// <summary>A cell of a table on a page.</summary>
internal sealed record PageCell(int Row, int Column, IReadOnlyList<PageWord> Words);

/// <summary>
/// Finds tables by their alignment: at least three lines in a row with two cells or more, whose cells stand below each other, and a column behind the first with nothing but numbers
/// below its head. Anything less is prose, in columns or not.
/// </summary>
internal sealed record PageTable(int FirstLine, int EndLine, IReadOnlyList<PageCell> Cells)
{
    private const int FewestLines = 3;
    private const int LongestCell = 60;
    private const int LongestGap = 5;

    public static IReadOnlyList<PageTable> In(IReadOnlyList<PageLine> lines)
    {
        var tables = new List<PageTable>();
        var cells = lines.Select(l => l.Cells()).ToList();
        for (var at = 0; at < lines.Count;)
        {
            var end = at;
            while (end < lines.Count && cells[end].Count > 1 && cells[end].All(c => Text(c).Length <= LongestCell) && (end == at || IsNear(lines[end - 1], lines[end])))
            {
                end++;
            }

            if (end - at >= FewestLines && Of(cells, at, end) is { } table)
            {
                tables.Add(table);
            }

            at = Math.Max(end, at + 1);
        }

        return tables;
    }

    // Rows of one table lie less than three lines apart.
    private static bool IsNear(PageLine above, PageLine below) => above.Bottom - below.Top < 3 * Math.Max(above.Size, below.Size);

    private static PageTable? Of(List<List<IReadOnlyList<PageWord>>> rows, int start, int end)
    {
        var most = Enumerable.Range(start, end - start).Max(r => rows[r].Count);
        var columns = Columns(Enumerable.Range(start, end - start).Where(r => rows[r].Count == most).SelectMany(r => rows[r]));
        if (columns.Count != most)
        {
            return null;
        }

        var cells = new List<PageCell>();
        for (var row = start; row < end; row++)
        {
            foreach (var words in rows[row])
            {
                var column = Nearest(columns, words);
                cells.Add(new PageCell(row - start, column, words));
            }
        }

        // Two cells in one place were no cells.
        if (cells.DistinctBy(c => (c.Row, c.Column)).Count() < cells.Count)
        {
            return null;
        }

        for (var column = 1; column < most; column++)
        {
            var body = cells.Where(c => c.Column == column && c.Row > 0).Select(c => Text(c.Words)).ToList();
            if (body.Count(IsNumber) >= 2 && body.TrueForAll(c => IsNumber(c) || c.Length <= LongestGap))
            {
                return new PageTable(start, end, cells);
            }
        }

        return null;
    }

    // The stretches of the page that cells share.
    private static List<(double Left, double Right)> Columns(IEnumerable<IReadOnlyList<PageWord>> cells)
    {
        var columns = new List<(double Left, double Right)>();
        foreach (var (left, right) in cells.Select(c => (c[0].Left, c[^1].Right)).OrderBy(c => c.Left))
        {
            if (columns is [.., var last] && left < last.Right)
            {
                columns[^1] = (last.Left, Math.Max(last.Right, right));
            }
            else
            {
                columns.Add((left, right));
            }
        }

        return columns;
    }

    private static int Nearest(List<(double Left, double Right)> columns, IReadOnlyList<PageWord> words)
    {
        var (left, right) = (words[0].Left, words[^1].Right);
        return Enumerable.Range(0, columns.Count).MaxBy(c => Math.Min(right, columns[c].Right) - Math.Max(left, columns[c].Left));
    }

    private static string Text(IReadOnlyList<PageWord> words) => string.Join(' ', words.Select(w => w.Text));

    private static bool IsNumber(string cell) => cell.Length > 0 && !char.IsLetter(cell[0]) && cell.Any(char.IsAsciiDigit);
}
