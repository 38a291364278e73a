using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>Writes the copy of a Word or PDF file that has the findings as comments.</summary>
internal static class CommentedCopy
{
    /// <summary>Why the arguments make no sense; null where they do.</summary>
    public static string? Misuse(string target, IReadOnlyList<string> paths, string? format)
    {
        var drafts = paths.Where(p => !Verifier.IsTable(p)).Distinct().ToList();
        return drafts is not [var draft] || draft == "-" ? "--comments-to needs one draft, a Word file (.docx) or a PDF that is named"
            : FormatOf(draft, format) is not { } own || !CommentedDraft.IsPossible(own) ? $"--comments-to is for Word files (.docx) and PDF; {draft} is neither"
            : DraftFormats.Of(target) is { } other && other != own ? $"--comments-to writes a copy in the format of the draft; {target} would be in another one"
            : Configuration.Real(target) == Configuration.Real(draft) ? "--comments-to writes a copy; it must not be the draft itself"
            : null;
    }

    /// <returns>Why there is no copy; null when it was written.</returns>
    public static Diagnostic? Write(string target, Report report, Source source, string? format, Limits limits)
    {
        try
        {
            var (copy, trouble) = CommentedDraft.Copy(source, File.ReadAllBytes(source.Path), FormatOf(source.Path, format)!.Value, [.. report.Findings.Where(f => f.IsOpen)], limits);
            if (copy is not null)
            {
                WholeFile.Write(target, copy);
            }

            return trouble;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommentedDraft.Unwritable(target, e.Message, "name a folder that can be written to");
        }
    }

    private static DraftFormat? FormatOf(string path, string? format) => format is null ? DraftFormats.Of(path) : Enum.TryParse<DraftFormat>(format, ignoreCase: true, out var wanted) ? wanted : null;
}
