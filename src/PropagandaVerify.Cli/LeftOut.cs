namespace PropagandaVerify.Cli;

/// <summary>What walking a folder leaves out: names that begin with a point, and what the ignore files of the folders on the way and above name, up to the folder that the run is about.</summary>
internal sealed class LeftOut
{
    private readonly string root;
    private readonly Dictionary<string, IReadOnlyList<(string Folder, IgnoreFile Ignored)>> byFolder = new(StringComparer.Ordinal);

    public LeftOut(string folder) => root = Configuration.RootOf(Path.GetFullPath(folder));

    /// <summary>Whether a file or folder of a folder that is walked is left out.</summary>
    public bool Has(string path, bool isFolder)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetFileName(full)[0] == '.')
        {
            return true;
        }

        var ignoring = In(Path.GetDirectoryName(full)!);
        for (var i = ignoring.Count - 1; i >= 0; i--)
        {
            if (ignoring[i].Ignored.Ignores(Path.GetRelativePath(ignoring[i].Folder, full).Split(Path.DirectorySeparatorChar), isFolder) is { } isIgnored)
            {
                return isIgnored;
            }
        }

        return false;
    }

    /// <summary>Whether a file is left out, or a folder between it and the one that is walked.</summary>
    /// <param name="folder">The folder that is walked.</param>
    /// <param name="path">The path of the file from there, whether it is on the disk or not.</param>
    public bool HasBelow(string folder, string path)
    {
        var names = path.Split(Path.DirectorySeparatorChar, '/');
        var at = folder;
        for (var i = 0; i < names.Length; i++)
        {
            at = Path.Combine(at, names[i]);
            if (Has(at, isFolder: i < names.Length - 1))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<(string Folder, IgnoreFile Ignored)> In(string folder)
    {
        if (!byFolder.TryGetValue(folder, out var ignoring))
        {
            var above = folder != root && Configuration.IsBelow(folder, root) && Path.GetDirectoryName(folder) is { } parent ? In(parent) : [];
            byFolder[folder] = ignoring = [.. above, .. IgnoreFile.Names.Select(n => Path.Combine(folder, n)).Where(File.Exists).Select(f => (folder, new IgnoreFile(File.ReadAllLines(f))))];
        }

        return ignoring;
    }
}
