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

    /// <summary>An order of magnitude: from half to five times the value.</summary>
    Order,

    /// <summary>A number of tens, hundreds, thousands without a count: from two to just under ten of them.</summary>
    Vague,
}

/// <summary>The sets that a hedge makes of a written figure.</summary>
internal static class HedgeSets
{
    public static bool IsDirectional(Hedge hedge) => hedge is Hedge.NearlyBelow or Hedge.JustAbove or Hedge.MoreThan or Hedge.AtLeast or Hedge.AtMost or Hedge.LessThan;

    /// <summary>The hard set: outside it the statement is false.</summary>
    public static Interval Hard(Hedge hedge, Rational value, Rational unit)
    {
        switch (hedge)
        {
            case Hedge.About:
                // Twice the place of the last digit that is not zero, but never more than a tenth: "about 200" must not reach from 0 to 400.
                var width = Rational.Max(unit / 2, Rational.Min(2 * LastPlace(value), Rational.Abs(value) / 10));
                return new Interval(value - width, value + width);
            case Hedge.NearlyBelow or Hedge.AtMost:
                return new Interval(null, value);
            case Hedge.LessThan:
                return new Interval(null, value, HighOpen: true);
            case Hedge.JustAbove or Hedge.MoreThan:
                return new Interval(value, null, LowOpen: true);
            case Hedge.AtLeast:
                return new Interval(value, null);
            case Hedge.Order:
                return Interval.Point(value) * new Interval(0.5m, 5);
            case Hedge.Vague:
                var size = Rational.Abs(value);
                var several = new Interval(2 * size, (10 * size) - Rational.Min(1, size / 10));
                return value.Sign < 0 ? -several : several;
            default:
                return Interval.Rounded(value, unit);
        }
    }

    /// <summary>The soft set: outside it the hedge is a strange choice, no more.</summary>
    public static Interval Soft(Hedge hedge, Rational value, Rational unit, Interval strict)
    {
        if (hedge is Hedge.None or Hedge.Exactly)
        {
            return strict;
        }

        var tenth = Rational.Abs(value) / 10;
        var half = Rational.Max(unit, Rational.Abs(value) / 2);
        return hedge switch
        {
            Hedge.About => Interval.Rounded(value, unit),
            Hedge.NearlyBelow => new Interval(value - tenth, value),
            Hedge.JustAbove => new Interval(value, value + tenth, LowOpen: true),
            Hedge.MoreThan => new Interval(value, value + half, LowOpen: true, HighOpen: true),
            Hedge.LessThan => new Interval(value - half, value, LowOpen: true, HighOpen: true),
            Hedge.AtLeast or Hedge.AtMost or Hedge.Order or Hedge.Vague => Hard(hedge, value, unit),
            _ => strict,
        };
    }

    /// <summary>The place value of the last digit that is not zero: 1 000 for 42 000; 1 for zero itself.</summary>
    public static decimal LastPlace(Rational value)
    {
        if (value.Sign == 0)
        {
            return 1;
        }

        var place = 1m;
        if (value.Whole is { } whole)
        {
            for (; whole % 10 == 0; whole /= 10)
            {
                place *= 10;
            }

            return place;
        }

        while (!(value / place).IsInteger && place > 0.000_000_000_000_1m)
        {
            place /= 10;
        }

        while ((value / (place * 10)).IsInteger)
        {
            place *= 10;
        }

        return place;
    }
}
