using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds counts that announce an enumeration of proper names in their sentence: "trois villes : A, B et C", "les quatre lauréats (A, B, C et D)", "cinq clubs, A, B, C, D et E,".
/// An enumeration that does not close, that may go on, or that holds a figure is left alone, and so is "trois des six villes".
/// </summary>
internal sealed class NameListReader(Lexicon lexicon)
{
    private const int LongestGap = 6;
    private const int MostArticles = 2;
    private const int LongestName = 8;

    // Where common nouns are capitals too, a long run of them is no name.
    private const int LongestCapitalRun = 3;
    private const decimal MostCounted = 99;

    /// <summary>Adds the mentions of a passage.</summary>
    public void Read(Passage passage, IReadOnlyList<Figure> figures, IReadOnlyList<DateMention> dates, List<NameListMention> found)
    {
        foreach (var count in figures.Where(IsCount))
        {
            var sentence = passage.SentenceAt(count.FirstToken);
            if (count.EndToken <= sentence.End && !IsPartOfCount(passage.Tokens, count, sentence.Start)
                && (Behind(passage.Tokens, count, sentence, dates) ?? InFront(passage, count, sentence)) is { } names && !figures.Any(f => names.Start <= f.FirstToken && f.FirstToken < names.End))
            {
                var (first, last) = names.Form == NameListForm.Before ? (names.Start, count.EndToken) : (count.FirstToken, names.End);
                var tokens = passage.Tokens;
                found.Add(new NameListMention(
                    count, tokens[first].Span.Through(tokens[last - 1].Span), tokens[count.EndToken - 1].Span, tokens[names.Start].Span.Through(tokens[names.End - 1].Span), names.Count, names.Form, names.IsJoined));
            }
        }
    }

    private static bool IsCount(Figure figure) =>
        figure is { Measure: Measure.Count, Scale: 1, Place: 1, IsMeasured: false, TimeUnit: null, Range: null, Hedge: Hedge.None or Hedge.Exactly, Value: >= 2 and <= MostCounted };

    // "trois des six villes", "l'une des quatre communes", "la moitié des six": the names are those of the part.
    private bool IsPartOfCount(Token[] tokens, Figure count, int start)
    {
        var at = count.FirstToken;
        while (at > start && tokens[at - 1].Word.Numerals is null && (lexicon.Determiners.Contains(tokens[at - 1]) || lexicon.AllArticles.Contains(tokens[at - 1]) || lexicon.OfLinks.Contains(tokens[at - 1])))
        {
            at--;
        }

        return at < count.FirstToken && at > start
            && (tokens[at - 1].Word.Numerals is not null || tokens[at - 1].Kind == TokenKind.Number || lexicon.UnreadAmounts.Before(tokens, at, start) is not null || lexicon.SelectiveCues.Before(tokens, at, start) is not null);
    }

    // The names open behind the first mark that lets them; another number on the way is the nearer count.
    private Names? Behind(Token[] tokens, Figure count, (int Start, int End) sentence, IReadOnlyList<DateMention> dates)
    {
        var isDetermined = count.FirstToken > sentence.Start && (lexicon.Determiners.Contains(tokens[count.FirstToken - 1]) || lexicon.AllArticles.Contains(tokens[count.FirstToken - 1]));
        if (lexicon.HasCapitalNouns && isDetermined && NamesAt(tokens, count.EndToken, sentence.End, NameListForm.Apposition) is { IsJoined: true } beside)
        {
            return beside;
        }

        var commas = 0;
        for (var i = count.EndToken; i < sentence.End; i++)
        {
            if (dates.FirstOrDefault(d => d.FirstToken <= i && i < d.EndToken) is { } date)
            {
                i = date.EndToken - 1;
                continue;
            }

            var token = tokens[i];
            if (IsCardinal(token) || lexicon.SelectiveCues.At(tokens, i, sentence.End) is not null || token.Folded is ";" or "!" or "?" or "…" or ")")
            {
                return null;
            }

            // A single comma on the way ends the phrase of the count: "Malgré trois forfaits, l'équipe est connue : …".
            var isNear = i - count.EndToken <= LongestGap && commas == 0;
            var names = token.Folded switch
            {
                ":" => commas == 1 ? null : Closed(tokens, i, sentence.End, NameListForm.Colon),
                "(" => commas == 1 ? null : Closed(tokens, i, sentence.End, NameListForm.Parentheses),
                "," or "–" or "—" => isNear && !EndsInName(tokens, i, count) ? Closed(tokens, i, sentence.End, NameListForm.Apposition) : null,
                _ => isDetermined && commas != 1 && lexicon.PresentAuxiliaries.Contains(token) ? Closed(tokens, i, sentence.End, NameListForm.Predicate) : null,
            };
            if (names is not null)
            {
                // Far from its count a parenthesis of two may explain the word before it.
                return names is { Form: NameListForm.Parentheses, Count: 2 } && i > count.EndToken ? null : names;
            }

            if (token.Is(":"))
            {
                return null;
            }

            commas += token.Is(",") ? 1 : 0;
            i = token.Is("(") ? Closing(tokens, i, sentence.End) ?? i : i;
        }

        return null;
    }

    // "A, B, C et D : les quatre élus ont démissionné". In headlines the two halves may have little to do with each other.
    private Names? InFront(Passage passage, Figure count, (int Start, int End) sentence)
    {
        var tokens = passage.Tokens;
        var article = count.FirstToken;
        while (article > sentence.Start && count.FirstToken - article < MostArticles && lexicon.AllArticles.Contains(tokens[article - 1]))
        {
            article--;
        }

        var mark = article - 1;
        return passage.Scope == Scope.Body && article < count.FirstToken && mark > sentence.Start && tokens[mark].Folded is ":" or "–" or "—"
            && NamesAt(tokens, sentence.Start, mark, NameListForm.Before) is { IsJoined: true, Count: > 2 } names && names.End == mark
            ? names
            : null;
    }

