using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Word;

/// <summary>Reads Word files (.docx): the text as it stands once all changes are accepted, notes behind it, then running heads.</summary>
internal static class WordReader
{
    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits)
    {
        var (file, diagnostic) = WordFile.Open(path, bytes, limits);
        using (file)
        {
            return file is null ? (null, diagnostic) : ExtractedDocument.Of(path, file.Paragraphs, FrontMatter.Empty with { Language = file.Language }, file.Diagnostics, limits);
        }
    }
}
