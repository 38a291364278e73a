namespace PropagandaVerify.Cli;

/// <summary>Puts a file in place as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the path first, then in its place. A file that is there keeps its permissions, a link its target.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var full = Path.GetFullPath(path);
        if (!OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            // A device or a pipe is written to, never replaced.
            using var device = new FileStream(full, FileMode.Open, FileAccess.Write);
            device.Write(bytes);
            return;
        }

        var isThere = File.Exists(full);
        var target = isThere ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            // No one may read the copy who may not read the file.
            var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (isThere && !OperatingSystem.IsWindows())
            {
                creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(temporary, creation))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            if (isThere && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
