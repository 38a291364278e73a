using PropagandaVerify.Facts;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>Rows that are held as they are: those that a rule derives from the rows of another table, and reference data.</summary>
/// <param name="parent">The table of the rows that they are derived from; null where they are given once.</param>
internal sealed class HeldTable(Schema schema, SessionTable? parent, int number, int tables) : SessionTable(schema, number, tables)
{
    private const int RowSize = 300;

    private readonly List<(Row Row, int Parent, int Ordinal)> rows = [];
    // The rows that follow from a row of the parent, and what named that when they were derived: another may have taken its slot since.
    private readonly Dictionary<int, (long[] Path, int[] Slots)> byParent = [];
    private readonly List<long> path = [];

    public override long Size => base.Size + ((long)RowSize * Count);

    public override Cells[] NewCells() => [];

    public override void Load(Batch batch, ReadOnlySpan<int> slots)
    {
        batch.Clear();
        foreach (var slot in slots)
        {
            batch.Add(slot, rows[slot].Row);
        }
    }

    public override Row RowOf(int slot) => rows[slot].Row;

    public override int Compare(int a, int b)
    {
        var of = parent?.Compare(rows[a].Parent, rows[b].Parent) ?? 0;
        return of != 0 ? of : rows[a].Ordinal.CompareTo(rows[b].Ordinal);
    }

    public override void Path(int slot, List<long> path)
    {
        parent?.Path(rows[slot].Parent, path);
        path.Add(rows[slot].Ordinal);
    }

    /// <summary>Adds the rows of reference data.</summary>
    public void Fill(IEnumerable<Row> given, Batch batch)
    {
        foreach (var row in given)
        {
            Link(batch, [Add(row.Values, row.Place, row.Places, -1, Count)]);
        }
    }

    /// <summary>Replaces the rows that follow from one row of the parent; false where they are what they were.</summary>
    public bool Derive(int from, IReadOnlyList<Row> derived, Batch batch)
    {
        var (named, before) = byParent.GetValueOrDefault(from, ([], []));
        path.Clear();
        if (derived.Count > 0)
        {
            parent!.Path(from, path);
        }

        if (before.Length == derived.Count && path.SequenceEqual(named) && before.Select(s => rows[s].Row).Zip(derived).All(p => AreSame(p.First.Values, p.Second.Values)))
        {
            return false;
        }

        Unlink(batch, before);
        foreach (var slot in before)
        {
            Release(slot);
        }

        var after = derived.Select((r, i) => Add(r.Values, r.Place, r.Places, from, i)).ToArray();
        Link(batch, after);
        Changed.Add(before);
        Changed.Add(after);
        if (after.Length > 0)
        {
            byParent[from] = ([.. path], after);
        }
        else
        {
            byParent.Remove(from);
        }

        return true;
    }

    /// <summary>Lets all rows go.</summary>
    public void Clear(Batch batch)
    {
        foreach (var from in byParent.Keys.ToList())
        {
            Derive(from, [], batch);
        }
    }

    private int Add(Value[] values, Place? place, Place?[]? places, int from, int ordinal)
    {
        var slot = Take();
        var held = (new Row { Schema = Schema, Identity = IdentityOf(slot), Values = values, Place = place, Places = places }, from, ordinal);
        if (slot == rows.Count)
        {
            rows.Add(held);
        }
        else
        {
            rows[slot] = held;
        }

        return slot;
    }

    // A row that is referred to is known by its identity, whatever became of its values.
    private static bool AreSame(Value[] a, Value[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] is Value.RowRef x && b[i] is Value.RowRef y ? x.Row.Identity != y.Row.Identity : a[i] != b[i])
            {
                return false;
            }
        }

        return true;
    }
}
