using System.Globalization;
using System.Text.Json;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>
/// Writes the findings that are no mere information as ClaimReview items of schema.org, in JSON-LD. What only the publisher of the review can say (its address, its author, who made the claim, a grade) is left to
/// be filled in; a verdict is said in words.
/// </summary>
public static class ClaimReviewReport
{
    public static void Write(Report report, TextWriter output) => output.WriteLine(JsonText.Of(json =>
    {
        var files = report.Files.DistinctBy(f => f.Path).ToDictionary(f => f.Path, StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("@context", "https://schema.org");
        json.WriteStartArray("@graph");
        foreach (var finding in report.Findings.Where(f => f.IsOpen && f.Severity > Severity.Info))
        {
            WriteReview(json, finding, files.GetValueOrDefault(finding.Place.Source.Path));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }));

    private static void WriteReview(Utf8JsonWriter json, Finding finding, FileReport? file)
    {
        var sentence = QuotedSentence.Of(finding.Place);
        json.WriteStartObject();
        json.WriteString("@type", "ClaimReview");
        json.WriteString("identifier", finding.Key.ToString());
        json.WriteString("claimReviewed", $"{sentence.Before}{sentence.Words}{sentence.After}");
        json.WriteString("reviewBody", string.Join('\n', finding.Working.Steps.Prepend(finding.Message)));
        json.WriteStartObject("reviewRating");
        json.WriteString("@type", "Rating");
        json.WriteString("alternateName", Rating(finding.Verdict));
        json.WriteEndObject();
        json.WriteStartObject("itemReviewed");
        json.WriteString("@type", "Claim");
        if (file?.Published is { } day)
        {
            json.WriteString("datePublished", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        json.WriteStartObject("appearance");
        json.WriteString("@type", "CreativeWork");
        json.WriteString("url", SarifFiles.UriOf(finding.Place.Source.Path));
        if (file?.Language is { } language)
        {
            json.WriteString("inLanguage", language);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Rating(Verdict verdict) => verdict switch
    {
        Verdict.Precision => "Not right to the digits that are written",
        Verdict.Improbable or Verdict.Edge => "Hardly right as it is written",
        _ => "Cannot be right as it is written",
    };
}
