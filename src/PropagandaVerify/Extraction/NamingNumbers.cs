namespace PropagandaVerify.Extraction;

/// <summary>Tells numbers that only name something from those that count: years, ranks, times, telephone numbers, houses, roads, models, scores, numbered things.</summary>
internal sealed class NamingNumbers(Lexicon lexicon)
{
    // "18.30 horas" is a time of day, "5,4 horas" is none.
    private const decimal Hundredth = 0.01m;
    private const int PostalDigits = 5;
    private const int HoursOfDay = 24;
    private const int MinutesOfHour = 60;
    private const int LongestStreet = 6;
    private const int FewestParts = 3;

    /// <summary>Whether a number in digits names something.</summary>
    /// <param name="passage">The passage.</param>
    /// <param name="start">Its token.</param>
    /// <param name="end">The token behind it.</param>
    /// <param name="isUpperEnd">Whether the dash before it joins it to the lower end of a range.</param>
    public bool IsName(Passage passage, int start, int end, in Amount amount, in UnitBehind unit, Measure measure, bool isUpperEnd)
    {
        var tokens = passage.Tokens;
        var next = end < tokens.Length ? tokens[end] : default;
        var last = start > 0 ? tokens[start - 1] : default;
        if (lexicon.NotAfter.Before(tokens, start, 0) is not null || (measure == Measure.Number && lexicon.NotAfterBare.Before(tokens, start, 0) is not null) || (amount.Place is 1 or Hundredth && IsBeforeName(tokens, end)) || IsRank(passage, start, end))
        {
            return true;
        }

        if (IsIdentifier(tokens, start, end, measure) || IsTime(passage, start, end, amount) || IsHouse(tokens, start, end, measure))
        {
            return true;
        }

        // "9 bis 12 Uhr": both are hours.
        if (end + 1 < tokens.Length && (lexicon.RangeLinks.Contains(next) || lexicon.RangeClosers.Contains(next) || next.Folded is "-" or "–") && tokens[end + 1].Kind == TokenKind.Number && IsBeforeName(tokens, end + 2))
        {
            return true;
        }

        // "sorties 12 et 14", "4 x 4"
        if (start > 2 && tokens[start - 2] is { Kind: TokenKind.Number, Numeral.IsGrouped: false }
            && ((last.Folded is "x" or "×" && unit.Sign is null) || (measure == Measure.Number && (lexicon.Coordinators.Contains(last) || lexicon.RangeLinks.Contains(last) || lexicon.RangeClosers.Contains(last))
                && (lexicon.NotAfter.Before(tokens, start - 2, 0) ?? lexicon.NotAfterBare.Before(tokens, start - 2, 0)) is not null)))
        {
            return true;
        }

        // "4 x 100 m", "die 14- bis 17-Jährigen"
        if (end + 1 < tokens.Length && ((next.Folded is "x" or "×" && tokens[end + 1].Kind == TokenKind.Number) || (next is { Folded: "-", SpaceBefore: false } && (lexicon.RangeLinks.Contains(tokens[end + 1]) || lexicon.Coordinators.Contains(tokens[end + 1])))))
        {
            return true;
        }

        // "65-jährig", "die 3-Zimmer-Wohnung", "rue du 8-Mai-1945": the number is a part of a word.
        if (end + 1 < tokens.Length && next is { Folded: "-" or "‑", SpaceBefore: false } && tokens[end + 1] is { Kind: TokenKind.Word, SpaceBefore: false })
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

        var gluedBefore = !isUpperEnd && last is { Kind: TokenKind.Mark } && !tokens[start].SpaceBefore && last.Folded is ":" or "-" or "–" or "/" or "_" or "#" or "+" or "&" or "@" && start > 1 && !last.SpaceBefore && tokens[start - 2].Kind == TokenKind.Number;
        var gluedAfter = end < tokens.Length && next is { Kind: TokenKind.Mark, SpaceBefore: false } && next.Folded is ":" or "-" or "–" or "/" or "_" && end + 1 < tokens.Length && tokens[end + 1] is { Kind: TokenKind.Number, SpaceBefore: false };
        if (gluedBefore || gluedAfter || (last is { SpaceBefore: true, Folded: "+" } && tokens[start].Length <= 3 && end < tokens.Length && next.Kind == TokenKind.Number))
        {
            return true;
        }

        // Numbers with nothing but spaces between them are a telephone number.
        if (measure == Measure.Number && Row(tokens, start) >= FewestParts)
        {
            return true;
        }

        // The number of a note: "[64]".
        if (measure == Measure.Number && last.Is("[") && next.Is("]") && tokens[start] is { Length: <= 3, Numeral.Decimals: 0 })
        {
            return true;
        }

        // "the 2015 figures", "its 2022 net profit": where nouns come last, a year may stand before them.
        return IsYear(tokens[start], amount.Value) && !lexicon.Figures.CountingVerbs.Contains(last)
            && (measure == Measure.Number || lexicon.BeforeYears.Contains(last) || lexicon.Figures.AfterYears.Contains(next) || (lexicon.NounsComeLast && unit.Sign is null && (unit.End > end + 1 || lexicon.Determiners.Contains(last))));
    }

