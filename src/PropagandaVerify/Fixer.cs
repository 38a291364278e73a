using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>A repair that was applied.</summary>
/// <param name="Repair">The repair; its places are those of the text it was applied to.</param>
/// <param name="Settled">The findings that it settled.</param>
public sealed record AppliedRepair(Repair Repair, IReadOnlyList<Finding> Settled);

/// <summary>What became of a draft.</summary>
/// <param name="Fixed">The text with the repairs; the source itself when none was applied.</param>
/// <param name="Applied">The repairs, in the order in which they were applied.</param>
/// <param name="Report">What is left, over the fixed text.</param>
public sealed record FixResult(Source Fixed, IReadOnlyList<AppliedRepair> Applied, Report Report);

/// <summary>
/// Applies repairs to a draft, one after the other. A repair stays only if fewer findings are left, no rule finds more than before, and as many
/// figures are checked; so the result is never worse than the draft. Where a rule is broken nothing is applied.
/// </summary>
public sealed class Fixer(Verifier verifier)
{
    /// <param name="source">The draft.</param>
    /// <param name="tables">Datasets that the rules hold it against.</param>
    /// <param name="choose">The repair to try for a finding; null leaves it alone.</param>
    public FixResult Fix(Source source, IReadOnlyList<Source> tables, Func<Finding, Repair?> choose)
    {
        var report = verifier.Verify([source, .. tables]);
        var applied = new List<AppliedRepair>();
        var tried = new HashSet<(string, int, string)>();
        while (report.Diagnostics.All(d => d.Kind != DiagnosticKind.Configuration) && Next(report, source, choose, tried) is { } repair)
        {
            var candidate = Applied(source, repair.Edits);
            var after = verifier.Verify([candidate, .. tables]);
            if (Settled(report, after) is { } settled)
            {
                applied.Add(new AppliedRepair(repair, settled));
                (source, report) = (candidate, after);
            }
        }

        return new FixResult(source, applied, report);
    }

    /// <summary>A text with edits made to it, everything else as it was. Edits must not overlap.</summary>
    public static Source Applied(Source source, IEnumerable<TextEdit> edits)
    {
        var text = source.Text;
        foreach (var (place, replacement) in edits.OrderByDescending(e => e.Place.Span.Start))
        {
            text = string.Concat(text.AsSpan(0, place.Span.Start), replacement, text.AsSpan(place.Span.End));
        }

        return source.With(text);
    }

    /// <summary>
    /// The findings at places of a draft; rules may find fault with datasets beside it, which are not corrected. What somebody answered for is meant as it stands and left out; what was
    /// only known before may be repaired.
    /// </summary>
    public static IEnumerable<Finding> OfDraft(Report report, Source source) => report.Findings.Where(f => IsSame(f.Place.Source, source) && f.Suppression is null or { Kind: SuppressionKind.Baseline });

    // The reader of a format makes a source of its own over the same text.
    private static bool IsSame(Source one, Source other) => one.Path == other.Path && one.Text == other.Text;

    // A repair that was tried once is not tried again, wherever its place has moved meanwhile.
    private static Repair? Next(Report report, Source source, Func<Finding, Repair?> choose, HashSet<(string, int, string)> tried)
    {
        foreach (var finding in OfDraft(report, source))
        {
            if (choose(finding) is { Edits.Count: > 0 } repair && repair.Edits.All(e => IsSame(e.Place.Source, source)) && repair.StandsAsRead && tried.Add((finding.Rule, finding.Place.Span.Start, string.Join('\n', repair.Edits.Select(e => $"{e.Place.Text}\n{e.Text}")))))
            {
                return repair;
            }
        }

        return null;
    }

    // The findings that are gone; null when none is, when another has come, or when a figure is no longer read as one.
    private static List<Finding>? Settled(Report before, Report after)
    {
        var isWorse = after.Findings.GroupBy(f => f.Rule).Any(g => g.Count() > before.Findings.Count(f => f.Rule == g.Key));
        if (isWorse || after.Findings.Count >= before.Findings.Count || Checked(after) < Checked(before))
        {
            return null;
        }

        static int Checked(Report report) => report.Files.Sum(f => f.CheckedCount);

        // Words of a message change with the draft, so findings of one rule are told apart only as far as some are gone.
        var gone = new List<Finding>();
        foreach (var rule in before.Findings.GroupBy(f => f.Rule))
        {
            var left = after.Findings.Where(f => f.Rule == rule.Key).Select(f => f.Message).ToList();
            var most = rule.Count() - left.Count;
            gone.AddRange(rule.Where(f => !left.Remove(f.Message)).Take(most));
        }

        return gone;
    }
}
