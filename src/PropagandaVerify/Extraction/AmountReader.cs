using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>A number as written in digits or words, before its scale word.</summary>
internal readonly record struct Amount(decimal Value, decimal Place, int End)
{
    public bool IsWords { get; init; }

    /// <summary>Whether it is a noun of number ("une dizaine"), which is never exact.</summary>
    public bool IsCollective { get; init; }

    /// <summary>Whether it gives no count ("des milliers").</summary>
    public bool IsVague { get; init; }

    /// <summary>The other reading of a mark that is one of thousands or of decimals.</summary>
    public (decimal Value, decimal Place)? Alternative { get; init; }
}

/// <summary>Reads numbers in digits, in words and as nouns, with the scale words behind them.</summary>
internal sealed class AmountReader(Lexicon lexicon, decimal maxFigure)
{
    private const decimal Tenth = 0.1m;
    private const int Thousand = 1000;
    private const decimal Million = 1_000_000;
    private const int MostPower = 28;

    private static readonly decimal[] Powers = AllPowers();

    public static decimal Power(int exponent) => Powers[Math.Clamp(exponent, 0, MostPower)];

    /// <summary>The number that begins at a token, with its scale worked into neither; null where none begins.</summary>
    public (Amount Amount, decimal Scale, decimal? OtherScale)? Read(Token[] tokens, int start)
    {
        if (At(tokens, start) is not { } amount)
        {
            return null;
        }

        var at = amount.End;
        if (lexicon.AndAHalf.At(tokens, at, tokens.Length) is { } half && at + half.Length < tokens.Length && lexicon.Scales.Contains(tokens[at + half.Length]))
        {
            amount = amount with { Value = amount.Value + 0.5m, Place = Tenth };
            at += half.Length;
        }

        var scale = 1m;
        decimal? otherScale = null;
        while (scale < maxFigure && ScaleWord(tokens, at, scale > 1) is var (word, power))
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
        if (scale >= Million && at < tokens.Length && tokens[at] is { Numeral: { IsIdentifier: false, Decimals: 0 } rest } && rest.Value >= 100 && rest.Value < scale && rest.Value * Thousand >= scale / 100
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

        if (scale >= Million && lexicon.AndAHalf.At(tokens, at, tokens.Length) is { } after)
        {
            amount = amount with { Value = amount.Value + 0.5m, Place = Tenth };
            at += after.Length;
        }

        return (amount with { End = at }, scale, otherScale);
    }

    // "miles de millones": a scale word may be linked to the one before it.
    private (int Word, int Power)? ScaleWord(Token[] tokens, int at, bool isSecond)
    {
        at += isSecond && at + 1 < tokens.Length && lexicon.Links.Contains(tokens[at]) && lexicon.Scales.Contains(tokens[at + 1]) ? 1 : 0;
        return at < tokens.Length && tokens[at].Kind == TokenKind.Word && lexicon.Scales.TryGetValue(tokens[at], out var power) && !lexicon.ScaleSigns.Contains(tokens[at]) ? (at, power) : null;
    }

    private (decimal Value, decimal Place, decimal Scale, int End)? Continued(Token[] tokens, int at, in Amount amount, decimal scale)
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

    private Amount? At(Token[] tokens, int start)
    {
        ref readonly var token = ref tokens[start];
        if (token.Kind == TokenKind.Number)
        {
            return token.Numeral is { IsIdentifier: false } n
                ? new Amount(n.Value, n.Place, start + 1) { Alternative = n.Alternative is { } a ? (a.Value, Numeral.PlaceOf(a.Decimals)) : null }
                : null;
        }

        if (token.Kind != TokenKind.Word)
        {
            return null;
        }

        if (start > 0 && lexicon.Collectives.TryGetValue(token, out var collective) && lexicon.CollectiveArticles.Contains(tokens[start - 1]))
        {
            return Collective(collective, start + 1);
        }

        // "des milliers", "plusieurs centaines": from two of them to nine.
        if (lexicon.VagueCollectives.TryGetValue(token, out var vague) && (lexicon.VagueAlone.Contains(token) || (start > 0 && lexicon.VagueArticles.Contains(tokens[start - 1]))))
        {
            var scaleWord = start + 1 < tokens.Length && lexicon.Links.Contains(tokens[start + 1]) ? start + 2 : start + 1;
            return new Amount(vague, vague, scaleWord < tokens.Length && lexicon.Scales.Contains(tokens[scaleWord]) ? scaleWord : start + 1) { IsWords = true, IsCollective = true, IsVague = true };
        }

        // "anderthalb Millionen", "zweieinhalb Jahre"; "eine halbe Million".
        if (lexicon.Halves.TryGetValue(token, out var halves))
        {
            return new Amount(halves / 2m, Tenth, start + 1) { IsWords = true };
        }

        if (lexicon.HalfBefore.At(tokens, start, tokens.Length) is { } half && start + half.Length is var of && of < tokens.Length)
        {
            // "media docena"
            return lexicon.Scales.Contains(tokens[of]) ? new Amount(0.5m, Tenth, of) { IsWords = true }
                : lexicon.Collectives.TryGetValue(tokens[of], out var halved) ? Collective(halved / 2m, of + 1)
                : null;
        }

        if (token.Word.Numerals is not null && lexicon.NumberGrammar.Read(tokens, start, tokens.Length) is { } words)
        {
            // "zwei Dutzend"
            var behind = start + words.Length;
            if (words.Value >= 2 && behind < tokens.Length && lexicon.Collectives.TryGetValue(tokens[behind], out var dozen))
            {
                return new Amount(words.Value * dozen, HedgeSets.LastPlace(dozen), behind + 1) { IsWords = true, IsCollective = true };
            }

            // "un" alone is an article; before a scale word it counts.
            return words.Value >= 2 || (behind < tokens.Length && lexicon.Scales.Contains(tokens[behind])) ? new Amount(words.Value, 1, behind) { IsWords = true } : null;
        }

        return null;
    }

    private static Amount Collective(decimal value, int end) => new(value, HedgeSets.LastPlace(value), end) { IsWords = true, IsCollective = true };

    private static decimal[] AllPowers()
    {
        var powers = new decimal[MostPower + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
