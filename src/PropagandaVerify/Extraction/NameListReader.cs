using PropagandaVerify.Documents;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds counts that announce an enumeration of proper names in their sentence: "trois villes : A, B et C", "les quatre lauréats (A, B, C et D)", "cinq clubs, A, B, C, D et E,",
/// or in the bullets behind it.
/// An enumeration that does not close, that may go on, or that holds a figure is left alone, and so is "trois des six villes".
/// </summary>
internal sealed class NameListReader(Lexicon lexicon, IReadOnlyList<Passage> passages, PassageMentions mentions)
{
    private const int LongestGap = 6;
    private const int MostArticles = 2;
    private const int FewestResumed = 6;
    private const int LongestName = 8;

    // Where common nouns are capitals too, a long run of them is no name.
    private const int LongestCapitalRun = 3;
    private const decimal MostCounted = 99;

    public List<NameListMention> Read()
    {
        var found = new List<NameListMention>();
        foreach (var passage in passages)
        {
            if (passage.Scope.IsRunning || passage.Scope == Scope.Headline)
            {
                Read(passage, mentions.Figures(passage.Index), found);
                Resumed(passage, found);
            }
        }

        return found;
    }

    private void Read(Passage passage, ReadOnlySpan<Figure> figures, List<NameListMention> found)
    {
        var tokens = passage.Tokens;
        foreach (var count in figures)
        {
            if (!IsCount(count) || passage.SentenceAt(count.FirstToken) is var sentence && count.EndToken > sentence.End || IsPartOfCount(tokens, count, sentence.Start)
                || (Behind(passage, count, sentence) ?? InFront(passage, count, sentence)) is not { } names || (names.Bullets is null && Holds(figures, names)))
            {
                continue;
            }

            var own = names.Bullets ?? tokens[names.Start].Span.Through(tokens[names.End - 1].Span);
            var whole = names.Form == NameListForm.Before ? own.Through(tokens[count.EndToken - 1].Span) : tokens[count.FirstToken].Span.Through(own);
            found.Add(new NameListMention(count, whole, tokens[count.EndToken - 1].Span, own, names.Count, names.Form, names.IsJoined));
        }
    }

    // "Jean Roy, Anne Blin et Paul Mas ont tous deux signé": full names that open the sentence, so that the first is no word of time.
    private void Resumed(Passage passage, List<NameListMention> found)
    {
        var tokens = passage.Tokens;
        foreach (var (start, end) in passage.Sentences)
        {
            if (end - start < FewestResumed || !tokens[start].IsCapital || !tokens[start + 1].IsCapital || NamesAt(tokens, start, end, NameListForm.Resumed) is not { IsJoined: true } names)
            {
                continue;
            }

            var at = names.End + (names.End < end && lexicon.Names.ResumptionVerbs.Contains(tokens[names.End]) ? 1 : 0);
            if (lexicon.Names.Resumptions.At(tokens, at, end) is var (length, number) && at + length < end && tokens[at + length] is { Kind: TokenKind.Word, IsCapital: false } && !HasCoordinator(tokens, at, end))
            {
                var words = tokens[at].Span.Through(tokens[at + length - 1].Span);
                var count = new Figure { Index = Figure.Unlisted, Span = words, Block = passage.Index, FirstToken = at, EndToken = at + length, HedgeToken = at, Scope = passage.Scope, Value = number, Place = 1, Measure = Measure.Count };
                var own = tokens[start].Span.Through(tokens[names.End - 1].Span);
                found.Add(new NameListMention(count, own.Through(words), words, own, names.Count, NameListForm.Resumed, true));
            }
        }
    }

