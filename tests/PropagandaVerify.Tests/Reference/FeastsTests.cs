using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reference;

public sealed class FeastsTests
{
    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1943, 4, 25)]
    [InlineData(2000, 4, 23)]
    [InlineData(2019, 4, 21)]
    [InlineData(2020, 4, 12)]
    [InlineData(2038, 4, 25)]
    public void Easter_falls_on_the_day_of_the_tables(int year, int month, int day) => Feasts.Easter(year).ShouldBe(new DateOnly(year, month, day));

    [Theory]
    [InlineData("easter-monday", 2020, "2020-04-13")]
    [InlineData("ascension", 2020, "2020-05-21")]
    [InlineData("whit-sunday", 2020, "2020-05-31")]
    [InlineData("christmas", 2020, "2020-12-25 2020-01-07")]
    [InlineData("labor-day", 2020, "2020-09-07 2020-05-01")]
    [InlineData("thanksgiving", 2020, "2020-11-26 2020-10-12")]
    [InlineData("black-friday", 2020, "2020-11-27")]
    [InlineData("advent-1", 2020, "2020-11-29")]
    [InlineData("advent-1", 2022, "2022-11-27")]
    [InlineData("advent-4", 2022, "2022-12-18")]
    [InlineData("repentance-day", 2020, "2020-11-18")]
    [InlineData("sunday-of-the-dead", 2020, "2020-11-22")]
    [InlineData("remembrance-sunday", 2020, "2020-11-08")]
    [InlineData("memorial-day", 2020, "2020-05-25 2020-05-30")]
    [InlineData("martin-luther-king-day", 2020, "2020-01-20")]
    [InlineData("no-such-feast", 2020, "")]
    public void A_feast_has_the_days_of_its_countries(string feast, int year, string days) =>
        string.Join(' ', ReferenceData.Shipped.Feasts.Days(feast, year).Select(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(days);

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("es")]
    public void Every_feast_of_a_lexicon_is_known(string language)
    {
        var (root, _) = YamlReader.Read(ShippedFiles.Read($"rules/lexicon/{language}.yaml"), Limits.Default);
        var feasts = (YamlNode.Mapping)((YamlNode.Mapping)((YamlNode.Mapping)root!)["classes"]!)["feast"]!;
        feasts.Entries.Select(e => e.Key.Value).Where(f => !ReferenceData.Shipped.Feasts.Knows(f)).ShouldBeEmpty();
    }
}
