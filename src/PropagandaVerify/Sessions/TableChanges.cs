using PropagandaVerify.Datasets;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

internal enum ChangeKind : byte
{
    Insert,
    Update,
    Retract,
}

/// <summary>The changes of one relation in the order in which they were asked for, values as words.</summary>
internal sealed class TableChanges(FactTable table)
{
    private const int BlockSize = ChangeBlock.Size;

    // Most sets hold a change or two.
    private const int FirstSize = 4;

    // So many values of a column are read before those of the next, so that an object is still at hand.
    private const int StripSize = 1024;

    private readonly int columns = table.Relation.Columns.Count;
    private readonly List<ChangeBlock> blocks = [];

    // What many changes were written in last, for the next.
    private ChangeRows? rows;
    private RecentTexts? recent;

    public FactTable Table => table;

    public int Count { get; private set; }

    public int Inserted { get; private set; }

    /// <summary>Values that fit no word.</summary>
    public Dictionary<(int Change, int Column), CellNumber> Large { get; } = [];

    public (long Id, ChangeKind Kind) this[int index] => BlockOf(index) is var block && index % BlockSize is var at ? (block.IdOf(at), block.KindOf(at)) : default;

    /// <summary>The block in which a change stands, at its number modulo the size of blocks.</summary>
    public ChangeBlock BlockOf(int index) => blocks[index / BlockSize];

    /// <summary>Where a change stands in its block.</summary>
    public static int PlaceOf(int index) => index % BlockSize;

    /// <summary>Forgets its changes; false where it has so much room that it is better forgotten itself, or that a table may have taken some for its own.</summary>
    public bool Clear()
    {
        if (Count > StripSize || blocks.Exists(b => b.Rows.Room > StripSize))
        {
            return false;
        }

        (Count, Inserted, recent) = (0, 0, null);
        blocks.ForEach(b => (b.Count, b.Inserted) = (0, 0));
        Large.Clear();
        return true;
    }

    /// <summary>Adds a change of values; says what is wrong with a value that does not fit, and adds none then.</summary>
    public string? Add(ChangeKind kind, long id, ReadOnlySpan<FactValue> values)
    {
        var block = Open(1);
        var into = block.Rows;
        for (var c = 0; c < columns; c++)
        {
            if (Put(into, block.Count, c, values[c]) is { } trouble)
            {
                return trouble;
            }
        }

        (into.Ids[block.Count], into.Kinds[block.Count]) = (id, kind);
        Close(block, 1, kind == ChangeKind.Insert ? 1 : 0);
        return null;
    }

    /// <summary>Adds that a fact goes.</summary>
    public void Retract(long id)
    {
        var block = Open(1);
        (block.Rows.Ids[block.Count], block.Rows.Kinds[block.Count]) = (id, ChangeKind.Retract);
        Close(block, 1, 0);
    }

    /// <summary>Adds new facts, some at a time and of these column by column, so that the processor waits for many values at once.</summary>
    public void Add<T>(IReadOnlyList<T> facts, Func<T, long> id, Func<T, FactValue>[] values, List<string> troubles)
    {
        recent ??= facts.Count >= StripSize ? new RecentTexts() : null;
        for (var from = 0; from < facts.Count;)
        {
            var block = Open(facts.Count - from);
            var rows = Math.Min(Math.Min(StripSize, block.Rows.Room - block.Count), facts.Count - from);
            Add(block, Strip(facts, from, rows), id, values, troubles);
            from += rows;
        }
    }

