using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>What a block of a draft is.</summary>
public enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,
    TableCell,
}

/// <summary>What markup says of a block's part in the draft.</summary>
public enum BlockRole
{
    /// <summary>Nothing: its place in the text tells.</summary>
    Unsaid,
    Title,
    Standfirst,
    Caption,
    Footnote,

    /// <summary>A paragraph set off as the words of someone else.</summary>
    Quotation,

    /// <summary>What stands around the text: menus, notices, running heads.</summary>
    Boilerplate,
}

/// <summary>A stretch of a draft that is read on its own: a paragraph, a heading, an item of a list, a line of a one-per-line list, a cell.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Its text, without bullet or markup around it.</param>
/// <param name="Depth">How deep an item of a list is nested, or the columns it is indented by; items of one list share it.</param>
/// <param name="Paragraph">The number of the paragraph it stands in; the lines of one paragraph share it.</param>
/// <param name="Cell">Where it stands in its table; null for what is no cell.</param>
public sealed record Block(BlockKind Kind, TextSpan Span, int Depth, int Paragraph, CellPlace? Cell = null)
{
    public BlockRole Role { get; init; }

    /// <summary>Whether it is a further paragraph of the item of a list that the block before it opened.</summary>
    public bool GoesOn { get; init; }
}

/// <summary>Where a cell stands. A cell without words is no block, so places may be left out.</summary>
/// <param name="Table">The number of its table in the draft, from 0.</param>
/// <param name="Row">Its row, from 0; those of the header count.</param>
/// <param name="Column">Its column, from 0.</param>
/// <param name="IsHeader">Whether markup makes it part of the header; plain text never says.</param>
public readonly record struct CellPlace(int Table, int Row, int Column, bool IsHeader);

/// <summary>A draft as blocks over a reading text that has the length of its source: markup is masked, never cut out, so every offset is one into the original.</summary>
public sealed record Document
{
    public required Source Source { get; init; }

    /// <summary>The source text with markup replaced by characters that readers skip.</summary>
    public required string Reading { get; init; }

    public required IReadOnlyList<Block> Blocks { get; init; }

    public required FrontMatter FrontMatter { get; init; }

    /// <summary>The comments by which its author answers for findings.</summary>
    public IReadOnlyList<IgnoreComment> Ignored { get; init; } = [];

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>What the YAML block at the head of a draft says about it; it overrides what the text says.</summary>
public sealed record FrontMatter
{
    public static FrontMatter Empty { get; } = new();

    public string? Title { get; init; }

    public string? Author { get; init; }

    public DateOnly? Published { get; init; }

    public DateOnly? Updated { get; init; }

    public string? Language { get; init; }
}
