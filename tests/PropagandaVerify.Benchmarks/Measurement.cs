using System.Globalization;

namespace PropagandaVerify.Benchmarks;

/// <summary>One line of the output; more is better wherever a target is set.</summary>
/// <param name="Ratio">To the baseline measured in the same run; null where there is none.</param>
/// <param name="Target">The least value that is good enough; null for what is information only.</param>
internal sealed record Measurement(string Area, string Case, decimal Value, string Unit, decimal? Ratio = null, decimal? Target = null)
{
    public bool IsShort => Value < Target;

    public override string ToString() =>
        string.Join('\t', Area, Case, Shown(Value), Unit, Shown(Ratio), Shown(Target), Target is null ? "-" : IsShort ? "short" : "ok");

    private static string Shown(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "-";
}
