using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>A comment meant for this program, as it stands among the blocks of a draft.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Paragraph">The paragraph that it stands in, or the number of the next one.</param>
/// <param name="IsInside">Whether it stands within the text of that paragraph.</param>
internal readonly record struct PlacedComment(string Words, TextSpan Place, int Paragraph, bool IsInside)
{
    /// <summary>The comments of a draft, read, and what was wrong with them.</summary>
    public static (IReadOnlyList<IgnoreComment> Comments, IReadOnlyList<Diagnostic> Diagnostics) Read(Source source, IReadOnlyList<PlacedComment> placed, IReadOnlyList<Block> blocks)
    {
        var read = placed.Select(p => IgnoreComment.Read(source, p.Words, p.Place, p.Reach(blocks))).ToList();
        return ([.. read.Select(r => r.Comment).OfType<IgnoreComment>()], [.. read.Select(r => r.Diagnostic).OfType<Diagnostic>()]);
    }

    // One within a text goes for its paragraph, item or cell; one of its own for what follows: a paragraph, the items of a list, a table.
    private TextSpan Reach(IReadOnlyList<Block> blocks)
    {
        var (paragraph, isInside) = (Paragraph, IsInside);
        var after = blocks.SkipWhile(b => b.Paragraph < paragraph).ToList();
        if (after.Count == 0 || (isInside && after[0].Paragraph != paragraph))
        {
            return Place with { Start = Place.End };
        }

        var first = after[0];
        return after.TakeWhile(b => b.Paragraph == first.Paragraph
            || (!isInside && (first.Cell is { } cell ? b.Cell?.Table == cell.Table : first.Kind == BlockKind.ListItem && b.Kind == BlockKind.ListItem))).Aggregate(first.Span, (span, b) => span.Through(b.Span));
    }
}
