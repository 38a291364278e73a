using PropagandaVerify.Facts;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>The rows of one relation of a session, each in a slot that it keeps while it is there.</summary>
/// <param name="number">The number of the table among those of the session.</param>
/// <param name="tables">How many there are, so that the rows of all have identities of their own.</param>
internal abstract class SessionTable(Schema schema, int number, int tables)
{
    private readonly Stack<int> free = new();

    public Schema Schema => schema;

    /// <summary>The number of the table among those of the session.</summary>
    public int Number => number;

    /// <summary>Whether each slot has a row.</summary>
    protected SlotBits Alive { get; } = new();

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Slots lie below this.</summary>
    public int Slots { get; private set; }

    /// <summary>The groupings of its rows.</summary>
    public List<MemberGrouping> Groupings { get; } = [];

    /// <summary>The slots whose rows came, changed or went since the rules were last evaluated; a slot may stand there twice.</summary>
    public SlotRuns Changed { get; } = new();

    /// <summary>About how many bytes its rows take.</summary>
    public virtual long Size => Alive.Size + Groupings.Sum(g => g.Size);

    public bool IsAlive(int slot) => Alive[slot];

    /// <summary>Whether every slot has a row.</summary>
    public bool IsWhole => free.Count == 0;

    /// <summary>Makes cells for batches of its rows; none where values are no words.</summary>
    public abstract Cells[] NewCells();

    /// <summary>Fills a batch with the rows of some slots.</summary>
    public abstract void Load(Batch batch, ReadOnlySpan<int> slots);

    /// <summary>A row as rules see it.</summary>
    public abstract Row RowOf(int slot);

    /// <summary>The order of rows, which is that of their ids and does not depend on when they came.</summary>
    public abstract int Compare(int a, int b);

    /// <summary>What names a row among those of its relation: numbers in whose order rows are.</summary>
    public abstract void Path(int slot, List<long> path);

    protected int IdentityOf(int slot) => (slot * tables) + number;

    /// <summary>The slot that a new row will have.</summary>
    protected int Next => free.Count > 0 ? free.Peek() : Slots;

    /// <summary>A slot for a new row.</summary>
    protected int Take()
    {
        var slot = free.Count > 0 ? free.Pop() : Slots++;
        Alive.Set(slot);
        Count++;
        return slot;
    }

    /// <summary>The first of so many new slots, which follow each other.</summary>
    protected int TakeNew(int count)
    {
        var first = Slots;
        Slots += count;
        Count += count;
        Alive.Set(first, Slots);
        return first;
    }

    /// <summary>Gives the slot of a row back that went.</summary>
    protected void Release(int slot)
    {
        Alive.Clear(slot);
        Count--;
        free.Push(slot);
    }

    /// <summary>Forgets which rows and groups changed.</summary>
    public void Settle()
    {
        if (Changed.Count > 0)
        {
            Changed.Clear();
            foreach (var grouping in Groupings)
            {
                grouping.Settle();
            }
        }
    }

    /// <summary>Takes rows out of the groupings; they must still be what they were when they were put in.</summary>
    public void Unlink(Batch batch, ReadOnlySpan<int> slots)
    {
        for (var from = 0; from < slots.Length && Groupings.Count > 0; from += Batch.Size)
        {
            Load(batch, slots[from..Math.Min(slots.Length, from + Batch.Size)]);
            foreach (var grouping in Groupings)
            {
                grouping.Remove(batch);
            }
        }
    }

    /// <summary>Puts rows into the groupings.</summary>
    public void Link(Batch batch, ReadOnlySpan<int> slots)
    {
        for (var from = 0; from < slots.Length && Groupings.Count > 0; from += Batch.Size)
        {
            Load(batch, slots[from..Math.Min(slots.Length, from + Batch.Size)]);
            foreach (var grouping in Groupings)
            {
                grouping.Put(batch);
            }
        }
    }
}
