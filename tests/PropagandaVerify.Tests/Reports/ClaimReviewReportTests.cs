using System.Text.Json;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

public class ClaimReviewReportTests
{
    [Fact]
    public void A_finding_is_a_review_of_the_sentence_it_stands_in()
    {
        const string Text = "The fair is over. It counted 450 guests in May. It was cold.";
        var finding = ReportSamples.Finding(Text, 29, 39, path: "week 1/draft.md", severity: Severity.Warning) with { Key = new("abc", 2), Verdict = Verdict.Precision };
        var report = ReportSamples.Of(finding, ReportSamples.Finding(Text, 0, 3, severity: Severity.Info));
        var written = ReportSamples.Written(o => ClaimReviewReport.Write(report with { Files = [new("week 1/draft.md", "utf-8", "en", new DateOnly(2020, 10, 26), [], new Ledger())] }, o));
        written.ShouldBe(
            """
            {
              "@context": "https://schema.org",
              "@graph": [
                {
                  "@type": "ClaimReview",
                  "identifier": "abc:2",
                  "claimReviewed": "It counted 450 guests in May.",
                  "reviewBody": "It is wrong.",
                  "reviewRating": {
                    "@type": "Rating",
                    "alternateName": "Not right to the digits that are written"
                  },
                  "itemReviewed": {
                    "@type": "Claim",
                    "datePublished": "2020-10-26",
                    "appearance": {
                      "@type": "CreativeWork",
                      "url": "week%201/draft.md",
                      "inLanguage": "en"
                    }
                  }
                }
              ]
            }

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Markup_is_no_part_of_a_claim_and_hostile_words_stay_in_their_strings()
    {
        var source = new Source("a.html", "It counted <b>450</b> guests.") { Reading = "It counted \u2060\u2060\u2060450\u2060\u2060\u2060\u2060 guests." };
        var report = ReportSamples.Of(ReportSamples.Finding("", 14, 17, source: source), ReportSamples.HostileFinding());
        using var json = JsonDocument.Parse(ReportSamples.Written(o => ClaimReviewReport.Write(report, o)));
        var claims = json.RootElement.GetProperty("@graph").EnumerateArray().Select(r => r.GetProperty("claimReviewed").GetString()).ToList();
        claims.ShouldBe(["It counted 450 guests.", ReportSamples.Hostile]);
    }
}
