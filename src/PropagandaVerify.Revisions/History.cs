using LibGit2Sharp;
using PropagandaVerify.Text;

namespace PropagandaVerify.Revisions;

/// <summary>The repository around a folder, read without a git program and never written to.</summary>
public sealed class History : IDisposable
{
    private const string MergeBase = "...";

    private readonly Repository repository;
    private readonly Lock reading = new();

    private History(Repository repository)
    {
        this.repository = repository;
        Root = Path.TrimEndingDirectorySeparator(repository.Info.WorkingDirectory);
    }

    /// <summary>The full path of the working folder, with all links followed.</summary>
    public string Root { get; }

    /// <summary>Opens the repository that a folder lies in.</summary>
    /// <returns>The repository, or why there is none.</returns>
    public static (History? History, Diagnostic? Diagnostic) Around(string folder)
    {
        try
        {
            if (Repository.Discover(folder) is not { } found)
            {
                return (null, Trouble(folder, "G001", "this folder lies in no git repository", "run `git init`, or name two files or folders: `pverify diff OLD NEW`"));
            }

            var repository = new Repository(found);
            if (!repository.Info.IsBare)
            {
                return (new History(repository), null);
            }

            repository.Dispose();
            return (null, Trouble(folder, "G001", "this repository is bare: it has no working folder", "run pverify in a clone of it"));
        }
        catch (LibGit2SharpException e)
        {
            // A repository of somebody else, as containers of CI have them, is refused until it is declared safe.
            return (null, Trouble(folder, "G001", $"the repository cannot be opened: {e.Message}", $"if it belongs to another user: `git config --global --add safe.directory {Path.GetFullPath(folder)}`"));
        }
    }

    /// <summary>Finds a revision: a branch, a tag, a commit or an expression of git; <c>REV...</c> is where REV and HEAD parted.</summary>
    /// <returns>The revision, or why there is none.</returns>
    public (Revision? Revision, Diagnostic? Diagnostic) Find(string name)
    {
        var isMergeBase = name.EndsWith(MergeBase, StringComparison.Ordinal);
        try
        {
            var commit = CommitOf(isMergeBase ? name[..^MergeBase.Length] : name);
            if (commit is not null && isMergeBase)
            {
                commit = repository.Head.Tip is { } head ? repository.ObjectDatabase.FindMergeBase(commit, head) : null;
                return commit is null ? (null, Missing(name, $"`{name[..^MergeBase.Length]}` and HEAD have no commit in common here")) : (new Revision(name, commit, reading), null);
            }

            return commit is null ? (null, Missing(name, $"there is no revision `{name}`")) : (new Revision(name, commit, reading), null);
        }
        catch (LibGit2SharpException e)
        {
            return (null, Missing(name, $"`{name}` names no revision: {e.Message}"));
        }
    }

    /// <summary>The path of a file or folder from the root, with slashes; empty for the root, null for what lies outside.</summary>
    public string? PathOf(string realPath)
    {
        var path = Path.GetRelativePath(Root, realPath).Replace(Path.DirectorySeparatorChar, '/');
        return path == "." ? "" : path == ".." || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? null : path;
    }

    /// <summary>The former paths of files that were renamed since a revision, or nearly so, by their paths now.</summary>
    /// <param name="until">The later revision; null for the working folder.</param>
    public IReadOnlyDictionary<string, string> Renamed(Revision since, Revision? until)
    {
        var options = new CompareOptions { Similarity = SimilarityOptions.Renames };
        try
        {
            using var one = reading.EnterScope();
            using var changes = until is null ? repository.Diff.Compare<TreeChanges>(since.Tree, DiffTargets.Index, null, null, options) : repository.Diff.Compare<TreeChanges>(since.Tree, until.Tree, options);
            var former = changes.Renamed.ToDictionary(c => c.Path, c => c.OldPath, StringComparer.Ordinal);
            if (until is null)
            {
                // A file that was moved without telling git is untracked.
                foreach (var moved in repository.RetrieveStatus(new StatusOptions { DetectRenamesInWorkDir = true }).RenamedInWorkDir.Select(e => e.IndexToWorkDirRenameDetails))
                {
                    former[moved.NewFilePath] = former.GetValueOrDefault(moved.OldFilePath, moved.OldFilePath);
                }
            }

            return former;
        }
        catch (LibGit2SharpException)
        {
            // Without it a renamed file is one that is gone and one that is new.
            return new Dictionary<string, string>();
        }
    }

    public void Dispose() => repository.Dispose();

    // A tag that holds words stands for the commit that it is put on.
    private Commit? CommitOf(string name) => name.Length == 0 ? repository.Head.Tip : repository.Lookup(name)?.Peel<Commit>();

    private Diagnostic Missing(string name, string what)
    {
        if (repository.Info.IsShallow)
        {
            return Trouble(null, "G002", $"{what}; this clone is shallow, so older commits are not here", "fetch them: `git fetch --unshallow`; `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` of GitLab");
        }

        var known = repository.Branches.Select(b => b.FriendlyName).Concat(repository.Tags.Select(t => t.FriendlyName)).ToList();
        return Trouble(null, "G002", what, known.Count == 0 ? "the repository has no commit yet"
            : Suggestions.Nearest(name, known) is { } near ? $"did you mean `{near}`?"
            : $"name a branch, a tag or a commit, such as {string.Join(", ", known.Take(3).Select(k => $"`{k}`"))}; `git fetch` brings those of the server");
    }

    private static Diagnostic Trouble(string? path, string code, string message, string help) => Diagnostic.OfFile(path, code, DiagnosticKind.Configuration, message, help);
}
