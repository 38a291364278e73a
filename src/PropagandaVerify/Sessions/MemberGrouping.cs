using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>
/// The rows of a table by a key, perhaps only those that meet conditions, kept while rows come and go: each row knows its group and its neighbours in it, each group its
/// number of rows and its first one, and accumulators what they made of the rows.
/// </summary>
internal sealed class MemberGrouping : Grouping
{
    // Places that hold nothing are zero, so slots and groups are kept as their successors.
    private const int Unknown = -1;

    private readonly SessionTable table;
    private readonly Pages<int> groups = new();
    private readonly Pages<int> next = new();
    private readonly Pages<int> previous = new();
    private readonly List<int> heads = [];
    private readonly List<int> counts = [];
    private readonly List<int> firsts = [];
    private readonly List<int> stamps = [];
    private int epoch = 1;

    public MemberGrouping(SessionTable table, RowConditions conditions, IReadOnlyList<RowKey> key, KeyMap map)
        : base(conditions, key, map)
    {
        this.table = table;
        table.Groupings.Add(this);
    }

    public SessionTable Table => table;

    /// <summary>The groups whose rows came, changed or went since the rules were last evaluated, and their first rows before; -1 for groups that had none.</summary>
    public List<(int Group, int First)> Touched { get; } = [];

    public override long Size => groups.Size + next.Size + previous.Size + (16L * heads.Capacity) + Map.Size + Accumulators.Sum(a => a.Size);

    public override int RowsOf(int group) => group < counts.Count ? counts[group] : 0;

    public override int FirstOf(int group)
    {
        if (firsts[group] == Unknown)
        {
            firsts[group] = First(group);
        }

        return firsts[group];
    }

    /// <summary>The group of a row, or <see cref="KeyNumbers.None"/>.</summary>
    public int GroupOf(int slot) => groups.OrZero(slot) - 1;

    /// <summary>Adds the rows of a group to a list, in no order.</summary>
    public void Members(int group, List<int> into)
    {
        for (var at = group < heads.Count ? heads[group] : 0; at != 0; at = next[at - 1])
        {
            into.Add(at - 1);
        }
    }

    /// <summary>The rows of a group in their order.</summary>
    public List<int> InOrder(int group)
    {
        var members = new List<int>(RowsOf(group));
        Members(group, members);
        members.Sort(table.Compare);
        return members;
    }

    /// <summary>Takes in the rows of a batch.</summary>
    public void Put(Batch batch)
    {
        Assign(batch, isAdded: true);
        groups.Reach(table.Slots);
        next.Reach(table.Slots);
        previous.Reach(table.Slots);
        while (heads.Count < Map.Count)
        {
            heads.Add(0);
            counts.Add(0);
            firsts.Add(Unknown);
            stamps.Add(0);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            var (slot, group) = (batch.NumberOf(i), Groups[i]);
            groups[slot] = group + 1;
            if (group != KeyNumbers.None)
            {
                Touch(group);
                Link(slot, group);
            }
        }

        foreach (var accumulator in Accumulators)
        {
            accumulator.Add(batch, Groups, heads.Count);
        }
    }

    /// <summary>Lets the rows of a batch go; their values must be those with which they were put in.</summary>
    public void Remove(Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var slot = batch.NumberOf(i);
            Groups[i] = groups[slot] - 1;
            if (Groups[i] != KeyNumbers.None)
            {
                Touch(Groups[i]);
                Unlink(slot, Groups[i]);
            }
        }

        foreach (var accumulator in Accumulators)
        {
            accumulator.Remove(batch, Groups);
        }
    }

    /// <summary>Works out anew what accumulators could not take back.</summary>
    public void Refresh(Batch batch)
    {
        foreach (var accumulator in Accumulators)
        {
            if (accumulator.Stale.Count > 0)
            {
                Refresh(batch, accumulator);
            }
        }
    }

    /// <summary>Forgets which groups were touched.</summary>
    public void Settle()
    {
        Touched.Clear();
        epoch++;
    }

    private void Refresh(Batch batch, Accumulator accumulator)
    {
        var members = new List<int>();
        foreach (var group in accumulator.Stale)
        {
            accumulator.Forget(group);
            members.AddRange(InOrder(group));
        }

        accumulator.Stale.Clear();
        var slots = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members);
        for (var from = 0; from < slots.Length; from += Batch.Size)
        {
            table.Load(batch, slots[from..Math.Min(slots.Length, from + Batch.Size)]);
            for (var i = 0; i < batch.Count; i++)
            {
                Groups[i] = groups[batch.NumberOf(i)] - 1;
            }

            accumulator.Add(batch, Groups, heads.Count);
        }
    }

    private void Touch(int group)
    {
        if (stamps[group] != epoch)
        {
            stamps[group] = epoch;
            Touched.Add((group, counts[group] == 0 ? -1 : FirstOf(group)));
        }
    }

    private void Link(int slot, int group)
    {
        var head = heads[group];
        (next[slot], previous[slot], heads[group]) = (head, 0, slot + 1);
        if (head != 0)
        {
            previous[head - 1] = slot + 1;
        }

        if (counts[group]++ == 0)
        {
            firsts[group] = slot;
        }
        else if (firsts[group] == Unknown || table.Compare(slot, firsts[group]) < 0)
        {
            firsts[group] = firsts[group] == Unknown ? Unknown : slot;
            foreach (var accumulator in Accumulators)
            {
                if (accumulator.IsOrdered)
                {
                    accumulator.Stale.Add(group);
                }
            }
        }
    }

    private void Unlink(int slot, int group)
    {
        var (before, after) = (previous[slot], next[slot]);
        if (before == 0)
        {
            heads[group] = after;
        }
        else
        {
            next[before - 1] = after;
        }

        if (after != 0)
        {
            previous[after - 1] = before;
        }

        counts[group]--;
        if (firsts[group] == slot)
        {
            firsts[group] = Unknown;
        }
    }

    // It is asked for when a row goes that was first, which may be every time; it is not asked for while all of a group go.
    private int First(int group)
    {
        var first = heads[group] - 1;
        for (var at = first < 0 ? 0 : next[first]; at != 0; at = next[at - 1])
        {
            first = table.Compare(at - 1, first) < 0 ? at - 1 : first;
        }

        return first;
    }
}