    private static ReadOnlySpan<T> Strip<T>(IReadOnlyList<T> facts, int from, int rows) => facts switch
    {
        T[] array => array.AsSpan(from, rows),
        List<T> list => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list).Slice(from, rows),
        _ => Enumerable.Range(from, rows).Select(i => facts[i]).ToArray(),
    };

    private void Add<T>(ChangeBlock block, ReadOnlySpan<T> facts, Func<T, long> id, Func<T, FactValue>[] values, List<string> troubles)
    {
        var (into, at) = (block.Rows, block.Count);
        var wrong = default(HashSet<int>);
        for (var i = 0; i < facts.Length; i++)
        {
            (into.Ids[at + i], into.Kinds[at + i]) = (id(facts[i]), ChangeKind.Insert);
        }

        for (var c = 0; c < columns; c++)
        {
            for (var i = 0; (i = Put(into, at, c, facts, i, values[c], out var trouble)) < facts.Length; i++)
            {
                if ((wrong ??= []).Add(at + i))
                {
                    troubles.Add($"fact {into.Ids[at + i]} of `{table.Schema.Name}`: {trouble}");
                }
            }
        }

        if (wrong is null)
        {
            Close(block, facts.Length, facts.Length);
            return;
        }

        // A fact with a wrong value is left out; those behind it move up.
        for (var i = at; i < at + facts.Length; i++)
        {
            if (!wrong.Contains(i))
            {
                Move(into, i, block.Count);
                Close(block, 1, 1);
            }
        }
    }

    // The values of a column until one is wrong; its index then.
    private int Put<T>(ChangeRows into, int at, int column, ReadOnlySpan<T> facts, int from, Func<T, FactValue> value, out string? trouble)
    {
        trouble = null;
        for (; from < facts.Length; from++)
        {
            if ((trouble = Put(into, at + from, column, value(facts[from]))) is not null)
            {
                break;
            }
        }

        return from;
    }

    // A block with room, for so many if it is a new one.
    private ChangeBlock Open(int expected)
    {
        if (blocks.Count == 0 || blocks[^1].Count == BlockSize)
        {
            blocks.Add(new ChangeBlock(rows ?? new ChangeRows(columns, blocks.Count > 0 || expected > BlockSize / 2 ? BlockSize : Math.Max(FirstSize, expected))));
            rows = null;
        }
        else if (blocks[^1] is { Rows: var last, Count: var count } && count == last.Room)
        {
            last.Grow((int)Math.Min(BlockSize, Math.Max(4L * count, (long)count + expected)));
        }

        return blocks[^1];
    }

    private int Change(int at) => ((blocks.Count - 1) * BlockSize) + at;

    private string? Put(ChangeRows into, int at, int column, in FactValue value)
    {
        ref var word = ref into.Words[column][at];
        var trouble = table.Word(column, value, recent, out word, out var number);
        if (word == Cells.Large && trouble is null)
        {
            Large[(Change(at), column)] = number;
        }

        return trouble;
    }

    private void Close(ChangeBlock block, int changes, int inserted)
    {
        block.Count += changes;
        block.Inserted += inserted;
        rows = block.Count == BlockSize ? block.Pack() : null;
        Count += changes;
        Inserted += inserted;
    }

    private void Move(ChangeRows rows, int from, int to)
    {
        (rows.Ids[to], rows.Kinds[to]) = (rows.Ids[from], ChangeKind.Insert);
        for (var c = 0; c < columns && from != to; c++)
        {
            if ((rows.Words[c][to] = rows.Words[c][from]) == Cells.Large)
            {
                Large[(Change(to), c)] = Large[(Change(from), c)];
            }
        }
    }
}

/// <summary>The numbers of texts that were met lately by one thread: columns repeat themselves, mostly by the same objects.</summary>
internal sealed class RecentTexts
{
    private const int Size = 1024;

    private readonly (string? Text, int Number)[] known = new (string?, int)[Size];

    public int NumberOf(string text, TextNumbers texts)
    {
        // What texts of a column differ in is mostly at their end.
        ref var place = ref known[(text.Length < 2 ? text.Length : (text[^1] * 31) + (text[^2] * 7) + (text[text.Length / 2] * 131) + text.Length) & (Size - 1)];
        if (!string.Equals(place.Text, text, StringComparison.Ordinal))
        {
            place = (text, texts.NumberOf(text));
        }

        return place.Number;
    }
}
