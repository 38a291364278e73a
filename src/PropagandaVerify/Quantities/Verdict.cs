namespace PropagandaVerify.Quantities;

/// <summary>What comparing two quantities gives, from best to worst; <see cref="Undecidable"/> stands apart: an operand is missing.</summary>
public enum Verdict
{
    Holds,

    /// <summary>The printed digits do not compute, but rounding explains it.</summary>
    Display,

    /// <summary>An operand is missing, or a bound was hit.</summary>
    Undecidable,

    /// <summary>Meets only at one end point.</summary>
    Edge,

    /// <summary>Holds only if trailing zeros are rounding.</summary>
    Precision,

    /// <summary>Possible, but rounding would have to conspire: beyond three standard deviations.</summary>
    Improbable,

    /// <summary>The units cannot be compared.</summary>
    Unit,

    /// <summary>No reading of the figures makes it true.</summary>
    Impossible,

    /// <summary>The wording names a side and the figure lies on the other.</summary>
    Direction,
}

/// <summary>Grades comparisons.</summary>
internal static class Verdicts
{
    public static bool Fails(this Verdict verdict) => verdict > Verdict.Undecidable;

    /// <summary>Whether two quantities can both be right as written.</summary>
    public static Verdict Agree(Quantity a, Quantity b, bool withTolerance = false)
    {
        if (!a.Unit.AgreesWith(b.Unit))
        {
            return Verdict.Unit;
        }

        if (!a.Loose.Meets(b.Loose))
        {
            return a.Directional || b.Directional ? Verdict.Direction : Verdict.Impossible;
        }

        if (a.Value == b.Value)
        {
            return Verdict.Holds;
        }

        if (withTolerance)
        {
            return Verdict.Holds;
        }

        // A wording that names a side also promises to be near: "près de 120" for 65 is true of nothing.
        if ((a.Directional || b.Directional) && !a.Strict.Meets(b.Strict) && a.Terms + b.Terms > 2)
        {
            return Verdict.Improbable;
        }

        if (a.Hedged || b.Hedged || a.OpenlyRounded || b.OpenlyRounded)
        {
            return Verdict.Display;
        }

        if (a.Loose.OnlyTouches(b.Loose))
        {
            return Verdict.Edge;
        }

        if (!a.Strict.Meets(b.Strict))
        {
            return Verdict.Precision;
        }

        // A rounding error is uniform over one unit, so its variance is u²/12; three standard deviations from four terms on.
        var difference = a.Value - b.Value;
        return a.Terms + b.Terms > 4 && difference * difference * 12 > 9 * (a.SquaredUnits + b.SquaredUnits)
            ? Verdict.Improbable
            : Verdict.Display;
    }

    /// <summary>Whether a can lie at or below b (or strictly below).</summary>
    public static Verdict CanPrecede(Quantity a, Quantity b, bool strictly)
    {
        if (!a.Unit.AgreesWith(b.Unit))
        {
            return Verdict.Unit;
        }

        return !Possible(a.Loose, b.Loose, strictly) ? (a.Directional || b.Directional ? Verdict.Direction : Verdict.Impossible)
            : !a.Hedged && !b.Hedged && !Possible(a.Strict, b.Strict, strictly) ? Verdict.Precision
            : Verdict.Holds;
    }

    private static bool Possible(Interval a, Interval b, bool strictly) =>
        a.Low is not { } low || b.High is not { } high || low < high || (low == high && !strictly && !a.LowOpen && !b.HighOpen);
}
