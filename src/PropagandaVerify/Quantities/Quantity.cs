namespace PropagandaVerify.Quantities;

/// <summary>
/// A figure as an exact value with two sets around it: what it means when every written digit counts (<see cref="Strict"/>), and
/// what it may mean when trailing zeros are rounding and its hedge is taken at its word (<see cref="Loose"/>).
/// </summary>
public sealed record Quantity
{
    // The square of anything larger leaves the 28 digits of a decimal.
    private const decimal LargestSquaredUnit = 10_000_000_000_000m;

    public required decimal Value { get; init; }

    public required Interval Strict { get; init; }

    public required Interval Loose { get; init; }

    public Unit Unit { get; init; }

    /// <summary>Twelve times the variance of the rounding error: the sum of the squared rounding units of all terms.</summary>
    public decimal SquaredUnits { get; init; }

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

    public static Quantity Exact(decimal value, Unit unit = default) => new() { Value = value, Strict = Interval.Point(value), Loose = Interval.Point(value), Unit = unit };

    /// <summary>A figure as written: the rounding unit when every digit counts (0 for exact counts), and when trailing zeros do not.</summary>
    public static Quantity Written(decimal value, decimal strictUnit, decimal looseUnit, Unit unit, Hedge hedge = Hedge.None, decimal scale = 1)
    {
        var strict = Interval.Rounded(value, strictUnit);
        var wide = hedge == Hedge.Exactly ? strictUnit : looseUnit;
        var squared = Math.Min(wide, LargestSquaredUnit);
        return new Quantity
        {
            Value = value,
            Strict = HedgeSets.Soft(hedge, value, looseUnit, strict),
            Loose = HedgeSets.Hard(hedge, value, wide),
            Unit = unit,
            SquaredUnits = squared * squared,
            Hedged = hedge is not (Hedge.None or Hedge.Exactly),
            Directional = HedgeSets.IsDirectional(hedge),
            Scale = scale,
        };
    }

    public static Quantity operator +(Quantity a, Quantity b) => Combine(a, b, a.Value + b.Value, a.Strict + b.Strict, a.Loose + b.Loose, a.Unit.IsStated ? a.Unit : b.Unit);

    public static Quantity operator -(Quantity a, Quantity b) => Combine(a, b, a.Value - b.Value, a.Strict - b.Strict, a.Loose - b.Loose, a.Unit.IsStated ? a.Unit : b.Unit);

    public static Quantity operator -(Quantity a) => a with { Value = -a.Value, Strict = -a.Strict, Loose = -a.Loose };

    public static Quantity operator *(Quantity a, Quantity b) => Product(a, b, a.Value * b.Value, a.Strict * b.Strict, a.Loose * b.Loose, a.Unit * b.Unit);

    /// <summary>The quotient, or null when the divisor may be zero.</summary>
    public static Quantity? Divide(Quantity a, Quantity b) => b.Value == 0 || b.Loose.Contains(0)
        ? null
        : Product(a, b, a.Value / b.Value, a.Strict / b.Strict, a.Loose / b.Loose, a.Unit / b.Unit);

    /// <summary>Both sets widened by a part of the value, the relative tolerance of a rule.</summary>
    public Quantity WidenedRelatively(decimal share) => WidenedBy(Math.Abs(Value) * share);

    public Quantity WidenedBy(decimal width) => this with { Strict = Strict.Widened(width), Loose = Loose.Widened(width) };

    private static Quantity Combine(Quantity a, Quantity b, decimal value, Interval strict, Interval loose, Unit unit) => new()
    {
        Value = value,
        Strict = strict,
        Loose = loose,
        Unit = unit,
        SquaredUnits = a.SquaredUnits + b.SquaredUnits,
        Terms = a.Terms + b.Terms,
        Hedged = a.Hedged || b.Hedged,
        Directional = a.Directional || b.Directional,
        OpenlyRounded = a.OpenlyRounded || b.OpenlyRounded,
        Scale = Math.Max(a.Scale, b.Scale),
    };

    // Products and quotients mix scales ("millions of yuans" times a rate), so the result is shown plainly.
    private static Quantity Product(Quantity a, Quantity b, decimal value, Interval strict, Interval loose, Unit unit) => new()
    {
        Value = value,
        Strict = strict,
        Loose = loose,
        Unit = unit,
        Hedged = a.Hedged || b.Hedged,
        Directional = a.Directional || b.Directional,
    };
}
