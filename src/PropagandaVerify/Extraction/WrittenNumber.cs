using System.Globalization;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>A number of a test result as written: it may lack the nought before its decimal mark, and every digit of it counts.</summary>
/// <param name="Place">The place value of its last digit.</param>
/// <param name="Hedge">What the sign before it says: =, &lt;, &gt;.</param>
internal readonly record struct WrittenNumber(decimal Value, decimal Place, Hedge Hedge, TextSpan Span)
{
    private const int MostDigits = 18;

    /// <summary>Reads digits with marks. Either mark is one of decimals, save a comma before three digits where the language writes decimals with a point.</summary>
    public static WrittenNumber? Of(string text, TextSpan span, char decimalMark)
    {
        var digits = text[span.Start..span.End];
        var last = digits.AsSpan().LastIndexOfAny('.', ',');
        var mark = last < 0 ? '\0' : digits[last];
        var groups = last > 0 && digits.AsSpan(0, last).IndexOfAny('.', ',') is >= 0 and var at ? digits[at] : '\0';
        if (digits.Length > MostDigits || digits.Length == 0 || last == digits.Length - 1 || groups == mark && last >= 0)
        {
            return null;
        }

        if (groups != '\0' ? !AreGroups(digits[..last], groups) : mark == ',' && decimalMark == '.' && digits[0] != '0' && AreGroups(digits, ','))
        {
            return groups != '\0' ? null : new WrittenNumber(Whole(digits, ','), 1, Hedge.None, span);
        }

        var decimals = last < 0 ? 0 : digits.Length - last - 1;
        var whole = Whole(last < 0 ? digits : digits[..last], groups);
        var place = Numeral.PlaceOf(decimals);
        return new WrittenNumber(whole + (decimals == 0 ? 0 : Whole(digits[(last + 1)..], '\0') * place), place, Hedge.None, span);
    }

    /// <summary>Counts are exact; anything else was rounded at its last digit.</summary>
    public Quantity Quantity(bool isCount = false) => Quantities.Quantity.Written(Value, isCount && Place == 1 ? 0 : Place, isCount && Place == 1 ? 0 : Place, Unit.None, Hedge);

    private static bool AreGroups(string digits, char mark)
    {
        var groups = digits.Split(mark);
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
    }

    private static decimal Whole(string digits, char groups) =>
        decimal.TryParse(groups == '\0' ? digits : digits.Replace(groups.ToString(), "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
