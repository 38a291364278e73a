using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Html;

/// <summary>Writes the reading text of a page: the words of its blocks where they stand in the source, white space as a browser shows it, everything else masked.</summary>
internal sealed class PageReading
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly MarkedPage page;
    private readonly PageBlocks blocks;
    private readonly char[] reading;
    private bool isBlank;

    private PageReading(string source, MarkedPage page, PageBlocks blocks)
    {
        (this.page, this.blocks) = (page, blocks);
        reading = Mask.Of(source);
    }

    /// <returns>The reading text, the blocks in it, and the comments meant for this program.</returns>
    public static (string Reading, IReadOnlyList<Block> Blocks, IReadOnlyList<PlacedComment> Comments) Of(string source, MarkedPage page, PageBlocks blocks)
    {
        var writer = new PageReading(source, page, blocks);
        var found = writer.Write();
        var reading = new string(writer.reading);
        return (reading, LongBlocks.Cut(reading, [.. found.SelectMany((f, i) => Laid(reading, blocks.Blocks[f.Owner], f.Span, i))]), [.. blocks.Comments.Select(c => new PlacedComment(c.Words, c.Span, found.FindIndex(f => f.Owner >= c.Block) is >= 0 and var at ? at : found.Count, c.IsInside))]);
    }

    // Text that the parser moved is no part of what stands around it in the source, so a block is what is of one owner there without another between.
    private List<(int Owner, TextSpan Span)> Write()
    {
        var found = new List<(int Owner, TextSpan Span)>();
        var last = 0;
        for (var i = 0; i < page.Stretches.Count; i++)
        {
            if (blocks.OwnerOf(i) is not { } owner)
            {
                continue;
            }

            if (found is [.., var open] && open.Owner == owner)
            {
                Bridge(last, i);
                found[^1] = (owner, open.Span.Through(page.Stretches[i].Span));
            }
            else
            {
                isBlank = true;
                found.Add((owner, page.Stretches[i].Span));
            }

            Copy(i, owner);
            last = i;
        }

        return found;
    }

    // Between two stretches of a block stand tags, what is not read, and blank space.
    private void Bridge(int last, int next)
    {
        var (from, to) = (page.Stretches[last].Span.End, page.Stretches[next].Span.Start);
        Array.Fill(reading, Characters.Ignorable, from, to - from);
        if (blocks.IsBroken(next) && from < to)
        {
            reading[from] = '\n';
            isBlank = true;
            return;
        }

        for (var i = last + 1; i < next && !isBlank; i++)
        {
            if (page.Stretches[i].IsBlank)
            {
                reading[page.Stretches[i].Span.Start] = ' ';
                isBlank = true;
            }
        }
    }

    private void Copy(int stretch, int owner)
    {
        var (span, words, _) = page.Stretches[stretch];
        var isPreformatted = blocks.Blocks[owner].IsPreformatted;
        var isRaised = blocks.IsRaised(stretch);
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (c is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                reading[span.Start + i] = isPreformatted ? c : isBlank ? Characters.Ignorable : ' ';
                isBlank = true;
            }
            else
            {
                reading[span.Start + i] = isRaised && char.IsAsciiDigit(c) ? Raised[c - '0'] : c;
                isBlank &= c == Characters.Ignorable;
            }
        }
    }

    private static IEnumerable<Block> Laid(string reading, PageBlock like, TextSpan span, int paragraph)
    {
        IEnumerable<TextSpan> lines = like.Kind == BlockKind.Paragraph ? LineLayout.Split(reading, span) : [LineLayout.Trim(reading, span)];
        return lines.Where(l => !l.IsEmpty).Select(l => new Block(like.Kind, l, like.Depth, paragraph, like.Cell) { Role = like.Role, GoesOn = like.GoesOn });
    }
}
