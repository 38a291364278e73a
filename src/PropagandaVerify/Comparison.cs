using PropagandaVerify.Datasets;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>Two states of the same files under the same rules: which findings are new, which are gone, which are still there, and what changed in the datasets. A finding that only moved is still there.</summary>
public sealed record Comparison
{
    /// <summary>The name of the former state.</summary>
    public required string Before { get; init; }

    /// <summary>The name of the state now.</summary>
    public required string Now { get; init; }

    /// <summary>The report on the state now.</summary>
    public required Report Report { get; init; }

    /// <summary>Findings that count and that the former state did not have.</summary>
    public required IReadOnlyList<Finding> New { get; init; }

    /// <summary>Findings that counted then and count now.</summary>
    public required IReadOnlyList<(Finding Was, Finding Is)> Still { get; init; }

    /// <summary>Findings that counted then and are there no longer.</summary>
    public required IReadOnlyList<Finding> Gone { get; init; }

    /// <summary>Findings that counted then and that somebody answers for now.</summary>
    public required IReadOnlyList<(Finding Was, Finding Is)> Answered { get; init; }

    /// <summary>Findings of then about whose rules or files nothing is known now.</summary>
    public required IReadOnlyList<Finding> Unknown { get; init; }

    /// <summary>The datasets of either state, those that did not change among them.</summary>
    public required IReadOnlyList<DatasetChange> Datasets { get; init; }

    /// <summary>The datasets of the state now whose rows could not be compared with those of the former one, of which the report tells.</summary>
    internal IReadOnlyList<DatasetState> Uncompared { get; init; } = [];

    /// <summary>The path that a file had in the former state, by its name; the same where files go by their own.</summary>
    public Func<string, string> FormerPath { get; init; } = static path => path;

    /// <summary>Where a finding of the former state stood.</summary>
    public string FormerlyAt(Finding finding) => finding.Place.Located is var at && finding.Place.Source.Path is var path ? $"{FormerPath(path)}{at[path.Length..]}" : "";

