using PropagandaVerify.Reference;

namespace PropagandaVerify.Extraction;

/// <summary>Recognises the written forms of single dates. Which year is meant, and whether two dates are the ends of a range, is for <see cref="DateReader"/>.</summary>
internal sealed class DateScanner(Lexicon lexicon, DateOnly? published, string text)
{
    private const int FirstYear = 1000;
    private const int LastYear = 2200;
    private const int MostDays = 12;
    private const int LongestMonth = 31;
    private const int MonthsInQuarter = 3;
    private const int MonthsInHalf = 6;

    // Nearly every token begins no date, so what says so is one object.
    private static readonly IReadOnlyList<WrittenDate> None = [];

    private readonly DateWords words = lexicon.Dates;

    /// <summary>The date that begins at a token, or that the token names behind its number ("premier trimestre"); several days may share one month.</summary>
    public IReadOnlyList<WrittenDate> At(Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        if (token.Kind == TokenKind.Number)
        {
            return Numeric(tokens, i) is { } numeric ? [numeric]
                : Days(tokens, i) is { Count: > 0 } days ? days
                : (QuarterNumber(tokens, i) ?? Decade(tokens, i) ?? YearSpan(tokens, i) ?? BareYear(tokens, i)) is { } other ? [other]
                : None;
        }

        return token.Kind != TokenKind.Word || !words.NamesDate(token.Word) ? None
            : Month(tokens, i) is { Count: > 0 } months ? months
            : (Part(tokens, i) ?? Century(tokens, i)) is { } part ? [part]
            : None;
    }

    /// <summary>A year in four digits; null for any other token.</summary>
    public static int? Year(in Token token) =>
        token is { Kind: TokenKind.Number, Length: 4, Numeral: { IsIdentifier: false, IsGrouped: false, Decimals: 0 } n } && n.Value is >= FirstYear and <= LastYear ? (int)n.Value : null;

    // "le mardi 12 mai 2020", "1er mai", "5. Mai", "5 de mayo de 2020", "les 3 et 4 mai", "du 3 au 5 mai 2020".
    private IReadOnlyList<WrittenDate> Days(Token[] tokens, int i)
    {
        if (Day(tokens, i) is not { } first || (i > 0 && tokens[i - 1].Is(":") && !tokens[i].SpaceBefore))
        {
            return None;
        }

        // Most small numbers are no day of any month.
        var at = first.End;
        if (NextDay(tokens, at) is null && MonthAfter(tokens, at) is null)
        {
            return None;
        }

        var days = new List<(int Day, int First, int End)> { (first.Day, i, at) };
        while (days.Count < MostDays && NextDay(tokens, at) is var (day, start, end))
        {
            days.Add((day, start, end));
            at = end;
        }

        // "1:2, der 1. Mai": where ranks have a stop, all days of a list do.
        if (days.Count > 1 && tokens[first.End - 1].Kind == TokenKind.Number && tokens[at - 1].Is("."))
        {
            return None;
        }

        // A list of days shares the month that follows its last one; where none follows, the first alone may be a date.
        if (MonthAfter(tokens, at) is not { } month)
        {
            days.RemoveRange(1, days.Count - 1);
            at = first.End;
            if (MonthAfter(tokens, at) is not { } own)
            {
                return None;
            }

            month = own;
        }

        var (year, after) = YearAfter(tokens, month.End);
        if (year is null && !words.HasCapitalMonths && tokens[month.End - 1].IsCapital && (i == 0 || !lexicon.Weekdays.Contains(tokens[i - 1])))
        {
            // "la calle 2 de Mayo": a month in a capital and without its year belongs to a name.
            return None;
        }

        var side = year is null ? Side(tokens, i, month.End) : 0;
        return Weekdays(tokens, i, Written(days, after, month.Month, year, side));
    }

    private static List<WrittenDate> Written(List<(int Day, int First, int End)> days, int end, int month, int? year, int side) =>
        [.. days.Select((d, n) => new WrittenDate(d.First, n == days.Count - 1 ? end : d.End) { Day = d.Day, Month = month, Year = year, Side = side })];

