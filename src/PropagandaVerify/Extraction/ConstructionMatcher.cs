using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>What stands in a slot.</summary>
internal readonly record struct Filler(Figure? Figure, DateMention? Date, SlotType Type);

/// <summary>The class of words that a construction met, with the meaning of the words and their place.</summary>
internal readonly record struct ClassMatch(string Name, string Meaning, TextSpan Span);

/// <summary>Fits the elements of constructions to the tokens of one passage after the other. Gaps and choices are bounded, so a fit costs a bounded number of steps.</summary>
internal sealed class ConstructionMatcher(Lexicon lexicon)
{
    private const int MostArticles = 2;
    private const int MostSteps = 2_000;
    private const int MostSmall = 20;
    private const int InsideDate = -1;

    private static readonly uint Numerals = SlotType.Numeral.Bit() | SlotType.Small.Bit() | SlotType.Decimal.Bit() | SlotType.Quantity.Bit() | SlotType.Bare.Bit();

    private static readonly uint Clocks = SlotType.Clock.Bit() | SlotType.Hour.Bit() | SlotType.Lasting.Bit();

    private readonly ClockReader clock = new(lexicon);
    private readonly Filler[] slots = new Filler[ConstructionSlots.Most];
    private readonly List<ClassMatch> classes = [];
    private Token[] tokens = [];
    private int[] figureAt = [];
    private int[] dateAt = [];
    private Figure?[] numeralAt = [];
    private bool[] isNumeralKnown = [];
    private IReadOnlyList<Figure> figures = [];
    private IReadOnlyList<DateMention> dates = [];
    private int begin;
    private int steps;

    /// <summary>What the last fit put into the slots, by their place in the relation.</summary>
    public ReadOnlySpan<Filler> Slots => slots;

    /// <summary>The classes that the last fit met.</summary>
    public IReadOnlyList<ClassMatch> Classes => classes;

