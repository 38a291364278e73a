using System.Globalization;
using System.Text;
using System.Text.Json;
using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>Reads a list of JSON objects, or one object a line, as the records of a table. Numbers keep the digits that are written; an object inside an object gives columns such as <c>place.name</c>; a list stays text.</summary>
internal sealed class JsonRecords
{
    private const string Help = "a dataset is a list of objects: [{\"year\": 2020, \"value\": 1.5}, …], an object with one such list, or one object a line";

    private readonly Source source;
    private readonly byte[] bytes;
    private readonly List<string> header = [];
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly List<(List<(int Column, string Text, TextSpan Span)> Cells, TextSpan Span)> objects = [];
    private readonly List<Diagnostic> diagnostics = [];
    private int knownByte;
    private int knownChar;

    private JsonRecords(Source source)
    {
        this.source = source;
        bytes = Encoding.UTF8.GetBytes(source.Text);
    }

    /// <summary>Whether the ending of a name tells JSON.</summary>
    public static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || AreLines(path);

    /// <summary>Reads all records; what is no JSON at all gives a diagnostic in their place.</summary>
    public static (TableContent? Content, Diagnostic? Diagnostic) Read(Source source, Limits limits)
    {
        var records = new JsonRecords(source);
        try
        {
            return records.Read(limits);
        }
        catch (JsonException e)
        {
            var at = Math.Min(records.CharOf((int)Math.Min(records.bytes.Length, records.LineStart(e.LineNumber ?? 0) + (e.BytePositionInLine ?? 0))), Math.Max(0, source.Text.Length - 1));
            return (null, Diagnostic.At(source, new TextSpan(at, Math.Min(source.Text.Length, at + 1)), "T002", DiagnosticKind.Incomplete, "this is no valid JSON", e.Message.Split(" LineNumber", StringSplitOptions.None)[0]));
        }
    }

    private static bool AreLines(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    private (TableContent? Content, Diagnostic? Diagnostic) Read(Limits limits)
    {
        var areLines = AreLines(source.Path);
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxJsonDepth, AllowMultipleValues = areLines, CommentHandling = JsonCommentHandling.Disallow });
        var isFound = areLines || Begin(ref json);
        while (isFound && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (objects.Count >= limits.MaxDatasetRows)
            {
                return (null, Diagnostic.OfFile(source.Path, "T004", DiagnosticKind.Incomplete, $"the table has more than {limits.MaxDatasetRows} rows", "split it"));
            }

            Item(ref json);
        }

        // What stands behind the list is looked through too, so that nothing is passed over in silence.
        while (isFound && json.Read())
        {
            if (json is { TokenType: JsonTokenType.StartArray, CurrentDepth: 1 })
            {
                var at = CharOf((int)json.TokenStartIndex);
                diagnostics.Add(Diagnostic.At(source, new TextSpan(at, at + 1), "T009", DiagnosticKind.Incomplete, "this is a second list; only the first one of a file is read as a table", "put each table into a file of its own"));
            }
        }

        if (!isFound || (header.Count == 0 && diagnostics.Count == 0))
        {
            return (null, Diagnostic.OfFile(source.Path, "T002", DiagnosticKind.Incomplete, "this JSON holds no table", Help));
        }

        return (new TableContent(header, [.. objects.Select(o => Record(o.Cells, o.Span))]) { DecimalMark = '.', Diagnostics = diagnostics }, null);
    }

    // The list itself, or the first list in the outermost object.
    private static bool Begin(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return json.TokenType == JsonTokenType.StartArray;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            json.Read();
            if (json.TokenType == JsonTokenType.StartArray)
            {
                return true;
            }

            json.Skip();
        }

        return false;
    }

    private void Item(ref Utf8JsonReader json)
    {
        var start = CharOf((int)json.TokenStartIndex);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            var span = new TextSpan(start, CharOf((int)json.BytesConsumed));
            diagnostics.Add(Diagnostic.At(source, span, "T001", DiagnosticKind.Incomplete, "this item is no object; it was left out", Help));
            return;
        }

        var cells = new List<(int Column, string Text, TextSpan Span)>();
        Properties(ref json, "", cells);
        var whole = new TextSpan(start, CharOf((int)json.BytesConsumed));
        if (cells.GroupBy(c => c.Column).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            diagnostics.Add(Diagnostic.At(source, twice.Last().Span, "T001", DiagnosticKind.Incomplete, $"this item names `{header[twice.Key]}` twice; it was left out", "correct one of the two names"));
            return;
        }

        objects.Add((cells, whole));
    }

    private void Properties(ref Utf8JsonReader json, string prefix, List<(int Column, string Text, TextSpan Span)> cells)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = prefix + json.GetString()!.Trim();
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject)
            {
                Properties(ref json, name + ".", cells);
                continue;
            }

            var start = (int)json.TokenStartIndex;
            var text = json.TokenType switch
            {
                JsonTokenType.String => json.GetString()!,
                JsonTokenType.Null => "",
                _ => null,
            };
            json.Skip();
            var end = (int)json.BytesConsumed;
            text ??= Written(Encoding.UTF8.GetString(bytes, start, end - start));
            var quote = json.TokenType == JsonTokenType.String ? 1 : 0;
            cells.Add((ColumnOf(name), text, new TextSpan(CharOf(start) + quote, CharOf(end) - quote)));
        }
    }

    // An exponent is a way of writing that tables do not know.
    private static string Written(string value) =>
        value.AsSpan().IndexOfAny('e', 'E') > 0 && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : value;

    private int ColumnOf(string name)
    {
        if (!columns.TryGetValue(name, out var column))
        {
            columns.Add(name, column = header.Count);
            header.Add(name);
        }

        return column;
    }

    // A column that a record does not name is an absent cell, at the end of the record.
    private TableRecord Record(List<(int Column, string Text, TextSpan Span)> cells, TextSpan span)
    {
        var fields = new string[header.Count];
        var spans = new TextSpan[header.Count];
        Array.Fill(fields, "");
        Array.Fill(spans, new TextSpan(Math.Max(span.Start, span.End - 1), span.End));
        foreach (var (column, text, place) in cells)
        {
            (fields[column], spans[column]) = (text, place);
        }

        return new TableRecord(fields, spans, span);
    }

    // The reader counts bytes, places count characters. Places are asked for from the front to the back.
    private int CharOf(int at)
    {
        if (at < knownByte)
        {
            (knownByte, knownChar) = (0, 0);
        }

        knownChar += Encoding.UTF8.GetCharCount(bytes, knownByte, at - knownByte);
        knownByte = at;
        return knownChar;
    }

    private long LineStart(long line)
    {
        var at = 0;
        for (; line > 0 && Array.IndexOf(bytes, (byte)'\n', at) is >= 0 and var end; line--)
        {
            at = end + 1;
        }

        return at;
    }
}
