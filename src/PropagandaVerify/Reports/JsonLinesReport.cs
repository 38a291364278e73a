using System.Text.Json;

namespace PropagandaVerify.Reports;

/// <summary>Writes a report as one line of JSON for each finding and each diagnostic, for programs that read as they go.</summary>
public static class JsonLinesReport
{
    public static void Write(Report report, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            Line(output, "finding", json => JsonReport.WriteFinding(json, finding));
        }

        foreach (var diagnostic in report.Diagnostics)
        {
            Line(output, "diagnostic", json => JsonReport.WriteDiagnostic(json, diagnostic));
        }
    }

    private static void Line(TextWriter output, string type, Action<Utf8JsonWriter> write) => output.WriteLine(JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        write(json);
        json.WriteEndObject();
    }, indented: false));
}
