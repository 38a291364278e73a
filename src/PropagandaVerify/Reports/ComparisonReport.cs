using PropagandaVerify.Findings;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Writes a comparison for people: what is new as a report shows it, what is gone or still there in a line each, and what changed in the datasets.</summary>
public sealed class ComparisonReport(TextWriter output, bool color, bool verbose = false)
{
    private const int MostListed = 10;

    public void Write(Comparison comparison)
    {
        var text = new TextReport(output, color);
        foreach (var diagnostic in comparison.Report.Diagnostics)
        {
            text.Write(diagnostic);
        }

        foreach (var finding in comparison.New)
        {
            text.Write(finding);
        }

        List("gone", comparison.Gone, f => (f, comparison.FormerlyAt(f), null), always: true);
        List("answered", comparison.Answered, f => (f.Is, f.Is.Place.Located, f.Is.Suppression?.Told), always: true);
        List("still", comparison.Still, f => (f.Is, f.Is.Place.Located, null), always: verbose);
        List("not looked at", comparison.Unknown, f => (f, comparison.FormerlyAt(f), null), always: true);
        foreach (var dataset in comparison.Datasets.Where(d => verbose || !d.IsEmpty))
        {
            Write(dataset);
        }

        output.WriteLine(Printable($"{comparison.Before} → {comparison.Now}: {Summary(comparison)}"));
    }

    /// <summary>The counts of a comparison: "1 new (1 error, 0 warnings, 0 info), 2 gone, 4 still there".</summary>
    internal static string Summary(Comparison comparison)
    {
        var changed = comparison.Datasets.Count(d => !d.IsEmpty);
        return $"{comparison.New.Count} new ({MarkdownReport.Counts(comparison.New)}), {comparison.Gone.Count} gone, {comparison.Still.Count} still there"
            + $"{(comparison.Answered.Count > 0 ? $", {comparison.Answered.Count} answered for since" : "")}{(comparison.Unknown.Count > 0 ? $", {comparison.Unknown.Count} not looked at" : "")}"
            + $"{(comparison.Datasets.Count > 0 ? $"; {changed} of {comparison.Datasets.Count} dataset{(comparison.Datasets.Count == 1 ? "" : "s")} changed" : "")}";
    }

    /// <summary>What changed in a dataset in one line: "costs.csv (by year, region): 2 rows added, 1 removed, 3 changed; 14 rows, 15 now".</summary>
    internal static string Summary(DatasetChange change) =>
        $"{change.Path} ({(change.Key.Count > 0 ? $"by {string.Join(", ", change.Key)}" : "by whole rows, since no key is declared")}): {(change.IsEmpty ? "no change" : $"{Counted(change.AddedCount, "row")} added, {change.RemovedCount} removed{(change.Key.Count > 0 ? $", {change.ChangedCount} changed" : "")}")}; {Counted(change.RowsBefore, "row")}, {change.RowsNow} now";

    /// <summary>The lists of a dataset: a sign, a line for each row or cell, and how many there are.</summary>
    internal static IEnumerable<(string Sign, string Heading, int Count, IReadOnlyList<string> Lines)> Lists(DatasetChange change) =>
    [
        ("+", "columns added", change.AddedColumns.Count, change.AddedColumns),
        ("-", "columns removed", change.RemovedColumns.Count, change.RemovedColumns),
        ("+", "rows added", change.AddedCount, change.Added),
        ("-", "rows removed", change.RemovedCount, change.Removed),
        .. change.Columns.Select(c => ("~", $"{c.Column}: {Counted(c.Count, "value")} changed", c.Count, (IReadOnlyList<string>)[.. c.Cells.Select(v => $"{v.Row}: {Shown(v.Before)} → {Shown(v.Now)}")])),
    ];

    private void List<T>(string word, IReadOnlyList<T> findings, Func<T, (Finding Finding, string At, string? Why)> told, bool always)
    {
        if (!always || findings.Count == 0)
        {
            return;
        }

        foreach (var (finding, at, why) in findings.Take(verbose ? int.MaxValue : MostListed).Select(told))
        {
            output.WriteLine(Printable($"{word}[{finding.Rule}]: {at} {TextReport.Shortened(finding.Place.Text)} ({finding.Severity.ToString().ToLowerInvariant()}{(why is null ? "" : $", {why}")})"));
        }

        WriteRest(findings.Count, Math.Min(findings.Count, verbose ? int.MaxValue : MostListed), "");
        output.WriteLine();
    }

    private void Write(DatasetChange change)
    {
        output.WriteLine(Printable(Summary(change)));
        foreach (var (sign, heading, count, lines) in Lists(change).Where(l => l.Count > 0))
        {
            output.WriteLine(Printable($"  {sign} {heading}"));
            var shown = lines.Take(verbose ? int.MaxValue : MostListed).ToList();
            shown.ForEach(l => output.WriteLine(Printable($"      {l}")));
            WriteRest(count, shown.Count, "      ");
        }

        output.WriteLine();
    }

    private void WriteRest(int count, int shown, string margin)
    {
        if (count > shown)
        {
            output.WriteLine($"{margin}and {count - shown} more{(verbose ? "" : " (-v lists more)")}");
        }
    }

    private static string Shown(string cell) => cell.Length == 0 ? "(empty)" : TextReport.Shortened(cell);

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
