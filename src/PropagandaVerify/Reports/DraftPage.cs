using System.Globalization;
using System.Text;
using PropagandaVerify.Documents;

namespace PropagandaVerify.Reports;

/// <summary>The text of a draft as a part of a page: its blocks with what is set off in them.</summary>
internal sealed class DraftPage
{
    /// <summary>The most characters of one draft that are shown; of a longer one only what findings speak of, with the blocks beside it.</summary>
    private const int MostOfDraft = 300_000;
    private const int MostColumns = 60;
    private const int MostHeadBlocks = 10;

    // Below the headings of the page itself.
    private const int FirstLevel = 4;

    private readonly FileReport file;
    private readonly Document document;
    private readonly DraftMarks marks;
    private readonly MarkedText text;
    private readonly PageWords words;
    private readonly StringBuilder page = new();
    private int level = FirstLevel - 1;
    private bool hasTitle;

    private DraftPage(Report report, FileReport file, Document document, PagePlaces places, PageWords words)
    {
        (this.file, this.document, this.words) = (file, document, words);
        marks = new DraftMarks(report, file, document, places);
        text = new MarkedText(document, marks, places, words);
    }

    /// <param name="room">How many characters the page has left for texts; what is shown is taken off.</param>
    public static Markup Of(Report report, FileReport file, Document document, PagePlaces places, PageWords words, ref int room) => new DraftPage(report, file, document, places, words).Written(ref room);

    private Markup Written(ref int room)
    {
        var blocks = document.Blocks;
        var most = Math.Min(room, MostOfDraft);
        if (document.FrontMatter.Title is { } title && !blocks.Take(MostHeadBlocks).Any(b => document.Source.WordsOf(b.Span) == title))
        {
            AddHeading(Markup.Of($"{title}"), 1, "title");
        }

        IReadOnlyList<Block> shown = blocks;
        if (blocks.Sum(b => (long)b.Span.Length) > most)
        {
            var near = new bool[blocks.Count];
            for (var i = 0; i < blocks.Count; i++)
            {
                near[i] = marks.Concern(blocks[i]) || (i > 0 && marks.Concern(blocks[i - 1])) || (i + 1 < blocks.Count && marks.Concern(blocks[i + 1]));
            }

            var left = most;
            shown = [.. blocks.Where((b, i) => near[i] && (left -= b.Span.Length) >= 0)];
            page.Append(Markup.Of($"<p class=\"cut\">{words.With("left_out", blocks.Count - shown.Count)}</p>\n"));
        }

        room -= shown.Sum(b => b.Span.Length);
        for (var i = 0; i < shown.Count;)
        {
            i = AddRun(shown, i);
        }

        return Markup.Raw(page.ToString());
    }

    // Blocks that belong together are one element of the page.
    private int AddRun(IReadOnlyList<Block> blocks, int start)
    {
        var first = blocks[start];
        var end = start + 1;
        while (end < blocks.Count && BelongTogether(first, blocks[end]))
        {
            end++;
        }

        List<Block> run = [.. blocks.Skip(start).Take(end - start)];
        if (first.Role == BlockRole.Boilerplate)
        {
            page.Append(Markup.Of($"<details class=\"around\"{(run.Exists(marks.Concern) ? Markup.Raw(" open") : Markup.None)}><summary>{words["boilerplate"]}</summary>{Lines(run, "p")}</details>\n"));
        }
        else if (first.Cell is not null)
        {
            AddTable(run);
        }
        else if (first.Kind == BlockKind.ListItem)
        {
            AddList(run);
        }
        else if (first.Kind == BlockKind.Heading || IsTitle(first))
        {
            var depth = first.Kind != BlockKind.Heading || IsTitle(first) ? 1 : Math.Max(1, first.Depth);
            AddHeading(text.Of(first), depth, depth == 1 && !hasTitle ? "title" : "");
            hasTitle |= depth == 1;
        }
        else
        {
            page.Append(first.Role switch
            {
                BlockRole.Quotation => Markup.Of($"<blockquote>{Lines(run, "p")}</blockquote>\n"),
                BlockRole.Standfirst => Markup.Of($"<p class=\"standfirst\">{Broken(run)}</p>\n"),
                BlockRole.Caption => Markup.Of($"<p class=\"caption\">{Broken(run)}</p>\n"),
                BlockRole.Footnote => Markup.Of($"<p class=\"footnote\">{Broken(run)}</p>\n"),
                _ => Markup.Of($"<p>{Broken(run)}</p>\n"),
            });
        }

        return end;
    }

