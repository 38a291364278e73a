using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>The one figure of a headline or standfirst with the one of its unit in the sentence of the opening that tells the same.</summary>
internal sealed record HeadlineMention(Figure Headline, Figure Body);

/// <summary>
/// Pairs the figure of a headline with that of the first of the opening paragraphs that has its unit: each the only one there, in sentences that share words beside it. Where the paragraph has
/// several figures of the unit nobody can tell which one the headline means.
/// </summary>
internal sealed class LeadReader(Lexicon lexicon, IReadOnlyList<Passage> passages, PassageMentions mentions)
{
    private const int OpeningParagraphs = 2;
    private const int SharedWords = 2;
    private const int ShortestWord = 3;

    // Enough to give a singular and a plural, a verb and its noun one stem.
    private const int Stem = 5;

    public List<HeadlineMention> Read()
    {
        var found = new List<HeadlineMention>();
        var opening = passages.Where(p => p is { Scope: Scope.Body, Block.Kind: BlockKind.Paragraph }).Take(OpeningParagraphs).ToList();
        foreach (var head in passages.Where(p => p.Scope == Scope.Standfirst || p is { Index: 0, Scope: Scope.Headline }))
        {
            foreach (var figure in mentions.FigureList(head.Index).Where(f => IsComparable(f) && !HasTwin(f, mentions.FigureList(head.Index))))
            {
                var first = opening.Find(p => mentions.FigureList(p.Index).Any(f => Agree(figure, f)));
                if (first is not null && mentions.FigureList(first.Index).Where(f => Agree(figure, f)).ToList() is [var body] && Shares(head, figure, first, body))
                {
                    found.Add(new HeadlineMention(figure, body));
                }
            }
        }

        return found;
    }

    private static bool IsComparable(Figure figure) => figure is { Range: null, Alternatives: [], TimeUnit: null, Measure: Measure.Count or Measure.Money or Measure.Percent };

    private static bool HasTwin(Figure figure, IReadOnlyList<Figure> others) => others.Any(o => o != figure && Agree(figure, o));

    private static bool Agree(Figure a, Figure b) => a.Measure == b.Measure && a.Unit == b.Unit && a.CountsPoints == b.CountsPoints;

    private bool Shares(Passage head, Figure figure, Passage passage, Figure body)
    {
        var sentence = passage.SentenceAt(body.FirstToken);
        var told = Words(passage, sentence.Start, sentence.End, body);
        told.IntersectWith(Words(head, 0, head.Tokens.Length, figure));
        return told.Count >= SharedWords;
    }

    private HashSet<string> Words(Passage passage, int start, int end, Figure figure) =>
    [
        .. Enumerable.Range(start, end - start).Where(i => i < figure.FirstToken || i >= figure.EndToken).Select(i => passage.Tokens[i])
            .Where(t => (t is { Kind: TokenKind.Word, Folded.Length: >= ShortestWord, Word.Numerals: null } && !lexicon.FunctionWords.Contains(t) && !lexicon.Determiners.Contains(t)) || DateScanner.Year(t) is not null)
            .Select(t => t.Folded[..Math.Min(Stem, t.Folded.Length)]),
    ];
}
