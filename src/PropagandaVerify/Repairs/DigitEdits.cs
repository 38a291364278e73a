using System.Globalization;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Repairs;

/// <summary>The values that a written number may have been meant as, if one slip of the pen was made, by kind of slip.</summary>
internal static class DigitEdits
{
    /// <summary>How often each slip is made, as far as anyone knows: powers of ten and single digits most.</summary>
    private static readonly (Slip Slip, double Share, Func<string, int, IEnumerable<(string Digits, int Decimals)>> Edits)[] Kinds =
    [
        (Slip.SwappedDigits, 0.2, Swapped), (Slip.OneDigit, 0.25, Changed), (Slip.LostDigit, 0.05, Longer), (Slip.ExtraDigit, 0.05, Shorter),
    ];

    /// <param name="value">The number as written.</param>
    /// <param name="scale">The factor of its scale word.</param>
    /// <param name="fits">Whether a value would do.</param>
    /// <returns>For each kind of slip the values that fit, and how likely the slip hits on one of them.</returns>
    public static IEnumerable<(Slip Slip, double Likelihood, IReadOnlyList<Rational> Values)> Of(Rational value, decimal scale, Func<Rational, bool> fits)
    {
        yield return Fitting(Slip.Factor, 0.2, [value * 10, value / 10], fits);
        yield return Fitting(Slip.Factor, 0.06, [value * 1000, value / 1000], fits);
        yield return Fitting(Slip.Sign, 0.02, [-value], fits);
        var text = Rational.Abs(value / scale).ToString();
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (digits, decimals) = dot < 0 ? (text, 0) : (text.Remove(dot, 1), text.Length - dot - 1);
        foreach (var (slip, share, edits) in Kinds)
        {
            var values = edits(digits, decimals).Where(e => e.Digits.Length == e.Decimals + 1 || e.Digits[0] != '0')
                .Select(e => Number(e.Digits) * Rational.Ten(-e.Decimals) * scale * (value.Sign < 0 ? -1 : 1)).Where(v => v != value && v.Sign != 0).Distinct().ToList();
            yield return Fitting(slip, share, values, fits);
        }
    }

    private static (Slip, double, IReadOnlyList<Rational>) Fitting(Slip slip, double share, List<Rational> values, Func<Rational, bool> fits)
    {
        var fitting = values.Where(fits).ToList();
        return (slip, values.Count == 0 ? 0 : share * fitting.Count / values.Count, fitting);
    }

    private static IEnumerable<(string, int)> Swapped(string digits, int decimals)
    {
        for (var i = 0; i + 1 < digits.Length; i++)
        {
            yield return (string.Concat(digits.AsSpan(0, i), digits.AsSpan(i + 1, 1), digits.AsSpan(i, 1), digits.AsSpan(i + 2)), decimals);
        }
    }

    private static IEnumerable<(string, int)> Changed(string digits, int decimals)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                yield return (string.Concat(digits.AsSpan(0, i), [digit], digits.AsSpan(i + 1)), decimals);
            }
        }
    }

    // The writer left a digit out.
    private static IEnumerable<(string, int)> Longer(string digits, int decimals)
    {
        for (var i = 0; i <= digits.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var longer = digits.Insert(i, digit.ToString());
                if (i <= digits.Length - decimals)
                {
                    yield return (longer, decimals);
                }

                if (decimals > 0 && i >= digits.Length - decimals)
                {
                    yield return (longer, decimals + 1);
                }
            }
        }
    }

    // The writer put one in too much.
    private static IEnumerable<(string, int)> Shorter(string digits, int decimals)
    {
        for (var i = 0; digits.Length > 1 && i < digits.Length; i++)
        {
            var left = i >= digits.Length - decimals ? decimals - 1 : decimals;
            if (digits.Length - 1 > left)
            {
                yield return (digits.Remove(i, 1), left);
            }
        }
    }

    private static Rational Number(string digits) => digits.Length <= 18
        ? long.Parse(digits, CultureInfo.InvariantCulture)
        : (Number(digits[..^18]) * Rational.Ten(18)) + Number(digits[^18..]);
}
