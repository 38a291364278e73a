namespace PropagandaVerify.Sessions;

/// <summary>A column of words that grows page by page; pages behind which others stand take as few bytes as their words need.</summary>
internal sealed class WordPages
{
    private const int FirstSize = 64;

    private WordPage[] pages = [];
    private int room;

    /// <summary>How many bytes its pages take.</summary>
    public long Size
    {
        get
        {
            var bytes = 0L;
            foreach (ref readonly var page in pages.AsSpan())
            {
                bytes += page.Bytes;
            }

            return bytes;
        }
    }

    public long this[int index]
    {
        get => pages[index >> WordPage.Bits][index & (WordPage.Size - 1)];
        set => pages[index >> WordPage.Bits].Set(index & (WordPage.Size - 1), value);
    }

    /// <summary>Makes room for so many words; new ones are zero.</summary>
    public void Reach(int words)
    {
        if (room < words)
        {
            Grow(words);
        }
    }

    /// <summary>Reads words that follow each other.</summary>
    public void Read(int first, Span<long> into)
    {
        while (into.Length > 0)
        {
            var at = first & (WordPage.Size - 1);
            var count = Math.Min(WordPage.Size - at, into.Length);
            pages[first >> WordPage.Bits].Read(at, into[..count]);
            first += count;
            into = into[count..];
        }
    }

    /// <summary>Whether it has room for just so many words, which fill its pages.</summary>
    public bool IsFull(int words) => room == words && words % WordPage.Size == 0;

    /// <summary>Takes a page behind those that are full; it belongs to the column from now on.</summary>
    public void Adopt(WordPage page)
    {
        Attach(page);
        room += WordPage.Size;
    }

    private void Attach(WordPage page)
    {
        var count = room >> WordPage.Bits;
        if (count >= pages.Length)
        {
            Array.Resize(ref pages, Math.Max(4, 2 * count));
        }

        if (count > 0)
        {
            pages[count - 1].Pack();
        }

        pages[count] = page;
    }

    private void Grow(int words)
    {
        if (room < WordPage.Size)
        {
            pages = pages.Length == 0 ? [WordPage.Wide(0)] : pages;
            room = Math.Min(WordPage.Size, Math.Max(FirstSize, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)words)));
            pages[0].Grow(room);
        }

        for (; room < words; room += WordPage.Size)
        {
            Attach(WordPage.Wide(WordPage.Size));
        }
    }
}
