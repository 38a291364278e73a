using System.Text.Json;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

public class SarifReportTests
{
    // The schema of the standard may not be passed on, so what it demands, and what code scanning does, is stated here.
    [Fact]
    public void What_the_standard_and_code_scanning_demand_is_there()
    {
        var results = 0;
        foreach (var (path, report) in ReportSamples.OfCases())
        {
            var source = new Source(path, File.ReadAllText(path));
            var run = Run(report);
            var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
            foreach (var rule in rules.EnumerateArray())
            {
                rule.GetProperty("shortDescription").GetProperty("text").GetString()!.Length.ShouldBeInRange(1, 1_023);
                rule.GetProperty("fullDescription").GetProperty("text").GetString()!.Length.ShouldBeInRange(1, 1_023);
                rule.GetProperty("help").GetProperty("text").GetString().ShouldNotBeNullOrWhiteSpace();
                rule.GetProperty("help").GetProperty("markdown").GetString()!.ShouldNotContain("<");
                rule.GetProperty("name").GetString()!.ShouldMatch("^([A-Z][a-z0-9]*)+$");
                rule.GetProperty("defaultConfiguration").GetProperty("level").GetString().ShouldBeOneOf("error", "warning", "note");
                (rule.TryGetProperty("properties", out var properties) ? properties.GetProperty("tags").GetArrayLength() : 1).ShouldBeInRange(1, 10);
            }

            foreach (var result in run.GetProperty("results").EnumerateArray())
            {
                results++;
                rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe(result.GetProperty("ruleId").GetString());
                result.GetProperty("level").GetString().ShouldBeOneOf("error", "warning", "note");
                result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNullOrWhiteSpace();
                var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                var index = location.GetProperty("artifactLocation").GetProperty("index").GetInt32();
                run.GetProperty("artifacts")[index].GetProperty("location").GetProperty("uri").GetString().ShouldBe(location.GetProperty("artifactLocation").GetProperty("uri").GetString());
                run.GetProperty("artifacts")[index].GetProperty("encoding").GetString().ShouldBe("utf-8");
                var regions = new[] { location.GetProperty("region") }.Concat(Regions(result)).ToList();
                foreach (var region in regions)
                {
                    var (start, length) = (region.GetProperty("charOffset").GetInt32(), region.GetProperty("charLength").GetInt32());
                    source.OffsetOf(region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32()).ShouldBe(start);
                    source.OffsetOf(region.GetProperty("endLine").GetInt32(), region.GetProperty("endColumn").GetInt32()).ShouldBe(start + length);
                }
            }

            run.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()).ShouldBeUnique();
            run.GetProperty("columnKind").GetString().ShouldBe("utf16CodeUnits");
            run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean().ShouldBeTrue();
        }

