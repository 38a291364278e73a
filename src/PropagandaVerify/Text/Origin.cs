namespace PropagandaVerify.Text;

/// <summary>A rectangle on a page, in points of 1/72 inch from its lower left corner.</summary>
public readonly record struct Box(decimal Left, decimal Bottom, decimal Right, decimal Top)
{
    /// <summary>The smallest box around both.</summary>
    public Box Around(Box other) => new(Math.Min(Left, other.Left), Math.Min(Bottom, other.Bottom), Math.Max(Right, other.Right), Math.Max(Top, other.Top));

    /// <summary>Whether another goes on behind it in the same line.</summary>
    public bool GoesOn(Box other) => other.Left >= Left && 2 * (Math.Min(Top, other.Top) - Math.Max(Bottom, other.Bottom)) > Math.Min(Top - Bottom, other.Top - other.Bottom);
}

/// <summary>Where a stretch of the text that was taken out of a file stands in that file, whose lines say nothing to its reader.</summary>
/// <param name="Span">The stretch, in the text taken out; those of a source follow each other and do not overlap.</param>
/// <param name="Name">In words for a person: "paragraph 12", "page 3", "table 1, row 2, column 4", "00:01:12".</param>
public sealed record Origin(TextSpan Span, string Name)
{
    /// <summary>The page, from 1; null where the format has none.</summary>
    public int? Page { get; init; }

    /// <summary>The box of the stretch on its page; null where it is not known.</summary>
    public Box? Box { get; init; }

    /// <summary>Where each of its characters begins on the page, from left to right, and last where the box ends; null where it is not known.</summary>
    public IReadOnlyList<decimal>? Edges { get; init; }

    /// <summary>The number of the paragraph in its part of the file, from 1; null where the format has none.</summary>
    public int? Paragraph { get; init; }

    /// <summary>The part of the file that holds it, such as <c>word/footnotes.xml</c>; null for a file of one part.</summary>
    public string? Part { get; init; }

    /// <summary>The box of what it shares with another stretch.</summary>
    public Box? BoxOf(TextSpan span)
    {
        if (Box is not { } box || Edges is not { } edges)
        {
            return Box;
        }

        var (first, end) = (Math.Max(0, span.Start - Span.Start), Math.Min(Span.Length, span.End - Span.Start));
        return first < end && end < edges.Count ? box with { Left = edges[first], Right = end == Span.Length ? box.Right : edges[end] } : box;
    }
}
