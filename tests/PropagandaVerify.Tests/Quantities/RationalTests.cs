using System.Numerics;
using CsCheck;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Tests.Quantities;

public class RationalTests
{
    // Decimals of every size, so that 64 bits, 128 bits and big integers all take part.
    private static readonly Gen<Rational> Any = Gen.OneOf(
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[1, 10_000]).Select((n, d) => (Rational)n / d),
        Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue]).Select((n, d) => (Rational)n / d),
        Gen.Decimal.Select(d => (Rational)d));

    [Fact]
    public void Arithmetic_agrees_with_fractions_of_big_integers() =>
        Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue], Gen.Long, Gen.Long[1, long.MaxValue]).Sample(
            (a, b, c, d) =>
            {
                var (x, y) = ((Rational)a / b, (Rational)c / d);
                var (n1, d1, n2, d2) = ((BigInteger)a, (BigInteger)b, (BigInteger)c, (BigInteger)d);
                IsFraction(x + y, (n1 * d2) + (n2 * d1), d1 * d2).ShouldBeTrue();
                IsFraction(x - y, (n1 * d2) - (n2 * d1), d1 * d2).ShouldBeTrue();
                IsFraction(x * y, n1 * n2, d1 * d2).ShouldBeTrue();
                (c == 0 || IsFraction(x / y, n1 * d2, d1 * n2)).ShouldBeTrue();
                x.CompareTo(y).ShouldBe((n1 * d2).CompareTo(n2 * d1));
            },
            iter: 20_000);

    [Fact]
    public void Adding_and_taking_away_gives_the_same_number_again() =>
        Gen.Select(Any, Any).Sample(
            (a, b) =>
            {
                (a + b - b).ShouldBe(a);
                (b.Sign == 0 || a * b / b == a).ShouldBeTrue();
                (a + b).ShouldBe(b + a);
                (-(-a)).ShouldBe(a);
                (a + b - b).GetHashCode().ShouldBe(a.GetHashCode());
            },
            iter: 100_000);

    [Fact]
    public void Decimals_go_in_and_come_out_unchanged() =>
        Gen.Decimal.Sample(d => ((Rational)d).ToDecimal().ShouldBe(d), iter: 20_000);

    [Fact]
    public void What_rounds_to_a_number_beyond_all_decimals_is_none()
    {
        var most = (Rational)decimal.MaxValue;
        (most + ((Rational)1 / 4)).ToDecimal().ShouldBe(decimal.MaxValue);
        (most + ((Rational)3 / 4)).ToDecimal().ShouldBeNull();
        (-most - ((Rational)3 / 4)).ToDecimal().ShouldBeNull();
    }

    [Fact]
    public void Rounding_lies_within_half_a_place_and_floor_below() =>
        Gen.Select(Any, Gen.Int[-6, 6]).Sample((a, power) =>
        {
            var place = Rational.Ten(power);
            var rounded = a.RoundedTo(place);
            (Rational.Abs(rounded - a) <= place / 2).ShouldBeTrue();
            (rounded / place).IsInteger.ShouldBeTrue();
            (a.Floor() <= a && a < a.Floor() + 1).ShouldBeTrue();
        });

    [Theory]
    [InlineData(1, 3, "0.3333333333333333333333333333")]
    [InlineData(5, 4, "1.25")]
    [InlineData(-7, 1, "-7")]
    public void Writes_decimals(int numerator, int denominator, string expected) => ((Rational)numerator / denominator).ToString().ShouldBe(expected);

    [Fact]
    public void A_third_three_times_is_one_and_nothing_is_lost_beyond_64_bits()
    {
        var third = (Rational)1 / 3;
        (third + third + third).ShouldBe(Rational.One);
        var large = (Rational)long.MaxValue * long.MaxValue * long.MaxValue;
        (large / long.MaxValue / long.MaxValue).ShouldBe((Rational)long.MaxValue);
        (large + 1 - large).ShouldBe(Rational.One);
        default(Rational).ShouldBe(Rational.Zero);
        (Rational.Zero + 5).ShouldBe((Rational)5);
    }

    [Fact]
    public void A_root_squared_is_just_below_the_number() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[1, 1_000_000]).Sample((n, d) =>
    {
        var number = (Rational)n / d;
        var root = number.Root()!.Value;
        var next = root + Rational.Ten(-12);
        return root * root <= number && number < next * next;
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(144, 12)]
    [InlineData(1_000_000, 1_000)]
    public void Roots_of_squares_are_exact(int square, int root) => ((Rational)square).Root().ShouldBe(root);

    [Fact]
    public void A_negative_number_has_no_root() => ((Rational)(-4)).Root().ShouldBeNull();

    [Fact]
    public void What_grows_without_bound_is_refused()
    {
        var value = (Rational)long.MaxValue;
        Should.Throw<OverflowException>(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                value *= value;
            }
        });
    }

    private static bool IsFraction(Rational value, BigInteger numerator, BigInteger denominator)
    {
        // The number as decimals of its own would round, so it is multiplied out again.
        var scaled = value * Of(denominator);
        return scaled == Of(numerator);

        static Rational Of(BigInteger n)
        {
            Rational result = 0;
            var factor = Rational.One;
            for (var rest = BigInteger.Abs(n); rest > 0; rest /= 1_000_000_000, factor *= 1_000_000_000)
            {
                result += factor * (int)(rest % 1_000_000_000);
            }

            return n.Sign < 0 ? -result : result;
        }
    }
}
