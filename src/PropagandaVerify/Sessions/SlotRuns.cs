using System.Runtime.InteropServices;

namespace PropagandaVerify.Sessions;

/// <summary>Slots in the order in which they came, runs of them as one; a slot may stand there twice.</summary>
internal sealed class SlotRuns
{
    private readonly List<(int From, int Count)> runs = [];

    /// <summary>How many slots there are.</summary>
    public int Count { get; private set; }

    public void Add(ReadOnlySpan<int> slots)
    {
        foreach (var slot in slots)
        {
            Add(slot, 1);
        }
    }

    /// <summary>Adds slots that follow each other.</summary>
    public void Add(int from, int count)
    {
        Count += count;
        if (runs.Count > 0 && CollectionsMarshal.AsSpan(runs)[^1..] is var last && last[0].From + last[0].Count == from)
        {
            last[0].Count += count;
            return;
        }

        runs.Add((from, count));
    }

    public void CopyTo(List<int> into)
    {
        foreach (var (from, count) in runs)
        {
            for (var slot = from; slot < from + count; slot++)
            {
                into.Add(slot);
            }
        }
    }

    public void Clear()
    {
        runs.Clear();
        Count = 0;
    }
}
