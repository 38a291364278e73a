using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>The one figure of a headline or standfirst with the one of its unit in the sentence of the opening that tells the same.</summary>
internal sealed record HeadlineMention(Figure Headline, Figure Body);

/// <summary>The one day of a headline or standfirst with the one of the opening that tells the same.</summary>
internal sealed record HeadlineDate(DateMention Headline, DateMention Body);

/// <summary>
/// Pairs the dead of a headline with those of the opening paragraphs, whatever nouns count them ("six dead", "seven people died"), where there is one count in each and no word of a death beside it; and the figure of a headline with that of the first of the opening paragraphs that has its unit: each the only one there, in sentences that share words beside it. Where the paragraph has
/// several figures of the unit nobody can tell which one the headline means.
/// </summary>
internal sealed class LeadReader(Lexicon lexicon, IReadOnlyList<Passage> passages, PassageMentions mentions)
{
    private const int OpeningParagraphs = 2;
    private const int SharedWords = 2;
    private const int WordsOfOneEvent = 1;
    private const string Dead = "dead";
    private const string Hurt = "hurt";
    private const int ShortestWord = 3;
    private const int LongestDateline = 10;
    private const int BeforeFormer = 2;

    // In characters; a longer wording holds more than the count ("17 Menschen sind bei einem Brand in Kiel verletzt worden").
    private const int LongestCount = 40;

    // Enough to give a singular and a plural, a verb and its noun one stem.
    private const int Stem = 5;

    public List<HeadlineMention> Read()
    {
        var found = new List<HeadlineMention>();
        var opening = Opening();
        foreach (var head in Heads())
        {
            foreach (var figure in mentions.FigureList(head.Index).Where(f => IsComparable(f) && !HasTwin(f, mentions.FigureList(head.Index))))
            {
                var first = opening.Find(p => mentions.FigureList(p.Index).Any(f => Agree(figure, f)));
                if (first is not null && mentions.FigureList(first.Index).Where(f => Agree(figure, f)).ToList() is [var body] && !IsFormer(first, body)
                    && (Shared(head, figure.Span, first, body.FirstToken, body.Span) >= SharedWords || (IsLead(first, body, opening) && LeadsTo(head, figure, first, body))))
                {
                    found.Add(new HeadlineMention(figure, body));
                }
            }
        }

        return found;
    }

    // Counts and percentages of the first sentence of all: that is what the headline tells.
    private static bool IsLead(Passage passage, Figure body, List<Passage> opening) =>
        passage == opening[0] && body.Measure is Measure.Count or Measure.Percent && passage.SentenceAt(body.FirstToken) == passage.SentenceAt(LeadToken(passage));

    // "The festival drew 150,000 visitors" under "Festival draws 120,000": one subject that leads to both, with no comma behind which another clause would begin.
    private bool LeadsTo(Passage head, Figure figure, Passage passage, Figure body)
    {
        var told = Words(head, 0, figure.HedgeToken, figure.Span);
        var start = body.HedgeToken;
        while (start > passage.SentenceAt(body.FirstToken).Start && passage.Tokens[start - 1].Kind != TokenKind.Mark)
        {
            start--;
        }

        told.IntersectWith(Words(passage, start, body.HedgeToken, body.Span));
        return told.Count > 0;
    }

    // "Fell from 58 per cent": what it was before.
    private bool IsFormer(Passage passage, Figure body) =>
        Enumerable.Range(1, BeforeFormer).Any(n => body.HedgeToken - n >= 0 && (lexicon.OpensRange.Contains(passage.Tokens[body.HedgeToken - n]) || lexicon.RangeOpeners.Contains(passage.Tokens[body.HedgeToken - n]) || lexicon.Dates.RangeOpeners.Contains(passage.Tokens[body.HedgeToken - n]))) && body.Measure == Measure.Percent;

    // Behind a dateline that ends like a sentence ("Lyon, le 12 juin 2025.") the first sentence is the second.
    private static int LeadToken(Passage passage) =>
        passage.SentenceAt(0).End is <= LongestDateline and var end && end < passage.Tokens.Length && Array.Exists(passage.Tokens[..end], t => DateScanner.Year(t) is not null) ? end : 0;

    /// <summary>Days of the headline that the opening has otherwise, each the only one there, of one year and on one side of publication; where they differ, the headline's stands nowhere else.</summary>
    public List<HeadlineDate> Dates(DateOnly? published)
    {
        var opening = Opening();
        var told = opening.SelectMany(p => mentions.DateList(p.Index).Where(d => IsDay(d) && d.Period.Start != published).Select(d => (Passage: p, Date: d))).ToList();
        return told is not [var (passage, body)] ? [] :
        [
            .. Heads().Where(h => mentions.DateList(h.Index) is [var day] && IsDay(day) && AreBeside(day, body, published) && Shared(h, day.Span, passage, body.FirstToken, body.Span) >= WordsOfOneEvent && !(Differ(day, body) && IsElsewhere(day)))
                .Select(h => new HeadlineDate(mentions.DateList(h.Index)[0], body)),
        ];
    }

