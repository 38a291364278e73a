using System.Globalization;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>
/// Monthly lowest, mean and highest euro reference rates of a currency, and the cross rates that follow from them. Currencies
/// with an irrevocable parity to the euro have one rate for every month since 1999.
/// </summary>
public sealed class ExchangeRates
{
    private const string Euro = "EUR";
    private const decimal MeanPlace = 0.000_000_000_001m;
    private static readonly DateOnly FirstDay = new(1999, 1, 1);
    private static readonly int FirstMonth = MonthNumber(FirstDay);
    private readonly Dictionary<string, Series> series;

    private ExchangeRates(Dictionary<string, Series> series) => this.series = series;

    /// <summary>Reads the table <c>month,currency,low,mean,high,days</c>: units of the currency for one euro. Lines that start with <c>#</c> are remarks.</summary>
    internal static ExchangeRates Read(Source source, IReadOnlyDictionary<string, decimal> parities)
    {
        var series = new Dictionary<string, Series>(StringComparer.Ordinal);
        Span<Range> fields = stackalloc Range[7];
        foreach (var line in source.Text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line[0] == '#' || line[0] == 'm')
            {
                continue;
            }

            if (line.Split(fields, ',') < 5)
            {
                throw new InvalidDataException($"{source.Path}: a line has fewer than five fields: {line}");
            }

            var currency = new string(line[fields[1]]);
            if (!series.TryGetValue(currency, out var months))
            {
                series.Add(currency, months = new Series([]));
            }

            var month = MonthNumber(DateOnly.ParseExact(line[fields[0]], "yyyy-MM", CultureInfo.InvariantCulture));
            months.Add(month, new Rate(Number(line[fields[2]]), Number(line[fields[3]]), Number(line[fields[4]])));
        }

        foreach (var (currency, parity) in parities.Append(new(Euro, 1m)))
        {
            series[currency] = new Series([]) { Parity = new Rate(parity, parity, parity) };
        }

        return new ExchangeRates(series);
    }

    public bool Knows(string currency) => series.ContainsKey(currency);

    /// <summary>
    /// Units of <paramref name="to"/> for one unit of <paramref name="from"/>: the mean of the months that the period touches, in the interval
    /// from the lowest to the highest daily rate. Null when the table has no such month.
    /// </summary>
    public Quantity? Cross(string from, string to, Period period)
    {
        if (!series.TryGetValue(from, out var base_) || !series.TryGetValue(to, out var quote))
        {
            return null;
        }

        Rational? low = null, high = null;
        Rational sum = 0;
        var months = 0;
        if (base_.Parity is { } one && quote.Parity is { } other)
        {
            return period.End >= FirstDay ? Quantity.Exact(other.Mean / one.Mean, Unit.Ratio(to, from)) : null;
        }

        var last = Math.Min(MonthNumber(period.End), Math.Max(base_.LastMonth, quote.LastMonth));
        for (var month = Math.Max(FirstMonth, MonthNumber(period.Start)); month <= last; month++)
        {
            if (base_[month] is { } b && quote[month] is { } q)
            {
                low = q.Low / b.High is var least && (low is null || least < low) ? least : low;
                high = q.High / b.Low is var most && (high is null || most > high) ? most : high;
                // Only the ends must be exact; a sum of a hundred fractions would grow without need.
                sum += (q.Mean / b.Mean).RoundedTo(MeanPlace);
                months++;
            }
        }

        if (low is null)
        {
            return null;
        }

        var range = new Interval(low, high);
        return new Quantity { Value = (sum / months).RoundedTo(MeanPlace), Origin = WidthOrigin.Recorded, Strict = range, Loose = range, Unit = Unit.Ratio(to, from) };
    }

    private static int MonthNumber(DateOnly day) => (day.Year * 12) + day.Month - 1;

    private static decimal Number(ReadOnlySpan<char> text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private readonly record struct Rate(Rational Low, Rational Mean, Rational High);

    private sealed class Series(SortedDictionary<int, Rate> months)
    {
        public Rate? Parity { get; init; }

        public int LastMonth { get; private set; }

        public Rate? this[int month] => Parity ?? (months.TryGetValue(month, out var rate) ? rate : null);

        public void Add(int month, Rate rate)
        {
            months[month] = rate;
            LastMonth = Math.Max(LastMonth, month);
        }
    }
}
