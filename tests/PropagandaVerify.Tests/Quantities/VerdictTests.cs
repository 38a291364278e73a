using PropagandaVerify.Quantities;

namespace PropagandaVerify.Tests.Quantities;

/// <summary>The worked examples of sums, at written precision.</summary>
public class VerdictTests
{
    [Theory]
    [InlineData(Verdict.Display, 58, 12, 45)]
    [InlineData(Verdict.Display, 10, 3, 3, 3)]
    [InlineData(Verdict.Edge, 11, 3, 3, 3)]
    [InlineData(Verdict.Impossible, 12, 3, 3, 3)]
    [InlineData(Verdict.Holds, 57, 12, 45)]
    public void A_sum_of_rounded_amounts_is_graded_by_its_distance(Verdict expected, int total, params int[] parts) =>
        Verdicts.Agree(Rounded(total), parts.Select(Rounded).Aggregate((a, b) => a + b)).ShouldBe(expected);

    [Fact]
    public void Exact_counts_forgive_nothing()
    {
        var sum = new[] { 151, 108, 39, 1, 1, 4 }.Select(n => Quantity.Written(n, 0, 0, Unit.None)).Aggregate((a, b) => a + b);
        Verdicts.Agree(Quantity.Written(305, 0, 0, Unit.None), sum).ShouldBe(Verdict.Impossible);
        Verdicts.Agree(Quantity.Written(304, 0, 0, Unit.None), sum).ShouldBe(Verdict.Holds);
    }

    [Fact]
    public void Trailing_zeros_excuse_a_miss_only_as_a_matter_of_precision()
    {
        var sum = Quantity.Written(12_000, 0, 1_000, Unit.None) + Quantity.Written(45_000, 0, 1_000, Unit.None);
        Verdicts.Agree(Quantity.Written(58_000, 0, 1_000, Unit.None), sum).ShouldBe(Verdict.Precision);
        Verdicts.Agree(Quantity.Written(60_000, 0, 1_000, Unit.None), sum).ShouldBe(Verdict.Impossible);
    }

    [Fact]
    public void Ten_parts_that_miss_by_more_than_three_deviations_are_improbable()
    {
        var sum = Enumerable.Repeat(Rounded(1), 10).Aggregate((a, b) => a + b);
        Verdicts.Agree(Rounded(14), sum).ShouldBe(Verdict.Improbable);
        Verdicts.Agree(Rounded(12), sum).ShouldBe(Verdict.Display);
    }

    [Theory]
    [InlineData(Hedge.MoreThan, 45, 46, Verdict.Display)]
    [InlineData(Hedge.MoreThan, 45, 44, Verdict.Direction)]
    [InlineData(Hedge.NearlyBelow, 45, 44, Verdict.Display)]
    [InlineData(Hedge.NearlyBelow, 45, 46, Verdict.Direction)]
    [InlineData(Hedge.About, 45, 47, Verdict.Display)]
    [InlineData(Hedge.About, 45, 60, Verdict.Impossible)]
    [InlineData(Hedge.AtLeast, 45, 45, Verdict.Holds)]
    public void A_hedge_limits_by_side_first(Hedge hedge, int stated, int reckoned, Verdict expected) =>
        Verdicts.Agree(Quantity.Written(stated, 1, 1, Unit.None, hedge), Quantity.Exact(reckoned)).ShouldBe(expected);

    [Fact]
    public void About_two_hundred_does_not_reach_from_nought_to_four_hundred() =>
        Quantity.Written(200, 1, 100, Unit.None, Hedge.About).Loose.ShouldBe(new Interval(150, 250));

    [Fact]
    public void Different_units_never_agree()
    {
        Verdicts.Agree(Quantity.Exact(5, Unit.Of("EUR")), Quantity.Exact(5, Unit.Of("USD"))).ShouldBe(Verdict.Unit);
        Verdicts.Agree(Quantity.Exact(5, Unit.Of("EUR")), Quantity.Exact(5)).ShouldBe(Verdict.Holds);
        (Quantity.Exact(2, Unit.Of("CNY")) * Quantity.Exact(3, Unit.Ratio("USD", "CNY"))).Unit.ShouldBe(Unit.Of("USD"));
    }

    [Fact]
    public void The_order_of_the_operands_is_irrelevant()
    {
        foreach (var (a, b) in new[] { (57m, 58m), (11m, 9m), (3m, 3m) })
        {
            Verdicts.Agree(Rounded((int)a), Rounded((int)b)).ShouldBe(Verdicts.Agree(Rounded((int)b), Rounded((int)a)));
        }
    }

    private static Quantity Rounded(int value) => Quantity.Written(value, 1, 1, Unit.None);
}