    private bool IsTitle(Block block) => block.Role == BlockRole.Title || (!hasTitle && block.Cell is null && file.Title is { } title && document.Source.WordsOf(block.Span) == title);

    private static bool BelongTogether(Block first, Block next) =>
        first.Role != next.Role ? false
        : first.Role == BlockRole.Boilerplate || first.Role == BlockRole.Quotation ? true
        : first.Cell is { } cell ? next.Cell is { } other && other.Table == cell.Table
        : first.Kind == BlockKind.ListItem ? next.Kind == BlockKind.ListItem && next.Cell is null
        : first.Kind == BlockKind.Paragraph && first.Role != BlockRole.Title && next is { Kind: BlockKind.Paragraph, Cell: null } && next.Paragraph == first.Paragraph;

    // Headings of drafts leave levels out, which the outline of the page must not.
    private void AddHeading(Markup words, int depth, string look)
    {
        level = Math.Clamp(FirstLevel - 1 + depth, FirstLevel, Math.Min(6, level + 1));
        page.Append(Markup.Of($"<h{level} class=\"of-draft{(look.Length > 0 ? $" {look}" : "")}\">{words}</h{level}>\n"));
    }

    private Markup Broken(IEnumerable<Block> blocks) => Markup.Joined(blocks.Select((b, i) => i == 0 ? text.Of(b) : Markup.Of($"<br>{text.Of(b)}")));

    private Markup Lines(IEnumerable<Block> blocks, string element) => Markup.Joined(blocks.Select(b => Markup.Of($"<{element}>{text.Of(b)}</{element}>\n")));

    private void AddList(List<Block> items)
    {
        page.Append("<ul>\n");
        var depths = items.Select(b => b.Depth).Distinct().Order().ToList();
        for (var i = 0; i < items.Count;)
        {
            var end = i + 1;
            while (end < items.Count && items[end].GoesOn)
            {
                end++;
            }

            page.Append(Markup.Of($"<li class=\"depth{Math.Min(4, depths.IndexOf(items[i].Depth))}\">{Broken(items[i..end])}</li>\n"));
            i = end;
        }

        page.Append("</ul>\n");
    }

    private void AddTable(List<Block> cells)
    {
        var number = (cells[0].Cell!.Value.Table + 1).ToString(CultureInfo.InvariantCulture);
        page.Append(Markup.Of($"<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{words.With("table", number)}\"><table>\n"));
        foreach (var row in cells.GroupBy(b => b.Cell!.Value.Row).OrderBy(r => r.Key))
        {
            page.Append("<tr>");
            var columns = row.ToLookup(b => b.Cell!.Value.Column);
            for (var column = 0; column <= Math.Min(MostColumns, row.Max(b => b.Cell!.Value.Column)); column++)
            {
                var blocks = columns[column].ToList();
                var element = blocks is [{ Cell.IsHeader: true }, ..] ? "th" : "td";
                page.Append(Markup.Of($"<{element}{(element == "th" ? Markup.Raw(" scope=\"col\"") : Markup.None)}{(blocks is [var b, ..] && IsFigure(b) ? Markup.Raw(" class=\"figure\"") : Markup.None)}>{Broken(blocks)}</{element}>"));
            }

            page.Append("</tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private bool IsFigure(Block block) => char.IsDigit(document.Reading[block.Span.End - 1]) || char.IsDigit(document.Reading[block.Span.Start]);
}
