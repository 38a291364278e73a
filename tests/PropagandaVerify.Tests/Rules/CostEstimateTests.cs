using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Rules;

/// <summary>What a rule would look at is estimated from the sizes of its relations, before it runs.</summary>
public class CostEstimateTests
{
    private const string Beds = "district,year,beds\n";

    [Theory]
    [InlineData("for: {a: beds, b: staff}", "", true)]
    [InlineData("for: {a: beds, b: staff}", "where: a.district = b.district", false)]
    [InlineData("for: {a: beds, b: staff}", "where: a.beds > b.year", true)]
    [InlineData("for: {a: beds}", "with: {b: staff where b.year > a.year}", true)]
    [InlineData("for: {a: beds}", "with: {b: staff where b.year = a.year}", false)]
    [InlineData("for: {a: beds}", "with: {b: staff}", false)]
    [InlineData("for: {a: dates, b: items, c: figures}", "", true)]
    [InlineData("for: {a: dates, b: items}", "", false)]
    [InlineData("for: {a: pairs, b: staff, c: beds}", "", true)]
    [InlineData("for: {a: pairs}", "", false)]
    public void A_join_over_the_bound_is_told_before_it_runs(string forLine, string more, bool told)
    {
        var report = Verify(forLine, more, 5_000);
        report.Diagnostics.Select(d => d.Code).ShouldBe(told ? ["R024"] : []);
        report.Evaluated.ContainsKey("r").ShouldBe(!told);
    }

    [Fact]
    public void It_says_how_much_where_and_what_to_bind()
    {
        var diagnostic = Verify("for: {a: beds, b: staff}", "", 10_000).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Message.ShouldBe("this rule would look at about 100,010,000 rows, 5 times the bound");
        diagnostic.Help.ShouldBe("bind `b` to `a` by an equality, such as `b.district = a.district and b.year = a.year`");
        diagnostic.Line!.Substring(diagnostic.Position!.Value.Column - 1, diagnostic.Span.Length).ShouldBe("staff");
    }

    [Fact]
    public void What_it_assumes_of_a_draft_is_said() =>
        Verify("for: {a: dates, b: items, c: figures}", "", 1).Diagnostics.ShouldHaveSingleItem().Message.ShouldEndWith("with 1000 rows for each relation of a draft");

    private static Report Verify(string forLine, string more, int rows)
    {
        var yaml = $"rules:\n- derive: pairs\n  for: {{x: beds, y: staff}}\n  where: x.district = y.district\n  columns: {{district: x.district}}\n- id: r\n  title: t\n  min_matches: 0\n  {forLine}\n  {more}\n  check: exists(document.path) or not exists(document.path)\n  message: m\n";
        var file = RuleFileReader.Read(new Source("r.yaml", yaml), Limits.Default);
        var options = new VerifierOptions { RuleFiles = [file], UseShippedRules = false };
        var table = string.Concat(Enumerable.Range(0, rows).Select(i => $"d{i},{1000 + (i % 900)},{i}\n"));
        return new Verifier(options).Verify([new Source("beds.csv", Beds + table), new Source("staff.csv", "district,year,nurses\n" + table)]);
    }
}
