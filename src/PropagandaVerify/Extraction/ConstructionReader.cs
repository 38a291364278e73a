using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds the constructions of a language in a passage. Of those that share a figure in one relation the one with the most slots stands, then the shorter, then the earlier.
/// </summary>
internal sealed class ConstructionReader(Lexicon lexicon)
{
    private const decimal ScaledBelow = 1000;
    private const decimal OneOrder = 10;

    // Where the first wording behind a filler may begin: most constructions have a short gap there, the others a long one.
    private const int ShortReach = 5;
    private const int LongReach = 15;
    private const string Shares = "shares";
    private const string Changes = "changes";
    private const string Multiples = "multiples";
    private const string Means = "means";
    private const string Leads = "leads";
    private const string Ratios = "ratios";
    private const string Differences = "differences";
    private const string Partitions = "partitions";
    private const string Factor = "factor";
    private const decimal Whole = 100;

    private readonly ConstructionMatcher matcher = new(lexicon);
    private readonly Constructions constructions = lexicon.Constructions;
    private readonly ConstructionSieve sieve = new(lexicon.Constructions);
    private readonly List<Candidate> candidates = [];
    private readonly List<Candidate> settled = [];
    private readonly List<(string? Relation, int Token)> taken = [];
    private Token[] tokens = [];
    private bool[] quoted = [];

    /// <summary>Adds the mentions of a passage.</summary>
    public void Read(Passage passage, IReadOnlyList<Figure> own, IReadOnlyList<DateMention> ownDates, List<ConstructionMention> found)
    {
        tokens = passage.Tokens;
        if (!sieve.Turn(tokens, matcher.Turn(tokens, own, ownDates)))
        {
            return;
        }

        candidates.Clear();
        for (var i = 0; sieve.HasByWord && i < tokens.Length; i++)
        {
            if (sieve.ByWord(i) is { } openers)
            {
                foreach (var number in openers)
                {
                    Try(constructions[number], i);
                }
            }
        }

        if (sieve.BySlot.Count > 0)
        {
            foreach (var slot in matcher.SlotOpenings)
            {
                TryBehind(slot);
            }
        }

        if (candidates.Count > 0)
        {
            Settle(passage, found);
        }
    }

    private void TryBehind(int slot)
    {
        var end = matcher.LastEnd(slot);
        var types = matcher.TypesBehind(slot);
        var (near, far) = (sieve.Marks(slot, end + ShortReach), sieve.Marks(slot, end + LongReach));
        foreach (var number in sieve.BySlot)
        {
            var (reach, marks) = constructions.FirstNeedOf(number);
            if ((constructions[number].FirstType & types) != 0 && (reach > LongReach || (marks & (reach > ShortReach ? far : near)) != 0))
            {
                Try(constructions[number], slot);
            }
        }
    }

    private void Try(Construction construction, int start)
    {
        if (Row(construction, construction.Elements, start) is not { } end)
        {
            return;
        }

        for (var n = 0; n < construction.Next.Length; n++)
        {
            if (Row(construction, construction.Next[n], end) is { } next)
            {
                (end, n) = (next, -1);
            }
        }
    }

    private int? Row(Construction construction, Element[] elements, int start)
    {
        if (matcher.Fit(elements, start) is not { } end || !Agrees(construction.Relation, matcher.Slots))
        {
            return null;
        }

        candidates.Add(new Candidate(construction, candidates.Count, start, end, matcher.Slots.ToArray(), [.. matcher.Classes]));
        return end;
    }

