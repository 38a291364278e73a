namespace PropagandaVerify.Quantities;

/// <summary>How a figure's wording limits it: a hard direction and a soft distance (after Ferson's laboratory values for approximate numbers).</summary>
public enum Hedge
{
    None,
    Exactly,
    About,
    NearlyBelow,
    JustAbove,
    MoreThan,
    AtLeast,
    AtMost,
    LessThan,
}

/// <summary>The sets that a hedge makes of a written figure.</summary>
internal static class HedgeSets
{
    public static bool IsDirectional(Hedge hedge) => hedge is Hedge.NearlyBelow or Hedge.JustAbove or Hedge.MoreThan or Hedge.AtLeast or Hedge.AtMost or Hedge.LessThan;

    /// <summary>The hard set: outside it the statement is false.</summary>
    public static Interval Hard(Hedge hedge, decimal value, decimal unit)
    {
        switch (hedge)
        {
            case Hedge.About:
                // Twice the place of the last digit that is not zero, but never more than a tenth: "about 200" must not reach from 0 to 400.
                var width = Math.Max(unit / 2, Math.Min(2 * LastPlace(value), Math.Abs(value) / 10));
                return new Interval(value - width, value + width);
            case Hedge.NearlyBelow or Hedge.AtMost:
                return new Interval(null, value);
            case Hedge.LessThan:
                return new Interval(null, value, HighOpen: true);
            case Hedge.JustAbove or Hedge.MoreThan:
                return new Interval(value, null, LowOpen: true);
            case Hedge.AtLeast:
                return new Interval(value, null);
            default:
                return Interval.Rounded(value, unit);
        }
    }

    /// <summary>The soft set: outside it the hedge is a strange choice, no more.</summary>
    public static Interval Soft(Hedge hedge, decimal value, decimal unit, Interval strict)
    {
        var tenth = Math.Abs(value) / 10;
        var half = Math.Max(unit, Math.Abs(value) / 2);
        return hedge switch
        {
            Hedge.About => Interval.Rounded(value, unit),
            Hedge.NearlyBelow => new Interval(value - tenth, value),
            Hedge.JustAbove => new Interval(value, value + tenth, LowOpen: true),
            Hedge.MoreThan => new Interval(value, value + half, LowOpen: true, HighOpen: true),
            Hedge.LessThan => new Interval(value - half, value, LowOpen: true, HighOpen: true),
            Hedge.AtLeast => new Interval(value, null),
            Hedge.AtMost => new Interval(null, value),
            _ => strict,
        };
    }

    /// <summary>The place value of the last digit that is not zero: 1 000 for 42 000.</summary>
    public static decimal LastPlace(decimal value)
    {
        var magnitude = Math.Abs(value);
        if (magnitude == 0)
        {
            return 1;
        }

        var place = 1m;
        while (magnitude != decimal.Truncate(magnitude))
        {
            magnitude *= 10;
            place /= 10;
        }

        while (magnitude % 10 == 0)
        {
            magnitude /= 10;
            place *= 10;
        }

        return place;
    }
}
