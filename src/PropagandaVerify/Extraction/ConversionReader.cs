using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Extraction;

/// <summary>Finds amounts with their counterpart in another currency or unit: "X yuans (environ Y dollars)", "X yuans, soit Y dollars", "16 km (10 miles)".</summary>
internal sealed class ConversionReader(Lexicon lexicon, PhysicalUnits units)
{
    private const int MostBetween = 3;
    private const decimal SmallPrice = 10_000;

    private readonly List<Figure> counterparts = [];

    public IEnumerable<ConversionMention> Read(Passage passage, IReadOnlyList<Figure> figures, IReadOnlyList<RateDate> dates)
    {
        var found = new List<ConversionMention>();
        var tokens = passage.Tokens;
        for (var f = 0; f + 1 < figures.Count; f++)
        {
            var from = Measured(tokens, figures[f]);
            if (from.Currencies.Count == 0 && from.UnitSign is null)
            {
                continue;
            }

            counterparts.Clear();
            Counterparts(tokens, figures, f, from);

            // "499 $ (449 £, 499 €)" gives the prices of three markets.
            if (counterparts.Count == 0 || (counterparts.Count > 1 && figures[f].UnitSign is null && from.Value < SmallPrice) || IsOneOfSeveral(tokens, figures, f))
            {
                continue;
            }

            foreach (var to in counterparts)
            {
                Add(from, to, dates, found);
            }
        }

        return found.Count > 0 && lexicon.Corrections.Within(tokens, 0, tokens.Length) is not null ? [] : found;
    }

    // Ranges convert end by end; a range beside a single amount is one of the two, and nobody knows which.
    private void Add(Figure from, Figure to, IReadOnlyList<RateDate> dates, List<ConversionMention> found)
    {
        switch (from.Range, to.Range)
        {
            case (null, null):
                found.Add(Mention(from, to, from, to, dates));
                break;
            case (var (fromLow, fromHigh), var (toLow, toHigh)):
                found.Add(Mention(from, to, fromLow, toLow, dates));
                found.Add(Mention(from, to, fromHigh, toHigh, dates));
                break;
            default:
                break;
        }
    }

    private ConversionMention Mention(Figure from, Figure to, Figure amount, Figure counterpart, IReadOnlyList<RateDate> dates)
    {
        var span = from.Span.Through(to.Span);
        if (AreTwoUnits(from, to))
        {
            return new ConversionMention(amount with { UnitSign = Sign(from, to) }, counterpart with { UnitSign = Sign(to, from) }, span, []);
        }

        var (fromCodes, toCodes) = Excluding(from, to);
        return new ConversionMention(AsMoney(amount, fromCodes), AsMoney(counterpart, toCodes), span, dates);
    }

    // "141 livres (64 kg)": what is also a thing or money is a unit beside its counterpart.
    private Figure Measured(Token[] tokens, Figure figure) =>
        figure is { UnitSign: null, Measure: Measure.Count } && lexicon.Figures.BesideUnits.Before(tokens, figure.EndToken, figure.FirstToken) is { } unit
            ? figure with { UnitSign = unit.Meaning, Noun = unit.Meaning, IsMeasured = true }
            : figure;

    private void Counterparts(Token[] tokens, IReadOnlyList<Figure> figures, int f, Figure from)
    {
        var at = from.EndToken;
        if (at >= tokens.Length)
        {
            return;
        }

        // "12 000 dollars par mois (10 200 euros)", "par mois, c'est-à-dire": a few small words may stand before the parenthesis or the comma.
        var skipped = at;
        while (skipped < tokens.Length && skipped < at + MostBetween && tokens[skipped] is { Kind: TokenKind.Word, IsCapital: false } && lexicon.ConversionCues.At(tokens, skipped, tokens.Length) is null)
        {
            skipped++;
        }

        at = skipped < tokens.Length && (tokens[skipped].Is("(") || (tokens[skipped].Is(",") && lexicon.ConversionCues.At(tokens, skipped + 1, tokens.Length) is not null && !lexicon.RangeMarks.Contains(tokens[skipped + 1]))) ? skipped : at;
        var bracket = tokens[at].Is("(") || tokens[at].Is("[");
        var dash = tokens[at].Folded is "–" or "—" || (tokens[at] is { Folded: "-", SpaceBefore: true } && at + 1 < tokens.Length && tokens[at + 1].SpaceBefore);
        var comma = tokens[at].Is(",");
        at += bracket || dash || comma ? 1 : 0;
        var cue = lexicon.ConversionCues.At(tokens, at, tokens.Length);

        // "113 pounds or 51 kg", but "12 pounds or 15 euros" are two prices.
        var isMeasure = figures[f].UnitSign is not null || (from.UnitSign is not null && Measured(tokens, figures[f + 1]).UnitSign is not null);
        if (!bracket && !dash && !(comma && cue is null && IsHedgedCounterpart(tokens, figures, f, at)) && (cue is not { } said || (!comma && said.Length == 1 && !isMeasure && lexicon.RangeMarks.Contains(tokens[at]))))
        {
            return;
        }

        // "soit l'équivalent de"
        for (var n = 0; n < 2 && lexicon.ConversionCues.At(tokens, at, tokens.Length) is { } next; n++)
        {
            at += next.Length;
        }

        for (var g = f + 1; g < figures.Count; g++)
        {
            var to = Measured(tokens, figures[g]);
            var areUnits = AreTwoUnits(from, to);
            if (to.HedgeToken != at || !(areUnits || (to.Currencies.Count > 0 && AreTwoCurrencies(from, to))) || !Closes(tokens, to.EndToken, bracket, areUnits && cue is not null))
            {
                return;
            }

            if (IsOneMeasure(tokens, figures, g))
            {
                counterparts.Clear();
                return;
            }

            counterparts.Add(to);

            // "(1 200 euros, 1 400 francs suisses)" has two counterparts.
            at = to.EndToken;
            if (!bracket || at >= tokens.Length || (tokens[at].Folded is not ("," or "/" or ";") && !lexicon.RangeMarks.Contains(tokens[at])))
            {
                return;
            }

            at++;
            at += lexicon.ConversionCues.At(tokens, at, tokens.Length)?.Length ?? 0;
        }
    }

