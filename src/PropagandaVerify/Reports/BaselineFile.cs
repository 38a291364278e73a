using System.Text.Json;
using PropagandaVerify.Findings;

namespace PropagandaVerify.Reports;

/// <summary>Writes a baseline: JSON with one finding a line, in the order of file, rule, words and key, so that two of them differ in the lines that differ.</summary>
public static class BaselineFile
{
    public static void Write(IReadOnlyList<KnownFinding> known, TextWriter output)
    {
        output.Write($"{{\n\"version\": {Baseline.Version},\n\"findings\": [\n");
        output.Write(string.Join(",\n", InOrder(known).Select(Line)));
        output.Write(known.Count > 0 ? "\n]\n}\n" : "]\n}\n");
    }

    /// <summary>An entry for a finding.</summary>
    /// <param name="file">Its file, seen from the folder of the baseline.</param>
    public static KnownFinding Of(Finding finding, string file) => new(
        file, finding.Rule, finding.Key, finding.Place.Text.ReplaceLineEndings(" "),
        [.. finding.Working.Operands.Select(o => o.Place?.Text).Concat(finding.Related.Select(r => r.Place.Text)).OfType<string>().Select(t => TextReport.Shortened(t)).Where(t => t != finding.Place.Text).Distinct().Take(MostFigures)]);

    /// <summary>The properties of an entry.</summary>
    internal static void WriteEntry(Utf8JsonWriter json, KnownFinding known)
    {
        json.WriteString("file", known.File);
        json.WriteString("rule", known.Rule);
        json.WriteString("words", known.Words);
        json.WriteStartArray("figures");
        foreach (var figure in known.Figures)
        {
            json.WriteStringValue(figure);
        }

        json.WriteEndArray();
        json.WriteString("key", known.Key.ToString());
    }

    // A list of hundreds is no help to anybody.
    private const int MostFigures = 12;

    private static IEnumerable<KnownFinding> InOrder(IReadOnlyList<KnownFinding> known) =>
        known.OrderBy(k => k.File, StringComparer.Ordinal).ThenBy(k => k.Rule, StringComparer.Ordinal).ThenBy(k => k.Words, StringComparer.Ordinal).ThenBy(k => k.Key.Digest, StringComparer.Ordinal).ThenBy(k => k.Key.Occurrence);

    private static string Line(KnownFinding known) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        WriteEntry(json, known);
        json.WriteEndObject();
    }, indented: false);
}
