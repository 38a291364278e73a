using System.Globalization;
using PropagandaVerify.Findings;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Writes a report as CSV after RFC 4180, one line a finding. Offsets count UTF-16 code units of the decoded text; lines and columns count from 1.</summary>
public static class CsvReport
{
    public static void Write(Report report, TextWriter output)
    {
        output.Write(CsvLine.Of(["path", "where", "line", "column", "start", "end", "rule", "severity", "verdict", "text", "message", "working", "related", "repairs", "key", "suppression"]));
        foreach (var finding in report.Findings)
        {
            output.Write(CsvLine.Of(Cells(finding).Select(Printable)));
        }

        foreach (var (rule, count) in report.LeftOut)
        {
            output.Write(CsvLine.Of(["", "", "", "", "", "", rule, "", "", "", $"and {count} more", "", "", "", "", ""]));
        }
    }

    private static IEnumerable<string> Cells(Finding finding)
    {
        var place = finding.Place;
        var at = place.Source.PositionOf(place.Span.Start);
        return
        [
            place.Source.Path, place.Where, Number(at.Line), Number(at.Column), Number(place.Source.FileOffset(place.Span.Start)), Number(place.Source.FileOffset(place.Span.End)),
            finding.Rule, finding.Severity.ToString().ToLowerInvariant(), finding.Verdict.ToString().ToLowerInvariant(), place.Text, finding.Message,
            string.Join("; ", finding.Working.Steps), string.Join("; ", finding.Related.Select(r => $"{r.Place.Located} {TextReport.Shortened(r.Place.Text)}")),
            string.Join("; ", finding.Repairs.Select(TextReport.Told)), finding.Key.ToString(), finding.Suppression?.Told ?? "",
        ];
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
