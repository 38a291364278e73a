using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>A number as written: its digits as a whole number, and how many of them stand behind the decimal mark.</summary>
internal readonly record struct CellNumber(Int128 Digits, int Decimals)
{
    public Rational Value => Rational.Scaled(Digits, Decimals);

    /// <summary>The same number without zeros at its end that stand behind the decimal mark.</summary>
    public CellNumber Shortened() => Decimals > 0 && Digits % 10 == 0 ? new CellNumber(Digits / 10, Decimals - 1).Shortened() : this;
}

/// <summary>Reads the text of a cell as a number or a date. Values stay exact: the digits as written, never a double.</summary>
internal static class Cell
{
    /// <summary>Most digits of a number; what has more is no number that a statistic would hold.</summary>
    public const int MostDigits = 38;

    private static readonly string[] Absent = ["na", "n/a", "-", "..", ":", "null", "nan"];
    private const int LongestAbsent = 4;

    // Asked of every cell of a dataset, so nothing is copied.
    public static bool IsAbsent(ReadOnlySpan<char> text)
    {
        // No word for an absent value begins otherwise.
        if (text.Length > 0 && text[0] is not ('n' or 'N' or '-' or '.' or ':') && !char.IsWhiteSpace(text[0]))
        {
            return false;
        }

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
    public static CellNumber? Number(ReadOnlySpan<char> text, char decimalMark)
    {
        var (digits, count, first) = ((Int128)0, 0, '0');
        var decimals = -1;
        var group = -1;
        var trimmed = text.Trim();
        var negative = trimmed.Length > 1 && Characters.IsMinus(trimmed[0]);
        for (var i = negative ? 1 : 0; i < trimmed.Length; i++)
        {
            var c = trimmed[i];
            if (Characters.IsDigit(c) && count < MostDigits)
            {
                first = count++ == 0 ? c : first;
                digits = (digits * 10) + (c - '0');
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

        return count == 0 || decimals == 0 || group is not (-1 or 3) || (first == '0' && count > 1 && decimals != count - 1)
            ? null
            : new CellNumber(negative ? -digits : digits, Math.Max(0, decimals));
    }

    /// <summary>A date in ISO form: <c>2020-10-26</c> or <c>2020-10</c>.</summary>
    public static Period? Date(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is not (7 or 10) || trimmed[4] != '-')
        {
            return null;
        }

        var (year, month) = (Digits(trimmed[..4]), Digits(trimmed[5..7]));
        if (year < 1 || month is < 1 or > 12)
        {
            return null;
        }

        return trimmed.Length == 7 ? Period.Month(year, month)
            : trimmed[7] == '-' && Digits(trimmed[8..]) is var day and >= 1 && day <= DateTime.DaysInMonth(year, month) ? Period.Day(new DateOnly(year, month, day))
            : null;
    }

    /// <summary>The same, or a year such as <c>2019</c>: only where a column is declared to hold dates, since four digits are a number elsewhere.</summary>
    public static Period? DateOrYear(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return Date(trimmed) ?? (trimmed.Length == 4 && Digits(trimmed) is var year and > 0 ? Period.Year(year) : null);
    }

    // -1 where it is not all digits.
    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!Characters.IsDigit(c))
            {
                return -1;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }
}
