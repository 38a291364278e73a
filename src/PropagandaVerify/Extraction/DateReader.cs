using PropagandaVerify.Reference;

namespace PropagandaVerify.Extraction;

/// <summary>Finds the dates of a passage and resolves them against the day of publication.</summary>
internal sealed class DateReader(Lexicon lexicon, DateOnly? published, string text)
{
    private readonly DateModes modes = new(lexicon);

    /// <summary>Adds the dates of a passage and marks the tokens they take.</summary>
    public void Read(Passage passage, bool[] taken, List<DateMention> dates)
    {
        var tokens = passage.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (At(tokens, i) is not { } found)
            {
                continue;
            }

            for (var t = found.First; t < found.End; t++)
            {
                taken[t] = true;
            }

            var mode = modes.Of(passage, found.First, found.End);
            foreach (var date in found.Dates)
            {
                var (period, nearest) = Resolve(date, mode, IsPast(tokens, date, found.End));
                if (period is { } resolved)
                {
                    dates.Add(new DateMention
                    {
                        Span = tokens[date.First].Span.Through(tokens[date.End - 1].Span),
                        Block = passage.Index,
                        FirstToken = date.First,
                        EndToken = date.End,
                        Scope = passage.Scope,
                        Period = resolved,
                        Nearest = nearest,
                        HasYear = date.Year is not null,
                        Weekday = date.Weekday is { } weekday && (date.Year is not null || lexicon.OtherYears.Within(tokens, 0, tokens.Length) is null) ? (weekday, tokens[date.First].Span) : null,
                        Mode = mode,
                    });
                }
            }

            i = found.End - 1;
        }
    }

    private (int First, int End, IReadOnlyList<Written> Dates)? At(Token[] tokens, int i)
    {
        var token = tokens[i];
        if (token.Kind == TokenKind.Number)
        {
            return Numeric(tokens, i) ?? Days(tokens, i) ?? BareYear(tokens, i);
        }

        if (token.Kind != TokenKind.Word)
        {
            return null;
        }

        // "mi-mars 2020", "mars 2020", "mars dernier"; a lone "mars" needs a word of time before it.
        var name = token.Folded.StartsWith("mi-", StringComparison.Ordinal) ? token.Folded[3..] : token.Folded;
        if ((name == token.Folded ? token.Word : lexicon.Find(name)) is not { } named || !lexicon.Months.TryGetValue(named, out var month) || (token.IsCapital && i > 0 && !tokens[i - 1].Is(".")))
        {
            return null;
        }

        var end = SkipDot(tokens, i);
        var (year, after) = YearAfter(tokens, end);
        if (year is null && !(i > 0 && lexicon.BeforeYears.Contains(tokens[i - 1])) && name == token.Folded)
        {
            return null;
        }

        return (i, after, [new Written(i, after, null, month, year, null)]);
    }

    // "le mardi 12 mai 2020", "1er mai", "du 3 au 5 mai 2020", "les 3 et 4 mai".
    private (int, int, IReadOnlyList<Written>)? Days(Token[] tokens, int i)
    {
        if (Day(tokens, i) is not { } first)
        {
            return null;
        }

        var at = first.End;
        var days = new List<(int Day, int First, int End)> { (first.Day, i, at) };
        while (at + 1 < tokens.Length && (lexicon.RangeWords.Contains(tokens[at]) || tokens[at].Folded is "," or "-" or "–" or "/"))
        {
            var next = at + 1;
            next += next < tokens.Length && lexicon.Weekdays.Contains(tokens[next]) ? 1 : 0;
            next += next < tokens.Length && lexicon.DayArticles.Contains(tokens[next]) ? 1 : 0;
            if (next >= tokens.Length || Day(tokens, next) is not { } other)
            {
                break;
            }

            days.Add((other.Day, next, other.End));
            at = other.End;
        }

        // A list of days shares the month that follows its last one; where none follows, the first alone may be a date.
        if (at >= tokens.Length || !lexicon.Months.TryGetValue(tokens[at], out var month))
        {
            at = first.End;
            days.RemoveRange(1, days.Count - 1);
            if (at >= tokens.Length || !lexicon.Months.TryGetValue(tokens[at], out month))
            {
                return null;
            }
        }

        var (year, after) = YearAfter(tokens, SkipDot(tokens, at));
        // "les samedi et dimanche 13 et 14 juin": as many weekdays as days, or nobody knows which belongs to which.
        var weekday = WeekdayBefore(tokens, i);
        var start = weekday is null ? i : i - 1;
        var weekdays = new List<int>();
        for (var w = i - 1; w >= 0 && lexicon.Weekdays.TryGetValue(tokens[w], out var named); w -= 2)
        {
            weekdays.Insert(0, named);
            if (w == 0 || !(lexicon.RangeWords.Contains(tokens[w - 1]) || tokens[w - 1].Folded is "," or "/" or "-"))
            {
                break;
            }
        }

        weekday = weekdays.Count <= 1 ? weekday : weekdays.Count == days.Count ? weekdays[0] : null;
        start = weekday is null || weekdays.Count > 1 ? i : start;
        return (start, after, [.. days.Select((d, n) => new Written(n == 0 ? start : d.First, n == days.Count - 1 ? after : d.End, d.Day, month, year, n == 0 ? weekday : null))]);
    }

    private int? WeekdayBefore(Token[] tokens, int i) => i > 0 && lexicon.Weekdays.TryGetValue(tokens[i - 1], out var weekday) ? weekday : null;

    private (int Day, int End)? Day(Token[] tokens, int i)
    {
        if (tokens[i] is not { Kind: TokenKind.Number, Length: <= 2, Numeral: { IsIdentifier: false, Decimals: 0 } n } || n.Value is < 1 or > 31)
        {
            return null;
        }

        var end = i + 1 < tokens.Length && !tokens[i + 1].SpaceBefore && lexicon.FirstDay.Contains(tokens[i + 1]) ? i + 2 : i + 1;
        return ((int)n.Value, end);
    }

    // "26/10/2020", "26.10.2020", "2020-10-26", and behind a weekday or an article also "jeudi 26-10-20".
    private (int, int, IReadOnlyList<Written>)? Numeric(Token[] tokens, int i)
    {
        ReadOnlySpan<char> Digits(int at) => text.AsSpan(tokens[at].Span.Start, tokens[at].Length);

        var weekday = WeekdayBefore(tokens, i);
        var isIntroduced = weekday is not null || (i > 0 && lexicon.DayArticles.Contains(tokens[i - 1]));
        var own = Digits(i);
        var isShort = i + 4 < tokens.Length && tokens[i + 4].Length == 2;
        if (own.Length is >= 8 and <= 10 && own.Count('.') == 2)
        {
            Span<Range> parts = stackalloc Range[3];
            own.Split(parts, '.');
            return Made(Part(own[parts[0]]), Part(own[parts[1]]), Year(own[parts[2]]), i + 1);
        }

        if (i + 4 < tokens.Length && tokens[i + 1].Folded is "/" or "-" && tokens[i + 3].Is(tokens[i + 1].Folded)
            && !tokens[i + 1].SpaceBefore && !tokens[i + 2].SpaceBefore && !tokens[i + 3].SpaceBefore && !tokens[i + 4].SpaceBefore
            && tokens[i + 2].Kind == TokenKind.Number && tokens[i + 4].Kind == TokenKind.Number)
        {
            return own.Length == 4
                ? Made(Part(Digits(i + 4)), Part(Digits(i + 2)), Part(own), i + 5)
                : Made(Part(own), Part(Digits(i + 2)), Year(Digits(i + 4)), i + 5);
        }

        return null;

        static int Part(ReadOnlySpan<char> digits) => digits.Length <= 4 && int.TryParse(digits, out var n) ? n : 0;

        // Two digits are a year of this century, or of the last where that would lie well ahead; without a day of publication nobody can say.
        int Year(ReadOnlySpan<char> digits) => digits.Length != 2 || !isIntroduced ? Part(digits)
            : published is { Year: var now } ? Part(digits) + (Part(digits) + 2000 > now + 1 ? 1900 : 2000)
            : 0;

        (int, int, IReadOnlyList<Written>)? Made(int day, int month, int year, int end)
        {
            int Weekday(int y) => day <= DateTime.DaysInMonth(y, month) ? (int)new DateOnly(y, month, day).DayOfWeek is var d && d == 0 ? 7 : d : 0;
            var first = weekday is null ? i : i - 1;

            // The weekday may tell that the month comes first, as Americans write it; then nothing can be said of it.
            if (weekday is { } said && day <= 12 && month <= 12 && year > 999 && Weekday(year) != said && (int)new DateOnly(year, day, month).DayOfWeek == said % 7)
            {
                weekday = null;
            }

            // The weekday may tell the century.
            if (isShort && weekday is { } wanted && year > 2000 && month is >= 1 and <= 12 && day <= 28 && Weekday(year) != wanted && Weekday(year - 100) == wanted)
            {
                year -= 100;
            }

            return year is >= 1000 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
                ? (first, end, [new Written(first, end, day, month, year, weekday)])
                : null;
        }
    }

    private (int, int, IReadOnlyList<Written>)? BareYear(Token[] tokens, int i)
    {
        if (Year(tokens[i]) is not { } year)
        {
            return null;
        }

        // A heading or a line may begin with its year: "2014 : …".
        if (i == 0)
        {
            return tokens.Length == 1 || tokens[1].Is(":") ? (0, 1, [new Written(0, 1, null, null, year, null)]) : null;
        }

        if (!lexicon.BeforeYears.Contains(tokens[i - 1]))
        {
            return null;
        }

        // "en 2019 300 personnes" is a year; "avant 2000 personnes" is not.
        return i + 1 < tokens.Length && tokens[i + 1] is { Kind: TokenKind.Word, IsCapital: false } next && !lexicon.FunctionWords.Contains(next) && tokens[i - 1].Folded is "avant" or "après"
            ? null
            : (i, i + 1, [new Written(i, i + 1, null, null, year, null)]);
    }

    private (int? Year, int End) YearAfter(Token[] tokens, int at)
    {
        if (at < tokens.Length && Year(tokens[at]) is { } year)
        {
            return (year, at + 1);
        }

        if (published is { } p)
        {
            if (lexicon.RelativeYears.At(tokens, at, tokens.Length) is { } relative)
            {
                return (p.Year + relative.Meaning, at + relative.Length);
            }
        }

        return (null, at);
    }

    private static int? Year(Token token) =>
        token is { Kind: TokenKind.Number, Length: 4, Numeral: { IsIdentifier: false, IsGrouped: false, Decimals: 0 } n } && n.Value is >= 1000 and <= 2200 ? (int)n.Value : null;

    private int SkipDot(Token[] tokens, int month) =>
        lexicon.MonthAbbreviations.Contains(tokens[month]) && month + 1 < tokens.Length && tokens[month + 1] is { Folded: ".", SpaceBefore: false } ? month + 2 : month + 1;

    // "depuis mars", "le 12 février dernier": only the past can be meant.
    private bool IsPast(Token[] tokens, Written date, int end) =>
        (end < tokens.Length && lexicon.Last.Contains(tokens[end]))
        || lexicon.PastLinks.Before(tokens, date.First, 0) is not null
        || (date.First > 0 && lexicon.DayArticles.Contains(tokens[date.First - 1]) && lexicon.PastLinks.Before(tokens, date.First - 1, 0) is not null);

    // Nine dates in ten carry no year. What is reported lies before publication; otherwise the reading nearest to it is meant. A reader of
    // something told takes this year or the last, whichever is nearer, so that one is kept beside the resolved one.
    private (Period? Period, Period Nearest) Resolve(Written date, DateMode mode, bool isPast)
    {
        if (date.Year is { } year)
        {
            var stated = date.In(year);
            return (stated, stated ?? default);
        }

        if (published is not { } anchor)
        {
            return (null, default);
        }

        var readings = new[] { anchor.Year - 1, anchor.Year, anchor.Year + 1 }.Select(date.In).OfType<Period>().ToList();
        if (readings.Count == 0)
        {
            return (null, default);
        }

        int Distance(Period p) => p.Contains(anchor) ? 0 : Math.Min(Math.Abs(p.Start.DayNumber - anchor.DayNumber), Math.Abs(p.End.DayNumber - anchor.DayNumber));
        var past = readings.Where(p => p.Start <= anchor).Select(p => (Period?)p).LastOrDefault();
        var told = readings.Where(p => p.Start.Year <= anchor.Year).MinBy(Distance);
        return isPast && past is { } only ? (only, only)
            : (mode == DateMode.Reported && past is not null ? past : readings.MinBy(Distance), told);
    }

    /// <summary>A date before it is resolved; a null day is a month, a null month a year.</summary>
    private sealed record Written(int First, int End, int? Day, int? Month, int? Year, int? Weekday)
    {
        public Period? In(int year) =>
            Month is not { } month ? Period.Year(year)
            : Day is not { } day ? Period.Month(year, month)
            : day <= DateTime.DaysInMonth(year, month) ? Period.Day(new DateOnly(year, month, day))
            : null;
    }
}
