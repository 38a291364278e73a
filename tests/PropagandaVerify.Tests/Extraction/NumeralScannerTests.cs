using PropagandaVerify.Extraction;

namespace PropagandaVerify.Tests.Extraction;

public class NumeralScannerTests
{
    [Theory]
    [InlineData("12 500", "12500", 6)]
    [InlineData("12\u00A0500", "12500", 6)]
    [InlineData("12\u202F500", "12500", 6)]
    [InlineData("12.500", "12500", 6)]
    [InlineData("12'500", "12500", 6)]
    [InlineData("12’500", "12500", 6)]
    [InlineData("1 234 567,89", "1234567.89", 12)]
    [InlineData("1.234,5", "1234.5", 7)]
    [InlineData("1.234.567", "1234567", 9)]
    [InlineData("6,5", "6.5", 3)]
    [InlineData("6.5", "6.5", 3)]
    [InlineData("0,125", "0.125", 5)]
    [InlineData("2019 300", "2019", 4)]
    [InlineData("12 3456", "12", 2)]
    [InlineData("12 50", "12", 2)]
    [InlineData("3, 4", "3", 1)]
    [InlineData("12\u00AD500", "12500", 6)]
    public void Reads_a_number_and_where_it_ends(string text, string value, int length)
    {
        var numeral = new NumeralScanner(text, ',', 28).Read(0, out var end);
        numeral.IsIdentifier.ShouldBeFalse();
        numeral.Value.ShouldBe(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        end.ShouldBe(length);
    }

    [Theory]
    [InlineData("3.076", "3076", "3.076")]
    [InlineData("1,234", "1.234", "1234")]
    public void A_lone_mark_before_three_digits_has_two_readings(string text, string likely, string other)
    {
        var numeral = new NumeralScanner(text, ',', 28).Read(0, out _);
        numeral.Value.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(likely);
        numeral.Alternative!.Value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(other);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("192.168.0.1")]
    [InlineData("12345678901234567890123456789012345")]
    public void Versions_addresses_and_endless_digits_are_no_figures(string text) =>
        new NumeralScanner(text, ',', 28).Read(0, out _).IsIdentifier.ShouldBeTrue();

    [Theory]
    [InlineData("quatre-vingt-dix-sept", 97)]
    [InlineData("soixante et onze", 71)]
    [InlineData("deux cent trente", 230)]
    [InlineData("trois mille deux cents", 3200)]
    [InlineData("septante-deux", 72)]
    [InlineData("mille neuf cent quatre-vingts", 1980)]
    [InlineData("vingt et un", 21)]
    [InlineData("neuf", 9)]
    public void Reads_number_words(string text, int value)
    {
        var lexicon = Lexicons.Shipped.Single(l => l.Language == "fr").Lexicon;
        var tokens = new Tokenizer(text, lexicon, ',', 28).Read(new(0, text.Length));
        lexicon.NumberGrammar.Read(tokens, 0, tokens.Length).ShouldBe((value, tokens.Length));
    }
}
