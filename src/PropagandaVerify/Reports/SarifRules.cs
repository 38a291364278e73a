using System.Text.Json;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The rules behind the results of a SARIF report, in the order of their ids.</summary>
internal sealed class SarifRules
{
    // Code scanning takes 1,024 characters and 20 tags, and shows 10.
    private const int MostCharacters = 1_000;
    private const int MostTags = 10;

    private readonly List<(string Id, Rule? Rule)> rules;
    private readonly Dictionary<string, int> indexes;
    private readonly string language;

    public SarifRules(IReadOnlyList<Rule> known, IEnumerable<string> used, string language)
    {
        var byId = known.ToDictionary(r => r.Id, StringComparer.Ordinal);
        rules = [.. used.Distinct().Order(StringComparer.Ordinal).Select(id => (id, byId.GetValueOrDefault(id)))];
        indexes = rules.Select((r, i) => (r.Id, Index: i)).ToDictionary(r => r.Id, r => r.Index, StringComparer.Ordinal);
        this.language = language;
    }

    public int IndexOf(string rule) => indexes[rule];

    public static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (var (id, rule) in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", string.Concat(id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..])));
            if (rule is not null)
            {
                WriteWords(json, rule);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteWords(Utf8JsonWriter json, Rule rule)
    {
        var (title, why, remedy) = (Said(rule.Titles) ?? rule.Id, Said(rule.Whys), Said(rule.Remedies));
        WriteText(json, "shortDescription", Cut(title), null);
        WriteText(json, "fullDescription", Cut(string.Join(". ", new[] { title, why }.OfType<string>())), null);
        var parts = new[] { title, why, remedy }.OfType<string>().ToList();
        // The form knows no HTML in Markdown.
        WriteText(json, "help", string.Join("\n\n", parts), $"**{title}**\n\n{string.Concat(parts.Skip(1).Select(p => $"{p}\n\n"))}`pverify explain {rule.Id}` shows the rule and its examples.".Replace("<", "&lt;", StringComparison.Ordinal));
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        if (rule.Tags.Count > 0)
        {
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            foreach (var tag in rule.Tags.Distinct().Take(MostTags))
            {
                json.WriteStringValue(tag);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private string? Said(IReadOnlyDictionary<string, string> words) =>
        (words.GetValueOrDefault(language) ?? words.GetValueOrDefault("en") ?? words.Values.FirstOrDefault())?.Trim();

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..(char.IsHighSurrogate(text[MostCharacters - 2]) ? MostCharacters - 2 : MostCharacters - 1)] + "…";

    private static void WriteText(Utf8JsonWriter json, string name, string text, string? markdown)
    {
        json.WriteStartObject(name);
        json.WriteString("text", SarifReport.Message(text));
        if (markdown is not null)
        {
            json.WriteString("markdown", markdown);
        }

        json.WriteEndObject();
    }
}
