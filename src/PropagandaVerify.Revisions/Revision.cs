using LibGit2Sharp;

namespace PropagandaVerify.Revisions;

/// <summary>The files of a repository as a commit has them.</summary>
public sealed class Revision
{
    // What stands in the place of a file that is kept elsewhere.
    private static ReadOnlySpan<byte> Pointer => "version https://git-lfs.github.com/spec/"u8;

    private readonly Commit commit;
    private readonly Lock reading;

    /// <param name="reading">Held while the repository is read, which takes one reader at a time.</param>
    internal Revision(string name, Commit commit, Lock reading)
    {
        Name = name;
        this.commit = commit;
        this.reading = reading;
    }

    /// <summary>How it was named.</summary>
    public string Name { get; }

    /// <summary>The name of the commit, in 40 digits of hexadecimal.</summary>
    public string Id => commit.Sha;

    internal Tree Tree => commit.Tree;

    /// <summary>Whether bytes are a file of Git LFS that says where its content is kept.</summary>
    public static bool IsPointer(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Pointer);

    /// <summary>Whether there is a folder of that path; the empty one is the root.</summary>
    public bool HasFolder(string path)
    {
        lock (reading)
        {
            return path.Length == 0 || commit[path]?.TargetType == TreeEntryTargetType.Tree;
        }
    }

    /// <summary>The paths of the files below a folder, in the order of their names.</summary>
    public IReadOnlyList<string> Files(string folder)
    {
        lock (reading)
        {
            return folder.Length == 0 ? [.. Files(commit.Tree, "")] : commit[folder]?.Target is Tree tree ? [.. Files(tree, folder + "/")] : [];
        }
    }

    /// <summary>How long a file is in the repository; null where there is none.</summary>
    public long? LengthOf(string path)
    {
        lock (reading)
        {
            return FileAt(path)?.Size;
        }
    }

    /// <summary>The bytes of a file as a checkout would write them, with the line endings that are asked for.</summary>
    /// <exception cref="IOException">There is none, or it is not in this clone.</exception>
    public byte[] Read(string path)
    {
        using var bytes = new MemoryStream();
        CopyTo(path, bytes);
        return bytes.ToArray();
    }

    /// <summary>Writes them into a stream.</summary>
    /// <exception cref="IOException">There is none, it is not in this clone, or the stream cannot be written.</exception>
    public void CopyTo(string path, Stream stream)
    {
        try
        {
            using var one = reading.EnterScope();
            using var content = (FileAt(path) ?? throw new IOException($"there is no {path} in {Name}")).GetContentStream(new FilteringOptions(path));
            var start = new byte[Pointer.Length];
            var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (IsPointer(start.AsSpan(0, read)))
            {
                throw new IOException("it is kept by Git LFS, which is not read");
            }

            stream.Write(start, 0, read);
            content.CopyTo(stream);
        }
        catch (LibGit2SharpException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private Blob? FileAt(string path) => path.Length > 0 && commit[path] is { TargetType: TreeEntryTargetType.Blob, Mode: not Mode.SymbolicLink } entry ? (Blob)entry.Target : null;

    private static IEnumerable<string> Files(Tree tree, string before)
    {
        foreach (var entry in tree.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry.TargetType == TreeEntryTargetType.Tree)
            {
                foreach (var file in Files((Tree)entry.Target, $"{before}{entry.Name}/"))
                {
                    yield return file;
                }
            }
            else if (entry is { TargetType: TreeEntryTargetType.Blob, Mode: not Mode.SymbolicLink })
            {
                yield return before + entry.Name;
            }
        }
    }
}
