using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Rules;

/// <summary>What rules reckon with dates: distances, movements, and the calendar periods that hold them.</summary>
internal static class Calendar
{
    /// <summary>The distance between two dates as <paramref name="full"/> counts it; between periods all that may be meant.</summary>
    public static Value Between(Value from, Value to, Func<DateOnly, DateOnly, int> full) => (from, to) switch
    {
        (Value.Date a, Value.Date b) => Between(a.Period, b.Period, full),
        (Value.Missing m, _) => m,
        (_, Value.Missing m) => m,
        _ => new Value.Missing("one of the two is no date"),
    };

    public static int Days(DateOnly a, DateOnly b) => b.DayNumber - a.DayNumber;

    /// <summary>The full months from one day to another, as ages are counted.</summary>
    public static int Months(DateOnly a, DateOnly b) => b < a ? -Months(b, a) : ((b.Year - a.Year) * 12) + b.Month - a.Month - (b.Day < a.Day ? 1 : 0);

    /// <summary>The full years from one day to another.</summary>
    public static int Years(DateOnly a, DateOnly b) => b < a ? -Years(b, a) : b.Year - a.Year - ((b.Month, b.Day).CompareTo((a.Month, a.Day)) < 0 ? 1 : 0);

    /// <summary>A date moved by a duration, forward or back.</summary>
    public static Value Move(Value date, Value duration, int sign) => (date, duration) switch
    {
        (Value.Date d, Value.Duration n) => new Value.Date(d.Period.Moved(sign * n.Days, sign * n.Months)),
        (Value.Missing m, _) => m,
        (_, Value.Missing m) => m,
        _ => new Value.Missing("only a date moves by a duration"),
    };

    /// <summary>The calendar period around a date, or that a date is not inside one.</summary>
    public static Value Held(Period? period, string what) => period is { } p ? new Value.Date(p) : new Value.Missing($"the date lies in no single {what}");

    public static Value YearNumber(Period period) =>
        period.YearOf() is { } year ? new Value.Number(Quantity.Exact(year.Start.Year) with { IsLabel = true }) : new Value.Missing("the date lies in no single year");

    /// <summary>A duration as the number of days that a number is compared with; months and years have none.</summary>
    public static Value InDays(Value duration) => duration switch
    {
        Value.Duration { Months: 0 } d => new Value.Number(Quantity.Exact(d.Days)),
        Value.Duration => new Value.Missing("months have no fixed number of days"),
        _ => duration,
    };

    // From the last day that may be the first to the first that may be the last, and the reverse. An end that nobody knows leaves that side open.
    private static Value Between(Period from, Period to, Func<DateOnly, DateOnly, int> full)
    {
        Rational? least = from.End == DateOnly.MaxValue || to.Start == DateOnly.MinValue ? null : full(from.End, to.Start);
        Rational? most = from.Start == DateOnly.MinValue || to.End == DateOnly.MaxValue ? null : full(from.Start, to.End);
        if ((least ?? most) is not { } value)
        {
            return new Value.Missing("one of the dates is unknown");
        }

        var range = new Interval(least, most);
        return new Value.Number(new Quantity { Value = value, Strict = range, Loose = range, Origin = WidthOrigin.Reckoned });
    }
}
