using System.Globalization;
using PropagandaVerify.Cli;
using PropagandaVerify.Tests.Documents;

namespace PropagandaVerify.Tests;

public sealed class CommentedCopyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public CommentedCopyTests()
    {
        File.WriteAllBytes(Path.Combine(folder, "draft.docx"), OfficeFiles.Word(OfficeFiles.P("The town has 30 schools: 12 in the north, 15 in the south and 4 in the west.")));
        File.WriteAllBytes(Path.Combine(folder, "draft.pdf"), new RawPdf("The town has 30 schools: 12 in the north, 15 in the south and 4 in the west.").Bytes());
        File.WriteAllText(Path.Combine(folder, "draft.txt"), "The town has 30 schools.");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("draft.txt", "copy.docx", 2, "is for Word files (.docx) and PDF")]
    [InlineData("draft.docx", "copy.pdf", 2, "in the format of the draft")]
    [InlineData("draft.pdf", "copy.pdf", 1, "")]
    [InlineData("draft.docx", "draft.docx", 2, "must not be the draft itself")]
    [InlineData("-", "copy.docx", 2, "needs one draft")]
    [InlineData("draft.docx", "nowhere/copy.docx", 3, "")]
    [InlineData("draft.docx", "copy.docx", 1, "")]
    public void A_copy_is_written_of_one_Word_or_PDF_file_and_never_over_it(string draft, string copy, int exit, string error)
    {
        var before = File.ReadAllBytes(Path.Combine(folder, "draft.docx"));
        var errors = new StringWriter(CultureInfo.InvariantCulture);
        var output = new StringWriter(CultureInfo.InvariantCulture);
        string[] arguments = ["check", draft == "-" ? draft : Path.Combine(folder, draft), "--no-config", "--language", "en", "--comments-to", Path.Combine(folder, copy)];
        CommandLine.Run(arguments, output, errors, () => Stream.Null, isTerminal: false).ShouldBe(exit);
        errors.ToString().ShouldContain(error);
        File.ReadAllBytes(Path.Combine(folder, "draft.docx")).ShouldBe(before);
        File.Exists(Path.Combine(folder, copy)).ShouldBe(exit == 1 || copy == draft);
        output.ToString().Contains("D035", StringComparison.Ordinal).ShouldBe(exit == 3);
    }
}
