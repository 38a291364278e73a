using System.Text.Json;
using PropagandaVerify.Findings;

namespace PropagandaVerify.Reports;

/// <summary>Writes a comparison as one JSON object. Findings look as they do in the report of a run; lists of rows and cells are bounded, the counts beside them are true.</summary>
public static class ComparisonJson
{
    public static void Write(Comparison comparison, TextWriter output) => output.WriteLine(JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("before", comparison.Before);
        json.WriteString("now", comparison.Now);
        Findings(json, "new", comparison.New, _ => null);
        Findings(json, "gone", comparison.Gone, comparison.FormerlyAt);
        Findings(json, "still", [.. comparison.Still.Select(s => s.Is)], _ => null);
        Findings(json, "answered", [.. comparison.Answered.Select(a => a.Is)], _ => null);
        Findings(json, "unknown", comparison.Unknown, comparison.FormerlyAt);
        json.WriteStartArray("datasets");
        foreach (var dataset in comparison.Datasets)
        {
            Write(json, dataset);
        }

        json.WriteEndArray();
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in comparison.Report.Diagnostics)
        {
            json.WriteStartObject();
            JsonReport.WriteDiagnostic(json, diagnostic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }));

    private static void Findings(Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings, Func<Finding, string?> formerlyAt)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            if (formerlyAt(finding) is { } at)
            {
                json.WriteString("formerlyAt", at);
            }

            JsonReport.WriteFinding(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DatasetChange change)
    {
        json.WriteStartObject();
        json.WriteString("name", change.Name);
        json.WriteString("path", change.Path);
        Texts(json, "key", change.Key);
        json.WriteNumber("rowsBefore", change.RowsBefore);
        json.WriteNumber("rowsNow", change.RowsNow);
        json.WriteNumber("added", change.AddedCount);
        json.WriteNumber("removed", change.RemovedCount);
        json.WriteNumber("changed", change.ChangedCount);
        Texts(json, "addedRows", change.Added);
        Texts(json, "removedRows", change.Removed);
        Texts(json, "addedColumns", change.AddedColumns);
        Texts(json, "removedColumns", change.RemovedColumns);
        json.WriteStartArray("columns");
        foreach (var column in change.Columns)
        {
            json.WriteStartObject();
            json.WriteString("column", column.Column);
            json.WriteNumber("changed", column.Count);
            json.WriteStartArray("cells");
            foreach (var cell in column.Cells)
            {
                json.WriteStartObject();
                json.WriteString("row", cell.Row);
                json.WriteString("before", cell.Before);
                json.WriteString("now", cell.Now);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
