using System.Globalization;

namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>Units of one currency for one of another within a month: the lowest and highest daily rate, and the mean.</summary>
internal sealed record RateBand(decimal Low, decimal Mean, decimal High);

/// <summary>The published table of euro rates, read here on its own so that the generator shares no code with what it measures.</summary>
internal sealed class MonthlyRates
{
    private readonly Dictionary<(string Month, string Currency), RateBand> rates = [];

    private MonthlyRates()
    {
        using var stream = typeof(MonthlyRates).Assembly.GetManifestResourceStream("exchange-rates.csv")
            ?? throw new InvalidOperationException("exchange-rates.csv is not embedded in the assembly");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line is ['1' or '2', ..] && line.Split(',') is [var month, var currency, var low, var mean, var high, ..])
            {
                rates[(month, currency)] = new RateBand(Number(low), Number(mean), Number(high));
            }
        }
    }

    public static MonthlyRates Published { get; } = new();

    public RateBand Cross(string from, string to, DateOnly day)
    {
        var (one, other) = (Of(from, day), Of(to, day));
        return new RateBand(other.Low / one.High, other.Mean / one.Mean, other.High / one.Low);
    }

    private RateBand Of(string currency, DateOnly day) =>
        currency == "EUR" ? new RateBand(1, 1, 1) : rates[(day.ToString("yyyy-MM", CultureInfo.InvariantCulture), currency)];

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
