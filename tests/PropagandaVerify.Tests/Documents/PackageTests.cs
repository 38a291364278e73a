using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;
using static PropagandaVerify.Tests.Documents.OfficeFiles;

namespace PropagandaVerify.Tests.Documents;

public class PackageTests
{
    private const string Entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>";

    [Theory]
    [InlineData("D030", "old")]
    [InlineData("D030", "encrypted")]
    [InlineData("D030", "text")]
    [InlineData("D030", "encrypted-odt")]
    [InlineData("D031", "truncated")]
    [InlineData("D031", "empty-zip")]
    [InlineData("D031", "malformed")]
    [InlineData("D031", "odd-name")]
    [InlineData("D032", "bomb")]
    [InlineData("D032", "bomb-of-parts")]
    [InlineData("D032", "bomb-odt")]
    [InlineData("D032", "nested")]
    [InlineData("D032", "nested-odt")]
    [InlineData("D032", "many-elements")]
    [InlineData("D033", "entities")]
    [InlineData("D033", "entities-odt")]
    [InlineData("D033", "entities-types")]
    public void A_hostile_or_damaged_file_ends_with_a_diagnostic(string code, string which)
    {
        var limits = Limits.Default with { MaxPartBytes = 4 << 20, MaxPackageBytes = 6 << 20, MaxPartElements = 100_000 };
        var file = Hostile(which);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (document, diagnostic) = DraftFormats.Read("draft.docx", file, which.EndsWith("odt", StringComparison.Ordinal) ? DraftFormat.Odt : DraftFormat.Docx, limits);
        document.ShouldBeNull();
        diagnostic.ShouldNotBeNull().ShouldSatisfyAllConditions(d => d.Code.ShouldBe(code), d => d.Kind.ShouldBe(DiagnosticKind.Incomplete), d => d.Help.ShouldNotBeNull());
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100 << 20);
    }

    [Fact]
    public void No_cut_and_no_changed_byte_makes_a_reader_throw()
    {
        byte[][] files = [Word(P("12 500 people") + "<w:tbl><w:tr>" + Cell("a") + Cell("1") + "</w:tr></w:tbl>", ("footnotes", "")), OpenDocument("<text:p>12 500 people</text:p>")];
        foreach (var (file, format) in files.Zip([DraftFormat.Docx, DraftFormat.Odt]))
        {
            for (var at = 0; at < file.Length; at += 7)
            {
                DraftFormats.Read("draft", file[..at], format, Limits.Default);
                var changed = file.ToArray();
                changed[at] ^= 0x55;
                var (document, diagnostic) = DraftFormats.Read("draft", changed, format, Limits.Default);
                (document is null).ShouldBe(diagnostic is not null);
            }
        }
    }

    private static byte[] Hostile(string which)
    {
        const string content = "content.xml";
        switch (which)
        {
            case "old":
                return [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
            case "encrypted":
                return [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")];
            case "text":
                return "Only text, whatever its name says."u8.ToArray();
            case "encrypted-odt":
                return Zip([(content, "\u0001\u0002 no XML"), ("META-INF/manifest.xml", "<m:manifest xmlns:m=\"m\"><m:file-entry m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry></m:manifest>")]);
            case "truncated":
                return Word(P("a"))[..900];
            case "empty-zip":
                return Zip([("readme.txt", "nothing")]);
            case "malformed":
                return Word("<w:p>");
            case "odd-name":
                var parts = Parts(Word(P("a"))).ToDictionary(p => p.Key.Replace("document.xml", "document.txt", StringComparison.Ordinal), p => Encoding.UTF8.GetString(p.Value).Replace("document.xml", "document.txt", StringComparison.Ordinal));
                return Zip([.. parts.Select(p => (p.Key, p.Value))]);
            case "bomb":
                return Word(P(new string(' ', 64 << 20)));
            case "bomb-of-parts":
                return Zip([.. Parts(Word(P("a"))).Select(p => (p.Key, Encoding.UTF8.GetString(p.Value))), .. Enumerable.Range(0, 40).Select(i => ($"word/more{i}.xml", $"<a>{new string(' ', 1 << 20)}</a>"))]);
            case "bomb-odt":
                return OpenDocument($"<text:p>{new string(' ', 64 << 20)}</text:p>");
            case "nested":
                return Word(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 650)) + P("a") + string.Concat(Enumerable.Repeat("<w:p/></w:tc></w:tr></w:tbl>", 650)));
            case "nested-odt":
                return OpenDocument(string.Concat(Enumerable.Repeat("<text:list><text:list-item>", 650)) + "<text:p>a</text:p>" + string.Concat(Enumerable.Repeat("</text:list-item></text:list>", 650)));
            case "many-elements":
                return Word(string.Concat(Enumerable.Repeat("<w:p/>", 100_001)));
            case "entities":
                return Zip([.. Parts(Word(P("&b;&f;"))).Select(p => (p.Key, (p.Key == "word/document.xml" ? Entities : "") + Encoding.UTF8.GetString(p.Value)))]);
            case "entities-odt":
                return Zip([.. Parts(OpenDocument("<text:p>&b;&f;</text:p>")).Select(p => (p.Key, (p.Key == content ? Entities : "") + Encoding.UTF8.GetString(p.Value)))]);
            default:
                return Zip([.. Parts(Word(P("a"))).Select(p => (p.Key, (p.Key == "[Content_Types].xml" ? Entities : "") + Encoding.UTF8.GetString(p.Value)))]);
        }
    }
}
