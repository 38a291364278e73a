using System.Diagnostics;
using System.Globalization;
using System.Text;
using PropagandaVerify.Cli;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Documents;

/// <summary>A test that needs LibreOffice; where there is none it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LibreOfficeFactAttribute : FactAttribute
{
    public LibreOfficeFactAttribute() => Skip = LibreOffice.Program is null ? "soffice is not installed" : null;
}

/// <summary>Files as a real word processor writes and reads them.</summary>
public sealed class LibreOfficeTests : IDisposable
{
    private const string Draft =
        """
        <html><head><meta charset="utf-8"></head><body><h1>Council votes the budget</h1>
        <p>The town has 30 schools: 12 in the north, 15 in the south and 4 in the west. Sales rose from €100 million to <b>€1</b>20 million, an increase of <i>3</i>0%.<sup>2</sup></p>
        <ul><li>North: 12 members</li><li>South: 15 members</li><li>Total: 30 members</li></ul>
        <table><tr><th>Item</th><th>2023</th><th>2024</th></tr><tr><td>Water</td><td>10</td><td>12</td></tr><tr><td>Gas</td><td>20</td><td>25</td></tr><tr><td>Total</td><td>30</td><td>38</td></tr></table>
        <blockquote>We kept our promise of 3 new schools.</blockquote><p>The library opens on 5 May.</p></body></html>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LibreOfficeFact]
    public void A_draft_has_the_same_findings_in_both_formats_and_its_comments_are_shown()
    {
        File.WriteAllText(Path.Combine(folder, "draft.html"), Draft);
        LibreOffice.Convert(folder, "draft.html", "odt");
        LibreOffice.Convert(folder, "draft.odt", "docx");
        var (word, wordErrors) = Check("draft.docx", "--comments-to", Path.Combine(folder, "commented.docx"));
        wordErrors.ShouldBeEmpty();
        Findings(word).Count.ShouldBe(4);
        Findings(Check("draft.odt").Output).ShouldBe(Findings(word));
        Findings(Check("commented.docx", "--comments-to", Path.Combine(folder, "again.docx")).Output).ShouldBe(Findings(word));
        File.ReadAllBytes(Path.Combine(folder, "again.docx")).ShouldBe(File.ReadAllBytes(Path.Combine(folder, "commented.docx")));

        // What the word processor makes of the copy has a note for each finding, and the same text.
        LibreOffice.Convert(folder, "commented.docx", "odt");
        var content = Encoding.UTF8.GetString(OfficeFiles.Parts(File.ReadAllBytes(Path.Combine(folder, "commented.odt")))["content.xml"]);
        content.Split("<dc:creator>pverify</dc:creator>").Length.ShouldBe(5);
        content.ShouldContain("[total-differs-from-parts");
        Text("commented.odt").ShouldBe(Text("draft.odt"));
    }

    private (string Output, string Errors) Check(string name, params string[] options)
    {
        var (output, errors) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        CommandLine.Run(["check", Path.Combine(folder, name), "--no-config", "--language", "en", .. options], output, errors, () => Stream.Null, isTerminal: false).ShouldBe(1, errors.ToString());
        return (output.ToString(), errors.ToString());
    }

    private static List<string> Findings(string output) => [.. output.Split('\n').Where(l => l.StartsWith("error[", StringComparison.Ordinal) || l.StartsWith("warning[", StringComparison.Ordinal))];

    private string Text(string name) => DraftFormats.Read(name, File.ReadAllBytes(Path.Combine(folder, name)), DraftFormat.Odt, Limits.Default).Document.ShouldNotBeNull().Source.Text;
}

internal static class LibreOffice
{
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "soffice")).FirstOrDefault(File.Exists);

    /// <summary>Writes a file anew in another format beside it.</summary>
    public static void Convert(string folder, string name, string format)
    {
        // A profile of its own, so that two runs do not wait for each other.
        var start = new ProcessStartInfo(Program!, [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", format, "--outdir", folder, Path.Combine(folder, name)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start).ShouldNotBeNull();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue();
        File.Exists(Path.Combine(folder, Path.ChangeExtension(name, format))).ShouldBeTrue($"{output.Result} {errors.Result}");
    }
}