        results.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("week 1/été & co.md", "week%201/%C3%A9t%C3%A9%20%26%20co.md")]
    [InlineData("./a/../b.md", "a/../b.md")]
    [InlineData("a#b?.md", "a%23b%3F.md")]
    [InlineData("<stdin>", "%3Cstdin%3E")]
    public void Relative_paths_are_encoded_and_stay_relative(string path, string uri)
    {
        var location = Run(ReportSamples.Of(ReportSamples.Finding("12", 0, 2, path))).GetProperty("artifacts")[0].GetProperty("location");
        location.GetProperty("uri").GetString().ShouldBe(uri);
        location.GetProperty("uriBaseId").GetString().ShouldBe("%SRCROOT%");
    }

    [Fact]
    public void A_rooted_path_is_an_address_of_its_own()
    {
        var location = Run(ReportSamples.Of(ReportSamples.Finding("12", 0, 2, "/week 1/a.md"))).GetProperty("artifacts")[0].GetProperty("location");
        location.GetProperty("uri").GetString().ShouldBe("file:///week%201/a.md");
        location.TryGetProperty("uriBaseId", out _).ShouldBeFalse();
    }

    [Fact]
    public void Repairs_with_edits_are_fixes()
    {
        var finding = ReportSamples.Finding("a 12 b", 2, 4);
        var repairs = new[] { new Repair("swapped", finding.Place, [new TextEdit(finding.Place, "21")]), new Repair("look here", finding.Place, []) };
        var fix = Run(ReportSamples.Of(finding with { Repairs = repairs })).GetProperty("results")[0].GetProperty("fixes").EnumerateArray().ShouldHaveSingleItem();
        fix.GetProperty("description").GetProperty("text").GetString().ShouldBe("swapped");
        var replacement = fix.GetProperty("artifactChanges")[0].GetProperty("replacements")[0];
        replacement.GetProperty("insertedContent").GetProperty("text").GetString().ShouldBe("21");
        replacement.GetProperty("deletedRegion").GetProperty("endColumn").GetInt32().ShouldBe(5);
    }

    [Fact]
    public void A_file_without_lines_gets_its_own_places_and_no_fixes()
    {
        var source = new Source("a.docx", "a 12 b") { Origins = [new Origin(new TextSpan(0, 6), "paragraph 3") { Paragraph = 3 }] };
        var finding = ReportSamples.Finding("", 2, 4, source: source);
        var run = Run(ReportSamples.Of(finding with { Repairs = [new Repair("swapped", finding.Place, [new TextEdit(finding.Place, "21")])] }));
        var result = run.GetProperty("results")[0];
        result.TryGetProperty("fixes", out _).ShouldBeFalse();
        var location = result.GetProperty("locations")[0];
        location.GetProperty("physicalLocation").TryGetProperty("region", out _).ShouldBeFalse();
        location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString().ShouldBe("paragraph 3");
        run.GetProperty("artifacts")[0].TryGetProperty("encoding", out _).ShouldBeFalse();
    }

    [Fact]
    public void Of_too_many_results_the_gravest_stay_and_the_rest_is_counted()
    {
        var findings = Enumerable.Range(0, SarifReport.MostResults + 7).Select(i => ReportSamples.Finding("12", 0, 2, severity: i < 10 ? Severity.Info : Severity.Error)).ToArray();
        var run = Run(ReportSamples.Of(findings));
        run.GetProperty("results").GetArrayLength().ShouldBe(SarifReport.MostResults);
        run.GetProperty("results").EnumerateArray().Count(r => r.GetProperty("level").GetString() == "note").ShouldBe(3);
        var told = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0];
        told.GetProperty("message").GetProperty("text").GetString()!.ShouldStartWith("5007 findings were made");
    }

    [Fact]
    public void Diagnostics_are_notifications_and_one_that_is_no_note_fails_the_run()
    {
        var trouble = Diagnostic.At(new Source("a.yaml", "x: y"), new TextSpan(3, 4), "R001", DiagnosticKind.Configuration, "wrong", "correct it");
        var invocation = Run(ReportSamples.Of() with { Diagnostics = [trouble] }).GetProperty("invocations")[0];
        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
        var notification = invocation.GetProperty("toolExecutionNotifications")[0];
        notification.GetProperty("level").GetString().ShouldBe("error");
        notification.GetProperty("descriptor").GetProperty("id").GetString().ShouldBe("R001");
        notification.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startColumn").GetInt32().ShouldBe(4);
    }

    [Fact]
    public void Words_of_a_draft_are_neither_links_nor_holes_nor_controls()
    {
        var text = ReportSamples.Written(o => new SarifReport(o).Write(ReportSamples.Of(ReportSamples.HostileFinding())));
        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\u202E');
        Message(ReportSamples.Of(ReportSamples.HostileFinding())).ShouldContain("[a\\](1) {{0}}");
    }

    private static string Message(Report report) => Run(report).GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString()!;

    private static IEnumerable<JsonElement> Regions(JsonElement result) =>
        (result.TryGetProperty("relatedLocations", out var related) ? related.EnumerateArray().Select(r => r.GetProperty("physicalLocation").GetProperty("region")) : [])
            .Concat(result.TryGetProperty("fixes", out var fixes) ? fixes.EnumerateArray().SelectMany(f => f.GetProperty("artifactChanges").EnumerateArray()).SelectMany(c => c.GetProperty("replacements").EnumerateArray()).Select(r => r.GetProperty("deletedRegion")) : []);

    private static JsonElement Run(Report report)
    {
        using var log = JsonDocument.Parse(ReportSamples.Written(o => new SarifReport(o).Write(report)));
        log.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        return log.RootElement.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem().Clone();
    }
}
