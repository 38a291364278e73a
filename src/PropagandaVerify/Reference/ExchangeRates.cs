using System.Globalization;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>
/// Monthly lowest, mean and highest euro reference rates of a currency, and the cross rates that follow from them. A currency with an irrevocable parity
/// to the euro has one rate from its first day on; one that is pegged to another moves with it.
/// </summary>
public sealed class ExchangeRates
{
    private const string Euro = "EUR";
    private const decimal MeanPlace = 0.000_000_000_001m;
    private static readonly int FirstMonth = MonthNumber(Parity.FirstDay);
    private readonly Dictionary<string, Series> series;

    private ExchangeRates(Dictionary<string, Series> series) => this.series = series;

    /// <summary>
    /// Reads tables <c>month,currency,low,mean,high</c>: units of the currency for one euro; a later table goes before an earlier one, month by month. Lines that start with
    /// <c>#</c> are remarks.
    /// </summary>
    /// <exception cref="FormatException">A line is malformed; the message names its table.</exception>
    internal static ExchangeRates Read(IEnumerable<Source> tables, IReadOnlyDictionary<string, Parity> parities, IReadOnlyDictionary<string, Parity> pegs)
    {
        var series = new Dictionary<string, Series>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            Read(table, series);
        }

        foreach (var (currency, parity) in parities.Append(new(Euro, new Parity(Euro, 1m, Parity.FirstDay))))
        {
            series[currency] = (series.GetValueOrDefault(currency) ?? new Series()) with { Parity = parity };
        }

        foreach (var (currency, peg) in pegs)
        {
            series[currency] = series[peg.To].Pegged(peg);
        }

        return new ExchangeRates(series);
    }

    private static void Read(Source table, Dictionary<string, Series> series)
    {
        Span<Range> fields = stackalloc Range[7];
        foreach (var line in table.Text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line[0] == '#' || line.StartsWith("month", StringComparison.Ordinal))
            {
                continue;
            }

            if (line.Split(fields, ',') < 5 || !DateOnly.TryParseExact(line[fields[0]], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
                || Number(line[fields[2]]) is not { } low || Number(line[fields[3]]) is not { } mean || Number(line[fields[4]]) is not { } high || low <= 0 || mean < low || high < mean)
            {
                throw new FormatException($"{table.Path}: `{line}` is no line `month,currency,low,mean,high`");
            }

            var currency = new string(line[fields[1]]);
            if (!series.TryGetValue(currency, out var months))
            {
                series.Add(currency, months = new Series());
            }

            months.Add(MonthNumber(month), new Rate(low, mean, high), table.Path);
        }
    }

    /// <summary>The rate of a currency in a month, of its last one on record without one, in words with its source; null where none is known.</summary>
    internal string? Describe(string currency, Period? month)
    {
        if (!series.TryGetValue(currency, out var known) || currency == Euro)
        {
            return null;
        }

        var number = month is { } of ? MonthNumber(of.Start) : known.Parity is null ? known.LastMonth : MonthNumber(known.Parity.Since);
        return known[number] is not { } rate ? null
            : known.Parity is { } parity && number >= MonthNumber(parity.Since) ? $"1 EUR = {rate.Mean} {currency} by law since {parity.Since:yyyy-MM-dd} (rules/reference/currencies.yaml)"
            : $"1 EUR = {rate.Mean} {currency}, from {rate.Low} to {rate.High}, in {number / 12:0000}-{(number % 12) + 1:00} ({known.Origins.GetValueOrDefault(number)})";
    }

    public bool Knows(string currency) => series.ContainsKey(currency);

    /// <summary>Whether a period begins behind the last month on record.</summary>
    internal bool IsAhead(Period period) => MonthNumber(period.Start) > series.Values.Max(s => s.LastMonth);

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
        if (Fixed(from, to, period) is { } parity)
        {
            return parity;
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

    /// <summary>What <see cref="Cross"/> gives where law fixes the rate of both currencies in the period; else null.</summary>
    public Quantity? Fixed(string from, string to, Period period) =>
        series.TryGetValue(from, out var a) && series.TryGetValue(to, out var b) && a.FixedIn(period) is { } one && b.FixedIn(period) is { } other
            ? Quantity.Exact((Rational)other.Units / one.Units, Unit.Ratio(to, from))
            : null;

    private static int MonthNumber(DateOnly day) => (day.Year * 12) + day.Month - 1;

    private static decimal? Number(ReadOnlySpan<char> text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private readonly record struct Rate(Rational Low, Rational Mean, Rational High);

    private sealed record Series
    {
        private readonly Dictionary<int, Rate> months = [];

        public Parity? Parity { get; init; }

        public int LastMonth { get; private set; }

        public Rate? this[int month] =>
            Parity is { } parity && month >= MonthNumber(parity.Since) ? new Rate(parity.Units, parity.Units, parity.Units)
            : months.TryGetValue(month, out var rate) ? rate
            : null;

        // Before its first day a currency had rates of the market, if the table has any.
        public Parity? FixedIn(Period period) => Parity is { } parity && period.End >= parity.Since && (period.Start >= parity.Since || LastMonth == 0) ? parity : null;

        /// <summary>The path of the table that each month is from.</summary>
        public Dictionary<int, string> Origins { get; } = [];

        public void Add(int month, Rate rate, string origin)
        {
            months[month] = rate;
            Origins[month] = origin;
            LastMonth = Math.Max(LastMonth, month);
        }

        public Series Pegged(Parity peg)
        {
            var pegged = new Series();
            foreach (var (month, rate) in months.Where(m => m.Key >= MonthNumber(peg.Since)))
            {
                pegged.Add(month, new Rate(rate.Low * peg.Units, rate.Mean * peg.Units, rate.High * peg.Units), $"pegged to {peg.To}, {Origins[month]}");
            }

            return pegged;
        }
    }
}

/// <summary>A rate that law fixes.</summary>
/// <param name="To">The currency that the other is tied to.</param>
/// <param name="Units">Units of the other currency for one of it.</param>
/// <param name="Since">Its first day; that of the euro where it is older.</param>
public sealed record Parity(string To, decimal Units, DateOnly Since)
{
    /// <summary>The first day of the euro.</summary>
    public static DateOnly FirstDay { get; } = new(1999, 1, 1);
}
