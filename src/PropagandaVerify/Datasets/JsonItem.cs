using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PropagandaVerify.Datasets;

/// <summary>
/// One object of a JSON dataset after the other as the cells of a record. Numbers keep the digits that are written; an object inside an object gives columns such as <c>place.name</c>; a list
/// stays text. A column that no object before had is a new one.
/// </summary>
internal sealed class JsonItem
{
    public const string Help = "a dataset is a list of objects: [{\"year\": 2020, \"value\": 1.5}, …], an object with one such list, or one object a line";

    private readonly List<string> header;
    private readonly List<byte[]> names;
    private readonly Dictionary<string, int> columns;
    private readonly List<JsonCell> cells = [];
    private int[] cellOf;
    private char[] text = new char[256];
    private int length;
    private bool hasTwice;

    /// <param name="columns">The columns that are known.</param>
    public JsonItem(IReadOnlyList<string> columns)
    {
        header = [.. columns];
        names = [.. columns.Select(Encoding.UTF8.GetBytes)];
        this.columns = columns.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);
        cellOf = new int[Math.Max(16, header.Count)];
    }

    /// <summary>The columns that the objects so far have.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>What is wrong with the item, and where that stands in its bytes; null where it is a record.</summary>
    public (CellTrouble Trouble, int Start, int End)? Trouble { get; private set; }

    /// <summary>The value of a column; empty where the object does not name it.</summary>
    public ReadOnlySpan<char> Field(int column) => CellOf(column) is { } cell ? text.AsSpan(cell.At, cell.Length) : [];

    /// <summary>Where the value of a column stands in the bytes; null where the object does not name it.</summary>
    public (int Start, int End)? PlaceOf(int column) => CellOf(column) is { } cell ? (cell.Start, cell.End) : null;

    /// <summary>Reads the value whose first token the reader stands at, to its end.</summary>
    /// <param name="bytes">All bytes that the reader reads.</param>
    public void Read(ref Utf8JsonReader json, ReadOnlySpan<byte> bytes)
    {
        foreach (var cell in cells)
        {
            cellOf[cell.Column] = 0;
        }

        cells.Clear();
        (length, hasTwice, Trouble) = (0, false, null);
        var start = (int)json.TokenStartIndex;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            Trouble = (new CellTrouble("T001", "this item is no object; it was left out", Help), start, (int)json.BytesConsumed);
            return;
        }

        Properties(ref json, bytes, "");
        if (hasTwice)
        {
            var twice = cells.GroupBy(c => c.Column).First(g => g.Count() > 1).Last();
            Trouble = (new CellTrouble("T001", $"this item names `{header[twice.Column]}` twice; it was left out", "correct one of the two names"), twice.Start, twice.End);
        }
    }

    private JsonCell? CellOf(int column) => column < cellOf.Length && cellOf[column] is > 0 and var cell ? cells[cell - 1] : null;

    private void Properties(ref Utf8JsonReader json, ReadOnlySpan<byte> bytes, string prefix)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // Objects mostly name the same columns in the same order.
            var likely = prefix.Length == 0 && cells.Count < names.Count && json.ValueTextEquals(names[cells.Count]) ? cells.Count : -1;
            var name = likely < 0 ? prefix + json.GetString()!.Trim() : "";
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject)
            {
                Properties(ref json, bytes, (likely < 0 ? name : header[likely]) + ".");
                continue;
            }

            Add(ref json, bytes, likely < 0 ? ColumnOf(name) : likely);
        }
    }

    private void Add(ref Utf8JsonReader json, ReadOnlySpan<byte> bytes, int column)
    {
        var (start, at, isText) = ((int)json.TokenStartIndex, length, json.TokenType == JsonTokenType.String);
        if (isText)
        {
            Reserve(json.ValueSpan.Length);
            length += json.CopyString(text.AsSpan(length));
        }

        var isGap = json.TokenType == JsonTokenType.Null;
        json.Skip();
        var end = (int)json.BytesConsumed;
        if (!isText && !isGap)
        {
            Reserve(end - start);
            length += Encoding.UTF8.GetChars(bytes[start..end], text.AsSpan(length));
            Plain(at);
        }

        hasTwice |= cellOf[column] > 0;
        cells.Add(new JsonCell(column, at, length - at, isText ? start + 1 : start, isText ? end - 1 : end));
        cellOf[column] = cells.Count;
    }

    // An exponent is a way of writing that tables do not know.
    private void Plain(int at)
    {
        var value = text.AsSpan(at..length);
        if (value.IndexOfAny('e', 'E') > 0 && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var plain = number.ToString(CultureInfo.InvariantCulture);
            length = at;
            Reserve(plain.Length);
            plain.CopyTo(text.AsSpan(at));
            length = at + plain.Length;
        }
    }

    private void Reserve(int more)
    {
        if (length + more > text.Length)
        {
            Array.Resize(ref text, Math.Max(2 * text.Length, length + more));
        }
    }

    private int ColumnOf(string name)
    {
        if (columns.TryGetValue(name, out var column))
        {
            return column;
        }

        columns.Add(name, column = header.Count);
        header.Add(name);
        names.Add(Encoding.UTF8.GetBytes(name));
        if (column == cellOf.Length)
        {
            Array.Resize(ref cellOf, 2 * column);
        }

        return column;
    }

    /// <param name="At">Where its text begins.</param>
    /// <param name="Start">Where it begins in the bytes, without its quote.</param>
    private readonly record struct JsonCell(int Column, int At, int Length, int Start, int End);
}
