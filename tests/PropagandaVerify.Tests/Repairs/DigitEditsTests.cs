using CsCheck;
using PropagandaVerify.Quantities;
using PropagandaVerify.Repairs;

namespace PropagandaVerify.Tests.Repairs;

public class DigitEditsTests
{
    [Theory]
    [InlineData("65", "6.5", Slip.Factor)]
    [InlineData("2361130", "2361310", Slip.SwappedDigits)]
    [InlineData("4.7", "3.7", Slip.OneDigit)]
    [InlineData("788", "88", Slip.ExtraDigit)]
    [InlineData("45.5", "45.15", Slip.LostDigit)]
    [InlineData("41", "-41", Slip.Sign)]
    public void Finds_the_slip_between_two_numbers(string written, string meant, object slip) =>
        DigitEdits.Of(Number(written), 1, v => v == Number(meant)).Where(e => e.Values.Count > 0).MaxBy(e => e.Likelihood).Slip.ShouldBe((Slip)slip);

    // The likelier a kind hits by chance, the less a hit of it says.
    [Fact]
    public void A_slip_that_could_go_many_ways_says_less_than_one_that_could_go_few()
    {
        var fits = new[] { 6.5m, 66m };
        var edits = DigitEdits.Of(65, 1, v => fits.Any(f => f == v)).Where(e => e.Values.Count > 0).ToDictionary(e => e.Slip, e => e.Likelihood);
        edits[Slip.Factor].ShouldBeGreaterThan(edits[Slip.OneDigit] * 5);
    }

    [Fact]
    public void Every_edit_is_another_number_of_the_same_scale() =>
        Gen.Select(Gen.Int[1, 99_999], Gen.Int[0, 3], Gen.Bool.Select(b => b ? 1m : 1_000_000m)).Sample((digits, decimals, scale) =>
        {
            var value = (Rational)digits * Rational.Ten(-decimals) * scale;
            foreach (var (slip, _, values) in DigitEdits.Of(value, scale, _ => true))
            {
                values.ShouldNotContain(value);
                (slip == Slip.Sign || values.All(v => v.Sign >= 0)).ShouldBeTrue();
            }
        });

    private static Rational Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
