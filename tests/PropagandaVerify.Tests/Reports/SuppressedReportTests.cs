using System.Text.Json;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

/// <summary>What does not count stays in every report, marked.</summary>
public class SuppressedReportTests
{
    private static readonly Report Report = Sample();

    [Fact]
    public void The_text_tells_the_open_ones_first_and_counts_the_others()
    {
        var text = ReportSamples.Written(o => new TextReport(o, color: false).Write(Report));
        text.ShouldContain("suppressed[it-is-wrong]: Ignored.\n  --> draft.md:1:1 12\n   | error, ignored until 2027-01-31 by M. Keller (draft.md:1:1): so printed\n\n");
        text.ShouldContain("suppressed[it-is-wrong]: Waived.\n  --> draft.md:1:4 34\n   | warning, waived (house.yaml:2:3): so agreed\n\n");
        text.ShouldContain("\nbaselined[it-is-wrong]: draft.md:1:7 56 (error)\n\n");
        text.ShouldContain("1 error, 0 warnings, 0 info, 2 suppressed, 1 baselined;");
        text.IndexOf("error[it-is-wrong]: Open.", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("baselined[", StringComparison.Ordinal));
    }

    [Fact]
    public void Quiet_shows_the_open_ones_alone()
    {
        var text = ReportSamples.Written(o => new TextReport(o, color: false, Detail.Findings).Write(Report));
        text.ShouldStartWith("error[it-is-wrong]: Open.");
        text.ShouldNotContain("suppressed");
        text.ShouldNotContain("baselined");
    }

    [Fact]
    public void JSON_says_kind_reason_end_author_and_place()
    {
        using var json = JsonDocument.Parse(ReportSamples.Written(o => JsonReport.Write(Report, o)));
        var told = json.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.TryGetProperty("suppression", out var s) ? JsonSerializer.Serialize(s) : "").ToList();
        told.ShouldBe(
        [
            """{"kind":"inSource","where":"draft.md:1:1","reason":"so printed","until":"2027-01-31","author":"M. Keller"}""",
            """{"kind":"configuration","where":"house.yaml:2:3","reason":"so agreed"}""", """{"kind":"baseline","where":"known.json"}""", "",
        ]);
        JsonSerializer.Serialize(json.RootElement.GetProperty("baseline")).ShouldStartWith("""{"path":"known.json","found":1,"untouched":0,"gone":[{"file":"draft.md","rule":"it-is-wrong","words":"90","figures":[],"key":""");
    }

    [Fact]
    public void SARIF_has_suppressions_and_the_state_against_the_baseline()
    {
        using var json = JsonDocument.Parse(ReportSamples.Written(o => new SarifReport(o).Write(Report)));
        var results = json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        results.Select(r => r.GetProperty("baselineState").GetString()).ShouldBe(["new", "new", "unchanged", "new"]);
        results.Select(r => r.TryGetProperty("suppressions", out var s) ? $"{s[0].GetProperty("kind")} {s[0].GetProperty("status")} {s[0].GetProperty("justification")}" : "").ShouldBe(
            ["inSource accepted ignored until 2027-01-31 by M. Keller (draft.md:1:1): so printed", "external accepted waived (house.yaml:2:3): so agreed", "external accepted known before (known.json)", ""]);
        ReportSamples.Written(o => new SarifReport(o).Write(Report with { Baseline = null })).ShouldNotContain("baselineState");
    }

    [Fact]
    public void JUnit_fails_by_open_ones_alone_and_skips_what_has_no_other()
    {
        var open = ReportSamples.Written(o => new JUnitReport(o).Write(Report));
        open.ShouldContain("failures=\"1\"");
        open.ShouldContain("so printed");
        var none = ReportSamples.Written(o => new JUnitReport(o).Write(Report with { Findings = [.. Report.Findings.Where(f => !f.IsOpen)] }));
        none.ShouldContain("failures=\"0\" errors=\"0\" skipped=\"1\"");
        none.ShouldContain("<skipped message=\"ignored until 2027-01-31 by M. Keller (draft.md:1:1): so printed\" />");
    }

    [Fact]
    public void Annotations_are_of_open_ones_and_Markdown_and_CSV_tell_the_others()
    {
        ReportSamples.Written(o => GitHubReport.Write(Report, o)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldEndWith("Open.");
        var markdown = ReportSamples.Written(o => MarkdownReport.Write(Report, o));
        markdown.ShouldStartWith("### PropagandaVerify: 1 error, 0 warnings, 0 info, 2 suppressed, 1 baselined\n");
        markdown.ShouldContain("#### Findings that do not count");
        markdown.ShouldContain("so agreed");
        var lines = ReportSamples.Written(o => CsvReport.Write(Report, o)).Split("\r\n");
        lines[0].ShouldEndWith(",key,suppression");
        lines[2].ShouldEndWith(",waived (house.yaml:2:3): so agreed");
        lines[4].ShouldEndWith(",");
    }

    [Fact]
    public void They_can_break_out_of_no_form()
    {
        var hostile = ReportSamples.HostileFinding() with { Suppression = new Suppression(SuppressionKind.InSource, ReportSamples.Hostile) { Author = ReportSamples.Hostile, Where = ReportSamples.Hostile } };
        var report = ReportSamples.Of(hostile);
        using var sarif = JsonDocument.Parse(ReportSamples.Written(o => new SarifReport(o).Write(report)));
        foreach (var text in new[] { ReportSamples.Written(o => new TextReport(o, color: false, Detail.Everything).Write(report)), ReportSamples.Written(o => MarkdownReport.Write(report, o)), ReportSamples.Written(o => new JUnitReport(o).Write(report)), ReportSamples.Written(o => CsvReport.Write(report, o)) })
        {
            text.ShouldNotContain("\u001b");
            text.ShouldNotContain("\u202E");
        }
    }

    private static Report Sample()
    {
        const string Text = "12 34 56 78";
        var report = ReportSamples.Of(
            ReportSamples.Finding(Text, 0, 2, message: "Ignored.") with { Suppression = new Suppression(SuppressionKind.InSource, "so printed") { Until = new DateOnly(2027, 1, 31), Author = "M. Keller", Where = "draft.md:1:1" } },
            ReportSamples.Finding(Text, 3, 5, message: "Waived.", severity: Severity.Warning) with { Suppression = new Suppression(SuppressionKind.Configuration, "so agreed") { Where = "house.yaml:2:3" } },
            ReportSamples.Finding(Text, 6, 8, message: "Known.") with { Suppression = new Suppression(SuppressionKind.Baseline, "") { Where = "known.json" } },
            ReportSamples.Finding(Text, 9, 11, message: "Open."));
        var key = new FindingKey(new string('a', 32), 1);
        var baseline = new Baseline(new Source("known.json", ""), [new KnownFinding("draft.md", "it-is-wrong", key, "56", []), new KnownFinding("draft.md", "it-is-wrong", key with { Occurrence = 2 }, "90", [])]);
        return report with { Baseline = new BaselineMatch { Baseline = baseline, Found = [(baseline.Known[0], report.Findings[2])], Gone = [baseline.Known[1]] } };
    }
}