    /// <summary>Compares two reports; both must say how their tables are read (<see cref="VerifierOptions.KeepsDocuments"/>) for what changed in datasets to be known, and name the same file alike.</summary>
    /// <param name="store">Begins a store for rows of datasets that are too many to be held at once; null where none is lent.</param>
    /// <param name="limits">The bounds of the comparison; those by default where null.</param>
    public static Comparison Of(Report before, string nameBefore, Report now, string nameNow, Func<RowStore>? store = null, Limits? limits = null)
    {
        var paths = now.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var former = new Dictionary<KnownFinding, Finding>(ReferenceEqualityComparer.Instance);
        foreach (var finding in before.Findings.Where(f => f.IsOpen))
        {
            former.Add(BaselineFile.Of(finding, finding.Place.Source.Path), finding);
        }

        // A file that the state now lacks is gone; one that could not be read stands among the troubles of the run.
        var unread = now.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note && d.Path is not null).Select(d => d.Path!).ToHashSet(StringComparer.Ordinal);
        var match = BaselineMatch.Of(
            new Baseline(new Source(nameBefore, ""), [.. former.Keys]), [.. now.Findings.Where(f => f.IsOpen)], paths, now.Evaluated.Keys.ToHashSet(StringComparer.Ordinal),
            f => f.Place.Source.Path, unread.Contains);
        var still = match.Found.Select(f => f.Finding).ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        var silent = now.Findings.Where(f => !f.IsOpen).ToLookup(f => (f.Place.Source.Path, f.Rule, f.Key));
        var lost = match.Gone.Select(k => (Was: former[k], Is: silent[(k.File, k.Rule, k.Key)].FirstOrDefault())).ToList();
        var (datasets, uncompared, trouble) = Changes(before, now, store, limits ?? Limits.Default);
        return new Comparison
        {
            Before = nameBefore,
            Now = nameNow,
            Report = now with { Diagnostics = [.. now.Diagnostics, .. trouble, .. Unlisted(now, datasets.All(d => d.IsEmpty) && uncompared.Count == 0)] },
            New = [.. now.Findings.Where(f => f.IsOpen && !still.Contains(f))],
            Still = [.. match.Found.Select(f => (former[f.Entry], f.Finding))],
            Gone = [.. lost.Where(l => l.Is is null).Select(l => l.Was)],
            Answered = [.. lost.Where(l => l.Is is not null).Select(l => (l.Was, l.Is!))],
            Unknown = [.. match.Untouched.Select(k => former[k])],
            Datasets = datasets,
            Uncompared = uncompared,
        };
    }

    /// <summary>The report in which the findings that the former state had do not count.</summary>
    public Report OnlyNew() => Marked(_ => SuppressionKind.Baseline) with { Since = Before };

    /// <summary>The report in which findings of datasets do not count that the former state had with the same figures of as many rows, and none of whose rows changed since.</summary>
    /// <param name="isUnchanged">The drafts for which the same holds, since they did not change.</param>
    public Report OnlyTouched(Func<string, bool> isUnchanged)
    {
        // A row that is gone from a group changes no other row of it.
        var same = Still.Where(s => (TouchedRows.IsOfDatasets(s.Is) || isUnchanged(s.Is.Place.Source.Path)) && Reckoned(s.Was).SequenceEqual(Reckoned(s.Is))).Select(s => s.Is).ToList();
        var touched = new TouchedRows(Report, Datasets, Uncompared, same);
        var unchanged = same.Where(f => !touched.Contains(f)).ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        var report = Marked(f => unchanged.Contains(f) ? SuppressionKind.Unchanged : null);
        return report with { Diagnostics = [.. report.Diagnostics, .. touched.Diagnostics] };
    }

    // Of findings that a bound leaves out nobody knows whether they are new, unless nothing changed.
    private static IEnumerable<Diagnostic> Unlisted(Report now, bool isSame) => isSame ? []
        : now.LeftOut.Where(l => now.OverDatasets.Contains(l.Rule)).Select(l => Diagnostic.OfFile(
            null, "G006", DiagnosticKind.Incomplete, $"`{l.Rule}` has {l.Count} findings beside those that are listed; whether some of them are new was not told", "correct what is listed, or narrow the rule by `where`"));

    private static IEnumerable<string> Reckoned(Finding finding) =>
        [finding.Message, .. new[] { finding.Working.Left, finding.Working.Right }.Concat(finding.Working.Operands).OfType<Operand>().Select(o => o.Text), .. finding.Groups.Select(g => $"{g.Count}")];

    private Report Marked(Func<Finding, SuppressionKind?> kind)
    {
        var still = Still.Select(s => s.Is).ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        return Report with { Findings = [.. Report.Findings.Select(f => still.Contains(f) && kind(f) is { } why ? f with { Suppression = new Suppression(why, "") { Where = Before } } : f)] };
    }

    private static (IReadOnlyList<DatasetChange> Changes, IReadOnlyList<DatasetState> Uncompared, IReadOnlyList<Diagnostic> Trouble) Changes(Report before, Report now, Func<RowStore>? store, Limits limits)
    {
        var (changes, uncompared, trouble) = (new List<DatasetChange>(), new List<DatasetState>(), new List<Diagnostic>());
        var former = before.Files.Select(f => f.Dataset).OfType<DatasetState>().ToDictionary(d => d.Name, StringComparer.Ordinal);
        foreach (var dataset in now.Files.Select(f => f.Dataset).OfType<DatasetState>())
        {
            Compare(former.Remove(dataset.Name, out var was) ? was : null, dataset);
        }

        foreach (var gone in former.Values)
        {
            Compare(gone, null);
        }

        return ([.. changes.OrderBy(d => d.Path, StringComparer.Ordinal)], uncompared, trouble);

        void Compare(DatasetState? was, DatasetState? dataset)
        {
            var (change, why) = DatasetChange.Of(was, dataset, store, limits);
            changes.AddRange(change is null ? [] : [change]);
            trouble.AddRange(why is null ? [] : [why]);
            uncompared.AddRange(change is null && dataset is not null ? [dataset] : Array.Empty<DatasetState>());
        }
    }
}
