using PropagandaVerify.Revisions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The two states that <c>pverify diff</c> compares, each a file, a folder or a revision.</summary>
internal sealed class ComparedStates : IDisposable
{
    private readonly History? history;
    private readonly UnpackedFiles? unpacked;

    private ComparedStates(FileState before, FileState now, History? history, UnpackedFiles? unpacked) => (Before, Now, this.history, this.unpacked) = (before, now, history, unpacked);

    public FileState Before { get; }

    public FileState Now { get; }

    /// <param name="old">The state before, as it was named.</param>
    /// <param name="current">The state now; null for the working folder of the repository.</param>
    /// <param name="trouble">Takes what is wrong with them.</param>
    /// <returns>The states; null where they cannot be compared.</returns>
    public static ComparedStates? Read(string old, string? current, List<Diagnostic> trouble)
    {
        // A name that is a file counts as one; `REV:` is a revision always.
        if (Path.Exists(old) && current is not null && Path.Exists(current))
        {
            return File.Exists(old) != File.Exists(current) ? Wrong(trouble, $"{old} and {current} are a file and a folder", "compare two files or two folders")
                : Beside(FileState.OnDisk(old, current, trouble), FileState.OnDisk(current, current, trouble), old, current);
        }

        var (history, unopened) = History.Around(current is not null && Directory.Exists(current) ? current : Directory.GetCurrentDirectory());
        if (history is null)
        {
            trouble.Add(Path.Exists(old) && current is null ? Diagnostic.OfFile(null, "G001", DiagnosticKind.Configuration, $"{old} is compared with nothing", "name the state now too: `pverify diff OLD NEW`") : unopened! with { Message = $"`{(Path.Exists(old) ? current : old)}` is no file or folder, and no revision since {unopened.Message}" });
            return null;
        }

        var unpacked = new UnpackedFiles();
        if (States(history, unpacked, old, current, trouble) is var (before, now))
        {
            return new ComparedStates(before, now, history, unpacked);
        }

        history.Dispose();
        unpacked.Dispose();
        return null;
    }

    public void Dispose()
    {
        history?.Dispose();
        unpacked?.Dispose();
    }

    private static (FileState Before, FileState Now)? States(History history, UnpackedFiles unpacked, string old, string? current, List<Diagnostic> trouble)
    {
        var (was, isNow) = (Compared.Of(history, old, trouble), current is null ? new Compared(null, "") : Compared.Of(history, current, trouble));
        if (was is null || isNow is null)
        {
            return null;
        }

        // A revision alone beside a file or folder means that file or folder as it was then.
        var paths = (Old: was.Path ?? isNow.Path ?? "", Now: isNow.Path ?? was.Path ?? "");
        foreach (var (one, path) in new[] { (was, paths.Old), (isNow, paths.Now) })
        {
            if (one.Revision is { } revision && !revision.HasFolder(path) && revision.LengthOf(path) is null)
            {
                Wrong(trouble, $"{revision.Name} has no `{path}`", "paths of a revision are seen from the root of the repository");
                return null;
            }
        }

        bool IsFolder(Compared one, string path) => one.Revision?.HasFolder(path) ?? Directory.Exists(Path.Combine(history.Root, path));
        if (IsFolder(was, paths.Old) != IsFolder(isNow, paths.Now))
        {
            Wrong(trouble, $"`{old}` and `{current}` are a file and a folder", "compare two files or two folders");
            return null;
        }

        var named = Path.GetRelativePath(".", Path.Combine(history.Root, paths.Now));
        FileState State(Compared one, string path, string name) => one.Revision is { } revision
            ? FileState.Of(history, revision, path, named, unpacked, isNow.Revision) with { Name = name }
            : FileState.OnDisk(Path.GetRelativePath(".", Path.Combine(history.Root, path)), named, trouble) with { Name = name };

        return (State(was, paths.Old, old), State(isNow, paths.Now, current ?? "the working folder"));
    }

    // Rules may stand elsewhere and name a dataset in either place, or a third one; it is the file of that place, or else of that name, which both states have.
    private static ComparedStates Beside(FileState before, FileState now, string old, string current)
    {
        var (own, target) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(old)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(current)));
        var tables = before.Files.Concat(now.Files).Where(Verifier.IsTable).Distinct().ToDictionary(Path.GetFullPath, StringComparer.Ordinal);
        string NameOf(string path)
        {
            var full = Path.GetFullPath(path);
            var moved = Configuration.IsBelow(full, own) ? target + full[own.Length..] : full;
            return tables.TryGetValue(moved, out var named) ? named
                : tables.Values.Where(t => Path.GetFileName(t) == Path.GetFileName(path)).ToList() is [var only] && !Configuration.IsBelow(full, target) ? only
                : path;
        }

        return new ComparedStates(before with { NameOf = NameOf }, now with { NameOf = NameOf }, null, null);
    }

    private static ComparedStates? Wrong(List<Diagnostic> trouble, string message, string help)
    {
        trouble.Add(Diagnostic.OfFile(null, "G002", DiagnosticKind.Configuration, message, help));
        return null;
    }

    /// <summary>What an argument names.</summary>
    /// <param name="Revision">The revision; null for what is on the disk.</param>
    /// <param name="Path">The path from the root of the repository; null for a revision alone.</param>
    private sealed record Compared(Revision? Revision, string? Path)
    {
        public static Compared? Of(History history, string named, List<Diagnostic> trouble)
        {
            if (System.IO.Path.Exists(named))
            {
                return history.PathOf(Configuration.Real(named)) is { } path ? new Compared(null, path)
                    : Lacking(Diagnostic.OfFile(named, "G002", DiagnosticKind.Configuration, $"it lies outside the repository {history.Root}", "compare it with a file or folder"));
            }

            var colon = named.IndexOf(':', StringComparison.Ordinal);
            var (revision, unknown) = history.Find(colon > 0 ? named[..colon] : named);
            return revision is null ? Lacking(unknown! with { Message = $"`{named}` is no file or folder, and {unknown.Message}" })
                : new Compared(revision, colon > 0 ? named[(colon + 1)..].TrimEnd('/') : null);

            Compared? Lacking(Diagnostic why)
            {
                trouble.Add(why);
                return null;
            }
        }
    }
}
