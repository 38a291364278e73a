using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>What the process answers; the worst wins, in the order 70, 2, 3, 1.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Incomplete = 3;
    public const int Internal = 70;

    public static int Of(Report report, Severity failOn, bool strict)
    {
        var diagnostics = report.Diagnostics.ToList();
        return diagnostics.Exists(d => d.Kind == DiagnosticKind.Configuration) ? Usage
            : diagnostics.Exists(d => d.Kind == DiagnosticKind.Incomplete) || (strict && Unmet(report).Any()) ? Incomplete
            : diagnostics.Exists(d => d.Kind == DiagnosticKind.Unknown) || report.Findings.Any(f => f.IsOpen && f.Severity >= failOn) ? Findings
            : Clean;
    }

    /// <summary>What keeps a strict run from being complete. Most shipped rules find nothing in most texts; only those of the reader are missed.</summary>
    public static IEnumerable<string> Unmet(Report report) =>
        report.MatchedNothing.Where(r => !ShippedRules.Ids.Contains(r)).Select(r => $"`{r}` found nothing to look at").Concat(report.DecidedNothing.Select(r => $"`{r}` could decide nothing"));

    public static int Worse(int a, int b)
    {
        int[] order = [Clean, Findings, Incomplete, Usage, Internal];
        return Array.IndexOf(order, a) >= Array.IndexOf(order, b) ? a : b;
    }
}
