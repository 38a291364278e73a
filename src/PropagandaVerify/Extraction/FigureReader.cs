using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>A unit that stands without a number.</summary>
/// <param name="Sign">The sign of a physical unit; null for others.</param>
/// <param name="Currencies">Codes of the currencies that may be meant.</param>
/// <param name="Scale">The factor of its scale word.</param>
/// <param name="End">The token behind it.</param>
internal sealed record WrittenUnit(Measure Measure, string? Sign, IReadOnlyList<string> Currencies, decimal Scale, int End);

/// <summary>Finds the figures of a passage: numbers and number words with scale, unit, currency and hedge. What only names something (years, ranks, times, numbers of articles) is left out.</summary>
internal sealed class FigureReader(Lexicon lexicon, Func<Word[], bool> draftMentions, decimal maxFigure)
{
    private const string Years = "years";
    private const decimal Hundredth = 0.01m;
    private const decimal Million = 1_000_000;

    // Where the ending tells no plural, small numbers with a dash between them are a score.
    private const int HighestScore = 20;

    private readonly AmountReader amounts = new(lexicon, maxFigure);
    private readonly UnitReader units = new(lexicon, draftMentions);
    private readonly NamingNumbers names = new(lexicon);
    private readonly RangeReader ranges = new(lexicon);

    /// <summary>Adds the figures of a passage; tokens that a date has taken are skipped.</summary>
    /// <param name="isAmount">Whether its place says that it is an amount, although its digits look like a year.</param>
    public void Read(Passage passage, bool[] taken, List<Figure> figures, bool isAmount = false)
    {
        var tokens = passage.Tokens;
        var first = figures.Count;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == TokenKind.Mark || (tokens[i].Kind == TokenKind.Word && !lexicon.BeginsNumber(tokens[i].Word)) || taken[i] || At(passage, i, figures.Count, isAmount) is not { } figure)
            {
                continue;
            }

