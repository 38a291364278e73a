using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>One clause that gives a named thing its figure: "Le budget de Lyon s'élève à 12 millions d'euros", "Lyon compte 12 000 logements sociaux".</summary>
internal sealed record StatementMention
{
    public required Figure Figure { get; init; }

    /// <summary>From the subject to the figure.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Everything in the clause that says what the figure is of, folded, without articles and dates.</summary>
    public required string Subject { get; init; }

    /// <summary>Its words that are no small words.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    /// <summary>All words and numbers of its sentence.</summary>
    public required IReadOnlySet<string> Sentence { get; init; }

    /// <summary>Whether a proper name says of whom or of where it is, so that it is of the same wherever it stands.</summary>
    public required bool IsNamed { get; init; }

    public required string Tense { get; init; }

    /// <summary>The dates of its sentence; empty without one.</summary>
    public required string Period { get; init; }

    /// <summary>The number of its section: headings with a number in them before it in the draft.</summary>
    public required int Section { get; init; }
}

/// <summary>
/// Reads statements: a subject, a verb of the lexicon right before the figure, and nothing else but dates and a source. What belongs to the subject in any way is part of its phrase, so
/// that two statements with one phrase, one period and one source speak of the same thing; a clause that holds more is none.
/// </summary>
internal sealed class StatementReader(Lexicon lexicon)
{
    private const int LongestPart = 14;
    private const int FewestWords = 2;

    public List<StatementMention> Read(IReadOnlyList<Passage> passages, PassageMentions mentions)
    {
        var found = new List<StatementMention>();
        var section = 0;
        foreach (var passage in passages)
        {
            // "Budget 2019" over a section says of which year its figures are.
            section += passage.Block.Kind == BlockKind.Heading && passage.Index > 0 && passage.Tokens.Any(t => t.Kind == TokenKind.Number) ? 1 : 0;
            if (!(passage.Scope.IsRunning || passage.Scope is Scope.Standfirst or Scope.Caption))
            {
                continue;
            }

            foreach (var figure in mentions.Figures(passage.Index))
            {
                if (MayState(passage, figure) && new Clause(lexicon, passage, figure, mentions.FigureList(passage.Index), mentions.DateList(passage.Index)).Read(section) is { } statement)
                {
                    found.Add(statement);
                }
            }
        }

        return found;
    }

    // Nearly every figure has no such verb before it; where the subject may stand behind the verb, that is looked for in the clause.
    private bool MayState(Passage passage, Figure figure) =>
        lexicon.Statements.Inverts || lexicon.Statements.Verbs.Before(passage.Tokens, figure.HedgeToken, 0) is not null || lexicon.Statements.Holds.Before(passage.Tokens, figure.HedgeToken, 0) is not null;

    // The clause around one figure.
    private sealed class Clause(Lexicon lexicon, Passage passage, Figure figure, IReadOnlyList<Figure> figures, IReadOnlyList<DateMention> dates)
    {
        private readonly StatementWords words = lexicon.Statements;
        private readonly Token[] tokens = passage.Tokens;
        private readonly int start = passage.SentenceAt(figure.FirstToken).Start;
        private readonly int end = passage.SentenceAt(figure.FirstToken).End;

        public StatementMention? Read(int section)
        {
            if (figure.EndToken > end || Subject() is not var (first, subject, tense, isHeld) || subject - first > LongestPart || !IsPlain(first, subject) || IsOfAnotherTime() || Tail() is not { } last)
            {
                return null;
            }

            var phrase = new List<string>();
            for (var i = first; i < subject; i++)
            {
                Add(i, phrase);
            }

            phrase.AddRange(isHeld ? ["+"] : []);
            AddCounted(phrase);
            for (var i = figure.EndToken; i < last; i++)
            {
                Add(i, phrase);
            }

            var content = phrase.Where(w => w.Length > 1 && !IsSmall(w)).ToHashSet(StringComparer.Ordinal);
            var hasSubject = Enumerable.Range(first, subject - first).Any(i => tokens[i].Kind == TokenKind.Word && !IsSmall(tokens[i]) && DateAt(i) is null);
            return content.Count < FewestWords || !hasSubject
                ? null
                : new StatementMention
                {
                    Figure = figure,
                    Span = tokens[first].Span.Through(figure.Span),
                    Subject = string.Join(' ', phrase),
                    Words = content,
                    Sentence = Enumerable.Range(start, end - start).Where(i => tokens[i].Kind != TokenKind.Mark).Select(Text).ToHashSet(StringComparer.Ordinal),
                    IsNamed = Enumerable.Range(first, last - first).Any(i => (i < subject || i >= figure.EndToken) && IsName(i, first, isHeld)),
                    Tense = tense,
                    Period = string.Join(' ', dates.Where(d => start <= d.FirstToken && d.FirstToken < end).Select(d => d.Period.ToString()).Distinct().Order(StringComparer.Ordinal)),
                    Section = section,
                };
        }

        // "il y a un an", "devrait", "hors subventions": not the figure of the thing as it is.
        private bool IsOfAnotherTime() =>
            Says(lexicon.OtherYears) || Says(lexicon.RelativeTimes) || Says(words.Qualifiers) || Enumerable.Range(start, end - start).Any(i => lexicon.IsPlannedVerb(tokens[i].Word));

        // Words inside a date and the hedge before the figure are read already.
        private bool Says(PhraseTable<bool> table) =>
            Enumerable.Range(start, end - start).Any(i => (i < figure.HedgeToken || i >= figure.EndToken) && DateAt(i) is null && table.At(tokens, i, end) is not null);

