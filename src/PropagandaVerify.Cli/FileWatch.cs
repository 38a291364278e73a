namespace PropagandaVerify.Cli;

/// <summary>Repeats work whenever a file changes. Time stamps are polled, since notices of the file system get lost on network and container mounts.</summary>
internal sealed class FileWatch(ConsoleContext console)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly TaskCompletionSource ended = new();

    /// <summary>Does the work at once and after each change, until standard input ends.</summary>
    /// <param name="first">The files that are known to matter before the work is first done.</param>
    /// <param name="work">Gives its exit code and the files that it depends on.</param>
    /// <returns>The exit code of the last time.</returns>
    public int Repeat(IReadOnlyList<string> first, Func<(int ExitCode, IReadOnlyList<string> Files)> work)
    {
        new Thread(AwaitEnd) { IsBackground = true }.Start();
        var known = first.Distinct().ToDictionary(f => f, Stamp.Of, StringComparer.Ordinal);
        while (true)
        {
            var (exit, files) = work();
            var watched = files.Distinct().ToList();

            // A file that changed while the work went on keeps the stamp from before it, so that the change is seen.
            known = watched.ToDictionary(f => f, f => known.TryGetValue(f, out var before) ? before : Stamp.Of(f), StringComparer.Ordinal);
            console.Output.WriteLine($"watching {RulesCommand.Counted(watched.Count(f => known[f].Exists), "file")}; Ctrl-C ends");
            console.Output.Flush();
            if (AwaitChange(known) is not { } changes)
            {
                return exit;
            }

            console.Output.WriteLine();
            changes.ForEach(console.Output.WriteLine);
        }
    }

    /// <returns>What changed, in words; null when standard input ended.</returns>
    private List<string>? AwaitChange(Dictionary<string, Stamp> known)
    {
        var last = new Dictionary<string, Stamp>(known);
        while (!ended.Task.Wait(Interval))
        {
            var now = known.Keys.ToDictionary(f => f, Stamp.Of);
            var settled = now.All(s => last[s.Key] == s.Value);
            var changes = now.Where(s => s.Value != known[s.Key]).Select(s => s.Value.Since(known[s.Key], s.Key)).Order(StringComparer.Ordinal).ToList();

            // Editors write in several steps; the files are read when they have kept still for a moment.
            if (settled && changes.Count > 0)
            {
                now.ToList().ForEach(s => known[s.Key] = s.Value);
                return changes;
            }

            last = now;
        }

        return null;
    }

    private void AwaitEnd()
    {
        using var input = console.StandardInput();
        var buffer = new byte[256];
        while (input.Read(buffer) > 0)
        {
        }

        ended.SetResult();
    }

    private readonly record struct Stamp(bool Exists, DateTime Written, long Length)
    {
        public static Stamp Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new Stamp(true, file.LastWriteTimeUtc, file.Length) : default;
        }

        public string Since(Stamp before, string path) => !before.Exists ? $"appeared: {path}" : !Exists ? $"gone: {path}" : $"changed: {path}";
    }
}
