using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>What could not be read of a former state. It fails no run, since a finding that it hides only counts as new.</summary>
internal static class FormerTrouble
{
    public static IEnumerable<Diagnostic> Of(string state, Report report, IReadOnlyList<Diagnostic> unread)
    {
        var all = unread.Concat(report.Diagnostics).Where(d => d.Kind != DiagnosticKind.Note).ToList();
        return all.Count == 0 ? []
            : [Diagnostic.OfFile(all[0].Path, "G004", DiagnosticKind.Note, $"not all of {state} could be checked, so that findings which it had may count as new: {all[0].Message}{(all.Count > 1 ? $"; and {all.Count - 1} more" : "")}", all[0].Help)];
    }
}
