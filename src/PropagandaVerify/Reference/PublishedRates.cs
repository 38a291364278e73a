using System.Globalization;
using System.Text;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>
/// Turns daily rates as banks publish them into the monthly table that <see cref="ExchangeRates"/> reads. Two forms are known: that of the European Central Bank (<c>Date,USD,JPY,…</c>, units for
/// one euro, <c>N/A</c> where there is none) and lines <c>date,base,quote,rate</c> (units of the quote for one of the base).
/// </summary>
public static class PublishedRates
{
    private const string Euro = "EUR";
    private const decimal Place = 0.000_000_01m;

    /// <summary>Whether a table has the head of one of the two forms.</summary>
    public static bool Knows(Source table) => Head(table) is ["date", ..];

    /// <summary>The table <c>month,currency,low,mean,high,days</c> in euros.</summary>
    /// <param name="table">The published table.</param>
    /// <param name="known">The rates by which those of a base other than the euro are told in euros.</param>
    /// <exception cref="FormatException">A line is malformed, or no rate in euros is known for either currency of one.</exception>
    public static string Monthly(Source table, ExchangeRates known)
    {
        var text = new StringBuilder();
        text.Append("# From ").Append(Path.GetFileName(table.Path)).Append(": monthly lowest, mean and highest of the daily rates, units of the currency for one euro.\nmonth,currency,low,mean,high,days\n");
        foreach (var month in Daily(table).GroupBy(d => (d.Day.Year, d.Day.Month, d.Base, d.Quote)).OrderBy(g => (g.Key.Year, g.Key.Month)).ThenBy(g => g.Key.Quote, StringComparer.Ordinal))
        {
            Rational low = month.Min(d => d.Rate), high = month.Max(d => d.Rate), mean = month.Aggregate((Rational)0, (sum, d) => sum + d.Rate) / month.Count();
            var (currency, a, b, c) = InEuros(month.Key.Base, month.Key.Quote, Period.Month(month.Key.Year, month.Key.Month), (low, mean, high), known, table);
            text.Append(CultureInfo.InvariantCulture, $"{month.Key.Year:0000}-{month.Key.Month:00},{currency},{a.RoundedTo(Place)},{b.RoundedTo(Place)},{c.RoundedTo(Place)},{month.Count()}\n");
        }

        return text.ToString();
    }

    // The base may be the euro, the quote may be, or one of them has a rate in euros for the month.
    private static (string Currency, Rational Low, Rational Mean, Rational High) InEuros(string from, string to, Period month, (Rational Low, Rational Mean, Rational High) rate, ExchangeRates known, Source table) =>
        known.Cross(Euro, from, month) is { } own ? (to, own.Strict.Low!.Value * rate.Low, own.Value * rate.Mean, own.Strict.High!.Value * rate.High)
        : known.Cross(Euro, to, month) is { } other ? (from, other.Strict.Low!.Value / rate.High, other.Value / rate.Mean, other.Strict.High!.Value / rate.Low)
        : throw new FormatException($"{table.Path}: no rate in euros is known for {from} or {to} in {month.Start:yyyy-MM}; import one of them first and name its file with --reference");

    private static IEnumerable<(DateOnly Day, string Base, string Quote, decimal Rate)> Daily(Source table)
    {
        var head = Head(table);
        var isLong = head is ["date", "base", "quote", "rate"];
        var codes = table.Text.Split('\n')[0].Split(',', StringSplitOptions.TrimEntries);
        var number = 0;
        foreach (var line in table.Text.Split('\n'))
        {
            var fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (++number == 1 || fields is [""])
            {
                continue;
            }

            if (!DateOnly.TryParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || fields.Length < head.Length)
            {
                throw new FormatException($"{table.Path}:{number}: `{line.Trim()}` begins with no day such as 2020-10-26, or lacks fields");
            }

            for (var i = isLong ? 3 : 1; i < head.Length; i++)
            {
                if (fields[i] is "N/A" or "")
                {
                    continue;
                }

                yield return decimal.TryParse(fields[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate > 0
                    ? (day, isLong ? fields[1] : Euro, isLong ? fields[2] : codes[i], rate)
                    : throw new FormatException($"{table.Path}:{number}: `{fields[i]}` is no rate");
            }
        }
    }

    // The bank ends its lines with a comma.
    private static string[] Head(Source table) => table.Text.Split('\n')[0].Trim().TrimEnd(',').ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries);
}
