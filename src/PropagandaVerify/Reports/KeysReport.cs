using System.Globalization;
using PropagandaVerify.Findings;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Writes the keys of rows that fail as CSV after RFC 4180, for people who correct the data elsewhere: one line a finding of a rule over datasets, and one for each rule that has more than are shown.</summary>
public static class KeysReport
{
    public static void Write(Report report, TextWriter output)
    {
        output.Write(CsvLine.Of(["rule", "severity", "dataset", "key", "left", "right", "imbalance", "tolerance", "expected", "path", "where", "text", "suspect", "repair", "message", "suppression"]));
        var rules = report.OverDatasets.ToHashSet(StringComparer.Ordinal);
        foreach (var finding in report.Findings.Where(f => rules.Contains(f.Rule)))
        {
            output.Write(CsvLine.Of(Cells(finding).Select(Printable)));
        }

        foreach (var (rule, count) in report.LeftOut.Where(l => rules.Contains(l.Rule)))
        {
            output.Write(CsvLine.Of([rule, "", "", "", "", "", "", "", "", "", "", "", "", "", $"and {count} more", ""]));
        }
    }

    private static IEnumerable<string> Cells(Finding finding) =>
    [
        finding.Rule, finding.Severity.ToString().ToLowerInvariant(), finding.Row?.Dataset ?? "", finding.Row?.ToString() ?? "",
        Number(finding.Working.Left?.Value), Number(finding.Working.Right?.Value), Number(finding.Working.Imbalance), Number(finding.Working.Allowed), Number(finding.Expected?.Value),
        finding.Place.Source.Path, finding.Place.Where, finding.Place.Text, Suspect(finding), finding.Repairs.Count > 0 ? TextReport.Told(finding.Repairs[0]) : "", finding.Message, finding.Suppression?.Told ?? "",
    ];

    // The cell whose correction settles several findings, else the one that a likely repair corrects.
    private static string Suspect(Finding finding) => string.Join("; ", (finding.Culprit?.Places ?? finding.Repairs.Where(r => r.IsLikely && r.Place is not null).Take(1).Select(r => r.Place!.Value)).Select(p => $"{p.Located} {p.Text}"));

    private static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
