using System.Text.Json;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>Writes a report as one JSON object. Offsets count UTF-16 code units of the decoded text and bytes of the file; lines and columns count from 1.</summary>
public static class JsonReport
{
    public static void Write(Report report, TextWriter output) => output.WriteLine(JsonText.Of(json => Write(json, report)));

    private static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteStartArray("files");
        foreach (var file in report.Files)
        {
            WriteFile(json, report, file);
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            WriteFinding(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in report.Diagnostics)
        {
            json.WriteStartObject();
            WriteDiagnostic(json, diagnostic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("rules");
        foreach (var (rule, count) in report.Evaluated.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(rule, count);
        }

        json.WriteEndObject();
        WriteResults(json, report);
        if (report.Baseline is { } baseline)
        {
            WriteBaseline(json, baseline);
        }

        json.WriteEndObject();
    }

    /// <summary>What the rules over datasets made of their rows.</summary>
    internal static void WriteResults(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("results");
        foreach (var rule in report.OverDatasets)
        {
            WriteCount(json, report, rule);
        }

        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, Report report, string rule)
    {
        var count = report.Counts.GetValueOrDefault(rule);
        json.WriteStartObject(rule);
        json.WriteNumber("evaluated", count.Evaluated);
        json.WriteNumber("passed", count.Passed);
        json.WriteNumber("failed", count.Failed);
        json.WriteNumber("unknown", count.Unknown);
        json.WriteNumber("beside", count.Beside);
        if (report.Rules.FirstOrDefault(r => r.Id == rule)?.MaxFailures is { } bound)
        {
            json.WriteString("maxFailures", bound.ToString());
            json.WriteBoolean("accepted", bound.Accepts(report.Open(rule), count.Evaluated));
        }

        json.WriteEndObject();
    }

    private static void WriteBaseline(Utf8JsonWriter json, BaselineMatch baseline)
    {
        json.WriteStartObject("baseline");
        json.WriteString("path", baseline.Baseline.Source.Path);
        json.WriteNumber("found", baseline.Found.Count);
        json.WriteNumber("untouched", baseline.Untouched.Count);
        json.WriteStartArray("gone");
        foreach (var gone in baseline.Gone)
        {
            json.WriteStartObject();
            BaselineFile.WriteEntry(json, gone);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, Report report, FileReport file)
    {
        var done = file.CheckedCount;
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteNumber("figures", file.FigureCount);
        json.WriteNumber("checked", done);
        json.WriteNumber("unchecked", file.FigureCount - done);
        json.WriteString("encoding", file.Encoding);
        if (file.Language is not null)
        {
            // Figures of a dataset are its cells, too many to list.
            json.WriteString("language", file.Language);
            json.WriteStartArray("ledger");
            foreach (var figure in file.Figures)
            {
                json.WriteStartObject();
                WritePlace(json, file.Ledger.PlaceOf(figure)!.Value, withPath: false);
                json.WriteString("state", file.Ledger.StateOf(figure).ToString().ToLowerInvariant());
                json.WriteStartArray("rules");
                foreach (var rule in file.Ledger.RulesOf(figure))
                {
                    json.WriteStringValue(rule);
                }

                json.WriteEndArray();
                if (file.Ledger.StateOf(figure) != FigureState.Checked)
                {
                    json.WriteString("reason", file.Ledger.ReasonOf(figure));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The properties of a finding.</summary>
    internal static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("rule", finding.Rule);
        json.WriteString("key", finding.Key.ToString());
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("verdict", finding.Verdict.ToString().ToLowerInvariant());
        WritePlace(json, finding.Place, withPath: true);
        json.WriteString("message", finding.Message);
        if (finding.Suppression is { } suppression)
        {
            WriteSuppression(json, suppression);
        }

        WriteRow(json, finding);
        json.WriteStartArray("related");
        foreach (var related in finding.Related)
        {
            json.WriteStartObject();
            WritePlace(json, related.Place, withPath: true);
            json.WriteString("note", related.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("working");
        WriteWorking(json, finding.Working);
        WriteOperand(json, "expected", finding.Expected);
        json.WriteEndObject();
        json.WriteStartArray("repairs");
        foreach (var repair in finding.Repairs)
        {
            json.WriteStartObject();
            json.WriteString("reason", repair.Reason);
            if (repair.Place is { } place)
            {
                WritePlace(json, place, withPath: true);
            }

            json.WriteBoolean("likely", repair.IsLikely);
            json.WriteStartArray("edits");
            foreach (var edit in repair.Edits)
            {
                json.WriteStartObject();
                WritePlace(json, edit.Place, withPath: true);
                json.WriteString("replacement", edit.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (finding.Culprit is { } culprit)
        {
            json.WriteStartObject("culprit");
            json.WriteNumber("group", culprit.Group);
            json.WriteNumber("findings", culprit.Count);
            json.WriteStartArray("places");
            foreach (var place in culprit.Places)
            {
                json.WriteStartObject();
                WritePlace(json, place, withPath: true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteRow(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Row is not { } row)
        {
            return;
        }

        json.WriteStartObject("row");
        json.WriteString("dataset", row.Dataset);
        json.WriteStartObject("key");
        foreach (var (column, value) in row.Columns)
        {
            json.WriteString(column, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter json, Suppression suppression)
    {
        json.WriteStartObject("suppression");
        json.WriteString("kind", suppression.Kind switch { SuppressionKind.InSource => "inSource", SuppressionKind.Configuration => "configuration", SuppressionKind.Threshold => "threshold", SuppressionKind.Unchanged => "unchanged", _ => "baseline" });
        json.WriteString("where", suppression.Where);
        if (suppression.Reason.Length > 0)
        {
            json.WriteString("reason", suppression.Reason);
        }

        if (suppression.Until is { } until)
        {
            json.WriteString("until", $"{until:yyyy-MM-dd}");
        }

        if (suppression.Author is { } author)
        {
            json.WriteString("author", author);
        }

        json.WriteEndObject();
    }

    private static void WriteWorking(Utf8JsonWriter json, Working working)
    {
        json.WriteStartArray("steps");
        foreach (var step in working.Steps)
        {
            json.WriteStringValue(step);
        }

        json.WriteEndArray();
        WriteOperand(json, "left", working.Left);
        WriteOperand(json, "right", working.Right);
        WriteNumber(json, "imbalance", working.Imbalance);
        WriteNumber(json, "difference", working.Difference);
        WriteNumber(json, "allowed", working.Allowed);
        json.WriteStartArray("operands");
        foreach (var operand in working.Operands)
        {
            json.WriteStartObject();
            WriteOperand(json, operand);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The row of a dataset and the numbers of its check, for reports that show no working.</summary>
    internal static void WriteNumbers(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Row is null)
        {
            return;
        }

        WriteRow(json, finding);
        WriteNumber(json, "left", finding.Working.Left?.Value);
        WriteNumber(json, "right", finding.Working.Right?.Value);
        WriteNumber(json, "imbalance", finding.Working.Imbalance);
        WriteNumber(json, "tolerance", finding.Working.Allowed);
        WriteNumber(json, "expected", finding.Expected?.Value);
    }

    private static void WriteOperand(Utf8JsonWriter json, string name, Operand? operand)
    {
        if (operand is not null)
        {
            json.WriteStartObject(name);
            WriteOperand(json, operand);
            json.WriteEndObject();
        }
    }

    private static void WriteOperand(Utf8JsonWriter json, Operand operand)
    {
        json.WriteString("name", operand.Name);
        json.WriteString("shown", operand.Text);
        WriteNumber(json, "value", operand.Value);
        WriteNumber(json, "low", operand.Low);
        WriteNumber(json, "high", operand.High);
        if (operand.Unit.Length > 0)
        {
            json.WriteString("unit", operand.Unit);
        }

        if (operand.Width.Length > 0)
        {
            json.WriteString("width", operand.Width);
        }

        if (operand.Place is { } place)
        {
            WritePlace(json, place, withPath: true);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    internal static void WritePlace(Utf8JsonWriter json, Place place, bool withPath)
    {
        var at = place.Source.PositionOf(place.Span.Start);
        if (withPath)
        {
            json.WriteString("path", place.Source.Path);
        }

        json.WriteNumber("start", place.Source.FileOffset(place.Span.Start));
        json.WriteNumber("end", place.Source.FileOffset(place.Span.End));
        json.WriteNumber("line", at.Line);
        json.WriteNumber("column", at.Column);
        if (place.Bytes is var (offset, length))
        {
            json.WriteNumber("byteOffset", offset);
            json.WriteNumber("byteLength", length);
        }

        json.WriteString("text", place.Text);
        if (place.Source.OriginOf(place.Span.Start) is { } origin)
        {
            WriteOrigin(json, origin, place.Source.BoxesOf(place.Span));
        }
    }

    private static void WriteOrigin(Utf8JsonWriter json, Origin origin, IReadOnlyList<(int Page, Box Box)> boxes)
    {
        json.WriteStartObject("origin");
        json.WriteString("name", origin.Name);
        if (origin.Page is { } page)
        {
            json.WriteNumber("page", page);
        }

        if (boxes.Count > 0)
        {
            WriteBox(json, boxes[0].Box);
        }

        if (boxes.Count > 1)
        {
            json.WriteStartArray("further");
            foreach (var (further, box) in boxes.Skip(1))
            {
                json.WriteStartObject();
                json.WriteNumber("page", further);
                WriteBox(json, box);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (origin.Paragraph is { } paragraph)
        {
            json.WriteNumber("paragraph", paragraph);
        }

        if (origin.Part is { } part)
        {
            json.WriteString("part", part);
        }

        json.WriteEndObject();
    }

    private static void WriteBox(Utf8JsonWriter json, Box box)
    {
        json.WriteStartArray("box");
        foreach (var side in new[] { box.Left, box.Bottom, box.Right, box.Top })
        {
            json.WriteNumberValue(side);
        }

        json.WriteEndArray();
    }

    /// <summary>The properties of a diagnostic.</summary>
    internal static void WriteDiagnostic(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteString("code", diagnostic.Code);
        json.WriteString("kind", diagnostic.Kind.ToString().ToLowerInvariant());
        json.WriteString("message", diagnostic.Message);
        if (diagnostic.Help is not null)
        {
            json.WriteString("help", diagnostic.Help);
        }

        if (diagnostic.Path is not null)
        {
            json.WriteString("path", diagnostic.Path);
        }

        if (diagnostic.Position is { } at)
        {
            json.WriteNumber("line", at.Line);
            json.WriteNumber("column", at.Column);
        }
    }
}