    // "Shut since 3 May 2024, the museum is to reopen": days of two years, or on two sides of publication, are of two things.
    private static bool AreBeside(DateMention a, DateMention b, DateOnly? published) =>
        a.Period.Start.Year == b.Period.Start.Year && (published is not { } day || (a.Period.Start < day) == (b.Period.Start < day));

    private static bool IsDay(DateMention date) => date is { IsRelative: false, Ends: null } && date.Period.Start == date.Period.End;

    private static bool Differ(DateMention a, DateMention b) => (a.Period.Start.Month, a.Period.Start.Day) != (b.Period.Start.Month, b.Period.Start.Day);

    private bool IsElsewhere(DateMention day) => passages.Where(p => p.Scope is not (Scope.Headline or Scope.Standfirst)).SelectMany(p => mentions.DateList(p.Index)).SelectMany(d => d.Single).Any(d => !Differ(d, day));

    /// <summary>The injured of the headline and of the opening, likewise.</summary>
    public List<HeadlineMention> Injured(IReadOnlyList<ConstructionMention> constructions, IReadOnlyList<HeadlineMention> headlines) => Counts(constructions, headlines, ConstructionSlots.Injuries, Hurt);

    /// <summary>The dead of the headline and of the opening, unless a pair of figures of one unit already tells them, or the text has the headline's elsewhere, as one count or as the rest of it.</summary>
    public List<HeadlineMention> Tolls(IReadOnlyList<ConstructionMention> constructions, IReadOnlyList<HeadlineMention> headlines) => Counts(constructions, headlines, ConstructionSlots.Tolls, Dead);

    private List<HeadlineMention> Counts(IReadOnlyList<ConstructionMention> constructions, IReadOnlyList<HeadlineMention> headlines, string relation, string slot)
    {
        var found = new List<HeadlineMention>();
        var tolls = constructions.Where(c => c.Relation == relation).ToList();
        var opening = Opening();
        if (tolls.Count < 2 || tolls.Exists(t => t.Attributes is not [] && opening.Concat(Heads()).Any(p => p.Block.Span.Contains(t.Span))))
        {
            return found;
        }

        var told = opening.SelectMany(p => In(p).Select(t => (Passage: p, Toll: t))).ToList();
        foreach (var head in told.Select(t => Toll(t.Toll).Value).Distinct().Count() == 1 ? Heads() : [])
        {
            var (passage, toll) = told[0];
            if (In(head) is [var one] && Toll(one) is var value && Toll(toll) is var body && Shared(head, one.Span, passage, body.FirstToken, toll.Span.Length > LongestCount ? body.Span : toll.Span) >= WordsOfOneEvent && !headlines.Any(h => h.Headline == value && h.Body == body) && (value.Value == body.Value || !IsToldBelow(value.Value, body.Value)))
            {
                found.Add(new HeadlineMention(value, body));
            }
        }

        return found;

        List<ConstructionMention> In(Passage passage) => tolls.FindAll(t => passage.Block.Span.Contains(t.Span) && Toll(t).Range is null);

        Figure Toll(ConstructionMention toll) => toll.Figures.First(f => f.Column == slot).Figure;
    }

    private bool IsToldBelow(decimal value, decimal body) => passages.Where(p => p.Scope is not (Scope.Headline or Scope.Standfirst or Scope.Boilerplate)).SelectMany(p => mentions.FigureList(p.Index))
        .Any(f => f is { TimeUnit: null, UnitSign: null, Measure: Measure.Count or Measure.Number } && (f.Value == value || f.Value + body == value));

    private List<Passage> Opening() => [.. passages.Where(p => p is { Scope: Scope.Body, Block.Kind: BlockKind.Paragraph }).Take(OpeningParagraphs)];

    private IEnumerable<Passage> Heads() => passages.Where(p => p.Scope == Scope.Standfirst || p is { Index: 0, Scope: Scope.Headline });

    private static bool IsComparable(Figure figure) => figure is { Range: null, Alternatives: [], TimeUnit: null, Measure: Measure.Count or Measure.Money or Measure.Percent };

    private static bool HasTwin(Figure figure, IReadOnlyList<Figure> others) => others.Any(o => o != figure && Agree(figure, o));

    private static bool Agree(Figure a, Figure b) => a.Measure == b.Measure && a.Unit == b.Unit && a.CountsPoints == b.CountsPoints;

    // How many words the headline and the sentence have in common, beside the words of the two counts.
    private int Shared(Passage head, TextSpan own, Passage passage, int token, TextSpan told)
    {
        var sentence = passage.SentenceAt(token);
        var words = Words(passage, sentence.Start, sentence.End, told);
        words.IntersectWith(Words(head, 0, head.Tokens.Length, own));
        return words.Count;
    }

    private HashSet<string> Words(Passage passage, int start, int end, TextSpan without) =>
    [
        .. Enumerable.Range(start, end - start).Select(i => passage.Tokens[i])
            .Where(t => !without.Contains(t.Span) && ((t is { Kind: TokenKind.Word, Folded.Length: >= ShortestWord, Word.Numerals: null } && !lexicon.FunctionWords.Contains(t) && !lexicon.Determiners.Contains(t)) || DateScanner.Year(t) is not null))
            .Select(t => t.Folded[..Math.Min(Stem, t.Folded.Length)]),
    ];
}
