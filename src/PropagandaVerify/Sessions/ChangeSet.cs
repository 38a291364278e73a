using PropagandaVerify.Datasets;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>
/// Changes of facts that a session takes in together: <see cref="Session.Apply"/> gives what becomes of the findings. Begun by <see cref="Session.Begin"/>, written by one
/// thread, applied once. A value that does not fit its column is said when the changes are applied, and only its fact is left out.
/// </summary>
public sealed class ChangeSet
{
    private readonly IReadOnlyDictionary<string, FactTable> tables;
    private readonly Dictionary<string, TableChanges> changes = new(StringComparer.Ordinal);

    // Callers write one fact after the other into one relation.
    private (string Relation, TableChanges Changes)? lately;

    internal ChangeSet(IReadOnlyDictionary<string, FactTable> tables) => this.tables = tables;

    /// <summary>How many changes there are.</summary>
    public int Count { get; private set; }

    internal IReadOnlyDictionary<string, TableChanges> Changes => changes;

    internal List<string> Troubles { get; } = [];

    /// <summary>A new fact.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="id">Its id, which no other fact of the relation has; facts are in the order of their ids.</param>
    /// <param name="values">Its values, one a column.</param>
    public void Insert(string relation, long id, params ReadOnlySpan<FactValue> values) => Put(relation, ChangeKind.Insert, id, values);

    /// <summary>New facts, one for each of some objects; faster than one after the other, since values are read column by column.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="facts">The objects.</param>
    /// <param name="id">The id of the fact of an object.</param>
    /// <param name="columns">Its values, one a column.</param>
    public void InsertAll<T>(string relation, IReadOnlyList<T> facts, Func<T, long> id, params Func<T, FactValue>[] columns)
    {
        Count += facts.Count - 1;
        if (Of(relation, facts.Count > 0 ? id(facts[0]) : 0) is not { } of)
        {
            return;
        }

        if (of.Table.Relation.Columns.Count != columns.Length)
        {
            Troubles.Add($"facts of `{relation}` have {columns.Length} values, and the relation {of.Table.Relation.Columns.Count} columns");
            return;
        }

        of.Add(facts, id, columns, Troubles);
    }

    /// <summary>Other values of a fact that is there.</summary>
    public void Update(string relation, long id, params ReadOnlySpan<FactValue> values) => Put(relation, ChangeKind.Update, id, values);

    /// <summary>A fact that is there no longer.</summary>
    public void Retract(string relation, long id) => Of(relation, id)?.Retract(id);

    private void Put(string relation, ChangeKind kind, long id, ReadOnlySpan<FactValue> values)
    {
        if (Of(relation, id) is not { } of)
        {
            return;
        }

        if (of.Table.Relation.Columns.Count != values.Length)
        {
            Troubles.Add($"fact {id} of `{relation}` has {values.Length} values, and the relation {of.Table.Relation.Columns.Count} columns");
            return;
        }

        if (of.Add(kind, id, values) is { } trouble)
        {
            Troubles.Add($"fact {id} of `{relation}`: {trouble}");
        }
    }

    private TableChanges? Of(string relation, long id)
    {
        Count++;
        if (lately is var (name, known) && ReferenceEquals(name, relation))
        {
            return known;
        }

        if (!tables.TryGetValue(relation, out var table))
        {
            Troubles.Add($"fact {id}: there is no relation `{relation}`");
            return null;
        }

        if (!changes.TryGetValue(relation, out var of))
        {
            changes.Add(relation, of = new TableChanges(table));
        }

        lately = (relation, of);
        return of;
    }
}

internal enum ChangeKind : byte
{
    Insert,
    Update,
    Retract,
}

/// <summary>The changes of one relation in the order in which they were asked for, values as words.</summary>
internal sealed class TableChanges(FactTable table)
{
    // Changes stand in blocks, so that many of them are never copied.
    private const int BlockSize = 4096;
    private const int FirstSize = 4;

    private readonly int columns = table.Relation.Columns.Count;
    private readonly List<(long[] Ids, ChangeKind[] Kinds, long[] Words)> blocks = [];
    private Dictionary<(int Change, int Column), CellNumber>? large;

    public FactTable Table => table;

    public int Count { get; private set; }

    public int Inserted { get; private set; }

