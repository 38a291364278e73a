namespace PropagandaVerify.Sessions;

/// <summary>
/// Changes of facts that a session takes in together: <see cref="Session.Apply"/> gives what becomes of the findings. Begun by <see cref="Session.Begin"/>, written by one
/// thread, beside others that write sets of their own, and applied once. A value that does not fit its column is said when the changes are applied, and only its fact is left out.
/// </summary>
public sealed class ChangeSet
{
    private readonly Dictionary<string, FactTable> tables;
    private TableChanges[] changes = [];
    private bool isSpent;
    private bool isBroken;

    // Callers write one fact after the other into one relation.
    private (string Relation, TableChanges Changes)? lately;

    internal ChangeSet(Dictionary<string, FactTable> tables) => this.tables = tables;

    /// <summary>How many changes there are.</summary>
    public int Count { get; private set; }

    internal List<string> Troubles { get; } = [];

    /// <summary>Whether they are of the session that has these tables.</summary>
    internal bool IsOf(Dictionary<string, FactTable> others) => tables == others;

    /// <summary>A new fact.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="id">Its id, which no other fact of the relation has; facts are in the order of their ids.</param>
    /// <param name="values">Its values, one a column.</param>
    public void Insert(string relation, long id, params ReadOnlySpan<FactValue> values) => Put(relation, ChangeKind.Insert, id, values);

    /// <summary>New facts, one for each of some objects; faster than one after the other, since values are read column by column.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="facts">The objects.</param>
    /// <param name="id">The id of the fact of an object.</param>
    /// <param name="columns">Its values, one a column. Where one of these functions throws, the changes cannot be applied any more.</param>
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

        // Where a function throws, only some of the facts were read, so that the whole set is of no use.
        var isWhole = false;
        try
        {
            of.Add(facts, id, columns, Troubles);
            isWhole = true;
        }
        finally
        {
            isBroken |= !isWhole;
        }
    }

    /// <summary>Other values of a fact that is there.</summary>
    public void Update(string relation, long id, params ReadOnlySpan<FactValue> values) => Put(relation, ChangeKind.Update, id, values);

    /// <summary>A fact that is there no longer.</summary>
    public void Retract(string relation, long id) => Of(relation, id)?.Retract(id);

    /// <summary>Gives the changes away, which may be done once.</summary>
    internal TableChanges[] Spend()
    {
        Refuse();
        (isSpent, lately) = (true, null);
        return changes;
    }

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

        Refuse();
        if (!tables.TryGetValue(relation, out var table))
        {
            Troubles.Add($"fact {id}: there is no relation `{relation}`");
            return null;
        }

        var of = Array.Find(changes, c => c.Table == table);
        if (of is null)
        {
            changes = [.. changes, of = table.NewChanges()];
        }

        lately = (relation, of);
        return of;
    }

    private void Refuse()
    {
        if (isSpent)
        {
            throw new InvalidOperationException("these changes were applied already; begin new ones");
        }

        if (isBroken)
        {
            throw new InvalidOperationException("a function that reads values broke off while these changes were written; begin new ones");
        }
    }
}