            i = figure.EndToken - 1;
            if (figures.Count > first && ranges.Of(passage, figures[^1], figure) is { } range)
            {
                figures[^1] = range;
            }
            else if ((ranges.LowInWords(tokens, figure) ?? RangeReader.LowBeforeDash(tokens, figure)) is { } low && ranges.Of(passage, low, figure) is { } joined)
            {
                figures.Add(joined);
            }
            else if (!IsUpperEnd(tokens, figure.FirstToken, figure.Measure) || figure.Scale > 1)
            {
                figures.Add(figures.Count > first ? AsPart(passage, figures[^1], figure) : figure);
            }
        }
    }

    /// <summary>The unit that words name without a number, as the head of a column does: "millions d'euros", "M€", "£m", "%".</summary>
    public WrittenUnit? UnitAlone(Token[] tokens, int start)
    {
        var at = start;
        var scale = 1m;
        while (at < tokens.Length && tokens[at].Kind == TokenKind.Word
            && (lexicon.Scales.TryGetValue(tokens[at], out var power) || (lexicon.ScaleSigns.TryGetValue(tokens[at], out power) && SignIsScale(tokens, at))))
        {
            scale = Math.Min(scale * AmountReader.Power(power), maxFigure);
            at++;
            at += at < tokens.Length && tokens[at].Is(".") ? 1 : 0;
        }

        var unit = units.At(tokens, at, scale > 1);
        if (unit.Measure == Measure.Money && scale == 1 && unit.End < tokens.Length
            && (lexicon.ScaleSigns.TryGetValue(tokens[unit.End], out var behind) || lexicon.Scales.TryGetValue(tokens[unit.End], out behind)))
        {
            return new WrittenUnit(Measure.Money, null, unit.Codes, AmountReader.Power(behind), unit.End + 1);
        }

        return unit.Measure is Measure.Money or Measure.Percent or Measure.Points || unit.Sign is not null ? new WrittenUnit(unit.Measure, unit.Sign, unit.Codes, scale, unit.End)
            : scale > 1 ? new WrittenUnit(Measure.Number, null, [], scale, at)
            : null;
    }

    // "8,9 millones presupuestados", "2 millions prévus": where a noun behind millions needs its "de", a participle right behind them says more of what was counted before.
    private bool IsQualified(Token[] tokens, int at, UnitBehind unit) =>
        unit is { Measure: Measure.Count, Sign: null, Counted: not null } && unit.End == at + 1 && !lexicon.NounsComeLast && !lexicon.HasCapitalNouns
        && (lexicon.IsParticiple(tokens[at].Word) || lexicon.PlannedParticiples.Contains(tokens[at].Word));

    private Figure? At(Passage passage, int start, int index, bool isAmount)
    {
        var tokens = passage.Tokens;
        if (amounts.Read(tokens, start) is not var (amount, scale, otherScale))
        {
            return null;
        }

        // The sign of a scale is glued to the number or to the currency sign: 12 M€, 450k€, 3 Md d'euros.
        var at = amount.End;
        var before = lexicon.CurrencySigns.Before(tokens, start, 0);
        if (scale == 1 && at < tokens.Length && tokens[at].Kind == TokenKind.Word)
        {
            if (lexicon.ScaleSigns.TryGetValue(tokens[at], out var sign) && (SignIsScale(tokens, at) || ((before is not null || IsBehindMoney(tokens, start)) && !tokens[at].SpaceBefore)))
            {
                scale = AmountReader.Power(sign);
                at++;
            }
            else if (lexicon.Figures.ScaledCurrencies.TryGetValue(tokens[at], out var own))
            {
                // "639 TEUR"
                scale = AmountReader.Power(own);
            }
        }

        at += IsCompound(tokens, at) ? 1 : 0;
        var unit = units.At(tokens, at, scale > 1 || amount.IsCollective || IsWholeMillions(amount.Value), scale > 1 || amount.Value >= 2);
        if (scale >= Million && IsQualified(tokens, at, unit))
        {
            unit = new UnitBehind(Measure.Number, null, [], at, null);
        }

        if (unit.IsHundredth)
        {
            amount = amount with { Value = amount.Value * Hundredth, Place = amount.Place * Hundredth, Alternative = null };
        }

        // "$1,145 depending on", "a $500 fine": behind a sign the word after the number is not what it counts.
        var isSigned = before is not null && (unit.Measure == Measure.Number || (unit.Measure == Measure.Count && unit.Sign is null));
        var (measure, noun, codes, end) = isSigned && before is { } sign2
            ? (Measure.Money, null, units.Candidates(sign2.Meaning), at)
            : (unit.Measure, unit.Noun, unit.Codes, unit.End);
        var first = measure == Measure.Money && before is { } b && isSigned ? start - b.Length : start;
        if (!isAmount && scale == 1 && !amount.IsWords && measure is Measure.Number or Measure.Count && names.IsName(passage, start, at, amount, unit, measure, IsUpperEnd(tokens, start, measure) && JoinsDash(tokens, start, amount, unit)))
        {
            return null;
        }

        if (amount.IsWords && (measure == Measure.Number || (amount is { Value: < 2, Place: 1 } && scale == 1)))
        {
            return null;
        }

        // A minus that is glued to the number and to nothing before it; a dash is one before degrees only.
        var value = amount.Value;
        if (first > 0 && tokens[first - 1] is { SpaceBefore: true, Kind: TokenKind.Mark } minus && !tokens[first].SpaceBefore
            && (Characters.IsMinus(minus.Folded[0]) || (Characters.IsDash(minus.Folded[0]) && unit.Sign is "°" or "°C" or "°F")))
        {
            first--;
            value = -value;
        }

        else if (first > 0 && lexicon.Figures.MinusWords.Contains(tokens[first - 1]) && (unit.Sign is "°" or "°C" or "°F" || (end + 1 < tokens.Length && lexicon.Figures.MinusWords.Contains(tokens[end + 1]))) && lexicon.Hedges.Before(tokens, first, 0) is null)
        {
            // "minus 10 bis minus 5 Grad"
            first--;
            value = -value;
        }

        var (hedgeToken, hedge) = HedgeBefore(tokens, first);
        if (hedge == Hedge.None && lexicon.Figures.HedgesAfter.At(tokens, end, tokens.Length) is { } behind && !BeginsNumber(tokens, end + behind.Length))
        {
            hedge = behind.Meaning;
        }

        var counted = measure == Measure.Count ? unit.Counted : null;
        return new Figure
        {
            Index = index,
            Span = new TextSpan(tokens[first].Span.Start, tokens[end - 1].Span.End),
            Block = passage.Index,
            FirstToken = first,
            EndToken = end,
            HedgeToken = hedgeToken,
            Scope = passage.Scope,
            Value = value * scale,
            Scale = scale,
            Place = amount.Place * scale,
            Measure = measure,
            Noun = noun,

            // Ages are counted in whole years, never rounded.
            IsMeasured = unit.Sign is not null || counted?.TimeUnit is { } time && time != Years,
            UnitSign = unit.Sign,
            TimeUnit = counted?.TimeUnit,
            CountsPoints = measure == Measure.Points || counted is { IsPoint: true },
            Currencies = codes,
            Hedge = !amount.IsCollective ? hedge
                : amount.IsVague ? Hedge.Vague
                : hedge == Hedge.None ? Hedge.About
                : hedge,
            // Three decimals that end in nought are no decimals: "560.000" is more than five hundred, "1.500 millones" more than two.
            Alternatives = amount.Alternative is { } other && (other.Place == 1 || value % (scale > 1 ? 100 : 10) != 0) ? [(other.Value * scale, other.Place * scale, scale)]
                : otherScale is { } o ? [(value * o, amount.Place * o, o)]
                : [],
        };
    }

    // "dont 643 n'ont jamais été retrouvés", "643 of them": what is counted is what was counted last.
    private Figure AsPart(Passage passage, Figure before, Figure figure)
    {
        var tokens = passage.Tokens;
        return figure is { Measure: Measure.Number, Scale: 1, Place: 1, Range: null } && before is { Measure: Measure.Count, UnitSign: null, TimeUnit: null } && figure.Value < before.Value
            && passage.SentenceAt(before.FirstToken) == passage.SentenceAt(figure.FirstToken)
            && (lexicon.Figures.PartOpeners.Before(tokens, figure.HedgeToken, 0) ?? lexicon.Partitives.At(tokens, figure.EndToken, tokens.Length)) is not null
            ? figure with { Measure = Measure.Count, Noun = before.Noun }
            : figure;
    }

    // "12-15 €": a dash joins the number to another before it.
    private static bool IsUpperEnd(Token[] tokens, int start, Measure measure) =>
        measure is Measure.Number or Measure.Count && start > 1 && RangeReader.IsDash(tokens[start - 1]) && !tokens[start - 1].SpaceBefore && !tokens[start].SpaceBefore && tokens[start - 2].Kind == TokenKind.Number;

    // "£3-4m"
    private bool IsBehindMoney(Token[] tokens, int start) => IsUpperEnd(tokens, start, Measure.Number) && lexicon.CurrencySigns.Before(tokens, start - 2, 0) is not null;

    // "37-65 kg", "10-15 people", "£4-6", but no score ("a 1-2 win"), season, page or model ("Boeing 737-800 jets").
    private bool JoinsDash(Token[] tokens, int start, in Amount amount, in UnitBehind unit) =>
        tokens[start - 2].Numeral is { IsIdentifier: false } low && low.Value < amount.Value && (lexicon.CurrencySigns.Before(tokens, start - 2, 0) is not null || unit.Sign is not null || (unit.Counted is { } noun && (noun.TimeUnit is not null || noun.IsPlural || (lexicon.HasCapitalNouns && low.Value > HighestScore))))
        && !(NamingNumbers.IsYear(tokens[start - 2], low.Value) && NamingNumbers.IsYear(tokens[start], amount.Value))
        && (start < 3 || !(tokens[start - 3].IsCapital && tokens[start - 3].SpaceBefore && start > 3) || lexicon.FunctionWords.Contains(tokens[start - 3]));

    // "a 120-acre (49-hectare) site": with a dash a measure names a thing; beside its counterpart it is an amount all the same.
    private bool IsCompound(Token[] tokens, int at) =>
        at + 2 < tokens.Length && tokens[at] is { Folded: "-", SpaceBefore: false } && !tokens[at + 1].SpaceBefore
        && lexicon.Units.At(tokens, at + 1, tokens.Length) is { } unit && at + 1 + unit.Length < tokens.Length && tokens[at + 1 + unit.Length].Folded is "(" or ")";

    private bool SignIsScale(Token[] tokens, int at)
    {
        var glued = !tokens[at].SpaceBefore;
        if (at + 1 == tokens.Length)
        {
            return glued && !tokens[at].Is("m") && lexicon.ScaleSigns[tokens[at].Word] >= 9;
        }

        return lexicon.CurrencySigns.At(tokens, at + 1, tokens.Length) is not null || (lexicon.Links.Contains(tokens[at + 1]) && lexicon.Currencies.At(tokens, at + 2, tokens.Length) is not null)
            || lexicon.Currencies.At(tokens, at + 1, tokens.Length) is not null

            // "23.9m handsets", "12k followers", "400m of them"
            || (glued && lexicon.Figures.SignsBeforeNouns.Contains(tokens[at]) && ((units.IsPlural(tokens[at + 1]) && !lexicon.Figures.LongThings.Contains(tokens[at + 1])) || lexicon.Partitives.At(tokens, at + 1, tokens.Length) is not null));
    }

    private bool BeginsNumber(Token[] tokens, int at) => at < tokens.Length && (tokens[at].Kind == TokenKind.Number || lexicon.BeginsNumber(tokens[at].Word));

    private (int Token, Hedge Hedge) HedgeBefore(Token[] tokens, int first)
    {
        var at = first;
        while (at > 0 && lexicon.Determiners.Contains(tokens[at - 1]))
        {
            at--;
        }

        if (lexicon.Hedges.Before(tokens, first, 0) is { } hedge)
        {
            return (first - hedge.Length, hedge.Meaning);
        }

        return lexicon.Hedges.Before(tokens, at, 0) is { } wide ? (at - wide.Length, wide.Meaning) : (first, Hedge.None);
    }

    // "1 000 000 de dollars" is linked to its unit as "un million de dollars" is.
    private static bool IsWholeMillions(decimal value) => value >= Million && value % Million == 0;
}
