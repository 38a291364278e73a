using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>
/// The rows of a table by a key, perhaps only those that meet conditions, kept while rows come and go: each row knows its group and its neighbours in it, each group its
/// number of rows and its first one, and accumulators what they made of the rows. Neighbours are worked out when somebody first asks for the rows of a group.
/// </summary>
internal sealed class MemberGrouping : Grouping
{
    private readonly SessionTable table;
    // Places that hold nothing are zero, so slots and groups are kept as their successors.
    private readonly Pages<int> groups = new();
    private readonly Pages<int> next = new();
    private readonly Pages<int> previous = new();
    private readonly Lock gate = new();
    private State[] states = [];
    private volatile bool isLinked;
    private int known;
    private int epoch = 1;

    public MemberGrouping(SessionTable table, RowConditions conditions, IReadOnlyList<RowKey> key, KeyMap map)
        : base(conditions, key, map)
    {
        this.table = table;
        table.Groupings.Add(this);
    }

    public SessionTable Table => table;

    /// <summary>Whether some rule speaks of its groups at their first rows, so that it tells which these were.</summary>
    public bool TellsFirst { get; set; }

    /// <summary>Whether some rule wants to know which groups were touched.</summary>
    public bool IsWatched { get; set; }

    /// <summary>The groups whose rows came, changed or went since the rules were last evaluated, and their first rows before; -1 for groups that had none.</summary>
    public List<(int Group, int First)> Touched { get; } = [];

    public override long Size => groups.Size + next.Size + previous.Size + (16L * states.Length) + Map.Size + Accumulators.Sum(a => a.Size);

    public override int RowsOf(int group) => group < known ? states[group].Rows : 0;

    public override int FirstOf(int group)
    {
        ref var state = ref states[group];
        if (state.First == 0)
        {
            state.First = First(group) + 1;
        }

        return state.First - 1;
    }

    /// <summary>The group of a row, or <see cref="KeyNumbers.None"/>.</summary>
    public int GroupOf(int slot) => groups.OrZero(slot) - 1;

    /// <summary>Adds the rows of a group to a list, in no order.</summary>
    public void Members(int group, List<int> into)
    {
        // Where a group is a single row, nobody has to know its neighbours.
        if (group < known && states[group] is { Rows: 1, First: > 0 and var only })
        {
            into.Add(only - 1);
            return;
        }

        Link();
        for (var at = group < known ? states[group].Head : 0; at != 0; at = next[at - 1])
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
        if (isLinked)
        {
            next.Reach(table.Slots);
            previous.Reach(table.Slots);
        }

        known = Map.Count;
        if (states.Length < known)
        {
            Array.Resize(ref states, Math.Max(known, 2 * states.Length));
        }

        var keepsFirst = TellsFirst || Accumulators.Exists(a => a.IsOrdered);
        for (var i = 0; i < batch.Count; i++)
        {
            var (slot, group) = (batch.NumberOf(i), Groups[i]);
            if (group != KeyNumbers.None)
            {
                ref var state = ref states[group];
                Touch(ref state, group);
                groups[slot] = group + 1;
                Put(ref state, slot, group, keepsFirst);
            }
        }

        foreach (var accumulator in Accumulators)
        {
            accumulator.Add(batch, Groups, known);
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
                ref var state = ref states[Groups[i]];
                Touch(ref state, Groups[i]);
                groups[slot] = 0;
                Remove(ref state, slot);
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

            accumulator.Add(batch, Groups, known);
        }
    }

    private void Touch(ref State state, int group)
    {
        if (IsWatched && state.Epoch != epoch)
        {
            state.Epoch = epoch;
            Touched.Add((group, state.Rows == 0 || !TellsFirst ? -1 : FirstOf(group)));
        }
    }

    private void Put(ref State state, int slot, int group, bool keepsFirst)
    {
        if (isLinked)
        {
            Link(ref state, slot);
        }

        if (state.Rows++ == 0)
        {
            state.First = slot + 1;
        }
        else if (!keepsFirst)
        {
            state.First = 0;
        }
        else if (state.First == 0 || table.Compare(slot, state.First - 1) < 0)
        {
            state.First = state.First == 0 ? 0 : slot + 1;
            foreach (var accumulator in Accumulators)
            {
                if (accumulator.IsOrdered)
                {
                    accumulator.Stale.Add(group);
                }
            }
        }
    }

    private void Remove(ref State state, int slot)
    {
        if (isLinked)
        {
            Unlink(ref state, slot);
        }

        state.Rows--;
        if (state.First == slot + 1)
        {
            state.First = 0;
        }
    }

    // Most groups are never asked for their rows, and none while a table is filled. Threads that ask at once wait for one of them.
    private void Link()
    {
        if (isLinked)
        {
            return;
        }

        lock (gate)
        {
            if (isLinked)
            {
                return;
            }

            next.Reach(table.Slots);
            previous.Reach(table.Slots);
            for (var slot = 0; slot < table.Slots; slot++)
            {
                if (GroupOf(slot) is not KeyNumbers.None and var group)
                {
                    Link(ref states[group], slot);
                }
            }

            isLinked = true;
        }
    }

    private void Link(ref State state, int slot)
    {
        next[slot] = state.Head;
        previous[slot] = 0;
        if (state.Head != 0)
        {
            previous[state.Head - 1] = slot + 1;
        }

        state.Head = slot + 1;
    }

    private void Unlink(ref State state, int slot)
    {
        var (before, after) = (previous[slot], next[slot]);
        if (before == 0)
        {
            state.Head = after;
        }
        else
        {
            next[before - 1] = after;
        }

        if (after != 0)
        {
            previous[after - 1] = before;
        }
    }

    // It is asked for when a row went that was first, which may be every time; it is not asked for while all of a group go.
    private int First(int group)
    {
        Link();
        var first = states[group].Head - 1;
        for (var at = first < 0 ? 0 : next[first]; at != 0; at = next[at - 1])
        {
            first = table.Compare(at - 1, first) < 0 ? at - 1 : first;
        }

        return first;
    }

    // What is known of a group, together in one place of memory. Slots are kept as their successors; a first row of zero is not known.
    private struct State
    {
        public int Head;
        public int Rows;
        public int First;
        public int Epoch;
    }
}
