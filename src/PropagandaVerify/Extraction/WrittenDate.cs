using PropagandaVerify.Reference;

namespace PropagandaVerify.Extraction;

/// <summary>A date as its words give it, before the year is known.</summary>
/// <param name="First">Its first token.</param>
/// <param name="End">The token after its last.</param>
internal sealed record WrittenDate(int First, int End)
{
    public int? Day { get; init; }

    public int? Month { get; init; }

    /// <summary>The first month of a quarter or half-year, and how many months it has; null for anything else.</summary>
    public (int First, int Count)? Months { get; init; }

    public int? Year { get; init; }

    /// <summary>What is meant whatever the year: a decade, a century, a day counted from publication.</summary>
    public Period? Fixed { get; init; }

    /// <summary>Whether <see cref="Fixed"/> was counted from publication, so that no year is stated.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Whether words alone count it from publication ("hier", "last month").</summary>
    public bool IsCounted { get; init; }

    /// <summary>Whether it is a decade or a century.</summary>
    public bool IsEra => Fixed is not null && !IsRelative && Fixed.Value.End.Year - Fixed.Value.Start.Year > 1;

    /// <summary>Monday = 1; null without a weekday.</summary>
    public int? Weekday { get; init; }

    /// <summary>Whether a word says that the last or the next one is meant: -1, 1; else 0.</summary>
    public int Side { get; init; }

    /// <summary>Whether only a weekday is written.</summary>
    public bool IsBareWeekday => Weekday is not null && Day is null && Fixed is null;

    /// <summary>The days it covers in a year; null where that year has no such day.</summary>
    public Period? In(int year) =>
        Fixed is { } period ? period
        : Months is var (first, count) ? new Period(Period.Month(year, first).Start, Period.Month(year, first + count - 1).End)
        : Month is not { } month ? Period.Year(year)
        : Day is not { } day ? Period.Month(year, month)
        : day <= DateTime.DaysInMonth(year, month) ? Period.Day(new DateOnly(year, month, day))
        : null;
}