    public static bool IsYear(in Token token, decimal value) => token is { Length: 4, Numeral: { IsGrouped: false, Decimals: 0 } } && value is >= 1500 and <= 2100;

    // "020 7946 0018", "Flat 3B", "75011 Paris", "CA 90210", "BA 286", "die A 7", "version 4.2.1 … la 5.0": numbers of telephones, flats, postal districts, roads and versions.
    private bool IsIdentifier(Token[] tokens, int start, int end, Measure measure)
    {
        static bool LeadsWithZero(in Token token) => token.Numeral is { LeadsWithZero: true };
        if (LeadsWithZero(tokens[start]) || (start > 0 && LeadsWithZero(tokens[start - 1])) || (end < tokens.Length && LeadsWithZero(tokens[end])))
        {
            return true;
        }

        if (measure != Measure.Number)
        {
            return false;
        }

        var isPostal = tokens[start] is { Length: PostalDigits, Numeral.IsGrouped: false };
        if (end < tokens.Length && tokens[end] is { Kind: TokenKind.Word, IsCapital: true } next && (!next.SpaceBefore || (!lexicon.HasCapitalNouns && isPostal && !lexicon.FunctionWords.Contains(next))))
        {
            return true;
        }

        if (start > 1 && tokens[start - 1] is { Kind: TokenKind.Word, IsCapital: true } last && ((last.Length == 1 && (tokens[start - 2].Kind == TokenKind.Word || tokens[start - 2].Is("&"))) || (last.Length == 2 && tokens[start - 2] is { Kind: TokenKind.Word } or { Folded: "," } && tokens[start] is { Length: <= PostalDigits, Numeral: { Decimals: 0, IsGrouped: false } } && !lexicon.FunctionWords.Contains(last))))
        {
            return true;
        }

        // "the Boeing 737", "la Peugeot 208": between an article and the number stands a name.
        return start > 1 && ((tokens[start] is { Length: <= 4, Numeral: { Decimals: 0, IsGrouped: false } } && !lexicon.HasCapitalNouns && tokens[start - 1] is { Kind: TokenKind.Word, IsCapital: true } && lexicon.Determiners.Contains(tokens[start - 2]))
            || (tokens[start].Numeral is { Decimals: 1 } && lexicon.Determiners.Contains(tokens[start - 1]) && HasVersion(tokens, start)));
    }

    private bool HasVersion(Token[] tokens, int before)
    {
        for (var i = before - 1; i >= Math.Max(0, before - LongestStreet); i--)
        {
            if (tokens[i].Numeral is { IsIdentifier: true } || (tokens[i].Numeral is { Decimals: 1 } && lexicon.NotAfter.Before(tokens, i, 0) is not null))
            {
                return true;
            }
        }

        return false;
    }

