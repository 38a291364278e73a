using PropagandaVerify.Facts;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>Drafts of one run are worked on side by side; nobody may see it in the report.</summary>
public class SideBySideTests
{
    private static readonly Verifier One = new(new VerifierOptions { Jobs = 1 });

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void The_report_is_the_same_for_any_number_at_a_time(int jobs)
    {
        var drafts = Drafts();
        drafts.Count.ShouldBeGreaterThan(100);
        Written(new Verifier(new VerifierOptions { Jobs = jobs }).Verify(drafts)).ShouldBe(Written(One.Verify(drafts)));
    }

    [Fact]
    public void Each_draft_is_found_what_it_is_found_alone()
    {
        var drafts = Drafts();
        var together = One.Verify(drafts);
        var alone = drafts.Select(d => One.Verify([d])).ToList();
        together.Findings.Select(f => (f.Place.Located, f.Rule, f.Message)).Order().ShouldBe(alone.SelectMany(r => r.Findings).Select(f => (f.Place.Located, f.Rule, f.Message)).Order());
        together.Files.Select(f => (f.Path, f.Figures.Count, f.CheckedCount)).ShouldBe(alone.SelectMany(r => r.Files).Select(f => (f.Path, f.Figures.Count, f.CheckedCount)));
        together.Findings.Select(f => f.Culprit?.Group).OfType<int>().Distinct().Count().ShouldBe(alone.Sum(r => r.Findings.Select(f => f.Culprit?.Group).OfType<int>().Distinct().Count()));
    }

    [Fact]
    public void What_drafts_make_of_the_figures_of_a_dataset_stands_in_its_ledger()
    {
        var rules = global::PropagandaVerify.Rules.RuleFileReader.Read(
            new Source(
                "house.yaml",
                """
                ruleset: house
                datasets: {towns: {path: towns.csv}}
                rules:
                - id: town-differs
                  title: {en: A town has other inhabitants than the table}
                  severity: error
                  for: {f: figures, t: towns}
                  where: f.unit = "bewohner"
                  check: f.value ~ t.inhabitants
                  mark: [f.value]
                  message: {en: "{f.value}"}
                  examples: {holds: ["a"], fails: ["b"]}
                """),
            Limits.Default);
        var options = new VerifierOptions { UseShippedRules = false, RuleFiles = [rules], Open = (path, _) => (new Source(path, "name,inhabitants\nUlm,120\n"), null), Jobs = 2 };
        string[] texts = ["In Ulm leben 120 Bewohner, sagte die Sprecherin der Stadt am Abend.", "In Ulm leben 139 Bewohner, sagte die Sprecherin der Stadt am Abend."];
        var report = new Verifier(options).Verify([.. texts.Select((t, i) => new Source($"{i}.txt", t))]);
        report.Diagnostics.Select(d => d.Message).ShouldBe([]);
        report.Findings.Select(f => f.Place.Located).ShouldBe(["1.txt:1:14"]);
        var table = report.Files[0];
        table.Path.ShouldBe("towns.csv");
        table.Figures.Select(f => (table.Ledger.StateOf(f), string.Join(' ', table.Ledger.RulesOf(f)))).ShouldBe([(FigureState.Checked, "town-differs")]);
    }

    private static List<Source> Drafts() =>
    [
        .. Directory.EnumerateFiles(Repository.Of("tests", "cases", "drafts"), "draft.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".md", StringComparison.Ordinal) || f.EndsWith(".txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(f => Source.Decode(f, File.ReadAllBytes(f)).Source!),
    ];

    private static string Written(Report report)
    {
        using var text = new StringWriter();
        new TextReport(text, color: false, Detail.Everything).Write(report);
        JsonReport.Write(report, text);
        return text.ToString();
    }
}
