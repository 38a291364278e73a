namespace PropagandaVerify.Quantities;

/// <summary>Where the width of a quantity's sets comes from.</summary>
public enum WidthOrigin
{
    /// <summary>It has none: things counted, or cells of whole numbers.</summary>
    Exact,

    /// <summary>Rounded at the last written digit.</summary>
    LastDigit,

    /// <summary>Zeros at its end may be rounding.</summary>
    TrailingZeros,

    /// <summary>Read at the finest place of its list or column.</summary>
    FinestPlace,

    /// <summary>Known as well as the amount that was reckoned from it.</summary>
    SharedPrecision,

    /// <summary>The further digits were cut off.</summary>
    Truncated,

    /// <summary>A wording such as "environ" or "plus de".</summary>
    Hedge,

    /// <summary>Written as a range, or as a number without a count.</summary>
    Range,

    /// <summary>The lowest and highest value on record.</summary>
    Recorded,

    /// <summary>Reckoned from figures that have one.</summary>
    Reckoned,
}

/// <summary>
/// A figure as an exact value with two sets around it: what it means when every written digit counts (<see cref="Strict"/>), and
/// what it may mean when trailing zeros are rounding and its hedge is taken at its word (<see cref="Loose"/>).
/// </summary>
public sealed record Quantity
{
    private const int MostTimes = 100;

    // Most figures are never compared, so what is written is kept as it was and the sets are worked out when somebody asks.
    private QuantitySets? sets;

    /// <summary>The figure; whoever changes it says its sets too.</summary>
    public required Rational Value { get; init; }

    public Interval Strict
    {
        get => Sets.Strict;
        init => sets = Sets with { Strict = value };
    }

    public Interval Loose
    {
        get => Sets.Loose;
        init => sets = Sets with { Loose = value };
    }

    public Unit Unit { get; init; }

    /// <summary>Why <see cref="Loose"/> is as wide as it is.</summary>
    public WidthOrigin Origin { get; init; }

    /// <summary>The place value that a written figure was rounded or cut off at, in <see cref="Loose"/>; 0 when exact or reckoned.</summary>
    public Rational RoundingUnit { get; init; }

    /// <summary>Twelve times the variance of the rounding error: the sum of the squared rounding units of all terms.</summary>
    public Rational SquaredUnits
    {
        get => Sets.SquaredUnits;
        init => sets = Sets with { SquaredUnits = value };
    }

    /// <summary>How many written figures were added to make this one.</summary>
    public int Terms { get; init; } = 1;

    /// <summary>Whether a wording such as "environ" or "plus de" takes part.</summary>
    public bool Hedged { get; init; }

    /// <summary>Whether that wording names a side: below or above.</summary>
    public bool Directional { get; init; }

    /// <summary>Whether <see cref="Loose"/> is wider than <see cref="Strict"/> only because a figure was openly rounded, which is no fault.</summary>
    public bool OpenlyRounded { get; init; }

    /// <summary>Whether it names rather than measures, such as a year in a key; it is shown without marks of thousands.</summary>
    public bool IsLabel { get; init; }

    /// <summary>The scale word's factor the figure was written with, for showing results the same way; 1 when there was none.</summary>
    public decimal Scale { get; init; } = 1;

    /// <summary>The place value of the last digit when every digit counts; 0 for exact counts.</summary>
    private Rational StrictUnit { get; init; }

    /// <summary>The wording that it was written with.</summary>
    private Hedge Hedge { get; init; }

    private QuantitySets Sets => sets ??= QuantitySets.OfWritten(Hedge == Hedge.Vague ? Value / 2 : Value, StrictUnit, RoundingUnit, Hedge);

    /// <summary>Whether it came out of reckoning, so that its digits are nobody's choice.</summary>
    public bool IsReckoned => Origin is WidthOrigin.Reckoned or WidthOrigin.Recorded;

    public static Quantity Exact(Rational value, Unit unit = default) => new() { Value = value, Unit = unit };