    // "el próximo 5 de mayo", "el pasado lunes 5 de mayo", "5 de mayo próximo"
    private int Side(Token[] tokens, int day, int end)
    {
        var before = WeekdayEnd(tokens, day);
        before -= before > 0 && lexicon.Weekdays.Contains(tokens[before]) ? 1 : 0;
        return (before >= 0 && lexicon.Next.Contains(tokens[before])) || (end < tokens.Length && lexicon.Next.Contains(tokens[end])) ? 1
            : before >= 0 && lexicon.Last.Contains(tokens[before]) ? -1
            : 0;
    }

    /// <summary>Whether the number of a day follows at a token: "lunes 5 de mayo", "lunes, día 5", "lunes (5 de mayo)".</summary>
    public bool DayFollows(Token[] tokens, int at)
    {
        at += at < tokens.Length && tokens[at].Folded is "," or "(" ? 1 : 0;
        at += at < tokens.Length && (words.DayWords.Contains(tokens[at]) || lexicon.DayArticles.Contains(tokens[at])) ? 1 : 0;
        return at < tokens.Length && Day(tokens, at) is { End: var end }
            && (end >= tokens.Length || MonthAfter(tokens, end) is not null || (tokens[end].Kind == TokenKind.Mark && (tokens[at - 1].Kind == TokenKind.Word || words.DaySuffixes.Contains(tokens[end - 1]))) || words.RangeLinks.Contains(tokens[end]) || words.OpenedRangeLinks.Contains(tokens[end]) || words.BothLinks.Contains(tokens[end]));
    }

    // "les samedi et dimanche 13 et 14 juin": as many weekdays as days, or nobody knows which belongs to which.
    private List<WrittenDate> Weekdays(Token[] tokens, int i, List<WrittenDate> days)
    {
        var before = new List<int>();
        for (var w = WeekdayEnd(tokens, i); w >= 0 && lexicon.Weekdays.TryGetValue(tokens[w], out var named) && !(w > 0 && words.FeastWords.Contains(tokens[w - 1])); w -= 2)
        {
            before.Insert(0, named);
            if (w == 0 || !(words.RangeLinks.Contains(tokens[w - 1]) || words.BothLinks.Contains(tokens[w - 1]) || tokens[w - 1].Folded is "," or "/" or "-"))
            {
                break;
            }
        }

        if (before.Count > 0 && (before.Count == 1 || before.Count == days.Count))
        {
            days[0] = days[0] with { Weekday = before[0], First = before.Count == 1 ? WeekdayEnd(tokens, i) : days[0].First };
        }

        if (days is [{ Weekday: null, End: var last }] && WeekdayBehind(tokens, last) is { } behind)
        {
            days[0] = days[0] with { Weekday = lexicon.Weekdays[tokens[behind].Word], End = behind + 1 };
        }

        for (var d = 1; d < days.Count; d++)
        {
            var w = WeekdayEnd(tokens, days[d].First);
            if (w > days[d - 1].First && lexicon.Weekdays.TryGetValue(tokens[w], out var named))
            {
                days[d] = days[d] with { Weekday = named, First = w };
            }
        }

        return days;
    }

    // "5 mai 2020, un mardi, …", "5 May 2020 (a Tuesday)", "5 de mayo de 2020, martes, …": nothing else is said of the weekday, and it begins no list of them. Where names of time
    // have capitals a small letter makes it another word ("so").
    private int? WeekdayBehind(Token[] tokens, int end)
    {
        if (end + 2 >= tokens.Length || tokens[end].Folded is not ("," or "("))
        {
            return null;
        }

        var at = words.WeekdayArticles.Contains(tokens[end + 1]) ? end + 2 : end + 1;
        return at + 1 < tokens.Length && lexicon.Weekdays.Contains(tokens[at]) && (tokens[at].IsCapital || !words.HasCapitalMonths)
            && (tokens[end].Is("(") ? tokens[at + 1].Is(")") : tokens[at + 1].Folded is "," or "." or ";" or ":" && !(at + 2 < tokens.Length && lexicon.Weekdays.Contains(tokens[at + 2])))
            ? at
            : null;
    }

    /// <summary>Where the weekday before a day would stand: a comma, a stop and an article may lie between ("Montag, den 5. Mai").</summary>
    private int WeekdayEnd(Token[] tokens, int day)
    {
        var at = day - 1;
        at -= at > 0 && words.HasCapitalMonths && lexicon.DayArticles.Contains(tokens[at]) ? 1 : 0;
        at -= at > 0 && words.DayWords.Contains(tokens[at]) && (lexicon.Weekdays.Contains(tokens[at - 1]) || tokens[at - 1].Is(",")) ? 1 : 0;
        return at > 0 && tokens[at].Folded is "," or "." or "(" && lexicon.Weekdays.Contains(tokens[at - 1]) ? at - 1
            : at > 1 && tokens[at].Is(",") && tokens[at - 1] is { Folded: ".", SpaceBefore: false } && lexicon.Weekdays.Contains(tokens[at - 2]) ? at - 2
            : at;
    }

