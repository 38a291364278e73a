using System.Runtime.InteropServices;
using PropagandaVerify.Revisions;

namespace PropagandaVerify.Cli;

/// <summary>Files of revisions on the disk, so that they can be read piece by piece: in a temporary folder that is gone with the run, also with one that is interrupted.</summary>
internal sealed class UnpackedFiles : IDisposable
{
    private readonly Lock writing = new();
    private readonly Dictionary<(string Revision, string Path), string> written = [];
    private readonly List<PosixSignalRegistration> interruptions = [];
    private string? folder;

    /// <summary>The path of a file that holds what a file of a revision does.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public string Of(Revision revision, string path)
    {
        using var one = writing.EnterScope();
        if (!written.TryGetValue((revision.Id, path), out var file))
        {
            file = Path.Combine(Folder(), $"{written.Count}{Path.GetExtension(path)}");
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
        Delete();
        interruptions.ForEach(i => i.Dispose());
    }

    private string Folder()
    {
        if (folder is null)
        {
            // A process that is interrupted runs nothing else.
            folder = Directory.CreateTempSubdirectory("pverify-").FullName;
            interruptions.AddRange(new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, _ => Delete())));
        }

        return folder;
    }

    private void Delete()
    {
        try
        {
            if (folder is not null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is still open elsewhere stays for the system to remove.
        }
    }
}
