namespace PropagandaVerify.Extraction;

/// <summary>What stands behind a number.</summary>
/// <param name="Noun">The counted noun in the singular; null for other measures.</param>
/// <param name="Codes">Codes of the currencies that may be meant.</param>
/// <param name="End">The token after it.</param>
/// <param name="Sign">The sign of a physical unit.</param>
internal readonly record struct UnitBehind(Measure Measure, string? Noun, IReadOnlyList<string> Codes, int End, string? Sign)
{
    /// <summary>Whether it counts hundredths of percentage points.</summary>
    public bool IsHundredth { get; init; }

    /// <summary>What the noun is, where one is counted.</summary>
    public CountedNoun? Counted { get; init; }
}

/// <summary>A noun that may be counted.</summary>
internal sealed record CountedNoun(string Singular, bool IsPlural, string? TimeUnit, bool IsPoint);

/// <summary>Reads what stands behind a number: a currency, a percentage, a physical unit or the noun that is counted.</summary>
internal sealed class UnitReader(Lexicon lexicon, Func<Word[], bool> draftMentions)
{
    private const int MostAdjectives = 3;
    private const int MostUses = 4;

    private readonly Dictionary<CurrencyWord, IReadOnlyList<string>> candidates = [];
    private readonly Dictionary<Word, CountedNoun> nouns = [];

    /// <summary>The unit that stands at a token.</summary>
    /// <param name="tokens">The passage.</param>
    /// <param name="at">The token behind the number and its scale word.</param>
    /// <param name="scaled">Whether a scale word stands between.</param>
    /// <param name="isMany">Whether the number takes a plural.</param>
    public UnitBehind At(Token[] tokens, int at, bool scaled, bool isMany = true)
    {
        if (at >= tokens.Length)
        {
            return new UnitBehind(Measure.Number, null, [], at, null);
        }

        if (!scaled && lexicon.Figures.BasisPoints.At(tokens, at, tokens.Length) is { } basis)
        {
            return new UnitBehind(Measure.Points, null, [], at + basis.Length, null) { IsHundredth = true };
        }

        if (!scaled && lexicon.PercentPoints.At(tokens, at, tokens.Length) is { } points)
        {
            return new UnitBehind(Measure.Points, null, [], at + points.Length, null);
        }

        if (!scaled && lexicon.Percent.At(tokens, at, tokens.Length) is { } percent)
        {
            return new UnitBehind(Measure.Percent, null, [], at + percent.Length, null);
        }

        if (lexicon.CurrencySigns.At(tokens, at, tokens.Length) is { } sign)
        {
            return Money(tokens, sign.Meaning, at + sign.Length);
        }

        var word = scaled && lexicon.Links.Contains(tokens[at]) ? at + 1 : at;
        if (word > at && lexicon.CurrencySigns.At(tokens, word, tokens.Length) is { } linked)
        {
            return Money(tokens, linked.Meaning, word + linked.Length);
        }

        if (lexicon.Currencies.At(tokens, word, tokens.Length) is { } currency)
        {
            var money = Money(tokens, currency.Meaning, word + currency.Length);
            if (!currency.Meaning.NeedsScale || scaled || money.End > word + currency.Length)
            {
                return money;
            }

            // "450 libras" are a weight or an amount of money.
            return lexicon.Units.At(tokens, word, tokens.Length) is { } weight
                ? new UnitBehind(Measure.Count, weight.Meaning, money.Codes, word + weight.Length, weight.Meaning)
                : Counts(tokens[word].Word, word + 1) with { Codes = money.Codes };
        }

        if ((lexicon.Units.At(tokens, word, tokens.Length) ?? Glued(tokens, at) ?? Enclosed(tokens, at)) is { } physical)
        {
            return new UnitBehind(Measure.Count, physical.Meaning, [], word + physical.Length, physical.Meaning);
        }

        return NounAt(tokens, word, isMany) is var noun and >= 0 ? Counts(tokens[noun].Word, noun + 1) : new UnitBehind(Measure.Number, null, [], at, null);
    }

    /// <summary>The bare word's own meanings, and those that a country named in the draft suggests.</summary>
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

    /// <summary>Whether a word in small letters is a noun in the plural, as far as its ending tells.</summary>
    public bool IsPlural(in Token token) => IsNoun(token) && Noun(token.Word).IsPlural;

    private UnitBehind Counts(Word word, int end)
    {
        var noun = Noun(word);
        return new UnitBehind(Measure.Count, noun.Singular, [], end, null) { Counted = noun };
    }

