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

    /// <summary>Other values of a fact that is there.</summary>
    public void Update(string relation, long id, params ReadOnlySpan<FactValue> values) => Put(relation, ChangeKind.Update, id, values);

    /// <summary>A fact that is there no longer.</summary>
    public void Retract(string relation, long id) => Of(relation, id)?.Add(ChangeKind.Retract, id, []);

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

        Span<long> words = stackalloc long[values.Length];
        for (var c = 0; c < values.Length; c++)
        {
            if (of.Table.Word(c, values[c], out words[c], out var number) is { } trouble)
            {
                Troubles.Add($"fact {id} of `{relation}`: {trouble}");
                of.Forget();
                return;
            }

            if (words[c] == Cells.Large)
            {
                of.Put(c, number);
            }
        }

        of.Add(kind, id, words);
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
    private readonly List<(long Id, ChangeKind Kind)> changes = [];
    private readonly List<long> words = [];
    private readonly List<int> starts = [];
    private readonly Dictionary<(int Change, int Column), CellNumber> large = [];

    public FactTable Table => table;

    public int Count => changes.Count;

    public int Inserted { get; private set; }

    public (long Id, ChangeKind Kind) this[int index] => changes[index];

    public ReadOnlySpan<long> Words(int index) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words).Slice(starts[index], table.Relation.Columns.Count);

    public CellNumber LargeOf(int index, int column) => large[(index, column)];

    /// <summary>Keeps a number that fits no word, for the change that is added next.</summary>
    public void Put(int column, CellNumber number) => large[(changes.Count, column)] = number;

    /// <summary>Forgets such numbers of a change that is not added.</summary>
    public void Forget()
    {
        for (var c = 0; c < table.Relation.Columns.Count && large.Count > 0; c++)
        {
            large.Remove((changes.Count, c));
        }
    }

    public void Add(ChangeKind kind, long id, ReadOnlySpan<long> of)
    {
        changes.Add((id, kind));
        starts.Add(words.Count);
        words.AddRange(of);
        Inserted += kind == ChangeKind.Insert ? 1 : 0;
    }
}
