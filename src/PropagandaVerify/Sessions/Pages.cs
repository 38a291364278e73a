namespace PropagandaVerify.Sessions;

/// <summary>A column that grows page by page, so that nothing of it is ever copied but a first page that is not full yet.</summary>
internal sealed class Pages<T>
    where T : unmanaged
{
    // Pages of numbers are so large that the collector leaves them where they are.
    private const int Bits = 15;
    private const int PageSize = 1 << Bits;
    private const int FirstSize = 64;

    private T[][] pages = [];
    private int room;

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
