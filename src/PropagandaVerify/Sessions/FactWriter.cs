using System.Runtime.InteropServices;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>Writes changes into tables and their groupings, as many at a time as a batch holds.</summary>
internal sealed class FactWriter(SessionLane lane, Action<SessionEvent>? observer)
{
    private readonly List<int> slots = [];
    private readonly List<int> written = [];
    private readonly HashSet<int> taken = [];
    private readonly List<long> refused = [];

    /// <summary>Takes in the changes of one relation; those that make no sense are refused.</summary>
    /// <param name="troubles">Told why they are.</param>
    public void Write(TableChanges changes, List<string> troubles)
    {
        changes.Table.Expect(changes.Inserted);
        for (var at = 0; at < changes.Count;)
        {
            at = changes[at].Kind == ChangeKind.Insert ? Insert(changes, at, troubles) : Change(changes, at, troubles);
        }

        foreach (var grouping in changes.Table.Groupings)
        {
            grouping.Refresh(lane.BatchOf(changes.Table.Schema.Name));
        }

        changes.Table.Recycle(changes);
    }

    private int Insert(TableChanges changes, int at, List<string> troubles)
    {
        var table = changes.Table;
        refused.Clear();
        if (table.Adopt(changes, at, refused) is >= 0 and var first)
        {
            troubles.AddRange(refused.Select(id => Twice(table, id)));
            var end = first + changes.BlockOf(at).Count;
            at += end - first;
            while (first < end)
            {
                slots.Clear();
                for (; first < end && slots.Count < Batch.Size; first++)
                {
                    if (table.IsAlive(first))
                    {
                        Inserted(table, first, table.IdOf(first));
                    }
                }

                Link(table, slots);
                table.Changed.Add(CollectionsMarshal.AsSpan(slots));
            }

            return at;
        }

        slots.Clear();
        for (; at < changes.Count && slots.Count < Batch.Size && changes[at] is { Kind: ChangeKind.Insert, Id: var id }; at++)
        {
            var slot = table.Take(id);
            if (slot < 0)
            {
                troubles.Add(Twice(table, id));
                continue;
            }

            table.Write(slot, changes, at);
            Inserted(table, slot, id);
        }

        Link(table, slots);
        table.Changed.Add(CollectionsMarshal.AsSpan(slots));
        return at;
    }

    private void Inserted(FactTable table, int slot, long id)
    {
        slots.Add(slot);
        observer?.Invoke(new SessionEvent(SessionEventKind.Inserted, table.Schema.Name, [id]));
    }

    private static string Twice(FactTable table, long id) => $"fact {id} of `{table.Schema.Name}` is there already, so it cannot be inserted";

    // Facts that change twice are taken one time after the other.
    private int Change(TableChanges changes, int at, List<string> troubles)
    {
        var table = changes.Table;
        slots.Clear();
        if (taken.Count > 0)
        {
            taken.Clear();
        }

        var from = at;
        for (; at < changes.Count && slots.Count < Batch.Size && changes[at] is { Kind: not ChangeKind.Insert, Id: var id }; at++)
        {
            var slot = table.SlotOf(id);
            if (slot < 0)
            {
                troubles.Add($"there is no fact {id} of `{table.Schema.Name}` to {(changes[at].Kind == ChangeKind.Update ? "update" : "retract")}");
            }
            else if (changes.Count == 1 || taken.Add(slot))
            {
                slots.Add(slot);
            }
            else
            {
                break;
            }
        }

        table.Unlink(lane.BatchOf(table.Schema.Name), CollectionsMarshal.AsSpan(slots));
        table.Changed.Add(CollectionsMarshal.AsSpan(slots));
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

    private void Link(FactTable table, List<int> rows) => table.Link(lane.BatchOf(table.Schema.Name), CollectionsMarshal.AsSpan(rows));
}
