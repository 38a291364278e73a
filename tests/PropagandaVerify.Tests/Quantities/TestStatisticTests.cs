using PropagandaVerify.Quantities;

namespace PropagandaVerify.Tests.Quantities;

/// <summary>The expected probabilities were worked out with R 4.2.2.</summary>
public class TestStatisticTests
{
    [Theory]
    [InlineData("t", "2.2", "28", null, 0.03622548478)]
    [InlineData("t", "-0.5", "1", null, 0.7048327647)]
    [InlineData("t", "12", "4.5", null, 0.0001378319765)]
    [InlineData("t", "0.001", "1000", null, 0.999202315)]
    [InlineData("t", "1.96", "100000", null, 0.04999856319)]
    [InlineData("t", "1.96", "900000", null, 0.0499960984)]
    [InlineData("f", "3", "2", "50000", 0.04979603013)]
    [InlineData("f", "1.05", "5000", "5000", 0.04227986608)]
    [InlineData("chi2", "5100", "5000", null, 0.1586393486)]
    [InlineData("chi2", "501000", "500000", null, 0.1586550928)]
    [InlineData("f", "3.41", "2", "57", 0.03991761551)]
    [InlineData("f", "0.2", "5", "3", 0.9423311144)]
    [InlineData("f", "4.1", "1.5", "27.4", 0.03783983585)]
    [InlineData("chi2", "6.1", "2", null, 0.04735892439)]
    [InlineData("chi2", "120", "100", null, 0.08440668109)]
    [InlineData("chi2", "0.02", "1", null, 0.887537084)]
    [InlineData("r", "-0.31", "48", null, 0.02846094537)]
    [InlineData("z", "-2.05", null, null, 0.04036443081)]
    [InlineData("z", "6", null, null, 1.97317529e-09)]
    public void Probabilities_are_those_of_other_software(string test, string statistic, string? first, string? second, double expected) =>
        ((double)Probability(test, Exact(statistic)!, Exact(first), Exact(second))!.Value.ToDecimal()!).ShouldBe(expected, expected * 1e-8);

    [Fact]
    public void The_rounding_of_the_statistic_widens_the_probability()
    {
        var p = Probability("t", Written(2.2m, 0.1m), Exact("28"), null)!;
        p.Loose.Contains(0.0338m).ShouldBeTrue();
        p.Loose.Contains(0.0399m).ShouldBeTrue();
        p.Loose.Contains(0.045m).ShouldBeFalse();
    }

    [Fact]
    public void A_statistic_below_a_bound_has_any_probability_above_that_of_the_bound()
    {
        var p = Probability("f", Quantity.Written(1, 1, 1, Unit.None, Hedge.LessThan), Exact("1"), Exact("40"))!;
        p.Loose.Contains(0.99m).ShouldBeTrue();
        p.Loose.Contains(0.33m).ShouldBeTrue();
        p.Loose.Contains(0.31m).ShouldBeFalse();
    }

    [Theory]
    [InlineData("t", "2.2", null, null)]
    [InlineData("f", "2.2", "3", null)]
    [InlineData("chi2", "2.2", "0", null)]
    [InlineData("r", "2.2", "28", null)]
    [InlineData("u", "2.2", "28", null)]
    public void What_is_incomplete_or_impossible_has_none(string test, string statistic, string? first, string? second) =>
        Probability(test, Exact(statistic)!, Exact(first), Exact(second)).ShouldBeNull();

    private static Quantity? Probability(string test, Quantity statistic, Quantity? first, Quantity? second) => TestStatistic.Probability(test, statistic, first, second);

    private static Quantity Written(decimal value, decimal place) => Quantity.Written(value, place, place, Unit.None);

    private static Quantity? Exact(string? value) => value is null ? null : Quantity.Exact(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
}
