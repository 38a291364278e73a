using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Facts;

/// <summary>Values of facts as other programs read them: decimals to the last digit, days as ISO 8601 writes them.</summary>
internal static class PlainValue
{
    /// <summary>A value; empty for one that is missing, and for what only rules know.</summary>
    public static string Text(Value value) => value switch
    {
        Value.Text text => text.Content,
        Value.Number number => Text(number.Quantity.Value),
        Value.Date date => Text(date.Period),
        _ => "",
    };

    /// <summary>The decimal digits of a number; a fraction that no decimal ends ("1/3") is rounded after the 28th.</summary>
    public static string Text(Rational value) => value.ToString();

    /// <summary>Whether the digits are all of it.</summary>
    public static bool IsExact(Rational value) => value.IsInteger || (value.ToDecimal() is { } d && d == value);

    /// <summary>A day, or null at the open ends of time.</summary>
    public static string? Text(DateOnly day) =>
        day == DateOnly.MinValue || day == DateOnly.MaxValue ? null : day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A day, or an interval of days with both ends included: <c>2020-03-01/2020-03-31</c>.</summary>
    public static string Text(Period period) =>
        period.Start == period.End ? Text(period.Start) ?? ".." : $"{Text(period.Start) ?? ".."}/{Text(period.End) ?? ".."}";
}
