using System.Text.Json;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

public class FactsReportsTests
{
    private const string Draft = "Le 3 mars 2020, quatre villes ont voté : Lyon, Bron et Vienne. Elles ont reçu plus de 3,5 millions d'euros.";

    [Fact]
    public void Json_gives_exact_digits_days_and_places()
    {
        var relations = Json().GetProperty("relations");
        var count = relations.GetProperty("counts")[0];
        JsonSerializer.Serialize(count.GetProperty("values").GetProperty("count")).ShouldBe("""{"value":"4","unit":"ville","low":"4","high":"4"}""");
        count.GetProperty("values").GetProperty("joined").GetBoolean().ShouldBeTrue();
        var place = count.GetProperty("place");
        Draft[place.GetProperty("start").GetInt32()..place.GetProperty("end").GetInt32()].ShouldBe("quatre villes ont voté : Lyon, Bron et Vienne");
        place.GetProperty("column").GetInt32().ShouldBe(17);
        var date = relations.GetProperty("dates")[0].GetProperty("values");
        date.GetProperty("period").GetProperty("start").GetString().ShouldBe("2020-03-03");
        date.GetProperty("period").GetProperty("end").GetString().ShouldBe("2020-03-03");
        var money = relations.GetProperty("figures")[1].GetProperty("values").GetProperty("value");
        money.GetProperty("value").GetString().ShouldBe("3500000");
        money.GetProperty("unit").GetString().ShouldBe("EUR");
        money.GetProperty("low_open").GetBoolean().ShouldBeTrue();
        money.TryGetProperty("high", out _).ShouldBeFalse();
    }

    [Fact]
    public void Json_says_that_a_fraction_without_end_is_rounded()
    {
        PlainValue.IsExact((Rational)1 / 3).ShouldBeFalse();
        PlainValue.IsExact((Rational)1 / 8).ShouldBeTrue();
        PlainValue.Text((Rational)1 / 8).ShouldBe("0.125");
    }

    [Theory]
    [InlineData("Lyon", "Lyon")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1", "'+33 1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("+4", "+4")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("« a \"b\" »", "\"« a \"\"b\"\" »\"")]
    [InlineData("=a\nb", "\"'=a\nb\"")]
    public void Csv_quotes_and_keeps_words_from_being_formulas(string cell, string written)
    {
        var schema = new Schema("t", "t", [new Column("text", FactType.Text, "")], isOfDraft: false);
        var row = new Row { Schema = schema, Identity = 0, Values = [new Value.Text(cell)] };
        var output = new StringWriter();
        new FactsCsvReport(output).Write(new Relation(schema, [row]));
        output.ToString().ShouldBe($"text,at.line,at.column,at.start,at.end,at.text\r\n{written},,,,,\r\n");
    }

    [Fact]
    public void Csv_gives_a_quantity_its_value_unit_and_ends()
    {
        var output = new StringWriter();
        new FactsCsvReport(output).Write(Relations().First(r => r.Schema.Name == "figures"));
        var lines = output.ToString().Split("\r\n");
        lines[0].ShouldStartWith("value,value.unit,value.low,value.high,unit,measure,scope,quoted,source,text");
        lines[1].ShouldStartWith("4,ville,4,4,ville,count,body,false,,quatre villes");
        lines[2].ShouldStartWith("3500000,EUR,");
        lines.Length.ShouldBe(4);
    }

    private static IReadOnlyList<Relation> Relations() =>
        new Verifier(new VerifierOptions { UseShippedRules = false, Draft = new DraftOptions { Language = "fr" } }).Facts(new Source("a.txt", Draft)).Relations;

    private static JsonElement Json()
    {
        using var bytes = new MemoryStream();
        FactsJsonReport.Write("a.txt", Relations(), bytes);
        var root = JsonDocument.Parse(bytes.ToArray()).RootElement;
        return JsonSerializer.SerializeToElement(root);
    }
}
