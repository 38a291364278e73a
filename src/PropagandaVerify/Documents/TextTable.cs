using System.Buffers;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>
/// Finds tables in the lines of a paragraph: columns parted by bars, tabs or two spaces, at least three lines with as many columns each,
/// and one column behind the first with nothing but numbers below its head. Anything less is prose.
/// </summary>
internal static class TextTable
{
    private const int FewestLines = 3;
    private const int LongestCell = 60;
    private const int LongestNumber = 24;
    private const int LongestGap = 5;

    private static readonly SearchValues<char> RuleMarks = SearchValues.Create("-=_+|: \t\u2060");

    /// <summary>The blocks of a paragraph: its tables cell by cell, and what stands around them.</summary>
    /// <param name="tables">How many tables the draft has so far.</param>
    public static List<Block> Blocks(string text, TextSpan paragraph, int depth, int number, ref int tables)
    {
        var blocks = new List<Block>();
        var lines = LineLayout.Lines(text, paragraph).ToList();
        if (lines.Count < FewestLines)
        {
            AddProse(blocks, text, lines, depth, number);
            return blocks;
        }

        var cells = lines.ConvertAll(l => IsRule(text, l) ? [] : Cells(text, l));
        var from = 0;
        for (var at = 0; at < lines.Count;)
        {
            var end = EndOfRun(lines, cells, text, at, out var columns);
            if (columns > 0 && IsTable(text, [.. cells.Skip(at).Take(end - at).Where(c => c.Count > 0)], columns))
            {
                AddProse(blocks, text, lines[from..at], depth, number);
                AddCells(blocks, cells.Skip(at).Take(end - at).Where(c => c.Count > 0), columns, new Block(BlockKind.TableCell, default, depth, number), tables++);
                from = end;
            }

            at = end;
        }

        AddProse(blocks, text, lines[from..], depth, number);
        return blocks;
    }

    private static void AddProse(List<Block> blocks, string text, List<TextSpan> lines, int depth, int number)
    {
        if (lines.Count > 0)
        {
            blocks.AddRange(LineLayout.Split(text, lines[0].Through(lines[^1])).Select(span => new Block(BlockKind.Paragraph, span, depth, number)));
        }
    }

    // The head may lack the cell above the labels.
    private static void AddCells(List<Block> blocks, IEnumerable<List<TextSpan>> rows, int columns, Block like, int table)
    {
        var row = 0;
        foreach (var cells in rows)
        {
            var shift = columns - cells.Count;
            for (var i = 0; i < cells.Count; i++)
            {
                if (!cells[i].IsEmpty)
                {
                    blocks.Add(like with { Span = cells[i], Cell = new CellPlace(table, row, i + shift, false) });
                }
            }

            row++;
        }
    }

    // Lines with as many columns as the first; one or two at the head may have one less.
    private static int EndOfRun(List<TextSpan> lines, List<List<TextSpan>> cells, string text, int start, out int columns)
    {
        columns = 0;
        var end = start;
        var rows = 0;
        for (; end < lines.Count; end++)
        {
            var count = cells[end].Count;
            if (count == 0 && rows > 0 && IsRule(text, lines[end]))
            {
                continue;
            }

            if (count < 2 || (rows > 0 && count != columns && !(rows <= 2 && count == columns + 1)))
            {
                break;
            }

            columns = count;
            rows++;
        }

        columns = rows >= FewestLines ? columns : 0;
        return Math.Max(end, start + 1);
    }

    private static bool IsTable(string text, List<List<TextSpan>> rows, int columns)
    {
        if (rows.Exists(r => r.Exists(c => c.Length > LongestCell)) || rows.Count(r => r.Count == columns) < 2)
        {
            return false;
        }

        for (var column = 1; column < columns; column++)
        {
            var body = rows.Skip(1).Where(r => r.Count == columns).Select(r => r[column]).ToList();
            if (body.Count(c => IsNumber(text, c)) >= 2 && body.TrueForAll(c => IsNumber(text, c) || IsGap(text, c)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNumber(string text, TextSpan cell)
    {
        var words = text.AsSpan(cell.Start, cell.Length).TrimStart(Characters.Ignorable);
        return words.Length is > 0 and <= LongestNumber && !char.IsLetter(words[0]) && words.IndexOfAnyInRange('0', '9') >= 0;
    }

    private static bool IsGap(string text, TextSpan cell) => cell.Length <= LongestGap && text.AsSpan(cell.Start, cell.Length).IndexOfAnyInRange('0', '9') < 0;

    // "-----  -----" and "|---|---|" draw lines.
    private static bool IsRule(string text, TextSpan line)
    {
        var words = text.AsSpan(line.Start, line.Length);
        return words.IndexOfAnyExcept(RuleMarks) < 0 && words.IndexOfAny('-', '=', '_') >= 0;
    }

    private static List<TextSpan> Cells(string text, TextSpan line)
    {
        var cells = new List<TextSpan>();
        var hasBars = text.AsSpan(line.Start, line.Length).Contains('|');
        var start = hasBars && text[line.Start] == '|' ? line.Start + 1 : line.Start;
        for (var at = start; at < line.End;)
        {
            var gap = hasBars ? (text[at] == '|' ? 1 : 0) : Gap(text, at, line.End);
            if (gap > 0)
            {
                cells.Add(LineLayout.Trim(text, new TextSpan(start, at)));
                start = at + gap;
            }

            at += Math.Max(1, gap);
        }

        if (start < line.End)
        {
            cells.Add(LineLayout.Trim(text, new TextSpan(start, line.End)));
        }

        return cells;
    }

    /// <summary>The length of the gap between two columns that begins at an offset; 0 when none does.</summary>
    private static int Gap(string text, int at, int end)
    {
        var (stop, spaces) = (at, 0);
        while (stop < end && (Characters.IsSpace(text[stop]) || Characters.IsIgnorable(text[stop])))
        {
            spaces += text[stop] == '\t' ? 2 : Characters.IsSpace(text[stop]) ? 1 : 0;
            stop++;
        }

        return spaces >= 2 ? stop - at : 0;
    }
}
