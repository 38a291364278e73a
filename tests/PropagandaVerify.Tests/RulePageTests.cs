using System.Text.RegularExpressions;
using System.Xml.Linq;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class RulePageTests
{
    private const string Yaml = """
        rules:
        - id: too-much
          title: {en: Too much, fr: Trop}
          why: |
            It `matters` <b>a lot</b> <script>alert(1)</script>.

            <img src=x onerror=alert(1)> [here](javascript:alert(2)) <javascript:alert(3)> [there][r] ![p](https://example.org/p.png)

            [r]: javascript:alert(4)
          remedy: {en: Take some away, fr: En retirer}
          severity: error
          tags: [money]
          for: {i: items}
          params: {most: 5 %, least: (1 + 2) * (3 + 4)}
          check: i.value < 9
          message: m
          examples:
            holds: ["Paris 2 ```` <b>"]
            fails: [{text: "Paris 12", at: "12", message: m, published: 2020-10-26}]
            not_evaluated: [{data: {towns: "a,b\n1,2\n"}}]
          see: [other-rule, unknown-rule, "https://example.org/a?b=1&c=2"]
        """;

    private static readonly HashSet<string> Pages = ["too-much", "other-rule"];

    private static Rule Rule
    {
        get
        {
            var file = RuleFileReader.Read(new Source("house.yaml", Yaml), Limits.Default);
            file.Diagnostics.ShouldBeEmpty();
            return file.Rules[0];
        }
    }

    [Fact]
    public void A_page_of_markdown_shows_what_why_remedy_params_logic_examples_and_see()
    {
        var page = RulePage.Of(Rule, Pages);
        Regex.Matches(page, "^## (.*)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value)
            .ShouldBe(["What it finds", "Why", "Remedy", "Parameters", "The rule", "Holds", "Fails", "Not evaluated", "See"]);
        page.ShouldStartWith("# too-much\n\n**error** · money\n\n## What it finds\n\n- en: Too much\n- fr: Trop\n\n## Why\n\nIt `matters`");
        page.ShouldContain("## Remedy\n\n- en: Take some away\n- fr: En retirer\n");
        page.ShouldContain("| `most` | `5 %` |\n| `least` | `(1 + 2) * (3 + 4)` |\n");
        page.ShouldContain("check: i.value < 9\n");
        page.ShouldContain("`````text\nParis 2 ```` <b>\n`````\n");
        page.ShouldContain("at « 12 » · with « m » · published 2020-10-26\n");
        page.ShouldContain("towns:\n\n```csv\na,b\n1,2\n```\n");
        page.ShouldContain("- [other-rule](other-rule.md)\n- unknown-rule\n- <https://example.org/a?b=1&c=2>\n");
        page.ShouldNotContain("remedy:");
    }

    [Fact]
    public void A_web_page_is_well_formed_says_its_languages_and_fetches_nothing()
    {
        foreach (var html in ShippedRules.Files.SelectMany(f => f.Rules).Append(Rule).Select(r => RuleWebPage.Of(r, Pages)).Append(RuleWebPage.Index([Rule])))
        {
            html.ShouldStartWith("<!doctype html>\n<html lang=\"en\">");
            html.ShouldNotContain("src=\"");
            var root = Xml(html);
            root.Descendants("main").Count().ShouldBe(1);
            root.Descendants("h1").Count().ShouldBe(1);
            root.Descendants("title").Single().Value.ShouldBe(root.Descendants("h1").Single().Value);
            root.Descendants("link").ShouldBeEmpty();
            var ids = root.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>().ToList();
            ids.ShouldBeUnique();
            root.Descendants("section").Select(s => (string)s.Attribute("aria-labelledby")!).ShouldBe(ids);
        }

        Xml(RuleWebPage.Of(Rule)).Descendants("div").Where(d => (string?)d.Attribute("lang") == "fr").Select(d => d.Value.Trim()).ShouldBe(["Trop", "En retirer"]);
    }

    [Fact]
    public void A_web_page_shows_the_html_of_a_rule_as_text_and_links_to_pages_only()
    {
        var root = Xml(RuleWebPage.Of(Rule, Pages));
        root.Descendants().Where(e => e.Name.LocalName is "script" or "b" or "img").ShouldBeEmpty();
        root.Descendants("section").ElementAt(1).Value.ShouldContain("<script>alert(1)</script>");
        root.Descendants("a").Select(a => (string?)a.Attribute("href"))
            .ShouldBe(["index.html", "https://example.org/p.png", "other-rule.html", "https://example.org/a?b=1&c=2"]);
    }

    [Fact]
    public void An_index_leads_to_each_page()
    {
        RulePage.Index([Rule]).ShouldBe("# Rules\n\n- [too-much](too-much.md) (error): Too much\n");
        Xml(RuleWebPage.Index([Rule])).Descendants("a").Select(a => (string?)a.Attribute("href")).ShouldBe(["too-much.html"]);
    }

    // The few elements without an end are closed, so that a reader of XML finds every other that is not.
    private static XElement Xml(string html) =>
        XDocument.Parse(Regex.Replace(html.Replace("<!doctype html>\n", "", StringComparison.Ordinal), "<(meta [^>]*)>", "<$1/>")).Root!;
}
