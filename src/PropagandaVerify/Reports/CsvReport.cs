using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using static PropagandaVerify.Reports.FindingTable;

namespace PropagandaVerify.Reports;

/// <summary>Writes a report as CSV, one line a finding. Offsets count UTF-16 code units of the decoded text, and bytes of the file; lines and columns count from 1.</summary>
public static class CsvReport
{
    private static readonly FindingTable Table = new(
    [
        ("path", f => f.Place.Source.Path),
        ("where", f => f.Place.Where),
        ("line", f => Number(At(f).Line)),
        ("column", f => Number(At(f).Column)),
        ("start", f => Number(f.Place.Source.FileOffset(f.Place.Span.Start))),
        ("end", f => Number(f.Place.Source.FileOffset(f.Place.Span.End))),
        ("byte", f => Number(f.Place.Bytes?.Offset)),
        (Rule, f => f.Rule),
        ("severity", f => f.Severity.ToString().ToLowerInvariant()),
        ("verdict", f => f.Verdict.ToString().ToLowerInvariant()),
        ("text", f => f.Place.Text),
        (Message, f => f.Message),
        ("working", f => string.Join("; ", f.Working.Steps)),
        ("related", f => string.Join("; ", f.Related.Select(r => $"{r.Place.Located} {TextReport.Shortened(r.Place.Text)}"))),
        ("repairs", f => string.Join("; ", f.Repairs.Select(TextReport.Told))),
        ("key", f => f.Key.ToString()),
        ("suppression", f => f.Suppression?.Told ?? ""),
    ]);

    public static void Write(Report report, TextWriter output) => Table.Write(report, output, _ => true);

    private static LinePosition At(Finding finding) => finding.Place.Source.PositionOf(finding.Place.Span.Start);
}
