namespace PropagandaVerify.Extraction;

/// <summary>Reads what stands behind a number: a currency, a percentage, a physical unit or the noun that is counted.</summary>
internal sealed class UnitReader(Lexicon lexicon, Func<Word[], bool> draftMentions)
{
    private const int MostAdjectives = 3;

    private readonly Dictionary<CurrencyWord, IReadOnlyList<string>> candidates = [];

    /// <summary>The unit that stands at a token: what it measures, the counted noun, the codes of a currency, the token after it, the sign of a physical unit.</summary>
    /// <param name="tokens">The passage.</param>
    /// <param name="at">The token behind the number and its scale word.</param>
    /// <param name="scaled">Whether a scale word stands between.</param>
    public (Measure Measure, string? Noun, IReadOnlyList<string> Codes, int End, string? Sign) At(Token[] tokens, int at, bool scaled)
    {
        if (at >= tokens.Length)
        {
            return (Measure.Number, null, [], at, null);
        }

        if (!scaled && lexicon.PercentPoints.At(tokens, at, tokens.Length) is { } points)
        {
            return (Measure.Points, null, [], at + points.Length, null);
        }

        if (!scaled && lexicon.Percent.At(tokens, at, tokens.Length) is { } percent)
        {
            return (Measure.Percent, null, [], at + percent.Length, null);
        }

        if (lexicon.CurrencySigns.At(tokens, at, tokens.Length) is { } sign)
        {
            return Money(Qualified(tokens, sign.Meaning, at + sign.Length));
        }

        var word = scaled && lexicon.Links.Contains(tokens[at]) ? at + 1 : at;
        if (word > at && lexicon.CurrencySigns.At(tokens, word, tokens.Length) is { } linked)
        {
            return Money(Qualified(tokens, linked.Meaning, word + linked.Length));
        }

        if (lexicon.Currencies.At(tokens, word, tokens.Length) is { } currency)
        {
            var money = Qualified(tokens, currency.Meaning, word + currency.Length);
            if (!currency.Meaning.NeedsScale || scaled || money.End > word + currency.Length)
            {
                return Money(money);
            }

            // "450 libras" are a weight or an amount of money.
            return lexicon.Units.At(tokens, word, tokens.Length) is { } weight
                ? (Measure.Count, weight.Meaning, money.Codes, word + weight.Length, weight.Meaning)
                : (Measure.Count, Singular(tokens[word].Folded), money.Codes, word + 1, null);
        }

        if (lexicon.Units.At(tokens, word, tokens.Length) is { } physical)
        {
            return (Measure.Count, physical.Meaning, [], word + physical.Length, physical.Meaning);
        }

        word = NounAfter(tokens, word);
        return IsNoun(tokens, word)
            ? (Measure.Count, Singular(tokens[word].Folded), [], word + 1, null)
            : (Measure.Number, null, [], at, null);
    }

    private static (Measure Measure, string? Noun, IReadOnlyList<string> Codes, int End, string? Sign) Money((IReadOnlyList<string> Codes, int End) money) => (Measure.Money, null, money.Codes, money.End, null);

    private (IReadOnlyList<string> Codes, int End) Qualified(Token[] tokens, CurrencyWord word, int at) =>
        word.Qualified?.At(tokens, at, tokens.Length) is { } qualifier
            ? ([qualifier.Meaning], at + qualifier.Length)
            : (Candidates(word), at);

    // The bare word's own meanings, and those that a country named in the draft suggests.
    public IReadOnlyList<string> Candidates(CurrencyWord word)
    {
        if (!candidates.TryGetValue(word, out var codes))
        {
            // Where a country decides between the word's own meanings ("couronnes" in Norway), the others are out.
            var suggested = word.Cues.Where(c => c.Value.Any(draftMentions)).Select(c => c.Key).ToList();
            var own = word.Codes.Count > 1 && word.Codes.Any(suggested.Contains) ? word.Codes.Where(suggested.Contains) : word.Codes;
            codes = [.. own.Union(suggested)];
            candidates.Add(word, codes);
        }

        return codes;
    }

    // "320 neue städtische Wohnungen": where only nouns have a capital, words in lower case with the ending of an adjective belong to the noun behind them.
    private int NounAfter(Token[] tokens, int at)
    {
        if (!lexicon.HasCapitalNouns)
        {
            return at < tokens.Length && lexicon.BeforeNouns.Contains(tokens[at]) ? at + 1 : at;
        }

        var noun = at;
        while (noun < tokens.Length && noun < at + MostAdjectives && tokens[noun] is { Kind: TokenKind.Word, IsCapital: false } && (lexicon.BeforeNouns.Contains(tokens[noun]) || lexicon.IsAdjective(tokens[noun].Word)))
        {
            noun++;
        }

        return IsNoun(tokens, noun) ? noun : at;
    }

    private bool IsNoun(Token[] tokens, int at) =>
        (lexicon.HasCapitalNouns && at < tokens.Length && lexicon.TimeUnits.ContainsKey(tokens[at].Folded)) || IsNamedNoun(tokens, at);

    private bool IsNamedNoun(Token[] tokens, int at) =>
        at < tokens.Length && tokens[at] is { Kind: TokenKind.Word } token && token.IsCapital == lexicon.HasCapitalNouns
        && !lexicon.FunctionWords.Contains(token) && !lexicon.Months.Contains(token) && !lexicon.Weekdays.Contains(token)
        && !lexicon.IsPlannedVerb(token.Word) && !token.Folded.EndsWith('\'');

    // Enough to give "visiteur" and "visiteurs" one unit.
    private string Singular(string noun)
    {
        foreach (var (ending, singular) in lexicon.Plurals)
        {
            if (noun.Length > 3 && noun.EndsWith(ending, StringComparison.Ordinal))
            {
                return noun[..^ending.Length] + singular;
            }
        }

        return noun;
    }
}
