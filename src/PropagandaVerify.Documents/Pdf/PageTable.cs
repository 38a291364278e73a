using System.Buffers;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>A cell of a table on a page.</summary>
internal sealed record PageCell(int Row, int Column, IReadOnlyList<PageWord> Words);

/// <summary>
/// Finds tables by their alignment: at least three lines in a row that wide gaps part into cells which stand below each other, or that all end in a number and leave the same gutters free;
/// and a column behind the first with nothing but numbers below its head. Anything less is prose, in columns or not.
/// </summary>
internal sealed record PageTable(int FirstLine, int EndLine, IReadOnlyList<PageCell> Cells)
{
    private const int FewestLines = 3;
    private const int LongestCell = 60;
    private const int LongestGap = 5;
    private const int MostNarrowLines = 60;

    // In points.
    private const double Flush = 1.5;

    // Of the size of the type: a space in a line of prose is as wide, but no gutter runs through several lines of it.
    private const double Gutter = 0.18;

    private static readonly SearchValues<char> OpensNumber = SearchValues.Create("-+−–(<>~≈$£€¥*");

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

            var table = end - at >= FewestLines ? Of(cells, at, end) : null;
            table ??= NarrowFrom(lines, at);
            if (table is not null)
            {
                tables.Add(table);
            }

            at = table?.EndLine ?? at + 1;
        }

        return tables;
    }

    // A table whose columns stand closer together than wide gaps: a head, or none, and below it lines that end in a number.
    private static PageTable? NarrowFrom(IReadOnlyList<PageLine> lines, int start)
    {
        var end = start + 1;
        while (end < lines.Count && end - start < MostNarrowLines && EndsInNumber(lines[end]) && IsNear(lines[end - 1], lines[end]))
        {
            end++;
        }

        // A line of prose below it may end in a number too.
        for (; end - start >= FewestLines; end--)
        {
            if (Narrow([.. lines.Skip(start).Take(end - start)], start) is { } table)
            {
                return table;
            }
        }

        return null;
    }

    private static PageTable? Narrow(List<PageLine> rows, int start)
    {
        if (rows.Count(EndsInNumber) < FewestLines)
        {
            return null;
        }

        var columns = new List<(double Left, double Right)>();
        foreach (var word in rows.Skip(1).SelectMany(r => r.Words).OrderBy(w => w.Left))
        {
            if (columns is [.., var last] && word.Left - last.Right < Gutter * word.Size)
            {
                columns[^1] = (last.Left, Math.Max(last.Right, word.Right));
            }
            else
            {
                columns.Add((word.Left, word.Right));
            }
        }

        return columns.Count > 1 && Of([.. rows.Select(r => r.Words)], columns, start) is { } table && Enumerable.Range(1, columns.Count - 1).All(table.IsFlush) ? table : null;
    }

    // Whether a column below the head holds nothing but numbers, in every row, that begin or end at one place, as those of tables do; what ends the items of a list does not.
    private bool IsFlush(int column)
    {
        var cells = Cells.Where(c => c.Column == column && c.Row > 0).ToList();
        return cells.Count == EndLine - FirstLine - 1 && cells.TrueForAll(c => IsNumber(Text(c.Words))) && (cells.Max(c => c.Words[0].Left) - cells.Min(c => c.Words[0].Left) < Flush || cells.Max(c => c.Words[^1].Right) - cells.Min(c => c.Words[^1].Right) < Flush);
    }

    private static bool EndsInNumber(PageLine line) => line.Words.Count > 1 && line.Words.TakeLast(2).Any(w => IsNumber(w.Text));

    // Rows of one table lie less than three lines apart.
    private static bool IsNear(PageLine above, PageLine below) => above.Bottom - below.Top < 3 * Math.Max(above.Size, below.Size);

    private static PageTable? Of(List<List<IReadOnlyList<PageWord>>> rows, int start, int end)
    {
        var most = Enumerable.Range(start, end - start).Max(r => rows[r].Count);
        var columns = Columns(Enumerable.Range(start, end - start).Where(r => rows[r].Count == most).SelectMany(r => rows[r]));
        return columns.Count == most ? Of([.. rows.GetRange(start, end - start).Select(r => r.SelectMany(c => c))], columns, start) : null;
    }

    // Where the rows agree on columns, a narrow gap parts cells too.
    private static PageTable? Of(List<IEnumerable<PageWord>> rows, List<(double Left, double Right)> columns, int start)
    {
        var cells = rows.SelectMany((r, row) => r.GroupBy(w => Nearest(columns, w)).OrderBy(g => g.Key).Select(g => new PageCell(row, g.Key, [.. g]))).ToList();
        if (cells.Exists(c => Text(c.Words).Length > LongestCell))
        {
            return null;
        }

        for (var column = 1; column < columns.Count; column++)
        {
            var body = cells.Where(c => c.Column == column && c.Row > 0).Select(c => Text(c.Words)).ToList();
            if (body.Count(IsNumber) >= 2 && body.TrueForAll(c => IsNumber(c) || c.Length <= LongestGap))
            {
                return new PageTable(start, start + rows.Count, cells);
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

    private static int Nearest(List<(double Left, double Right)> columns, PageWord word) =>
        Enumerable.Range(0, columns.Count).MaxBy(c => Math.Min(word.Right, columns[c].Right) - Math.Max(word.Left, columns[c].Left));

    private static string Text(IReadOnlyList<PageWord> words) => string.Join(' ', words.Select(w => w.Text));

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || OpensNumber.Contains(cell[0])) && cell.Any(char.IsAsciiDigit);
}
