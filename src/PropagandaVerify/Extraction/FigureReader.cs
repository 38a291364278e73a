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
    private const int LongestNumber = 4;
    private const decimal Tenth = 0.1m;

    // "18.30 horas" is a time of day, "5,4 horas" is none.
    private const decimal Hundredth = 0.01m;
    private const int Thousand = 1000;
    private const int PostalDigits = 5;

    // "entre 23 h et 1 h" goes past midnight.
    private const string ClockHours = "hours";

    private readonly UnitReader units = new(lexicon, draftMentions);

    /// <summary>Adds the figures of a passage; tokens that a date has taken are skipped.</summary>
    /// <param name="isAmount">Whether its place says that it is an amount, although its digits look like a year.</param>
    public void Read(Passage passage, bool[] taken, List<Figure> figures, bool isAmount = false)
    {
        var tokens = passage.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != TokenKind.Mark && !taken[i] && At(passage, taken, i, figures.Count, isAmount) is { } figure)
            {
                if (figures.Count > 0 && figures[^1] is var low && low.Block == passage.Index && Range(passage, low, figure) is { } range)
                {
                    figures[^1] = range;
                }
                else
                {
                    figures.Add(LowInWords(tokens, figure) is { } words ? Range(passage, words, figure) ?? figure : figure);
                }

                i = figure.EndToken - 1;
            }
        }
    }

    // "entre 2 et 3 millions", "20-30 %", "2 à 3 millions": one figure from one end to the other. The lower end takes the scale word of the
    // upper one where it has none; "de 2 à 3 millions" may as well be a change.
    private Figure? Range(Passage passage, Figure low, Figure high)
    {
        var tokens = passage.Tokens;
        // "2, voire 3 millions"; behind a comma "ou" gives a counterpart ("un sur cinq, ou 20 %").
        var mark = low.EndToken;
        mark += mark + 1 < tokens.Length && tokens[mark].Is(",") && lexicon.RangeLinks.Contains(tokens[mark + 1]) && !IsCounterpart(tokens, mark + 1) ? 1 : 0;

        // "entre el 14 % y el 38 %", "de un 25 a un 41 %"
        var before = low.FirstToken - 1;
        var hasArticle = before > 0 && lexicon.Determiners.Contains(tokens[before]) && !lexicon.RangeOpeners.Contains(tokens[before]) && !lexicon.RangeNotAfter.Contains(tokens[before]);
        before -= hasArticle ? 1 : 0;
        var upper = mark + 1;
        upper += hasArticle && upper < high.FirstToken && lexicon.Determiners.Contains(tokens[upper]) ? 1 : 0;
        if (upper != high.FirstToken || mark >= tokens.Length || low.Range is not null || high.Hedge != Hedge.None)
        {
            return null;
        }

        var opener = before >= 0 && lexicon.RangeOpeners.Contains(tokens[before]);
        var isBare = low is { Measure: Measure.Number, Scale: 1 };
        var isRange = opener ? lexicon.RangeClosers.Contains(tokens[mark])
            : high.Measure != Measure.Number && (lexicon.RangeLinks.Contains(tokens[mark])
                ? before < 0 || !lexicon.RangeNotAfter.Contains(tokens[before]) || (lexicon.OpensRange.Contains(tokens[before]) && !IsChange(passage, low, high))
                : isBare && tokens[mark] is { Folded: "-" or "–", SpaceBefore: false } && !tokens[high.FirstToken].SpaceBefore);
        if (!isRange || !(isBare || (low.Unit == high.Unit && low.Measure == high.Measure)))
        {
            return null;
        }

        // "20 à 30 000" shares its thousands as "2 à 3 millions" shares its scale word.
        var shared = high.Scale > 1 ? high.Scale : high.Value >= 1000 && high.Value % 1000 == 0 && low.Value < 1000 ? 1000 : 1;
        var scale = isBare && low.Value * shared <= high.Value ? shared : 1;
        var lower = low with { Value = low.Value * scale, Place = low.Place * scale, Scale = high.Scale > 1 ? low.Scale * scale : low.Scale, Measure = high.Measure, Noun = high.Noun, IsMeasured = high.IsMeasured, Currencies = high.Currencies, Alternatives = [] };
        // Written the wrong way round it is still a range, if a word opens it and neither end lends the other its scale.
        var isInverted = lower.Value > high.Value && opener && (!isBare || high.Scale == 1) && high.TimeUnit != ClockHours;
        return lower.Value >= high.Value && !isInverted ? null : high with
        {
            Index = low.Index,
            Span = low.Span.Through(high.Span),
            FirstToken = low.FirstToken,
            HedgeToken = opener ? before : low.HedgeToken,
            Alternatives = [],
            Range = (lower with { Index = low.Index }, high with { Index = low.Index, Alternatives = [] }),
        };
    }

    // "de 15 a 20 cm" is a range, unless its sentence tells of a change or more is said of it in a parenthesis.
    private bool IsChange(Passage passage, Figure low, Figure high)
    {
        var (start, end) = passage.SentenceAt(low.FirstToken);
        return lexicon.ChangeCues.Within(passage.Tokens, start, end) is not null || (high.EndToken < end && passage.Tokens[high.EndToken].Folded is "(" or "[");
    }

    // "deux ou trois millions", "cinq à six mille": a number word before the link is no figure of its own.
    private Figure? LowInWords(Token[] tokens, Figure high)
    {
        var link = high.FirstToken - 1;
        if (link < 1 || !(lexicon.RangeLinks.Contains(tokens[link]) || lexicon.RangeClosers.Contains(tokens[link])))
        {
            return null;
        }

        if (tokens[link - 1].Is(",") && IsCounterpart(tokens, link))
        {
            return null;
        }

        var end = tokens[link - 1].Is(",") ? link - 1 : link;
        for (var start = end - 1; start >= Math.Max(0, end - LongestNumber); start--)
        {
            if (lexicon.NumberGrammar.Read(tokens, start, end) is var (value, length) && start + length == end && (start == 0 || tokens[start - 1].Word.Numerals is null))
            {
                return high with
                {
                    Span = tokens[start].Span.Through(tokens[end - 1].Span), FirstToken = start, HedgeToken = start, EndToken = end, Value = value, Place = 1, Scale = 1,
                    Measure = Measure.Number, Noun = null, IsMeasured = false, Currencies = [], Hedge = Hedge.None, Alternatives = [],
                };
            }
        }

        return null;
    }

    private bool IsCounterpart(Token[] tokens, int link) => lexicon.ConversionCues.At(tokens, link, tokens.Length) is not null;

    /// <summary>The unit that words name without a number, as the head of a column does: "millions d'euros", "M€", "£m", "%".</summary>
    public WrittenUnit? UnitAlone(Token[] tokens, int start)
    {
        var at = start;
        var scale = 1m;
        while (at < tokens.Length && tokens[at].Kind == TokenKind.Word
            && (lexicon.Scales.TryGetValue(tokens[at], out var power) || (lexicon.ScaleSigns.TryGetValue(tokens[at], out power) && SignIsScale(tokens, at))))
        {
            scale = Math.Min(scale * Power(power), maxFigure);
            at++;
            at += at < tokens.Length && tokens[at].Is(".") ? 1 : 0;
        }

        var unit = units.At(tokens, at, scale > 1);
        if (unit.Measure == Measure.Money && scale == 1 && unit.End < tokens.Length
            && (lexicon.ScaleSigns.TryGetValue(tokens[unit.End], out var behind) || lexicon.Scales.TryGetValue(tokens[unit.End], out behind)))
        {
            return new WrittenUnit(Measure.Money, null, unit.Codes, Power(behind), unit.End + 1);
        }

        return unit.Measure is Measure.Money or Measure.Percent or Measure.Points || unit.Sign is not null ? new WrittenUnit(unit.Measure, unit.Sign, unit.Codes, scale, unit.End)
            : scale > 1 ? new WrittenUnit(Measure.Number, null, [], scale, at)
            : null;
    }

    private Figure? At(Passage passage, bool[] taken, int start, int index, bool isAmount)
    {
        var tokens = passage.Tokens;
        if (Amount(tokens, start) is not { } amount)
        {
            return null;
        }

        var at = amount.End;
        if (lexicon.AndAHalf.At(tokens, at, tokens.Length) is { } half && at + half.Length < tokens.Length && lexicon.Scales.Contains(tokens[at + half.Length]))
        {
            amount = amount with { Value = amount.Value + 0.5m, Place = 0.1m };
            at += half.Length;
        }

        var scale = 1m;
        decimal? otherScale = null;
        while (ScaleWord(tokens, at, scale > 1) is var (word, power))
        {
            otherScale = lexicon.OtherScales.TryGetValue(tokens[word], out var otherPower) ? Power(otherPower) : null;
            scale = Math.Min(scale * Power(power), maxFigure);
            at = word + 1;

            // "12 Mio. Euro"
            at += lexicon.Abbreviations.Contains(tokens[at - 1]) && at < tokens.Length && tokens[at] is { Folded: ".", SpaceBefore: false } ? 1 : 0;
        }

        // "15 mil 300", "mil 200 millones", "3 millones 200 mil": a number goes on behind its scale word, and the sum may have one of its own.
        if (Continued(tokens, at, amount, scale) is var (whole, place, wider, stop))
        {
            amount = amount with { Value = whole, Place = place, IsWords = false };
            (scale, at) = (wider, stop);
        }

        // "1 million 200 000 dollars"
        if (scale >= 1_000_000 && at < tokens.Length && tokens[at] is { Numeral: { IsIdentifier: false, Decimals: 0 } rest } && rest.Value >= 100 && rest.Value < scale && rest.Value * 1000 >= scale / 100
            && amount.Place == 1 && (rest.IsGrouped || tokens[at].Length == 3))
        {
            amount = amount with { Value = (amount.Value * scale) + rest.Value, Place = HedgeSets.LastPlace(rest.Value) };
            scale = 1;
            at++;
        }

        if (Math.Abs(amount.Value) > maxFigure / scale)
        {
            return null;
        }

        if (scale >= 1_000_000 && lexicon.AndAHalf.At(tokens, at, tokens.Length) is { } after)
        {
            amount = amount with { Value = amount.Value + 0.5m, Place = 0.1m };
            at += after.Length;
        }

        // The sign of a scale is glued to the number or to the currency sign: 12 M€, 450k€, 3 Md d'euros.
        var before = lexicon.CurrencySigns.Before(tokens, start, 0);
        if (scale == 1 && at < tokens.Length && tokens[at].Kind == TokenKind.Word && lexicon.ScaleSigns.TryGetValue(tokens[at], out var sign) && (SignIsScale(tokens, at) || (before is not null && !tokens[at].SpaceBefore)))
        {
            scale = Power(sign);
            at++;
        }

        var unit = units.At(tokens, at, scale > 1 || amount.IsCollective);
        // "$1,145 depending on", "a $500 fine": behind a sign the word after the number is not what it counts.
        var isSigned = before is not null && (unit.Measure == Measure.Number || (unit.Measure == Measure.Count && unit.Sign is null));
        var (measure, noun, codes, end) = isSigned && before is { } sign2
            ? (Measure.Money, null, units.Candidates(sign2.Meaning), at)
            : (unit.Measure, unit.Noun, unit.Codes, unit.End);
        var first = measure == Measure.Money && before is { } b && isSigned ? start - b.Length : start;
        if (!isAmount && scale == 1 && measure is Measure.Number or Measure.Count && IsName(passage, start, at, amount, measure))
        {
            return null;
        }

        if (amount.IsWords && (measure == Measure.Number || (amount is { Value: < 2, Place: 1 } && scale == 1)))
        {
            return null;
        }

        // A minus that is glued to the number and to nothing before it; a dash is one before degrees only.
        if (first > 0 && tokens[first - 1] is { SpaceBefore: true, Kind: TokenKind.Mark } minus && !tokens[first].SpaceBefore
            && (Characters.IsMinus(minus.Folded[0]) || (Characters.IsDash(minus.Folded[0]) && unit.Sign is "°" or "°C" or "°F")))
        {
            first--;
            amount = amount with { Value = -amount.Value };
        }

        // Three decimals that end in nought are no decimals: "560.000" is more than five hundred.
        var (hedgeToken, hedge) = HedgeBefore(tokens, first);
        return new Figure
        {
            Index = index,
            Span = new TextSpan(tokens[first].Span.Start, tokens[end - 1].Span.End),
            Block = passage.Index,
            FirstToken = first,
            EndToken = end,
            HedgeToken = hedgeToken,
            Scope = passage.Scope,
            Value = amount.Value * scale,
            Scale = scale,
            Place = amount.Place * scale,
            Measure = measure,
            Noun = noun,

            // Ages are counted in whole years, never rounded.
            IsMeasured = unit.Sign is not null || (measure == Measure.Count && noun is not null && lexicon.TimeUnits.TryGetValue(noun, out var time) && time != "years"),
            UnitSign = unit.Sign,
            TimeUnit = measure == Measure.Count && noun is not null ? lexicon.TimeUnits.GetValueOrDefault(noun) : null,
            CountsPoints = measure == Measure.Points || (measure == Measure.Count && noun is not null && lexicon.PointNouns.Contains(noun)),
            Currencies = codes,
            Hedge = !amount.IsCollective ? hedge
                : lexicon.VagueCollectives.Contains(tokens[start]) ? Hedge.Vague
                : hedge == Hedge.None ? Hedge.About
                : hedge,
            Alternatives = amount.Alternative is { } other && (scale > 1 || other.Place == 1 || amount.Value % 10 != 0) ? [(other.Value * scale, other.Place * scale, scale)]
                : otherScale is { } o ? [(amount.Value * o, amount.Place * o, o)]
                : [],
        };
    }

    // "miles de millones": a scale word may be linked to the one before it.
    private (int Word, int Power)? ScaleWord(Token[] tokens, int at, bool isSecond)
    {
        at += isSecond && at + 1 < tokens.Length && lexicon.Links.Contains(tokens[at]) && lexicon.Scales.Contains(tokens[at + 1]) ? 1 : 0;
        return at < tokens.Length && tokens[at].Kind == TokenKind.Word && lexicon.Scales.TryGetValue(tokens[at], out var power) && !lexicon.ScaleSigns.Contains(tokens[at]) ? (at, power) : null;
    }

    private (decimal Value, decimal Place, decimal Scale, int End)? Continued(Token[] tokens, int at, (decimal Value, decimal Place, int End, bool IsWords, bool IsCollective, (decimal, decimal)? Alternative) amount, decimal scale)
    {
        if (at >= tokens.Length || tokens[at] is not { Length: <= 3, SpaceBefore: true, Numeral: { IsIdentifier: false, Decimals: 0, IsGrouped: false } rest } || amount.Place != 1 || amount.IsCollective || rest.Value < 1)
        {
            return null;
        }

        var own = ScaleWord(tokens, at + 1, false) is var (_, power) ? Power(power) : 1;
        var end = own > 1 ? at + 2 : at + 1;
        if (own > 1 && own < scale && rest.Value * own < scale)
        {
            return ((amount.Value * scale) + (rest.Value * own), own, 1, end);
        }

        var thousands = scale == Thousand ? amount.Value * Thousand : scale == 1 && amount.IsWords && amount.Value % Thousand == 0 ? amount.Value : 0;
        return thousands == 0 || tokens[at].Length != 3 || (own > 1 && own <= Thousand) ? null : (thousands + rest.Value, 1, own, end);
    }

    private (decimal Value, decimal Place, int End, bool IsWords, bool IsCollective, (decimal Value, decimal Place)? Alternative)? Amount(Token[] tokens, int start)
    {
        var token = tokens[start];
        if (token.Kind == TokenKind.Number)
        {
            return token.Numeral is { IsIdentifier: false } n
                ? (n.Value, n.Place, start + 1, false, false, n.Alternative is { } a ? (a.Value, Numeral.PlaceOf(a.Decimals)) : null)
                : null;
        }

        if (token.Kind == TokenKind.Word && lexicon.Collectives.TryGetValue(token, out var collective) && start > 0 && lexicon.CollectiveArticles.Contains(tokens[start - 1]))
        {
            return (collective, HedgeSets.LastPlace(collective), start + 1, true, true, null);
        }

        // "des milliers", "plusieurs centaines": from two of them to nine.
        if (token.Kind == TokenKind.Word && (start > 0 || lexicon.VagueAlone.Contains(token)) && lexicon.VagueCollectives.TryGetValue(token, out var vague) && (lexicon.VagueAlone.Contains(token) || lexicon.VagueArticles.Contains(tokens[start - 1])))
        {
            var scaleWord = start + 1 < tokens.Length && lexicon.Links.Contains(tokens[start + 1]) ? start + 2 : start + 1;
            return (vague, vague, scaleWord < tokens.Length && lexicon.Scales.Contains(tokens[scaleWord]) ? scaleWord : start + 1, true, true, null);
        }

        // "anderthalb Millionen", "zweieinhalb Jahre"; "eine halbe Million".
        if (token.Kind == TokenKind.Word && lexicon.Halves.TryGetValue(token, out var halves))
        {
            return (halves / 2m, Tenth, start + 1, true, false, null);
        }

        if (lexicon.HalfBefore.At(tokens, start, tokens.Length) is { } half && start + half.Length is var of && of < tokens.Length)
        {
            // "media docena"
            return lexicon.Scales.Contains(tokens[of]) ? (0.5m, Tenth, of, true, false, null)
                : lexicon.Collectives.TryGetValue(tokens[of], out var halved) ? (halved / 2m, HedgeSets.LastPlace(halved / 2m), of + 1, true, true, null)
                : null;
        }

        if (token.Kind == TokenKind.Word && lexicon.NumberGrammar.Read(tokens, start, tokens.Length) is { } words)
        {
            // "zwei Dutzend"
            if (words.Value >= 2 && start + words.Length < tokens.Length && lexicon.Collectives.TryGetValue(tokens[start + words.Length], out var dozen))
            {
                return (words.Value * dozen, HedgeSets.LastPlace(dozen), start + words.Length + 1, true, true, null);
            }

            // "un" alone is an article; before a scale word it counts.
            var counts = words.Value >= 2 || (start + words.Length < tokens.Length && lexicon.Scales.Contains(tokens[start + words.Length]));
            return counts ? (words.Value, 1, start + words.Length, true, false, null) : null;
        }

        return null;
    }

    private bool SignIsScale(Token[] tokens, int at)
    {
        var glued = !tokens[at].SpaceBefore && tokens[at].Folded is not "m";
        return at + 1 < tokens.Length
            ? lexicon.CurrencySigns.At(tokens, at + 1, tokens.Length) is not null || (lexicon.Links.Contains(tokens[at + 1]) && lexicon.Currencies.At(tokens, at + 2, tokens.Length) is not null)
              || lexicon.Currencies.At(tokens, at + 1, tokens.Length) is not null
            : glued && lexicon.ScaleSigns[tokens[at].Word] >= 9;
    }

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

    // Years, ranks, times, telephone numbers, scores and numbered things.
    private bool IsName(Passage passage, int start, int end, (decimal Value, decimal Place, int End, bool IsWords, bool IsCollective, (decimal, decimal)? Alternative) amount, Measure measure)
    {
        if (amount.IsWords)
        {
            return false;
        }

        var tokens = passage.Tokens;
        var next = end < tokens.Length ? tokens[end] : default;
        var last = start > 0 ? tokens[start - 1] : default;
        if (lexicon.NotAfter.Before(tokens, start, 0) is not null || (measure == Measure.Number && lexicon.NotAfterBare.Before(tokens, start, 0) is not null) || (amount.Place is 1 or Hundredth && IsBeforeName(tokens, end)) || IsRank(passage, start, end))
        {
            return true;
        }

        if (IsIdentifier(tokens, start, end, measure))
        {
            return true;
        }

        // "9 bis 12 Uhr": both are hours.
        if (end + 1 < tokens.Length && (lexicon.RangeLinks.Contains(next) || lexicon.RangeClosers.Contains(next) || next.Folded is "-" or "–") && tokens[end + 1].Kind == TokenKind.Number && IsBeforeName(tokens, end + 2))
        {
            return true;
        }

        // "65-jährig", "die 3-Zimmer-Wohnung": the number is a part of a word.
        if (lexicon.HasCapitalNouns && end + 1 < tokens.Length && next is { Folded: "-" or "‑", SpaceBefore: false } && tokens[end + 1] is { Kind: TokenKind.Word, SpaceBefore: false })
        {
            return true;
        }

        // "Lindenweg 14, 50667 Köln": what stands between the number of a house and a capital is the postal code.
        if (start >= 3 && last.Is(",") && tokens[start - 2].Kind == TokenKind.Number && next.IsCapital && tokens[start] is { Length: 4 or 5, Numeral.IsGrouped: false } && (lexicon.NotAfter.Before(tokens, start - 2, 0) ?? lexicon.NotAfterBare.Before(tokens, start - 2, 0)) is not null)
        {
            return true;
        }

        // "3.ª", "1.º": the ending of a rank behind a stop.
        if (end + 1 < tokens.Length && next is { Folded: ".", SpaceBefore: false } && tokens[end + 1] is { Kind: TokenKind.Word, SpaceBefore: false } && lexicon.NotBefore.Contains(tokens[end + 1]))
        {
            return true;
        }

        // "21h30": the minutes are glued to what the hour is glued to.
        if (start > 0 && last is { Kind: TokenKind.Word } && !tokens[start].SpaceBefore && lexicon.NotBefore.Contains(last))
        {
            return true;
        }

        var gluedBefore = last is { Kind: TokenKind.Mark } && !tokens[start].SpaceBefore && last.Folded is ":" or "-" or "/" or "_" or "#" or "+" or "&" or "@" && start > 1 && !last.SpaceBefore && tokens[start - 2].Kind == TokenKind.Number;
        var gluedAfter = end < tokens.Length && next is { Kind: TokenKind.Mark, SpaceBefore: false } && next.Folded is ":" or "-" or "/" or "_" && end + 1 < tokens.Length && tokens[end + 1] is { Kind: TokenKind.Number, SpaceBefore: false };
        if (gluedBefore || gluedAfter || (last is { SpaceBefore: true, Folded: "+" } && tokens[start].Length <= 3 && end < tokens.Length && next.Kind == TokenKind.Number))
        {
            return true;
        }

        // Pairs of digits in a row are a telephone number.
        if (tokens[start].Length == 2 && Pairs(tokens, start) is var (firstPair, pairs) && (pairs >= 4 || (pairs == 3 && firstPair > 0 && tokens[firstPair - 1] is { Kind: TokenKind.Number, Length: 2 or 3 })))
        {
            return true;
        }

        return tokens[start] is { Numeral: { IsGrouped: false, Decimals: 0 } } && amount.Value is >= 1500 and <= 2100 && tokens[start].Length == 4
            && (measure == Measure.Number || lexicon.BeforeYears.Contains(last));
    }

    // "020 7946 0018", "Flat 3B", "75011 Paris": numbers of telephones, flats and postal districts.
    private bool IsIdentifier(Token[] tokens, int start, int end, Measure measure)
    {
        static bool LeadsWithZero(in Token token) => token.Numeral is { LeadsWithZero: true };
        if (LeadsWithZero(tokens[start]) || (start > 0 && LeadsWithZero(tokens[start - 1])) || (end < tokens.Length && LeadsWithZero(tokens[end])))
        {
            return true;
        }

        return measure == Measure.Number && end < tokens.Length && tokens[end] is { Kind: TokenKind.Word, IsCapital: true } next
            && (!next.SpaceBefore || (!lexicon.HasCapitalNouns && tokens[start] is { Length: PostalDigits, Numeral.IsGrouped: false } && !lexicon.FunctionWords.Contains(next)));
    }

    // "21h", "12 Uhr"; a short word apart may be a unit ("3 h").
    private bool IsBeforeName(Token[] tokens, int at) =>
        at < tokens.Length && lexicon.NotBefore.Contains(tokens[at]) && (!tokens[at].SpaceBefore || tokens[at].Folded.Length > 3 || lexicon.NotBeforeApart.Contains(tokens[at]));

    // "auf dem 3. Platz", "der 1. FC": a stop that ends no sentence makes a rank of the number.
    private bool IsRank(Passage passage, int start, int end)
    {
        var tokens = passage.Tokens;
        return end + 1 < tokens.Length && tokens[end] is { Folded: ".", SpaceBefore: false } && lexicon.Dates.DaySuffixes.Contains(tokens[end])
            && tokens[start] is { Kind: TokenKind.Number, Numeral: { Decimals: 0, IsGrouped: false } } && tokens[end + 1].Kind == TokenKind.Word && end + 1 < passage.SentenceAt(start).End;
    }

    private static (int First, int Count) Pairs(Token[] tokens, int at)
    {
        var first = at;
        while (first > 0 && tokens[first - 1] is { Kind: TokenKind.Number, Length: 2 })
        {
            first--;
        }

        var last = at;
        while (last + 1 < tokens.Length && tokens[last + 1] is { Kind: TokenKind.Number, Length: 2 })
        {
            last++;
        }

        return (first, last - first + 1);
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
