using CsCheck;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Tests.Quantities;

/// <summary>The properties of interval arithmetic, over a million generated cases each where a counterexample could hide.</summary>
public class IntervalTests
{
    private const int Million = 1_000_000;

    // Bounded, half-bounded and unbounded sets with open and closed ends, and a number inside.
    private static readonly Gen<(Interval Set, Rational Inside)> Any =
        Gen.Select(Gen.Int[-40, 40], Gen.Int[0, 40], Gen.Int[0, 8], Gen.Int[0, 15]).Select((low, width, at, kind) =>
        {
            Rational l = (Rational)low / 4, h = (Rational)(low + width) / 4;
            var (openLow, openHigh) = (width > 0 && (kind & 1) != 0, width > 0 && (kind & 2) != 0);
            var set = new Interval(kind >= 12 && (kind & 1) != 0 ? null : l, kind >= 12 && (kind & 2) != 0 ? null : h, openLow, openHigh);
            var inside = l + ((h - l) * at / 8);
            return (set, set.Contains(inside) ? inside : l + ((h - l) / 2));
        });

    [Fact]
    public void Arithmetic_contains_every_choice_inside_it() =>
        Gen.Select(Any, Any).Sample(
            (a, b) =>
            {
                Holds(a.Set + b.Set, a.Inside + b.Inside);
                Holds(a.Set - b.Set, a.Inside - b.Inside);
                Holds(a.Set * b.Set, a.Inside * b.Inside);
                if (b.Inside.Sign != 0)
                {
                    Holds(a.Set / b.Set, a.Inside / b.Inside);
                }
            },
            iter: Million);

    // Closed ends are reached by closed ends, so no set is wider than it must be.
    [Fact]
    public void Products_of_closed_sets_reach_their_ends() =>
        Gen.Select(Any, Any).Sample((a, b) =>
        {
            if (a.Set is { Low: { } al, High: { } ah, LowOpen: false, HighOpen: false } && b.Set is { Low: { } bl, High: { } bh, LowOpen: false, HighOpen: false })
            {
                Rational[] corners = [al * bl, al * bh, ah * bl, ah * bh];
                (a.Set * b.Set).ShouldBe(new Interval(corners.Min(), corners.Max()));
            }
        });

    [Fact]
    public void Order_of_operands_is_irrelevant() =>
        Gen.Select(Any, Any, Any).Sample(
            (a, b, c) =>
            {
                Same(a.Set + b.Set, b.Set + a.Set);
                Same(a.Set * b.Set, b.Set * a.Set);
                Same(a.Set + b.Set + c.Set, a.Set + (b.Set + c.Set));
                a.Set.Meets(b.Set).ShouldBe(b.Set.Meets(a.Set));
            },
            iter: Million);

    [Fact]
    public void Negation_twice_is_identity_and_swaps_open_ends()
    {
        Any.Sample(a => (-(-a.Set)).ShouldBe(a.Set), iter: Million);
        (-new Interval(1, 2, LowOpen: true)).ShouldBe(new Interval(-2, -1, HighOpen: true));
    }

    [Fact]
    public void Meeting_sets_share_what_both_contain() =>
        Gen.Select(Any, Any).Sample(
            (a, b) =>
            {
                if (a.Set.Contains(b.Inside))
                {
                    a.Set.Meets(b.Set).ShouldBeTrue();
                    a.Set.Intersect(b.Set).Contains(b.Inside).ShouldBeTrue();
                }

                (!a.Set.Covers(b.Set) || a.Set.Contains(b.Inside)).ShouldBeTrue();
                (a.Set.Meets(b.Set) || !a.Set.Contains(b.Inside)).ShouldBeTrue();
            },
            iter: Million);

    [Fact]
    public void Finds_a_whole_number_where_there_is_one() =>
        Any.Sample(a =>
        {
            if (a.Set is { Low: { } low, High: { } high })
            {
                var found = Enumerable.Range(-12, 40).Any(n => a.Set.Contains(n));
                a.Set.ContainsInteger().ShouldBe(found, $"{low} {high}");
            }
        });

    [Fact]
    public void Open_ends_do_not_meet_at_a_point()
    {
        new Interval(0, 5).Meets(new Interval(5, 9)).ShouldBeTrue();
        new Interval(0, 5).Meets(new Interval(5, 9, LowOpen: true)).ShouldBeFalse();
        new Interval(0, 5).OnlyTouches(new Interval(5, 9)).ShouldBeTrue();
        new Interval(0, 6).OnlyTouches(new Interval(5, 9)).ShouldBeFalse();
        Interval.Point(5).OnlyTouches(new Interval(5, 9)).ShouldBeFalse();
    }

    [Fact]
    public void Cutting_off_digits_leaves_the_end_away_from_nought_open()
    {
        Interval.Truncated(5, 1).ShouldBe(new Interval(5, 6, HighOpen: true));
        Interval.Truncated(-5, 1).ShouldBe(new Interval(-6, -5, LowOpen: true));
        Interval.Truncated(0, 1).ShouldBe(new Interval(-1, 1, true, true));
    }

    [Fact]
    public void A_divisor_that_may_be_nought_gives_everything()
    {
        (Interval.Point(1) / new Interval(0, 2)).ShouldBe(Interval.Everything);
        (Interval.Point(1) / new Interval(0, 2, LowOpen: true)).ShouldBe(new Interval(0.5m, null));
        (Interval.Point(1) / new Interval(2, null)).ShouldBe(new Interval(0, 0.5m, LowOpen: true));
    }

    [Fact]
    public void The_default_is_every_number() => default(Interval).Contains(decimal.MaxValue).ShouldBeTrue();

    private static void Holds(Interval set, Rational value) => (set.Contains(value) || set == Interval.Everything).ShouldBeTrue();

    // An unbounded end is neither open nor closed.
    private static void Same(Interval a, Interval b) =>
        (a.Low == b.Low && a.High == b.High && (a.Low is null || a.LowOpen == b.LowOpen) && (a.High is null || a.HighOpen == b.HighOpen)).ShouldBeTrue();
}
