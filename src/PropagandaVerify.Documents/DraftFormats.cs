using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>The formats of drafts beside plain text and Markdown.</summary>
public enum DraftFormat
{
    Html,
    Docx,
    Odt,
    Pdf,
    Srt,
    Vtt,
    Mail,
}

/// <summary>Reads drafts in formats that need a library of their own.</summary>
public static class DraftFormats
{
    private static readonly IReadOnlyList<(string Ending, DraftFormat Format)> Endings =
    [
        (".html", DraftFormat.Html), (".htm", DraftFormat.Html), (".xhtml", DraftFormat.Html), (".docx", DraftFormat.Docx), (".odt", DraftFormat.Odt), (".pdf", DraftFormat.Pdf),
        (".srt", DraftFormat.Srt), (".vtt", DraftFormat.Vtt), (".eml", DraftFormat.Mail),
    ];

    /// <summary>The format that the ending of a name tells; null for those that the engine reads itself.</summary>
    public static DraftFormat? Of(string path)
    {
        foreach (var (ending, format) in Endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>Reads a file. What cannot be read gives no document and a diagnostic.</summary>
    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, byte[] bytes, DraftFormat format, Limits limits) => format switch
    {
        DraftFormat.Html => Html.HtmlReader.Read(path, bytes, limits),
        DraftFormat.Docx => Word.WordReader.Read(path, bytes, limits),
        DraftFormat.Odt => OpenDocument.OpenDocumentReader.Read(path, bytes, limits),
        DraftFormat.Srt or DraftFormat.Vtt => Subtitles.SubtitleReader.Read(path, bytes, limits),
        DraftFormat.Pdf => Pdf.PdfReader.Read(path, bytes, limits),
        DraftFormat.Mail => Mail.MailReader.Read(path, bytes, limits),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Reads a draft whose text was corrected; null in formats whose files are no text.</summary>
    public static Document? Read(Source source, DraftFormat format, Limits limits) => format switch
    {
        DraftFormat.Html => Html.HtmlReader.Read(source, limits).Document,
        DraftFormat.Srt or DraftFormat.Vtt => Subtitles.SubtitleReader.Read(source).Document,
        _ => null,
    };
}
