using PropagandaVerify.Documents;
using PropagandaVerify.Documents.Word;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>Writes the copy of a Word file that has the findings as comments.</summary>
internal static class CommentedCopy
{
    /// <summary>Why the arguments make no sense; null where they do.</summary>
    public static string? Misuse(string target, IReadOnlyList<string> paths, string? format)
    {
        var drafts = paths.Where(p => !Verifier.IsTable(p)).Distinct().ToList();
        return drafts is not [var draft] || draft == "-" ? "--comments-to needs one draft, a Word file (.docx) that is named"
            : (format is { } said ? Enum.TryParse<DraftFormat>(said, ignoreCase: true, out var wanted) ? wanted : (DraftFormat?)null : DraftFormats.Of(draft)) != DraftFormat.Docx ? $"--comments-to is for Word files (.docx); {draft} is none"
            : Configuration.Real(target) == Configuration.Real(draft) ? "--comments-to writes a copy; it must not be the draft itself"
            : null;
    }

    /// <returns>Why there is no copy; null when it was written.</returns>
    public static Diagnostic? Write(string target, Report report, Source source, Limits limits)
    {
        try
        {
            var (copy, trouble) = WordComments.Copy(source, File.ReadAllBytes(source.Path), [.. report.Findings.Where(f => f.IsOpen)], limits);
            if (copy is null)
            {
                return trouble;
            }

            // A copy that stood there before is replaced as a whole or not at all.
            var full = Path.GetFullPath(target);
            var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
            try
            {
                File.WriteAllBytes(temporary, copy);
                File.Move(temporary, full, overwrite: true);
                return null;
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Diagnostic.OfFile(target, "D035", DiagnosticKind.Incomplete, $"no copy with comments was written: {e.Message}", "name a folder that can be written to");
        }
    }
}
