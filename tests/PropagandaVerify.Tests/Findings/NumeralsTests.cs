using PropagandaVerify.Findings;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Tests.Findings;

public class NumeralsTests
{
    [Theory]
    [InlineData("6,5 millions d'euros", "65", "65 millions d'euros", "6.5")]
    [InlineData("4,735 millions d'euros", "4.375", "4,375 millions d'euros", "4.735")]
    [InlineData("4,735 euros", "4375", "4,375 euros", "4735")]
    [InlineData("200 et 300 euros", "2500", null)]
    [InlineData("1 204 300 visiteurs", "1203300", "1 203 300 visiteurs")]
    [InlineData("3.120 visiteurs", "31200", "31.200 visiteurs")]
    [InlineData("$6.5 million", "0.65", "$0.65 million", "6.5")]
    [InlineData("900 euros", "12000", "12\u00A0000 euros")]
    [InlineData("2361130", "23611300", "23611300")]
    [InlineData("-41", "41", "41")]
    [InlineData("41 M€", "-41", "-41 M€")]
    [InlineData("trois", "4", null)]
    [InlineData("3,5 km", "0.3333333333", null)]
    public void Another_number_takes_the_typography_of_the_first(string text, string value, string? expected, string written = "1000") =>
        Numerals.With(text, Number(value), Number(written), isProse: true, (',', '\u00A0')).ShouldBe(expected);

    [Theory]
    [InlineData("81 miles", "8.1", "8.1 miles")]
    [InlineData("900 miles", "12000", "12,000 miles")]
    [InlineData("1.200 miles", "12.5", "12,5 miles")]
    public void Marks_that_the_words_do_not_show_are_those_of_the_language(string text, string value, string expected) =>
        Numerals.With(text, Number(value), 1200, isProse: true, ('.', ',')).ShouldBe(expected);

    [Fact]
    public void A_cell_of_a_table_stays_bare() => Numerals.With("900", 12_000, 900, isProse: false, (',', '\u00A0')).ShouldBe("12000");

    [Theory]
    [InlineData("mardi 5 mai 2021", "2021-05-05", "2020-05-05", "mardi 5 mai 2020")]
    [InlineData("le 05/05/2021", "2021-05-05", "2021-05-06", "le 06/05/2021")]
    [InlineData("5 mai", "2021-05-05", "2020-05-05", null)]
    [InlineData("12 mai 2021", "2021-05-12", "2021-05-21", "21 mai 2021")]
    [InlineData("en 2012, le 12 mai 2021", "2021-05-12", "2021-05-21", "en 2012, le 21 mai 2021")]
    public void Another_date_changes_only_its_own_digits(string text, string written, string corrected, string? expected) =>
        Numerals.WithDate(text, Day(written), Day(corrected)).ShouldBe(expected);

    [Theory]
    [InlineData("2 %", "2 points")]
    [InlineData("2%", "2 points")]
    [InlineData("2 pour cent", "2 points")]
    [InlineData("2", null)]
    public void Points_take_the_place_of_the_sign(string text, string? expected) => Numerals.WithPoints(text, ["%", "pour cent"], "points").ShouldBe(expected);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Period Day(string day) => Period.Day(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
