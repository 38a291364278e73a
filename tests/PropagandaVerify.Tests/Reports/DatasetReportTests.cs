using System.Text.Json;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

/// <summary>What reports say of rules over datasets.</summary>
public class DatasetReportTests
{
    private const string Rules = """
        datasets: {cases: {path: cases.csv, key: [date]}}
        rules:
        - {id: cases-do-not-balance, severity: error, balance: {on: cases, check: cases = active + recovered}}
        """;

    private const string Cells = "date,cases,active,recovered\n2020-03-01,9,4,4\n2020-03-02,9,4,5\n2020-03-03,9,4,\n2020-03-04,9,4,6\n2020-03-05,9,4,7\n2020-03-06,9,4,8\n";

    private static readonly string[] Kinds = ["validation", "aggregation"];
    private static readonly string[] Values = ["0", "1", "NA"];
    private static readonly string[] Severities = ["information", "warning", "error"];

    public static TheoryData<string> Formats => [.. Writers.Keys];

    private static Dictionary<string, Action<Report, TextWriter>> Writers { get; } = new(StringComparer.Ordinal)
    {
        ["text"] = (r, o) => new TextReport(o, color: false).Write(r),
        ["json"] = (r, o) => JsonReport.Write(r, o),
        ["jsonl"] = (r, o) => JsonLinesReport.Write(r, o),
        ["sarif"] = (r, o) => new SarifReport(o).Write(r),
        ["junit"] = (r, o) => new JUnitReport(o).Write(r),
        ["github"] = (r, o) => GitHubReport.Write(r, o),
        ["markdown"] = (r, o) => MarkdownReport.Write(r, o),
        ["html"] = (r, o) => HtmlReport.Write(r, o, "en"),
        ["csv"] = (r, o) => CsvReport.Write(r, o),
        ["keys"] = (r, o) => KeysReport.Write(r, o),
        ["ess"] = (r, o) => new EssReport(o, "2026-03-02").Write(r),
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_report_says_how_many_findings_a_bound_kept_out(string format)
    {
        var report = Of(Limits.Default with { MaxFindingsPerRule = 2 });
        report.Findings.Count.ShouldBe(2);
        report.Counts["cases-do-not-balance"].ShouldBe(new(6, 4, 1, 0));
        Regex("2 more").IsMatch(ReportSamples.Written(o => Writers[format](report, o))).ShouldBeTrue(format);
        Regex("2 more").IsMatch(ReportSamples.Written(o => Writers[format](Of(Limits.Default), o))).ShouldBeFalse(format);
    }

    [Fact]
    public void A_row_is_named_by_its_key_and_has_its_numbers()
    {
        var finding = Of(Limits.Default).Findings[0];
        finding.Row!.ToString().ShouldBe("date=2020-03-01");
        (finding.Working.Left!.Value, finding.Working.Right!.Value, finding.Working.Imbalance, finding.Expected!.Value).ShouldBe((9, 8, 1, 8));
        var line = ReportSamples.Written(o => KeysReport.Write(Of(Limits.Default), o)).Split("\r\n")[1];
        line.ShouldStartWith("cases-do-not-balance,error,cases,date=2020-03-01,9,8,1,0,8,cases.csv,2:12,39,9,");
    }

    [Fact]
    public void The_structure_of_the_European_Statistical_System_is_kept()
    {
        using var json = JsonDocument.Parse(ReportSamples.Written(o => new EssReport(o, "2026-03-02T10:00:00Z").Write(Of(Limits.Default))));
        var entries = json.RootElement.EnumerateArray().ToList();
        entries.Select(e => e.GetProperty("id").GetString()).ShouldBeUnique();
        foreach (var entry in entries)
        {
            var type = entry.GetProperty("type").GetString();
            Kinds.ShouldContain(type);
            entry.GetProperty("event").GetProperty("time").GetString().ShouldBe("2026-03-02T10:00:00Z");
            entry.GetProperty("event").GetProperty("actor").GetString()!.ShouldStartWith("PropagandaVerify ");
            var rule = entry.GetProperty(type == "validation" ? "rule" : "aggregate");
            rule.GetProperty("language").ValueKind.ShouldBe(JsonValueKind.String);
            rule.GetProperty("expression").ValueKind.ShouldBe(JsonValueKind.String);
            foreach (var keys in new[] { "source", "target" }.Select(k => entry.GetProperty("data").GetProperty(k)))
            {
                keys.EnumerateArray().ShouldAllBe(k => k.ValueKind == JsonValueKind.Array);
            }

            if (type == "validation")
            {
                Severities.ShouldContain(rule.GetProperty("severity").GetString());
                Values.ShouldContain(entry.GetProperty("value").GetString());
            }
        }

        entries.Where(e => e.GetProperty("type").GetString() == "validation").CountBy(e => e.GetProperty("value").GetString()!).ToDictionary().ShouldBe(new Dictionary<string, int> { ["0"] = 4, ["1"] = 1, ["NA"] = 1 }, ignoreOrder: true);
        entries.Where(e => e.GetProperty("type").GetString() == "aggregation").Select(e => e.GetProperty("value").GetString()).ShouldBe(["1", "4", "1"]);
    }

    private static System.Text.RegularExpressions.Regex Regex(string pattern) => new($@"\b{pattern}\b");

    private static Report Of(Limits limits) => new Verifier(new VerifierOptions
    {
        RuleFiles = [RuleFileReader.Read(new Source("rules.yaml", Rules), limits)], UseShippedRules = false, Limits = limits, KeepsDocuments = true,
        Open = (path, _) => (new Source(path, Cells), null),
    }).Verify([]);
}
