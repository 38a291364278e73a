using CsCheck;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Tests.Quantities;

public class IntervalTests
{
    private static readonly Gen<(Interval Interval, decimal Inside)> Any =
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[0, 500], Gen.Int[0, 100])
            .Select((low, width, at) => (new Interval(low / 10m, (low + width) / 10m), (low + (width * at / 100)) / 10m));

    [Fact]
    public void Arithmetic_contains_every_choice_inside_it() =>
        Gen.Select(Any, Any).Sample((a, b) =>
        {
            (a.Interval + b.Interval).Contains(a.Inside + b.Inside).ShouldBeTrue();
            (a.Interval - b.Interval).Contains(a.Inside - b.Inside).ShouldBeTrue();
            (a.Interval * b.Interval).Contains(a.Inside * b.Inside).ShouldBeTrue();
            if (!b.Interval.Contains(0))
            {
                var quotient = a.Interval / b.Interval;
                quotient.Widened(0.000_000_000_000_1m).Contains(a.Inside / b.Inside).ShouldBeTrue();
            }
        });

    [Fact]
    public void Negation_twice_is_identity_and_swaps_open_ends()
    {
        Any.Sample(a => (-(-a.Interval)).ShouldBe(a.Interval));
        (-new Interval(1, 2, LowOpen: true)).ShouldBe(new Interval(-2, -1, HighOpen: true));
    }

    [Fact]
    public void Meeting_is_symmetric_and_widening_never_parts() =>
        Gen.Select(Any, Any, Gen.Int[0, 100]).Sample((a, b, by) =>
        {
            a.Interval.Meets(b.Interval).ShouldBe(b.Interval.Meets(a.Interval));
            if (a.Interval.Meets(b.Interval))
            {
                a.Interval.Widened(by / 10m).Meets(b.Interval).ShouldBeTrue();
            }
        });

    [Fact]
    public void Open_ends_do_not_meet_at_a_point()
    {
        new Interval(0, 5).Meets(new Interval(5, 9)).ShouldBeTrue();
        new Interval(0, 5).Meets(new Interval(5, 9, LowOpen: true)).ShouldBeFalse();
        new Interval(0, 5).OnlyTouches(new Interval(5, 9)).ShouldBeTrue();
        new Interval(0, 6).OnlyTouches(new Interval(5, 9)).ShouldBeFalse();
    }

    [Fact]
    public void The_default_is_every_number() => default(Interval).Contains(decimal.MaxValue).ShouldBeTrue();
}
