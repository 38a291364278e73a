using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using PropagandaVerify.Documents.Html;
using PropagandaVerify.Text;
using Document = PropagandaVerify.Documents.Document;

namespace PropagandaVerify.Tests.Documents;

public class HtmlReaderTests
{
    private static readonly string[] Words =
    [
        "Lyon", "12,5", "a", "1&nbsp;234", "&eacute;t&eacute;", "3&#8239;000 &euro;", "&#x2019;", "&amp;amp;", "&notit; &ampx", "&unknown; & b", "&#128512;", "&nGt;", "é😀\u2060z", "x < y", "&lt;p&gt;", "5\t6", "\r\n7", "&#10;8", "&#0;&#x80;",
    ];

    private static readonly string[] Gaps = ["", " ", "\n  ", "<!-- c < > 9 -->", "<!---->", "<wbr>", "<script>if (a < b) '</p>' + 3;</script>", "<style>p > a { }</style>", "<template><p>7</p></template>", "<span hidden>8</span>", "</i>", "</span>"];
    private static readonly string[] Inline = ["b", "i", "em", "a", "span", "strong", "mark", "x-own", "font color='<red>'"];
    private static readonly string[] Around = ["div", "section", "blockquote", "ul", "li", "p", "h2", "table", "td", "tr", "dl", "figure", "pre"];

    private static readonly Gen<string> Line = Gen.Recursive<string>((depth, line) => depth > 3
        ? Gen.OneOf<string>(Words)
        : Gen.Select(Gen.OneOf(Gen.OneOf<string>(Words), line.Select(Gen.OneOf<string>(Inline), (inner, tag) => $"<{tag}>{inner}</{tag.Split(' ')[0]}>")), Gen.OneOf<string>(Gaps)).Array[1, 4].Select(parts => string.Concat(parts.Select(p => p.Item1 + p.Item2))));

    private static readonly Gen<string> Tangle = Gen.Recursive<string>((depth, tangle) => depth > 4
        ? Line
        : Gen.Select(tangle.Array[1, 3], Gen.OneOf<string>(Around), Gen.Bool, (inner, tag, closes) => $"<{tag}>{string.Concat(inner)}{(closes ? $"</{tag}>" : "")}"));

    [Fact]
    public void A_paragraph_reads_as_the_parser_shows_it()
    {
        Line.Array[1, 5].Sample(lines =>
        {
            var html = $"<!DOCTYPE html><title>1 &amp; 2</title><body>\r\n{string.Concat(lines.Select(l => $"<div><p>{l}</p>\n</div>"))}";
            var document = Read(html);
            var expected = new HtmlParser().ParseDocument(html).QuerySelectorAll("p").Select(Shown).Where(t => t.Length > 0);
            document.Blocks.GroupBy(b => b.Paragraph).Select(g => string.Join(' ', g.Select(b => Collapsed(document.Source.WordsOf(b.Span))))).ShouldBe(expected);
        }, iter: 300);
    }

    [Fact]
    public void All_text_of_a_tangled_page_is_read_once_and_at_its_own_place()
    {
        Gen.Select(Tangle.Array[1, 3], Gen.Bool).Sample((tangles, hasBody) =>
        {
            var html = (hasBody ? "<body>" : "") + string.Concat(tangles);
            var (document, _) = HtmlReader.Read("draft.html", Encoding.UTF8.GetBytes(html), Limits.Default);
            var body = new HtmlParser().ParseDocument(html).Body!;
            Letters(document is null ? "" : string.Concat(document.Blocks.Select(b => document.Source.WordsOf(b.Span)))).ShouldBe(Letters(Shown(body)), html);
            var end = 0;
            foreach (var block in document?.Blocks ?? [])
            {
                block.Span.Start.ShouldBeGreaterThanOrEqualTo(end, html);
                end = block.Span.End;
                for (var i = block.Span.Start; i < end; i++)
                {
                    (document!.Reading[i] == Characters.Ignorable || document.Reading[i] == html[i] || html[i] is '&' or '#' || char.IsWhiteSpace(document.Reading[i]) || char.IsAsciiLetterOrDigit(html[i])).ShouldBeTrue(html);
                }
            }
        }, iter: 300);
    }

