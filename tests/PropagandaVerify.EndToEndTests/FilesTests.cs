using System.IO.Compression;
using System.Text;

namespace PropagandaVerify.EndToEndTests;

/// <summary>Many files in one run: folders, patterns and lists, and files that mean harm.</summary>
public sealed class FilesTests : IDisposable
{
    private const string Wrong = "Paris 2, Lyon 3, soit 6 au total.";
    private const string Right = "Paris 2, Lyon 3, soit 5 au total.";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, "3 files", ".")]
    [InlineData(1, "2 files", "week")]
    [InlineData(0, "1 file,", "week/*.txt")]
    [InlineData(1, "3 files", "**/*.*", "--jobs", "2")]
    [InlineData(3, "no file fits this pattern", "*.pdf")]
    [InlineData(3, "the folder holds no draft", "none")]
    [InlineData(2, "--jobs takes a number", "week", "--jobs", "0")]
    [InlineData(2, "not both", "-", "--files-from", "-")]
    [InlineData(2, "say opposite things", "week", "-q", "-v")]
    [InlineData(3, "the list of files cannot be read", "--files-from", "missing")]
    [InlineData(0, "0 files", "--files-from", "empty")]
    public void Folders_patterns_and_lists_name_files(int exit, string message, params string[] arguments)
    {
        Write("week/a.md", Wrong);
        Write("week/b.txt", Right);
        Write("other/c.md", Right);
        Write("left-out/d.md", Wrong);
        Write(".pverifyignore", "left-out/\n");
        Write("empty", "");
        Directory.CreateDirectory(Path.Combine(folder, "none"));
        var result = Pverify.RunIn(folder, null, ["check", .. arguments]);
        (result.Output + result.Error).ShouldContain(message);
        result.ExitCode.ShouldBe(exit, result.Output + result.Error);
    }

    [Fact]
    public void A_list_of_changed_files_may_come_from_standard_input()
    {
        Write("a draft\nin two lines.md", Wrong);
        Write("b.md", Right);
        var result = Pverify.RunIn(folder, "b.md\0a draft\nin two lines.md\0src/Program.cs\0", "check", "--files-from", "-");
        result.Output.ShouldContain("since they are neither drafts nor datasets by their endings: 1 of 3 (src/Program.cs)");
        result.Output.ShouldContain("a draft in two lines.md:1:23");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_quiet_run_says_nothing_of_what_is_well()
    {
        Write("a.md", Right);
        Pverify.RunIn(folder, null, "check", "-q", "a.md").ShouldBe(new Pverify.Result(0, "", ""));
    }

    [Fact]
    public async Task Files_that_mean_harm_are_told_one_by_one_and_the_others_are_checked()
    {
        Write("good.md", Wrong);
        Write("cyclic.pdf", "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");
        Write("encrypted.pdf", "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n3 0 obj\n<</Filter/Standard/V 1/R 2/O(0123456789abcdef0123456789abcdef)/U(0123456789abcdef0123456789abcdef)/P -4>>\nendobj\ntrailer\n<</Root 1 0 R/Encrypt 3 0 R/ID[(a)(a)]>>\n%%EOF\n");
        Write("many-pages.pdf", Pages(10_000));
        Write("truncated.docx", Encoding.Latin1.GetString(Word("<w:p/>")[..200]), Encoding.Latin1);
        Write("entities.docx", Encoding.Latin1.GetString(Word("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", "<!DOCTYPE w:document [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>")), Encoding.Latin1);
        Write("bomb.docx", Encoding.Latin1.GetString(Word($"<w:p><w:r><w:t>{new string('1', 300_000_000)}</w:t></w:r></w:p>")), Encoding.Latin1);
        using (var huge = File.Create(Path.Combine(folder, "huge.html")))
        {
            huge.SetLength(200_000_000);
        }

        Write("deep.html", string.Concat(Enumerable.Repeat("<div>", 400_000)));
        Write("name\nof two lines.md", Right);
        using var process = Pverify.Start(folder, "check", ".", "--format", "csv");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var most = 0L;
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            most = Math.Max(most, process.HasExited ? 0 : process.WorkingSet64);
        }

        var told = await error;
        foreach (var bad in new[] { "cyclic.pdf", "encrypted.pdf", "many-pages.pdf", "truncated.docx", "entities.docx", "bomb.docx", "huge.html", "deep.html" })
        {
            told.ShouldContain($"--> {bad}", Case.Sensitive, $"{bad} is not told of:\n{told}");
        }

        (await output).ShouldContain("total-differs-from-parts");
        process.ExitCode.ShouldBe(3, told);
        most.ShouldBeLessThan(1_500_000_000);
    }

    private void Write(string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string Pages(int count)
    {
        var pdf = new StringBuilder("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count ");
        pdf.Append(count).Append("/Kids[").AppendJoin(' ', Enumerable.Range(3, count).Select(n => $"{n} 0 R")).Append("]>>\nendobj\n");
        foreach (var n in Enumerable.Range(3, count))
        {
            pdf.Append(n).Append(" 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n");
        }

        return pdf.Append("trailer\n<</Root 1 0 R>>\n%%EOF\n").ToString();
    }

    private static byte[] Word(string body, string prolog = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Entry(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Entry(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Entry(zip, "word/document.xml", $"{prolog}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>");
        }

        return bytes.ToArray();
    }

    private static void Entry(ZipArchive zip, string name, string text)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        entry.Write(text);
    }
}
