using System.Globalization;
using System.Text.Json;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>
/// Writes a report in the generic structure for validation reports of the European Statistical System (M. van der Loo and O. ten Bosch, 2017; its JSON form of version 1.0.1): one validation
/// for each row that a rule held against its check, with 1 for one that holds, 0 for one that fails and NA for one that could not be decided, and aggregations with the true counts of each
/// rule, since the rows of a report are bounded.
/// </summary>
/// <param name="output">Takes the report.</param>
/// <param name="time">The time of the run, after ISO 8601.</param>
public sealed class EssReport(TextWriter output, string time)
{
    private const string Language = "PropagandaVerify rules";

    private static readonly string Actor = $"PropagandaVerify {typeof(EssReport).Assembly.GetName().Version?.ToString(3)}";

    public void Write(Report report)
    {
        var rules = report.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var number = 0;
        output.WriteLine(JsonText.Of(json =>
        {
            json.WriteStartArray();
            foreach (var finding in report.Findings.Where(f => rules.ContainsKey(f.Rule)))
            {
                WriteValidation(json, ++number, rules[finding.Rule], finding.Severity, finding.Place, finding.Row, finding.Suppression is { } s ? $"{finding.Message} ({s.Told})" : finding.Message, "0");
            }

            foreach (var held in report.Checked.Where(c => rules.ContainsKey(c.Rule)))
            {
                WriteValidation(json, ++number, rules[held.Rule], rules[held.Rule].Severity, held.Place, held.Row, held.Why ?? "", held.Verdict == Verdict.Undecidable ? "NA" : "1");
            }

            foreach (var rule in report.OverDatasets.Where(report.Counts.ContainsKey))
            {
                var count = report.Counts[rule];
                WriteAggregation(json, ++number, rule, "passed", count.Passed, $"rows that hold{More(count.HoldingLeftOut)}");
                WriteAggregation(json, ++number, rule, "failed", count.Findings, $"findings{More(report.LeftOut.FirstOrDefault(l => l.Rule == rule).Count)}");
                WriteAggregation(json, ++number, rule, "unknown", count.Unknown, $"rows that could not be decided{More(count.UnknownLeftOut)}");
            }

            json.WriteEndArray();
        }));
    }

    // The counts are true; the lists above are bounded.
    private static string More(int leftOut) => leftOut > 0 ? $"; {leftOut.ToString(CultureInfo.InvariantCulture)} more than this report lists" : "";

    private void WriteValidation(Utf8JsonWriter json, int number, Rule rule, Severity severity, Place? place, RowKey? row, string told, string value)
    {
        Begin(json, number, "validation");
        json.WriteStartObject("rule");
        json.WriteString("language", Language);
        json.WriteString("expression", ExpressionText.Of(rule.Check));
        json.WriteString("severity", severity == Severity.Info ? "information" : severity.ToString().ToLowerInvariant());
        json.WriteString("description", $"{rule.Id}: {rule.Titles.GetValueOrDefault("en") ?? rule.Titles.Values.FirstOrDefault()}");
        json.WriteEndObject();
        json.WriteStartObject("data");
        WriteKeys(json, "source", place, row);
        WriteKeys(json, "target", place, row);
        json.WriteString("description", told);
        json.WriteEndObject();
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private void WriteAggregation(Utf8JsonWriter json, int number, string rule, string what, int count, string description)
    {
        Begin(json, number, "aggregation");
        json.WriteStartObject("aggregate");
        json.WriteString("language", Language);
        json.WriteString("expression", $"{what}({rule})");
        json.WriteString("description", description);
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteStartArray("source");
        json.WriteEndArray();
        json.WriteStartArray("target");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("value", count.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private void Begin(Utf8JsonWriter json, int number, string type)
    {
        json.WriteStartObject();
        json.WriteString("id", $"{time}-{number.ToString("D8", CultureInfo.InvariantCulture)}");
        json.WriteString("type", type);
        json.WriteStartObject("event");
        json.WriteString("time", time);
        json.WriteString("actor", Actor);
        json.WriteEndObject();
    }

    // A key is the dataset and the values that name the row, else the file and the place in it.
    private static void WriteKeys(Utf8JsonWriter json, string name, Place? place, RowKey? row)
    {
        IEnumerable<string> key = row is not null ? row.Columns.Select(c => c.Value).Prepend(row.Dataset) : place is { } at ? [at.Source.Path, at.Where] : [];
        json.WriteStartArray(name);
        json.WriteStartArray();
        foreach (var part in key)
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }
}