        // The tokens of the subject, up to the verb or, behind it, to the figure; null without a verb, or where more stands before the subject.
        private (int First, int End, string Tense, bool IsHeld)? Subject()
        {
            var isCount = figure is { Measure: Measure.Count, UnitSign: null, TimeUnit: null, CountsPoints: false };
            if (words.Verbs.Before(tokens, figure.HedgeToken, start) is { } verb)
            {
                return Opening(figure.HedgeToken - verb.Length) is { } first ? (first, figure.HedgeToken - verb.Length, verb.Meaning, false) : null;
            }

            if (isCount && words.Holds.Before(tokens, figure.HedgeToken, start) is { } held)
            {
                return Opening(figure.HedgeToken - held.Length) is { } first ? (first, figure.HedgeToken - held.Length, held.Meaning, true) : null;
            }

            for (var i = start + 1; words.Inverts && i < figure.HedgeToken; i++)
            {
                if ((words.Verbs.At(tokens, i, figure.HedgeToken) ?? (isCount ? words.Holds.At(tokens, i, figure.HedgeToken) : null)) is { } inverted)
                {
                    return DateAt(i) is null && SaysOnlyWhenOrWho(start, i) ? (i + inverted.Length, figure.HedgeToken, inverted.Meaning, words.Verbs.At(tokens, i, figure.HedgeToken) is null) : null;
                }
            }

            return null;
        }

        // Where the subject begins: behind what only says when, or who says it. Null where more stands before it.
        private int? Opening(int verb)
        {
            var first = start;
            for (var i = start; i < verb; i++)
            {
                if (tokens[i].Is(",") && DateAt(i) is null)
                {
                    if (!SaysOnlyWhenOrWho(first, i))
                    {
                        return null;
                    }

                    first = i + 1;
                }
            }

            return first + (words.Openers.At(tokens, first, verb)?.Length ?? 0);
        }

        private bool SaysOnlyWhenOrWho(int from, int to) =>
            lexicon.SourceLinks.At(tokens, from, to) is not null
            || (words.Openers.At(tokens, from, to) is { } opener && from + opener.Length == to)
            || Enumerable.Range(from, to - from).All(i => DateAt(i) is not null || IsSmall(tokens[i]) || (DateAt(i + 1) is not null && lexicon.BeforeYears.Contains(tokens[i])));

        private bool IsPlain(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                if (DateAt(i) is null && (lexicon.ClauseOpeners.Contains(tokens[i]) || (tokens[i].Kind == TokenKind.Mark && tokens[i].Folded is not ("-" or "'" or "/")) || IsInOtherFigure(i)))
                {
                    return false;
                }
            }

            return from < to;
        }

        // Up to where the figure's own phrase goes on; null where it goes on as more than a phrase.
        private int? Tail()
        {
            for (var i = figure.EndToken; i < Math.Min(end, figure.EndToken + LongestPart); i++)
            {
                if (DateAt(i) is { } date)
                {
                    i = date.EndToken - 1;
                }
                else if (tokens[i].Folded is "." or "," or ";" or ":" or ")" or "(" or "!" or "?" or "–" or "—" || lexicon.SourceLinks.At(tokens, i, end) is not null)
                {
                    return i;
                }
                else if (lexicon.ClauseOpeners.Contains(tokens[i]) || lexicon.Coordinators.Contains(tokens[i]) || tokens[i].Kind == TokenKind.Mark || IsInOtherFigure(i))
                {
                    return null;
                }
            }

            return end <= figure.EndToken + LongestPart ? end : null;
        }

        private void Add(int token, List<string> phrase)
        {
            if (DateAt(token) is null && tokens[token].Kind != TokenKind.Mark && !lexicon.Determiners.Contains(tokens[token])
                && !(token + 1 < end && DateAt(token + 1) is not null && lexicon.FunctionWords.Contains(tokens[token])))
            {
                phrase.Add(Text(token));
            }
        }

        // What is counted, with its adjectives; a unit of money or of measure says nothing of the thing.
        private void AddCounted(List<string> phrase)
        {
            for (var i = figure.FirstToken; i < figure.EndToken && figure is { Measure: Measure.Count, UnitSign: null }; i++)
            {
                if (tokens[i] is { Kind: TokenKind.Word, Word.Numerals: null } && !lexicon.Scales.Contains(tokens[i]) && !lexicon.Links.Contains(tokens[i]))
                {
                    phrase.Add(i == figure.EndToken - 1 ? figure.Noun ?? Text(i) : Text(i));
                }
            }
        }

        // Where nouns have capitals too, a name stands behind another noun or a word that takes a name without an article ("in Bayern").
        private bool IsName(int token, int first, bool isHeld)
        {
            if (!tokens[token].IsCapital || IsSmall(tokens[token]) || DateAt(token) is not null)
            {
                return false;
            }

            if (token == first)
            {
                return isHeld;
            }

            var before = tokens[token - 1];
            return !lexicon.HasCapitalNouns || (before.IsCapital && !IsSmall(before)) || (lexicon.FunctionWords.Contains(before) && !lexicon.Determiners.Contains(before) && !lexicon.OfLinks.Contains(before));
        }

        private DateMention? DateAt(int token) => dates.FirstOrDefault(d => d.FirstToken <= token && token < d.EndToken);

        private bool IsInOtherFigure(int token) => figures.Any(f => f != figure && f.FirstToken <= token && token < f.EndToken);

        private bool IsSmall(Token token) => lexicon.FunctionWords.Contains(token) || lexicon.Determiners.Contains(token);

        private bool IsSmall(string text) => lexicon.Find(text) is { } word && (lexicon.FunctionWords.Contains(word) || lexicon.Determiners.Contains(word));

        private string Text(int token) => tokens[token] is { Kind: TokenKind.Number, Numeral: { } numeral } ? numeral.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : tokens[token].Folded;
    }
}
