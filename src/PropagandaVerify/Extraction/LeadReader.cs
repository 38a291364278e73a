using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>The one figure of a headline or standfirst with the one of its unit in the sentence of the opening that tells the same.</summary>
internal sealed record HeadlineMention(Figure Headline, Figure Body);

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
    private const int ShortestWord = 3;

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
                if (first is not null && mentions.FigureList(first.Index).Where(f => Agree(figure, f)).ToList() is [var body] && Shared(head, figure.Span, first, body, body.Span) >= SharedWords)
                {
                    found.Add(new HeadlineMention(figure, body));
                }
            }
        }

        return found;
    }

    /// <summary>The dead of the headline and of the opening, unless a pair of figures of one unit already tells them, or the text has the headline's elsewhere, as one count or as the rest of it.</summary>
    public List<HeadlineMention> Tolls(IReadOnlyList<ConstructionMention> constructions, IReadOnlyList<HeadlineMention> headlines)
    {
        var found = new List<HeadlineMention>();
        var tolls = constructions.Where(c => c.Relation == ConstructionSlots.Tolls).ToList();
        var opening = Opening();
        if (tolls.Count < 2 || tolls.Exists(t => t.Attributes is not [] && opening.Concat(Heads()).Any(p => p.Block.Span.Contains(t.Span))))
        {
            return found;
        }

        var told = opening.SelectMany(p => In(p).Select(t => (Passage: p, Toll: t))).ToList();
        foreach (var head in told is [_] ? Heads() : [])
        {
            var (passage, toll) = told[0];
            if (In(head) is [var one] && Toll(one) is var value && Toll(toll) is var body && Shared(head, one.Span, passage, body, toll.Span) >= WordsOfOneEvent && !headlines.Any(h => h.Headline == value && h.Body == body) && (value.Value == body.Value || !IsToldBelow(value.Value, body.Value)))
            {
                found.Add(new HeadlineMention(value, body));
            }
        }

        return found;

        List<ConstructionMention> In(Passage passage) => tolls.FindAll(t => passage.Block.Span.Contains(t.Span) && Toll(t).Range is null);

        static Figure Toll(ConstructionMention toll) => toll.Figures.First(f => f.Column == Dead).Figure;
    }

    private bool IsToldBelow(decimal value, decimal body) => passages.Where(p => p.Scope is not (Scope.Headline or Scope.Standfirst or Scope.Boilerplate)).SelectMany(p => mentions.FigureList(p.Index))
        .Any(f => f is { TimeUnit: null, UnitSign: null, Measure: Measure.Count or Measure.Number } && (f.Value == value || f.Value + body == value));

    private List<Passage> Opening() => [.. passages.Where(p => p is { Scope: Scope.Body, Block.Kind: BlockKind.Paragraph }).Take(OpeningParagraphs)];

    private IEnumerable<Passage> Heads() => passages.Where(p => p.Scope == Scope.Standfirst || p is { Index: 0, Scope: Scope.Headline });

    private static bool IsComparable(Figure figure) => figure is { Range: null, Alternatives: [], TimeUnit: null, Measure: Measure.Count or Measure.Money or Measure.Percent };

    private static bool HasTwin(Figure figure, IReadOnlyList<Figure> others) => others.Any(o => o != figure && Agree(figure, o));

    private static bool Agree(Figure a, Figure b) => a.Measure == b.Measure && a.Unit == b.Unit && a.CountsPoints == b.CountsPoints;

    // How many words the headline and the sentence have in common, beside the words of the two counts.
    private int Shared(Passage head, TextSpan own, Passage passage, Figure body, TextSpan told)
    {
        var sentence = passage.SentenceAt(body.FirstToken);
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