    private UnitBehind Money(Token[] tokens, CurrencyWord word, int at) =>
        word.Qualified?.At(tokens, at, tokens.Length) is { } qualifier
            ? new UnitBehind(Measure.Money, null, [qualifier.Meaning], at + qualifier.Length, null)
            : new UnitBehind(Measure.Money, null, Candidates(word), at, null);

    // "27C", where a capital is glued to the number.
    private (int Length, string Meaning)? Glued(Token[] tokens, int at) =>
        tokens[at] is { Kind: TokenKind.Word, SpaceBefore: false, IsCapital: true } && !(at > 1 && tokens[at - 2].IsCapital) ? lexicon.Figures.GluedUnits.At(tokens, at, tokens.Length) : null;

    // "(31 in)": what else is a word is a unit before a bracket that closes.
    private (int Length, string Meaning)? Enclosed(Token[] tokens, int at) =>
        lexicon.Figures.BesideUnits.At(tokens, at, tokens.Length) is { } unit && at + unit.Length < tokens.Length && tokens[at + unit.Length].Folded is ")" or "]" ? unit : null;

    // The noun that a number counts, or -1. "320 neue städtische Wohnungen": where only nouns have a capital, words in lower case with the ending of an adjective belong to the noun behind them.
    private int NounAt(Token[] tokens, int at, bool isMany)
    {
        var noun = at;
        if (lexicon.HasCapitalNouns)
        {
            while (noun < tokens.Length && noun < at + MostAdjectives && tokens[noun] is { Kind: TokenKind.Word, IsCapital: false } && (lexicon.BeforeNouns.Contains(tokens[noun]) || lexicon.IsAdjective(tokens[noun].Word)))
            {
                noun++;
            }

            noun = IsNoun(tokens, noun) ? noun : at;
            return IsNoun(tokens, noun) ? noun : -1;
        }

        // The first plural; a word in the singular behind a number that takes a plural is a verb, an adjective or the first part of the noun: "480 council employees", "12 newly built flats".
        var most = lexicon.NounsComeLast ? MostUses : 0;
        for (; noun < tokens.Length && tokens[noun].Kind == TokenKind.Word; noun++)
        {
            if (lexicon.BeforeNouns.Contains(tokens[noun]))
            {
                if (noun >= at + MostAdjectives)
                {
                    break;
                }

                most += lexicon.NounsComeLast ? 1 : 0;
                continue;
            }

            if (IsNoun(tokens, noun) && (!isMany || Noun(tokens[noun].Word).IsPlural))
            {
                // "12 sports clubs"
                return lexicon.NounsComeLast && noun + 1 < tokens.Length && IsPlural(tokens[noun + 1]) ? noun + 1 : noun;
            }

            if (most-- <= 0 || !isMany || lexicon.FunctionWords.Contains(tokens[noun]) || tokens[noun].Word.Numerals is not null || lexicon.IsPlannedVerb(tokens[noun].Word) || lexicon.Months.Contains(tokens[noun]) || lexicon.Weekdays.Contains(tokens[noun]))
            {
                break;
            }
        }

        // "200 jeunes": an adjective alone is a noun.
        return noun > at && lexicon.BeforeNouns.Contains(tokens[noun - 1]) && IsNoun(tokens, noun - 1) && (!isMany || Noun(tokens[noun - 1].Word).IsPlural) ? noun - 1 : -1;
    }

    private bool IsNoun(Token[] tokens, int at) =>
        at < tokens.Length && ((lexicon.HasCapitalNouns && tokens[at].Kind == TokenKind.Word && lexicon.TimeUnits.ContainsKey(tokens[at].Folded)) || IsNoun(tokens[at]));

    private bool IsNoun(in Token token) =>
        token.Kind == TokenKind.Word && token.IsCapital == lexicon.HasCapitalNouns
        && !lexicon.FunctionWords.Contains(token) && !lexicon.Months.Contains(token) && !lexicon.Weekdays.Contains(token)
        && !lexicon.IsPlannedVerb(token.Word) && !token.Folded.EndsWith('\'');

    private CountedNoun Noun(Word word)
    {
        if (!nouns.TryGetValue(word, out var noun))
        {
            var singular = lexicon.Singular(word.Text, out var isPlural);
            var time = lexicon.TimeUnits.GetValueOrDefault(singular) ?? lexicon.TimeUnits.GetValueOrDefault(word.Text);
            var isPoint = lexicon.PointNouns.Contains(singular);
            nouns.Add(word, noun = new CountedNoun(singular, isPlural || time is not null || isPoint || lexicon.Figures.SamePlurals.Contains(word), time is null ? null : lexicon.TimeUnits.GetValueOrDefault(singular), isPoint));
        }

        return noun;
    }
}
