namespace PropagandaVerify.Sessions;

/// <summary>A column that grows page by page, so that nothing of it is ever copied.</summary>
internal sealed class Pages<T>
    where T : unmanaged
{
    private const int Bits = 12;
    private const int PageSize = 1 << Bits;

    private T[][] pages = [];
    private int count;

    /// <summary>How many bytes its pages take.</summary>
    public long Size => (long)count * PageSize * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    public T this[int index]
    {
        get => pages[index >> Bits][index & (PageSize - 1)];
        set => pages[index >> Bits][index & (PageSize - 1)] = value;
    }

    /// <summary>Makes room for so many values; new ones are zero.</summary>
    public void Reach(int values)
    {
        while (count << Bits < values)
        {
            if (count == pages.Length)
            {
                Array.Resize(ref pages, Math.Max(4, 2 * count));
            }

            pages[count++] = new T[PageSize];
        }
    }

    /// <summary>A value, zero beyond the room there is.</summary>
    public T OrZero(int index) => index >> Bits < count ? this[index] : default;
}
