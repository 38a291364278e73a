using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>What rules accept as a whole: so many findings, and rows that cannot be decided.</summary>
internal static class Thresholds
{
    private const int MostReasons = 2;

    /// <summary>Marks the findings of rules that have no more than they accept. Those that a comment, a waiver or a baseline answers for are not counted.</summary>
    public static IReadOnlyList<Finding> Applied(IReadOnlyList<Finding> findings, IEnumerable<Rule> rules, IReadOnlyDictionary<string, RuleCount> counts)
    {
        var accepted = new Dictionary<string, Suppression>(StringComparer.Ordinal);
        foreach (var rule in rules.Where(r => r.MaxFailures is not null))
        {
            var count = counts.GetValueOrDefault(rule.Id);
            var open = count.Findings - findings.Count(f => f.Rule == rule.Id && !f.IsOpen);
            if (open > 0 && rule.MaxFailures!.Accepts(open, count.Evaluated))
            {
                accepted[rule.Id] = new Suppression(SuppressionKind.Threshold, $"{open} of {count.Evaluated} fail, and up to {rule.MaxFailures} may") { Where = rule.Source.Located(rule.IdSpan.Start) };
            }
        }

        return accepted.Count == 0 ? findings : [.. findings.Select(f => f.IsOpen && accepted.TryGetValue(f.Rule, out var suppression) ? f with { Suppression = suppression } : f)];
    }

    /// <summary>What is said of rules that could not decide about rows, where they or the run refuse that.</summary>
    public static IEnumerable<Diagnostic> Refused(IEnumerable<Rule> rules, IReadOnlyDictionary<string, RuleCount> counts, IReadOnlyList<Checked> held, IReadOnlySet<string> overDatasets, bool byRun) =>
        rules.Where(r => (r.RefusesUnknown ?? (byRun && overDatasets.Contains(r.Id))) && counts.GetValueOrDefault(r.Id).Unknown > 0).Select(r => Diagnostic.At(
            r.Source, r.IdSpan, "E006", DiagnosticKind.Unknown,
            $"the rule `{r.Id}` could not decide about {counts[r.Id].Unknown} of {counts[r.Id].Evaluated} rows{(Reasons(r.Id, held) is { Length: > 0 } why ? $": {why}" : "")}",
            r.RefusesUnknown is null ? "the run has `unknown: refused`; `unknown: allowed` in the rule lets them pass" : "it has `unknown: refused`; -v shows the rows"));

    /// <summary>Why rows could not be decided, the commonest reasons of those listed first.</summary>
    public static string Reasons(string rule, IReadOnlyList<Checked> held)
    {
        var reasons = held.Where(h => h.Rule == rule && h.Verdict == Verdict.Undecidable).GroupBy(h => h.Why ?? "an operand is missing").OrderByDescending(g => g.Count()).Select(g => g.Key).ToList();
        return string.Join("; ", reasons.Take(MostReasons)) + (reasons.Count > MostReasons ? $"; and {reasons.Count - MostReasons} more" : "");
    }
}
