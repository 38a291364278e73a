using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>Reads plain text: blank lines part paragraphs, bullets and numbers open items, aligned lines form tables.</summary>
internal static class PlainTextReader
{
    public static IReadOnlyList<Block> Blocks(string text, int start)
    {
        var blocks = new List<Block>();
        var pending = new List<TextSpan>();
        Block? item = null;
        var paragraph = 0;
        var tables = 0;
        var number = 0;

        void Flush()
        {
            if (pending.Count > 0)
            {
                blocks.AddRange(TextTable.Blocks(text, pending[0].Through(pending[^1]), 0, paragraph, ref tables));
                pending.Clear();
            }

            if (item is not null)
            {
                blocks.Add(item);
                item = null;
            }
        }

        foreach (var (line, raw) in RawLines(text, start))
        {
            if (line.IsEmpty)
            {
                Flush();
                paragraph++;
            }
            else if (Bullet(text, line, ref number) is { } body)
            {
                Flush();
                item = new Block(BlockKind.ListItem, new TextSpan(body, line.End), line.Start - raw.Start, paragraph);
            }
            else if (item is not null && (line.Start > raw.Start || char.IsLower(text[line.Start])))
            {
                item = item with { Span = item.Span.Through(line) };
            }
            else
            {
                if (item is not null)
                {
                    Flush();
                }

                pending.Add(line);
            }
        }

        Flush();
        return blocks;
    }

    private static IEnumerable<(TextSpan Line, TextSpan Raw)> RawLines(string text, int start)
    {
        for (var at = start; at < text.Length;)
        {
            var end = Characters.LineEnd(text, at, text.Length);
            var raw = new TextSpan(at, end);
            yield return (LineLayout.Trim(text, raw), raw);
            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    /// <summary>Where the text of an item begins, or null when the line opens none. A number opens an item behind the number before it: "5. Mai" is a date.</summary>
    private static int? Bullet(string text, TextSpan line, ref int number)
    {
        var at = line.Start;
        var own = 0;
        if (text[at] is '-' or '–' or '—' or '•' or '*' or '▪' or '‣' or '·' or '◦' or '●' or '○' or '■')
        {
            at++;
        }
        else
        {
            while (at < line.End && char.IsAsciiDigit(text[at]) && at - line.Start < 2)
            {
                own = (own * 10) + text[at] - '0';
                at++;
            }

            if (at == line.Start || at >= line.End || text[at] is not ('.' or ')') || (own > 1 && own != number + 1))
            {
                return null;
            }

            at++;
        }

        var gap = at;
        while (at < line.End && Characters.IsSpace(text[at]))
        {
            at++;
        }

        if (at == gap || at >= line.End)
        {
            return null;
        }

        number = own > 0 ? own : number;
        return at;
    }
}
