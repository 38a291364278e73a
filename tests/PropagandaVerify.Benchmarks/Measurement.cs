using System.Globalization;

namespace PropagandaVerify.Benchmarks;

/// <summary>One line of the output.</summary>
/// <param name="Ratio">To the baseline measured in the same run; null where there is none.</param>
/// <param name="Target">The least value that is good enough, where more is better; null otherwise.</param>
internal sealed record Measurement(string Area, string Case, decimal Value, string Unit, decimal? Ratio = null, decimal? Target = null)
{
    /// <summary>The most that is good enough, where less is better; null otherwise.</summary>
    public decimal? Most { get; init; }

    /// <summary>The greatest ratio that is good enough; null where only the value is judged.</summary>
    public decimal? MostRatio { get; init; }

    /// <summary>Whether the work was given up, so that no value would be good enough.</summary>
    public bool IsBrokenOff { get; init; }

    /// <summary>The unit of shares of one, of which the third decimal matters.</summary>
    public const string RatioUnit = "ratio";

    public bool IsShort => Value < Target || Value > Most || Ratio > MostRatio || IsBrokenOff;

    public override string ToString() =>
        string.Join('\t', Area, Case, Unit == RatioUnit ? Value.ToString("0.000", CultureInfo.InvariantCulture) : Shown(Value), Unit, Shown(Ratio), Shown(Bound), Bound is null ? "-" : IsShort ? "short" : "ok");

    private decimal? Bound => Target ?? Most ?? MostRatio;

    private static string Shown(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "-";
}