    private (int Day, int Start, int End)? NextDay(Token[] tokens, int at)
    {
        if (at + 1 >= tokens.Length || !(words.RangeLinks.Contains(tokens[at]) || words.OpenedRangeLinks.Contains(tokens[at]) || words.BothLinks.Contains(tokens[at]) || tokens[at].Folded is "," or "-" or "–" or "/"))
        {
            return null;
        }

        var next = at + 1;
        next += next < tokens.Length && tokens[at].Is(",") && words.BothLinks.Contains(tokens[next]) ? 1 : 0;
        next += next < tokens.Length && lexicon.Weekdays.Contains(tokens[next]) ? 1 : 0;
        next += next < tokens.Length && tokens[next].Is(",") && words.HasCapitalMonths ? 1 : 0;
        next += next < tokens.Length && (lexicon.DayArticles.Contains(tokens[next]) || words.RangeLinks.Contains(tokens[next])) ? 1 : 0;
        return next < tokens.Length && Day(tokens, next) is { } day ? (day.Day, next, day.End) : null;
    }

    private (int Day, int End)? Day(Token[] tokens, int i)
    {
        if (tokens[i] is not { Kind: TokenKind.Number, Length: <= 2, Numeral: { IsIdentifier: false, Decimals: 0 } n } || n.Value is < 1 or > 31)
        {
            return null;
        }

        var suffix = i + 1 < tokens.Length && tokens[i + 1] is { Folded: ".", SpaceBefore: false } && i + 2 < tokens.Length && !tokens[i + 2].SpaceBefore ? i + 2 : i + 1;
        return ((int)n.Value, suffix < tokens.Length && !tokens[suffix].SpaceBefore && words.DaySuffixes.Contains(tokens[suffix]) ? suffix + 1 : i + 1 < tokens.Length && !tokens[i + 1].SpaceBefore && words.DaySuffixes.Contains(tokens[i + 1]) ? i + 2 : i + 1);
    }

    private (int Month, int End)? MonthAfter(Token[] tokens, int at)
    {
        at += at < tokens.Length && words.MonthLinks.Contains(tokens[at]) ? 1 : 0;
        return at < tokens.Length && lexicon.Months.TryGetValue(tokens[at], out var month) && (!words.HasCapitalMonths || tokens[at].IsCapital) ? (month, SkipDot(tokens, at)) : null;
    }

    // "May 5, 2020", "mars 2020", "mi-mars", "mars dernier"; a lone "mars" needs a word of time before it.
    private IReadOnlyList<WrittenDate> Month(Token[] tokens, int i)
    {
        if (MonthNamed(tokens, i) is not var (month, isPart))
        {
            return None;
        }

        var end = SkipDot(tokens, i);
        if (words.MonthFirst && end < tokens.Length && !(i > 0 && words.MonthAloneAfter.Contains(tokens[i - 1])) && Day(tokens, end) is { } day && Year(tokens[end]) is null)
        {
            var days = new List<(int Day, int First, int End)> { (day.Day, i, day.End) };
            while (days.Count < MostDays && NextDay(tokens, days[^1].End) is var (next, start, stop) && MonthAfter(tokens, stop) is null)
            {
                days.Add((next, start, stop));
            }

            var (stated, close) = YearAfter(tokens, days[^1].End);
            return Weekdays(tokens, i, Written(days, close, month, stated, side: 0));
        }

        var (year, after) = YearAfter(tokens, end);
        var side = after < tokens.Length && lexicon.Last.Contains(tokens[after]) ? -1 : after < tokens.Length && lexicon.Next.Contains(tokens[after]) ? 1 : 0;
        after += side == 0 ? 0 : 1;
        var first = i;
        if (side == 0 && i > 0 && (lexicon.Last.Contains(tokens[i - 1]) || lexicon.Next.Contains(tokens[i - 1])))
        {
            side = lexicon.Last.Contains(tokens[i - 1]) ? -1 : 1;
            first = i - 1;
        }

        return year is null && side == 0 && !isPart && !(i > 0 && (lexicon.BeforeYears.Contains(tokens[i - 1]) || words.Parts.Contains(tokens[i - 1]) || words.RangeOpeners.Contains(tokens[i - 1]) || words.RangeLinks.Contains(tokens[i - 1])))
            ? None
            : [new WrittenDate(first, after) { Month = month, Year = year, Side = side }];
    }

