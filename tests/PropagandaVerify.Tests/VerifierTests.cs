using CsCheck;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>Changes one thing of a draft and expects the finding: the draft of tests/cases/drafts/luoyang-clean, in which everything is right.</summary>
public class VerifierTests
{
    private static readonly string Clean = File.ReadAllText(Repository.Of("tests", "cases", "drafts", "luoyang-clean", "draft.md"));
    private static readonly string[] Amounts = ["6,5", "2,9", "10", "3,05", "3,45", "4,5", "8,05", "3,3", "3,4", "45,15"];

    public static TheoryData<string, string> ChangedAmounts()
    {
        var data = new TheoryData<string, string>();
        foreach (var amount in Amounts)
        {
            foreach (var change in new[] { 0.1m, -0.1m })
            {
                var value = decimal.Parse(amount.Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture) + change;
                data.Add(amount, value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ','));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ChangedAmounts))]
    public void An_amount_or_total_changed_by_a_tenth_of_a_million_is_reported_with_the_difference(string from, string to)
    {
        var finding = Single(Clean.Replace($" {from} millions de yuans", $" {to} millions de yuans", StringComparison.Ordinal), "total-differs-from-parts");
        finding.Working.Difference.ShouldBe(100_000m);
        finding.Severity.ShouldBe(Severity.Error);
        finding.Repairs.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("37 300 dollars", "373 000 dollars")]
    [InlineData("37 300 dollars", "3 730 dollars")]
    [InlineData("972 000 dollars", "9,72 millions de dollars")]
    [InlineData("972 000 dollars", "97 200 dollars")]
    [InlineData("6,74 millions de dollars", "67,4 millions de dollars")]
    [InlineData("6,74 millions de dollars", "674 000 dollars")]
    public void A_dollar_figure_off_by_ten_is_reported(string from, string to) =>
        Single(Clean.Replace(from, to, StringComparison.Ordinal), "conversion-implausible-for-its-date").Place.Text.ShouldBe(to);

    [Theory]
    [InlineData("En avril 2019", "En avril 2021")]
    [InlineData("16 mars de cette année", "16 décembre de cette année")]
    [InlineData("avis municipal du 18 juin", "avis municipal du 18 juin 2021")]
    [InlineData("ouvert en août 2019", "ouvert en août 2021")]
    [InlineData("ouvert en février 2020", "ouvert en décembre 2020")]
    public void A_date_moved_behind_publication_is_reported(string from, string to)
    {
        Clean.ShouldContain(from);
        Single(Clean.Replace(from, to, StringComparison.Ordinal), "date-after-publication").Severity.ShouldBe(Severity.Error);
    }

    [Theory]
    [InlineData("Douyin", 1)]
    [InlineData("TikTok", 1)]
    [InlineData("WeChat", 1)]
    [InlineData("Weibo", 1)]
    [InlineData("Facebook", 1)]
    [InlineData("Shanghai", 0)]
    [InlineData("Plouzévédé", 0)]
    public void Only_a_name_that_is_no_place_is_reported_as_a_town(string name, int count) =>
        Findings(Clean.Replace("la plateforme **Douyin**", $"la **ville de {name}**", StringComparison.Ordinal)).Count(f => f.Rule == "label-contradicts-entity").ShouldBe(count);

    [Theory]
    [InlineData("Mengjin", "6,5\u00A0millions de yuans")]
    [InlineData("Yichuan", "3,05\u00A0millions de yuans")]
    [InlineData("Yibin", "3,4\u00A0millions de yuans")]
    public void A_deleted_item_is_reported_and_the_repair_says_how_much_is_missing(string name, string amount)
    {
        var without = string.Join('\n', Clean.Split('\n').Where(l => !(l.StartsWith("- Studio", StringComparison.Ordinal) && l.Contains(name, StringComparison.Ordinal))));
        Single(without, "total-differs-from-parts").Repairs.ShouldContain(r => r.Reason.Contains(amount, StringComparison.Ordinal));
    }

    public static TheoryData<string> Typographies() => ["no-break", "narrow", "dots", "straight", "signs", "crlf", "decomposed", "soft"];

    [Theory]
    [MemberData(nameof(Typographies))]
    public void Typography_changes_nothing(string typography)
    {
        var text = Typed(Clean, typography);
        Findings(text).ShouldBeEmpty();
        Coverage(text).ShouldBe(Coverage(Clean));
        Findings(text.Replace("45,15", "45,25", StringComparison.Ordinal)).Select(f => f.Rule).ShouldBe(["total-differs-from-parts"]);
    }

    [Fact]
    public void Every_figure_is_accounted_for()
    {
        var report = Verify(Clean);
        var file = report.Files.ShouldHaveSingleItem();
        file.CheckedCount.ShouldBe(14);
        var appeal = file.Figures.Single(f => file.Ledger.PlaceOf(f)!.Value.Text == "1 €");
        file.Ledger.StateOf(appeal).ShouldBe(FigureState.Unchecked);
        report.Checked.ShouldContain(c => c.Rule == "total-differs-from-parts" && c.Steps.Any(s => s.Contains("6,5 + 2,9 + 10", StringComparison.Ordinal)));
        report.Checked.ShouldContain(c => c.Rule == "conversion-implausible-for-its-date");
    }

    [Fact]
    public void The_same_input_gives_the_same_report()
    {
        var changed = Clean.Replace("45,15", "45,25", StringComparison.Ordinal);
        Rendered(changed).ShouldBe(Rendered(changed));
    }

    [Fact]
    public void No_text_makes_the_verifier_throw_and_every_place_lies_in_the_text()
    {
        var words = Gen.OneOf<string>(
            "6,5", "3.076", "1 200", "45", "millions", "M€", "de", "yuans", "dollars", "(", ")", "soit", "au total", ",", ";", ".", "\n", "\n\n- ", ":", "Lyon", "comté de Mengjin",
            "la ville de Douyin", "en août 2019", "le 3 mai", "a été créé", "environ", "plus de", "dont", "et", "€", "$", "**", "[", "](x)", "`", "> ", "| ", "\u00AD", "\u202E", "1.2.3.4", "99999999999999999999999999999999",
            "trois", "quatre-vingt-dix", "mille", "une dizaine de", "%", "\r\n", "---", "0", "1e5", "-3", "\u2212", "٣", "😀", "\uD800");
        words.Array[0, 60].Sample(parts =>
        {
            var text = string.Join(' ', parts) + ".";
            foreach (var path in new[] { "a.txt", "a.md" })
            {
                var report = new Verifier(new VerifierOptions { Draft = new DraftOptions { Language = "fr", Published = new DateOnly(2020, 10, 26) } }).Verify([new Source(path, text)]);
                foreach (var place in report.Findings.Select(f => f.Place).Concat(report.Files.SelectMany(f => f.Figures.Select(n => f.Ledger.PlaceOf(n)!.Value))))
                {
                    place.Span.Start.ShouldBeInRange(0, text.Length);
                    place.Span.End.ShouldBeInRange(place.Span.Start + 1, text.Length);
                }
            }
        }, iter: 300, threads: 2);
    }

    private static string Typed(string text, string typography) => typography switch
    {
        "no-break" => text.Replace(" millions", "\u00A0millions", StringComparison.Ordinal).Replace("250 000", "250\u00A0000", StringComparison.Ordinal).Replace("972 000", "972\u00A0000", StringComparison.Ordinal).Replace("37 300", "37\u00A0300", StringComparison.Ordinal),
        "narrow" => text.Replace(" millions", "\u202Fmillions", StringComparison.Ordinal).Replace("250 000", "250\u202F000", StringComparison.Ordinal).Replace("972 000", "972\u202F000", StringComparison.Ordinal).Replace("37 300", "37\u202F300", StringComparison.Ordinal),
        "dots" => text.Replace("250 000", "250.000", StringComparison.Ordinal).Replace("972 000", "972.000", StringComparison.Ordinal).Replace("37 300", "37.300", StringComparison.Ordinal),
        "straight" => text.Replace('’', '\''),
        "signs" => text.Replace(" millions de dollars", " M$", StringComparison.Ordinal).Replace("000 dollars", "000 $", StringComparison.Ordinal),
        "crlf" => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        "decomposed" => text.Replace("é", "e\u0301", StringComparison.Ordinal).Replace("û", "u\u0302", StringComparison.Ordinal),
        "soft" => text.Replace("comtés", "com\u00ADtés", StringComparison.Ordinal).Replace("millions", "mil\u00ADlions", StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(typography)),
    };

    private static Report Verify(string text) => new Verifier(new VerifierOptions()).Verify([new Source("draft.md", text)]);

    private static IReadOnlyList<Finding> Findings(string text) => Verify(text).Findings;

    private static Finding Single(string text, string rule)
    {
        text.ShouldNotBe(Clean);
        return Findings(text).Where(f => f.Rule == rule).ShouldHaveSingleItem();
    }

    private static (int Figures, int Checked) Coverage(string text)
    {
        var report = Verify(text);
        return (report.Files[0].Figures.Count, report.Files[0].CheckedCount);
    }

    private static string Rendered(string text)
    {
        var output = new StringWriter();
        PropagandaVerify.Reports.JsonReport.Write(Verify(text), output);
        return output.ToString();
    }
}
