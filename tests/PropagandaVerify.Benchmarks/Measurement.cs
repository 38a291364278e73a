using System.Globalization;

namespace PropagandaVerify.Benchmarks;

/// <summary>One line of the output.</summary>
/// <param name="Ratio">To the baseline measured in the same run; null where there is none.</param>
/// <param name="Target">The least value that is good enough, where more is better; null otherwise.</param>
internal sealed record Measurement(string Area, string Case, decimal Value, string Unit, decimal? Ratio = null, decimal? Target = null)
{
    /// <summary>The most that is good enough, where less is better; null otherwise.</summary>
    public decimal? Most { get; init; }

    public bool IsShort => Value < Target || Value > Most;

    public override string ToString() =>
        string.Join('\t', Area, Case, Shown(Value), Unit, Shown(Ratio), Shown(Target ?? Most), (Target ?? Most) is null ? "-" : IsShort ? "short" : "ok");

    private static string Shown(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "-";
}
