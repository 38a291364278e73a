using PropagandaVerify.Findings;
using static PropagandaVerify.Reports.FindingTable;

namespace PropagandaVerify.Reports;

/// <summary>Writes the keys of rows that fail as CSV, for people who correct the data elsewhere: one line a finding of a rule over datasets.</summary>
public static class KeysReport
{
    private static readonly FindingTable Table = new(
    [
        (Rule, f => f.Rule),
        ("severity", f => f.Severity.ToString().ToLowerInvariant()),
        ("dataset", f => f.Row?.Dataset ?? ""),
        ("key", f => f.Row?.ToString() ?? ""),
        ("left", f => Number(f.Working.Left?.Value)),
        ("right", f => Number(f.Working.Right?.Value)),
        ("imbalance", f => Number(f.Working.Imbalance)),
        ("tolerance", f => Number(f.Working.Allowed)),
        ("expected", f => Number(f.Expected?.Value)),
        ("path", f => f.Place.Source.Path),
        ("where", f => f.Place.Where),
        ("byte", f => Number(f.Place.Bytes?.Offset)),
        ("text", f => f.Place.Text),
        ("suspect", Suspect),
        ("repair", Repair),
        (Message, f => f.Message),
        ("suppression", f => f.Suppression?.Told ?? ""),
    ]);

    public static void Write(Report report, TextWriter output) => Table.Write(report, output, report.OverDatasets.ToHashSet(StringComparer.Ordinal).Contains);

    // The cell whose correction settles several findings, else the one that a likely repair corrects.
    private static string Suspect(Finding finding) => string.Join("; ", (finding.Culprit?.Places ?? finding.Repairs.Where(r => r.IsLikely && r.Place is not null).Take(1).Select(r => r.Place!.Value)).Select(p => $"{p.Located} {p.Text}"));

    // Of repairs none of which stands out, the first is not the answer.
    private static string Repair(Finding finding) => finding.Repairs switch
    {
        [] => "",
        [{ IsLikely: false } first, _, ..] => $"{TextReport.Told(first)}; one of {finding.Repairs.Count} that fit",
        [var first, ..] => TextReport.Told(first),
    };
}