    /// <summary>A figure as written: the rounding unit when every digit counts (0 for exact counts), and when trailing zeros do not.</summary>
    /// <param name="isOfList">Whether the units are those of the list or column that it stands in.</param>
    public static Quantity Written(Rational value, Rational strictUnit, Rational looseUnit, Unit unit, Hedge hedge = Hedge.None, decimal scale = 1, bool isOfList = false)
    {
        var wide = hedge == Hedge.Exactly ? strictUnit : looseUnit;
        return new Quantity
        {
            // "Milliers" is no thousand, but two at least.
            Value = hedge == Hedge.Vague ? 2 * value : value,
            Unit = unit,
            Origin = hedge == Hedge.Vague ? WidthOrigin.Range
                : hedge is not (Hedge.None or Hedge.Exactly) ? WidthOrigin.Hedge
                : wide.Sign == 0 ? WidthOrigin.Exact
                : isOfList ? WidthOrigin.FinestPlace
                : wide > strictUnit ? WidthOrigin.TrailingZeros
                : WidthOrigin.LastDigit,
            StrictUnit = strictUnit,
            RoundingUnit = wide,
            Hedge = hedge,
            Hedged = hedge is not (Hedge.None or Hedge.Exactly),
            Directional = HedgeSets.IsDirectional(hedge),
            Scale = scale,
        };
    }

    /// <summary>What reckoning gave: a value with the same set to either side, whether or not every digit counts.</summary>
    internal static Quantity Reckoned(Rational value, Rational half, Rational squaredUnits, int terms, Unit unit)
    {
        var set = new Interval(value - half, value + half);
        return new Quantity { Value = value, sets = new QuantitySets(set, set, squaredUnits), Unit = unit, Origin = WidthOrigin.Reckoned, Terms = terms };
    }

    /// <summary>A figure written as a range: anything from one end to the other, each as precise as it is written.</summary>
    public static Quantity Between(Quantity low, Quantity high) => low.Value > high.Value ? Between(high, low) with { Unit = high.Unit, Scale = high.Scale } : low with
    {
        Value = (low.Value + high.Value) / 2,
        Strict = new Interval(low.Strict.Low, high.Strict.High, low.Strict.LowOpen, high.Strict.HighOpen),
        Loose = new Interval(low.Loose.Low, high.Loose.High, low.Loose.LowOpen, high.Loose.HighOpen),
        Unit = high.Unit,
        Origin = WidthOrigin.Range,
        Hedged = true,
        Scale = high.Scale,
    };

    /// <summary>The same figure, its further digits taken as cut off instead of rounded.</summary>
    public Quantity AsTruncated() => this with
    {
        Strict = Interval.Truncated(Value, RoundingUnit),
        Loose = Interval.Truncated(Value, RoundingUnit),
        Origin = WidthOrigin.Truncated,
    };

    /// <summary>
    /// The same figure taken to be rounded at its last written digit: zeros at its end count, and what is written exactly stands for what rounds to it.
    /// </summary>
    public Quantity AtLastDigit()
    {
        var set = Strict.IsPoint && !IsReckoned ? Interval.Rounded(Value, LastPlace(Value)) : Strict;
        var unit = set is { Low: { } low, High: { } high } && !Hedged ? high - low : 0;
        return this with { Strict = set, Loose = set, Origin = Hedged || IsReckoned ? Origin : WidthOrigin.LastDigit, RoundingUnit = unit, SquaredUnits = unit * unit, OpenlyRounded = false };
    }

    // The place of the last decimal; one for a whole number.
    private static Rational LastPlace(Rational value)
    {
        Rational place = 1;
        while (place > 0.000_000_000_001m && value.RoundedTo(place) != value)
        {
            place /= 10;
        }

        return place;
    }

    public static Quantity operator +(Quantity a, Quantity b) => Combine(a, b, a.Value + b.Value, a.Strict + b.Strict, a.Loose + b.Loose, a.Unit.IsStated ? a.Unit : b.Unit);

    public static Quantity operator -(Quantity a, Quantity b) => Combine(a, b, a.Value - b.Value, a.Strict - b.Strict, a.Loose - b.Loose, a.Unit.IsStated ? a.Unit : b.Unit);

    public static Quantity operator -(Quantity a) => a with { Value = -a.Value, Strict = -a.Strict, Loose = -a.Loose };

    public static Quantity operator *(Quantity a, Quantity b) => Product(a, b, a.Value * b.Value, a.Strict * b.Strict, a.Loose * b.Loose, a.Unit * b.Unit);

    /// <summary>The quotient, or null when the divisor may be zero.</summary>
    public static Quantity? Divide(Quantity a, Quantity b) => b.Value.Sign == 0 || b.Loose.Contains(0)
        ? null
        : Product(a, b, a.Value / b.Value, a.Strict / b.Strict, a.Loose / b.Loose, a.Unit / b.Unit);