    // ", unos 45 millones de euros,": the hedge alone makes a counterpart of it, unless amounts go on.
    private bool IsHedgedCounterpart(Token[] tokens, IReadOnlyList<Figure> figures, int f, int at) =>
        f + 1 < figures.Count && figures[f + 1] is { Hedge: Hedge.About or Hedge.NearlyBelow or Hedge.JustAbove } to && to.HedgeToken == at
        && (f + 2 >= figures.Count || figures[f + 2].HedgeToken > to.EndToken + 2)
        && (to.EndToken >= tokens.Length || !lexicon.Coordinators.Contains(tokens[to.EndToken]));

    // Behind a unit the stuff may be named: "7 Gallonen oder 26 l Öl".
    private bool Closes(Token[] tokens, int end, bool bracket, bool isUnit)
    {
        if (end >= tokens.Length)
        {
            return !bracket;
        }

        if (lexicon.NotConversion.At(tokens, end, tokens.Length) is not null)
        {
            return false;
        }

        return bracket
            ? tokens[end].Folded is ")" or "]" or "," or ";" or "/" || lexicon.RangeMarks.Contains(tokens[end]) || lexicon.ConversionTails.At(tokens, end, tokens.Length) is not null
            : isUnit || tokens[end].Kind == TokenKind.Mark || lexicon.FunctionWords.Contains(tokens[end]) || lexicon.Figures.HedgesAfter.At(tokens, end, tokens.Length) is not null;
    }

    // "6 pies y 7 pulgadas", "14 st 3 lb": a measure that goes on in a smaller unit.
    private bool IsOneMeasure(Token[] tokens, IReadOnlyList<Figure> figures, int f) =>
        f + 1 < figures.Count && (figures[f], figures[f + 1]) is var (large, small) && large.UnitSign is not null && small.UnitSign is not null && units.AreTwoOfOneDimension(large.UnitSign, small.UnitSign)
        && (large.EndToken == small.HedgeToken || (large.EndToken + 1 == small.HedgeToken && lexicon.Coordinators.Contains(tokens[large.EndToken])));

    // In "36 000 $ et 24 000 $ (…)" and "entre 10 et 20 millions (…)" nobody knows which of the two is meant.
    private bool IsOneOfSeveral(Token[] tokens, IReadOnlyList<Figure> figures, int f)
    {
        if (f == 0)
        {
            return false;
        }

        if (IsOneMeasure(tokens, figures, f - 1))
        {
            return true;
        }

        var (before, from) = (figures[f - 1], figures[f]);
        // "100 actions à 25 dollars, soit …": the counterpart is of the product.
        if (before.Measure == Measure.Count && before.EndToken + 1 == from.HedgeToken && tokens[before.EndToken].Folded is "x" or "×" || (before.Measure == Measure.Count && before.EndToken + 1 == from.HedgeToken && lexicon.RangeMarks.Contains(tokens[before.EndToken])))
        {
            return true;
        }

        return before.EndToken + 1 >= from.HedgeToken && before.EndToken < tokens.Length && (lexicon.RangeMarks.Contains(tokens[before.EndToken]) || tokens[before.EndToken].Folded is "-" or "–")
            && (before.Unit == from.Unit || before.Unit is null);
    }

    private bool AreTwoUnits(Figure from, Figure to) => from.UnitSign is not null && to.UnitSign is not null && units.AreTwoOfOneDimension(Sign(from, to), Sign(to, from));

    // "41 grados (106 °F)": plain degrees beside degrees Fahrenheit are degrees Celsius.
    private static string Sign(Figure figure, Figure other) => (figure.UnitSign, other.UnitSign) is ("°", "°F") ? "°C" : figure.UnitSign!;

    private static bool AreTwoCurrencies(Figure from, Figure to)
    {
        var (a, b) = Excluding(from, to);
        // The same digits in two currencies are the prices of two markets.
        return a.Count > 0 && b.Count > 0 && from.Value != to.Value;
    }

    private static (IReadOnlyList<string> From, IReadOnlyList<string> To) Excluding(Figure from, Figure to) =>
        to.Currencies.Count == 1 ? ([.. from.Currencies.Except(to.Currencies)], to.Currencies)
        : from.Currencies.Count == 1 ? (from.Currencies, [.. to.Currencies.Except(from.Currencies)])
        : from.Currencies.SequenceEqual(to.Currencies) ? ([], []) : (from.Currencies, to.Currencies);

    private static Figure AsMoney(Figure figure, IReadOnlyList<string> codes) => figure with { Measure = Measure.Money, Noun = null, UnitSign = null, Currencies = codes };
}
