using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Joins two figures to a range: "entre 2 et 3 millions", "20-30 %", "2 à 3 millions". What the ends leave out they share: the scale word or the unit of the upper, the currency sign of the lower.
/// </summary>
internal sealed class RangeReader(Lexicon lexicon)
{
    private const int LongestNumber = 4;
    private const int MostBetween = 4;
    private const int Thousand = 1000;
    private const int OneOrder = 10;

    // "entre 23 h et 1 h" goes past midnight, "between 12,000 and 8,000 years ago" comes nearer.
    private const string ClockHours = "hours";
    private const string Years = "years";

    /// <summary>The range from one figure to the next, or null.</summary>
    public Figure? Of(Passage passage, Figure low, Figure high)
    {
        var tokens = passage.Tokens;
        if (low.EndToken >= tokens.Length || high.FirstToken - low.EndToken > MostBetween + 2 || low.Range is not null || high.Hedge != Hedge.None)
        {
            return null;
        }

        // "2, voire 3 millions"; behind a comma "ou" gives a counterpart ("un sur cinq, ou 20 %").
        var mark = low.EndToken;
        mark += mark + 1 < tokens.Length && tokens[mark].Is(",") && lexicon.RangeLinks.Contains(tokens[mark + 1]) && !IsCounterpart(tokens, mark + 1) ? 1 : 0;

        // "entre el 14 % y el 38 %", "de un 25 a un 41 %"
        var before = low.FirstToken - 1;
        var hasArticle = before > 0 && lexicon.Determiners.Contains(tokens[before]) && !lexicon.RangeOpeners.Contains(tokens[before]) && !lexicon.RangeNotAfter.Contains(tokens[before]);
        before -= hasArticle ? 1 : 0;
        var opener = before >= 0 && lexicon.RangeOpeners.Contains(tokens[before]);
        var upper = mark + 1;
        upper += hasArticle && upper < high.FirstToken && lexicon.Determiners.Contains(tokens[upper]) ? 1 : 0;
        if (upper != high.FirstToken)
        {
            return opener && low.Value < high.Value && low.Unit is not null && low.Unit == high.Unit && AreParted(tokens, low.EndToken, high.FirstToken) ? Joined(low, high, before) : null;
        }

        (low, high) = WithOneCurrency(low, high, opener || IsDash(tokens[mark]));
        var isBare = low is { Measure: Measure.Number, Scale: 1 };
        var isRange = opener ? lexicon.RangeClosers.Contains(tokens[mark])
            : high.Measure != Measure.Number && (lexicon.RangeLinks.Contains(tokens[mark]) ? IsLinked(passage, low, high, before, isBare)
                : IsDash(tokens[mark]) && !tokens[mark].SpaceBefore && !tokens[high.FirstToken].SpaceBefore && (isBare || low.Measure == Measure.Money));
        if (!isRange || !(isBare || (low.Unit == high.Unit && low.Measure == high.Measure)))
        {
            return null;
        }

        // "20 à 30 000" shares its thousands as "2 à 3 millions" shares its scale word, and so does "$2 to $3 billion", whose sign stands before the number.
        var shared = high.Scale > 1 ? high.Scale : high.Value >= Thousand && high.Value % Thousand == 0 && low.Value < Thousand ? Thousand : 1;
        var lends = isBare || (low is { Measure: Measure.Money, Scale: 1 } && high.Scale > 1 && IsSigned(tokens, low));
        // "entre 240 et 180 millions" shares it too, though it is the wrong way round; "entre 900 et 1 milliard" may leave out another scale word.
        var isNear = opener && isBare && high.Scale > 1 && low.Value < high.Value / shared * OneOrder;
        var scale = lends && (low.Value <= high.Value / shared || isNear) ? shared : 1;
        var lower = low with { Value = low.Value * scale, Place = low.Place * scale, Scale = high.Scale > 1 ? low.Scale * scale : low.Scale, Measure = high.Measure, Noun = high.Noun, UnitSign = high.UnitSign, IsMeasured = high.IsMeasured, Currencies = high.Currencies, Alternatives = [] };

        // Written the wrong way round it is still a range, if a word opens it and neither end lends the other its scale.
        var isInverted = lower.Value > high.Value && (opener || lower.Value < 0 || (before >= 0 && lexicon.OpensRange.Contains(tokens[before]) && IsSpread(passage, low.FirstToken))) && (!lends || isNear || high.Scale == 1) && high.TimeUnit != ClockHours && !(high.TimeUnit == Years && high.Value >= Thousand);
        if (lower.Value >= high.Value && !isInverted)
        {
            return null;
        }

        // "entre -5 et -10 degrés": below zero the smaller number may stand first.
        var joined = Joined(lower, high, opener ? before : low.HedgeToken);
        return lower.Value < 0 && high.Value < lower.Value ? joined with { Range = (joined.Range!.Value.High, joined.Range.Value.Low) } : joined;
    }

    /// <summary>The number in words that stands before the link to a figure: "deux ou trois millions", "cinq à six mille". It is no figure of its own.</summary>
    public Figure? LowInWords(Token[] tokens, Figure high)
    {
        var link = high.FirstToken - 1;
        if (link < 1 || !(lexicon.RangeLinks.Contains(tokens[link]) || lexicon.RangeClosers.Contains(tokens[link])) || (tokens[link - 1].Is(",") && IsCounterpart(tokens, link)))
        {
            return null;
        }

        var end = tokens[link - 1].Is(",") ? link - 1 : link;
        for (var start = end - 1; start >= Math.Max(0, end - LongestNumber); start--)
        {
            if (lexicon.NumberGrammar.Read(tokens, start, end) is var (value, length) && start + length == end && (start == 0 || tokens[start - 1].Word.Numerals is null))
            {
                return Bare(high, tokens, start, end, value, 1);
            }
        }

        return null;
    }

