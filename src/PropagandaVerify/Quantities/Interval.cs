namespace PropagandaVerify.Quantities;

/// <summary>A set of numbers between two ends. A null end is unbounded; the default value is every number.</summary>
public readonly record struct Interval
{
    private readonly Rational low;
    private readonly Rational high;
    private readonly bool hasLow;
    private readonly bool hasHigh;

    public Interval(Rational? Low, Rational? High, bool LowOpen = false, bool HighOpen = false)
    {
        (low, hasLow, this.LowOpen) = (Low.GetValueOrDefault(), Low is not null, LowOpen);
        (high, hasHigh, this.HighOpen) = (High.GetValueOrDefault(), High is not null, HighOpen);
    }

    public Rational? Low => hasLow ? low : null;

    public Rational? High => hasHigh ? high : null;

    public bool LowOpen { get; }

    public bool HighOpen { get; }

    public static Interval Everything => default;

    public static Interval Point(Rational value) => new(value, value);

    /// <summary>What a reader may take a figure for that was rounded to <paramref name="unit"/>: half a unit to either side, ends included.</summary>
    public static Interval Rounded(Rational value, Rational unit) => new(value - (unit / 2), value + (unit / 2));

    /// <summary>What a figure may stand for whose further digits were cut off: up to one unit further from zero, that end excluded.</summary>
    public static Interval Truncated(Rational value, Rational unit) => unit.Sign == 0 ? Point(value)
        : value.Sign switch
        {
            > 0 => new Interval(value, value + unit, HighOpen: true),
            < 0 => new Interval(value - unit, value, LowOpen: true),
            _ => new Interval(-unit, unit, LowOpen: true, HighOpen: true),
        };

    public bool IsPoint => Low is { } low && High == low;

    public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High, a.LowOpen || b.LowOpen, a.HighOpen || b.HighOpen);

    /// <summary>Negation swaps the ends, and with them which of the two is open.</summary>
    public static Interval operator -(Interval a) => new(-a.High, -a.Low, a.HighOpen, a.LowOpen);

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        ReadOnlySpan<End> ends = [a.LowEnd * b.LowEnd, a.LowEnd * b.HighEnd, a.HighEnd * b.LowEnd, a.HighEnd * b.HighEnd];
        var low = ends[0];
        var high = ends[0];
        foreach (var end in ends[1..])
        {
            var below = end.CompareTo(low);
            low = below < 0 || (below == 0 && low.Open) ? end : low;
            var above = end.CompareTo(high);
            high = above > 0 || (above == 0 && high.Open) ? end : high;
        }

        return new Interval(low.Finite, high.Finite, low.Open && low.Infinity == 0, high.Open && high.Infinity == 0);
    }

    /// <summary>The quotient; unbounded when the divisor may be zero.</summary>
    public static Interval operator /(Interval a, Interval b) => b.Reciprocal is { } inverse ? a * inverse : Everything;

    public bool Contains(Rational value) =>
        (Low is not { } low || value > low || (value == low && !LowOpen)) && (High is not { } high || value < high || (value == high && !HighOpen));

    /// <summary>Whether a whole number lies in it.</summary>
    public bool ContainsInteger()
    {
        if (Low is not { } low || High is not { } high)
        {
            return true;
        }

        var first = low.Ceiling();
        return Contains(first) || (LowOpen && first == low && Contains(first + 1) && first + 1 <= high);
    }

    /// <summary>Whether every number of the other set is in this one.</summary>
    public bool Covers(Interval other) =>
        (Low is null || (other.Low is { } l && (l > Low || (l == Low && (!LowOpen || other.LowOpen)))))
        && (High is null || (other.High is { } h && (h < High || (h == High && (!HighOpen || other.HighOpen)))));

    public bool Meets(Interval other) => !IsBelow(other) && !other.IsBelow(this);

    /// <summary>Whether two sets, neither of them a single point, share exactly one end point and nothing else. A point at the end of a set is well inside: it rounds there.</summary>
    public bool OnlyTouches(Interval other) => !IsPoint && !other.IsPoint && Meets(other) && ((High is not null && High == other.Low) || (Low is not null && other.High == Low));

    /// <summary>Whether every value here is smaller than every value there.</summary>
    public bool IsBelow(Interval other) => High is { } high && other.Low is { } low && (high < low || (high == low && (HighOpen || other.LowOpen)));

    /// <summary>What two sets that meet share.</summary>
    public Interval Intersect(Interval other)
    {
        var low = Low is null || other.Low > Low ? (other.Low, other.LowOpen) : (Low, LowOpen || (other.Low == Low && other.LowOpen));
        var high = High is null || other.High < High ? (other.High, other.HighOpen) : (High, HighOpen || (other.High == High && other.HighOpen));
        return new Interval(low.Item1, high.Item1, low.Item2, high.Item2);
    }

    public Interval Widened(Rational by) => new(Low - by, High + by, LowOpen, HighOpen);

    private End LowEnd => Low is { } low ? new End(low, 0, LowOpen) : new End(default, -1, true);

    private End HighEnd => High is { } high ? new End(high, 0, HighOpen) : new End(default, 1, true);

    // Only of a set that lies on one side of zero.
    private Interval? Reciprocal
    {
        get
        {
            if (Low is { } low && (low.Sign > 0 || (low.Sign == 0 && LowOpen)))
            {
                return new Interval(High is { } high ? 1 / high : 0, low.Sign == 0 ? null : 1 / low, HighOpen || High is null, LowOpen);
            }

            return High is { } top && (top.Sign < 0 || (top.Sign == 0 && HighOpen)) ? -(-this).Reciprocal : null;
        }
    }

    // One end, infinite ones included: nought times without end is nought, since the factors are numbers.
    private readonly record struct End(Rational Value, int Infinity, bool Open)
    {
        public Rational? Finite => Infinity == 0 ? Value : null;

        private int Sign => Infinity != 0 ? Infinity : Value.Sign;

        public static End operator *(End a, End b) =>
            a.Sign == 0 || b.Sign == 0 ? new End(default, 0, !((a.Sign == 0 && !a.Open) || (b.Sign == 0 && !b.Open)))
            : a.Infinity != 0 || b.Infinity != 0 ? new End(default, a.Sign * b.Sign, true)
            : new End(a.Value * b.Value, 0, a.Open || b.Open);

        public int CompareTo(End other) => Infinity != 0 || other.Infinity != 0 ? Infinity.CompareTo(other.Infinity) : Value.CompareTo(other.Value);
    }
}
