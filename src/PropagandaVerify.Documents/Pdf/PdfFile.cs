using PropagandaVerify.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>Opens PDF files.</summary>
internal static class PdfFile
{
    // PDF objects may point at each other in circles, and the parser follows them on the stack.
    private const int StackBytes = 16 * 1024 * 1024;
    private const int MaxDepth = 128;

    /// <summary>Opens a file and reads something of it on a stack of its own. Reading never fails: what cannot be read gives none, and a diagnostic.</summary>
    public static (T? Read, Diagnostic? Diagnostic) Read<T>(string path, byte[] bytes, Func<PdfDocument, (T?, Diagnostic?)> read)
        where T : class
    {
        (T?, Diagnostic?) result = default;
        Exception? bug = null;
        var reading = new Thread(() =>
        {
            try
            {
                using var pdf = PdfDocument.Open(bytes, new ParsingOptions { SkipMissingFonts = true, MaxStackDepth = MaxDepth });
                result = read(pdf);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                bug = e;
            }
        }, StackBytes);
        reading.Start();
        reading.Join();
        return bug is null ? result
            : bug is PdfDocumentEncryptedException ? (null, Trouble(path, "D041", "it is encrypted, so it was not checked", "save it without a password"))
            : (null, Trouble(path, "D040", $"it is no sound PDF, so it was not checked: {bug.Message.ReplaceLineEndings(" ")}", "open it and save it anew, or give its text in another format"));
    }

    public static Diagnostic Trouble(string path, string code, string message, string help) => Diagnostic.OfFile(path, code, DiagnosticKind.Incomplete, message, help);
}
