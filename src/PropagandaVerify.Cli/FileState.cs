using PropagandaVerify.Documents;
using PropagandaVerify.Revisions;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>A state of the files of a run: as they are on the disk, or as a revision has them. Of two states that are compared both go by the names of the state now, so that rules, waivers and scopes hold for both alike.</summary>
/// <param name="Name">What the state is called.</param>
/// <param name="Files">The names of its drafts and datasets.</param>
/// <param name="Content">What a file of it holds, by the full path of its name; null for one that is no part of it and is read where it is.</param>
/// <param name="OwnPathOf">The path that a file has in this state, by its name.</param>
internal sealed record FileState(string Name, IReadOnlyList<string> Files, Func<string, FileContent?> Content, Func<string, string> OwnPathOf)
{
    /// <summary>The name that a file goes by that rules read, by the path which they give it.</summary>
    public Func<string, string> NameOf { get; init; } = static path => path;

    /// <summary>Whether it has a file, by its name, whether or not that can be read.</summary>
    public bool Has(string name) => (Content(Path.GetFullPath(TableFormats.FileOf(name))) ?? FileContent.OnDisk(TableFormats.FileOf(name))).Length is not null;

    /// <summary>A file or folder on the disk.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="named">The one whose names its files go by.</param>
    /// <param name="trouble">Takes what could not be read.</param>
    public static FileState OnDisk(string path, string named, List<Diagnostic> trouble)
    {
        var (own, target) = (Full(path), Full(named));
        IReadOnlyList<string> files = [named];
        if (Directory.Exists(path))
        {
            var found = new InputPaths(Limits.Default, () => Stream.Null);
            found.AddFolder(path);
            trouble.AddRange(found.Diagnostics);
            files = [.. found.Files.Select(f => Moved(f, own, target, named))];
        }

        return new FileState(
            path, files,
            full => own != target && Configuration.IsBelow(full, target) ? FileContent.OnDisk(Swapped(full, target, own)) : null,
            name => Moved(name, target, own, path));
    }

    /// <summary>A file or folder of a revision.</summary>
    /// <param name="at">Its path from the root of the repository, with slashes; empty for all files.</param>
    /// <param name="named">The file or folder whose names its files go by.</param>
    /// <param name="unpacked">Where its files are written that are read piece by piece.</param>
    /// <param name="until">The revision whose names these are; null for those of the working folder.</param>
    public static FileState Of(History history, Revision revision, string at, string named, UnpackedFiles unpacked, Revision? until = null)
    {
        // A dataset keeps its history when it is renamed; drafts are found again by their findings.
        var former = (revision == until ? new Dictionary<string, string>() : history.Renamed(revision, until)).Where(r => Verifier.IsTable(r.Key) && Verifier.IsTable(r.Value)).ToDictionary(StringComparer.Ordinal);
        var renamed = former.DistinctBy(r => r.Value).ToDictionary(r => r.Value, r => r.Key, StringComparer.Ordinal);
        var (root, target) = (Path.Combine(history.Root, at), Full(named));
        var leftOut = new LeftOut(root);
        IReadOnlyList<string> files = !revision.HasFolder(at) ? [named]
            : [.. revision.Files(at).Select(f => renamed.GetValueOrDefault(f) is { } now && (at.Length == 0 || now.StartsWith($"{at}/", StringComparison.Ordinal)) ? now : f).Select(f => at.Length == 0 ? f : f[(at.Length + 1)..]).Where(f => InputPaths.IsKnown(f) && !leftOut.HasBelow(root, f)).Select(f => Path.GetRelativePath(".", Path.Combine(target, f)))];

        // Rules may read datasets anywhere in the repository.
        string? PathIn(string full) =>
            (Configuration.IsBelow(full, target) ? $"{at}{full[target.Length..].Replace(Path.DirectorySeparatorChar, '/')}".TrimStart('/') : history.PathOf(Configuration.Real(full))) is not { } path ? null
            : revision.LengthOf(path) is null && former.TryGetValue(path, out var was) ? was : path;

        return new FileState(
            revision.Name, files,
            full => PathIn(full) is { } path ? revision.LengthOf(path) is { } length ? new FileContent(length, () => revision.Read(path), () => unpacked.Of(revision, path)) : FileContent.None : null,
            name => PathIn(Path.GetFullPath(name)) is { } path ? $"{revision.Name}:{path}" : name);
    }

    /// <summary>Runs rules over it.</summary>
    /// <param name="options">The rules and options of the run.</param>
    /// <param name="files">Opens the files of the run.</param>
    /// <param name="unread">Takes what could not be read of its files.</param>
    public Report Verified(VerifierOptions options, InputFiles files, List<Diagnostic> unread)
    {
        var then = files.At(Content, NameOf);
        var sources = new List<Source>();
        foreach (var (source, diagnostic) in then.Drafts([.. Files.Where(f => !DataPackage.IsPackage(f))], options.Jobs))
        {
            sources.AddRange(source is null ? [] : [source]);
            unread.AddRange(diagnostic is null ? [] : [diagnostic]);
        }

        return new Verifier(options with { Open = then.Dataset, DocumentOf = then.DocumentOf, TableOf = then.TableOf, Whole = options.Whole is null ? null : then.Whole, KeepsDocuments = true }).Verify(sources);
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    // Seen from the working folder, unless the folder was named from the root.
    private static string Moved(string path, string from, string to, string named)
    {
        var moved = Swapped(Path.GetFullPath(path), from, to);
        return from == to ? path : Path.IsPathRooted(named) ? moved : Path.GetRelativePath(".", moved);
    }

    private static string Swapped(string full, string from, string to) => to + full[from.Length..];
}