    /// <summary>Turns to a passage.</summary>
    /// <returns>The types of slots that something in it may fill, one bit each.</returns>
    public uint Turn(Token[] of, IReadOnlyList<Figure> own, IReadOnlyList<DateMention> ownDates)
    {
        (tokens, figures, dates) = (of, own, ownDates);
        if (figureAt.Length <= tokens.Length)
        {
            var length = Math.Max(tokens.Length + 1, 2 * figureAt.Length);
            (figureAt, dateAt, numeralAt, isNumeralKnown) = (new int[length], new int[length], new Figure?[length], new bool[length]);
        }
        else
        {
            Array.Clear(figureAt, 0, tokens.Length + 1);
            Array.Clear(dateAt, 0, tokens.Length + 1);
            Array.Clear(numeralAt, 0, tokens.Length + 1);
            Array.Clear(isNumeralKnown, 0, tokens.Length + 1);
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

        SlotOpenings.Clear();
        var types = 0u;
        for (var t = 0; t < tokens.Length; t++)
        {
            if (figureAt[t] > 0 || dateAt[t] > 0 || tokens[t].Kind == TokenKind.Number || tokens[t].Word.Numerals is not null || lexicon.Clock.Named.BeginsWith(tokens[t].Word))
            {
                SlotOpenings.Add(t);
                types |= TypesAt(t);
            }
        }

        return types;
    }

    /// <summary>The tokens at which a slot may begin.</summary>
    public List<int> SlotOpenings { get; } = [];

    /// <summary>The token behind the last of what may fill a slot that begins at a token, articles before it included.</summary>
    public int LastEnd(int at)
    {
        var last = at + 1;
        for (var i = at; i <= at + MostArticles && i < tokens.Length; i++)
        {
            last = Math.Max(last, figureAt[i] > 0 ? figures[figureAt[i] - 1].EndToken : dateAt[i] > 0 ? dates[dateAt[i] - 1].EndToken : Numeral(i)?.EndToken ?? i + 1);
        }

        return last;
    }

    /// <summary>The types of slots, one bit each, that what stands at a token may fill, articles before it included.</summary>
    public uint TypesBehind(int at)
    {
        var types = 0u;
        for (var n = 0; n <= MostArticles && at < tokens.Length; n++, at++)
        {
            types |= TypesAt(at);
            if (!IsPassedOver(at))
            {
                break;
            }
        }

        return types;
    }

    // Of numbers that are no figures only so much is told as their kind allows; the fit looks closer.
    private uint TypesAt(int at)
    {
        var types = 0u;
        if (dateAt[at] > 0)
        {
            var date = dates[dateAt[at] - 1];
            for (var type = SlotType.Date; type <= SlotType.Range; type++)
            {
                types |= Takes(type, date) ? type.Bit() : 0;
            }
        }

        if (figureAt[at] > 0)
        {
            var figure = figures[figureAt[at] - 1];
            for (var type = SlotType.Any; type < SlotType.Spread; type++)
            {
                types |= Takes(type, figure) ? type.Bit() : 0;
            }

            types |= Numerals | (figure.Range is null ? 0 : SlotType.Spread.Bit());
        }

        return types
            | (tokens[at].Kind == TokenKind.Number || tokens[at].Word.Numerals is not null ? Numerals | Clocks : 0)
            | (lexicon.Clock.Named.BeginsWith(tokens[at].Word) ? Clocks : 0);
    }

    /// <summary>Where elements end that begin at a token; null when they do not fit.</summary>
    public int? Fit(Element[] elements, int start)
    {
        Array.Clear(slots);
        classes.Clear();
        (begin, steps) = (start, 0);
        return Fits(elements, 0, start) is >= 0 and var end ? end : null;
    }

    // The token behind the last element when the elements from one on fit the tokens from one on; else -1.
    private int Fits(Element[] elements, int element, int at)
    {
        if (element == elements.Length)
        {
            return at;
        }

        if (++steps > MostSteps)
        {
            return -1;
        }

        switch (elements[element])
        {
            case Element.Words words:
                foreach (var phrase in words.Phrases)
                {
                    if (Constructions.StandsAt(phrase, tokens, at) && Fits(elements, element + 1, at + phrase.Length) is >= 0 and var end)
                    {
                        return end;
                    }
                }

                return words.IsOptional ? Fits(elements, element + 1, at) : -1;
            case Element.Class named:
                return Named(elements, element, named, at);
            case Element.Slot slot:
                return Filled(elements, element, slot, at);
            case Element.CountedNoun noun:
                return CountedEnd(slots[noun.Index].Figure, at) is { } behind ? Fits(elements, element + 1, behind) : -1;
            case Element.Gap gap:
                for (var n = 0; n <= gap.Longest && at + n <= tokens.Length; n++)
                {
                    if (Fits(elements, element + 1, at + n) is >= 0 and var closed)
                    {
                        return closed;
                    }

                    if (at + n >= tokens.Length || Blocks(at + n, gap.Commas))
                    {
                        return -1;
                    }
                }

                return -1;
            default:
                throw new InvalidOperationException($"{elements[element]} is no element");
        }
    }

    // The token behind the noun or the unit that a figure counts, when it stands at a token.
    private int? CountedEnd(Figure? figure, int at) => figure switch
    {
        null or { Noun: null } => null,
        _ when at >= tokens.Length => null,
        { UnitSign: { } sign } => lexicon.Units.At(tokens, at, tokens.Length) is { } unit && unit.Meaning == sign ? at + unit.Length : null,
        _ => tokens[at].Word.Text == figure.Noun || lexicon.Singular(tokens[at].Word.Text, out _) == figure.Noun ? at + 1 : null,
    };

    private int Named(Element[] elements, int element, Element.Class named, int at)
    {
        if (named.Phrases.At(tokens, at, tokens.Length) is not var (length, meaning))
        {
            return -1;
        }

        classes.Add(new ClassMatch(named.Name, meaning, tokens[at].Span.Through(tokens[at + length - 1].Span)));
        var end = Fits(elements, element + 1, at + length);
        if (end < 0)
        {
            classes.RemoveAt(classes.Count - 1);
        }

        return end;
    }

    private int Filled(Element[] elements, int element, Element.Slot slot, int at)
    {
        for (var n = 0; n <= MostArticles && at < tokens.Length; n++, at++)
        {
            if (FillerAt(slot.Type, at) is var (filler, end))
            {
                slots[slot.Index] = filler;
                if (Fits(elements, element + 1, end) is >= 0 and var closed)
                {
                    return closed;
                }

                // "48 voix contre 20", "39 Ja-Stimmen", "2,1 millions d'habitants": the counted noun may be a word of the construction.
                if (filler.Figure is { Index: >= 0, Noun: not null, UnitSign: null, Range: null } counted && (counted.Scale > 1 ? end - 1 : NumberEnd(counted.FirstToken)) is var bare && bare < end && Fits(elements, element + 1, bare) is >= 0 and var early)
                {
                    return early;
                }

                slots[slot.Index] = default;
            }

            if (!IsPassedOver(at))
            {
                return -1;
            }
        }

        return -1;
    }

    private bool IsPassedOver(int at) => lexicon.Determiners.Contains(tokens[at]) || lexicon.DayArticles.Contains(tokens[at]);

    private (Filler Filler, int End)? FillerAt(SlotType type, int at)
    {
        if (type >= SlotType.Date)
        {
            return dateAt[at] > 0 && dates[dateAt[at] - 1] is var date && Takes(type, date) ? (new Filler(null, date, type), date.EndToken) : null;
        }

        if (type is SlotType.Clock or SlotType.Hour or SlotType.Lasting)
        {
            return (type == SlotType.Lasting ? clock.Length(tokens, at) : clock.Time(tokens, at, type == SlotType.Hour)) is { } time ? (new Filler(time, null, type), time.EndToken) : null;
        }

        // "bajó hasta 246": words of the construction that would be a hedge elsewhere are none in it.
        var figure = figureAt[at] > 0 ? figures[figureAt[at] - 1] : null;
        figure = figure is { Hedge: not Hedge.None } && begin < figure.HedgeToken && figure.HedgeToken < at ? figure with { Hedge = Hedge.None, HedgeToken = at } : figure;
        if (type is SlotType.Numeral or SlotType.Small or SlotType.Decimal)
        {
            // "12e sur 10 km": a measure counts nothing.
            if (type == SlotType.Numeral && figure is { UnitSign: not null, TimeUnit: null })
            {
                return null;
            }

            var number = figure is { Scale: 1, Measure: Measure.Number or Measure.Count } ? figure : Numeral(at);
            return number is null || (type == SlotType.Small && number.Value > MostSmall) || (number.Index == Figure.Unlisted && type != SlotType.Decimal && number.Place < 1) ? null : (new Filler(number, null, type), number.EndToken);
        }

        if (type is SlotType.Quantity or SlotType.Bare && figure is null)
        {
            return Numeral(at) is { } bare ? (new Filler(bare, null, type), bare.EndToken) : null;
        }

        return figure is not null && (type == SlotType.Spread ? figure.Range is not null : Takes(type, figure)) ? (new Filler(figure, null, type), figure.EndToken) : null;
    }

    // "un logement sur cinq", "3-1": numbers that are no figures by themselves. Four digits that no date has taken may be an amount ("de 1560 à 780"), but only of a construction.
    private Figure? Numeral(int at)
    {
        if (!isNumeralKnown[at])
        {
            isNumeralKnown[at] = true;
            var numeral = dateAt[at] != 0 || DateScanner.Year(tokens[at]) is not null ? null
                : tokens[at].Numeral is { IsIdentifier: false } n ? Figure.Alone(tokens, n.Value, n.Place, at, at + 1)
                : tokens[at].Word.Numerals is not null && lexicon.NumberGrammar.Read(tokens, at, tokens.Length) is var (words, length) ? Figure.Alone(tokens, words, 1, at, at + length)
                : null;

            // Of "neun Millionen" the nine is no number.
            numeralAt[at] = numeral is not null && numeral.EndToken < tokens.Length && lexicon.Scales.Contains(tokens[numeral.EndToken]) ? null : numeral;
        }

        return numeralAt[at];
    }

    private int NumberEnd(int at) =>
        tokens[at].Kind == TokenKind.Number ? at + 1 : lexicon.NumberGrammar.Read(tokens, at, tokens.Length) is var (_, length) ? at + length : int.MaxValue;

    private static bool Takes(SlotType type, DateMention date) => type switch
    {
        SlotType.Range => date.Ends is not null,
        SlotType.Relative => date.IsCounted,
        SlotType.Era => date.IsEra,
        SlotType.Dated => !date.IsRelative && !date.IsEra,
        SlotType.Yeared => date.HasYear && !date.IsRelative && !date.IsEra,
        SlotType.Day => !date.IsRelative && date.Period.Start == date.Period.End,
        _ => true,
    };

    private bool Takes(SlotType type, Figure figure) => type switch
    {
        SlotType.Any => true,
        SlotType.Amount or SlotType.Quantity => figure.Measure is not (Measure.Percent or Measure.Points),
        SlotType.Money => figure.Measure == Measure.Money,
        SlotType.Percent => figure.Measure == Measure.Percent,
        SlotType.Points => figure.Measure == Measure.Points || (figure.Measure == Measure.Count && figure.Noun is { } noun && lexicon.PointNouns.Contains(noun)),
        SlotType.Bare => figure is { Measure: Measure.Number, Range: null },
        SlotType.Counted => figure is { Measure: Measure.Count, Scale: 1, IsMeasured: false, UnitSign: null, TimeUnit: null, CountsPoints: false },
        SlotType.Time => figure.TimeUnit is not null,
        SlotType.Years => figure.TimeUnit == "years",
        _ => false,
    };

    // A span of time may stand in a gap ("shrank by 66 over twelve months, from …").
    private bool Blocks(int at, bool commas) =>
        (figureAt[at] > 0 && figures[figureAt[at] - 1].TimeUnit is null) || (tokens[at].Kind == TokenKind.Mark && (tokens[at].Folded is "." or ";" or ":" or "(" or ")" or "!" or "?" || (!commas && tokens[at].Is(","))));
}
