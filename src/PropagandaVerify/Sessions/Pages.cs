namespace PropagandaVerify.Sessions;

/// <summary>A column that grows page by page, so that nothing of it is ever copied but a first page that is not full yet.</summary>
internal sealed class Pages<T>
    where T : unmanaged
{
    // Pages of numbers are so large that the collector leaves them where they are.
    private const int Bits = 15;
    private const int FirstSize = 64;

    private T[][] pages = [];
    private int room;

    /// <summary>How many values a page holds.</summary>
    public static int PageSize => 1 << Bits;

    /// <summary>How many bytes its pages take.</summary>
    public long Size => (long)room * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    public T this[int index]
    {
        get => pages[index >> Bits][index & (PageSize - 1)];
        set => pages[index >> Bits][index & (PageSize - 1)] = value;
    }

    /// <summary>Makes room for so many values; new ones are zero.</summary>
    public void Reach(int values)
    {
        if (room < values)
        {
            Grow(values);
        }
    }

    /// <summary>A value, zero beyond the room there is.</summary>
    public T OrZero(int index) => index < room ? this[index] : default;

    /// <summary>Reads values that follow each other.</summary>
    public void Read(int first, Span<T> into)
    {
        while (into.Length > 0)
        {
            var page = pages[first >> Bits].AsSpan(first & (PageSize - 1));
            var count = Math.Min(page.Length, into.Length);
            page[..count].CopyTo(into);
            first += count;
            into = into[count..];
        }
    }

    /// <summary>Values that follow each other in one page; empty where they lie in several.</summary>
    public Span<T> Within(int first, int count) => (first & (PageSize - 1)) + count <= PageSize ? pages[first >> Bits].AsSpan(first & (PageSize - 1), count) : [];

    /// <summary>Whether it has room for just so many values, which fill its pages.</summary>
    public bool IsFull(int values) => room == values && (values & (PageSize - 1)) == 0;

    /// <summary>Takes a page behind those that are full; it belongs to the column from now on.</summary>
    public void Adopt(T[] page)
    {
        Attach(page);
        room += PageSize;
    }

    private void Attach(T[] page)
    {
        var count = room >> Bits;
        if (count >= pages.Length)
        {
            Array.Resize(ref pages, Math.Max(4, 2 * count));
        }

        pages[count] = page;
    }

    private void Grow(int values)
    {
        if (room < PageSize)
        {
            pages = pages.Length == 0 ? [[]] : pages;
            room = Math.Min(PageSize, Math.Max(FirstSize, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values)));
            Array.Resize(ref pages[0], room);
        }

        for (; room < values; room += PageSize)
        {
            Attach(new T[PageSize]);
        }
    }
}