    // Two ends of one quantity are of one sort: money in one currency, things or things, shares or shares.
    private bool Agrees(string relation, ReadOnlySpan<Filler> slots)
    {
        foreach (var (a, b) in ConstructionSlots.Alike(relation))
        {
            if (slots[a].Figure is { } x && slots[b].Figure is { } y && (!AreAlike(x, y) || (relation is Means or Leads && CountOthers(x, y))))
            {
                return false;
            }
        }

        if (relation == Changes && !IsOfOneThing(slots[ConstructionSlots.From].Figure, slots[ConstructionSlots.To].Figure, slots[ConstructionSlots.Change].Figure))
        {
            return false;
        }

        // "38 mm against 112 mm, a deficit of 66 %" is a share of the second; only percentages lie so many per cent or points apart.
        if (relation == Differences && slots[ConstructionSlots.Difference].Figure is { Measure: Measure.Percent or Measure.Points } && !HasPercent(slots))
        {
            return false;
        }

        // "un 20 % más que", "28 % less than": so much more or less is no share.
        return !(relation == Shares && slots[ConstructionSlots.Share].Figure is { } percent && lexicon.Comparatives.At(tokens, percent.EndToken, tokens.Length) is not null);
    }

    // "12k tablets, up from 3.1m phones" are two things that changed, and so are "adults under 35, up from 46 %"; points are gained by percentages and indices, by no money, prices in no cents, and thirty years by no fields; "up to 40 %" is of several.
    private bool IsOfOneThing(Figure? from, Figure? to, Figure? change) =>
        !CountOthers(from, to)
        && !(to?.Measure == Measure.Number && from?.Measure == Measure.Percent && to.FirstToken < from.FirstToken)
        && change?.Hedge != Hedge.AtMost
        && (change?.TimeUnit is null || from?.TimeUnit is not null || to?.TimeUnit is not null)
        && !(change?.Measure == Measure.Count && (from ?? to)?.Measure == Measure.Money)
        && !(change?.Measure == Measure.Points && (from ?? to)?.Measure is Measure.Money or Measure.Count);

    private static bool HasPercent(ReadOnlySpan<Filler> differing) =>
        differing[ConstructionSlots.First].Figure?.Measure == Measure.Percent || differing[ConstructionSlots.Second].Figure?.Measure == Measure.Percent;

    private bool CountOthers(Figure? a, Figure? b) =>
        a is { Measure: Measure.Count, UnitSign: null, Noun: { } one } && b is { Measure: Measure.Count, UnitSign: null, Noun: { } other } && !lexicon.Counts(one, other) && !lexicon.Counts(other, one);

    private static bool AreAlike(Figure a, Figure b) =>
        (a.Measure == Measure.Number && !IsBeyond(a, b)) || (b.Measure == Measure.Number && !IsBeyond(b, a)) || ShareCurrency(a, b)
        || (a.Measure == b.Measure && a.Measure != Measure.Money && a.IsMeasured == b.IsMeasured && (!a.IsMeasured || a.Noun == b.Noun) && a.TimeUnit is null == b.TimeUnit is null);

    // "40 % of the runners, up from 9,000", "in nine months, against 51.8 million": a bare number that no percentage and no such span can be is the value of something else.
    private static bool IsBeyond(Figure bare, Figure other) =>
        (other.Measure == Measure.Percent && bare.Value > Whole) || (other is { TimeUnit: not null, Scale: 1 } && bare.Scale > 1);

    private static bool ShareCurrency(Figure a, Figure b)
    {
        foreach (var code in a.Currencies)
        {
            if (b.Currencies.Contains(code))
            {
                return true;
            }
        }

        return false;
    }

    // A percentage is a share or a change, never both: it is taken for any relation.
    private void Settle(Passage passage, List<ConstructionMention> found)
    {
        var corrects = lexicon.Corrections.Within(tokens, 0, tokens.Length) is not null;
        candidates.Sort(Candidate.Better);
        quoted = AttributionReader.Quoted(tokens);
        settled.Clear();
        taken.Clear();
        foreach (var one in candidates)
        {
            var relation = one.Construction.Relation;
            var isPercentual = one.Construction is { IsDecoy: false, Relation: Shares or Changes };
            var (isTaken, hasFigure) = (false, false);
            foreach (var (figure, _, _) in one.Figures())
            {
                hasFigure = true;
                isTaken |= taken.Contains((relation, figure.FirstToken)) || (isPercentual && figure.Measure == Measure.Percent && taken.Contains((null, figure.FirstToken)));
            }

            // One "doubled" is of one pair of values.
            isTaken |= relation == Multiples && settled.Exists(s => s.Construction.Relation == relation && SharesWord(s, one));
            if (isTaken || (!hasFigure && settled.Exists(s => s.Construction.Relation == relation && s.Start < one.End && one.Start < s.End)))
            {
                continue;
            }

            settled.Add(one);
            foreach (var (figure, _, _) in one.Figures())
            {
                taken.Add((relation, figure.FirstToken));
                if (isPercentual && figure.Measure == Measure.Percent)
                {
                    taken.Add((null, figure.FirstToken));
                }
            }

            if (!one.Construction.IsDecoy && !(corrects && IsOfCorrection(passage, one.Start)))
            {
                found.Add(Mention(one));
            }
        }
    }

