using System.Buffers;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>
/// Finds tables by their alignment: at least three lines in a row that wide gaps part into cells which stand below each other, or that all end in a number and leave the same gutters free;
/// and a column behind the first with nothing but numbers below its head. Anything less is prose, in columns or not. A table may go on at the top of the next page.
/// </summary>
internal sealed record PageTable(int FirstLine, int EndLine, PageColumns Columns, IReadOnlyList<PageCell> Cells)
{
    private const int FewestLines = 3;
    private const int LongestCell = 60;
    private const int LongestGap = 5;
    private const int MostTries = 60;
    private const int LongestRun = 200;

    // In points.
    private const double Flush = 1.5;

    // Of the size of the type: a space in a line of prose is as wide, but no gutter runs through several lines of it.
    private const double Gutter = 0.18;

    private static readonly SearchValues<char> OpensNumber = SearchValues.Create("-+−–(<>~≈$£€¥*");

    public int Rows => Cells[^1].Row + 1;

    public static IReadOnlyList<PageTable> In(IReadOnlyList<PageLine> lines, int from)
    {
        var tables = new List<PageTable>();
        var cells = lines.Select(l => l.Cells()).ToList();
        for (int at = from, end = from; at < lines.Count;)
        {
            end = Math.Max(at, end);
            while (end < lines.Count && cells[end].Count > 1 && cells[end].All(c => Text(c).Length <= LongestCell) && (end == at || IsNear(lines[end - 1], lines[end])))
            {
                end++;
            }

            // The next table may follow at once, and its head is no row of this one.
            PageTable? table = null;
            var shortest = Math.Max(at + FewestLines, end - at > LongestRun ? end : end - MostTries);
            for (var stop = end; table is null && stop >= shortest; stop--)
            {
                table = Of(cells, at, stop) is { } found && found.HasNumbers(found.Rows - 1) ? found.UnderHead(lines, from) : null;
            }

            table ??= NarrowFrom(lines, at);
            if (table is not null)
            {
                tables.Add(table);
                from = table.EndLine;
            }

            at = table?.EndLine ?? at + 1;
        }

        return tables;
    }

    /// <summary>This table with the rows with which it goes on at the top of the next page, of which its lines are then; null where it does not.</summary>
    /// <param name="from">The first line below the running head.</param>
    public PageTable? Next(IReadOnlyList<PageLine> lines, int from)
    {
        List<PageCell> head = [.. Cells.Where(c => c.Row == 0)];
        var isRepeated = lines[from].Text == string.Join(' ', head.Select(c => c.Text));
        var numeric = Enumerable.Range(0, Columns.Count).Where(IsNumeric).ToHashSet();
        var start = isRepeated ? from + 1 : from;
        var rows = new List<PageCell>();
        var end = start;
        for (; end < lines.Count && (end == from || IsNear(lines[end - 1], lines[end])); end++)
        {
            List<PageCell> row = [.. Columns.Cells(Rows + end - start, lines[end].Words)];
            var numbers = row.Where(c => numeric.Contains(c.Column)).ToList();
            if (row.Count < 2 || row[0].Text == head[0].Text || row.Exists(c => c.Text.Length > LongestCell) || !numbers.TrueForAll(IsNumberOrGap) || !numbers.Exists(c => IsNumber(c.Text) && (isRepeated || IsFlush(c))))
            {
                break;
            }

            rows.AddRange(row);
        }

        return rows.Count > 0 ? new PageTable(from, end, Columns, [.. Cells, .. rows]) : null;
    }

    // A head whose words stand closer together than its columns.
    private PageTable UnderHead(IReadOnlyList<PageLine> lines, int from)
    {
        var at = FirstLine - 1;
        return at >= from && HasNumbers(0) && IsNear(lines[at], lines[FirstLine]) && !EndsSentence(lines[at]) && Columns.HeadCells(0, lines[at].Words) is { } head && head.All(c => c.Text.Length <= LongestCell)
            ? new PageTable(at, EndLine, Columns, [.. head, .. Cells.Select(c => c with { Row = c.Row + 1 })])
            : this;
    }

