using PropagandaVerify.Documents;
using PropagandaVerify.Revisions;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>What of a run differs from a revision: the files to examine, and the state that they had.</summary>
internal sealed class ChangedFiles : IDisposable
{
    private readonly Revision revision;
    private readonly IReadOnlyList<string> changed;
    private readonly IReadOnlyList<string> gone;
    private readonly IReadOnlyList<string> same;
    private readonly FileState then;
    private readonly UnpackedFiles unpacked = new();
    private readonly Dictionary<string, bool> compared = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? again;

    private ChangedFiles(History history, Revision revision, IReadOnlyList<string> files)
    {
        this.revision = revision;
        then = FileState.Of(history, revision, "", history.Root, unpacked);
        same = [.. files.Where(f => f != "-" && IsSame(f))];
        changed = [.. files.Except(same)];

        // A draft that was renamed takes its findings along, so what is gone is looked at too.
        gone = [.. then.Files.Where(f => !DataPackage.IsPackage(f) && !File.Exists(f))];
    }

    /// <summary>Opens the repository around the working folder.</summary>
    /// <param name="named">The revision.</param>
    /// <param name="trouble">Takes why there is none.</param>
    /// <returns>The repository and revision; null where there is none.</returns>
    public static (History History, Revision Revision)? Open(string named, List<Diagnostic> trouble)
    {
        var (history, unopened) = History.Around(Directory.GetCurrentDirectory());
        var (revision, unfound) = history?.Find(named) ?? (null, unopened);
        if (revision is null)
        {
            trouble.Add(unfound!);
            history?.Dispose();
            return null;
        }

        return (history!, revision);
    }

    /// <summary>Tells the files of a run that differ from those that do not.</summary>
    /// <param name="at">The repository and revision.</param>
    /// <param name="files">The files of the run.</param>
    public static ChangedFiles Of((History History, Revision Revision) at, IReadOnlyList<string> files) => new(at.History, at.Revision, files);

    /// <summary>The files that differ.</summary>
    public IReadOnlyList<string> Files => changed;

    /// <summary>Whether anything does not.</summary>
    public bool LeavesOut => same.Count > 0;

    /// <summary>The files to examine: those that differ, the datasets that rules read beside them, and the drafts that rules hold against a dataset which differs.</summary>
    /// <param name="packs">The rules of the run.</param>
    public IReadOnlyList<string> Examined(RulePacks packs) => [.. changed, .. same.Where(IsReadBy(packs)), .. Again(packs)];

    /// <summary>The report in which what was so before does not count: of datasets the findings whose rows did not change, of all only those that are new where that is wanted.</summary>
    /// <param name="report">The report on the files examined.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="files">Opens the files of the run.</param>
    /// <param name="packs">The rules of the run.</param>
    /// <param name="onlyNew">Whether only new findings count.</param>
    public Report Settled(Report report, VerifierOptions options, InputFiles files, RulePacks packs, bool onlyNew)
    {
        var drafts = Again(packs).ToHashSet(StringComparer.Ordinal);
        var state = then with { Files = [.. Examined(packs).Where(f => f != "-" && then.Content(Full(f)) is not { Length: null }), .. gone] };
        var unread = new List<Diagnostic>();
        var before = state.Verified(options with { Progress = null, Time = null, Baseline = null }, files, unread);
        var comparison = Comparison.Of(before, revision.Name, report, "now", SharedOptions.StoreOfStates, options.Limits);
        report = onlyNew ? comparison.OnlyNew() : comparison.OnlyTouched(drafts.Contains);
        return report with { Diagnostics = [Note(packs), .. FormerTrouble.Of(revision.Name, before, unread), .. report.Diagnostics] };
    }

    public void Dispose() => unpacked.Dispose();

    // What was left out is said, never silently.
    private Diagnostic Note(RulePacks packs)
    {
        var (beside, drafts) = (same.Count(IsReadBy(packs)), Again(packs).Count);
        var left = same.Count - beside - drafts;
        return Diagnostic.OfFile(
            null, "G003", DiagnosticKind.Note,
            $"{changed.Count} of {changed.Count + same.Count} files {(changed.Count == 1 ? "differs" : "differ")} from {revision.Name}{(left > 0 ? $"; {left} unchanged {(left == 1 ? "is" : "are")} left out" : "")}{(beside > 0 ? $"; {beside} unchanged dataset{(beside == 1 ? " is" : "s are")} read for the rules" : "")}{(drafts > 0 ? $"; {drafts} unchanged draft{(drafts == 1 ? " is" : "s are")} held against datasets that differ" : "")}",
            left > 0 ? "without --changed-since all are examined" : null);
    }

    // Drafts that did not change may be wrong now by a dataset that did.
    private IReadOnlyList<string> Again(RulePacks packs)
    {
        var beside = packs.BesideDrafts;
        var read = changed.Concat(gone).Where(f => Verifier.IsTable(f) && beside.Contains(Verifier.RelationOf(f)))
            .Concat(packs.Files.SelectMany(f => f.Datasets.Where(d => beside.Contains(d.Name)).Select(d => InputFiles.PathOf(d.Path, f.Source))).Where(p => !IsSame(p)));
        return again ??= read.Any() ? [.. same.Where(f => !Verifier.IsTable(f) && !DataPackage.IsPackage(f))] : [];
    }

    private static Func<string, bool> IsReadBy(RulePacks packs)
    {
        var read = packs.Relations;
        return file => Verifier.IsTable(file) && read.Contains(Verifier.RelationOf(file));
    }

    // What lies outside the repository has no former state, and is examined.
    private bool IsSame(string path)
    {
        if (!compared.TryGetValue(Full(path), out var isSame))
        {
            try
            {
                isSame = then.Content(Full(path))?.IsSame(FileContent.OnDisk(TableFile(path))) == true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                isSame = false;
            }

            compared.Add(Full(path), isSame);
        }

        return isSame;
    }

    private static string Full(string path) => Path.GetFullPath(TableFile(path));

    private static string TableFile(string path) => TableFormats.FileOf(path);
}