    // "The article misstated the change. It said that …": a correction, in its sentence or the one before, repeats what was wrong.
    private bool IsOfCorrection(Passage passage, int at)
    {
        var (start, end) = passage.SentenceAt(at);
        return lexicon.Corrections.Within(tokens, start > 0 ? passage.SentenceAt(start - 1).Start : start, end) is not null;
    }

    private static bool SharesWord(Candidate a, Candidate b)
    {
        foreach (var word in a.Classes)
        {
            foreach (var other in b.Classes)
            {
                if (word.Span == other.Span)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private ConstructionMention Mention(Candidate one)
    {
        var relation = one.Construction.Relation;
        var dates = new List<(string, DateMention)>();
        for (var s = 0; s < one.Slots.Length; s++)
        {
            switch (one.Slots[s])
            {
                case { Type: SlotType.Range, Date.Ends: var (from, to) }:
                    dates.Add((ConstructionSlots.Ends(relation).First, from));
                    dates.Add((ConstructionSlots.Ends(relation).Last, to));
                    break;
                case { Date: { } date }:
                    dates.Add((ConstructionSlots.NameOf(relation, s), date));
                    break;
            }
        }

        var attributes = new List<(string Column, string Value, TextSpan? Span)>();
        for (var c = one.Classes.Length - 1; c >= 0; c--)
        {
            attributes.Add((one.Classes[c].Name, one.Classes[c].Meaning, one.Classes[c].Span));
        }

        foreach (var (name, value) in one.Construction.Attributes)
        {
            attributes.Add((name, value, null));
        }

        if ((relation == Ratios ? FractionSide(one) : relation == Multiples ? FactorSide(one) : null) is { } side)
        {
            attributes.Add(("side", side, null));
        }

        return new ConstructionMention(relation, tokens[one.Start].Span.Through(tokens[one.End - 1].Span), Figures(one), dates, attributes) { IsQuoted = quoted[one.Start] };
    }

    // "plus d'un sur cinq", "less than half": the words before a fraction say on which side of it the percentage lies.
    private string? FractionSide(Candidate one)
    {
        var numerator = one.Slots[ConstructionSlots.Numerator].Figure;
        var at = numerator?.FirstToken ?? one.Start;
        var hedge = numerator is { Hedge: not Hedge.None } hedged ? hedged.Hedge
            : (lexicon.Hedges.Before(tokens, at, 0) ?? (at > 0 && lexicon.Determiners.Contains(tokens[at - 1]) ? lexicon.Hedges.Before(tokens, at - 1, 0) : null))?.Meaning;
        return SideOf(hedge);
    }

    // "more than doubled", "plus que doublé": a factor in words is the least that it may be.
    private string? FactorSide(Candidate one)
    {
        for (var i = one.Start; i < one.End; i++)
        {
            foreach (var named in one.Classes)
            {
                if (named.Name == Factor && named.Span.Start == tokens[i].Span.Start)
                {
                    return SideOf((lexicon.Figures.FactorHedges.Before(tokens, i, 0) ?? lexicon.Hedges.Before(tokens, i, 0))?.Meaning);
                }
            }
        }

        return null;
    }

    private static string? SideOf(Hedge? hedge) => hedge switch
    {
        Hedge.MoreThan or Hedge.AtLeast or Hedge.JustAbove => "above",
        Hedge.LessThan or Hedge.AtMost => "below",
        _ => null,
    };

    // "de 11 à 14 %", "de 3,2 à 4,1 millions d'euros": the first of two ends takes the unit, and the scale word, of the second.
    private static List<(string Column, Figure Figure)> Figures(Candidate one)
    {
        var relation = one.Construction.Relation;
        var figures = new List<(string Column, Figure Figure)>();
        foreach (var (figure, slot, column) in one.Figures())
        {
            // "12 % weniger", "−12 %": by how much, whichever way.
            var own = relation == Changes && slot == ConstructionSlots.Change && figure.Value < 0 ? figure with { Value = -figure.Value } : figure;
            foreach (var (a, b) in ConstructionSlots.Alike(relation))
            {
                own = slot == a && one.Slots[b].Figure is { } second ? Lent(own, second)
                    : slot == b && one.Slots[a].Figure is { } first ? Lent(own, first)
                    : own;
            }

            figures.Add((column ?? ConstructionSlots.NameOf(relation, slot), relation == Partitions ? Scaled(own, one.Slots[ConstructionSlots.FirstPart].Figure) : own));
        }

        return figures;
    }

    // "1,5 million d'euros, la région 0,6 et les communes 0,5": parts behind the first leave out its scale word.
    private static Figure Scaled(Figure part, Figure? first) =>
        first is { Scale: > 1 } && part.Scale == 1 && part.Value < ScaledBelow && part.FirstToken > first.FirstToken && (part.Measure is Measure.Number or Measure.Money) && part.Place < 1
            ? part with { Value = part.Value * first.Scale, Place = part.Place * first.Scale, Scale = first.Scale, Alternatives = [] }
            : part;

    private static Figure Lent(Figure bare, Figure other)
    {
        if (bare.Measure != Measure.Number || other is { Measure: Measure.Number, Scale: 1 })
        {
            return bare;
        }

        // "de 1 015 à 930 millions": of one order with the number that the scale word follows.
        var isScaled = bare.Value < ScaledBelow || (other.Scale > ScaledBelow && bare.Value * other.Scale <= other.Value * OneOrder);
        var scale = bare.Scale == 1 && other.Scale > 1 && bare.FirstToken < other.FirstToken && isScaled ? other.Scale : 1;
        return bare with
        {
            Measure = other.Measure, Noun = other.Noun, UnitSign = other.UnitSign, IsMeasured = other.IsMeasured, Currencies = other.Currencies,
            Value = bare.Value * scale, Place = bare.Place * scale, Scale = bare.Scale * scale, Alternatives = scale > 1 ? [] : bare.Alternatives,
        };
    }

    private sealed record Candidate(Construction Construction, int Number, int Start, int End, Filler[] Slots, ClassMatch[] Classes)
    {
        public static Comparison<Candidate> Better { get; } = (a, b) =>
        {
            var order = (b.Construction is { IsDecoy: true, Outranks: true }).CompareTo(a.Construction is { IsDecoy: true, Outranks: true });
            order = order != 0 ? order : b.Construction.Slots.CompareTo(a.Construction.Slots);
            order = order != 0 ? order : b.Construction.IsDecoy.CompareTo(a.Construction.IsDecoy);
            order = order != 0 ? order : (a.Construction.Relation == Shares).CompareTo(b.Construction.Relation == Shares);
            order = order != 0 ? order : b.Construction.Outranks.CompareTo(a.Construction.Outranks);
            order = order != 0 ? order : (a.End - a.Start).CompareTo(b.End - b.Start);
            order = order != 0 ? order : a.Start.CompareTo(b.Start);
            return order != 0 ? order : a.Number.CompareTo(b.Number);
        };

        /// <summary>The figures with their slots; those of a spread with a column of their own.</summary>
        public IEnumerable<(Figure Figure, int Slot, string? Column)> Figures()
        {
            for (var s = 0; s < Slots.Length; s++)
            {
                if (Slots[s] is { Type: SlotType.Spread, Figure.Range: var (low, high) })
                {
                    yield return (low, s, "low");
                    yield return (high, s, "high");
                }
                else if (Slots[s].Figure is { } figure)
                {
                    yield return (figure, s, null);
                }
            }
        }
    }
}
