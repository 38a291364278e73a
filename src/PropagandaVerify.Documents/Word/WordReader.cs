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
            if (file is null)
            {
                return (null, diagnostic);
            }

            var (document, trouble) = ExtractedDocument.Of(path, file.Paragraphs, FrontMatter.Empty with { Language = file.Language }, file.Diagnostics, limits);
            return (document is null ? null : WordIgnored.In(document, file), trouble);
        }
    }
}
