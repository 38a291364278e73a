using System.Globalization;
using System.Numerics;

namespace PropagandaVerify.Documents.Tables;

/// <summary>Writes typed values of files as the cells of a table are written: numbers with a point, dates in ISO form.</summary>
internal static class CellText
{
    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A decimal given by its digits and how many of them stand behind the mark.</summary>
    public static string Of(BigInteger digits, int decimals)
    {
        var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return $"{(digits.Sign < 0 ? "-" : "")}{text[..^decimals]}{(decimals > 0 ? "." : "")}{text[^decimals..]}";
    }

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(DateTime value) => value.ToString(value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The digits of a binary floating-point number that people see: what lies beyond the digits it can hold for certain is noise of the arithmetic that made it.</summary>
    /// <param name="certain">How many digits it holds for certain: 15 of 64 bits, 6 of 32.</param>
    public static string Of(double value, int certain)
    {
        var written = value.ToString("G" + certain.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? Of(exact) : written;
    }
}
