using PropagandaVerify.Documents;
using PropagandaVerify.Documents.OpenDocument;
using PropagandaVerify.Text;
using static PropagandaVerify.Tests.Documents.OfficeFiles;

namespace PropagandaVerify.Tests.Documents;

public class OpenDocumentReaderTests
{
    private const string Styles =
        "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/><style:style style:name=\"P2\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/>"
        + "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style><style:style style:name=\"T2\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";

    [Theory]
    [InlineData("a<text:s/><text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d", "a   b\tc\nd")]
    [InlineData("  a \n  b ", "a b ")]
    [InlineData("12<text:span text:style-name=\"T9\">500</text:span> people", "12500 people")]
    [InlineData("5.4<text:span text:style-name=\"T1\">1</text:span>", "5.4¹")]
    [InlineData("in<text:span text:style-name=\"T2\">out</text:span>", "in")]
    [InlineData("a<office:annotation><text:p>out</text:p></office:annotation>b<office:annotation-end/>", "ab")]
    [InlineData("<text:a xlink:href=\"x\">link</text:a><text:change-start text:change-id=\"c\"/> in<text:change-end text:change-id=\"c\"/><text:date>5 May</text:date>", "link in5 May")]
    public void Reads_a_paragraph_as_it_is_shown(string content, string words) => Words($"<text:p>{content}</text:p>").ShouldBe([words]);

    [Fact]
    public void Reads_headings_lists_tables_notes_frames_and_running_heads()
    {
        var document = Read(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            + "<text:p text:style-name=\"P1\">The title</text:p><text:h text:outline-level=\"1\">Head</text:h><text:p text:style-name=\"P2\">Quoted<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Noted.</text:p></text:note-body></text:note></text:p>"
            + "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list>"
            + "<text:section text:display=\"none\"><text:p>out</text:p></text:section><text:p>By a frame<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>"
            + "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Item</text:p></table:table-cell><table:table-cell table:number-columns-spanned=\"2\"><text:p>Count</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>"
            + "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>5</text:p></table:table-cell></table:table-row></table:table>",
            Styles,
            "<style:master-page style:name=\"Standard\"><style:header><text:p>The Paper</text:p></style:header></style:master-page>");
        document.Blocks.Select(b => (document.Source.TextOf(b.Span), document.Source.OriginOf(b.Span.Start)!.Name, b.Kind, b.Role, b.Depth, b.Cell)).ShouldBe(
        [
            ("The title", "paragraph 1", BlockKind.Heading, BlockRole.Title, 0, null),
            ("Head", "paragraph 2", BlockKind.Heading, BlockRole.Unsaid, 0, null),
            ("Quoted", "paragraph 3", BlockKind.Paragraph, BlockRole.Quotation, 0, null),
            ("one", "paragraph 4", BlockKind.ListItem, BlockRole.Unsaid, 0, null),
            ("deeper", "paragraph 5", BlockKind.ListItem, BlockRole.Unsaid, 1, null),
            ("By a frame", "paragraph 6", BlockKind.Paragraph, BlockRole.Unsaid, 0, null),
            ("boxed", "text box 1", BlockKind.Paragraph, BlockRole.Unsaid, 0, null),
            ("Item", "table 1, row 1, column 1", BlockKind.TableCell, BlockRole.Unsaid, 0, new CellPlace(0, 0, 0, true)),
            ("Count", "table 1, row 1, column 2", BlockKind.TableCell, BlockRole.Unsaid, 0, new CellPlace(0, 0, 1, true)),
            ("5", "table 1, row 2, column 3", BlockKind.TableCell, BlockRole.Unsaid, 0, new CellPlace(0, 1, 2, false)),
            ("Noted.", "footnote 1", BlockKind.Paragraph, BlockRole.Footnote, 0, null),
            ("The Paper", "header", BlockKind.Paragraph, BlockRole.Boilerplate, 0, null),
        ]);
    }

    private static IEnumerable<string> Words(string body) => Read(body, Styles) is var document ? document.Source.Origins.Select(o => document.Source.TextOf(o.Span)) : [];

    private static Document Read(string body, string styles, string masters = "")
    {
        var (document, diagnostic) = OpenDocumentReader.Read("draft.odt", OpenDocument(body, styles, masters), Limits.Default);
        diagnostic.ShouldBeNull();
        return document.ShouldNotBeNull();
    }
}
