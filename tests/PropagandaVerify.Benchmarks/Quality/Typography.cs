using System.Globalization;
using System.Text;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>How the writer of one text writes numbers.</summary>
/// <param name="GroupsFour">Whether a number of four digits has a mark too.</param>
/// <param name="KeepsZeros">Whether zeros at the end of decimals are written.</param>
internal sealed record Typography(string GroupMark, string DecimalMark, bool GroupsFour, bool KeepsZeros)
{
    public string Write(decimal value, int decimals)
    {
        var text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        var (whole, fraction) = text.Split('.') is [var w, var f] ? (w, f) : (text, "");
        fraction = KeepsZeros ? fraction : fraction.TrimEnd('0');
        return Grouped(whole) + (fraction.Length > 0 ? DecimalMark + fraction : "");
    }

    /// <summary>Digits with the mark between groups of three.</summary>
    public string Grouped(string digits)
    {
        if (digits.Length < 4 || (digits.Length == 4 && !GroupsFour))
        {
            return digits;
        }

        var text = new StringBuilder();
        for (var i = 0; i < digits.Length; i++)
        {
            text.Append(i > 0 && (digits.Length - i) % 3 == 0 ? GroupMark : "").Append(digits[i]);
        }

        return text.ToString();
    }
}
