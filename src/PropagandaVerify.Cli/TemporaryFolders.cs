using System.Runtime.InteropServices;

namespace PropagandaVerify.Cli;

/// <summary>Folders for what a run keeps outside of memory. Whoever asks for one deletes it; when the process is interrupted, which runs nothing else, all of them are.</summary>
internal static class TemporaryFolders
{
    private static readonly Lock Changing = new();
    private static readonly List<string> Folders = [];
    private static readonly List<PosixSignalRegistration> Interruptions = [];

    /// <exception cref="IOException">There is no room for one.</exception>
    public static string New()
    {
        using var one = Changing.EnterScope();
        if (Interruptions.Count == 0)
        {
            Interruptions.AddRange(new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, _ => DeleteAll())));
        }

        var folder = Directory.CreateTempSubdirectory("pverify-").FullName;
        Folders.Add(folder);
        return folder;
    }

    /// <summary>Deletes a folder with all that it holds, where it is still there.</summary>
    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Its owner was done with it.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is still open stays for the system to remove.
        }
    }

    private static void DeleteAll()
    {
        using var one = Changing.EnterScope();
        Folders.ForEach(Delete);
    }
}
