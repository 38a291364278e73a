namespace PropagandaVerify.Reference;

/// <summary>A span of days, both ends included: a day, a month, a year, or what a range of dates covers.</summary>
public readonly record struct Period(DateOnly Start, DateOnly End)
{
    /// <summary>Every day; the date of something whose date nobody knows.</summary>
    public static Period Always { get; } = new(DateOnly.MinValue, DateOnly.MaxValue);

    public static Period Day(DateOnly day) => new(day, day);

    public static Period Month(int year, int month) => new(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));

    public static Period Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    public bool Contains(DateOnly day) => Start <= day && day <= End;

    public bool Overlaps(Period other) => Start <= other.End && other.Start <= End;

    /// <summary>The same days in another year; null where that year lacks them.</summary>
    public Period? InYear(int year)
    {
        var by = year - Start.Year;
        return year is < 1 or > 9998 || End.Year + by is < 1 or > 9998 || (Start is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year)) ? null
            : this == Month(Start.Year, Start.Month) ? Month(year, Start.Month)
            : new Period(Start.AddYears(by), End.AddYears(by));
    }

    /// <summary>The period with days and months added before and after, held inside the calendar.</summary>
    public Period Around(int days, int months = 0) => new(Moved(-days, -months).Start, Moved(days, months).End);

    /// <summary>
    /// Both ends moved by months, then by days, held inside the calendar. A day that a month lacks becomes its last one; whole months stay whole
    /// months; an end that is open stays open.
    /// </summary>
    public Period Moved(int days, int months = 0)
    {
        var isWhole = Start.Day == 1 && End.Day == DateTime.DaysInMonth(End.Year, End.Month);
        return new Period(
            Start == DateOnly.MinValue ? Start : Added(Start, days, months, toMonthEnd: false),
            End == DateOnly.MaxValue ? End : Added(End, days, months, isWhole && months != 0));
    }

    /// <summary>The calendar month that holds the whole period; null where none does.</summary>
    public Period? MonthOf() => (Start.Year, Start.Month) == (End.Year, End.Month) ? Month(Start.Year, Start.Month) : null;

    /// <summary>The calendar quarter that holds the whole period; null where none does.</summary>
    public Period? QuarterOf()
    {
        var first = ((Start.Month - 1) / 3 * 3) + 1;
        var quarter = new Period(Month(Start.Year, first).Start, Month(Start.Year, first + 2).End);
        return quarter.Contains(End) ? quarter : null;
    }

    /// <summary>The calendar year that holds the whole period; null where none does.</summary>
    public Period? YearOf() => Start.Year == End.Year ? Year(Start.Year) : null;

    private static DateOnly Added(DateOnly day, int days, int months, bool toMonthEnd)
    {
        var month = (((long)day.Year - 1) * 12) + day.Month - 1 + months;
        if (month is < 0 or >= 9999 * 12)
        {
            return month < 0 ? DateOnly.MinValue : DateOnly.MaxValue;
        }

        var (year, at) = ((int)(month / 12) + 1, (int)(month % 12) + 1);
        var length = DateTime.DaysInMonth(year, at);
        var number = new DateOnly(year, at, toMonthEnd ? length : Math.Min(day.Day, length)).DayNumber + (long)days;
        return number < 0 ? DateOnly.MinValue : number > DateOnly.MaxValue.DayNumber ? DateOnly.MaxValue : DateOnly.FromDayNumber((int)number);
    }

    public override string ToString() =>
        Start == End ? Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        : this == Always ? "any date"
        : Start.Day == 1 && this == Month(Start.Year, Start.Month) ? Start.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)
        : this == Year(Start.Year) ? Start.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)
        : $"{Day(Start)}..{Day(End)}";
}
