using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds the constructions of a language in a passage. Gaps and choices are bounded, so a passage costs a bounded number of steps a token; of constructions that share a figure in
/// one relation the one with the most slots stands, then the shorter, then the earlier.
/// </summary>
internal sealed class ConstructionReader(Lexicon lexicon)
{
    private const int MostArticles = 2;
    private const decimal ScaledBelow = 1000;
    private const int MostSteps = 2_000;
    private const int MostSmall = 20;
    private const int InsideDate = -1;
    private const string Shares = "shares";
    private const string Changes = "changes";
    private const string AnyRelation = "";

    private readonly Dictionary<string, (object Filler, SlotType Type)> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Value, TextSpan? Span)> attributes = new(StringComparer.Ordinal);
    private Token[] tokens = [];
    private int[] figureAt = [];
    private int[] dateAt = [];
    private IReadOnlyList<Figure> figures = [];
    private IReadOnlyList<DateMention> dates = [];
    private int steps;

    /// <summary>Adds the mentions of a passage.</summary>
    public void Read(Passage passage, IReadOnlyList<Figure> own, IReadOnlyList<DateMention> ownDates, List<ConstructionMention> found)
    {
        (tokens, figures, dates) = (passage.Tokens, own, ownDates);
        if (figureAt.Length <= tokens.Length)
        {
            figureAt = new int[Math.Max(tokens.Length + 1, 2 * figureAt.Length)];
            dateAt = new int[figureAt.Length];
        }
        else
        {
            Array.Clear(figureAt, 0, tokens.Length + 1);
            Array.Clear(dateAt, 0, tokens.Length + 1);
        }

        for (var f = 0; f < own.Count; f++)
        {
            figureAt[own[f].HedgeToken] = f + 1;
            figureAt[own[f].FirstToken] = f + 1;
        }

        for (var d = 0; d < ownDates.Count; d++)
        {
            dateAt[ownDates[d].FirstToken] = d + 1;
            for (var t = ownDates[d].FirstToken + 1; t < ownDates[d].EndToken; t++)
            {
                dateAt[t] = InsideDate;
            }
        }

        var candidates = new List<Candidate>();
        for (var i = 0; i < tokens.Length; i++)
        {
            foreach (var construction in lexicon.Constructions.ByWord(tokens[i]))
            {
                Try(construction, i, candidates);
            }

            if (figureAt[i] > 0 || dateAt[i] > 0 || tokens[i].Kind == TokenKind.Number || tokens[i].Word.Numerals is not null)
            {
                foreach (var construction in lexicon.Constructions.BySlot)
                {
                    Try(construction, i, candidates);
                }
            }
        }

        Settle(candidates, found);
    }

    private void Try(Construction construction, int start, List<Candidate> candidates)
    {
        if (Row(construction, construction.Elements, start, candidates) is not { } end)
        {
            return;
        }

        for (var n = 0; n < construction.Next.Count; n++)
        {
            if (Row(construction, construction.Next[n], end, candidates) is { } next)
            {
                (end, n) = (next, -1);
            }
        }
    }

    private int? Row(Construction construction, IReadOnlyList<Element> elements, int start, List<Candidate> candidates)
    {
        slots.Clear();
        attributes.Clear();
        steps = 0;
        if (Fits(elements, 0, start) is not { } end || !Agrees(construction.Relation))
        {
            return null;
        }

        foreach (var (name, value) in construction.Attributes)
        {
            attributes.TryAdd(name, (value, null));
        }

        candidates.Add(new Candidate(
            construction, start, end,
            FiguresIn(construction.Relation),
            DatesIn(),
            attributes.ToDictionary(StringComparer.Ordinal)));
        return end;
    }

    // "de 11 à 14 %", "de 3,2 à 4,1 millions d'euros": the first of two ends takes the unit, and the scale word, of the second.
    private Dictionary<string, Figure> FiguresIn(string relation)
    {
        var filled = slots.Where(s => s.Value.Filler is Figure).ToDictionary(s => s.Key, s => (Figure)s.Value.Filler, StringComparer.Ordinal);
        foreach (var (name, (filler, type)) in slots)
        {
            if (type == SlotType.Spread && filler is Figure { Range: var (low, high) })
            {
                filled.Remove(name);
                (filled["low"], filled["high"]) = (low, high);
            }
        }

        foreach (var (a, b) in ConstructionSlots.Alike(relation))
        {
            if (filled.TryGetValue(a, out var first) && filled.TryGetValue(b, out var second))
            {
                (filled[a], filled[b]) = (Lent(first, second), Lent(second, first));
            }
        }

        return filled;
    }

    private static Figure Lent(Figure bare, Figure other)
    {
        if (bare.Measure != Measure.Number || other is { Measure: Measure.Number, Scale: 1 })
        {
            return bare;
        }

        var scale = bare.Scale == 1 && other.Scale > 1 && bare.FirstToken < other.FirstToken && bare.Value < ScaledBelow ? other.Scale : 1;
        return bare with
        {
            Measure = other.Measure, Noun = other.Noun, UnitSign = other.UnitSign, IsMeasured = other.IsMeasured, Currencies = other.Currencies,
            Value = bare.Value * scale, Place = bare.Place * scale, Scale = bare.Scale * scale, Alternatives = scale > 1 ? [] : bare.Alternatives,
        };
    }

    private Dictionary<string, DateMention> DatesIn()
    {
        var filled = new Dictionary<string, DateMention>(StringComparer.Ordinal);
        foreach (var (name, (filler, type)) in slots)
        {
            if (filler is DateMention { Ends: var (from, to) } && type == SlotType.Range)
            {
                (filled["start"], filled["end"]) = (from, to);
            }
            else if (filler is DateMention date)
            {
                filled[name] = date;
            }
        }

        return filled;
    }

    /// <summary>Where a construction ends when its elements from one on fit the tokens from one on; else null.</summary>
    private int? Fits(IReadOnlyList<Element> elements, int element, int at)
    {
        if (element == elements.Count)
        {
            return at;
        }

        if (++steps > MostSteps)
        {
            return null;
        }

        switch (elements[element])
        {
            case Element.Words words:
                foreach (var phrase in words.Phrases)
                {
                    if (StandsAt(phrase, at) && Fits(elements, element + 1, at + phrase.Length) is { } end)
                    {
                        return end;
                    }
                }

                return words.IsOptional ? Fits(elements, element + 1, at) : null;
            case Element.Class named:
                if (named.Phrases.At(tokens, at, tokens.Length) is { } phraseOf)
                {
                    attributes[named.Name] = (phraseOf.Meaning, tokens[at].Span.Through(tokens[at + phraseOf.Length - 1].Span));
                    return Fits(elements, element + 1, at + phraseOf.Length);
                }

                return null;
            case Element.Slot slot:
                return Filled(elements, element, slot, at);
            case Element.Gap gap:
                for (var n = 0; n <= gap.Longest && at + n <= tokens.Length; n++)
                {
                    if (Fits(elements, element + 1, at + n) is { } closed)
                    {
                        return closed;
                    }

                    if (at + n >= tokens.Length || Blocks(at + n, gap.Commas))
                    {
                        return null;
                    }
                }

                return null;
            default:
                throw new InvalidOperationException($"{elements[element]} is no element");
        }
    }

    private int? Filled(IReadOnlyList<Element> elements, int element, Element.Slot slot, int at)
    {
        for (var n = 0; n <= MostArticles && at < tokens.Length; n++, at++)
        {
            if (Filler(slot, at) is var (filler, end))
            {
                slots[slot.Name] = (filler, slot.Type);
                if (Fits(elements, element + 1, end) is { } closed)
                {
                    return closed;
                }

                // "48 voix contre 20", "39 Ja-Stimmen": the counted noun may be a word of the construction.
                if (filler is Figure { Index: >= 0, Noun: not null, UnitSign: null } counted && NumberEnd(counted.FirstToken) is var bare && bare < end && Fits(elements, element + 1, bare) is { } early)
                {
                    return early;
                }

                slots.Remove(slot.Name);
            }

            if (!lexicon.Determiners.Contains(tokens[at]) && !lexicon.DayArticles.Contains(tokens[at]))
            {
                return null;
            }
        }

        return null;
    }

    private (object Filler, int End)? Filler(Element.Slot slot, int at)
    {
        if (slot.Type is SlotType.Date or SlotType.Range)
        {
            return dateAt[at] > 0 && (slot.Type == SlotType.Date || dates[dateAt[at] - 1].Ends is not null) ? (dates[dateAt[at] - 1], dates[dateAt[at] - 1].EndToken) : null;
        }

        var figure = figureAt[at] > 0 ? figures[figureAt[at] - 1] : null;
        if (slot.Type is SlotType.Numeral or SlotType.Small or SlotType.Decimal)
        {
            var number = figure is { Scale: 1, Measure: Measure.Number or Measure.Count } ? (figure, figure.EndToken) : Numeral(at, slot.Type == SlotType.Decimal);
            return slot.Type == SlotType.Small && number?.Item1 is { Value: > MostSmall } ? null : number;
        }

        if (slot.Type == SlotType.Spread)
        {
            return figure?.Range is not null ? (figure, figure.EndToken) : null;
        }

        return figure is not null ? Takes(slot.Type, figure) ? (figure, figure.EndToken) : null
            : null;
    }

    // "un logement sur cinq", "3-1": numbers that are no figures by themselves. Four digits that no date has taken may be an amount ("de 1560 à 780"), but only of a construction.
    private (Figure Filler, int End)? Numeral(int at, bool decimals) =>
        dateAt[at] != 0 || DateScanner.Year(tokens[at]) is not null ? null
        : tokens[at] is { Numeral: { IsIdentifier: false } n } && (decimals || n.Decimals == 0) ? (Unlisted(n.Value, n.Place, at, at + 1), at + 1)
        : tokens[at].Word.Numerals is not null && lexicon.NumberGrammar.Read(tokens, at, tokens.Length) is var (words, length) ? (Unlisted(words, 1, at, at + length), at + length)
        : null;

    private Figure Unlisted(decimal value, decimal place, int at, int end) => new()
    {
        Index = Figure.Unlisted, Span = tokens[at].Span.Through(tokens[end - 1].Span), Block = 0, FirstToken = at, EndToken = end, HedgeToken = at, Scope = Scope.Body, Value = value, Place = place, Measure = Measure.Number,
    };

    private int NumberEnd(int at) =>
        tokens[at].Kind == TokenKind.Number ? at + 1 : lexicon.NumberGrammar.Read(tokens, at, tokens.Length) is var (_, length) ? at + length : int.MaxValue;

    private bool Takes(SlotType type, Figure figure) => type switch
    {
        SlotType.Any => true,
        SlotType.Amount => figure.Measure is not (Measure.Percent or Measure.Points),
        SlotType.Money => figure.Measure == Measure.Money,
        SlotType.Percent => figure.Measure == Measure.Percent,
        SlotType.Points => figure.Measure == Measure.Points || (figure.Measure == Measure.Count && figure.Noun is { } noun && lexicon.PointNouns.Contains(noun)),
        SlotType.Time => figure.TimeUnit is not null,
        SlotType.Years => figure.TimeUnit == "years",
        _ => false,
    };

    // Two ends of one quantity are of one sort: money in one currency, things or things, shares or shares.
    private bool Agrees(string relation)
    {
        foreach (var (a, b) in ConstructionSlots.Alike(relation))
        {
            if (slots.TryGetValue(a, out var first) && slots.TryGetValue(b, out var second) && first.Filler is Figure x && second.Filler is Figure y && !AreAlike(x, y))
            {
                return false;
            }
        }

        // "un 20 % más que", "28 % less than": so much more or less is no share.
        return !(relation == Shares && slots.TryGetValue("share", out var share) && share.Filler is Figure percent && lexicon.Comparatives.At(tokens, percent.EndToken, tokens.Length) is not null);
    }

    private static bool AreAlike(Figure a, Figure b) =>
        a.Measure == Measure.Number || b.Measure == Measure.Number || a.Currencies.Intersect(b.Currencies).Any()
        || (a.Measure == b.Measure && (a.Measure != Measure.Money || a.Currencies.Intersect(b.Currencies).Any()) && a.IsMeasured == b.IsMeasured && (!a.IsMeasured || a.Noun == b.Noun));

    private bool StandsAt(Word[] phrase, int at)
    {
        if (at + phrase.Length > tokens.Length)
        {
            return false;
        }

        for (var i = 0; i < phrase.Length; i++)
        {
            if (tokens[at + i].Word != phrase[i])
            {
                return false;
            }
        }

        return true;
    }

    // A span of time may stand in a gap ("shrank by 66 over twelve months, from …").
    private bool Blocks(int at, bool commas) =>
        (figureAt[at] > 0 && figures[figureAt[at] - 1].TimeUnit is null) || (tokens[at].Kind == TokenKind.Mark && (tokens[at].Folded is "." or ";" or ":" or "(" or ")" or "!" or "?" || (!commas && tokens[at].Is(","))));

    // A percentage is a share or a change, never both.
    private void Settle(List<Candidate> candidates, List<ConstructionMention> found)
    {
        var taken = new HashSet<(string Relation, int Token)>();
        var settled = new List<Candidate>();
        foreach (var one in candidates.OrderByDescending(c => c.Construction is { IsDecoy: true, Outranks: true }).ThenByDescending(c => c.Construction.Slots).ThenByDescending(c => c.Construction.IsDecoy).ThenBy(c => c.Construction.Relation == Shares).ThenByDescending(c => c.Construction.Outranks).ThenBy(c => c.End - c.Start).ThenBy(c => c.Start).ToList())
        {
            var firsts = one.Figures.Values.Select(f => (one.Construction.Relation, f.FirstToken)).ToList();
            if (one.Construction is { IsDecoy: false, Relation: Shares or Changes })
            {
                firsts.AddRange(one.Figures.Values.Where(f => f.Measure == Measure.Percent).Select(f => (AnyRelation, f.FirstToken)));
            }

            if (firsts.Exists(taken.Contains) || (firsts.Count == 0 && settled.Exists(s => s.Construction.Relation == one.Construction.Relation && s.Start < one.End && one.Start < s.End)))
            {
                continue;
            }

            settled.Add(one);

            taken.UnionWith(firsts);
            if (!one.Construction.IsDecoy)
            {
                found.Add(new ConstructionMention(one.Construction.Relation, tokens[one.Start].Span.Through(tokens[one.End - 1].Span), one.Figures, one.Dates, one.Attributes));
            }
        }
    }

    private sealed record Candidate(
        Construction Construction, int Start, int End, IReadOnlyDictionary<string, Figure> Figures, IReadOnlyDictionary<string, DateMention> Dates,
        IReadOnlyDictionary<string, (string Value, TextSpan? Span)> Attributes);
}
