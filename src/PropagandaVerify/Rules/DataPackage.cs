using System.Globalization;
using System.Text;
using System.Text.Json;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>
/// Reads a <c>datapackage.json</c> after the Data Package standard, versions 1 and 2, as a rules file: each tabular resource is a dataset, and what its schema demands of rows and keys are rules. What
/// cannot be said as a rule is told, and nothing is dropped in silence.
/// </summary>
public sealed class DataPackage
{
    private static readonly string[] UnreadProperties = ["groupChar", "bareNumber", "categories", "trueValues", "falseValues"];

    private readonly StringBuilder text = new();
    private readonly List<Origin> origins = [];
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<(string Resource, string Field, string Line)> rules = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> relations = new(StringComparer.Ordinal);
    private readonly Source source;
    private readonly PackagePlaces places;

    private DataPackage(Source source, Limits limits)
    {
        this.source = source;
        places = new PackagePlaces(source.Text, limits);
    }

    /// <summary>Whether a path names the description of a data package.</summary>
    public static bool IsPackage(string path) => Path.GetFileName(path).Equals("datapackage.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The package as a rules file, whose paths are relative to it.</summary>
    public static RuleFile Read(Source source, Limits limits)
    {
        try
        {
            using var json = JsonDocument.Parse(source.Text, new JsonDocumentOptions { MaxDepth = limits.MaxJsonDepth });
            return new DataPackage(source, limits).Read(json.RootElement, limits);
        }
        catch (JsonException e)
        {
            return Unread(source, "T002", "this is no valid JSON", e.Message);
        }
    }

    /// <summary>The package as the text of a rules file, for whoever wants to go on from there.</summary>
    public static string Written(Source source, Limits limits) => Read(source, limits).Source.Text;

    private static RuleFile Unread(Source source, string code, string message, string help) =>
        new(source, source.Path, [], [], [Diagnostic.OfFile(source.Path, code, DiagnosticKind.Configuration, message, help)]);

    private RuleFile Read(JsonElement root, Limits limits)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resources", out var listed) || listed.ValueKind != JsonValueKind.Array)
        {
            return Unread(source, "R002", "this is no data package", "a data package has `resources`, a list of objects with `name`, `path` and `schema`");
        }

        var resources = listed.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object).Select((r, i) => (Json: r, Name: Text(r, "name") ?? $"resource{i + 1}")).ToList();
        foreach (var (_, name) in resources)
        {
            relations[name] = Identifier(name);
        }

        Line("", "", $"ruleset: {Quoted(Text(root, "name") ?? "package")}");
        Line("", "", resources.Exists(r => IsRead(r.Json)) ? "datasets:" : "datasets: {}");
        foreach (var (resource, name) in resources)
        {
            Dataset(resource, name);
        }

        foreach (var (resource, name) in resources)
        {
            Schema(resource, name);
        }

