namespace PropagandaVerify.Text;

/// <summary>A rectangle on a page, in points of 1/72 inch from its lower left corner.</summary>
public readonly record struct Box(decimal Left, decimal Bottom, decimal Right, decimal Top)
{
    /// <summary>The smallest box around both.</summary>
    public Box Around(Box other) => new(Math.Min(Left, other.Left), Math.Min(Bottom, other.Bottom), Math.Max(Right, other.Right), Math.Max(Top, other.Top));
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

    /// <summary>The number of the paragraph in its part of the file, from 1; null where the format has none.</summary>
    public int? Paragraph { get; init; }

    /// <summary>The part of the file that holds it, such as <c>word/footnotes.xml</c>; null for a file of one part.</summary>
    public string? Part { get; init; }
}
