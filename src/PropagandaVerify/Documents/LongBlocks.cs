using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>
/// Cuts blocks that are longer than any paragraph. Readers look back and ahead inside a block, so that only blocks of bounded length keep the time of reading linear in the length of
/// a draft, whatever it holds.
/// </summary>
internal static class LongBlocks
{
    /// <summary>In characters; about a thousand words, far beyond the longest paragraphs of newspapers.</summary>
    private const int Longest = 6_000;

    public static IReadOnlyList<Block> Cut(string reading, IReadOnlyList<Block> blocks)
    {
        if (blocks.All(b => b.Span.Length <= Longest))
        {
            return blocks;
        }

        var cut = new List<Block>(blocks.Count);
        foreach (var block in blocks)
        {
            var start = block.Span.Start;
            while (block.Span.End - start > Longest)
            {
                var end = End(reading, start, start + Longest);
                cut.Add(Piece(block, start, end));
                start = end;
            }

            cut.Add(Piece(block, start, block.Span.End));
        }

        return cut;
    }

    private static Block Piece(Block block, int start, int end) => block with
    {
        Span = new TextSpan(start, end),
        Kind = start == block.Span.Start ? block.Kind : BlockKind.Paragraph,
        Cell = start == block.Span.Start ? block.Cell : null,
    };

    // Behind the last end of a sentence, else behind the last space, in the second half; else where the length says.
    private static int End(string reading, int start, int limit)
    {
        var half = start + (Longest / 2);
        for (var at = limit - 1; at > half; at--)
        {
            if (Characters.IsSpace(reading[at]) && reading[at - 1] is '.' or '!' or '?')
            {
                return at;
            }
        }

        for (var at = limit - 1; at > half; at--)
        {
            if (Characters.IsSpace(reading[at]) || Characters.IsLineBreak(reading[at]))
            {
                return at;
            }
        }

        return limit;
    }
}
