using Markdig;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;

namespace PropagandaVerify.Tests.Reports;

public class MarkdownReportTests
{
    private static readonly MarkdownPipeline Forge = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseMathematics().UseTaskLists().Build();

    [Theory]
    [InlineData("a *b* _c_ ~~d~~ `e` [f](g) <i>h</i> ![j](k)")]
    [InlineData("https://example.org and www.example.org")]
    [InlineData("- not a list")]
    [InlineData("12. not a list either")]
    [InlineData("+ 3")]
    [InlineData("# no heading")]
    [InlineData("> no quotation")]
    [InlineData("$5 and $6, $$x$$")]
    [InlineData("3.5 % of 12 \\ & &amp; | 4")]
    [InlineData("---")]
    [InlineData("===")]
    public void Text_of_a_draft_shows_as_it_stands(string text)
    {
        var html = Markdown.ToHtml(MarkdownText.Escaped(text), Forge).Trim();
        var shown = System.Net.WebUtility.HtmlDecode(html.Replace("<!-- -->", "", StringComparison.Ordinal).Replace("<span>$</span>", "$", StringComparison.Ordinal));
        shown.ShouldBe($"<p>{text}</p>");
    }

    [Fact]
    public void Mentions_and_numbers_of_issues_are_broken() => MarkdownText.Escaped("@all #1").ShouldBe("@<!-- -->all #<!-- -->1");

    [Fact]
    public void Only_the_sentence_is_quoted()
    {
        const string Text = "It began. On 12. March 40 came, said Mr Roe (there). It ended.";
        var at = Text.IndexOf("40", StringComparison.Ordinal);
        Written(ReportSamples.Of(ReportSamples.Finding(Text, at, at + 2))).ShouldContain("> On 12. March **40** came, said Mr Roe (there).\n");
    }

    [Fact]
    public void A_long_line_is_cut_where_it_says_so()
    {
        var text = new string('a', 5_000) + " 40 " + new string('b', 5_000);
        Written(ReportSamples.Of(ReportSamples.Finding(text, 5_001, 5_003))).ShouldMatch("> …a{159} \\*\\*40\\*\\* b{159}…\n");
    }

    [Fact]
    public void A_long_report_is_cut_with_its_count_said()
    {
        var finding = ReportSamples.Finding("a 12", 2, 4) with { Working = new Working { Steps = [.. Enumerable.Repeat("1 + 1 = 3", 30)] } };
        var text = Written(ReportSamples.Of([.. Enumerable.Repeat(finding, 1_000)]));
        text.Length.ShouldBeInRange(55_000, MarkdownReport.MostCharacters);
        text.ShouldContain("### PropagandaVerify: 1000 errors");
        text.ShouldMatch(@"\d+ of 1000 findings are not shown here");
    }

    [Fact]
    public void Hostile_words_make_no_markup()
    {
        var text = Written(ReportSamples.Of(ReportSamples.HostileFinding()));
        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\u202E');
        text.ShouldNotContain("<b>");
        text.ShouldNotContain("@all");
    }

    private static string Written(Report report) => ReportSamples.Written(o => MarkdownReport.Write(report, o));
}
