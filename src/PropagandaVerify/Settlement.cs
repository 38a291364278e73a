using PropagandaVerify.Documents;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>Tells which findings of a run count: those that no comment, waiver or baseline answers for.</summary>
internal static class Settlement
{
    public static Report Of(Report report, IReadOnlyList<(Source Draft, IgnoreComment Comment)> comments, RulePacks packs, VerifierOptions options)
    {
        var rules = packs.Files.SelectMany(f => f.Rules).Concat(packs.Disabled).ToList();
        var suppressions = new Suppressions(rules, options.Today, (path, file) => PathFrom(options, path, file), options.IsPartial);
        var findings = suppressions.Applied(report.Findings, comments, [.. packs.Files.SelectMany(f => f.Waivers)], [.. report.Files.Select(f => f.Path)]);
        report = report with
        {
            Findings = findings,
            Diagnostics =
            [
                .. report.Diagnostics, .. LeftOut(report), .. suppressions.Diagnostics,
                .. Thresholds.Refused(report.Rules, report.Counts, report.Checked, report.OverDatasets.ToHashSet(StringComparer.Ordinal), options.RefusesUnknown),
            ],
        };
        if (options.Baseline is { } baseline)
        {
            report = Known(report, baseline, rules, options);
        }

        return report with { Findings = Thresholds.Applied(report.Findings, report.Rules, report.Counts) };
    }

    private static Report Known(Report report, Baseline baseline, List<Rule> rules, VerifierOptions options)
    {
        var findings = report.Findings;
        var always = rules.Where(r => !r.IsSuppressible).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var match = BaselineMatch.Of(
            baseline, [.. findings.Where(f => f.IsOpen && !always.Contains(f.Rule))], report.Files.Select(f => PathFrom(options, f.Path, baseline.Source)).ToHashSet(StringComparer.Ordinal), report.Evaluated.Keys.ToHashSet(StringComparer.Ordinal),
            f => PathFrom(options, f.Place.Source.Path, baseline.Source), path => options.Exists?.Invoke(path, baseline.Source) ?? true);
        return report with { Findings = match.Marked(findings), Baseline = match, Diagnostics = [.. report.Diagnostics, .. Orphans(match)] };
    }

    private static IEnumerable<Diagnostic> LeftOut(Report report) =>
        report.LeftOut.Select(l => Diagnostic.OfFile(null, "E002", DiagnosticKind.Note, $"and {l.Count} more findings of the rule `{l.Rule}`, which has {report.Counts[l.Rule].Findings}"));

    /// <summary>The path of a file, seen from the folder of a rules file or baseline, with slashes.</summary>
    public static string PathFrom(VerifierOptions options, string path, Source file) => (options.PathFrom?.Invoke(path, file) ?? path).Replace('\\', '/');

    private static IEnumerable<Diagnostic> Orphans(BaselineMatch match) => match.Gone.Count == 0 ? [] :
    [
        Diagnostic.OfFile(match.Baseline.Source.Path, "S006", DiagnosticKind.Note, match.Gone.Count == 1 ? "one finding of the baseline is gone" : $"{match.Gone.Count} findings of the baseline are gone", "-v lists them, `pverify baseline --update` drops them"),
    ];
}
