using MathNet.Numerics;

namespace PropagandaVerify.Quantities;

/// <summary>
/// How likely a test statistic at least as far out as the one reported is under the null hypothesis: two-tailed for t, r and z, the upper tail for F and χ².
/// Distribution functions are worked out in floating point, to more digits than any text reports, and widened beyond their error.
/// </summary>
internal static class TestStatistic
{
    private const decimal Error = 0.000_000_001m;

    // Beyond it the continued fractions are no longer exact, and no study is so large.
    private const int Most = 1_000_000;

    /// <summary>The probability, over all values that the statistic and its degrees of freedom may stand for.</summary>
    /// <param name="test">One of t, f, chi2, r, z.</param>
    /// <param name="statistic">The value of the statistic, its sign aside.</param>
    /// <param name="first">The degrees of freedom; of F those of the numerator; null for z.</param>
    /// <param name="second">Those of the denominator of F.</param>
    /// <returns>Null when the test is unknown, its degrees of freedom are missing, or no correlation is so large.</returns>
    public static Quantity? Probability(string test, Quantity statistic, Quantity? first, Quantity? second)
    {
        var (near, far) = Distance(statistic.Loose);
        if (!IsComplete(test, first, second) || (test == "r" && near > 1) || near > Most || far > Most)
        {
            return null;
        }

        var (lowest, highest) = (1m, 0m);
        foreach (var df1 in Ends(first))
        {
            foreach (var df2 in Ends(second))
            {
                lowest = Math.Min(lowest, far is { } end ? At(test, end, df1, df2) : 0);
                highest = Math.Max(highest, At(test, near, df1, df2));
            }
        }

        var set = new Interval(lowest * (1 - Error), Math.Min(1, highest * (1 + Error)));
        return new Quantity
        {
            Value = At(test, Number(Rational.Abs(statistic.Value)), Number(first?.Value ?? 1), Number(second?.Value ?? 1)),
            Strict = set,
            Loose = set,
            Origin = WidthOrigin.Reckoned,
        };
    }

    private static bool IsComplete(string test, Quantity? first, Quantity? second) => test switch
    {
        "z" => true,
        "t" or "r" or "chi2" => IsFreedom(first),
        "f" => IsFreedom(first) && IsFreedom(second),
        _ => false,
    };

    private static bool IsFreedom(Quantity? freedom) => freedom is { Value: var value } && value.Sign > 0 && value <= Most;

    private static decimal At(string test, double value, double df1, double df2) => (decimal)Math.Clamp(
        test switch
        {
            "t" => Student(value, df1),
            "r" => value >= 1 ? 0 : Student(value * Math.Sqrt(df1 / (1 - (value * value))), df1),
            "z" => SpecialFunctions.Erfc(value / Math.Sqrt(2)),
            "f" => SpecialFunctions.BetaRegularized(df2 / 2, df1 / 2, df2 / (df2 + (df1 * value))),
            _ => value == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(df1 / 2, value / 2),
        },
        0, 1);

    private static double Student(double t, double df) => SpecialFunctions.BetaRegularized(df / 2, 0.5, df / (df + (t * t)));

    // The least and the greatest distance from zero; null without bound.
    private static (double Near, double? Far) Distance(Interval set) => set switch
    {
        { Low: null, High: null } => (0, null),
        { Low: null, High: { } high } => (0, Number(Rational.Abs(high))),
        { Low: { } low, High: null } => (Number(Rational.Max(0, low)), null),
        { Low: { } low, High: { } high } => (low.Sign < 0 && high.Sign > 0 ? 0 : Number(Rational.Min(Rational.Abs(low), Rational.Abs(high))), Number(Rational.Max(Rational.Abs(low), Rational.Abs(high)))),
    };

    // Whole degrees of freedom are counted; with decimals they were rounded.
    private static double[] Ends(Quantity? freedom) => freedom is null ? [1]
        : freedom.Loose is { Low: { Sign: > 0 } low, High: { } high } && low != high ? [Number(low), Number(high)]
        : [Number(freedom.Value)];

    private static double Number(Rational value) => (double)(value.ToDecimal() ?? decimal.MaxValue);
}
