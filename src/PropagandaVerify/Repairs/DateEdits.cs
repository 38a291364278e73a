using System.Globalization;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Repairs;

/// <summary>The periods that a written date may have been meant as, if one slip was made: another year, another day.</summary>
internal static class DateEdits
{
    public static IEnumerable<(Slip Slip, double Likelihood, Period Period)> Of(Period written)
    {
        foreach (var (year, share) in Years(written.Start.Year))
        {
            if (written.InYear(year) is { } period)
            {
                yield return (Slip.Year, share, period);
            }
        }

        if (written.Start != written.End)
        {
            yield break;
        }

        foreach (var (day, share) in Days(written.Start))
        {
            yield return (Slip.Day, share, Period.Day(day));
        }
    }

    // The year before and the year after, and two digits swapped.
    private static IEnumerable<(int Year, double Share)> Years(int year)
    {
        yield return (year - 1, 0.15);
        yield return (year + 1, 0.1);

        // Another last digit.
        for (var digit = 0; digit <= 9; digit++)
        {
            if (year - (year % 10) + digit is var other && Math.Abs(other - year) > 1)
            {
                yield return (other, 0.02);
            }
        }

        foreach (var swapped in Swapped(year.ToString("0000", CultureInfo.InvariantCulture)).Where(y => y is > 999 && y != year && Math.Abs(y - year) <= 60))
        {
            yield return (swapped, 0.05);
        }
    }

    private static IEnumerable<(DateOnly Day, double Share)> Days(DateOnly day)
    {
        foreach (var by in new[] { -1, 1 })
        {
            if (day.AddDays(by) is var next && next.Month == day.Month)
            {
                yield return (next, 0.1);
            }
        }

        foreach (var other in Swapped(day.Day.ToString("00", CultureInfo.InvariantCulture)).Where(d => d > 0 && d != day.Day && d <= DateTime.DaysInMonth(day.Year, day.Month) && Math.Abs(d - day.Day) > 1))
        {
            yield return (new DateOnly(day.Year, day.Month, other), 0.05);
        }
    }

    private static IEnumerable<int> Swapped(string digits)
    {
        for (var i = 0; i + 1 < digits.Length; i++)
        {
            yield return int.Parse(string.Concat(digits.AsSpan(0, i), digits.AsSpan(i + 1, 1), digits.AsSpan(i, 1), digits.AsSpan(i + 2)), CultureInfo.InvariantCulture);
        }
    }
}
