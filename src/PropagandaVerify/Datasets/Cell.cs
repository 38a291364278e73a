using System.Globalization;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>Reads the text of a cell as a number or a date. Values stay exact: the digits as written, never a double.</summary>
internal static class Cell
{
    private static readonly string[] Absent = ["na", "n/a", "-", "..", ":", "null", "nan"];
    private const int LongestAbsent = 4;

    // Asked of every cell of a dataset, so nothing is copied.
    public static bool IsAbsent(ReadOnlySpan<char> text)
    {
        var word = text.Trim();
        if (word.Length > LongestAbsent)
        {
            return false;
        }

        foreach (var absent in Absent)
        {
            if (word.Equals(absent, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return word.IsEmpty;
    }

    /// <summary>The number and how many digits stand behind its decimal mark; null for a code with leading zeros and for anything else.</summary>
    public static (decimal Value, int Decimals)? Number(string text, char decimalMark)
    {
        Span<char> digits = stackalloc char[40];
        var count = 0;
        var decimals = -1;
        var group = -1;
        var trimmed = text.AsSpan().Trim();
        var negative = trimmed.Length > 1 && Characters.IsMinus(trimmed[0]);
        for (var i = negative ? 1 : 0; i < trimmed.Length; i++)
        {
            var c = trimmed[i];
            if (Characters.IsDigit(c) && count < digits.Length)
            {
                digits[count++] = c;
                decimals += decimals >= 0 ? 1 : 0;
                group += group >= 0 ? 1 : 0;
            }
            else if (c == decimalMark && decimals < 0 && count > 0 && group is -1 or 3)
            {
                decimals = 0;
                group = -1;
            }
            else if (Characters.IsSpace(c) && decimals < 0 && count > 0 && (group == 3 || (group == -1 && count <= 3)))
            {
                group = 0;
            }
            else
            {
                return null;
            }
        }

        if (count == 0 || count > 28 || decimals == 0 || group is not (-1 or 3) || (digits[0] == '0' && count > 1 && decimals != count - 1))
        {
            return null;
        }

        var value = decimal.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        for (var d = 0; d < decimals; d++)
        {
            value /= 10;
        }

        return (negative ? -value : value, Math.Max(0, decimals));
    }

    /// <summary>A date in ISO form: <c>2020-10-26</c> or <c>2020-10</c>.</summary>
    public static Period? Date(string text)
    {
        var trimmed = text.Trim();
        return DateOnly.TryParseExact(trimmed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Period.Day(day)
            : trimmed.Length == 7 && DateOnly.TryParseExact(trimmed + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? Period.Month(month.Year, month.Month)
            : null;
    }

    /// <summary>The same, or a year such as <c>2019</c>: only where a column is declared to hold dates, since four digits are a number elsewhere.</summary>
    public static Period? DateOrYear(string text)
    {
        var trimmed = text.Trim();
        return Date(trimmed) ?? (trimmed.Length == 4 && trimmed.All(char.IsAsciiDigit) && int.Parse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture) is > 0 and var year ? Period.Year(year) : null);
    }
}