    /// <summary>What a part is of a whole, in percent; null when the whole may be zero.</summary>
    public static Quantity? Share(Quantity part, Quantity whole) => Divide(part, whole) is { } ratio
        ? (ratio * Exact(100)) with { Unit = Unit.Percent }
        : null;

    /// <summary>The relative change from one amount to another, in percent: 100·(b/a − 1); null when the first may be zero.</summary>
    public static Quantity? Change(Quantity from, Quantity to) => Share(to, from) is { } share
        ? (share - Exact(100, Unit.Percent)) with { Terms = 1 }
        : null;

    /// <summary>The square root, to twelve decimals; null of what is negative.</summary>
    public static Quantity? Root(Quantity a) => a.Value.Root() is { } root
        ? Product(a, Exact(1), root, Root(a.Strict), Root(a.Loose), Unit.None)
        : null;

    /// <summary>
    /// What a change in percent makes if it comes several times, in percent: 100·((1 + change/100)^times − 1). Null unless that is a whole number from 1 to 100 and the
    /// change leaves something to change.
    /// </summary>
    public static Quantity? Compounded(Quantity change, Rational times)
    {
        var factor = (change with { Unit = Unit.None }) + Exact(100);
        if (!times.IsInteger || times < 1 || times > MostTimes || factor.Loose.Contains(0) || factor.Value.Sign < 0)
        {
            return null;
        }

        var all = Exact(100, Unit.Percent);
        for (var n = 0; times > n; n++)
        {
            all *= factor * Exact(0.01m);
        }

        return (all - Exact(100, Unit.Percent)) with { Terms = 1 };
    }

    /// <summary>Both sets widened by a part of the value, the relative tolerance of a rule.</summary>
    public Quantity WidenedRelatively(Rational share) => WidenedBy(Rational.Abs(Value) * share);

    public Quantity WidenedBy(Rational width) => this with { Strict = Strict.Widened(width), Loose = Loose.Widened(width) };

    /// <summary>Whether both say the same, whichever way their sets came about.</summary>
    public bool Equals(Quantity? other) => other is not null && Value == other.Value && Unit == other.Unit && Origin == other.Origin && Terms == other.Terms && Scale == other.Scale && RoundingUnit == other.RoundingUnit
        && (Hedged, Directional, OpenlyRounded, IsLabel) == (other.Hedged, other.Directional, other.OpenlyRounded, other.IsLabel) && Sets == other.Sets;

    public override int GetHashCode() => HashCode.Combine(Value, Unit, Origin, Terms, Scale);

    private static Interval Root(Interval set)
    {
        var low = Rational.Max(0, set.Low ?? 0).Root();
        return set.IsPoint ? Interval.Point(low ?? 0) : new Interval(low, set.High?.Root() + 0.000_000_000_001m, set.LowOpen, set.HighOpen);
    }

    private static Quantity Combine(Quantity a, Quantity b, Rational value, Interval strict, Interval loose, Unit unit) => new()
    {
        Value = value,
        sets = new QuantitySets(strict, loose, a.SquaredUnits + b.SquaredUnits),
        Unit = unit,
        Origin = WidthOrigin.Reckoned,
        Terms = a.Terms + b.Terms,
        Hedged = a.Hedged || b.Hedged,
        Directional = a.Directional || b.Directional,
        OpenlyRounded = a.OpenlyRounded || b.OpenlyRounded,
        Scale = Math.Max(a.Scale, b.Scale),
    };

    // Products and quotients mix scales ("millions of yuans" times a rate), so the result is shown plainly.
    private static Quantity Product(Quantity a, Quantity b, Rational value, Interval strict, Interval loose, Unit unit) => new()
    {
        Value = value,
        sets = new QuantitySets(strict, loose, Rational.Zero),
        Unit = unit,
        Origin = WidthOrigin.Reckoned,
        Hedged = a.Hedged || b.Hedged,
        Directional = a.Directional || b.Directional,
        OpenlyRounded = a.OpenlyRounded || b.OpenlyRounded,
    };
}

/// <summary>The two sets around a figure, and the squared rounding units of its terms.</summary>
internal sealed record QuantitySets(Interval Strict, Interval Loose, Rational SquaredUnits)
{
    public static QuantitySets OfWritten(Rational value, Rational strictUnit, Rational looseUnit, Hedge hedge)
    {
        var strict = Interval.Rounded(value, strictUnit);
        return new QuantitySets(HedgeSets.Soft(hedge, value, looseUnit, strict), HedgeSets.Hard(hedge, value, looseUnit), looseUnit * looseUnit);
    }
}
