using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Writes a report as workflow commands of GitHub Actions, which shows each beside its line. What stands in a draft cannot become a command of its own.</summary>
public static class GitHubReport
{
    public static void Write(Report report, TextWriter output)
    {
        foreach (var diagnostic in report.Diagnostics)
        {
            var place = diagnostic.Path is null ? "" : $"file={Property(diagnostic.Path.Replace(Path.DirectorySeparatorChar, '/'))},{(diagnostic.Position is { } at ? $"line={at.Line},col={at.Column}," : "")}";
            output.WriteLine($"::{(diagnostic.Kind == DiagnosticKind.Note ? "notice" : "error")} {place}title={Property(diagnostic.Code)}::{Data([diagnostic.Message, .. diagnostic.Help is { } help ? [help] : Array.Empty<string>()])}");
        }

        foreach (var finding in report.Findings.Where(f => f.IsOpen))
        {
            output.WriteLine($"::{Command(finding.Severity)} {Place(finding)},title={Property(finding.Rule)}::{Data(Lines(finding))}");
        }
    }

    private static string Command(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };

    private static string Place(Finding finding)
    {
        var (source, span) = (finding.Place.Source, finding.Place.Span);
        var file = $"file={Property(source.Path.Replace(Path.DirectorySeparatorChar, '/'))}";
        if (source.Origins.Count > 0)
        {
            return file;
        }

        // The last column is inside; columns are refused where several lines are meant.
        var (start, last) = (source.PositionOf(span.Start), source.PositionOf(Math.Max(span.Start, span.End - 1)));
        return $"{file},line={start.Line},endLine={last.Line}{(last.Line > start.Line ? "" : $",col={start.Column},endColumn={last.Column}")}";
    }

    private static IEnumerable<string> Lines(Finding finding) =>
    [
        finding.Place.Source.Origins.Count > 0 ? $"{finding.Place.Where}: {finding.Message}" : finding.Message,
        .. finding.Working.Steps.Select(s => $"= {s}"),
        .. finding.Repairs.Select(r => $"? {TextReport.Told(r)}"),
        .. finding.Culprit is { } culprit ? [$"! {culprit.Note}"] : Array.Empty<string>(),
    ];

    private static string Data(IEnumerable<string> lines) =>
        string.Join('\n', lines.Select(Printable)).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string value) => Data([value]).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
