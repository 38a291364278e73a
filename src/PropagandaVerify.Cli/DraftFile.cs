using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>Replaces a draft on disk as a whole or not at all.</summary>
internal static class DraftFile
{
    /// <summary>Writes the corrected text in the file's own encoding, beside it first, then in its place.</summary>
    /// <returns>Why nothing was changed; null when it was.</returns>
    public static string? Save(string path, Source original, Source corrected)
    {
        if (original.Encoded() is not { } before || corrected.Encoded() is not { } after)
        {
            return $"the corrected text cannot be written in the file's encoding ({original.Encoding}); convert the file to UTF-8";
        }

        try
        {
            // A link keeps pointing where it did.
            var full = Path.GetFullPath(path);
            var target = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            if (new FileInfo(target).IsReadOnly)
            {
                return "it is write-protected";
            }

            if (!File.ReadAllBytes(target).AsSpan().SequenceEqual(before))
            {
                return "it has changed since it was read, or its bytes do not form a text of its encoding";
            }

            WholeFile.Write(target, after);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
