using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class ComparisonTests
{
    private const string Quays = "The quays took 30 ships: 12 at the north quay, 15 at the south quay and 4 at the west quay.\n";
    private const string Yards = "The yards took 44 ships: 12 at the upper yard, 15 at the lower yard and 14 at the old yard.\n";
    private const string Rules = """
        ruleset: house
        datasets:
          nation: {path: nation.csv, key: [year]}
          regions: {path: regions.csv, key: [year, region]}
        rules:
        - {id: nation-is-not-its-regions, severity: error, aggregate: {whole: nation.cases, parts: regions.cases, by: {year: year}}}
        """;

    [Fact]
    public void A_finding_that_moved_is_still_there_and_one_with_another_figure_is_new()
    {
        var change = Of([("a.md", Quays), ("b.md", Yards)], [("a.md", "A lead.\n\n" + Quays), ("b.md", Yards.Replace("44", "43", StringComparison.Ordinal))]);
        Told(change.Still.Select(s => s.Is)).ShouldBe(["a.md 30 ships"]);
        Told(change.New).ShouldBe(["b.md 43 ships"]);
        Told(change.Gone).ShouldBe(["b.md 44 ships"]);
        change.OnlyNew().Findings.Count(f => f.IsOpen).ShouldBe(1);
        change.OnlyNew().Since.ShouldBe("then");
    }

    [Fact]
    public void A_renamed_file_takes_its_findings_along_where_one_place_can_be_meant()
    {
        var change = Of([("a.md", Quays)], [("z.md", Quays)]);
        (change.Still.Count, change.New.Count, change.Gone.Count).ShouldBe((1, 0, 0));
        var twice = Of([("a.md", Quays)], [("y.md", Quays), ("z.md", Quays)]);
        (twice.Still.Count, twice.New.Count, twice.Gone.Count).ShouldBe((0, 2, 1));
    }

    [Fact]
    public void What_somebody_answers_for_since_is_neither_gone_nor_new()
    {
        var change = Of([("a.md", Quays)], [("a.md", "<!-- pverify: ignore total-differs-from-parts: so printed -->\n" + Quays)]);
        (change.Still.Count, change.New.Count, change.Gone.Count, change.Answered.Count).ShouldBe((0, 0, 0, 1));
        var back = Of([("a.md", "<!-- pverify: ignore total-differs-from-parts: so printed -->\n" + Quays)], [("a.md", Quays)]);
        (back.Still.Count, back.New.Count, back.Gone.Count).ShouldBe((0, 1, 0));
    }

    [Fact]
    public void A_file_that_is_gone_takes_its_findings_with_it()
    {
        var change = Of([("a.md", Quays), ("b.md", Yards)], [("a.md", Quays)]);
        Told(change.Gone).ShouldBe(["b.md 44 ships"]);
        change.FormerlyAt(change.Gone[0]).ShouldBe("b.md:1:16");
        (change with { FormerPath = p => "main:" + p }).FormerlyAt(change.Gone[0]).ShouldBe("main:b.md:1:16");
    }

    [Theory]
    [InlineData("2020,N,5", "2020,N,7", "2020", 1, "a part changed")]
    [InlineData("2020,S,6\n", "", "2020", 1, "a part is gone")]
    [InlineData("2021,N,9\n", "2021,N,9\n2021,W,1\n", "2021", 1, "a part came")]
    [InlineData("2021,N,9\n", "2021,N,9\n2025,W,1\n", "2025", 2, "a row came that nothing gathers")]
    [InlineData("2021,N,9,x", "2021,N,9,y", "2021", 1, "a remark of a part changed")]
    [InlineData("2020,N", "2020,N", "", 2, "nothing changed")]
    public void Of_datasets_only_findings_count_whose_rows_changed(string from, string to, string open, int unchanged, string why)
    {
        const string Nation = "year,cases\n2020,12\n2021,20\n";
        var regions = why.Contains("remark", StringComparison.Ordinal) ? "year,region,cases,remark\n2020,N,5,x\n2020,S,6,x\n2021,N,9,x\n2021,S,9,x\n" : "year,region,cases\n2020,N,5\n2020,S,6\n2021,N,9\n2021,S,9\n";
        regions.ShouldContain(from);
        var change = Of([("nation.csv", Nation), ("regions.csv", regions)], [("nation.csv", Nation), ("regions.csv", regions.Replace(from, to, StringComparison.Ordinal))]);
        var report = change.OnlyTouched(_ => false);
        report.Findings.Where(f => f.IsOpen).Select(f => f.Message[..4]).ShouldBe(open.Length == 0 ? [] : [open], why);
        report.Findings.Count(f => f.Suppression is { Kind: SuppressionKind.Unchanged, Where: "then" }).ShouldBe(unchanged, why);
    }

    [Fact]
    public void Findings_of_drafts_count_whatever_changed_in_datasets() =>
        Of([("a.md", Quays)], [("a.md", Quays)]).OnlyTouched(_ => false).Findings.ShouldAllBe(f => f.IsOpen);

    private static IEnumerable<string> Told(IEnumerable<Finding> findings) => findings.Select(f => $"{f.Place.Source.Path} {f.Place.Text}");

    private static Comparison Of(IReadOnlyList<(string Path, string Text)> before, IReadOnlyList<(string Path, string Text)> now) => Comparison.Of(Verified(before), "then", Verified(now), "now");

    private static Report Verified(IReadOnlyList<(string Path, string Text)> files)
    {
        var hasData = files.Any(f => Verifier.IsTable(f.Path));
        return new Verifier(new VerifierOptions
        {
            KeepsDocuments = true,
            RuleFiles = hasData ? [RuleFileReader.Read(new Source("house.yaml", Rules), Limits.Default)] : [],
            Open = (path, _) => (new Source(path, files.Single(f => f.Path == path).Text), null),
        }).Verify([.. files.Where(f => !Verifier.IsTable(f.Path)).Select(f => new Source(f.Path, f.Text))]);
    }
}