    private Names? Closed(Token[] tokens, int mark, int end, NameListForm form)
    {
        var at = mark + 1;
        if (lexicon.ListIntroducers.At(tokens, at, end) is { } introducer)
        {
            at += introducer.Length;
            at += at < end && tokens[at].Folded is "," or ":" ? 1 : 0;
        }

        if (NamesAt(tokens, at, end, form) is not { Count: > 1 } names)
        {
            return null;
        }

        var isLast = names.End == end;
        var next = isLast ? default : tokens[names.End];
        var isStop = isLast || next.Folded is "." or "!" or "?" or ";" or "»" or "”" or "\"" or ")" or ":";
        var isClosed = form switch
        {
            NameListForm.Parentheses => !isLast && next.Is(")"),
            NameListForm.Apposition => names.IsJoined && (tokens[mark].Is(",") ? isStop || next.Is(",") : isStop || next.Folded is "," or "–" or "—"),
            _ => isStop || (names.IsJoined && next.Folded is "," or "–" or "—"),
        };
        return isClosed ? names : null;
    }

    private Names? NamesAt(Token[] tokens, int start, int end, NameListForm form)
    {
        var (at, count, isJoined) = (start, 0, false);
        for (var next = start; ;)
        {
            if (NameEnd(tokens, next, end, form, isJoined) is not { } after)
            {
                // "et d'autres": there are more.
                return count == 0 || isJoined ? null : new Names(start, at, count, form, false);
            }

            count++;
            at = next = after;
            next += next < end && tokens[next].Folded is "," or ";" ? 1 : 0;
            var coordinator = next < end && lexicon.Coordinators.Contains(tokens[next]);
            next += coordinator ? 1 : 0;
            if (next == at || (isJoined && !coordinator && NameEnd(tokens, next, end, form, isJoined) is null))
            {
                return new Names(start, at, count, form, isJoined);
            }

            // "A et B, C et D", "A, B et C, D étant absent": nobody can tell where the names end.
            if (isJoined)
            {
                return null;
            }

            isJoined = coordinator;
        }
    }

    /// <summary>The token behind a name with its article, quotation marks and what stands in parentheses behind it; null where none begins.</summary>
    private int? NameEnd(Token[] tokens, int at, int end, NameListForm form, bool isLast)
    {
        at += at < end && tokens[at].Folded is "«" or "\"" or "“" or "„" ? 1 : 0;
        at += at < end && !tokens[at].IsCapital && lexicon.NameArticles.Contains(tokens[at]) ? 1 : 0;
        if (at >= end)
        {
            return null;
        }

        var run = lexicon.JoinedNames.At(tokens, at, end) is { } joined ? at + joined.Length : Run(tokens, at, end);
        if (run == at || run - at > (lexicon.HasCapitalNouns ? LongestCapitalRun : LongestName) || (run < end && tokens[run].Kind == TokenKind.Number))
        {
            return null;
        }

        // "l'Union européenne": a word in lower case belongs to a name where the list goes on or closes behind it; else it may be the verb.
        if (run + 1 < end && !lexicon.HasCapitalNouns && tokens[run] is { Kind: TokenKind.Word, IsCapital: false } && !lexicon.FunctionWords.Contains(tokens[run])
            && (isLast ? form is NameListForm.Parentheses or NameListForm.Colon && tokens[run + 1].Folded is ")" or "." or ";" : tokens[run + 1].Is(",") || lexicon.Coordinators.Contains(tokens[run + 1])))
        {
            run += lexicon.Coordinators.Contains(tokens[run]) ? 0 : 1;
        }

        run += run < end && tokens[run].Folded is "»" or "\"" or "”" ? 1 : 0;
        return run < end && tokens[run].Is("(") ? Closing(tokens, run, end) + 1 : run;
    }

    // Capitalised words with particles and initials between them; a coordinator parts two names, whatever else it may be.
    private int Run(Token[] tokens, int at, int end)
    {
        var run = at;
        for (var i = at; i < end; i++)
        {
            if (tokens[i].IsCapital)
            {
                run = i + 1;
            }
            else if (run == at || lexicon.Coordinators.Contains(tokens[i]) || i - run >= 2 || !(lexicon.NameParticles.Contains(tokens[i]) || IsInitial(tokens, i)))
            {
                break;
            }
        }

        return run;
    }

    private bool IsInitial(Token[] tokens, int stop) => tokens[stop].Is(".") && (tokens[stop - 1].Length == 1 || lexicon.Abbreviations.Contains(tokens[stop - 1]));

    // "deux joueurs de Lyon, Paris et Metz": the name before the comma is the first of its own list.
    private bool EndsInName(Token[] tokens, int mark, Figure count) => !lexicon.HasCapitalNouns && mark > count.EndToken && tokens[mark].Is(",") && tokens[mark - 1].IsCapital;

    private static bool IsCardinal(Token token) => token.Kind == TokenKind.Number || token.Word.Numerals is [not 1, ..];

    private static int? Closing(Token[] tokens, int open, int end)
    {
        var close = open;
        while (close < end && !tokens[close].Is(")"))
        {
            close++;
        }

        return close < end ? close : null;
    }

    private sealed record Names(int Start, int End, int Count, NameListForm Form, bool IsJoined);
}
