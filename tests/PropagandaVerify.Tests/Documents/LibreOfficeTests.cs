using System.Globalization;
using System.Xml.Linq;
using PropagandaVerify.Cli;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Documents;

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

    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LibreOfficeFact]
    public void A_draft_has_the_same_findings_in_both_formats_and_its_comments_are_shown()
    {
        File.WriteAllText(Path.Combine(folder, "draft.html"), Draft);
        LibreOffice.Convert(folder, "odt", "draft.html");
        LibreOffice.Convert(folder, "docx", "draft.odt");
        var (word, wordErrors) = Check("draft.docx", "--comments-to", Path.Combine(folder, "commented.docx"));
        wordErrors.ShouldBeEmpty();
        Findings(word).Count.ShouldBe(4);
        Findings(Check("draft.odt").Output).ShouldBe(Findings(word));
        Findings(Check("commented.docx", "--comments-to", Path.Combine(folder, "again.docx")).Output).ShouldBe(Findings(word));
        File.ReadAllBytes(Path.Combine(folder, "again.docx")).ShouldBe(File.ReadAllBytes(Path.Combine(folder, "commented.docx")));

        // What the word processor makes of the copy has a note for each finding around its words, and the same text.
        LibreOffice.Convert(folder, "odt", "commented.docx");
        var content = XElement.Load(new MemoryStream(OfficeFiles.Parts(File.ReadAllBytes(Path.Combine(folder, "commented.odt")))["content.xml"]), LoadOptions.PreserveWhitespace);
        Notes(content).ShouldBe([("30 schools", "[total-differs-from-parts"), ("30%", "[change-differs-from-values"), ("30 members", "[total-differs-from-parts"), ("38", "[table-total-differs-from-rows")]);
        Text("commented.odt").ShouldBe(Text("draft.odt"));
    }

    private (string Output, string Errors) Check(string name, params string[] options)
    {
        var (output, errors) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        CommandLine.Run(["check", Path.Combine(folder, name), "--no-config", "--language", "en", .. options], output, errors, () => Stream.Null, isTerminal: false).ShouldBe(1, errors.ToString());
        return (output.ToString(), errors.ToString());
    }

    private static List<string> Findings(string output) => [.. output.Split('\n').Where(l => l.StartsWith("error[", StringComparison.Ordinal) || l.StartsWith("warning[", StringComparison.Ordinal))];

    // The words that each note stands around, and how its last line begins.
    private static List<(string Words, string Rule)> Notes(XElement content)
    {
        var nodes = content.DescendantNodes().ToList();
        return [.. content.Descendants(Office + "annotation").Select(note =>
        {
            var name = (string?)note.Attribute(Office + "name");
            var around = nodes.SkipWhile(n => n != note).TakeWhile(n => n is not XElement e || e.Name != Office + "annotation-end" || (string?)e.Attribute(Office + "name") != name);
            return (string.Concat(around.OfType<XText>().Where(t => t.Ancestors().All(a => a.Name != Office + "annotation")).Select(t => t.Value)), note.Elements().Last().Value.Split(' ')[0]);
        })];
    }

    private string Text(string name) => DraftFormats.Read(name, File.ReadAllBytes(Path.Combine(folder, name)), DraftFormat.Odt, Limits.Default).Document.ShouldNotBeNull().Source.Text;
}
