namespace PropagandaVerify.Sessions;

/// <summary>A bit for each slot.</summary>
internal sealed class SlotBits
{
    private readonly Pages<ulong> words = new();

    /// <summary>About how many bytes they take.</summary>
    public long Size => words.Size;

    /// <summary>Whether the bit of a slot is set; it is not beyond those that were.</summary>
    public bool this[int slot] => (words.OrZero(slot >> 6) >> (slot & 63) & 1) != 0;

    public void Set(int slot)
    {
        words.Reach((slot >> 6) + 1);
        words[slot >> 6] |= 1UL << (slot & 63);
    }

    /// <summary>Sets the bits of slots that follow each other.</summary>
    public void Set(int from, int to)
    {
        for (; from < to && (from & 63) != 0; from++)
        {
            Set(from);
        }

        words.Reach((to + 63) >> 6);
        for (; to - from >= 64; from += 64)
        {
            words[from >> 6] = ulong.MaxValue;
        }

        for (; from < to; from++)
        {
            Set(from);
        }
    }

    public void Clear(int slot) => words[slot >> 6] &= ~(1UL << (slot & 63));
}
