using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Finds title, byline, day of publication and day of update among the first lines of a draft.</summary>
internal sealed class HeadReader(Lexicon lexicon, string text)
{
    private const int HeadLines = 10;
    private const int ShortLine = 12;
    private const int OpeningBlocks = 5;
    private const int LongestTitle = 200;
    private const int LongestStandfirst = 400;

    public sealed record Head(string? Title, string? Byline, DateOnly? Published, DateOnly? Updated, IReadOnlyDictionary<int, Scope> Scopes);

    public Head Read(Document document, IReadOnlyList<Token[]> blocks)
    {
        string? title = null, byline = null;
        DateOnly? published = null, updated = null;
        var scopes = new Dictionary<int, Scope>();
        var first = document.Blocks.TakeWhile(b => b.Role == BlockRole.Boilerplate).Count();
        var titleAt = first;
        for (var i = first; i < Math.Min(first + HeadLines, blocks.Count); i++)
        {
            var tokens = blocks[i];
            var block = document.Blocks[i];
            if (tokens.Length == 0 || block.Kind is BlockKind.ListItem or BlockKind.TableCell || block.Role == BlockRole.Boilerplate)
            {
                continue;
            }

            if (block.Role == BlockRole.Title)
            {
                title ??= document.Source.WordsOf(block.Span);
                titleAt = i;
                scopes[i] = Scope.Headline;
                continue;
            }

            var days = Days(tokens);
            var isByline = lexicon.Byline.Contains(tokens[0]) && tokens.Length > 1 && tokens.Length < 30 && (tokens[1].IsCapital || SignsOff(tokens, days));
            if (days.Count > 0 && (IsDateline(tokens, days, isByline, published is not null) || OpensWithPlace(tokens, days)))
            {
                foreach (var day in days)
                {
                    if (IsUpdate(tokens, days, day))
                    {
                        updated ??= day.Date;
                    }
                    else
                    {
                        published ??= day.Date;
                    }
                }

                if (!OpensWithPlace(tokens, days) || tokens.Length < days[0].End + 3)
                {
                    scopes[i] = Scope.Dateline;
                }
            }
            else if (title is null && i == first && StandsAlone(document, blocks, first) && (block.Kind == BlockKind.Heading || (block.Span.Length <= LongestTitle && !tokens[^1].Is("."))))
            {
                title = document.Source.WordsOf(block.Span);
                scopes[i] = Scope.Headline;
            }

            if (isByline && byline is null)
            {
                var end = days.Count > 0 ? tokens[days[0].Start].Span.Start : block.Span.End;
                byline = document.Source.WordsOf(new TextSpan(tokens[1].Span.Start, end)).Trim(' ', '\u00A0', '|', '-', '–', '—', ',', '\r', '\n');
                scopes.TryAdd(i, Scope.Dateline);
            }
        }

        if (title is not null && Standfirst(document, blocks, scopes, titleAt) is { } opening)
        {
            scopes[opening] = Scope.Standfirst;
        }

        published ??= Today(blocks);
        var front = document.FrontMatter;
        return new Head(front.Title ?? title, front.Author ?? byline, front.Published ?? published, front.Updated ?? updated, scopes);
    }

    // The first line of a paragraph is a title only when what follows it is the byline or the dateline.
    private bool StandsAlone(Document document, IReadOnlyList<Token[]> blocks, int title) =>
        blocks.Count < title + 2 || document.Blocks[title + 1].Paragraph != document.Blocks[title].Paragraph || blocks[title + 1].Length == 0
        || lexicon.Byline.Contains(blocks[title + 1][0]) || Days(blocks[title + 1]).Count > 0;

    // One short paragraph behind the title: set in bold or italics, or before the dateline.
    private static int? Standfirst(Document document, IReadOnlyList<Token[]> blocks, Dictionary<int, Scope> scopes, int title)
    {
        var at = title + 1;
        while (at < blocks.Count && scopes.GetValueOrDefault(at, Scope.Body) == Scope.Dateline)
        {
            at++;
        }

        if (at + 1 >= blocks.Count || scopes.ContainsKey(at) || blocks[at].Length == 0 || document.Blocks[at] is not { Kind: BlockKind.Paragraph, Span.Length: <= LongestStandfirst } block
            || block.Paragraph == document.Blocks[at - 1].Paragraph || block.Paragraph == document.Blocks[at + 1].Paragraph)
        {
            return null;
        }

        var source = document.Source.Text.AsSpan(block.Span.Start, block.Span.Length).Trim();
        var isSetOff = source.Length > 2 && source[0] is '*' or '_' && source[^1] == source[0];
        return isSetOff || (at == title + 1 && scopes.GetValueOrDefault(title + 2, Scope.Body) == Scope.Dateline) ? at : null;
    }