    // "10 a.m.", "7 h 30", "vers 7 h", "de 9 h à 18 h".
    private bool IsTime(Passage passage, int start, int end, in Amount amount)
    {
        var tokens = passage.Tokens;
        var words = lexicon.Figures;
        if (words.TimeMarks.At(tokens, end, tokens.Length) is not null)
        {
            return true;
        }

        if (start > 1 && words.HourSigns.Contains(tokens[start - 1]) && tokens[start - 2].Kind == TokenKind.Number && tokens[start].Length == 2 && amount.Value < MinutesOfHour)
        {
            return true;
        }

        // "a las 9.05 h"
        if (amount.Place == Hundredth && amount.Value < HoursOfDay && end < tokens.Length && words.HourSigns.Contains(tokens[end]) && amount.Value % 1 * 100 < MinutesOfHour)
        {
            return true;
        }

        if (amount.Value > HoursOfDay || amount.Place != 1 || end >= tokens.Length || !words.HourSigns.Contains(tokens[end]))
        {
            return false;
        }

        return end + 1 < tokens.Length && tokens[end + 1] is { Kind: TokenKind.Number, Length: 2, Numeral.Value: < MinutesOfHour }
            || (words.BeforeTimes.Before(tokens, start, 0) is not null && !(end + 1 < tokens.Length && lexicon.Links.Contains(tokens[end + 1])))
            || (start > 0 && lexicon.OpensRange.Contains(tokens[start - 1]) && end + 3 < tokens.Length && lexicon.RangeLinks.Contains(tokens[end + 1]) && words.HourSigns.Contains(tokens[end + 3]));
    }

    // "12, rue des Lilas", "14 Mill Lane", "calle del Olmo, 14", "Lindenweg 14, 50667 Köln".
    private bool IsHouse(Token[] tokens, int start, int end, Measure measure)
    {
        var last = start > 0 ? tokens[start - 1] : default;
        var next = end < tokens.Length ? tokens[end] : default;
        if (start >= 3 && (last.Is(",") || lexicon.FunctionWords.Contains(last)) && tokens[start - 2].Kind == TokenKind.Number && next.IsCapital && tokens[start] is { Length: 4 or 5, Numeral.IsGrouped: false } && (lexicon.NotAfter.Before(tokens, start - 2, 0) ?? lexicon.NotAfterBare.Before(tokens, start - 2, 0)) is not null)
        {
            return true;
        }

        var streets = lexicon.Figures.Streets;
        if (streets.IsEmpty || measure != Measure.Number || tokens[start].Numeral is not { Decimals: 0, IsGrouped: false })
        {
            return false;
        }

        var at = end < tokens.Length && next.Is(",") ? end + 1 : end;
        for (var n = 0; n < 3 && at < tokens.Length; n++, at++)
        {
            if (streets.Contains(tokens[at]))
            {
                return true;
            }

            if (!tokens[at].IsCapital || at == end + 1 && next.Is(","))
            {
                break;
            }
        }

        if (start == 0 || !(last.Is(",") || last.IsCapital))
        {
            return false;
        }

        // Names of streets hold capitals and small words, but no further comma.
        for (var i = last.Is(",") ? start - 2 : start - 1; i >= Math.Max(0, start - LongestStreet); i--)
        {
            if (streets.Contains(tokens[i]) && i + 1 < start)
            {
                return true;
            }

            if (tokens[i].Kind != TokenKind.Word || !(tokens[i].IsCapital || lexicon.FunctionWords.Contains(tokens[i])))
            {
                return false;
            }
        }

        return false;
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

    // How many numbers stand in a row around one; it does not matter how many more.
    private static int Row(Token[] tokens, int at)
    {
        var (first, end) = (at, at + 1);
        while (first > 0 && end - first < FewestParts && tokens[first - 1].Kind == TokenKind.Number)
        {
            first--;
        }

        while (end < tokens.Length && end - first < FewestParts && tokens[end].Kind == TokenKind.Number)
        {
            end++;
        }

        return end - first;
    }
}
