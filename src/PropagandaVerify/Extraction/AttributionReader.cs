using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Tells which figures of a passage stand inside quotation marks, and who says them. A source is read from one complete wording ("selon X", "« … », a déclaré X", "X a indiqué
/// que"); a sentence with several sources leaves its figures without one.
/// </summary>
internal sealed class AttributionReader(Lexicon lexicon)
{
    private const int LongestName = 12;

    /// <summary>The figures of a passage with their quotation and source.</summary>
    public void Read(Passage passage, IList<Figure> figures, int from, Source draft)
    {
        if (from >= figures.Count)
        {
            return;
        }

        var tokens = passage.Tokens;
        var quoted = Quoted(tokens);
        var sentence = (Start: -1, End: -1);
        TextSpan? source = null;
        for (var f = from; f < figures.Count; f++)
        {
            var figure = figures[f];
            var own = passage.SentenceAt(figure.FirstToken);
            if (own != sentence)
            {
                sentence = own;
                source = SourceIn(tokens, own.Start, own.End);
            }

            if (quoted[figure.FirstToken] || source is not null)
            {
                figures[f] = figure with { IsQuoted = quoted[figure.FirstToken], Source = source is { } s ? draft.WordsOf(s) : null };
            }
        }
    }

    /// <summary>Which tokens stand inside quotation marks.</summary>
    // A straight mark opens and closes; a directed one that is never closed reaches to the end, as in quotations of several paragraphs.
    public static bool[] Quoted(Token[] tokens)
    {
        var quoted = new bool[tokens.Length];
        var opened = -1;
        string? closes = null;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != TokenKind.Mark)
            {
                continue;
            }

            if (closes is not null && (tokens[i].Is(closes) || (closes == "“" && tokens[i].Is("”"))))
            {
                Array.Fill(quoted, true, opened, i - opened);
                closes = null;
            }
            else if (closes is null && ClosingOf(tokens[i].Folded) is { } mark)
            {
                (opened, closes) = (i, mark);
            }
        }

        if (closes is "»" or "”")
        {
            Array.Fill(quoted, true, opened, tokens.Length - opened);
        }

        return quoted;
    }

    private static string? ClosingOf(string mark) => mark switch { "«" => "»", "»" => "«", "“" => "”", "„" => "“", "\"" => "\"", _ => null };

    private TextSpan? SourceIn(Token[] tokens, int start, int end)
    {
        TextSpan? found = null;
        for (var i = start; i < end; i++)
        {
            var name = lexicon.SourceLinks.At(tokens, i, end) is { } link && lexicon.NotSources.At(tokens, i + link.Length, end) is null ? NameAt(tokens, i + link.Length, end)
                : lexicon.SourceVerbs.At(tokens, i, end) is { } verb ? Speaker(tokens, start, i, i + verb.Length, end)
                : null;
            if (name is { } one)
            {
                if (found is not null && found != one)
                {
                    return null;
                }

                found = one;
            }
        }

        return found;
    }

    // "…, a déclaré X": behind a comma or a quotation the speaker follows; at the head of its sentence he stands before the verb.
    private TextSpan? Speaker(Token[] tokens, int start, int verb, int after, int end)
    {
        if (verb > start && tokens[verb - 1].Folded is "," or "»" or "”" or "\"" or "“" or "–" or "—")
        {
            return NameAt(tokens, after, end);
        }

        var first = verb;
        while (first > start && verb - first < LongestName && tokens[first - 1].Kind == TokenKind.Word)
        {
            first--;
        }

        // ", Gallup says, ", ", wie Destatis mitteilte.": between commas it takes a name.
        var isInserted = first > start && tokens[first - 1].Is(",") && (after == end || tokens[after].Folded is "," or ".");
        if (first == verb || !(first == start || isInserted))
        {
            return null;
        }

        return NameAt(tokens, first, verb) is { } name && name.End == tokens[verb - 1].Span.End && (first == start || IsName(tokens, first, name)) ? name : null;
    }

    private static bool IsName(Token[] tokens, int at, TextSpan name)
    {
        while (tokens[at].Span.Start < name.Start)
        {
            at++;
        }

        return tokens[at].IsCapital;
    }

    // A name, or an article with a noun and what belongs to it, up to a mark, a figure or a word that opens something else.
    private TextSpan? NameAt(Token[] tokens, int at, int end)
    {
        var skipped = 0;
        while (at < end && skipped++ < 2 && (lexicon.Weekdays.Contains(tokens[at]) || (lexicon.SourceEnds.Contains(tokens[at]) && !tokens[at].IsCapital)))
        {
            at++;
        }

        var stop = at;
        var isName = at < end && tokens[at].IsCapital && !lexicon.Determiners.Contains(tokens[at]);
        while (stop < end && stop < at + LongestName && tokens[stop].Kind == TokenKind.Word && !lexicon.SourceEnds.Contains(tokens[stop])
            && (!isName || tokens[stop].IsCapital || (lexicon.NameParticles.Contains(tokens[stop]) && stop + 1 < end && tokens[stop + 1].IsCapital)))
        {
            stop++;
        }

        while (stop > at && lexicon.FunctionWords.Contains(tokens[stop - 1]))
        {
            stop--;
        }

        return stop > at ? tokens[at].Span.Through(tokens[stop - 1].Span) : null;
    }
}