    // "ce mardi 17 juin 2025", near the head, is the day of writing.
    private DateOnly? Today(IReadOnlyList<Token[]> blocks)
    {
        foreach (var tokens in blocks.Take(OpeningBlocks))
        {
            var day = Mentions(tokens).Find(d => d is { HasYear: true, Weekday: not null, FirstToken: > 0 } && lexicon.Today.Contains(tokens[d.FirstToken - 1]));
            if (day is not null)
            {
                return day.Period.Start;
            }
        }

        return null;
    }

    private List<(DateOnly Date, int Start, int End)> Days(Token[] tokens) =>
        [.. Mentions(tokens).Where(d => d.HasYear && d.Period.Start == d.Period.End).Select(d => (d.Period.Start, d.FirstToken, d.EndToken))];

    private List<DateMention> Mentions(Token[] tokens)
    {
        var passage = new Passage(0, new Block(BlockKind.Paragraph, default, 0, 0), tokens, Scope.Dateline, lexicon);
        var dates = new List<DateMention>();
        new DateReader(lexicon, null, text).Read(passage, new bool[tokens.Length], dates);
        return dates;
    }

    // "By our own correspondent | 19 April 2023": the date closes the line, behind a mark.
    private bool SignsOff(Token[] tokens, List<(DateOnly Date, int Start, int End)> days) =>
        lexicon.Determiners.Contains(tokens[1]) && days is [var (_, start, end)] && start > 2 && end == tokens.Length && tokens[start - 1].Kind == TokenKind.Mark;

    // A dateline is a date, a time and a few fixed words; "Par X" may stand before them. Behind the first of them a name makes it something else ("Mi., 5. Mai 2020: Ausschuss").
    private bool IsDateline(Token[] tokens, List<(DateOnly Date, int Start, int End)> days, bool isByline, bool isFurther)
    {
        var (strangers, isSaid) = (0, false);
        var others = tokens.Length - days.Sum(d => d.End - d.Start);
        for (var i = 0; i < tokens.Length; i++)
        {
            var inDate = days.Exists(d => d.Start <= i && i < d.End);
            var inByline = isByline && i < days[0].Start;
            if (inDate || inByline || tokens[i].Kind == TokenKind.Number || lexicon.TimeWords.Contains(tokens[i]) || lexicon.Weekdays.Contains(tokens[i]))
            {
                continue;
            }

            if (lexicon.Updated.At(tokens, i, tokens.Length) is { } update)
            {
                i += update.Length - 1;
                isSaid = true;
            }
            else if (lexicon.Published.At(tokens, i, tokens.Length) is { } published)
            {
                i += published.Length - 1;
                isSaid = true;
            }
            else if (!(tokens[i].IsCapital && others <= ShortLine) || (isFurther && !isByline))
            {
                strangers++;
            }
        }

        // "Am 12. Oktober 2026 tagte der Rat." is a sentence.
        return strangers == 0 || (strangers == 1 && (isSaid || isByline || !tokens[^1].Is(".")));
    }

    // "PARIS, le 3 mars 2021 –": a place, a comma, a date, then a dash or the end of the line.
    private static bool OpensWithPlace(Token[] tokens, List<(DateOnly Date, int Start, int End)> days)
    {
        var (_, start, end) = days[0];
        return start is >= 2 and <= 6 && tokens[0].IsCapital && tokens.Take(start).Any(t => t.Is(","))
            && (end >= tokens.Length || tokens[end].Folded is "–" or "—" or "-" or "(" or ".");
    }

    private bool IsUpdate(Token[] tokens, List<(DateOnly Date, int Start, int End)> days, (DateOnly Date, int Start, int End) day)
    {
        var from = days.Where(d => d.End <= day.Start).Select(d => d.End).DefaultIfEmpty(0).Max();
        return lexicon.Updated.Within(tokens, from, day.Start) is not null;
    }
}
