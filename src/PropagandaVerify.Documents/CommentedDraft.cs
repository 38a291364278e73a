using PropagandaVerify.Documents.Pdf;
using PropagandaVerify.Documents.Word;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>Writes copies of drafts that have the findings at the words they are about: as comments in Word files, as marked words with notes in PDF files.</summary>
public static class CommentedDraft
{
    /// <summary>Whether files of a format can have such copies.</summary>
    public static bool IsPossible(DraftFormat format) => format is DraftFormat.Docx or DraftFormat.Pdf;

    /// <summary>The copy of a draft, the same bytes where nothing is to change; or why there is none.</summary>
    /// <param name="source">The draft that was read from the bytes.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="findings">The findings of the run; those in other files are left out.</param>
    public static (byte[]? Copy, Diagnostic? Diagnostic) Copy(Source source, byte[] bytes, DraftFormat format, IReadOnlyList<Finding> findings, Limits limits) => format switch
    {
        DraftFormat.Docx => WordComments.Copy(source, bytes, findings, limits),
        DraftFormat.Pdf => PdfComments.Copy(source, bytes, findings, limits),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>That a copy could not be written, and why.</summary>
    public static Diagnostic Unwritable(string path, string why, string help) => Comments.FindingComment.Unwritable(path, why, help);
}