    private (int Month, bool IsPart)? MonthNamed(Token[] tokens, int i)
    {
        var token = tokens[i];
        if (lexicon.Months.TryGetValue(token, out var month))
        {
            // "Mars" inside a sentence is the planet, "may" the verb.
            return words.HasCapitalMonths ? token.IsCapital ? (month, false) : null : token.IsCapital && i > 0 && !tokens[i - 1].Is(".") ? null : (month, false);
        }

        var hyphen = token.Folded.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && lexicon.Find(token.Folded.AsSpan(0, hyphen)) is { } part && words.Parts.Contains(part) && lexicon.Find(token.Folded.AsSpan(hyphen + 1)) is { } name && lexicon.Months.TryGetValue(name, out month)
            ? (month, true)
            : null;
    }

    // "26/10/2020", "26.10.2020", "2020-10-26", and behind a weekday or an article also "jeudi 26-10-20".
    private WrittenDate? Numeric(Token[] tokens, int i)
    {
        ReadOnlySpan<char> Digits(int at) => text.AsSpan(tokens[at].Span.Start, tokens[at].Length);

        int? weekday = i > 0 && lexicon.Weekdays.TryGetValue(tokens[WeekdayEnd(tokens, i)], out var named) ? named : null;
        var first = weekday is null ? i : WeekdayEnd(tokens, i);
        var isIntroduced = weekday is not null || (i > 0 && lexicon.DayArticles.Contains(tokens[i - 1]));
        var own = Digits(i);
        var isYearFirst = own.Length == 4;
        if (own.Length is >= 8 and <= 10 && own.Count('.') == 2)
        {
            Span<Range> parts = stackalloc Range[3];
            own.Split(parts, '.');
            return Made(own[parts[0]], own[parts[1]], own[parts[2]], i + 1);
        }

        return i + 4 < tokens.Length && tokens[i + 1].Folded is "/" or "-" && tokens[i + 3].Is(tokens[i + 1].Folded)
            && !tokens[i + 1].SpaceBefore && !tokens[i + 2].SpaceBefore && !tokens[i + 3].SpaceBefore && !tokens[i + 4].SpaceBefore
            && tokens[i + 2].Kind == TokenKind.Number && tokens[i + 4].Kind == TokenKind.Number
            ? own.Length == 4 ? Made(Digits(i + 4), Digits(i + 2), own, i + 5) : Made(own, Digits(i + 2), Digits(i + 4), i + 5)
            : null;

        WrittenDate? Made(ReadOnlySpan<char> days, ReadOnlySpan<char> months, ReadOnlySpan<char> years, int end)
        {
            var isShort = years.Length == 2;
            var (day, month, year) = (Number(days), Number(months), isShort ? FullYear(Number(years), isIntroduced) : Number(years));
            if (month > 12 && day <= 12 && words.NumericIsAmbiguous)
            {
                (day, month) = (month, day);
            }

            if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > (isIntroduced && !isShort ? LongestMonth : DateTime.DaysInMonth(year, month))
                || (words.NumericIsAmbiguous && days.Length < 4 && years.Length >= 2 && day <= 12 && day != month && weekday is null && !isYearFirst))
            {
                return null;
            }

            // The weekday may tell that the month comes first, as Americans write it; then nothing can be said of it.
            var stated = weekday;
            if (stated is { } said && day <= 12 && Weekday(year, month, day) != said && Weekday(year, day, month) == said)
            {
                (day, month) = words.NumericIsAmbiguous ? (month, day) : (day, month);
                stated = words.NumericIsAmbiguous ? said : null;
            }

            // The weekday may tell the century.
            if (isShort && stated is { } wanted && year > 2000 && day <= 28 && Weekday(year, month, day) != wanted && Weekday(year - 100, month, day) == wanted)
            {
                year -= 100;
            }

            return new WrittenDate(first, end) { Day = day, Month = month, Year = year, Weekday = stated };
        }
    }

    private static int Weekday(int year, int month, int day) => day > DateTime.DaysInMonth(year, month) ? 0 : new DateOnly(year, month, day).DayOfWeek is var d && d == DayOfWeek.Sunday ? 7 : (int)d;

    // Two digits are a year of this century, or of the last where that would lie well ahead; without a day of publication nobody can say.
    private int FullYear(int year, bool isIntroduced) => isIntroduced && published is { Year: var now } ? year + (year + 2000 > now + 1 ? 1900 : 2000) : 0;

    private static int Number(ReadOnlySpan<char> digits) => digits.Length <= 4 && int.TryParse(digits, out var n) ? n : 0;

    // "premier trimestre 2020", "1er trimestre", "3. Quartal", "third quarter of 2020", "T2 2020", "Q3".
    private WrittenDate? Part(Token[] tokens, int i)
    {
        if (words.QuarterSigns.TryGetValue(tokens[i], out var sign) || words.HalfSigns.TryGetValue(tokens[i], out sign))
        {
            if (!tokens[i].IsCapital)
            {
                return null;
            }

            var count = words.QuarterSigns.Contains(tokens[i]) ? MonthsInQuarter : MonthsInHalf;
            var (signYear, signEnd) = YearAfter(tokens, i + 1);
            return new WrittenDate(i, signEnd) { Months = (((sign - 1) * count) + 1, count), Year = signYear };
        }

        var length = words.QuarterNouns.Contains(tokens[i]) ? MonthsInQuarter : words.HalfNouns.Contains(tokens[i]) || words.DatedHalfNouns.Contains(tokens[i]) ? MonthsInHalf : 0;
        if (length == 0 || OrdinalBefore(tokens, i) is not var (rank, first) || rank < 1 || rank > 12 / length)
        {
            return null;
        }

        var (year, end) = YearAfter(tokens, i + 1);
        if ((year is null && words.DatedHalfNouns.Contains(tokens[i])) || IsOfOwnYear(tokens, i, end))
        {
            return null;
        }

        return new WrittenDate(first, end) { Months = (((rank - 1) * length) + 1, length), Year = year };
    }

    // "2T de 2019"
    private WrittenDate? QuarterNumber(Token[] tokens, int i) =>
        i + 1 < tokens.Length && words.QuarterSuffixes.Contains(tokens[i + 1]) && tokens[i + 1] is { SpaceBefore: false, IsCapital: true } && tokens[i] is { Length: 1, Numeral: { Decimals: 0, Value: >= 1 and <= 4 } n }
        && YearAfter(tokens, i + 2) is (int year, var end)
            ? new WrittenDate(i, end) { Months = ((((int)n.Value - 1) * MonthsInQuarter) + 1, MonthsInQuarter), Year = year }
            : null;

    // "XVIIIe siècle", "19th century", "19. Jahrhundert", "siglo XIX".
    private WrittenDate? Century(Token[] tokens, int i)
    {
        if (!words.CenturyNouns.Contains(tokens[i]))
        {
            return null;
        }

        // "the 19th-century church"
        var noun = i > 1 && tokens[i - 1] is { Folded: "-", SpaceBefore: false } && !tokens[i].SpaceBefore ? i - 1 : i;
        var (number, first, end) = OrdinalBefore(tokens, noun) is var (rank, start) ? (rank, start, i + 1)
            : i > 0 && Roman(tokens[i - 1].Folded) is > 0 and var before ? (before, i - 1, i + 1)
            : i + 1 < tokens.Length && tokens[i + 1].IsCapital && Roman(tokens[i + 1].Folded) is > 0 and var after ? (after, i, i + 2)
            : (0, i, i + 1);
        return number is < 1 or > 22 ? null : new WrittenDate(first, end) { Fixed = new Period(new DateOnly(((number - 1) * 100) + 1, 1, 1), new DateOnly(number * 100, 12, 31)) };
    }

    private (int Rank, int First)? OrdinalBefore(Token[] tokens, int i)
    {
        if (i == 0)
        {
            return null;
        }

        if (words.Ordinals.TryGetValue(tokens[i - 1], out var rank))
        {
            return (rank, i - 1);
        }

        var number = words.DaySuffixes.Contains(tokens[i - 1]) && i > 1 && !tokens[i - 1].SpaceBefore ? i - 2 : i - 1;
        return number < i - 1 && tokens[number] is { Kind: TokenKind.Number, Length: <= 2, Numeral: { IsIdentifier: false, Decimals: 0 } n } ? ((int)n.Value, number) : null;
    }

    // "XVIIIe": a numeral with or without the ending of a rank.
    private static int Roman(string folded)
    {
        var letters = folded.TrimEnd('e').TrimEnd('m');
        var total = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            int Digit(int at) => letters[at] switch { 'i' => 1, 'v' => 5, 'x' => 10, _ => 0 };
            var digit = Digit(i);
            if (digit == 0)
            {
                return 0;
            }

            total += i + 1 < letters.Length && Digit(i + 1) > digit ? -digit : digit;
        }

        return total;
    }

    // "années 1970", "années 80", "1980s", "1980er-Jahre".
    private WrittenDate? Decade(Token[] tokens, int i)
    {
        if (tokens[i] is not { Numeral: { IsIdentifier: false, IsGrouped: false, Decimals: 0 } n } || tokens[i].Length is not (2 or 4) || n.Value % 10 != 0)
        {
            return null;
        }

        var suffix = i + 1 < tokens.Length && !tokens[i + 1].SpaceBefore && words.DecadeSuffixes.Contains(tokens[i + 1]) ? i + 1
            : i + 2 < tokens.Length && tokens[i + 1] is { Folded: "-" or "'" or "’", SpaceBefore: false } && words.DecadeSuffixes.Contains(tokens[i + 2]) ? i + 2
            : -1;
        var isNamed = i > 0 && words.DecadeWords.Contains(tokens[i - 1]);
        for (var head = i - 1; head >= Math.Max(0, i - 3) && !isNamed; head--)
        {
            isNamed = words.DecadeHeads.Contains(tokens[head]);
            if (!words.MonthLinks.Contains(tokens[head]) && !lexicon.Determiners.Contains(tokens[head]))
            {
                break;
            }
        }

        var start = (int)n.Value + (tokens[i].Length == 2 ? 1900 : 0);
        if ((suffix < 0 && !isNamed) || start is < FirstYear or > LastYear)
        {
            return null;
        }

        var end = suffix < 0 ? i + 1 : suffix + 1;
        end += suffix >= 0 && end < tokens.Length && words.DecadeWords.Contains(tokens[end]) ? 1 : 0;
        return new WrittenDate(suffix < 0 && words.DecadeWords.Contains(tokens[i - 1]) ? i - 1 : i, end) { Fixed = new Period(new DateOnly(start, 1, 1), new DateOnly(start + 9, 12, 31)) };
    }

    // "exercice 2018-2019", "saison 2018/19".
    private WrittenDate? YearSpan(Token[] tokens, int i)
    {
        if (i == 0 || !words.YearSpanWords.Contains(tokens[i - 1]) || Year(tokens[i]) is not { } year || i + 2 >= tokens.Length || tokens[i + 1].Folded is not ("-" or "–" or "/") || tokens[i + 2].Numeral is not { IsIdentifier: false } next)
        {
            return null;
        }

        return next.Value == year + 1 || (tokens[i + 2].Length == 2 && next.Value == (year + 1) % 100)
            ? new WrittenDate(i, i + 3) { Fixed = new Period(new DateOnly(year, 1, 1), new DateOnly(year + 1, 12, 31)) }
            : null;
    }

    private WrittenDate? BareYear(Token[] tokens, int i)
    {
        if (Year(tokens[i]) is not { } year)
        {
            return null;
        }

        var date = new WrittenDate(i, i + 1) { Year = year };

        // A heading or a line may begin with its year: "2014 : …".
        if (i == 0)
        {
            return tokens.Length == 1 || tokens[1].Is(":") ? date : null;
        }

        var follows = i + 1 < tokens.Length ? tokens[i + 1] : default;
        var counts = i + 1 < tokens.Length && follows.Kind == TokenKind.Word && follows.SpaceBefore && follows.IsCapital == lexicon.HasCapitalNouns && !lexicon.FunctionWords.Contains(follows);
        if (lexicon.BeforeYears.Contains(tokens[i - 1]))
        {
            // "en 2019 300 personnes" is a year; "avant 2000 personnes" is not.
            return (counts && lexicon.WideBeforeYears.Contains(tokens[i - 1])) || Measures(tokens, i) ? null : date;
        }

        // "at the end of 2019", "a finales de 2019"
        if (i > 1 && words.MonthLinks.Contains(tokens[i - 1]) && lexicon.BeforeYears.Contains(tokens[i - 2]) && !counts && !Measures(tokens, i))
        {
            return date;
        }

        // "(2006–2018)", "von 2008 bis 2016", "de 2012 à 2017".
        if (SecondOfPair(tokens, i, year) || FirstOfPair(tokens, i, year))
        {
            return counts ? null : date;
        }

        // "der 1986 gegründete Verein", "das Haus, 1986 eröffnet, …"
        if (year >= 1500 && lexicon.Figures.AfterYears.Contains(follows))
        {
            return date;
        }

        return words.BareYears && !counts && !Measures(tokens, i) && year >= 1500 && (tokens[i - 1].Kind == TokenKind.Word || (tokens[i - 1].Is(",") && follows.Is(","))) && !lexicon.Determiners.Contains(tokens[i - 1]) && lexicon.Hedges.Before(tokens, i, 0) is null
            && (follows.Kind == TokenKind.Word || follows.Folded is "." or "," or ";" or ")")
            ? date
            : null;
    }

    // "durante 2000 horas", "en 1500 euros"
    private bool Measures(Token[] tokens, int number) =>
        lexicon.Percent.At(tokens, number + 1, tokens.Length) is not null || lexicon.Currencies.At(tokens, number + 1, tokens.Length) is not null || lexicon.Units.At(tokens, number + 1, tokens.Length) is not null;

    private bool FirstOfPair(Token[] tokens, int i, int year) =>
        i + 2 < tokens.Length && Year(tokens[i + 2]) is { } second && second > year && IsPairLink(tokens, i, i + 1);

    private bool SecondOfPair(Token[] tokens, int i, int year) =>
        i >= 3 && Year(tokens[i - 2]) is { } first && first < year && IsPairLink(tokens, i - 2, i - 1);

    private bool IsPairLink(Token[] tokens, int first, int link) =>
        (tokens[link].Folded is "-" or "–" && tokens[first - 1].Folded is "(" or ",")
        || (words.RangeLinks.Contains(tokens[link]) && words.RangeOpeners.Contains(tokens[first - 1]))
        || (words.BothLinks.Contains(tokens[link]) && words.BothOpeners.Contains(tokens[first - 1]));

    private (int? Year, int End) YearAfter(Token[] tokens, int at)
    {
        var next = at < tokens.Length && (words.MonthLinks.Contains(tokens[at]) || (words.MonthFirst && tokens[at].Is(","))) ? at + 1 : at;
        next = BehindYearNoun(tokens, next) ?? next;
        if (next < tokens.Length && Year(tokens[next]) is { } year && !(next + 1 < tokens.Length && lexicon.Percent.At(tokens, next + 1, tokens.Length) is not null))
        {
            return (year, next + 1);
        }

        return published is { } p && lexicon.RelativeYears.At(tokens, at, tokens.Length) is { } relative ? (p.Year + relative.Meaning, at + relative.Length) : (null, at);
    }

    // "de l'année 2020", "of the year 2020", "des Jahres 2020"
    private int? BehindYearNoun(Token[] tokens, int at)
    {
        for (var i = at; i < Math.Min(tokens.Length, at + 3); i++)
        {
            if (words.YearNouns.Contains(tokens[i]))
            {
                return i + 1;
            }

            if (!lexicon.DayArticles.Contains(tokens[i]) && !lexicon.NameArticles.Contains(tokens[i]) && !words.MonthLinks.Contains(tokens[i]))
            {
                break;
            }
        }

        return null;
    }

    // "third quarter of fiscal 2020", "2. Quartal des Geschäftsjahres", "fiscal third quarter"
    private bool IsOfOwnYear(Token[] tokens, int noun, int end)
    {
        for (var i = Math.Max(0, noun - 2); i < Math.Min(tokens.Length, end + 4); i++)
        {
            if (words.OwnYears.Contains(tokens[i]))
            {
                return true;
            }

            if (i >= end && tokens[i].Kind == TokenKind.Mark)
            {
                return false;
            }
        }

        return false;
    }

    private int SkipDot(Token[] tokens, int month) =>
        lexicon.MonthAbbreviations.Contains(tokens[month]) && month + 1 < tokens.Length && tokens[month + 1] is { Folded: ".", SpaceBefore: false } ? month + 2 : month + 1;
}
