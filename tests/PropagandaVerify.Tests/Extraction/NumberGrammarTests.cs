using PropagandaVerify.Extraction;

namespace PropagandaVerify.Tests.Extraction;

public class NumberGrammarTests
{
    private static readonly NumberGrammar Italian = new("german", new()
    {
        ["un"] = 1, ["uno"] = 1, ["due"] = 2, ["tre"] = 3, ["otto"] = 8, ["venti"] = 20, ["vent-"] = 20, ["ottanta"] = 80, ["ottant-"] = 80, ["cento"] = 100, ["cent-"] = 100, ["mille"] = 1000, ["mila"] = 1000,
    }, []);

    [Theory]
    [InlineData("duecentottantotto", 288)]
    [InlineData("duecentoventitre", 223)]
    [InlineData("centotto", 108)]
    [InlineData("centootto", 108)]
    [InlineData("ventuno", 21)]
    [InlineData("ventun", 21)]
    [InlineData("tremilaottocento", 3800)]
    [InlineData("milleduecento", 1200)]
    public void What_is_elided_before_a_numeral_is_tried_where_the_longer_form_does_not_fit(string word, int value) => Italian.NumeralsOf(word).ShouldBe([value]);

    [Theory]
    [InlineData("cent")]
    [InlineData("vent")]
    [InlineData("duecent")]
    [InlineData("ottantenne")]
    [InlineData("trenta")]
    public void An_elided_form_is_no_numeral_by_itself(string word) => Italian.NumeralsOf(word).ShouldBeNull();

    [Fact]
    public void A_long_word_of_numerals_that_fit_nowhere_ends_soon() => Italian.NumeralsOf(string.Concat(Enumerable.Repeat("unotto", 9)) + "x").ShouldBeNull();
}
