using System.Runtime.InteropServices;

namespace PropagandaVerify.Sessions;

/// <summary>What is known of a row: nothing or that the rule is not about it, one check that holds, or a result of its own.</summary>
internal enum RowMark : byte
{
    None,
    Holds,
    Other,
}

/// <summary>What a rule knows of each slot. Most of what stands together is alike, and then takes no room of its own.</summary>
internal sealed class RowMarks
{
    private const int Bits = 10;

    // So many slots stand together: as many as are evaluated at once.
    private const int ChunkSize = 1 << Bits;

    private readonly Lock gate = new();
    private Chunk[] chunks = [];
    private int reached;

    /// <summary>About how many bytes they take.</summary>
    public long Size => chunks.Sum(c => 16L + (c.Each?.Length ?? 0));

    /// <summary>Writing is for several threads, each with slots of its own.</summary>
    public RowMark this[int slot]
    {
        get => chunks[slot >> Bits] is { Each: { } each } ? each[slot & (ChunkSize - 1)] : chunks[slot >> Bits].All;
        set => Each(slot >> Bits)[slot & (ChunkSize - 1)] = value;
    }

    /// <summary>Makes room for so many slots; of new ones nothing is known.</summary>
    public void Reach(int slots)
    {
        if (slots <= reached)
        {
            return;
        }

        if ((slots + ChunkSize - 1) >> Bits is var count && count > chunks.Length)
        {
            Array.Resize(ref chunks, Math.Max(count, 2 * chunks.Length));
        }

        if ((reached & (ChunkSize - 1)) is var inside and not 0)
        {
            Each(reached >> Bits)[inside..].Clear();
        }

        reached = slots;
    }

    /// <summary>The chunk that slots which follow each other fill, as far as there are slots; -1 where they fill none.</summary>
    public int ChunkOf(ReadOnlySpan<int> slots) =>
        FactTable.IsRun(slots) && (slots[0] & (ChunkSize - 1)) == 0 && (slots.Length == ChunkSize || (slots.Length < ChunkSize && slots[0] + slots.Length == reached)) ? slots[0] >> Bits : -1;

    /// <summary>What all slots of a chunk are; null where they differ.</summary>
    public RowMark? AllOf(int chunk) => chunks[chunk] is { Each: null, All: var all } ? all : null;

    /// <summary>Sets all slots of a chunk.</summary>
    public void Fill(int chunk, RowMark mark) => chunks[chunk] = new Chunk(mark, null);

    /// <summary>The slots of a chunk one by one, to be read and written.</summary>
    public Span<RowMark> Each(int chunk)
    {
        if (chunks[chunk].Each is { } known)
        {
            return known;
        }

        lock (gate)
        {
            ref var at = ref chunks[chunk];
            if (at.Each is null)
            {
                var each = new RowMark[ChunkSize];
                each.AsSpan().Fill(at.All);
                at = new Chunk(at.All, each);
            }

            return at.Each;
        }
    }

    /// <summary>What all of some marks are; null where they differ.</summary>
    public static RowMark? AllOf(ReadOnlySpan<RowMark> marks) => MemoryMarshal.AsBytes(marks).ContainsAnyExcept((byte)marks[0]) ? null : marks[0];

    private readonly record struct Chunk(RowMark All, RowMark[]? Each);
}
