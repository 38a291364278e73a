using AngleSharp.Dom;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Html;

/// <summary>Walks the tree of a page and gives each stretch of its source to the block that it belongs to.</summary>
internal sealed class PageBlocks
{
    private static readonly HashSet<string> Parted = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    private readonly MarkedPage page;
    private readonly PageParts parts;
    private readonly List<PageBlock> blocks = [];
    private readonly int[] owners;
    private readonly HashSet<int> broken = [];
    private readonly HashSet<int> raised = [];
    private readonly HashSet<IElement> opened = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IElement, CellPlace> cells = new(ReferenceEqualityComparer.Instance);
    private readonly List<(TextSpan, string, int, bool)> comments = [];
    private int tables;
    private bool isOpen;
    private bool isBroken;

    private PageBlocks(MarkedPage page, PageParts parts)
    {
        (this.page, this.parts) = (page, parts);
        owners = new int[page.Stretches.Count];
        Array.Fill(owners, -1);
    }

    /// <summary>How many texts are not read whole, since references to characters in them could not be placed.</summary>
    public int Unplaced { get; private set; }

    /// <summary>What each block is.</summary>
    public IReadOnlyList<PageBlock> Blocks => blocks;

    /// <summary>The comments meant for this program, each with the number of the block that it stands in, or of the next one.</summary>
    public IReadOnlyList<(TextSpan Span, string Words, int Block, bool IsInside)> Comments => comments;

    public static PageBlocks Of(MarkedPage page, PageParts parts, IElement body)
    {
        var found = new PageBlocks(page, parts);
        found.Walk(body, new Surroundings(new PageBlock(BlockKind.Paragraph, body == parts.Root ? BlockRole.Unsaid : BlockRole.Boilerplate, 0, null, false, false), 0, null, false));
        return found;
    }

    /// <summary>The number of the block that a stretch belongs to; null for one that is not read.</summary>
    public int? OwnerOf(int stretch) => owners[stretch] is >= 0 and var owner ? owner : null;

    /// <summary>Whether a line ends before the stretch.</summary>
    public bool IsBroken(int stretch) => broken.Contains(stretch);

    /// <summary>Whether it is set above the line, as exponents are.</summary>
    public bool IsRaised(int stretch) => raised.Contains(stretch);

    private void Walk(INode parent, Surroundings around)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text)
            {
                Take(text, around);
            }
            else if (node is IComment comment && page.Comments.Skip(comments.Count).FirstOrDefault(c => c.Words == comment.Data) is { Words: not null } meant)
            {
                comments.Add((meant.Span, meant.Words, isOpen ? blocks.Count - 1 : blocks.Count, isOpen));
            }
            else if (node is IElement { LocalName: "br" })
            {
                isBroken = isOpen;
            }
            else if (node is IElement element && !PageParts.IsUnseen(element))
            {
                var inner = Inside(element, around);
                var isParted = Parted.Contains(element.LocalName) || inner.Like != around.Like;
                isOpen &= !isParted;
                Walk(element, inner);
                isOpen &= !isParted;
            }
        }
    }

    private void Take(IText text, Surroundings around)
    {
        Unplaced += MarkedPage.HasUnplaced(text) ? 1 : 0;
        foreach (var stretch in MarkedPage.NumbersIn(text))
        {
            if (!isOpen)
            {
                // Items and cells of menus form no list and no table.
                blocks.Add(around.Like.Role == BlockRole.Boilerplate
                    ? around.Like with { Kind = BlockKind.Paragraph, Depth = 0, Cell = null }
                    : around.Like with { GoesOn = around.Item is { } item && !opened.Add(item) });
                (isOpen, isBroken) = (true, false);
            }

            owners[stretch] = blocks.Count - 1;
            if (isBroken)
            {
                broken.Add(stretch);
                isBroken = false;
            }

            if (around.IsRaised)
            {
                raised.Add(stretch);
            }
        }
    }

    private Surroundings Inside(IElement element, Surroundings around)
    {
        var like = around.Like with { Role = parts.RoleOf(element, around.Like.Role) };
        switch (element.LocalName)
        {
            case ['h', >= '1' and <= '6' and var level] when like.Role is BlockRole.Unsaid or BlockRole.Title:
                return around with { Like = like with { Kind = BlockKind.Heading, Depth = level - '0', Cell = null } };
            case "ul" or "ol":
                return around with { Like = like, Lists = around.Lists + 1 };
            case "li" when like.Cell is null:
                return around with { Like = like with { Kind = BlockKind.ListItem, Depth = Math.Max(1, around.Lists) }, Item = element };
            case "table":
                var places = PageTable.Cells(element, tables);
                tables += places.Count > 0 ? 1 : 0;
                foreach (var (cell, place) in places)
                {
                    cells.Add(cell, place);
                }

                return around with { Like = like };
            case "td" or "th" when cells.TryGetValue(element, out var own):
                return around with { Like = like with { Kind = BlockKind.TableCell, Cell = own }, Item = null };
            case "pre":
                return around with { Like = like with { IsPreformatted = true } };
            case "sup":
                return around with { Like = like, IsRaised = true };
            default:
                return around with { Like = like };
        }
    }

    private readonly record struct Surroundings(PageBlock Like, int Lists, IElement? Item, bool IsRaised);
}

/// <summary>What a block of a page is, wherever it stands.</summary>
/// <param name="IsPreformatted">Whether its line breaks are meant.</param>
internal sealed record PageBlock(BlockKind Kind, BlockRole Role, int Depth, CellPlace? Cell, bool GoesOn, bool IsPreformatted);
