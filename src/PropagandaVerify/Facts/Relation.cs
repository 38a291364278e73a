using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>A column of a relation: its name (which may hold a dot), its type, and the symbols it is limited to, if any.</summary>
/// <param name="Name">The name by which rules refer to it.</param>
/// <param name="Type">The type of its values; single values may be missing.</param>
/// <param name="Meaning">What it holds, for people.</param>
public sealed record Column(string Name, FactType Type, string Meaning)
{
    /// <summary>The words that a text column is limited to; rules write them without quotes.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>The unit of all its values, where it has one; null where each value has its own.</summary>
    public Unit? Unit { get; init; }

    /// <summary>For a column that follows from others of its row: its value, given all of them.</summary>
    internal Func<IReadOnlyList<Value>, Value>? Derivation { get; init; }
}

/// <summary>Where a value stands.</summary>
public readonly record struct Place(Source Source, TextSpan Span)
{
    public string Text => Source.WordsOf(Span);

    /// <summary>Where it stands, without the name of the file: "12:31", "paragraph 12".</summary>
    public string Where => Source.Where(Span.Start);

    /// <summary>The same behind the name of the file.</summary>
    public string Located => Source.Located(Span.Start);

    /// <summary>Where it stands in the bytes of the file; null in a file whose bytes are no text, and in an encoding whose bytes cannot be counted.</summary>
    public (long Offset, long Length)? Bytes => Source.ByteOffset(Span.Start) is { } start && Source.ByteOffset(Span.End) is { } end ? (start, end - start) : null;
}

/// <summary>The name and columns of a relation.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    public Schema(string name, string meaning, IReadOnlyList<Column> columns, bool isOfDraft)
    {
        Name = name;
        Meaning = meaning;
        Columns = columns;
        IsOfDraft = isOfDraft;
        for (var i = 0; i < columns.Count; i++)
        {
            indexes[columns[i].Name] = i;
        }
    }

    public string Name { get; }

    public string Meaning { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Whether its rows come from the draft under examination, not from a dataset or from reference data.</summary>
    public bool IsOfDraft { get; }

    /// <summary>The columns that together name a row of a dataset; empty where none are declared.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    public int IndexOf(string column) => indexes.GetValueOrDefault(column, -1);
}

/// <summary>A row: one value and, where it was written down, one place a column.</summary>
public sealed class Row
{
    public const int NoFigure = -1;

    public required Schema Schema { get; init; }

    /// <summary>A number that is this row's alone in its run; the readings of one row share it.</summary>
    public required int Identity { get; init; }

    public required Value[] Values { get; init; }

    /// <summary>The place of the row as a whole; null for reference data.</summary>
    public Place? Place { get; init; }

    /// <summary>The place of each column's value; null where a column has none.</summary>
    public Place?[]? Places { get; init; }

    /// <summary>The ledger's number of the figure in each column, or <see cref="NoFigure"/>.</summary>
    public int[]? Figures { get; init; }

    /// <summary>Other values that the same words may stand for; a rule fails only if it fails for each.</summary>
    public IReadOnlyList<Value[]> Readings { get; init; } = [];

    public Place? PlaceOf(int column) => Places?[column] ?? Place;

    public int FigureOf(int column) => Figures is { } f ? f[column] : NoFigure;

    public Row WithReading(int reading) => With(Readings[reading], []);

    /// <summary>The row with some values changed, in every reading; what follows from them is worked out anew.</summary>
    internal Row Edited(Func<int, Value, Value> change) => With(Changed(Values, change), [.. Readings.Select(r => Changed(r, change))]);

    private Value[] Changed(Value[] values, Func<int, Value, Value> change)
    {
        var changed = new Value[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            changed[i] = change(i, values[i]);
        }

        for (var i = 0; i < values.Length; i++)
        {
            changed[i] = Schema.Columns[i].Derivation?.Invoke(changed) ?? changed[i];
        }

        return changed;
    }

    private Row With(Value[] values, IReadOnlyList<Value[]> readings) => new()
    {
        Schema = Schema,
        Identity = Identity,
        Values = values,
        Place = Place,
        Places = Places,
        Figures = Figures,
        Readings = readings,
    };
}

/// <summary>Rows of one schema.</summary>
public sealed record Relation(Schema Schema, IReadOnlyList<Row> Rows);
