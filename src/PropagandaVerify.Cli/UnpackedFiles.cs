using PropagandaVerify.Revisions;

namespace PropagandaVerify.Cli;

/// <summary>Files of revisions on the disk for the time of a run, so that they can be read piece by piece.</summary>
internal sealed class UnpackedFiles : IDisposable
{
    private readonly Lock writing = new();
    private readonly Dictionary<(string Revision, string Path), string> written = [];
    private string? folder;

    /// <summary>The path of a file that holds what a file of a revision does.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public string Of(Revision revision, string path)
    {
        using var one = writing.EnterScope();
        if (!written.TryGetValue((revision.Id, path), out var file))
        {
            folder ??= TemporaryFolders.New();
            file = Path.Combine(folder, $"{written.Count}{Path.GetExtension(path)}");
            using (var stream = File.Create(file))
            {
                revision.CopyTo(path, stream);
            }

            written.Add((revision.Id, path), file);
        }

        return file;
    }

    public void Dispose()
    {
        if (folder is not null)
        {
            TemporaryFolders.Delete(folder);
        }
    }
}
