using PropagandaVerify.Facts;

namespace PropagandaVerify.Scans;

/// <summary>Some records of a relation at a time, column by column.</summary>
internal sealed class Batch(Schema schema, IReadOnlyList<Cells> columns)
{
    public const int Size = 1024;

    /// <summary>The marks of a record that a database did not find, so that it is left to none of the rules that it knows.</summary>
    public static readonly IReadOnlyList<long> Unfound = [];

    private readonly Row?[] rows = new Row?[Size];
    private readonly int[] numbers = new int[Size];
    private readonly IReadOnlyList<long>?[] rules = new IReadOnlyList<long>?[Size];

    public Schema Schema => schema;

    public IReadOnlyList<Cells> Columns => columns;

    public int Count { get; private set; }

    /// <summary>Changes with the records.</summary>
    public int Stamp { get; private set; }

    public bool IsFull => Count == Size;

    /// <summary>Forgets the records.</summary>
    public void Clear()
    {
        Array.Clear(rows, 0, Count);
        Count = 0;
        Stamp++;
        foreach (var cells in columns)
        {
            cells.Begin();
        }
    }

    /// <summary>Takes the record whose cells were read.</summary>
    /// <param name="number">Its number in the table, from 0.</param>
    /// <param name="of">The marks of the rules that it is left to; null where it is left to all.</param>
    public void Add(int number, IReadOnlyList<long>? of = null)
    {
        rules[Count] = of;
        numbers[Count++] = number;
    }

    /// <summary>Takes records whose cells were read, into a batch that has none.</summary>
    public void Add(ReadOnlySpan<int> read)
    {
        read.CopyTo(numbers);
        Array.Clear(rules, 0, read.Length);
        Count = read.Length;
    }

    /// <summary>Whether a record is left to the rule of a mark.</summary>
    public bool IsOf(int index, (int Word, long Bit)? mark) => mark is not var (word, bit) || rules[index] is not { } marks || (marks != Unfound && (marks[word] & bit) != 0);

    /// <summary>Whether a database found a record, or none was asked.</summary>
    public bool IsFound(int index) => rules[index] != Unfound;

    /// <summary>Takes a row that is there already.</summary>
    public void Add(int number, Row row)
    {
        rows[Count] = row;
        Add(number);
    }

    public int NumberOf(int index) => numbers[index];

    /// <summary>A record as rules see it, its number in the table as its identity; what no rule reads may be missing.</summary>
    public Row RowOf(int index)
    {
        if (rows[index] is { } known)
        {
            return known;
        }

        var values = new Value[columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = columns[i].ValueOf(index);
        }

        return rows[index] = new Row { Schema = schema, Identity = numbers[index], Values = values };
    }
}
