namespace PropagandaVerify.Scans;

/// <summary>Numbers keys of several parts in the order in which they turn up.</summary>
internal sealed class KeyMap(int parts)
{
    // A key of one part is looked up by its place in a list, since the numbers of values are dense; the others step by step, and the numbers of the first part need no step.
    private readonly List<int> byPart = [];
    private readonly PairNumbers[] steps = [.. Enumerable.Range(0, Math.Max(0, parts - 1)).Select(_ => new PairNumbers())];

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>About how many bytes they take.</summary>
    public long Size => steps.Sum(s => s.Size) + (4L * byPart.Capacity);

    /// <summary>The number of a key, a new one for one that turns up for the first time; <see cref="KeyNumbers.None"/> where a part is missing.</summary>
    public int Of(ReadOnlySpan<int> key)
    {
        if (key.Contains(KeyNumbers.None))
        {
            return KeyNumbers.None;
        }

        if (key.Length < 2)
        {
            return Single(key.Length == 0 ? 0 : key[0]);
        }

        var number = key[0];
        for (var i = 1; i < key.Length; i++)
        {
            number = steps[i - 1].Of(PairNumbers.Pair(number, key[i]));
        }

        Count = steps[^1].Count;
        return number;
    }

    /// <summary>The number of a key that has one; <see cref="KeyNumbers.None"/> else. It changes nothing, so that several threads may ask.</summary>
    public int Find(ReadOnlySpan<int> key)
    {
        if (key.Contains(KeyNumbers.None))
        {
            return KeyNumbers.None;
        }

        var number = key.Length == 0 ? 0 : key[0];
        if (key.Length < 2)
        {
            return number < byPart.Count ? byPart[number] : KeyNumbers.None;
        }

        for (var i = 1; i < key.Length && number != KeyNumbers.None; i++)
        {
            number = steps[i - 1].Find(PairNumbers.Pair(number, key[i]));
        }

        return number;
    }

    private int Single(int value)
    {
        while (byPart.Count <= value)
        {
            byPart.Add(KeyNumbers.None);
        }

        if (byPart[value] == KeyNumbers.None)
        {
            byPart[value] = Count++;
        }

        return byPart[value];
    }
}

/// <summary>Numbers pairs of numbers in the order in which they turn up: open addressing, so that most are found in one place of memory.</summary>
internal sealed class PairNumbers
{
    private const int EntrySize = 16;

    // A number is kept as its successor, so that zero is an empty place.
    private (ulong Pair, int Next)[] entries = new (ulong, int)[64];

    public int Count { get; private set; }

    public long Size => (long)EntrySize * entries.Length;

    public static ulong Pair(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;

    /// <summary>The number of a pair, the next one for a pair that has none.</summary>
    public int Of(ulong pair)
    {
        ref var entry = ref entries[PlaceOf(pair)];
        if (entry.Next != 0)
        {
            return entry.Next - 1;
        }

        entry = (pair, ++Count);
        if (4 * Count > 3 * entries.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>The number of a pair that has one; <see cref="KeyNumbers.None"/> else.</summary>
    public int Find(ulong pair) => entries[PlaceOf(pair)].Next - 1;

    // Where a pair is, or would be.
    private int PlaceOf(ulong pair)
    {
        var known = entries;
        var mask = known.Length - 1;
        var at = unchecked((int)((pair * 0x9E37_79B9_7F4A_7C15) >> 32)) & mask;
        while (known[at].Next != 0 && known[at].Pair != pair)
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private void Grow()
    {
        var old = entries;
        entries = new (ulong, int)[checked(2 * old.Length)];
        foreach (var entry in old)
        {
            if (entry.Next != 0)
            {
                entries[PlaceOf(entry.Pair)] = entry;
            }
        }
    }
}
