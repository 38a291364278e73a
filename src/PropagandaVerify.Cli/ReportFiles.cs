using System.Text;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>Writes the reports of a run, each to its file or to standard output.</summary>
/// <param name="console">The streams of the run.</param>
/// <param name="detail">How much the text shows.</param>
/// <param name="failOn">The least severity that fails the run.</param>
/// <param name="language">The language of messages; null for that of each draft.</param>
/// <param name="time">The time of the run, after ISO 8601.</param>
internal sealed class ReportFiles(ConsoleContext console, Detail detail, Severity failOn, string? language, string time)
{
    /// <returns>The exit code: wrong usage where a report could not be written.</returns>
    public int Write(Report report, IReadOnlyList<ReportTarget> targets)
    {
        var exit = ExitCode.Clean;
        foreach (var target in targets)
        {
            if (target.Path is not { } path)
            {
                Write(target.Format, report, console.Output, console.Color);
            }
            else if (Saved(path, Written(target.Format, report), append: false) is { } trouble)
            {
                console.Error.WriteLine($"pverify: {path} was not written: {trouble}");
                exit = ExitCode.Usage;
            }
        }

        if (console.StepSummary is { } summary && targets.Any(t => t.Format == ReportOptions.GitHub) && Saved(summary, Written("markdown", report), append: true) is { } why)
        {
            console.Error.WriteLine($"pverify: the summary of the step was not written: {why}");
        }

        // Whoever reads no text on standard output is told here what kept the run from being whole.
        if (!targets.Any(t => t is { Path: null, Format: ReportOptions.Text }))
        {
            console.Write(report.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note));
        }

        return exit;
    }

    private string Written(string format, Report report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Write(format, report, text, color: false);
        return text.ToString();
    }

    private void Write(string format, Report report, TextWriter output, bool color)
    {
        switch (format)
        {
            case "json": JsonReport.Write(report, output); break;
            case "jsonl": JsonLinesReport.Write(report, output); break;
            case "sarif": new SarifReport(output, language ?? "en").Write(report); break;
            case "junit": new JUnitReport(output, failOn).Write(report); break;
            case ReportOptions.GitHub: GitHubReport.Write(report, output); break;
            case "markdown": MarkdownReport.Write(report, output); break;
            case "claimreview": ClaimReviewReport.Write(report, output); break;
            case "html": HtmlReport.Write(report, output, language); break;
            case "csv": CsvReport.Write(report, output); break;
            case "keys": KeysReport.Write(report, output); break;
            case "ess": new EssReport(output, time).Write(report); break;
            default: new TextReport(output, color, detail).Write(report); break;
        }
    }

    private static string? Saved(string path, string text, bool append)
    {
        try
        {
            if (append)
            {
                File.AppendAllText(path, text);
            }
            else
            {
                WholeFile.Write(path, Encoding.UTF8.GetBytes(text));
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
