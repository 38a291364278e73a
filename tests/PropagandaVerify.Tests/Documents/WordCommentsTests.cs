using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using PropagandaVerify.Documents.Word;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using static PropagandaVerify.Tests.Documents.OfficeFiles;

namespace PropagandaVerify.Tests.Documents;

public class WordCommentsTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string List = "The town has 30 schools: 12 in the north, 15 in the south and 4 in the west.";

    [Fact]
    public void A_comment_stands_around_the_figure_and_each_part_of_a_cut_run_keeps_its_format()
    {
        var file = Word($"<w:p>{R("Sales rose from 100 to 12", "<w:b/>")}{R("0 euros, an increase of 3", "<w:i/>")}<w:hyperlink w:anchor=\"x\">{R("0% in", "<w:u w:val=\"single\"/>")}</w:hyperlink>{R(" a year.")}</w:p>");
        var (copy, findings) = Commented(file);
        findings.ShouldHaveSingleItem();
        Commented(copy).Findings.Select(f => f.Message).ShouldBe(findings.Select(f => f.Message));
        Ranges(copy).ShouldBe([("30%", findings[0].Message)]);
        Document(copy).Descendants(W + "r").Where(r => r.Elements(W + "t").Any()).Select(r => ($"{string.Concat(r.Element(W + "rPr")?.Elements().Select(e => e.Name.LocalName) ?? [])}", r.Value)).ShouldBe(
            [("b", "Sales rose from 100 to 12"), ("i", "0 euros, an increase of "), ("i", "3"), ("u", "0%"), ("u", " in"), ("", " a year.")]);
    }

    [Fact]
    public void Of_the_parts_of_the_file_only_those_that_say_comments_are_touched()
    {
        var file = Word(P(List), ("footnotes", ""), ("styles", ""));
        var copy = Commented(file).Copy;
        var (before, after) = (Parts(file), Parts(copy));
        after.Keys.Except(before.Keys).ShouldBe(["word/comments.xml"]);
        before.Where(p => !after[p.Key].AsSpan().SequenceEqual(p.Value)).Select(p => p.Key).Order(StringComparer.Ordinal).ShouldBe(["[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"]);
        Compressed(copy)["word/media/image1.png"].ShouldBe(Compressed(file)["word/media/image1.png"]);
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        var (first, findings) = Commented(Word(P(List) + P(List), ("comments", $"<w:comment w:id=\"0\" w:author=\"A person\">{P("Please check.")}</w:comment>")));
        Ranges(first).Count.ShouldBe(findings.Count);
        var (second, again) = Commented(first);
        again.Count.ShouldBe(findings.Count);
        second.ShouldBe(first);
    }

    [Fact]
    public void A_comment_goes_with_its_finding_and_those_of_people_and_those_they_answered_stay()
    {
        var body = "<w:p><w:commentRangeStart w:id=\"5\"/>" + R("Intro") + "<w:commentRangeEnd w:id=\"5\"/><w:r><w:commentReference w:id=\"5\"/></w:r></w:p>" + P(List) + P("Sales rose from 100 to 120 euros, an increase of 30%.");
        var (copy, findings) = Commented(Word(body, ("comments", $"<w:comment w:id=\"5\" w:author=\"A person\">{P("Please check.")}</w:comment>")));
        findings.Count.ShouldBe(2);
        Comments(copy).Select(c => (int)c.Attribute(W + "id")!).ShouldBe([5, 6, 7]);

        // One is corrected.
        var corrected = Edited(copy, "word/document.xml", "30 schools", "31 schools");
        var left = Commented(corrected).Copy;
        Ranges(left).Select(r => r.Words).ShouldBe(["Intro", "30%"]);
        Comments(left).Select(c => (int)c.Attribute(W + "id")!).ShouldBe([5, 7]);
        Document(left).Descendants().Where(e => e.Name.LocalName.StartsWith("comment", StringComparison.Ordinal)).Select(e => (int)e.Attribute(W + "id")!).Distinct().ShouldBe([5, 7]);

        // Somebody answered the comment of a finding that is gone.
        var answered = Edited(corrected, "word/comments.xml", "<w:p><w:r><w:t xml:space=\"preserve\">[total", "<w:p w14:paraId=\"00000001\"><w:r><w:t xml:space=\"preserve\">[total");
        answered = Edited(answered, "[Content_Types].xml", "</Types>", "<Override PartName=\"/word/ex.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml\"/></Types>");
        answered = Edited(answered, "word/_rels/document.xml.rels", "</Relationships>", "<Relationship Id=\"rEx\" Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" Target=\"ex.xml\"/></Relationships>");
        answered = Zip([.. Parts(answered).Select(p => (p.Key, Encoding.UTF8.GetString(p.Value))), ("word/ex.xml", $"<w15:commentsEx {WordNamespaces}><w15:commentEx w15:paraId=\"00000002\" w15:paraIdParent=\"00000001\"/></w15:commentsEx>")]);
        Commented(answered).Copy.ShouldBe(answered);
    }

    [Fact]
    public void A_finding_in_a_footnote_hangs_on_its_reference()
    {
        var (copy, findings) = Commented(Word("<w:p>" + R("The town has many schools") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + R(".") + "</w:p>", ("footnotes", $"<w:footnote w:id=\"2\">{P(List)}</w:footnote>")));
        findings.ShouldNotBeEmpty();
        var start = Document(copy).Descendants(W + "commentRangeStart").First();
        start.ElementsAfterSelf().First().Element(W + "footnoteReference").ShouldNotBeNull();
        Commented(copy).Copy.ShouldBe(copy);
    }

    [Fact]
    public void The_copy_is_valid_by_the_schema_of_the_format()
    {
        var copy = Commented(Word(P(List) + "<w:tbl><w:tblPr/><w:tblGrid/>" + "<w:tr>" + Cell("Item") + Cell("2024") + "</w:tr><w:tr>" + Cell("Water") + Cell("10") + "</w:tr><w:tr>" + Cell("Gas") + Cell("20") + "</w:tr><w:tr>" + Cell("Total") + Cell("31") + "</w:tr></w:tbl>" + P("End."))).Copy;
        using var document = WordprocessingDocument.Open(new MemoryStream(copy), isEditable: false);
        new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_changed_since_it_was_read_gets_no_comments()
    {
        var (document, _) = WordReader.Read("draft.docx", Word(P(List)), Limits.Default);
        var (copy, diagnostic) = WordComments.Copy(document!.Source, Word(P(List + " More.")), [], Limits.Default);
        copy.ShouldBeNull();
        diagnostic.ShouldNotBeNull().Code.ShouldBe("D035");
    }

    private static (byte[] Copy, IReadOnlyList<Finding> Findings) Commented(byte[] file)
    {
        var (document, _) = WordReader.Read("draft.docx", file, Limits.Default);
        var findings = new Verifier(new VerifierOptions { DocumentOf = _ => document, MessageLanguage = "en" }).Verify([document.ShouldNotBeNull().Source]).Findings;
        var (copy, diagnostic) = WordComments.Copy(document.Source, file, findings, Limits.Default);
        diagnostic.ShouldBeNull();
        return (copy.ShouldNotBeNull(), findings);
    }

    // The words of each range and the first line of its comment.
    private static IReadOnlyList<(string Words, string Line)> Ranges(byte[] file)
    {
        var nodes = Document(file).Descendants().ToList();
        var comments = Comments(file).ToDictionary(c => (string)c.Attribute(W + "id")!, c => c.Elements(W + "p").First().Value);
        return [.. nodes.Where(n => n.Name == W + "commentRangeStart").Select(start =>
        {
            var id = (string)start.Attribute(W + "id")!;
            var inside = nodes.SkipWhile(n => n != start).TakeWhile(n => n.Name != W + "commentRangeEnd" || (string)n.Attribute(W + "id")! != id);
            return (string.Concat(inside.Where(n => n.Name == W + "t").Select(n => n.Value)), comments[id]);
        })];
    }

    private static XElement Document(byte[] file) => Root(file, "word/document.xml");

    private static IEnumerable<XElement> Comments(byte[] file) => Root(file, "word/comments.xml").Elements();

    private static XElement Root(byte[] file, string part) => XElement.Load(new MemoryStream(Parts(file)[part]), LoadOptions.PreserveWhitespace);

    private static byte[] Edited(byte[] file, string part, string from, string to) =>
        Zip([.. Parts(file).Select(p => (p.Key, p.Key == part ? Encoding.UTF8.GetString(p.Value).Replace(from, to, StringComparison.Ordinal) : Encoding.UTF8.GetString(p.Value)))]);

    private static Dictionary<string, (long Length, uint Sum)> Compressed(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return archive.Entries.ToDictionary(e => e.FullName, e => (e.CompressedLength, e.Crc32));
    }
}