        Line("", "", rules.Count > 0 ? "rules:" : "rules: []");
        rules.ForEach(r => Line(r.Resource, r.Field, r.Line));
        var file = RuleFileReader.Read(new Source(source.Path, text.ToString()) { Origins = origins }, limits);
        return file with { Diagnostics = [.. diagnostics, .. file.Diagnostics] };
    }

    private void Dataset(JsonElement resource, string name)
    {
        if (!IsRead(resource))
        {
            var where = Text(resource, "path");
            Left(name, "", where is null ? (resource.TryGetProperty("path", out _) ? "a resource whose `path` is not one file" : "a resource without `path`")
                : where.Contains("://", StringComparison.Ordinal) ? "a resource on the web (nothing is fetched)"
                : Verifier.IsTable(where) ? "a resource outside the folder of the package" : "a resource that is no table", "the dataset");
            return;
        }

        var path = Text(resource, "path")!;
        if (resource.TryGetProperty("schema", out var written) && written.ValueKind == JsonValueKind.String)
        {
            Left(name, "", $"its schema, which stands in {written.GetString()}", "the schema");
        }

        if (Text(Object(resource, "schema"), "fieldsMatch") is { } match)
        {
            Left(name, "", $"`fieldsMatch: {match}`", "the demand");
        }

        var schema = Object(resource, "schema");
        var keys = new List<string> { $"path: {Quoted(path)}" };
        if (Names(schema, "primaryKey") is { Count: > 0 } key)
        {
            keys.Add($"key: [{string.Join(", ", key.Select(Quoted))}]");
        }

        var columns = Fields(schema).Select(f => (Name: Text(f, "name"), Type: ColumnType(f))).Where(c => c is { Name: not null, Type: not null }).Select(c => $"{Quoted(c.Name!)}: {c.Type}").ToList();
        if (columns.Count > 0)
        {
            keys.Add($"columns: {{{string.Join(", ", columns)}}}");
        }

        if (Missing(schema) is { Count: > 0 } missing)
        {
            keys.Add($"missing: [{string.Join(", ", missing.Select(Quoted))}]");
        }

        var dialect = Object(resource, "dialect");
        if (Text(dialect, "delimiter") is { Length: 1 } delimiter)
        {
            keys.Add($"delimiter: {Quoted(delimiter)}");
        }

        if (Fields(schema).Select(f => Text(f, "decimalChar")).OfType<string>().Distinct().ToList() is [{ Length: 1 } mark])
        {
            keys.Add($"decimal: {Quoted(mark)}");
        }

        Line(name, "", $"  {Quoted(relations[name])}: {{{string.Join(", ", keys)}}}");
    }

    private void Schema(JsonElement resource, string name)
    {
        var schema = Object(resource, "schema");
        if (!IsRead(resource))
        {
            return;
        }

        var on = relations[name];
        if (Names(schema, "primaryKey") is { Count: > 0 } key)
        {
            Rule(name, "", "primary-key", $"unique: {{on: {on}, key: [{string.Join(", ", key.Select(Quoted))}]}}");
        }

        foreach (var (unique, i) in Array(schema, "uniqueKeys").Select((u, i) => (Listed(u), i)))
        {
            Unique(name, on, "", $"unique-key-{i + 1}", unique);
        }

        foreach (var (foreign, i) in Array(schema, "foreignKeys").Select((f, i) => (f, i)))
        {
            ForeignKey(name, on, foreign, i);
        }

        foreach (var field in Fields(schema))
        {
            if (Text(field, "name") is { } column)
            {
                Demands(name, column, field);
                Constraints(name, on, column, field);
            }
        }
    }

    private void ForeignKey(string name, string on, JsonElement foreign, int index)
    {
        var reference = Object(foreign, "reference");
        var (own, theirs) = (Names(foreign, "fields"), Names(reference, "fields"));
        var to = Text(reference, "resource") is { Length: > 0 } other ? relations.GetValueOrDefault(other) : on;
        if (to is null || own.Count == 0 || own.Count != theirs.Count)
        {
            Left(name, "", $"foreign key {index + 1}, which names no resource of the package or other fields than it has", "the key");
            return;
        }

        Rule(name, "", $"foreign-key-{index + 1}", $"reference: {{on: {on}, to: {to}, match: {{{string.Join(", ", theirs.Zip(own, (t, o) => $"{Quoted(t)}: {Quoted(Column(o))}"))}}}}}");
    }

    // Paths lead into the folder of the package and never out of it, as the standard has it.
    private static bool IsRead(JsonElement resource) => Text(resource, "path") is { } path && Verifier.IsTable(path)
        && !path.Contains("://", StringComparison.Ordinal) && !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..");

    // Whatever a field says of its values beside its constraints.
    private void Demands(string name, string column, JsonElement field)
    {
        if (Text(field, "type") is { } type && ColumnType(field) is "text" && type != "string")
        {
            Left(name, column, Text(field, "format") is { } format && format != "default" ? $"`type: {type}` in the format {format}" : $"`type: {type}`", "its cells are texts, and the type");
        }

        foreach (var key in UnreadProperties.Where(k => field.TryGetProperty(k, out _)))
        {
            Left(name, column, $"`{key}`", "the property");
        }
    }

    private void Constraints(string name, string on, string column, JsonElement field)
    {
        var isNumber = ColumnType(field) is "number" or "integer";
        foreach (var constraint in Object(field, "constraints") is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject().ToList() : [])
        {
            var value = constraint.Value;
            switch (constraint.Name)
            {
                case "required" when value.ValueKind == JsonValueKind.True:
                    Rule(name, column, "required", $"complete: {{on: {on}, columns: [{Quoted(column)}]}}");
                    break;
                case "unique" when value.ValueKind == JsonValueKind.True:
                    Unique(name, on, column, "unique", [column]);
                    break;
                case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" when Bound(field, value) is { } bound:
                    var (sign, words) = constraint.Name switch { "minimum" => (">=", "less than"), "maximum" => ("<=", "more than"), "exclusiveMinimum" => (">", "not more than"), _ => ("<", "not less than") };
                    Check(name, on, column, constraint.Name.ToLowerInvariant(), $"row.{Column(column)} {sign} {bound}{(sign.Length == 1 ? $" and row.{Column(column)} != {bound}" : "")}", $"{words} {bound}");
                    break;
                case "enum" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is > 0 and <= 200:
                    var choices = value.EnumerateArray().Select(v => isNumber ? Number(v) : Literal(v.ToString())).ToList();
                    if (choices.Contains(null))
                    {
                        Left(name, column, "a list of values that are no numbers", "the constraint");
                        break;
                    }

                    Check(name, on, column, "enum", string.Join(" or ", choices.Select(c => $"row.{Column(column)} = {c}")), "none of the values that its schema lists");
                    break;
                case "required" or "unique" when value.ValueKind == JsonValueKind.False:
                    break;
                default:
                    Left(name, column, $"`{constraint.Name}`", "the constraint");
                    break;
            }
        }
    }

    // Rows that lack a part of such a key are no repetition of each other, as the standard has it.
    private void Unique(string name, string on, string column, string id, IReadOnlyList<string> key) =>
        Rule(name, column, id, $"unique: {{on: {on}, gaps: allowed, key: [{string.Join(", ", key.Select(Quoted))}]}}");

    private void Check(string name, string on, string column, string id, string check, string words) =>
        Rule(name, column, id, $"for: {{row: {on}}}, where: {Quoted($"exists(row.{Column(column)})")}, check: {Quoted(check)}, mark: [{Quoted($"row.{Column(column)}")}], title: {Quoted($"{column} of {name} is {words}")}, message: {Quoted($"{{row.{Column(column)}}} is {words}.")}");

    private void Rule(string resource, string field, string id, string body)
    {
        var slug = Slug($"{resource}-{(field.Length > 0 ? field + "-" : "")}{id}");
        var unique = slug;
        for (var n = 2; !ids.Add(unique); n++)
        {
            unique = $"{slug}-{n.ToString(CultureInfo.InvariantCulture)}";
        }

        rules.Add((resource, field, $"- {{id: {unique}, severity: error, {body}}}"));
    }

    private void Left(string resource, string field, string what, string which) =>
        diagnostics.Add(Diagnostic.At(source, places.Of(resource, field), "R029", DiagnosticKind.Note, $"{Where(resource, field)}: {what} is not checked", $"{which} was left out; write a rule for it where it matters"));

    private void Line(string resource, string field, string line)
    {
        var start = text.Length;
        text.Append(line).Append('\n');
        origins.Add(new Origin(new TextSpan(start, text.Length), resource.Length == 0 ? Where(resource, field) : $"line {source.PositionOf(places.Of(resource, field).Start).Line}, {Where(resource, field)}"));
    }

    private static string Where(string resource, string field) => resource.Length == 0 ? "the package" : field.Length == 0 ? $"resource {resource}" : $"resource {resource}, field {field}";

    // The types that a column can be held to; others stay text.
    private static string? ColumnType(JsonElement field) => Text(field, "type") switch
    {
        "number" => "number",
        "integer" => "integer",
        "date" or "year" or "yearmonth" when Text(field, "format") is null or "default" => "date",
        null or "any" => null,
        _ => "text",
    };

    private static string? Bound(JsonElement field, JsonElement value) => ColumnType(field) switch
    {
        "number" or "integer" => Number(value),
        "date" when DateOnly.TryParseExact(value.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Number(JsonElement value) =>
        decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static string? Literal(string value) => value.Contains('\'', StringComparison.Ordinal) ? null : $"'{value}'";

    // A column whose header is no word stands in quotes.
    private static string Column(string name) => name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : $"'{name}'";

    private static string Identifier(string name) => new string([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]) is var word && char.IsDigit(word[0]) ? $"t_{word}" : word;

    private static string Slug(string name) => string.Join('-', new string([.. Characters.Fold(name).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Split('-', StringSplitOptions.RemoveEmptyEntries));

    // What JSON writes in quotes YAML reads in the same way.
    private static string Quoted(string value) => $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static List<string> Missing(JsonElement schema) =>
        [.. Array(schema, "missingValues").Select(v => v.ValueKind == JsonValueKind.Object ? Text(v, "value") ?? "" : v.ToString()).Where(v => v.Trim().Length > 0)];

    private static IReadOnlyList<JsonElement> Fields(JsonElement schema) => [.. Array(schema, "fields").Where(f => f.ValueKind == JsonValueKind.Object)];

    private static List<string> Names(JsonElement owner, string key) => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(key, out var names) ? Listed(names) : [];

    // One name may stand alone.
    private static List<string> Listed(JsonElement names) => names.ValueKind switch
    {
        JsonValueKind.String => [names.GetString()!],
        JsonValueKind.Array => [.. names.EnumerateArray().Select(n => n.ToString())],
        _ => [],
    };

    private static List<JsonElement> Array(JsonElement owner, string key) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static JsonElement Object(JsonElement owner, string key) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(key, out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : default;

    private static string? Text(JsonElement owner, string key) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
