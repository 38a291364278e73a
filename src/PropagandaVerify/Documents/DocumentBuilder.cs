using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>Puts a document together from the paragraphs of a file whose bytes are no text: each gets lines of its own in the text of the source, and its place in the file.</summary>
internal sealed class DocumentBuilder
{
    private readonly StringBuilder text = new();
    private readonly List<Block> blocks = [];
    private readonly List<Origin> origins = [];
    private int paragraphs;

    /// <summary>How many characters were taken out so far, to hold against a bound.</summary>
    public int Length => text.Length;

    /// <summary>Adds a paragraph, heading, item or cell. Its line breaks part lines or only wrap them, as in plain text.</summary>
    /// <param name="words">Its text; what is blank is left out.</param>
    /// <param name="origin">Its place; the span is filled in.</param>
    public void Add(BlockKind kind, string words, Origin origin, int depth = 0, CellPlace? cell = null, BlockRole role = BlockRole.Unsaid) =>
        Add(kind, words, [origin with { Span = new TextSpan(0, words.Length) }], depth, cell, role);

    /// <summary>The same of a paragraph whose words have places of their own, with spans in the paragraph.</summary>
    public void Add(BlockKind kind, string words, IReadOnlyList<Origin> places, int depth = 0, CellPlace? cell = null, BlockRole role = BlockRole.Unsaid)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return;
        }

        var start = text.Length;
        text.Append(words).Append('\n');
        origins.AddRange(places.Select(p => p with { Span = new TextSpan(start + p.Span.Start, start + p.Span.End) }));
        IEnumerable<TextSpan> lines = kind == BlockKind.Paragraph ? LineLayout.Split(words, new TextSpan(0, words.Length)) : [LineLayout.Trim(words, new TextSpan(0, words.Length))];
        blocks.AddRange(lines.Select(l => new Block(kind, new TextSpan(start + l.Start, start + l.End), depth, paragraphs, cell) { Role = role }));
        paragraphs++;
    }

    /// <summary>Adds paragraphs that stand below each other as lines of a table, their columns parted by tabs.</summary>
    /// <param name="lines">Their texts with their places.</param>
    /// <param name="table">The number of the first table they may make; afterwards that of the next.</param>
    /// <returns>Whether they make a table; nothing was added where they do not.</returns>
    public bool AddTable(IReadOnlyList<(string Words, Origin Origin)> lines, ref int table)
    {
        var start = text.Length;
        var joined = string.Join('\n', lines.Select(l => l.Words));
        var laid = TextTable.Blocks(joined, new TextSpan(0, joined.Length), 0, paragraphs, ref table);
        if (!laid.Exists(b => b.Cell is not null))
        {
            return false;
        }

        foreach (var (words, origin) in lines)
        {
            origins.Add(origin with { Span = new TextSpan(text.Length, text.Length + words.Length) });
            text.Append(words).Append('\n');
        }

        blocks.AddRange(laid.Select(b => b with { Span = new TextSpan(start + b.Span.Start, start + b.Span.End) }));
        paragraphs++;
        return true;
    }

    public Document Build(string path, FrontMatter frontMatter, IReadOnlyList<Diagnostic> diagnostics)
    {
        var whole = text.ToString();
        return new Document { Source = new Source(path, whole) { Origins = origins }, Reading = whole, Blocks = LongBlocks.Cut(whole, blocks), FrontMatter = frontMatter, Diagnostics = diagnostics };
    }
}
