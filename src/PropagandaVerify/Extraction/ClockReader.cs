namespace PropagandaVerify.Extraction;

/// <summary>Reads times of day ("18 h 30", "6.40pm", "las 10 de la noche") and lengths in hours and minutes ("trois heures et demie"), both in minutes.</summary>
internal sealed class ClockReader(Lexicon lexicon)
{
    private const int HoursOfDay = 24;
    private const int Noon = 12;
    private const int MinutesOfHour = 60;
    private const int MostMinutes = HoursOfDay * MinutesOfHour;
    private const int MinuteDecimals = 2;
    private const int Hundred = 100;

    private readonly ClockWords words = lexicon.Clock;

    /// <summary>The time of day that begins at a token, in minutes from midnight; null where none does.</summary>
    /// <param name="isBare">Whether a number alone will do, since what stands behind it says what it is ("de 9 à 18 h").</param>
    public Figure? Time(Token[] tokens, int at, bool isBare)
    {
        if (words.Named.At(tokens, at, tokens.Length) is var (length, named))
        {
            return Figure.Alone(tokens, named * MinutesOfHour, 1, at, at + length);
        }

        if (Number(tokens, at) is not var (value, decimals, end))
        {
            return null;
        }

        var hour = decimal.Truncate(value);
        var minutes = decimals == MinuteDecimals ? (value - hour) * Hundred : 0;
        if (hour > HoursOfDay || minutes >= MinutesOfHour || decimals is not (0 or MinuteDecimals))
        {
            return null;
        }

        var isSigned = decimals == MinuteDecimals;
        if (end < tokens.Length && tokens[end].Is(":") && !tokens[end].SpaceBefore && decimals == 0)
        {
            if (MinutesAt(tokens, end + 1) is not { } behind || tokens[end + 1].SpaceBefore)
            {
                return null;
            }

            (minutes, end, isSigned) = (behind, end + 2, true);
        }

        if (words.Signs.At(tokens, end, tokens.Length) is var (sign, _))
        {
            (end, isSigned) = (end + sign, true);
            if (minutes == 0 && MinutesAt(tokens, end) is { } behind)
            {
                (minutes, end) = (behind, end + 1);
            }
        }

        if (words.Halves.At(tokens, end, tokens.Length) is var (half, from))
        {
            hour = hour == Noon ? from : hour < Noon ? hour + from : hour;
            (end, isSigned) = (end + half, true);
        }

        return isSigned || isBare ? Figure.Alone(tokens, (hour * MinutesOfHour) + minutes, 1, at, end) : null;
    }

    /// <summary>The length that begins at a token, in minutes; null where none does, or where words beside it say that it is no exact one.</summary>
    public Figure? Length(Token[] tokens, int at)
    {
        if (lexicon.Hedges.Before(tokens, at, 0) is not null)
        {
            return null;
        }

        if (words.Lengths.At(tokens, at, tokens.Length) is var (length, named))
        {
            return IsExact(tokens, at + length) ? Figure.Alone(tokens, named, 1, at, at + length) : null;
        }

        if (Number(tokens, at) is not var (value, _, end))
        {
            return null;
        }

        // "six and a half hours"
        var part = 0m;
        if (words.Parts.At(tokens, end, tokens.Length) is var (before, minutesBefore))
        {
            (part, end) = (minutesBefore, end + before);
        }

        if (words.Units.At(tokens, end, tokens.Length) is not var (unit, size))
        {
            return null;
        }

        (value, end) = ((value * size) + part, end + unit);
        if (size == MinutesOfHour && part == 0)
        {
            (part, end) = Behind(tokens, end);
            value += part;
        }

        return value <= MostMinutes && IsExact(tokens, end) ? Figure.Alone(tokens, value, 1, at, end) : null;
    }

    // "trois heures et demie", "3 h 30", "two hours and 15 minutes"
    private (decimal Minutes, int End) Behind(Token[] tokens, int end)
    {
        if (words.Parts.At(tokens, end, tokens.Length) is var (length, part))
        {
            return (part, end + length);
        }

        var at = end < tokens.Length && lexicon.Coordinators.Contains(tokens[end]) ? end + 1 : end;
        return Number(tokens, at) is var (value, decimals, behind) && decimals == 0 && value < MinutesOfHour && words.Units.At(tokens, behind, tokens.Length) is (var unit, 1) ? (value, behind + unit)
            : at == end && MinutesAt(tokens, end) is { } minutes ? (minutes, end + 1)
            : (0, end);
    }

    private bool IsExact(Token[] tokens, int end) => lexicon.Figures.HedgesAfter.At(tokens, end, tokens.Length) is null;

    private (decimal Value, int Decimals, int End)? Number(Token[] tokens, int at) =>
        at >= tokens.Length ? null
        : tokens[at].Numeral is { IsIdentifier: false, IsGrouped: false } digits ? (digits.Value, digits.Decimals, at + 1)
        : lexicon.Halves.TryGetValue(tokens[at], out var halves) ? (halves / 2m, 1, at + 1)
        : tokens[at].Word.Numerals is not null && lexicon.NumberGrammar.Read(tokens, at, tokens.Length) is var (value, length) ? (value, 0, at + length)
        : null;

    // The two digits behind a colon or the sign of the hour.
    private static decimal? MinutesAt(Token[] tokens, int at) =>
        at < tokens.Length && tokens[at] is { Kind: TokenKind.Number, Length: 2, Numeral: { IsIdentifier: false, Decimals: 0, Value: < MinutesOfHour and var value } } ? value : null;
}
