using System.Text;
using System.Text.Json;
using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>Reads a list of JSON objects, or one object a line, as a whole.</summary>
internal sealed class JsonRecords
{
    private readonly Source source;
    private readonly byte[] bytes;
    private readonly JsonItem item = new([]);
    private readonly List<TableRecord> records = [];
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

    /// <summary>Whether the ending of a name tells one object a line, which needs no list around them.</summary>
    public static bool AreLines(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

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
            var at = Math.Min(records.CharOf(Math.Min(records.bytes.Length, ByteOf(e, records.bytes))), Math.Max(0, source.Text.Length - 1));
            return (null, Broken(e).At(source, new TextSpan(at, Math.Min(source.Text.Length, at + 1))));
        }
    }

    /// <summary>What is said of a text that is no JSON.</summary>
    public static CellTrouble Broken(JsonException e) => new("T002", "this is no valid JSON", e.Message.Split(" LineNumber", StringSplitOptions.None)[0]);

    /// <summary>What is said of JSON without a table.</summary>
    public static Diagnostic NoTable(string path) => Diagnostic.OfFile(path, "T002", DiagnosticKind.Incomplete, "this JSON holds no table", JsonItem.Help);

    /// <summary>The byte at which a text turned out to be no JSON.</summary>
    public static int ByteOf(JsonException e, ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        for (var line = e.LineNumber ?? 0; line > 0 && bytes[at..].IndexOf((byte)'\n') is >= 0 and var end; line--)
        {
            at += end + 1;
        }

        return at + (int)(e.BytePositionInLine ?? 0);
    }

    private (TableContent? Content, Diagnostic? Diagnostic) Read(Limits limits)
    {
        var areLines = AreLines(source.Path);
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxJsonDepth, AllowMultipleValues = areLines, CommentHandling = JsonCommentHandling.Disallow });
        var isFound = areLines || Begin(ref json);
        while (isFound && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (records.Count >= limits.MaxDatasetRows)
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

        return !isFound || item.Header.Count == 0 ? (null, NoTable(source.Path)) : (new TableContent(item.Header, [.. records.Select(Whole)]) { DecimalMark = '.', Diagnostics = diagnostics }, null);
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
        item.Read(ref json, bytes);
        if (item.Trouble is var (trouble, from, to))
        {
            diagnostics.Add(trouble.At(source, new TextSpan(CharOf(from), CharOf(to))));
            return;
        }

        var span = new TextSpan(start, CharOf((int)json.BytesConsumed));
        var (fields, spans) = (new string[item.Header.Count], new TextSpan[item.Header.Count]);
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = item.Field(i).ToString();
            spans[i] = item.PlaceOf(i) is var (first, end) ? new TextSpan(CharOf(first), CharOf(end)) : Absent(span);
        }

        records.Add(new TableRecord(fields, spans, span));
    }

    /// <summary>A column that a record does not name is an absent cell, at the end of the record.</summary>
    public static TextSpan Absent(TextSpan record) => new(Math.Max(record.Start, record.End - 1), record.End);

    // Records have the columns that were known when they were read.
    private TableRecord Whole(TableRecord record)
    {
        var more = item.Header.Count - record.Fields.Count;
        return more == 0 ? record : record with { Fields = [.. record.Fields, .. Enumerable.Repeat("", more)], Spans = [.. record.Spans, .. Enumerable.Repeat(Absent(record.Span), more)] };
    }

    // The reader counts bytes, places count characters. Places are asked for nearly from the front to the back.
    private int CharOf(int at)
    {
        knownChar += at >= knownByte ? Encoding.UTF8.GetCharCount(bytes, knownByte, at - knownByte) : -Encoding.UTF8.GetCharCount(bytes, at, knownByte - at);
        knownByte = at;
        return knownChar;
    }
}
