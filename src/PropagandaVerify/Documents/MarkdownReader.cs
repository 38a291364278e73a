using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PropagandaVerify.Text;
using MarkdownBlock = Markdig.Syntax.Block;

namespace PropagandaVerify.Documents;

/// <summary>Reads Markdown into blocks over a masked text. Input on which the parser is slow or throws is refused beforehand and read as plain text.</summary>
internal sealed class MarkdownReader
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    private readonly Source source;
    private readonly char[] reading;
    private readonly List<Block> blocks = [];
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<PlacedComment> comments = [];
    private int paragraph;
    private int markedTables;
    private int tables;
    private int lastMarked = -1;

    private MarkdownReader(Source source)
    {
        this.source = source;
        reading = Mask.Of(source.Text);
    }

    public static (string Reading, IReadOnlyList<Block> Blocks, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<PlacedComment> Comments) Read(Source source, int start, Limits limits)
    {
        var trouble = Refusal(source.Text, limits);
        if (trouble is null)
        {
            // Blanked front matter keeps every offset.
            var text = start == 0 ? source.Text : new string('\n', start) + source.Text[start..];
            try
            {
                var reader = new MarkdownReader(source);
                reader.Walk(Markdown.Parse(text, Pipeline), 0);
                var reading = new string(reader.reading);
                return (reading, [.. reader.blocks.SelectMany(b => reader.Laid(reading, b))], reader.diagnostics, reader.comments);
            }
            catch (ArgumentException e) when (e.Message.Contains("nested", StringComparison.Ordinal))
            {
                trouble = "it is nested too deeply";
            }
        }

        return (source.Text, PlainTextReader.Blocks(source.Text, start), [Diagnostic.OfFile(source.Path, "D007", DiagnosticKind.Note, $"read as plain text, not as Markdown: {trouble}", "flatten the markup")], []);
    }

    private static string? Refusal(string text, Limits limits)
    {
        if (text.Length > limits.MaxMarkdownBytes)
        {
            return $"it is longer than {limits.MaxMarkdownBytes} characters";
        }

        foreach (var paragraph in text.Split("\n\n"))
        {
            if (paragraph.AsSpan().CountAny('[', '`', '<', '*', '_') > limits.MaxMarkdownMarks)
            {
                return $"a paragraph holds more than {limits.MaxMarkdownMarks} brackets or marks";
            }
        }

        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var openers = line[..^line.TrimStart("> \t").Length].Count('>');
            var indent = line.Length - line.TrimStart(" \t").Length;
            if (openers > limits.MaxMarkdownDepth || indent / 2 > limits.MaxMarkdownDepth)
            {
                return $"a line is nested in more than {limits.MaxMarkdownDepth} quotes or lists";
            }
        }

        return null;
    }

    private void Walk(IEnumerable<MarkdownBlock> children, int depth, BlockKind leafKind = BlockKind.Paragraph)
    {
        foreach (var block in children)
        {
            switch (block)
            {
                case ListBlock list:
                    foreach (var item in list.OfType<ListItemBlock>())
                    {
                        var opening = blocks.Count;
                        Walk(item, depth + 1, BlockKind.ListItem);
                        GoOn(opening, depth + 1);
                    }

                    break;
                case Table table:
                    Add(table, depth);
                    break;
                case HtmlBlock html:
                    ReadHtml(html);
                    break;
                case CodeBlock:
                    break;
                case HeadingBlock heading:
                    Add(heading, BlockKind.Heading, heading.Level);
                    break;
                case ContainerBlock inner:
                    Walk(inner, depth);
                    break;
                case LeafBlock { Inline: not null } leaf:
                    Add(leaf, leafKind, depth);
                    break;
            }
        }
    }

    // Behind the first paragraph of an item its others go on with it; those of nested items stand deeper.
    private void GoOn(int opening, int depth)
    {
        for (var i = opening + 1; i < blocks.Count; i++)
        {
            blocks[i] = blocks[i].Kind == BlockKind.ListItem && blocks[i].Depth == depth ? blocks[i] with { GoesOn = true } : blocks[i];
        }
    }

    private void ReadHtml(HtmlBlock html)
    {
        var span = new TextSpan(html.Span.Start, Math.Min(source.Text.Length, html.Span.End + 1));
        var text = source.TextOf(span);
        for (var at = 0; at < text.Length;)
        {
            at += text.Length - at - text.AsSpan(at).TrimStart().Length;
            if (at < text.Length && !text.AsSpan(at).StartsWith(CommentStart, StringComparison.Ordinal))
            {
                diagnostics.Add(Diagnostic.At(source, new TextSpan(span.Start + at, span.Start + at + 1), "D008", DiagnosticKind.Note, "this block of HTML was not read", at == 0 ? "write it in Markdown" : "put the comment on a line of its own"));
                return;
            }

            var end = text.IndexOf(CommentEnd, at, StringComparison.Ordinal) is >= 0 and var close ? close + CommentEnd.Length : text.Length;
            ReadComment(new TextSpan(span.Start + at, span.Start + end), isInside: false);
            at = end;
        }
    }

    private void ReadComment(TextSpan span, bool isInside)
    {
        var comment = source.TextOf(span);
        var words = comment[Math.Min(comment.Length, CommentStart.Length)..(comment.EndsWith(CommentEnd, StringComparison.Ordinal) && comment.Length >= CommentStart.Length + CommentEnd.Length ? ^CommentEnd.Length : ^0)];
        if (IgnoreComment.IsMeant(words))
        {
            comments.Add(new PlacedComment(words, span, paragraph + 1, isInside));
        }
    }

    private void Add(Table table, int depth)
    {
        var row = 0;
        foreach (var line in table.OfType<TableRow>())
        {
            var column = 0;
            foreach (var cell in line.OfType<TableCell>())
            {
                foreach (var leaf in cell.OfType<LeafBlock>())
                {
                    Add(leaf, BlockKind.TableCell, depth, new CellPlace(markedTables, row, column, line.IsHeader));
                }

                column++;
            }

            row++;
        }

        markedTables++;
    }

    private void Add(LeafBlock leaf, BlockKind kind, int depth, CellPlace? cell = null)
    {
        if (leaf.Inline is null || Copy(leaf.Inline, null) is not { } range)
        {
            return;
        }

        blocks.Add(new Block(kind, range, depth, ++paragraph, cell));
    }

    // Copies the words of inlines into the reading text at their own offsets; everything else stays masked.
    private TextSpan? Copy(ContainerInline container, TextSpan? seen)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal when !literal.Content.IsEmpty:
                    // The span of a literal may hold an escape or the spaces of a cell besides its words.
                    var from = Math.Max(0, literal.Span.Start);
                    var span = source.Text.AsSpan(from, Math.Min(source.Text.Length, literal.Span.End + 1) - from);
                    var words = literal.Content.AsSpan();
                    if (span.IndexOf(words) is >= 0 and var at)
                    {
                        words.CopyTo(reading.AsSpan(from + at));
                        seen = Through(seen, new TextSpan(from + at, from + at + words.Length));
                    }

                    break;
                case HtmlEntityInline entity when entity.Transcoded.Length > 0:
                    reading[entity.Span.Start] = entity.Transcoded.Text[entity.Transcoded.Start];
                    seen = Through(seen, new TextSpan(entity.Span.Start, entity.Span.End + 1));
                    break;
                case HtmlInline tag when tag.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                    reading[tag.Span.Start] = ' ';
                    break;
                case HtmlInline comment when comment.Tag.StartsWith(CommentStart, StringComparison.Ordinal):
                    ReadComment(new TextSpan(comment.Span.Start, Math.Min(source.Text.Length, comment.Span.End + 1)), isInside: true);
                    break;
                case LinkInline { IsImage: true }:
                    break;
                case ContainerInline inner:
                    seen = Copy(inner, seen);
                    break;
            }
        }

        return seen;
    }

    // Lines of a paragraph are blocks of their own where they are structure, and cells where they form a table; what is left of an empty block is nothing.
    // Tables of both kinds are numbered in the order of the draft.
    private List<Block> Laid(string reading, Block block)
    {
        if (block.Kind == BlockKind.Paragraph)
        {
            return TextTable.Blocks(reading, block.Span, block.Depth, block.Paragraph, ref tables);
        }

        if (block.Cell is { } cell)
        {
            tables += cell.Table != lastMarked ? 1 : 0;
            lastMarked = cell.Table;
            block = block with { Cell = cell with { Table = tables - 1 } };
        }

        var span = LineLayout.Trim(reading, block.Span);
        return span.IsEmpty ? [] : [block with { Span = span }];
    }

    private static TextSpan Through(TextSpan? seen, TextSpan span) => seen is { } s ? s.Through(span) : span;
}
