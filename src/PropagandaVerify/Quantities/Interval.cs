namespace PropagandaVerify.Quantities;

/// <summary>A set of decimals between two ends. A null end is unbounded; the default value is every decimal.</summary>
public readonly record struct Interval(decimal? Low, decimal? High, bool LowOpen = false, bool HighOpen = false)
{
    public static Interval Everything => default;

    public static Interval Point(decimal value) => new(value, value);

    /// <summary>What a reader may take a figure for that was rounded to <paramref name="unit"/>: half a unit to either side, ends included.</summary>
    public static Interval Rounded(decimal value, decimal unit) => new(value - (unit / 2), value + (unit / 2));

    public bool IsPoint => Low is { } low && High == low;

    public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High, a.LowOpen || b.LowOpen, a.HighOpen || b.HighOpen);

    /// <summary>Negation swaps the ends, and with them which of the two is open.</summary>
    public static Interval operator -(Interval a) => new(-a.High, -a.Low, a.HighOpen, a.LowOpen);

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        if (a.Low is not { } al || a.High is not { } ah || b.Low is not { } bl || b.High is not { } bh)
        {
            return ScaleUnbounded(a, b);
        }

        ReadOnlySpan<(decimal Value, bool Open)> ends =
        [
            (al * bl, a.LowOpen || b.LowOpen), (al * bh, a.LowOpen || b.HighOpen),
            (ah * bl, a.HighOpen || b.LowOpen), (ah * bh, a.HighOpen || b.HighOpen),
        ];
        var low = ends[0];
        var high = ends[0];
        foreach (var end in ends)
        {
            low = end.Value < low.Value || (end.Value == low.Value && low.Open && !end.Open) ? end : low;
            high = end.Value > high.Value || (end.Value == high.Value && high.Open && !end.Open) ? end : high;
        }

        return new Interval(low.Value, high.Value, low.Open, high.Open);
    }

    /// <summary>The quotient; unbounded when the divisor may be zero.</summary>
    public static Interval operator /(Interval a, Interval b) => b.Contains(0) || b.Low is null || b.High is null
        ? Everything
        : a * new Interval(1 / b.High, 1 / b.Low, b.HighOpen, b.LowOpen);

    public bool Contains(decimal value) =>
        (Low is not { } low || value > low || (value == low && !LowOpen)) && (High is not { } high || value < high || (value == high && !HighOpen));

    public bool Meets(Interval other) => !IsBelow(other) && !other.IsBelow(this);

    /// <summary>Whether two sets share exactly one end point and nothing else.</summary>
    public bool OnlyTouches(Interval other) => !(IsPoint && other.IsPoint) && Meets(other) && (High == other.Low || other.High == Low) && (High is not null && Low != High || other.Low != other.High);

    /// <summary>Whether every value here is smaller than every value there.</summary>
    public bool IsBelow(Interval other) => High is { } high && other.Low is { } low && (high < low || (high == low && (HighOpen || other.LowOpen)));

    /// <summary>What two sets that meet share.</summary>
    public Interval Intersect(Interval other)
    {
        var low = Low is null || other.Low > Low ? (other.Low, other.LowOpen) : (Low, LowOpen);
        var high = High is null || other.High < High ? (other.High, other.HighOpen) : (High, HighOpen);
        return new Interval(low.Item1, high.Item1, low.Item2, high.Item2);
    }

    public Interval Widened(decimal by) => new(Low - by, High + by, LowOpen, HighOpen);

    /// <summary>The smallest interval that holds both.</summary>
    public Interval Hull(Interval other) => new(
        Low is null || other.Low is null ? null : Math.Min(Low.Value, other.Low.Value),
        High is null || other.High is null ? null : Math.Max(High.Value, other.High.Value),
        Low <= other.Low ? LowOpen && (Low < other.Low || other.LowOpen) : other.LowOpen,
        High >= other.High ? HighOpen && (High > other.High || other.HighOpen) : other.HighOpen);

    // With an open-ended factor only the case that figures have is kept: a factor known to be positive.
    private static Interval ScaleUnbounded(Interval a, Interval b) => a.Low >= 0 && b.Low >= 0
        ? new Interval(a.Low * b.Low, null, a.LowOpen || b.LowOpen)
        : Everything;
}
