namespace PropagandaVerify.Findings;

/// <summary>What a baseline says of the findings of a run.</summary>
public sealed record BaselineMatch
{
    /// <summary>The baseline.</summary>
    public required Baseline Baseline { get; init; }

    /// <summary>The entries whose findings are there, each with the path under which the run knows its file.</summary>
    public IReadOnlyList<(KnownFinding Entry, Finding Finding)> Found { get; init; } = [];

    /// <summary>The entries whose findings are there no longer, though their files and rules were looked at, or their files are gone.</summary>
    public IReadOnlyList<KnownFinding> Gone { get; init; } = [];

    /// <summary>The entries of files and rules that the run did not look at.</summary>
    public IReadOnlyList<KnownFinding> Untouched { get; init; } = [];

    /// <summary>Finds the entries of a baseline again. One whose file is gone, or that left its file, is found elsewhere only where exactly one such finding is and one such entry was.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="findings">The findings that still count.</param>
    /// <param name="files">The files that were checked, seen from the baseline.</param>
    /// <param name="rules">The rules that ran.</param>
    /// <param name="pathOf">The file of a finding, seen from the baseline.</param>
    /// <param name="exists">Whether a file that the baseline names is still there.</param>
    internal static BaselineMatch Of(Baseline baseline, IReadOnlyList<Finding> findings, IReadOnlySet<string> files, IReadOnlySet<string> rules, Func<Finding, string> pathOf, Func<string, bool> exists)
    {
        var open = findings.ToDictionary(f => f, pathOf, (IEqualityComparer<Finding>)ReferenceEqualityComparer.Instance);
        var byPlace = findings.GroupBy(f => (open[f], f.Rule, f.Key)).ToDictionary(g => g.Key, g => g.First());
        var found = new List<(KnownFinding, Finding)>();
        var lost = new List<KnownFinding>();
        var untouched = new List<KnownFinding>();
        foreach (var entry in baseline.Known)
        {
            if (byPlace.TryGetValue((entry.File, entry.Rule, entry.Key), out var finding) && open.Remove(finding))
            {
                found.Add((entry, finding));
            }
            else
            {
                (rules.Contains(entry.Rule) && (files.Contains(entry.File) || !exists(entry.File)) ? lost : untouched).Add(entry);
            }
        }

        var moved = open.Keys.ToLookup(f => (f.Rule, f.Key));
        var movable = lost.ToLookup(e => (e.Rule, e.Key));
        foreach (var entry in lost.ToList())
        {
            if (movable[(entry.Rule, entry.Key)].Count() == 1 && moved[(entry.Rule, entry.Key)].ToList() is [var finding])
            {
                found.Add((entry, finding));
                lost.Remove(entry);
            }
        }

        return new BaselineMatch { Baseline = baseline, Found = found, Gone = lost, Untouched = untouched };
    }

    /// <summary>The findings, those known before marked as such.</summary>
    internal IReadOnlyList<Finding> Marked(IReadOnlyList<Finding> findings)
    {
        var known = Found.Select(f => f.Finding).ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        return [.. findings.Select(f => known.Contains(f) ? f with { Suppression = new Suppression(SuppressionKind.Baseline, "") { Where = Baseline.Source.Path } } : f)];
    }
}
