using System.Text.Json;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>A finding that was known when a baseline was written.</summary>
/// <param name="File">Its file, seen from the folder of the baseline, with slashes.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Key">By what it is known again.</param>
/// <param name="Words">The words that it marks, for people.</param>
/// <param name="Figures">What they were held against, for people.</param>
public sealed record KnownFinding(string File, string Rule, FindingKey Key, string Words, IReadOnlyList<string> Figures);

/// <summary>The findings known before: they stay in the reports and do not count.</summary>
/// <param name="Source">The file.</param>
/// <param name="Known">Its entries, in its order.</param>
public sealed record Baseline(Source Source, IReadOnlyList<KnownFinding> Known)
{
    /// <summary>The number of the form in which baselines are written.</summary>
    public const int Version = 1;

    private const string Remedy = "write it anew with `pverify baseline DRAFTS --out FILE`";

    /// <summary>Reads a baseline; one that is none gives a diagnostic.</summary>
    public static (Baseline? Baseline, Diagnostic? Diagnostic) Read(Source source)
    {
        (Baseline?, Diagnostic?) Wrong(string why) => (null, Diagnostic.OfFile(source.Path, "S007", DiagnosticKind.Configuration, $"this is no baseline: {why}", Remedy));
        try
        {
            using var json = JsonDocument.Parse(source.Text);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("version", out var version) || !root.TryGetProperty("findings", out var findings) || findings.ValueKind != JsonValueKind.Array)
            {
                return Wrong("it has no `version` and `findings`");
            }

            if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
            {
                return Wrong($"its version is {version.GetRawText()}, not {Version}");
            }

            var known = findings.EnumerateArray().Select(Entry).ToList();
            return known.IndexOf(null) is >= 0 and var at ? Wrong($"finding {at + 1} lacks its file, rule or key") : (new Baseline(source, [.. known.OfType<KnownFinding>()]), null);
        }
        catch (JsonException e)
        {
            return Wrong($"line {e.LineNumber + 1} is no JSON");
        }
    }

    private static KnownFinding? Entry(JsonElement entry)
    {
        string? Text(string name) => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        return Text("file") is { } file && Text("rule") is { } rule && FindingKey.Parse(Text("key") ?? "") is { } key
            ? new KnownFinding(file, rule, key, Text("words") ?? "", entry.TryGetProperty("figures", out var figures) && figures.ValueKind == JsonValueKind.Array ? [.. figures.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!)] : [])
            : null;
    }
}
