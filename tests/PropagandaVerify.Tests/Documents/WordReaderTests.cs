using PropagandaVerify.Documents;
using PropagandaVerify.Documents.Word;
using PropagandaVerify.Text;
using static PropagandaVerify.Tests.Documents.OfficeFiles;

namespace PropagandaVerify.Tests.Documents;

public class WordReaderTests
{
    private const string Deletion = "<w:del w:id=\"1\" w:author=\"a\"><w:r><w:delText>99</w:delText></w:r></w:del>";
    private const string Insertion = "<w:ins w:id=\"2\" w:author=\"a\"><w:r><w:t>12</w:t></w:r></w:ins>";

    [Theory]
    [InlineData("<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>500 people</w:t></w:r>", "12500 people")]
    [InlineData("<w:r><w:t xml:space=\"preserve\"> a </w:t><w:t> b </w:t></w:r>", " a b")]
    [InlineData("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:cr/><w:t>f</w:t></w:r>", "a\tb\nc\u2011d\u00ADe\nf")]
    [InlineData("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B1\"/><w:t>5</w:t><w:sym w:font=\"Calibri\" w:char=\"00D7\"/><w:sym w:font=\"x\" w:char=\"zz\"/></w:r>", "±5×")]
    [InlineData("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t> tag</w:t></w:r></w:smartTag>", "linktag")]
    [InlineData("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control")]
    [InlineData("<w:r><w:t>from </w:t></w:r>" + Deletion + Insertion, "from12")]
    [InlineData("<w:moveFrom w:id=\"1\"><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:t>x</w:t></w:r><w:moveTo w:id=\"2\"><w:r><w:t>moved</w:t></w:r></w:moveTo>", "xmoved")]
    [InlineData("<w:r><w:rPr><w:vanish/></w:rPr><w:t>out</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>in</w:t></w:r>", "in")]
    [InlineData("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>out</w:t></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>5 May</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>!</w:t></w:r>", "5 May!")]
    [InlineData("<w:fldSimple w:instr=\"SEQ\"><w:r><w:t>7</w:t></w:r></w:fldSimple>", "7")]
    [InlineData("<w:r><w:t>5.4</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>12</w:t></w:r>", "5.4¹²")]
    [InlineData("<w:r><w:t>CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr><w:t>2</w:t></w:r>", "CO2")]
    [InlineData("<m:oMath><m:r><m:t>a=2</m:t></m:r></m:oMath><w:r><w:t> and </w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "a=2and\uFFFC")]
    [InlineData("<w:commentRangeStart w:id=\"0\"/><w:r><w:t>said</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>", "said")]
    [InlineData("<w:r><w:ruby><w:rt><w:r><w:t>gloss</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>word</w:t></w:r></w:rubyBase></w:ruby></w:r>", "word")]
    public void Reads_a_paragraph_as_it_is_shown_once_changes_are_accepted(string runs, string words) => Words($"<w:p>{runs}</w:p>").ShouldBe([words]);

    [Fact]
    public void Styles_tell_roles_and_headings_by_their_names_and_not_by_their_ids()
    {
        const string styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Mein\"><w:name w:val=\"Mein\"/><w:basedOn w:val=\"Titel\"/></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"U\"><w:name w:val=\"Subtitle\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"caption\"/></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"Z\"><w:name w:val=\"Intense Quote\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"Kapitel\"><w:name w:val=\"Kapitel\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"V\"><w:name w:val=\"toc 2\"/></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"Weg\"><w:name w:val=\"Weg\"/><w:basedOn w:val=\"Weg\"/><w:rPr><w:vanish/></w:rPr></w:style>";
        var blocks = Blocks(P("t", "Titel") + P("m", "Mein") + P("s", "U") + P("c", "B") + P("q", "Z") + P("h", "berschrift1") + P("k", "Kapitel") + P("v", "V") + P("w", "Weg") + P("p"), ("styles", styles));
        blocks.Select(b => (b.Kind, b.Role)).ShouldBe(
        [
            (BlockKind.Heading, BlockRole.Title), (BlockKind.Heading, BlockRole.Title), (BlockKind.Paragraph, BlockRole.Standfirst), (BlockKind.Paragraph, BlockRole.Caption), (BlockKind.Paragraph, BlockRole.Quotation),
            (BlockKind.Heading, BlockRole.Unsaid), (BlockKind.Heading, BlockRole.Unsaid), (BlockKind.Paragraph, BlockRole.Boilerplate), (BlockKind.Paragraph, BlockRole.Unsaid),
        ]);
    }

    [Fact]
    public void Items_of_lists_have_their_depth_and_lists_without_marks_are_none()
    {
        static string Item(string text, int list, int level) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{R(text)}</w:p>";
        const string numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>"
            + "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"none\"/><w:lvlText w:val=\"\"/></w:lvl></w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>";
        Blocks(Item("a", 4, 0) + Item("b", 4, 1) + Item("c", 0, 0) + Item("d", 5, 0), ("numbering", numbering)).Select(b => (b.Kind, b.Depth))
            .ShouldBe([(BlockKind.ListItem, 0), (BlockKind.ListItem, 1), (BlockKind.Paragraph, 0), (BlockKind.Paragraph, 0)]);
    }

    [Fact]
    public void Lines_whose_tabs_stand_below_each_other_are_a_table_and_keep_their_paragraphs()
    {
        static string Line(params string[] cells) => $"<w:p><w:r>{string.Join("<w:tab/>", cells.Select(c => $"<w:t>{c}</w:t>"))}</w:r></w:p>";
        var (document, _) = WordReader.Read("draft.docx", Word(P("Cases in the towns:") + Line("Town", "", "Cases") + Line("Aston", "12") + Line("Burton", "15") + Line("Total", "", "28") + P("That is all.")), Limits.Default);
        var source = document.ShouldNotBeNull().Source;
        string.Join(" | ", document.Blocks.Select(b => $"{(b.Cell is { } c ? $"{c.Table}:{c.Row},{c.Column} " : "")}{source.TextOf(b.Span)}"))
            .ShouldBe("Cases in the towns: | 0:0,0 Town | 0:0,1 Cases | 0:1,0 Aston | 0:1,1 12 | 0:2,0 Burton | 0:2,1 15 | 0:3,0 Total | 0:3,1 28 | That is all.");
        source.Origins.Select(o => o.Name).ShouldBe(["paragraph 1", "paragraph 2", "paragraph 3", "paragraph 4", "paragraph 5", "paragraph 6"]);

        // Two lines, or words only, are text.
        Blocks(Line("Aston", "12") + Line("Burton", "15") + P("x")).ShouldAllBe(b => b.Cell == null);
        Blocks(Line("Aston", "one") + Line("Burton", "two") + Line("Corby", "three") + Line("Derby", "four")).ShouldAllBe(b => b.Cell == null);
    }

    [Fact]
    public void Tables_have_cells_in_their_columns_and_a_header()
    {
        var document = Read("<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr>" + Cell("Item") + Cell("2023 and 2024", "<w:gridSpan w:val=\"2\"/>") + Cell("Sum") + "</w:tr>"
            + "<w:tr>" + Cell("a", "<w:vMerge w:val=\"restart\"/>") + Cell("1") + Cell("2") + "<w:tc><w:p/><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr>"
            + "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" + Cell("out") + "</w:tr>"
            + "<w:sdt><w:sdtContent><w:tr>" + Cell("not shown", "<w:vMerge/>") + Cell("4") + Cell("5") + "<w:tc>" + P("9") + P("(est.)") + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>");
        document.Blocks.Select(b => (document.Source.TextOf(b.Span), b.Cell)).ShouldBe(
        [
            ("Item", new CellPlace(0, 0, 0, true)), ("2023 and 2024", new CellPlace(0, 0, 1, true)), ("Sum", new CellPlace(0, 0, 3, true)),
            ("a", new CellPlace(0, 1, 0, false)), ("1", new CellPlace(0, 1, 1, false)), ("2", new CellPlace(0, 1, 2, false)), ("3", new CellPlace(0, 1, 3, false)),
            ("4", new CellPlace(0, 2, 1, false)), ("5", new CellPlace(0, 2, 2, false)), ("9\n(est.)", new CellPlace(0, 2, 3, false)),
        ]);
        document.Source.Origins[^1].Name.ShouldBe("table 1, row 3, column 4");
    }

    [Fact]
    public void A_table_in_a_cell_is_read_behind_its_table_and_a_frame_of_one_cell_is_text()
    {
        static string Table(string first, string last) => $"<w:tbl><w:tr>{Cell("x")}{Cell("y")}</w:tr><w:tr><w:tc>{first}</w:tc>{Cell(last)}</w:tr></w:tbl>";
        var document = Read(Table(P("outer") + Table(P("inner"), "2"), "1") + "<w:tbl><w:tr><w:tc>" + P("Some text.") + P("More text.") + "</w:tc></w:tr></w:tbl>");
        document.Blocks.Select(b => (document.Source.TextOf(b.Span), b.Cell?.Table)).ShouldBe(
            [("x", 0), ("y", 0), ("outer", 0), ("1", 0), ("x", 1), ("y", 1), ("inner", 1), ("2", 1), ("Some text.", null), ("More text.", null)]);
        document.Source.Origins[^1].Name.ShouldBe("table 3, row 1, column 1");
    }

    [Fact]
    public void Notes_stand_behind_the_text_in_the_order_of_their_references_and_running_heads_at_the_end()
    {
        var document = Read(
            P("First.") + "<w:p>" + R("A") + "<w:r><w:footnoteReference w:id=\"7\"/></w:r>" + R(" b") + "<w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>",
            ("footnotes", $"<w:footnote w:type=\"separator\" w:id=\"-1\">{P("line")}</w:footnote><w:footnote w:id=\"3\">{P("three")}</w:footnote><w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/></w:r>{R(" seven")}</w:p></w:footnote>"),
            ("endnotes", $"<w:endnote w:id=\"2\">{P("two")}</w:endnote>"),
            ("header", P("The Paper")));
        document.Source.Origins.Select(o => (document.Source.TextOf(o.Span), o.Name, o.Part)).ShouldBe(
        [
            ("First.", "paragraph 1", "word/document.xml"), ("A b", "paragraph 2", "word/document.xml"), (" seven", "footnote 1", "word/footnotes.xml"), ("three", "footnote 2", "word/footnotes.xml"),
            ("two", "endnote 1", "word/endnotes.xml"), ("The Paper", "header", "word/header.xml"),
        ]);
        document.Blocks.Select(b => b.Role).ShouldBe([BlockRole.Unsaid, BlockRole.Unsaid, BlockRole.Footnote, BlockRole.Footnote, BlockRole.Footnote, BlockRole.Boilerplate]);
    }

    [Fact]
    public void A_text_box_is_read_once_behind_its_paragraph()
    {
        var box = $"<v:shape><v:textbox><w:txbxContent>{P("boxed")}</w:txbxContent></v:textbox></v:shape>";
        var document = Read($"<w:p>{R("before ")}<w:r><mc:AlternateContent><mc:Choice Requires=\"w14\"><w:pict>{box}</w:pict></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{R("after")}</w:p>{P("next")}");
        document.Source.Origins.Select(o => (document.Source.TextOf(o.Span), o.Name)).ShouldBe([("before after", "paragraph 1"), ("boxed", "text box 1"), ("next", "paragraph 2")]);
    }

    [Theory]
    [InlineData("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>", "onetwo")]
    [InlineData("<w:p><w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2 000 people</w:t></w:r></w:p>", "12 000 people")]
    public void A_deleted_end_of_a_paragraph_and_a_large_initial_join_it_to_the_next(string body, string words) => Words(body).ShouldBe([words]);

    [Theory]
    [InlineData("<w:lang w:val=\"fr-FR\"/>", "<w:lang w:val=\"fr-CA\"/>", "fr")]
    [InlineData("<w:lang w:val=\"fr-FR\"/>", "<w:lang w:val=\"de-DE\"/>", null)]
    [InlineData("<w:lang w:val=\"fr-FR\"/>", "", null)]
    [InlineData("", "", null)]
    public void The_language_is_known_only_where_every_run_says_the_same(string first, string second, string? language) =>
        Read($"<w:p>{R("un", first)}{R("deux", second)}{R("3")}</w:p>").FrontMatter.Language.ShouldBe(language);

    [Theory]
    [InlineData("<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p><w:p><w:r><w:t>swallowed</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:t>a</w:t></w:r></w:p><w:altChunk r:id=\"x\"/>")]
    public void Text_that_cannot_be_reached_is_not_passed_over_in_silence(string body) => Read(body).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("D034");

    private static IReadOnlyList<Block> Blocks(string body, params (string, string)[] parts) => Read(body, parts).Blocks;

    private static IEnumerable<string> Words(string body) => Read(body) is var document ? document.Source.Origins.Select(o => document.Source.TextOf(o.Span)) : [];

    private static Document Read(string body, params (string, string)[] parts)
    {
        var (document, diagnostic) = WordReader.Read("draft.docx", Word(body, parts), Limits.Default);
        diagnostic.ShouldBeNull();
        return document.ShouldNotBeNull();
    }
}