    // A table whose columns stand closer together than wide gaps: a head, or none, and below it lines that end in a number.
    private static PageTable? NarrowFrom(IReadOnlyList<PageLine> lines, int start)
    {
        var end = start + 1;
        while (end < lines.Count && end - start < MostTries && EndsInNumber(lines[end]) && IsNear(lines[end - 1], lines[end]))
        {
            end++;
        }

        // A line of prose below it may end in a number too.
        for (; end - start >= FewestLines && !EndsSentence(lines[start]); end--)
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

        var columns = PageColumns.Between(rows.Skip(1).SelectMany(r => r.Words), Gutter);
        return columns.Count > 1 && Of([.. rows.Select(r => r.Words)], columns, start) is { } table && Enumerable.Range(1, columns.Count - 1).All(table.IsFlush) ? table : null;
    }

    // Whether a column below the head holds nothing but numbers, in every row, that begin or end at one place, as those of tables do; what ends the items of a list does not.
    private bool IsFlush(int column)
    {
        var cells = Cells.Where(c => c.Column == column && c.Row > 0).ToList();
        return cells.Count == Rows - 1 && cells.TrueForAll(c => IsNumber(c.Text)) && (cells.Max(c => c.Words[0].Left) - cells.Min(c => c.Words[0].Left) < Flush || cells.Max(c => c.Words[^1].Right) - cells.Min(c => c.Words[^1].Right) < Flush);
    }

    // Whether a cell begins or ends where others of its column do.
    private bool IsFlush(PageCell cell) => Cells.Any(c => c.Column == cell.Column && c.Row > 0 && (Math.Abs(c.Words[0].Left - cell.Words[0].Left) < Flush || Math.Abs(c.Words[^1].Right - cell.Words[^1].Right) < Flush));

    private static bool EndsInNumber(PageLine line) => line.Words.Count > 1 && line.Words.TakeLast(2).Any(w => IsNumber(w.Text));

    private static bool EndsSentence(PageLine line) => line.Words[^1].Text[^1] is '.' or '!' or '?' or ';' or ',';

    // Rows of one table lie less than three lines apart.
    private static bool IsNear(PageLine above, PageLine below) => above.Bottom - below.Top < 3 * Math.Max(above.Size, below.Size);

    private static PageTable? Of(List<List<IReadOnlyList<PageWord>>> rows, int start, int end)
    {
        var most = Enumerable.Range(start, end - start).Max(r => rows[r].Count);
        var columns = PageColumns.Of(Enumerable.Range(start, end - start).Where(r => rows[r].Count == most).SelectMany(r => rows[r]));
        return columns.Count == most ? Of([.. rows.GetRange(start, end - start).Select(r => r.SelectMany(c => c).ToList())], columns, start) : null;
    }

    // Where the rows agree on columns, a narrow gap parts cells too.
    private static PageTable? Of(List<IReadOnlyList<PageWord>> rows, PageColumns columns, int start)
    {
        var cells = rows.SelectMany((r, row) => (row == 0 ? columns.HeadCells(0, r) : null) ?? columns.Cells(row, r)).ToList();
        var table = new PageTable(start, start + rows.Count, columns, cells);
        return cells.TrueForAll(c => c.Text.Length <= LongestCell) && Enumerable.Range(1, Math.Max(0, columns.Count - 1)).Any(table.IsNumeric) ? table : null;
    }

    private bool IsNumeric(int column)
    {
        var body = Cells.Where(c => column > 0 && c.Column == column && c.Row > 0).ToList();
        return body.Count(c => IsNumber(c.Text)) >= 2 && body.TrueForAll(IsNumberOrGap);
    }

    private bool HasNumbers(int row) => Cells.Any(c => c.Row == row && IsNumeric(c.Column) && IsNumber(c.Text));

    private static bool IsNumberOrGap(PageCell cell) => IsNumber(cell.Text) || cell.Text.Length <= LongestGap;

    private static string Text(IReadOnlyList<PageWord> words) => string.Join(' ', words.Select(w => w.Text));

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || OpensNumber.Contains(cell[0])) && cell.Any(char.IsAsciiDigit);
}
