using PropagandaVerify.DuckDb;
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

    [Theory]
    [InlineData("2020,S,6", "2020,S,5", true, "a part changed")]
    [InlineData("2021,N,9\n", "2021,N,9\n2021,W,1\n", false, "a row came to another group")]
    [InlineData("2020,W149,0\n", "2020,W149,3\n", true, "a part beyond those that are marked changed")]
    [InlineData("2020,W149,0\n", "", true, "such a part is gone, though it was nothing")]
    [InlineData("2020,W149,0\n", "2020,W149,0\n2020,W150,0\n", true, "such a part came")]
    [InlineData("2020", "2020", false, "nothing changed")]
    public void A_finding_counts_by_its_rows_however_the_datasets_are_read(string from, string to, bool isOpen, string why)
    {
        var regions = $"year,region,cases\n2020,N,5\n2020,S,6\n{string.Concat(Enumerable.Range(0, 150).Select(i => $"2020,W{i},0\n"))}2021,N,9\n2021,S,9\n";
        var (nation, scarce) = (("nation.csv", "year,cases\n2020,12\n2021,20\n"), Limits.Default with { MaxComparedBytes = 500 });
        foreach (var isHeld in new[] { true, false })
        {
            var (before, now) = (Verified([nation, ("regions.csv", regions)], isHeld), Verified([nation, ("regions.csv", regions.Replace(from, to, StringComparison.Ordinal))], isHeld));
            var report = Comparison.Of(before, "then", now, "now", () => new DuckDbStore(Directory.CreateTempSubdirectory("pverify-").FullName, rowsAtATime: 10), scarce).OnlyTouched(_ => false);
            report.Findings.Single(f => f.Message.StartsWith("2020", StringComparison.Ordinal)).IsOpen.ShouldBe(isOpen, why);
            report.Diagnostics.ShouldAllBe(d => d.Kind == DiagnosticKind.Note);
        }
    }

    [Fact]
    public void Of_a_group_that_is_too_large_to_be_held_any_row_may_have_changed()
    {
        var rows = $"year,region,cases\n{string.Concat(Enumerable.Range(0, 100_001).Select(i => $"2020,R{i},1\n"))}2021,N,9\n";
        var nation = ("nation.csv", "year,cases\n2020,12\n2021,20\n");
        var before = Verified([nation, ("regions.csv", rows)], isHeld: false);
        before.Findings.Single(f => f.Message.StartsWith("2020", StringComparison.Ordinal)).Groups.ShouldContain(g => g.Count == 100_001 && g.Rows.Count < 100);
        foreach (var (from, to, isOpen) in new[] { ("", "", false), ("2020,R100000,1", "2020,R100001,1", true), ("2021,N,9", "2021,N,8", true) })
        {
            var now = isOpen ? Verified([nation, ("regions.csv", rows.Replace(from, to, StringComparison.Ordinal))], isHeld: false) : before;
            Comparison.Of(before, "then", now, "now").OnlyTouched(_ => false).Findings.Single(f => f.Message.StartsWith("2020", StringComparison.Ordinal)).IsOpen.ShouldBe(isOpen);
        }
    }

    [Fact]
    public void Findings_that_a_bound_leaves_out_pass_no_gate_unless_nothing_changed()
    {
        string Rows(string last) => $"year,cases\n{string.Concat(Enumerable.Range(0, 1_100).Select(i => $"{i},1\n"))}{last}";
        var before = Verified([("nation.csv", Rows("")), ("regions.csv", "year,region,cases\n1,N,5\n")]);
        Comparison.Of(before, "then", before, "now").OnlyNew().Diagnostics.ShouldNotContain(d => d.Code == "G006");
        var now = Verified([("nation.csv", Rows("1100,2\n")), ("regions.csv", "year,region,cases\n1,N,5\n")]);
        Comparison.Of(before, "then", now, "now").OnlyNew().Diagnostics.ShouldContain(d => d.Code == "G006" && d.Kind == DiagnosticKind.Incomplete);
    }

    [Fact]
    public void Findings_of_drafts_count_whatever_changed_in_datasets() =>
        Of([("a.md", Quays)], [("a.md", Quays)]).OnlyTouched(_ => false).Findings.ShouldAllBe(f => f.IsOpen);

    private static IEnumerable<string> Told(IEnumerable<Finding> findings) => findings.Select(f => $"{f.Place.Source.Path} {f.Place.Text}");

    private static Comparison Of(IReadOnlyList<(string Path, string Text)> before, IReadOnlyList<(string Path, string Text)> now) => Comparison.Of(Verified(before), "then", Verified(now), "now");

    private static Report Verified(IReadOnlyList<(string Path, string Text)> files, bool isHeld = true)
    {
        var hasData = files.Any(f => Verifier.IsTable(f.Path));
        Source Of(string path) => files.Single(f => f.Path == path).Text is var text && isHeld ? new Source(path, text) : new Source(path, "") { Bytes = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) };
        return new Verifier(new VerifierOptions
        {
            KeepsDocuments = true,
            RuleFiles = hasData ? [RuleFileReader.Read(new Source("house.yaml", Rules), Limits.Default)] : [],
            Open = (path, _) => (Of(path), null),
        }).Verify([.. files.Where(f => !Verifier.IsTable(f.Path)).Select(f => new Source(f.Path, f.Text))]);
    }
}