    [Fact]
    public void Words_stand_at_the_offsets_of_the_file()
    {
        const string Html = "<p>Le budget&nbsp;: 1&#8239;234&nbsp;M&euro;, <b>dont</b> <!-- x --> 12.</p>";
        var document = Read(Html);
        document.Reading.Length.ShouldBe(Html.Length);
        document.Source.WordsOf(document.Blocks[0].Span).ShouldBe("Le budget\u00A0: 1\u202F234\u00A0M€, dont 12.");
        document.Reading.IndexOf("12.", StringComparison.Ordinal).ShouldBe(Html.IndexOf("12.", StringComparison.Ordinal));
        document.Reading[Html.IndexOf("&euro;", StringComparison.Ordinal)].ShouldBe('€');
    }

    [Fact]
    public void The_parts_of_a_page_are_told_by_its_structure()
    {
        Told(Read("""
            <html lang="en-GB"><body><header>Site <nav><ul><li>News</li></ul></nav></header><main><article>
            <header><h1>Title of <em>it</em></h1><p class="article__standfirst">In short.</p><p>By Ann</p></header>
            <p>Text<a role="doc-noteref" href="#n">1</a> goes on.<br>Next line</p>
            <div class="share-tools">Share</div>
            <ul><li>One <ul><li>Deep</li></ul></li><li><p>Two</p><p>still two</p></li></ul>
            <blockquote><p>Said.</p><footer>Bob</footer></blockquote>
            <figure><img src="x"><figcaption>Seen</figcaption></figure>
            <del>Gone</del> <p style="display: none">Hidden</p>
            <aside role="doc-footnote" id="n">A note</aside><aside>Beside</aside>
            </article></main><footer>Foot</footer></body></html>
            """)).ShouldBe(
        [
            "Paragraph Boilerplate Site", "Paragraph Boilerplate News", "Heading Title Title of it", "Paragraph Standfirst In short.", "Paragraph Unsaid By Ann",
            "Paragraph Unsaid Text goes on.", "Paragraph Unsaid Next line", "Paragraph Boilerplate Share",
            "ListItem Unsaid One", "ListItem Unsaid Deep", "ListItem Unsaid Two", "ListItem Unsaid still two", "Paragraph Quotation Said.", "Paragraph Quotation Bob",
            "Paragraph Caption Seen", "Paragraph Footnote A note", "Paragraph Boilerplate Beside", "Paragraph Boilerplate Foot",
        ]);
    }

    [Fact]
    public void Lists_are_nested_and_a_further_paragraph_of_an_item_opens_none()
    {
        var blocks = Read("<ul><li>One <ul><li>Deep</li></ul></li><li><p>Two</p><p>still two</p></li></ul>").Blocks;
        blocks.Select(b => (b.Depth, b.GoesOn)).ShouldBe([(1, false), (2, false), (1, false), (1, true)]);
    }

