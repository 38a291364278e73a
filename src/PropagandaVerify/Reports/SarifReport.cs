using System.Text.Json;
using PropagandaVerify.Findings;
using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>
/// Writes a report as SARIF 2.1.0, the form in which tools hand findings to code scanning. Columns and offsets count UTF-16 code units. Of a file without lines, such as one of a word
/// processor, a result names the paragraph or page and offers no fixes.
/// </summary>
/// <param name="output">Takes the report.</param>
/// <param name="language">The language of the rules' descriptions, where they have it.</param>
public sealed class SarifReport(TextWriter output, string language = "en")
{
    /// <summary>The most results of a report, the gravest first: code scanning keeps no more.</summary>
    public const int MostResults = 5_000;

    private const string SchemaUri = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const int MostRelated = 100;

    // The three numbers of the assembly, which are the same in each build of a version.
    private static readonly string Version = typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public void Write(Report report)
    {
        List<Finding> results = [.. report.Findings.Select((f, i) => (Finding: f, At: i)).OrderByDescending(f => f.Finding.IsOpen).ThenByDescending(f => f.Finding.Severity).Take(MostResults).OrderBy(f => f.At).Select(f => f.Finding)];
        output.WriteLine(JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", SchemaUri);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            WriteRun(json, report, results);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private void WriteRun(Utf8JsonWriter json, Report report, List<Finding> results)
    {
        var rules = new SarifRules(report.Rules, results.Select(r => r.Rule), language);
        var files = new SarifFiles(report.Files, results.SelectMany(Places).Select(p => p.Source));
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "PropagandaVerify");
        json.WriteString("version", Version);
        json.WriteString("semanticVersion", Version);
        rules.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();
        WriteInvocation(json, report, results.Count, files);
        files.Write(json);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("newlineSequences");
        foreach (var sequence in new[] { "\r\n", "\n", "\r" })
        {
            json.WriteStringValue(sequence);
        }

        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (var finding in results)
        {
            WriteResult(json, finding, rules, files, report.Baseline is not null || report.Since is not null);
        }

        json.WriteEndArray();
        if (report.OverDatasets.Count > 0)
        {
            json.WriteStartObject("properties");
            JsonReport.WriteResults(json, report);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<Place> Places(Finding finding) =>
        finding.Related.Select(r => r.Place).Prepend(finding.Place).Concat(finding.Repairs.SelectMany(r => r.Edits).Select(e => e.Place));

    private static void WriteInvocation(Utf8JsonWriter json, Report report, int shown, SarifFiles files)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.Diagnostics.All(d => d.Kind is DiagnosticKind.Note or DiagnosticKind.Unknown));
        json.WriteStartArray("toolExecutionNotifications");
        if (shown < report.Findings.Count)
        {
            WriteNotification(json, Diagnostic.OfFile(null, "results-left-out", DiagnosticKind.Note, $"{report.Findings.Count} findings were made; the {shown} gravest are in this report"), files);
        }

        foreach (var diagnostic in report.Diagnostics)
        {
            WriteNotification(json, diagnostic, files);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, Diagnostic diagnostic, SarifFiles files)
    {
        json.WriteStartObject();
        json.WriteStartObject("descriptor");
        json.WriteString("id", diagnostic.Code);
        json.WriteEndObject();
        json.WriteString("level", diagnostic.Kind == DiagnosticKind.Note ? "note" : "error");
        WriteMessage(json, "message", diagnostic.Help is null ? diagnostic.Message : $"{diagnostic.Message}\n{diagnostic.Help}");
        if (diagnostic.Path is { } path)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            files.WriteLocation(json, path);
            if (diagnostic.Position is { } at)
            {
                json.WriteStartObject("region");
                json.WriteNumber("startLine", at.Line);
                json.WriteNumber("startColumn", at.Column);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, SarifRules rules, SarifFiles files, bool hasBaseline)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule);
        json.WriteNumber("ruleIndex", rules.IndexOf(finding.Rule));
        json.WriteString("level", SarifRules.Level(finding.Severity));
        WriteMessage(json, "message", string.Join('\n', finding.Working.Steps.Select(s => $"= {s}").Prepend(finding.Message)));
        json.WriteStartArray("locations");
        WriteLocation(json, finding.Place, null, null, files);
        json.WriteEndArray();
        if (finding.Related.Count > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var (related, i) in finding.Related.Take(MostRelated).Select((r, i) => (r, i)))
            {
                WriteLocation(json, related.Place, i + 1, TextReport.Shortened(related.Place.Text), files);
            }

            json.WriteEndArray();
        }

        if (hasBaseline)
        {
            json.WriteString("baselineState", finding.Suppression is { Kind: SuppressionKind.Baseline or SuppressionKind.Unchanged } ? "unchanged" : "new");
        }

        if (finding.Suppression is { } suppression)
        {
            WriteSuppression(json, suppression);
        }

        json.WriteStartObject("partialFingerprints");

        // A paragraph is one line, so the hash of a line would be that of several findings.
        json.WriteString("primaryLocationLineHash", finding.Key.ToString());
        json.WriteString("findingKey/v1", finding.Key.ToString());
        json.WriteEndObject();
        var repairs = finding.Repairs.Where(r => r.Edits.Count > 0 && r.Edits.All(e => e.Place.Source.Origins.Count == 0)).ToList();
        if (repairs.Count > 0)
        {
            json.WriteStartArray("fixes");
            repairs.ForEach(r => WriteFix(json, r, files));
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        json.WriteString("verdict", finding.Verdict.ToString().ToLowerInvariant());
        JsonReport.WriteNumbers(json, finding);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter json, Suppression suppression)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", suppression.Kind == SuppressionKind.InSource ? "inSource" : "external");
        json.WriteString("status", "accepted");
        json.WriteString("justification", Terminal.Printable(suppression.Told));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFix(Utf8JsonWriter json, Repair repair, SarifFiles files)
    {
        json.WriteStartObject();
        WriteMessage(json, "description", repair.Reason);
        json.WriteStartArray("artifactChanges");
        foreach (var file in repair.Edits.GroupBy(e => e.Place.Source.Path))
        {
            json.WriteStartObject();
            files.WriteLocation(json, file.Key);
            json.WriteStartArray("replacements");
            foreach (var edit in file)
            {
                json.WriteStartObject();
                WriteRegion(json, "deletedRegion", edit.Place);
                json.WriteStartObject("insertedContent");
                json.WriteString("text", edit.Text);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Place place, int? id, string? message, SarifFiles files)
    {
        json.WriteStartObject();
        if (id is { } number)
        {
            json.WriteNumber("id", number);
        }

        var origin = place.Source.OriginOf(place.Span.Start);
        json.WriteStartObject("physicalLocation");
        files.WriteLocation(json, place.Source.Path);
        if (place.Source.Origins.Count == 0)
        {
            WriteRegion(json, "region", place);
        }

        json.WriteEndObject();
        if (origin is not null)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", origin.Name);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (message is not null)
        {
            WriteMessage(json, "message", message);
        }

        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string name, Place place)
    {
        var (start, end) = (place.Source.PositionOf(place.Span.Start), place.Source.PositionOf(place.Span.End));
        json.WriteStartObject(name);
        json.WriteNumber("startLine", start.Line);
        json.WriteNumber("startColumn", start.Column);
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", end.Column);
        json.WriteNumber("charOffset", place.Source.FileOffset(place.Span.Start));
        json.WriteNumber("charLength", place.Span.Length);
        if (place.Bytes is var (offset, length))
        {
            json.WriteNumber("byteOffset", offset);
            json.WriteNumber("byteLength", length);
        }

        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Message(text));
        json.WriteEndObject();
    }

    /// <summary>A message as it stands: braces would be holes to fill, and a bracket before a parenthesis a link.</summary>
    internal static string Message(string text) => string.Join('\n', text.Split('\n').Select(Terminal.Printable))
        .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Replace("](", "\\](", StringComparison.Ordinal);
}
