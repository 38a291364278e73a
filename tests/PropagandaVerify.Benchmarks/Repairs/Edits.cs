namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>The slips that a list can suffer; the first six befall one written figure, the last two a whole item.</summary>
internal enum Slip
{
    TimesTen,
    TenthOf,
    TimesThousand,
    ThousandthOf,
    SwappedDigits,
    OneDigit,
    DroppedItem,
    DoubledItem,
}

/// <summary>
/// Every way in which one slip of the pen changes one written figure. The catalogue is closed under inversion, so what it spoils
/// it can also mend, and it never writes what nobody writes: leading zeros, or zeros at the end of decimals.
/// </summary>
internal static class Edits
{
    public static IReadOnlyList<Slip> OfFigures { get; } = [Slip.TimesTen, Slip.TenthOf, Slip.TimesThousand, Slip.ThousandthOf, Slip.SwappedDigits, Slip.OneDigit];

    public static IEnumerable<Figure> All(Figure figure) => OfFigures.SelectMany(slip => Of(figure, slip));

    public static IEnumerable<Figure> Of(Figure figure, Slip slip) => slip switch
    {
        Slip.TimesTen => One(figure.Decimals > 0 ? Trimmed(figure with { Decimals = figure.Decimals - 1 }) : figure with { Digits = figure.Digits + "0" }),
        Slip.TenthOf => One(Tenth(figure)),
        Slip.TimesThousand => Thousandfold(figure),
        Slip.ThousandthOf => One(Thousandth(figure)),
        Slip.SwappedDigits => Enumerable.Range(0, figure.Digits.Length - 1).Where(i => figure.Digits[i] != figure.Digits[i + 1])
            .Select(i => figure with { Digits = $"{figure.Digits[..i]}{figure.Digits[i + 1]}{figure.Digits[i]}{figure.Digits[(i + 2)..]}" }).Where(IsNatural),
        Slip.OneDigit => Enumerable.Range(0, figure.Digits.Length).SelectMany(i => "0123456789".Where(d => d != figure.Digits[i])
            .Select(d => figure with { Digits = $"{figure.Digits[..i]}{d}{figure.Digits[(i + 1)..]}" })).Where(IsNatural),
        _ => [],
    };

    // A plain number may get three zeros or a scale word: "31 000" became "31 000 000" or "31 millions".
    private static IEnumerable<Figure> Thousandfold(Figure figure)
    {
        var value = figure.Value * 1000;
        if (figure.IsScaled)
        {
            return One(figure.Scale == Figure.Million ? figure with { Scale = Figure.Milliard } : Figure.Written(value, Figure.Milliard, 6, figure.Unit));
        }

        return One(figure with { Digits = figure.Digits + "000" }).Concat(value < Figure.Million ? [] : One(Figure.Written(value, Figure.Million, 6, figure.Unit)));
    }

    private static Figure? Tenth(Figure figure) =>
        figure.Decimals == 0 && figure.Digits.Length > 1 && figure.Digits[^1] == '0' ? figure with { Digits = figure.Digits[..^1] }
        : figure.IsScaled ? Figure.Written(figure.Value / 10, figure.Scale, 6, figure.Unit)
        : null;

    // Thousandths of a million are written out: "3,2 millions" became "3 200".
    private static Figure? Thousandth(Figure figure) =>
        figure.Scale == Figure.Milliard ? figure with { Scale = Figure.Million }
        : (figure.Value / 1000) is var value && value >= 1 && value == decimal.Truncate(value) ? Figure.Written(value, 1, 0, figure.Unit)
        : null;

    private static Figure Trimmed(Figure figure) => figure with { Digits = figure.Digits[..^(figure.Decimals + 1)].TrimStart('0') + figure.Digits[^(figure.Decimals + 1)..] };

    private static IEnumerable<Figure> One(Figure? figure) => figure is null ? [] : [figure];

    private static bool IsNatural(Figure figure) =>
        figure.Value > 0 && (figure.Digits[0] != '0' || figure.Digits.Length == figure.Decimals + 1) && (figure.Decimals == 0 || figure.Digits[^1] != '0');
}
