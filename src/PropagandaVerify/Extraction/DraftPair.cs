namespace PropagandaVerify.Extraction;

/// <summary>What of one draft stands where in another; one side alone where the other lacks it.</summary>
internal sealed record Counterpart<T>(T? Here, T? There) where T : class;

/// <summary>
/// Finds the figures and dates of a draft again in another: its previous version, or its twin in another language. Equal ones in the same order are anchors; between two anchors a
/// figure that changed is known by what it measures, where both sides have as many of its kind.
/// </summary>
internal sealed class DraftPair(Draft here, Draft there, long most)
{
    private const int Window = 5;
    private const int ShortestWord = 4;
    private const int EqualWeight = 3;
    private const int SharedWords = 2;
    private const decimal LargestSmallCount = 12;
    private const int Month = 31;
    private const int Quarter = 93;

    private readonly List<Figure> ownFigures = Told(here);
    private readonly List<Figure> otherFigures = Told(there);

    /// <summary>The figures of the new version with those of the old; null where the drafts are too long.</summary>
    public List<Counterpart<Figure>>? Versions()
    {
        var own = ownFigures.ConvertAll(f => (Kind: Kind(f), Words: Around(here, f)));
        var other = otherFigures.ConvertAll(f => (Kind: Kind(f), Words: Around(there, f)));
        int Weight(int i, int j)
        {
            if (own[i].Kind != other[j].Kind)
            {
                return 0;
            }

            var shared = own[i].Words.Count(other[j].Words.Contains);
            return ownFigures[i].Value == otherFigures[j].Value ? EqualWeight + shared : shared >= SharedWords ? shared : 0;
        }

        return Pairs(ownFigures, otherFigures, Weight, Kind, (a, b) => a.Value == b.Value, _ => false);
    }

    /// <summary>The figures of a draft with those of its twin in another language, whose nouns are other words; null where the drafts are too long.</summary>
    public List<Counterpart<Figure>>? Twins() => Pairs(ownFigures, otherFigures, (i, j) => AreSame(ownFigures[i], otherFigures[j]) ? 1 : 0, KindInAnyLanguage, AreSame, IsSmallCount);

    /// <summary>The dates of a draft with those of its twin; null where the drafts are too long.</summary>
    public List<Counterpart<DateMention>>? TwinDates()
    {
        var (own, other) = (Dated(here), Dated(there));
        return Pairs(own, other, (i, j) => AreSame(own[i], other[j]) ? 1 : 0, Grain, AreSame, _ => false);
    }

    private List<Counterpart<T>>? Pairs<T>(List<T> own, List<T> other, Func<int, int, int> weight, Func<T, string> kind, Func<T, T, bool> same, Func<T, bool> isWeak)
        where T : class
    {
        if (SequenceAlignment.Of(own.Count, other.Count, weight, most) is not { } anchors)
        {
            return null;
        }

        var pairs = anchors.ConvertAll(a => new Counterpart<T>(own[a.Here], other[a.There]));
        var (alone, lacking) = (new List<T>(), new List<T>());
        foreach (var (ownGap, otherGap) in SequenceAlignment.Gaps(anchors, own.Count, other.Count))
        {
            var (left, right) = (own[ownGap], other[otherGap]);

            // The order of words in a sentence is not that of the other language.
            Match(left, right, same, pairs);
            var isParallel = left.Count == right.Count;
            var kinds = left.Select(kind).ToHashSet(StringComparer.Ordinal);
            foreach (var one in kinds)
            {
                var (mine, theirs) = (left.FindAll(f => kind(f) == one), right.FindAll(f => kind(f) == one));
                if (mine.Count == theirs.Count && (isParallel || !mine.Concat(theirs).Any(isWeak)))
                {
                    pairs.AddRange(mine.Zip(theirs, (a, b) => new Counterpart<T>(a, b)));
                    left.RemoveAll(mine.Contains);
                    right.RemoveAll(theirs.Contains);
                }
            }

            alone.AddRange(left);
            lacking.AddRange(right);
        }

        // What was moved elsewhere is not lacking.
        Match(alone, lacking, same, pairs);
        return [.. pairs, .. alone.Select(a => new Counterpart<T>(a, null)), .. lacking.Select(b => new Counterpart<T>(null, b))];
    }

    private static void Match<T>(List<T> left, List<T> right, Func<T, T, bool> same, List<Counterpart<T>> pairs)
        where T : class
    {
        foreach (var one in left.ToList())
        {
            if (right.FindIndex(o => same(one, o)) is >= 0 and var at)
            {
                pairs.Add(new Counterpart<T>(one, right[at]));
                right.RemoveAt(at);
                left.Remove(one);
            }
        }
    }

    private static List<Figure> Told(Draft draft) => [.. draft.Figures.Where(f => f.Scope is not Scope.Boilerplate)];

    private static List<DateMention> Dated(Draft draft) =>
        [.. draft.Dates.Where(d => d.Scope.IsRunning || d.Scope is Scope.Headline or Scope.Standfirst or Scope.Table).SelectMany(d => d.Single).Where(d => !d.IsRelative)];

    private static string Kind(Figure figure) => $"{figure.Measure} {figure.Unit} {figure.CountsPoints}";

    private static string KindInAnyLanguage(Figure figure) => figure.Measure switch
    {
        Measure.Money => $"money {figure.Currencies[0]}",
        Measure.Percent => "percent",
        Measure.Points => "points",
        _ => figure.UnitSign is { } sign ? $"unit {sign}" : figure.TimeUnit is { } time ? $"time {time}" : figure.CountsPoints ? "points" : "count",
    };

    // Days go with days, months with months, years with years.
    private static string Grain(DateMention date) => (date.Period.End.DayNumber - date.Period.Start.DayNumber) switch { 0 => "day", < Month => "month", < Quarter => "quarter", _ => "year" };

    // "les deux maires", "both mayors": one language counts where the other does not, so a small count goes with another only where nothing else is left over.
    private static bool IsSmallCount(Figure figure) => figure is { Measure: Measure.Count or Measure.Number, UnitSign: null, Value: <= LargestSmallCount };

    private static bool AreSame(Figure a, Figure b) =>
        (a.Value == b.Value || (a.Alternatives.Count + b.Alternatives.Count > 0 && a.Readings.Any(x => b.Readings.Any(y => x.Value == y.Value))))
        && (KindInAnyLanguage(a) == KindInAnyLanguage(b) || (a.Measure == Measure.Money && b.Measure == Measure.Money && a.Currencies.Any(b.Currencies.Contains))) && (a.Range is null || b.Range is null || a.Range.Value.Low.Value == b.Range.Value.Low.Value);

    // Without a stated year each draft reads the one nearest to its own publication.
    private static bool AreSame(DateMention a, DateMention b) =>
        a.Period == b.Period || (!(a.HasYear && b.HasYear) && a.Period.InYear(b.Period.Start.Year) == b.Period);

    // The words beside a figure in its sentence, by which it is known again.
    private static HashSet<string> Around(Draft draft, Figure figure)
    {
        var passage = draft.Passages[figure.Block];
        var (start, end) = passage.SentenceAt(figure.FirstToken);
        return
        [
            .. Enumerable.Range(Math.Max(start, figure.FirstToken - Window), Math.Min(end, figure.EndToken + Window) - Math.Max(start, figure.FirstToken - Window))
                .Where(i => i < figure.FirstToken || i >= figure.EndToken).Select(i => passage.Tokens[i]).Where(t => t is { Kind: TokenKind.Word, Folded.Length: >= ShortestWord }).Select(t => t.Folded),
        ];
    }
}