    /// <summary>The number before the dash that is glued between it and a figure ("15-54 millions"), where no more is glued to it ("2-3-4").</summary>
    public static Figure? LowBeforeDash(Token[] tokens, Figure high)
    {
        var at = high.FirstToken - 2;
        return at >= 0 && tokens[at] is { Kind: TokenKind.Number, Numeral: { IsIdentifier: false, LeadsWithZero: false } n } && IsDash(tokens[at + 1]) && !tokens[at + 1].SpaceBefore && !tokens[at + 2].SpaceBefore
            && (at == 0 || tokens[at].SpaceBefore || tokens[at - 1].Kind == TokenKind.Mark)
            ? Bare(high, tokens, at, at + 1, n.Value, n.Place)
            : null;
    }

    public static bool IsDash(in Token token) => token.Folded is "-" or "–" or "‑";

    private static Figure Bare(Figure like, Token[] tokens, int start, int end, decimal value, decimal place) => like with
    {
        Span = tokens[start].Span.Through(tokens[end - 1].Span), FirstToken = start, HedgeToken = start, EndToken = end, Value = value, Place = place, Scale = 1,
        Measure = Measure.Number, Noun = null, UnitSign = null, TimeUnit = null, IsMeasured = false, Currencies = [], Hedge = Hedge.None, Alternatives = [], Range = null,
    };

    private static Figure Joined(Figure low, Figure high, int hedgeToken) => high with
    {
        Index = low.Index,
        Span = low.Span.Through(high.Span),
        FirstToken = low.FirstToken,
        HedgeToken = hedgeToken,
        Alternatives = [],
        Range = (low, high with { Index = low.Index, Alternatives = [] }),
    };

    // "£29,283 and 81,573 pounds", "$15–54bn": a sign or a word at one end names the currency of both.
    private static (Figure Low, Figure High) WithOneCurrency(Figure low, Figure high, bool isClose)
    {
        if (low.Measure == Measure.Money && (high.Measure == Measure.Number || high is { Measure: Measure.Count, Scale: > 1, UnitSign: null }) && isClose)
        {
            return (low, AsMoney(high, low.Currencies));
        }

        return IsMoneyBeside(high, low) ? (low, AsMoney(high, low.Currencies)) : IsMoneyBeside(low, high) ? (AsMoney(low, high.Currencies), high) : (low, high);
    }

    private static bool IsMoneyBeside(Figure word, Figure money) => money.Measure == Measure.Money && word is { Measure: Measure.Count, Currencies: [var code, ..] } && code == money.Currencies[0];

    private static Figure AsMoney(Figure figure, IReadOnlyList<string> codes) => figure with { Measure = Measure.Money, Noun = null, UnitSign = null, IsMeasured = false, Currencies = codes };

    // "zwischen 15 °C an der Küste und 19 °C im Breisgau": a few words may part the lower end from the closer.
    private bool AreParted(Token[] tokens, int start, int end)
    {
        var closer = lexicon.Determiners.Contains(tokens[end - 1]) ? end - 2 : end - 1;
        if (closer <= start || !lexicon.RangeClosers.Contains(tokens[closer]))
        {
            return false;
        }

        for (var i = start; i < closer; i++)
        {
            if (tokens[i].Kind != TokenKind.Word)
            {
                return false;
            }
        }

        return true;
    }

    // "18 à 22 milliards", but "a gagné 12 points à 6 012 points"; "de 15 a 20 cm", but "pasó de 15 a 20 cm".
    private bool IsLinked(Passage passage, Figure low, Figure high, int before, bool isBare) =>
        before < 0 || !lexicon.RangeNotAfter.Contains(passage.Tokens[before]) ? isBare || !IsChange(passage, low, high, low.FirstToken)
        : lexicon.OpensRange.Contains(passage.Tokens[before]) && high.TimeUnit != ClockHours && !IsChange(passage, low, high, passage.Tokens.Length);

    // "de 15 a 20 cm" is a range, unless its sentence, up to a token, tells of a change or more is said of it in a parenthesis.
    private bool IsChange(Passage passage, Figure low, Figure high, int before)
    {
        var tokens = passage.Tokens;
        var (start, end) = passage.SentenceAt(low.FirstToken);
        var hasDirection = false;
        for (var at = start; lexicon.ChangeCues.Within(tokens, at, Math.Min(end, before)) is var (index, _, moves); at = index + 1)
        {
            if (moves)
            {
                return true;
            }

            // "de 3 à 5 % de croissance": the range is of the change itself.
            hasDirection |= index < high.EndToken || index > high.EndToken + 1;
        }

        return (hasDirection && lexicon.Figures.SpreadTails.At(tokens, high.EndToken, end) is null && lexicon.Figures.SpreadCues.Within(tokens, start, end) is null)
            || (high.EndToken < end && tokens[high.EndToken].Folded is "(" or "[");
    }

    private bool IsSpread(Passage passage, int at)
    {
        var (start, end) = passage.SentenceAt(at);
        return lexicon.Figures.SpreadCues.Within(passage.Tokens, start, end) is not null;
    }

    private bool IsSigned(Token[] tokens, Figure figure) => lexicon.CurrencySigns.At(tokens, figure.FirstToken, figure.EndToken) is not null;

    private bool IsCounterpart(Token[] tokens, int link) => lexicon.ConversionCues.At(tokens, link, tokens.Length) is not null;
}
