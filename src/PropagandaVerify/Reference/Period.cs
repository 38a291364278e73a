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

    /// <summary>The period with days added before and after, held inside the calendar.</summary>
    public Period Around(int days) => new(
        Start.DayNumber - days < 0 ? DateOnly.MinValue : Start.AddDays(-days),
        End.DayNumber + days > DateOnly.MaxValue.DayNumber ? DateOnly.MaxValue : End.AddDays(days));

    public override string ToString() =>
        Start == End ? Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        : this == Always ? "any date"
        : Start.Day == 1 && this == Month(Start.Year, Start.Month) ? Start.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)
        : this == Year(Start.Year) ? Start.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)
        : $"{Day(Start)}..{Day(End)}";
}