    // "both in Lyon and in Paris": the word joins what follows.
    private bool HasCoordinator(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (lexicon.Coordinators.Contains(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<Figure> figures, Names names)
    {
        foreach (var figure in figures)
        {
            if (names.Start <= figure.FirstToken && figure.FirstToken < names.End)
            {
                return true;
            }
        }

        return false;
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
    private Names? Behind(Passage passage, Figure count, (int Start, int End) sentence)
    {
        var tokens = passage.Tokens;
        var isDetermined = count.FirstToken > sentence.Start && (lexicon.Determiners.Contains(tokens[count.FirstToken - 1]) || lexicon.AllArticles.Contains(tokens[count.FirstToken - 1]));
        if (lexicon.HasCapitalNouns && isDetermined && NamesAt(tokens, count.EndToken, sentence.End, NameListForm.Apposition) is { IsJoined: true } beside)
        {
            return beside;
        }

        var commas = 0;
        for (var i = count.EndToken; i < sentence.End; i++)
        {
            if (DateEnd(passage, i) is { } dateEnd)
            {
                i = dateEnd - 1;
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
                ":" => commas == 1 ? null : i + 1 == tokens.Length ? Bulleted(passage) : Closed(tokens, i, sentence.End, NameListForm.Colon) ?? Things(tokens, i + 1, sentence.End, count),
                "(" => commas == 1 ? null : Closed(tokens, i, sentence.End, NameListForm.Parentheses),
                "," or "–" or "—" or "-" when tokens[i].Folded != "-" || IsSpacedDash(tokens, i) => isNear && !EndsInName(tokens, i, count) ? Closed(tokens, i, sentence.End, NameListForm.Apposition) : null,
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

    private int? DateEnd(Passage passage, int token)
    {
        foreach (var date in mentions.Dates(passage.Index))
        {
            if (date.FirstToken <= token && token < date.EndToken)
            {
                return date.EndToken;
            }
        }

        return null;
    }

    // Bullets that hold a name each and nothing else; the list ends with the last of them.
    private Names? Bulleted(Passage introduction)
    {
        var first = introduction.Index + 1;
        var last = first;
        for (; last < passages.Count && passages[last] is { Block.Kind: BlockKind.ListItem } item; last++)
        {
            var tokens = item.Tokens;
            var end = tokens.Length;
            end -= end > 0 && tokens[end - 1].Folded is "," or ";" or "." ? 1 : 0;
            end -= end > 0 && lexicon.Coordinators.Contains(tokens[end - 1]) ? 1 : 0;
            end -= end > 0 && tokens[end - 1].Folded is "," or ";" ? 1 : 0;
            if (item.Block.Depth != passages[first].Block.Depth || mentions.Figures(last).Length > 0 || !IsName(tokens, end))
            {
                return null;
            }
        }

        return last - first < 2 ? null : new Names(0, 0, last - first, NameListForm.Colon, true)
        {
            Bullets = passages[first].Tokens[0].Span.Through(passages[last - 1].Tokens[^1].Span),
        };
    }

    // "Durand & fils" is one name where it has a line of its own.
    private bool IsName(Token[] tokens, int end)
    {
        var at = NameEnd(tokens, 0, end, NameListForm.Colon, isLast: false);
        while (at < end && lexicon.Coordinators.Contains(tokens[at.Value]))
        {
            at = NameEnd(tokens, at.Value + 1, end, NameListForm.Colon, isLast: false);
        }

        return at == end;
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
            NameListForm.Apposition => names.IsJoined && (tokens[mark].Is(",") ? isStop || next.Is(",") : isStop || next.Folded is "," or "–" or "—" || IsSpacedDash(tokens, names.End)),
            _ => isStop || (names.IsJoined && (next.Folded is "," or "–" or "—" || IsSpacedDash(tokens, names.End))),
        };
        return isClosed ? names : null;
    }

    // "Quatre éléments : les tirants, les joints et les garde-corps": things with an article each, up to the stop. The last two may be one ("la culture et le sport"), so that only
    // one too few can be told, and nothing where a second word joins.
    private Names? Things(Token[] tokens, int start, int end, Figure count)
    {
        var stop = end - (end > start && tokens[end - 1].Is(".") ? 1 : 0);
        var (listed, coordinators, isFirst) = (0, 0, true);
        for (var i = start; i < stop; i++)
        {
            var isJoint = lexicon.Coordinators.Contains(tokens[i]);
            coordinators += isJoint ? 1 : 0;
            if (isFirst && lexicon.NameArticles.Contains(tokens[i]) && !tokens[i].IsCapital)
            {
                listed++;
                isFirst = false;
            }
            else if (isFirst || (tokens[i].Kind != TokenKind.Word && !tokens[i].Is(",")) || (coordinators > 0 && tokens[i].Is(",")))
            {
                return null;
            }
            else if (isJoint || tokens[i].Is(","))
            {
                isFirst = true;
            }
        }

        return !isFirst && coordinators == 1 && listed >= 2 && listed + 1 == count.Value ? new Names(start, stop, listed, NameListForm.Colon, true) : null;
    }

    // Agencies write a hyphen between spaces for a dash.
    private static bool IsSpacedDash(Token[] tokens, int at) =>
        tokens[at] is { Folded: "-", SpaceBefore: true } && at + 1 < tokens.Length && tokens[at + 1].SpaceBefore;

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

    private sealed record Names(int Start, int End, int Count, NameListForm Form, bool IsJoined)
    {
        /// <summary>The place of names that stand in bullets behind the passage.</summary>
        public TextSpan? Bullets { get; init; }
    }
}
