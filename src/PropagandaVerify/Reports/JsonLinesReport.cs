namespace PropagandaVerify.Reports;

/// <summary>Writes a report as one line of JSON for each finding and each diagnostic, for programs that read as they go.</summary>
public static class JsonLinesReport
{
    public static void Write(Report report, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            output.WriteLine(JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "finding");
                JsonReport.WriteFinding(json, finding);
                json.WriteEndObject();
            }, indented: false));
        }

        foreach (var diagnostic in report.Diagnostics)
        {
            output.WriteLine(JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "diagnostic");
                JsonReport.WriteDiagnostic(json, diagnostic);
                json.WriteEndObject();
            }, indented: false));
        }
    }
}
