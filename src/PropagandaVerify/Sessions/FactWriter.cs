using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>Writes changes into tables and their groupings, as many at a time as a batch holds.</summary>
internal sealed class FactWriter(SessionLane lane, Action<SessionEvent>? observer)
{
    private readonly List<int> slots = [];
    private readonly List<int> written = [];
    private readonly HashSet<int> taken = [];

    /// <summary>Takes in the changes of one relation; those that make no sense are refused, with the reason.</summary>
    public IReadOnlyList<string> Write(TableChanges changes)
    {
        var troubles = new List<string>();
        changes.Table.Expect(changes.Inserted);
        for (var at = 0; at < changes.Count;)
        {
            at = changes[at].Kind == ChangeKind.Insert ? Insert(changes, at, troubles) : Change(changes, at, troubles);
        }

        foreach (var grouping in changes.Table.Groupings)
        {
            grouping.Refresh(lane.BatchOf(changes.Table.Schema.Name));
        }

        return troubles;
    }

    private int Insert(TableChanges changes, int at, List<string> troubles)
    {
        var table = changes.Table;
        slots.Clear();
        for (; at < changes.Count && slots.Count < Batch.Size && changes[at] is { Kind: ChangeKind.Insert, Id: var id }; at++)
        {
            var slot = table.Take(id);
            if (slot < 0)
            {
                troubles.Add($"fact {id} of `{table.Schema.Name}` is there already, so it cannot be inserted");
                continue;
            }

            table.Write(slot, changes, at);
            slots.Add(slot);
            observer?.Invoke(new SessionEvent(SessionEventKind.Inserted, table.Schema.Name, [id]));
        }

        Link(table, slots);
        table.Changed.AddRange(slots);
        return at;
    }

    // Facts that change twice are taken one time after the other.
    private int Change(TableChanges changes, int at, List<string> troubles)
    {
        var table = changes.Table;
        slots.Clear();
        taken.Clear();
        var from = at;
        for (; at < changes.Count && slots.Count < Batch.Size && changes[at] is { Kind: not ChangeKind.Insert, Id: var id }; at++)
        {
            var slot = table.SlotOf(id);
            if (slot < 0)
            {
                troubles.Add($"there is no fact {id} of `{table.Schema.Name}` to {(changes[at].Kind == ChangeKind.Update ? "update" : "retract")}");
            }
            else if (taken.Add(slot))
            {
                slots.Add(slot);
            }
            else
            {
                break;
            }
        }

        table.Unlink(lane.BatchOf(table.Schema.Name), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(slots));
        table.Changed.AddRange(slots);
        written.Clear();
        for (var change = from; change < at; change++)
        {
            var (id, kind) = changes[change];
            if (table.SlotOf(id) is not (>= 0 and var slot))
            {
                continue;
            }

            if (kind == ChangeKind.Retract)
            {
                table.Drop(slot);
            }
            else
            {
                table.Write(slot, changes, change);
                written.Add(slot);
            }

            observer?.Invoke(new SessionEvent(kind == ChangeKind.Update ? SessionEventKind.Updated : SessionEventKind.Retracted, table.Schema.Name, [id]));
        }

        Link(table, written);
        return at;
    }

    private void Link(FactTable table, List<int> rows) => table.Link(lane.BatchOf(table.Schema.Name), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
}
