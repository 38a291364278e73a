using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PropagandaVerify.Rules;

/// <summary>Writes the JSON Schema (draft 2020-12) of rules files, by which editors complete, explain and check them while they are written.</summary>
public static class RuleSchema
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as JSON that ends with a line break.</summary>
    public static string Json()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "Rules file of PropagandaVerify");
            WriteTable(json, RuleKeys.File);
            json.WriteStartObject("$defs");
            foreach (var table in Below(RuleKeys.File).Distinct())
            {
                json.WriteStartObject(table.Id);
                WriteTable(json, table);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>The tables that a table's keys lead to, at any depth.</summary>
    internal static IEnumerable<KeyTable> Below(KeyTable table) => table.Keys.SelectMany(k => Below(k.Shape));

    private static IEnumerable<KeyTable> Below(KeyShape shape) => shape switch
    {
        KeyShape.List list => Below(list.Item),
        KeyShape.Named named => Below(named.Value),
        KeyShape.Either either => either.Shapes.SelectMany(Below),
        KeyShape.Keyed keyed => Below(keyed.Table).Prepend(keyed.Table),
        _ => [],
    };

    private static void WriteTable(Utf8JsonWriter json, KeyTable table)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var key in table.Keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.Meaning);
            WriteShape(json, key.Shape);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteTexts(json, "required", table.Keys.Where(k => k.IsRequired).Select(k => k.Name));
        if (table.AtLeastOneOf.Count > 0)
        {
            json.WriteStartArray("anyOf");
            foreach (var key in table.AtLeastOneOf)
            {
                json.WriteStartObject();
                WriteTexts(json, "required", [key]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteBoolean("additionalProperties", false);
    }

    private static void WriteShape(Utf8JsonWriter json, KeyShape shape)
    {
        switch (shape)
        {
            case KeyShape.Text { Pattern: { } pattern }:
                json.WriteString("type", "string");
                json.WriteString("pattern", pattern);
                break;
            case KeyShape.Text text:
                // YAML reads `7` and `true` as a number and a truth; to a rule they are expressions like any other.
                WriteTexts(json, "type", ["string", "number", "boolean"]);
                WriteTexts(json, "examples", text.Suggestions);
                break;
            case KeyShape.Choice choice:
                WriteTexts(json, "enum", choice.Words);
                break;
            case KeyShape.Truth:
                json.WriteString("type", "boolean");
                break;
            case KeyShape.Count:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", 0);
                break;
            case KeyShape.List list:
                json.WriteString("type", "array");
                WriteInner(json, "items", list.Item);
                break;
            case KeyShape.Named named:
                json.WriteString("type", "object");
                WriteInner(json, "additionalProperties", named.Value);
                break;
            case KeyShape.Keyed keyed:
                json.WriteString("$ref", $"#/$defs/{keyed.Table.Id}");
                break;
            case KeyShape.Either either:
                json.WriteStartArray("anyOf");
                foreach (var one in either.Shapes)
                {
                    WriteInner(json, null, one);
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WriteInner(Utf8JsonWriter json, string? property, KeyShape shape)
    {
        if (property is not null)
        {
            json.WritePropertyName(property);
        }

        json.WriteStartObject();
        WriteShape(json, shape);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        var all = texts.ToList();
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray(property);
        all.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }
}