    public (long Id, ChangeKind Kind) this[int index] => (blocks[index / BlockSize].Ids[index % BlockSize], blocks[index / BlockSize].Kinds[index % BlockSize]);

    public ReadOnlySpan<long> Words(int index) => blocks[index / BlockSize].Words.AsSpan(index % BlockSize * columns, columns);

    public CellNumber LargeOf(int index, int column) => large![(index, column)];

    /// <summary>Adds a change of values; says what is wrong with a value that does not fit, and adds none then.</summary>
    public string? Add(ChangeKind kind, long id, ReadOnlySpan<FactValue> values)
    {
        var (block, at) = Next();
        for (var c = 0; c < columns; c++)
        {
            if (Put(block, at, c, values[c]) is { } trouble)
            {
                return trouble;
            }
        }

        Close(block, at, id, kind);
        return null;
    }

    /// <summary>Adds that a fact goes.</summary>
    public void Retract(long id)
    {
        var (block, at) = Next();
        Close(block, at, id, ChangeKind.Retract);
    }

    /// <summary>Adds new facts, a block at a time and in it column by column, so that the processor waits for many values at once.</summary>
    public void Add<T>(IReadOnlyList<T> facts, Func<T, long> id, Func<T, FactValue>[] values, List<string> troubles)
    {
        for (var from = 0; from < facts.Count;)
        {
            var (block, at) = Next();
            var rows = Math.Min(block.Ids.Length - at, facts.Count - from);
            var wrong = default(HashSet<int>);
            for (var i = 0; i < rows; i++)
            {
                block.Ids[at + i] = id(facts[from + i]);
            }

            for (var c = 0; c < columns; c++)
            {
                var value = values[c];
                for (var i = 0; i < rows; i++)
                {
                    if (Put(block, at + i, c, value(facts[from + i])) is { } trouble && (wrong ??= []).Add(at + i))
                    {
                        troubles.Add($"fact {block.Ids[at + i]} of `{table.Schema.Name}`: {trouble}");
                    }
                }
            }

            // A fact with a wrong value is left out; those behind it move up.
            for (var i = at; i < at + rows; i++)
            {
                if (wrong?.Contains(i) != true)
                {
                    Move(block, i, Count % BlockSize);
                    Close(block, Count % BlockSize, block.Ids[i], ChangeKind.Insert);
                }
            }

            from += rows;
        }
    }

    private ((long[] Ids, ChangeKind[] Kinds, long[] Words) Block, int At) Next()
    {
        if (Count == blocks.Count * BlockSize)
        {
            // Most sets hold a change or two.
            var size = Count == 0 ? FirstSize : BlockSize;
            blocks.Add((new long[size], new ChangeKind[size], new long[size * columns]));
        }
        else if (Count == blocks[0].Ids.Length)
        {
            var (ids, kinds, words) = blocks[0];
            var size = Math.Min(BlockSize, 4 * Count);
            Array.Resize(ref ids, size);
            Array.Resize(ref kinds, size);
            Array.Resize(ref words, size * columns);
            blocks[0] = (ids, kinds, words);
        }

        return (blocks[^1], Count % BlockSize);
    }

    private string? Put((long[] Ids, ChangeKind[] Kinds, long[] Words) block, int at, int column, in FactValue value)
    {
        var trouble = table.Word(column, value, out block.Words[(at * columns) + column], out var number);
        if (block.Words[(at * columns) + column] == Cells.Large && trouble is null)
        {
            (large ??= [])[(((blocks.Count - 1) * BlockSize) + at, column)] = number;
        }

        return trouble;
    }

    private void Close((long[] Ids, ChangeKind[] Kinds, long[] Words) block, int at, long id, ChangeKind kind)
    {
        (block.Ids[at], block.Kinds[at]) = (id, kind);
        Count++;
        Inserted += kind == ChangeKind.Insert ? 1 : 0;
    }

    private void Move((long[] Ids, ChangeKind[] Kinds, long[] Words) block, int from, int to)
    {
        if (from == to)
        {
            return;
        }

        for (var c = 0; c < columns; c++)
        {
            block.Words[(to * columns) + c] = block.Words[(from * columns) + c];
            if (block.Words[(to * columns) + c] == Cells.Large)
            {
                large![(((blocks.Count - 1) * BlockSize) + to, c)] = large[(((blocks.Count - 1) * BlockSize) + from, c)];
            }
        }
    }
}
