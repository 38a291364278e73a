using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Mail;

/// <summary>Parts the text of a message into what its sender wrote, and what is quoted of others or stands in each of his messages.</summary>
internal static class MessageText
{
    private const int LongestIntroduction = 2;
    private const int DrawnLine = 10;

    /// <summary>The document of a plain text below its subject. Signs tell the parts, not words: ">" quotes, "-- " opens the signature, a drawn line the message answered.</summary>
    public static Document Of(string path, string? subject, string text, FrontMatter frontMatter, IReadOnlyList<Diagnostic> diagnostics)
    {
        var head = string.IsNullOrWhiteSpace(subject) ? "" : subject.ReplaceLineEndings(" ") + "\n\n";
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var around = Around(lines);
        var whole = head + string.Join('\n', lines);

        var origins = new List<Origin>();
        var blocks = new List<Block>();
        if (head.Length > 0)
        {
            var title = new TextSpan(0, head.Length - 2);
            origins.Add(new Origin(title, "subject"));
            blocks.Add(new Block(BlockKind.Heading, LineLayout.Trim(whole, title), 1, 0) { Role = BlockRole.Title });
        }

        // What stands around the text is blank to the reader of the text, and a paragraph for each line of its own.
        var own = whole.ToCharArray();
        var others = new List<Block>();
        var at = head.Length;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = new TextSpan(at, at + lines[i].Length);
            at = line.End + 1;
            if (line.IsEmpty)
            {
                continue;
            }

            origins.Add(new Origin(line, $"line {i + 1} of the message text"));
            if (around[i] && LineLayout.Trim(whole, line) is { IsEmpty: false } words)
            {
                others.Add(new Block(BlockKind.Paragraph, words, 0, 1 + lines.Length + i) { Role = BlockRole.Boilerplate });
                Array.Fill(own, ' ', line.Start, line.Length);
            }
        }

        blocks.AddRange(PlainTextReader.Blocks(new string(own), head.Length).Select(b => b with { Paragraph = b.Paragraph + 1 }).Concat(others).OrderBy(b => b.Span.Start));
        return new Document { Source = new Source(path, whole) { Origins = origins }, Reading = whole, Blocks = LongBlocks.Cut(whole, blocks), FrontMatter = frontMatter, Diagnostics = diagnostics };
    }

    /// <summary>The document of a message that is a page.</summary>
    public static Document Of(string path, string? subject, Document page, FrontMatter frontMatter, IReadOnlyList<Diagnostic> diagnostics)
    {
        var builder = new DocumentBuilder();
        builder.Add(BlockKind.Heading, subject ?? "", new Origin(default, "subject"), depth: 1, role: BlockRole.Title);
        for (var i = 0; i < page.Blocks.Count; i++)
        {
            var block = page.Blocks[i];
            var words = page.Source.WordsOf(block.Span);
            var isQuoted = block.Role == BlockRole.Quotation || (i + 1 < page.Blocks.Count && page.Blocks[i + 1].Role == BlockRole.Quotation && words.EndsWith(':'));
            var role = isQuoted ? BlockRole.Boilerplate : block.Role == BlockRole.Title ? BlockRole.Unsaid : block.Role;
            builder.Add(block.Kind, words, new Origin(default, $"paragraph {block.Paragraph + 1} of the message") { Paragraph = block.Paragraph + 1 }, block.Depth, block.Cell, role);
        }

        return builder.Build(path, frontMatter, diagnostics);
    }

    private static bool[] Around(string[] lines)
    {
        var around = new bool[lines.Length];
        var isOver = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var isQuoted = lines[i].StartsWith('>');
            isOver |= lines[i] is "-- " or "--" || DrawsLine(lines, i);
            around[i] = isOver || isQuoted;
            if (isQuoted && i > 0 && !around[i - 1])
            {
                Introduce(lines, around, i - 1);
            }
        }

        return around;
    }

    // "Le 3 mars 2021 à 10:12, X a écrit :" stands right above what it quotes, maybe wrapped.
    private static void Introduce(string[] lines, bool[] around, int last)
    {
        while (last > 0 && string.IsNullOrWhiteSpace(lines[last]))
        {
            last--;
        }

        if (lines[last].TrimEnd().EndsWith(':'))
        {
            for (var i = last; i >= 0 && i > last - LongestIntroduction && !string.IsNullOrWhiteSpace(lines[i]); i--)
            {
                around[i] = true;
            }
        }
    }

    // "-----Message d'origine-----", or a line of underscores above the headers of the message answered.
    private static bool DrawsLine(string[] lines, int at)
    {
        var line = lines[at].Trim();
        return (line.Length > DrawnLine && line.StartsWith("-----", StringComparison.Ordinal) && line.EndsWith("-----", StringComparison.Ordinal) && line.Any(char.IsLetter))
            || (line.Length >= DrawnLine && line.All(c => c == '_') && lines.Skip(at + 1).Where(l => l.Trim().Length > 0).Take(2).ToList() is [var first, var second] && first.Contains(':') && second.Contains(':'));
    }
}
