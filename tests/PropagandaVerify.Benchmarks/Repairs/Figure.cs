using System.Globalization;

namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>What a figure counts or the currency it is in.</summary>
/// <param name="Noun">Behind a plain number: "12 400 euros".</param>
/// <param name="AfterScale">Behind a scale word: "3,2 millions d'euros".</param>
/// <param name="Currency">Null for counted things.</param>
internal sealed record Measured(string Noun, string AfterScale, string? Currency);

/// <summary>A figure as it stands on the page: its digits, where the comma is and which scale word follows.</summary>
internal sealed record Figure(string Digits, int Decimals, decimal Scale, Measured Unit)
{
    public const decimal Million = 1_000_000m;
    public const decimal Milliard = 1_000_000_000m;

    public decimal Value => decimal.Parse(Digits, NumberStyles.None, CultureInfo.InvariantCulture) * LastPlace;

    /// <summary>The worth of a one in its last digit.</summary>
    public decimal LastPlace => Scale / PowerOfTen(Decimals);

    public bool IsScaled => Scale > 1;

    /// <summary>The finest place that the writer meant: the last digit, or for plain numbers the last that is no zero.</summary>
    public decimal SignificantPlace => IsScaled ? LastPlace : PowerOfTen(Digits.Length - Math.Max(1, Digits.TrimEnd('0').Length));

    /// <summary>Writes a value with at most so many decimals and no zeros at their end.</summary>
    public static Figure Written(decimal value, decimal scale, int mostDecimals, Measured unit)
    {
        var number = decimal.Round(value / scale, mostDecimals, MidpointRounding.AwayFromZero).ToString("0.######", CultureInfo.InvariantCulture);
        var point = number.IndexOf('.', StringComparison.Ordinal);
        return new Figure(number.Replace(".", "", StringComparison.Ordinal), point < 0 ? 0 : number.Length - point - 1, scale, unit);
    }

    /// <summary>The words of the figure in French typography.</summary>
    /// <param name="space">Between groups of three digits and before the scale word.</param>
    /// <param name="isBare">Whether the unit is left to the reader: "1,3 million".</param>
    public string Text(char space, bool isBare = false)
    {
        var whole = Digits[..^Decimals];
        for (var at = whole.Length - 3; at > 0; at -= 3)
        {
            whole = whole.Insert(at, space.ToString());
        }

        var number = Decimals == 0 ? whole : $"{whole},{Digits[^Decimals..]}";
        if (!IsScaled)
        {
            return $"{number}{space}{Unit.Noun}";
        }

        var scale = (Scale == Million ? "million" : "milliard") + (Value / Scale >= 2 ? "s" : "");
        return isBare ? $"{number}{space}{scale}" : $"{number}{space}{scale} {Unit.AfterScale}";
    }

    public static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