    [Fact]
    public void A_page_within_an_attribute_and_what_the_parser_changes_in_a_style_do_not_matter()
    {
        var document = Read("<p>One</p><iframe srcdoc='<p>Two</p> <b>3</b>'></iframe><style></Group></style><p>Four");
        Told(document).ShouldBe(["Paragraph Unsaid One", "Paragraph Unsaid Four"]);
        document.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Cells_that_reach_over_columns_and_rows_keep_the_others_in_place()
    {
        var document = Read("""
            <table><caption>In euros</caption><thead><tr><th rowspan="2">Who<th colspan="2">Year<tr><th>2020<th>2021<tbody>
            <tr><th rowspan=2>A<td>1<td>2<tr><td>3<td>4<tr><td colspan=2>B<td>5</table>
            """);
        document.Blocks.Where(b => b.Cell is not null).Select(b => $"{document.Source.WordsOf(b.Span)} {b.Cell!.Value.Row},{b.Cell.Value.Column}{(b.Cell.Value.IsHeader ? " head" : "")}")
            .ShouldBe(["Who 0,0 head", "Year 0,1 head", "2020 1,1 head", "2021 1,2 head", "A 2,0", "1 2,1", "2 2,2", "3 3,1", "4 3,2", "B 4,0", "5 4,2"]);
    }

    [Fact]
    public void A_table_that_lays_out_a_page_is_no_table() =>
        Read("<table><tr><td><h1>T</h1><p>Text</p></td><td>Side</td></tr><tr><td>a</td><td>b</td></tr></table>").Blocks.ShouldAllBe(b => b.Cell == null);

    [Theory]
    [InlineData("<script type='application/ld+json'>[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2021-03-04T23:10:00+01:00\",\"dateModified\":\"2021-03-05\",\"author\":{\"name\":\"Ann B\"}}]</script>", "2021-03-04 2021-03-05 Ann B")]
    [InlineData("<meta property='article:published_time' content='2021-03-04T12:00:00Z'><meta name='author' content='C D'>", "2021-03-04  C D")]
    [InlineData("<meta property='article:published_time' content='2021-03-04T23:30:00Z'>", "  ")]
    [InlineData("<body><time datetime='2021-03-04' pubdate>4 March</time>", "2021-03-04  ")]
    [InlineData("<script type='application/ld+json'>{ no json }</script>", "  ")]
    public void A_page_says_when_and_by_whom_it_appeared(string head, string expected)
    {
        var front = Read($"{head}<p>Text").FrontMatter;
        $"{front.Published:yyyy-MM-dd} {front.Updated:yyyy-MM-dd} {front.Author}".ShouldBe(expected);
    }

    [Theory]
    [InlineData("<meta charset=iso-8859-15>", new byte[] { 0xA4 }, "€")]
    [InlineData("<meta http-equiv=Content-Type content='text/html; charset=latin1'>", new byte[] { 0x80, 0xE9 }, "€é")]
    [InlineData("<meta charset=utf-8>", new byte[] { 0xC3, 0xA9 }, "é")]
    [InlineData("", new byte[] { 0x93, 0xE9 }, "“é")]
    [InlineData("<?xml version='1.0' encoding='windows-1250'?>", new byte[] { 0xB9 }, "ą")]
    public void The_encoding_that_a_page_declares_is_taken_and_written_back(string head, byte[] word, string expected)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(head + "<p>"), .. word];
        var (document, _) = HtmlReader.Read("draft.html", bytes, Limits.Default);
        document!.Source.WordsOf(document.Blocks[0].Span).ShouldBe(expected);
        document.Source.Encoded().ShouldBe(bytes);
    }

    [Theory]
    [InlineData(50_000, "<div>", "")]
    [InlineData(50_000, "<div/>", "")]
    [InlineData(20_000, "<svg><section/>", "")]
    [InlineData(3_000, "<b id=#>", "<p>x")]
    [InlineData(200_001, "<br>", "x")]
    public void A_page_that_would_take_long_is_refused(int times, string start, string then)
    {
        var html = string.Concat(Enumerable.Range(0, times).Select(i => start.Replace("#", $"{i}", StringComparison.Ordinal) + then));
        var (document, diagnostic) = HtmlReader.Read("draft.html", Encoding.UTF8.GetBytes(html), Limits.Default);
        document.ShouldBeNull();
        diagnostic!.Code.ShouldBe("D020");
    }

    [Fact]
    public void Many_paragraphs_and_drawings_that_close_themselves_are_no_depth()
    {
        var html = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"<p>Word {i}<svg viewBox='0 0 1 1'><title>Icon</title><path d='M0'/><g><circle/></g></svg><br/>"));
        Read(html).Blocks.Count.ShouldBe(3_000);
    }

    [Fact]
    public void A_page_beyond_the_bound_is_refused_before_it_is_read() =>
        HtmlReader.Read("draft.html", new byte[200], Limits.Default with { MaxDraftBytes = 100 }).Diagnostic!.Code.ShouldBe("D009");

    [Fact]
    public void A_page_without_text_is_not_passed_over() => HtmlReader.Read("draft.html", "<body><script>x</script>"u8.ToArray(), Limits.Default).Diagnostic!.Code.ShouldBe("D021");

    private static Document Read(string html) => HtmlReader.Read("draft.html", Encoding.UTF8.GetBytes(html), Limits.Default).Document!;

    private static IEnumerable<string> Told(Document document) => document.Blocks.Select(b => $"{b.Kind} {b.Role} {document.Source.WordsOf(b.Span)}");

    private static string Shown(IElement element)
    {
        foreach (var unseen in element.QuerySelectorAll("script, style, template, [hidden]").ToList())
        {
            unseen.Remove();
        }

        return Collapsed(element.TextContent.Replace("\u2060", "", StringComparison.Ordinal));
    }

    private static string Collapsed(string text) => string.Join(' ', text.Split([' ', '\n', '\r', '\t', '\f'], StringSplitOptions.RemoveEmptyEntries));

    // Text that the parser moves out of a table stands elsewhere in the source.
    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Order());
}
