using System.Globalization;
using System.Numerics;

namespace PropagandaVerify.Quantities;

/// <summary>
/// An exact number: a ratio of two 64-bit integers in lowest terms, worked out in 128 bits, and of big integers where these do not suffice.
/// Sums, products and quotients of decimals never round. The default is 0.
/// </summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    /// <summary>The longest part of a fraction, in bits; what grows beyond is refused with an <see cref="OverflowException"/>.</summary>
    public const int MostBits = 4096;

    private const int RootDigits = 12;

    private readonly long numerator;
    private readonly long denominatorLessOne;
    private readonly Fraction? big;

    private Rational(long numerator, long denominator)
    {
        this.numerator = numerator;
        denominatorLessOne = denominator - 1;
    }

    private Rational(Fraction big) => this.big = big;

    public static Rational Zero => default;

    public static Rational One => new(1, 1);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => big is null ? Math.Sign(numerator) : big.Numerator.Sign;

    public bool IsInteger => big is null ? denominatorLessOne == 0 : big.Denominator.IsOne;

    /// <summary>The number itself if it is whole and has 64 bits; else null.</summary>
    internal long? Whole => big is null && denominatorLessOne == 0 ? numerator : null;

    private long Denominator => denominatorLessOne + 1;

    private Fraction Large => big ?? new Fraction(numerator, Denominator);

    public static implicit operator Rational(int value) => new(value, 1);

    public static implicit operator Rational(long value) => Of((Int128)value, 1);

    /// <summary>A decimal, exactly.</summary>
    public static implicit operator Rational(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        var magnitude = unchecked(((Int128)(uint)bits[2] << 64) | ((Int128)(uint)bits[1] << 32) | (uint)bits[0]);
        var signed = value < 0 ? -magnitude : magnitude;
        return scale <= 18 ? Of(signed, PowerOfTen(scale)) : Of(new Fraction((BigInteger)signed, BigInteger.Pow(10, scale)));
    }

    public static Rational operator +(Rational a, Rational b)
    {
        if (a.big is not null || b.big is not null)
        {
            var (x, y) = (a.Large, b.Large);
            return Of(new Fraction((x.Numerator * y.Denominator) + (y.Numerator * x.Denominator), x.Denominator * y.Denominator));
        }

        return a.denominatorLessOne == b.denominatorLessOne
            ? Of((Int128)a.numerator + b.numerator, a.Denominator)
            : Of(Product(a.numerator, b.Denominator) + Product(b.numerator, a.Denominator), Product(a.Denominator, b.Denominator));
    }

    public static Rational operator -(Rational a) => a.big is { } f
        ? Of(new Fraction(-f.Numerator, f.Denominator))
        : new(-a.numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b)
    {
        if (a.big is not null || b.big is not null)
        {
            var (x, y) = (a.Large, b.Large);
            return Of(new Fraction(x.Numerator * y.Numerator, x.Denominator * y.Denominator));
        }

        return Of(Product(a.numerator, b.numerator), Product(a.Denominator, b.Denominator));
    }

    /// <summary>The exact quotient; a divisor of 0 throws.</summary>
    public static Rational operator /(Rational a, Rational b)
    {
        if (b.Sign == 0)
        {
            throw new DivideByZeroException();
        }

        if (a.big is not null || b.big is not null)
        {
            var (x, y) = (a.Large, b.Large);
            return Of(new Fraction(x.Numerator * y.Denominator * y.Numerator.Sign, x.Denominator * BigInteger.Abs(y.Numerator)));
        }

        var sign = Math.Sign(b.numerator);
        return Of(Product(a.numerator, b.Denominator * sign), Product(a.Denominator, b.numerator * sign));
    }

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    public static Rational Min(Rational a, Rational b) => b < a ? b : a;

    public static Rational Max(Rational a, Rational b) => b > a ? b : a;

    /// <summary>Ten to a power, negative ones included.</summary>
    public static Rational Ten(int power) => power < 0 ? One / Ten(-power) : power <= 18 ? new(PowerOfTen(power), 1) : Of(new Fraction(BigInteger.Pow(10, power), 1));

    /// <summary>A whole number of units of a decimal place: 1234 at two decimals is 12.34.</summary>
    internal static Rational Scaled(Int128 digits, int decimals) =>
        decimals <= 18 ? Of(digits, PowerOfTen(decimals)) : Of(new Fraction((BigInteger)digits, BigInteger.Pow(10, decimals)));

    /// <summary>The largest whole number that is not above.</summary>
    public Rational Floor()
    {
        if (IsInteger)
        {
            return this;
        }

        if (big is { } f)
        {
            var quotient = BigInteger.DivRem(f.Numerator, f.Denominator, out var rest);
            return Of(new Fraction(rest.Sign < 0 ? quotient - 1 : quotient, 1));
        }

        var (whole, remainder) = Math.DivRem(numerator, Denominator);
        return new(remainder < 0 ? whole - 1 : whole, 1);
    }

    /// <summary>The smallest whole number that is not below.</summary>
    public Rational Ceiling() => -(-this).Floor();

    /// <summary>The nearest multiple of a place such as 0.01; halfway goes to the even one.</summary>
    public Rational RoundedTo(Rational place)
    {
        var scaled = this / place;
        var below = scaled.Floor();
        var rest = scaled - below;
        var half = new Rational(1, 2);
        var up = rest > half || (rest == half && !(below / 2).IsInteger);
        return (up ? below + 1 : below) * place;
    }

    /// <summary>The square root, to twelve decimals and rounded down; null of a negative number.</summary>
    public Rational? Root()
    {
        if (Sign <= 0)
        {
            return Sign == 0 ? Zero : null;
        }

        var scaled = (this * Ten(2 * RootDigits)).Floor().Large.Numerator;
        var root = BigInteger.One << (int)((scaled.GetBitLength() + 1) / 2);
        for (var next = (root + (scaled / root)) >> 1; next < root; next = (root + (scaled / root)) >> 1)
        {
            root = next;
        }

        return Of(new Fraction(root, BigInteger.Pow(10, RootDigits)));
    }

    /// <summary>The nearest decimal, to 28 digits; null beyond the range of a decimal.</summary>
    public decimal? ToDecimal()
    {
        if (big is null)
        {
            return denominatorLessOne == 0 ? numerator : (decimal)numerator / Denominator;
        }

        var whole = BigInteger.Abs(BigInteger.Divide(big.Numerator, big.Denominator));
        if (whole > (BigInteger)decimal.MaxValue)
        {
            return null;
        }

        // As many decimals as still fit beside the whole part, 28 at most.
        for (var places = whole.IsZero ? 28 : Math.Min(28, 29 - whole.ToString(CultureInfo.InvariantCulture).Length); places >= 0; places--)
        {
            var scaled = (RoundedTo(Ten(-places)) * Ten(places)).Large.Numerator;
            if (BigInteger.Abs(scaled) <= (BigInteger)decimal.MaxValue)
            {
                return (decimal)scaled / (decimal)BigInteger.Pow(10, places);
            }
        }

        // What is rounded up may lie beyond the range.
        return null;
    }

    public int CompareTo(Rational other)
    {
        if (big is not null || other.big is not null)
        {
            var (x, y) = (Large, other.Large);
            return (x.Numerator * y.Denominator).CompareTo(y.Numerator * x.Denominator);
        }

        return denominatorLessOne == other.denominatorLessOne
            ? numerator.CompareTo(other.numerator)
            : Product(numerator, other.Denominator).CompareTo(Product(other.numerator, Denominator));
    }

    public bool Equals(Rational other) => big is null ? other.big is null && numerator == other.numerator && denominatorLessOne == other.denominatorLessOne : big.Equals(other.big);

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => big is null ? HashCode.Combine(numerator, denominatorLessOne) : big.GetHashCode();

    /// <summary>Decimal digits, rounded after the 28th.</summary>
    public override string ToString() => ToDecimal() is { } d
        ? d.ToString("0.############################", CultureInfo.InvariantCulture)
        : BigInteger.Divide(Large.Numerator, Large.Denominator).ToString(CultureInfo.InvariantCulture);

    // The whole product of two words: an operator on 128 bits would take four multiplications and check each.
    private static Int128 Product(long a, long b)
    {
        var high = Math.BigMul(a, b, out var low);
        return new Int128(unchecked((ulong)high), unchecked((ulong)low));
    }

    // The denominator is positive; both are brought to lowest terms, and to 64 bits if they fit.
    private static Rational Of(Int128 numerator, Int128 denominator)
    {
        if (denominator != 1)
        {
            if (IsLong(numerator) && IsLong(denominator))
            {
                return Of((long)numerator, (long)denominator);
            }

            var divisor = GreatestDivisor(numerator < 0 ? -numerator : numerator, denominator);
            if (divisor != 1)
            {
                numerator /= divisor;
                denominator /= divisor;
            }
        }

        return IsLong(numerator) && IsLong(denominator)
            ? new Rational((long)numerator, (long)denominator)
            : new Rational(new Fraction((BigInteger)numerator, (BigInteger)denominator));
    }

    private static Rational Of(long numerator, long denominator)
    {
        var divisor = GreatestDivisor((ulong)Math.Abs(numerator), (ulong)denominator);
        return divisor == 1 ? new Rational(numerator, denominator) : new Rational(numerator / (long)divisor, denominator / (long)divisor);
    }

    // The smallest 64-bit number has no opposite, so it is kept as a large one.
    private static bool IsLong(Int128 value) => value <= long.MaxValue && value >= -long.MaxValue;

    private static Rational Of(Fraction fraction)
    {
        var divisor = BigInteger.GreatestCommonDivisor(fraction.Numerator, fraction.Denominator);
        var (numerator, denominator) = (fraction.Numerator / divisor, fraction.Denominator / divisor);
        if (BigInteger.Abs(numerator) <= long.MaxValue && denominator <= long.MaxValue)
        {
            return new Rational((long)numerator, (long)denominator);
        }

        return numerator.GetBitLength() <= MostBits && denominator.GetBitLength() <= MostBits
            ? new Rational(new Fraction(numerator, denominator))
            : throw new OverflowException($"a number grew beyond {MostBits} bits");
    }

    private static Int128 GreatestDivisor(Int128 a, Int128 b)
    {
        while (b > long.MaxValue || a > long.MaxValue)
        {
            if (b == 0)
            {
                return a;
            }

            (a, b) = (b, a % b);
        }

        return GreatestDivisor((ulong)a, (ulong)b);
    }

    private static ulong GreatestDivisor(ulong a, ulong b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static long PowerOfTen(int power)
    {
        var value = 1L;
        for (var i = 0; i < power; i++)
        {
            value *= 10;
        }

        return value;
    }

    private sealed record Fraction(BigInteger Numerator, BigInteger Denominator);
}
