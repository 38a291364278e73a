using NJsonSchema;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

/// <summary>rules/report.schema.json is what JSON reports keep to.</summary>
public class ReportSchemaTests
{
    private static readonly string Schema = File.ReadAllText(Repository.Of("rules", "report.schema.json"));

    [Fact]
    public async Task Real_reports_keep_to_the_schema()
    {
        var schema = await Read();
        var repairs = 0;
        foreach (var (path, report) in ReportSamples.OfCases())
        {
            repairs += report.Findings.Sum(f => f.Repairs.Count);
            Complaints(schema, report).ShouldBeEmpty(path);
        }

        repairs.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task So_do_those_of_files_without_lines_of_findings_with_one_cause_and_of_trouble()
    {
        var source = new Source("a.pdf", "a 12 b") { Origins = [new Origin(new TextSpan(0, 6), "page 3") { Page = 3, Box = new Box(1, 2, 3, 4), Paragraph = 1, Part = "p" }] };
        var one = ReportSamples.Finding("", 2, 4, source: source) with { Key = new(new string('a', 32), 1) };
        var report = ReportSamples.Of(one with { Culprit = new(0, 2, [one.Place], "n", "b") }) with { Diagnostics = [Diagnostic.At(source, new TextSpan(2, 4), "D001", DiagnosticKind.Incomplete, "m", "h"), Diagnostic.OfFile(null, "E001", DiagnosticKind.Note, "m")] };
        Complaints(await Read(), report).ShouldBeEmpty();
        var gone = new KnownFinding("a.pdf", "it-is-wrong", one.Key, "12", ["13"]);
        var suppressed = report with
        {
            Findings =
            [
                one with { Suppression = new(SuppressionKind.InSource, "r") { Until = new DateOnly(2027, 1, 31), Author = "a", Where = "w" } },
                one with { Suppression = new(SuppressionKind.Configuration, "r") { Where = "w" } }, one with { Suppression = new(SuppressionKind.Baseline, "") { Where = "w" } },
            ],
            Baseline = new BaselineMatch { Baseline = new(new Source("k.json", ""), [gone]), Gone = [gone] },
        };
        Complaints(await Read(), suppressed).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"version":1,"files":[],"findings":[],"diagnostics":[]}""")]
    [InlineData("""{"version":1,"files":[],"findings":[{"rule":"a"}],"diagnostics":[],"rules":{}}""")]
    [InlineData("""{"type":"diagnostic","code":"D001","kind":"fatal","message":"m"}""")]
    [InlineData("""{"type":"diagnostic","code":"D001","kind":"note","message":"m","more":1}""")]
    public async Task What_is_no_report_is_refused(string json) => (await Read()).Validate(json).ShouldNotBeEmpty();

    private static List<string> Complaints(JsonSchema schema, Report report)
    {
        var lines = ReportSamples.Written(o => JsonLinesReport.Write(report, o)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(report.Findings.Count + report.Diagnostics.Count);
        return [.. lines.Prepend(ReportSamples.Written(o => JsonReport.Write(report, o))).SelectMany(j => schema.Validate(j)).Select(e => e.ToString())];
    }

    // This validator knows the definitions by their older name only; what they mean is the same.
    private static Task<JsonSchema> Read() => JsonSchema.FromJsonAsync(Schema.Replace("$defs", "definitions", StringComparison.Ordinal));
}
