using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PropagandaVerify.Documents;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

public class HtmlReportTests
{
    private static readonly string[] Languages = ["fr", "en", "de", "es"];

    [Fact]
    public void Pages_of_all_cases_are_sound_and_their_links_lead_somewhere()
    {
        foreach (var (path, report) in ReportSamples.OfCases())
        {
            var page = Parsed(Written(report));
            var ids = page.All.Select(e => e.Id).Where(i => !string.IsNullOrEmpty(i)).OfType<string>().ToList();
            ids.Distinct().Count().ShouldBe(ids.Count, path);
            var links = page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).ToList();
            links.ShouldAllBe(l => l.StartsWith('#') && ids.Contains(l.Substring(1)), path);
            page.QuerySelectorAll(".finding").Length.ShouldBe(report.Findings.Count, path);
            page.All.SelectMany(e => e.Attributes).Select(a => a.Name).ShouldNotContain("style", path);
            page.QuerySelectorAll("[src], link, iframe, form").ShouldBeEmpty(path);
            page.QuerySelectorAll("svg").ShouldAllBe(s => s.QuerySelector("title")!.TextContent.Length > 10);

            // Each finding in the text is set off there.
            foreach (var finding in report.Findings.Index().Where(f => report.Files[0].Document!.Blocks.Any(b => b.Span.Overlaps(f.Item.Place.Span))))
            {
                page.QuerySelector($".text a[href='#f{finding.Index + 1}']").ShouldNotBeNull($"{path}: {finding.Item.Message}");
            }
        }
    }

    [Fact]
    public void A_page_is_the_same_at_each_run()
    {
        var report = Checked("Paris 7, Lyon 3, soit 12 au total.\n\nUn accord avec la ville de Douyin est signé.");
        Written(report).ShouldBe(Written(Checked("Paris 7, Lyon 3, soit 12 au total.\n\nUn accord avec la ville de Douyin est signé.")));
    }

    [Fact]
    public void What_a_hostile_draft_says_shows_and_makes_no_markup()
    {
        var finding = ReportSamples.HostileFinding();
        var document = DocumentReader.Read(finding.Place.Source, Limits.Default);
        var html = Written(ReportSamples.Of(finding) with { Files = [new FileReport(finding.Place.Source.Path, "utf-8", "en", null, [], new Ledger()) { Document = document }] });
        html.ShouldNotContain('\u001b');
        html.ShouldNotContain('\u202E');
        html.ShouldNotContain('\uFFFE');
        var page = Parsed(html);
        page.QuerySelector(".text b").ShouldBeNull();
        page.QuerySelector(".finding h4")!.TextContent.ShouldBe("␛[31m=1+1 100% ::error::x | @all #1 <b> [a](1) {0} $a$ `c`⟨U+202E⟩\uFFFD, \"q\"");
    }

    [Fact]
    public void A_sum_is_written_out_and_drawn()
    {
        var page = Parsed(Plain(Checked("Le bilan\n\n- Paris : 412 visiteurs\n- Lyon : 187 visiteurs\n- Lille : 268 visiteurs\n\nSoit 987 visiteurs au total.")));
        var rows = page.QuerySelectorAll(".sum tr").Select(r => r.TextContent).ToList();
        rows[0].ShouldBe("3:11 Paris412 visiteurs");
        rows[^2].ShouldBe("somme867 visiteurs");
        rows[^1].ShouldBe("annoncé 7:6987 visiteurs");
        page.QuerySelector("svg title")!.TextContent.ShouldBe("Les postes (412 visiteurs + 187 visiteurs + 268 visiteurs) font 867 visiteurs ; le texte annonce 987 visiteurs.");
        page.QuerySelectorAll("svg rect.part").Length.ShouldBe(3);

        // The mark stands right of the last part.
        var end = page.QuerySelectorAll("svg rect.part").Max(r => decimal.Parse(r.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture) + decimal.Parse(r.GetAttribute("width")!, System.Globalization.CultureInfo.InvariantCulture));
        decimal.Parse(page.QuerySelector("svg .mark-line")!.GetAttribute("d")![1..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(end);
    }

    [Fact]
    public void A_rate_is_drawn_between_its_lowest_and_highest()
    {
        var title = Parsed(Plain(Checked("L'amende est de 12 millions de dollars (13,5 millions d'euros).", new DateOnly(2020, 10, 26)))).QuerySelector("svg title")!.TextContent;
        title.ShouldStartWith("De 0,8");
        title.ShouldEndWith("en face : 1,125 EUR/USD.");
    }

    [Fact]
    public void A_share_is_drawn_against_what_was_reckoned()
    {
        var page = Parsed(Plain(Checked("Of the 48 berths, about 31 are let, or 78 % of them.", language: "en")));
        page.QuerySelector("svg title")!.TextContent.ShouldMatch(@"^From 6\d.* against it: 78%\.$");
    }

    [Fact]
    public void Dates_are_drawn_in_their_order()
    {
        var page = Parsed(Plain(Checked("Le jeudi de l'Ascension (28 mai 2020), la collecte est annulée.", new DateOnly(2020, 5, 2))));
        page.QuerySelector("svg title")!.TextContent.ShouldStartWith("Dans l'ordre du temps : 2020-05-02 · publication, 21 mai 2020");
        page.QuerySelectorAll("svg rect.part").Length.ShouldBe(3);
    }

    [Fact]
    public void A_difference_that_no_bar_shows_is_not_drawn() =>
        Parsed(Written(Checked("- Paris : 412 650 visiteurs\n- Lyon : 187 420 visiteurs\n\nSoit 600 071 visiteurs au total."))).QuerySelectorAll(".sum tr").Length.ShouldBe(4);

    [Fact]
    public void Blocks_keep_their_parts()
    {
        const string Text = "Titre Chapeau Texte Citation Légende Note Menu a b";
        Block Of(string word, BlockRole role, BlockKind kind = BlockKind.Paragraph, int depth = 0, CellPlace? cell = null) => new(kind, new TextSpan(Text.IndexOf(word, StringComparison.Ordinal), Text.IndexOf(word, StringComparison.Ordinal) + word.Length), depth, Text.IndexOf(word, StringComparison.Ordinal), cell) { Role = role };
        var document = new PropagandaVerify.Documents.Document
        {
            Source = new Source("d.txt", Text),
            Reading = Text,
            FrontMatter = FrontMatter.Empty,
            Blocks =
            [
                Of("Titre", BlockRole.Title), Of("Chapeau", BlockRole.Standfirst), Of("Texte", BlockRole.Unsaid, BlockKind.Heading, 5), Of("Citation", BlockRole.Quotation), Of("Légende", BlockRole.Caption),
                Of("Note", BlockRole.Footnote), Of("Menu", BlockRole.Boilerplate), Of(" a", BlockRole.Unsaid, BlockKind.TableCell, 0, new CellPlace(0, 0, 0, true)), Of(" b", BlockRole.Unsaid, BlockKind.TableCell, 0, new CellPlace(0, 1, 1, false)),
            ],
        };
        var page = Parsed(Written(ReportSamples.Of() with { Files = [new FileReport("d.txt", "utf-8", "fr", null, [], new Ledger()) { Document = document }] }));
        page.QuerySelector(".text h4.title")!.TextContent.ShouldBe("Titre");
        page.QuerySelector(".text h5")!.TextContent.ShouldBe("Texte");
        page.QuerySelector(".text .standfirst")!.TextContent.ShouldBe("Chapeau");
        page.QuerySelector(".text blockquote")!.TextContent.Trim().ShouldBe("Citation");
        page.QuerySelector(".text .caption")!.TextContent.ShouldBe("Légende");
        page.QuerySelector(".text .footnote")!.TextContent.ShouldBe("Note");
        page.QuerySelector(".text details:not([open])")!.TextContent.ShouldContain("Menu");
        page.QuerySelectorAll(".text tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ShouldBe(["a", "|b"]);
    }

    [Fact]
    public void Findings_that_overlap_have_a_link_each()
    {
        const string Text = "The town of Douyin has 40 shops.";
        var source = new Source("d.txt", Text);
        var report = ReportSamples.Of(ReportSamples.Finding(Text, 4, 18, source: source), ReportSamples.Finding(Text, 12, 25, source: source, severity: Severity.Info), ReportSamples.Finding(Text, 4, 18, source: source, severity: Severity.Warning)) with
        {
            Files = [new FileReport("d.txt", "utf-8", "en", null, [], new Ledger()) { Document = DocumentReader.Read(source, Limits.Default) }],
        };
        var page = Parsed(Written(report));
        page.QuerySelectorAll(".text a").Select(a => $"{a.GetAttribute("href")} {string.Concat(a.ChildNodes.OfType<IText>().Select(t => t.Data))}").ShouldBe(["#f1 town of ", "#f1 Douyin", "#f3 ", "#f2  has 40"]);
        page.QuerySelectorAll(".text sup").Select(s => s.TextContent).ShouldBe(["1", "3", "2"]);
    }

    [Fact]
    public void Figures_that_no_rule_looked_at_say_why()
    {
        var page = Parsed(Written(Checked("Nous avons vu 12 chats.")));
        page.QuerySelector(".text .open")!.TextContent.ShouldBe("12 chats");
        page.QuerySelector(".text .open")!.GetAttribute("title").ShouldBe(Ledger.NoConstruction);
        page.QuerySelector(".reasons dd a")!.GetAttribute("href").ShouldBe($"#{page.QuerySelector(".text .anchor")!.Id}");
    }

    [Fact]
    public void Of_a_dataset_the_rows_in_question_are_shown()
    {
        var rules = PropagandaVerify.Rules.RuleFileReader.Read(new Source("house.yaml", "ruleset: house\nrules:\n- id: negative\n  title: Negative\n  severity: error\n  for: {r: beds}\n  check: r.beds >= 0\n  mark: [r.beds]\n  message: \"{r.beds} beds.\"\n"), Limits.Default);
        var report = new Verifier(new VerifierOptions { RuleFiles = [rules], KeepsDocuments = true }).Verify([new Source("beds.csv", "district,beds\nNorth,12\n\"South, \"\"old\"\"\",-3\nWest,4\n")]);
        var page = Parsed(Written(report));
        page.QuerySelectorAll(".rows tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))).ShouldBe(["line|district|beds", "3|South, \"old\"|-31 (finding 1, error)"]);
        page.QuerySelector(".where a")!.GetAttribute("href").ShouldBe($"#{page.QuerySelector(".rows .anchor")!.Id}");
    }

    [Fact]
    public void A_draft_of_megabytes_is_shown_around_its_findings_and_the_page_says_so()
    {
        var filler = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"Ce paragraphe numéro {i} ne dit rien de bien important sur les {i} chats de la ville.\n\n"));
        var html = Written(Checked($"{filler}Un accord avec la ville de Douyin est signé.\n\n{filler}", language: "fr"));
        html.Length.ShouldBeLessThan(300_000);
        var page = Parsed(html);
        page.QuerySelectorAll(".text p").Length.ShouldBe(4);
        page.QuerySelector(".text .cut")!.TextContent.ShouldContain("59998");
        page.QuerySelector(".text a.mark")!.TextContent.ShouldStartWith("ville de Douyin");
    }

    [Fact]
    public void Of_too_many_findings_the_gravest_are_shown()
    {
        var source = new Source("d.txt", string.Concat(Enumerable.Repeat("It is 12. ", 6_000)));
        var findings = Enumerable.Range(0, 6_000).Select(i => ReportSamples.Finding(source.Text, (i * 10) + 6, (i * 10) + 8, source: source, severity: i % 100 == 99 ? Severity.Error : Severity.Info)).ToArray();
        var html = Written(ReportSamples.Of(findings) with { Files = [new FileReport("d.txt", "utf-8", "en", null, [], new Ledger()) { Document = DocumentReader.Read(source, Limits.Default) }] });
        html.Length.ShouldBeLessThan(5_000_000);
        var page = Parsed(html);
        page.QuerySelectorAll(".finding.error").Length.ShouldBe(60);
        page.QuerySelectorAll(".finding").Length.ShouldBe(1_000);
        page.QuerySelector("header .cut")!.TextContent.ShouldBe("5000 of 6000 findings are not shown; the gravest are.");
    }

    [Theory]
    [InlineData(null, "de", "Prüfbericht")]
    [InlineData("fr", "de", "Rapport de vérification")]
    [InlineData("pt", "de", "Verification report")]
    public void The_page_speaks_the_language_of_messages_or_that_of_the_drafts(string? messages, string draft, string heading)
    {
        var page = Parsed(Written(ReportSamples.Of() with { Files = [new FileReport("d.txt", "utf-8", draft, null, [], new Ledger())] }, messages));
        page.QuerySelector("h1")!.TextContent.ShouldBe(heading);
        page.DocumentElement.GetAttribute("lang").ShouldBe(messages == "pt" ? "en" : messages ?? draft);
    }

    [Fact]
    public void Drafts_in_two_languages_have_an_English_page() =>
        Parsed(Written(ReportSamples.Of() with { Files = [new FileReport("a.txt", "utf-8", "fr", null, [], new Ledger()), new FileReport("b.txt", "utf-8", "de", null, [], new Ledger())] })).QuerySelector("h1")!.TextContent.ShouldBe("Verification report");

    [Fact]
    public void Every_word_of_the_page_is_there_in_all_its_languages()
    {
        var words = PageWords.All.ToList();
        words.Count.ShouldBeGreaterThan(50);
        words.ShouldAllBe(w => w.Languages.SequenceEqual(Languages));
    }

    [Theory]
    [InlineData("fr", 1512012.657269, 24955.03, "1\u202F512\u202F000")]
    [InlineData("fr", 3384711.5, 1, "3\u202F384\u202F711,5")]
    [InlineData("en", 3999999.40910778, 1.2, "3,999,999.41")]
    [InlineData("de", 475, 10, "475")]
    [InlineData("es", -2.5, 0, "-2,5")]
    [InlineData("en", 0.8666666666, 0.0533333, "0.867")]
    [InlineData("en", 0, 0, "0")]
    public void Ends_of_ranges_are_as_fine_as_tells_them_apart(string language, decimal value, decimal width, string written) => PageWords.For(language).Number(value, width).ShouldBe(written);

    private static Report Checked(string text, DateOnly? published = null, string? language = null) =>
        new Verifier(new VerifierOptions { KeepsDocuments = true, Draft = new DraftOptions { Published = published, Language = language } }).Verify([new Source("draft.txt", text)]);

    private static string Written(Report report, string? language = null) => ReportSamples.Written(o => HtmlReport.Write(report, o, language));

    // With plain spaces within amounts.
    private static string Plain(Report report) => Written(report).Replace('\u00A0', ' ').Replace('\u202F', ' ');

    // The parser throws at the first mistake.
    private static IHtmlDocument Parsed(string html) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
}
