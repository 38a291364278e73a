using System.Numerics;
using PropagandaVerify.Scans;
using Lanes = System.Numerics.Vector;

namespace PropagandaVerify.Sessions;

/// <summary>
/// So many words of a column as a page holds, in as few bytes each as their differences need: none where they follow each other or are all the same, else two, four or eight.
/// What stands for no word of its own (<see cref="Cells.Missing"/> and its like) has the least codes.
/// </summary>
internal struct WordPage
{
    /// <summary>The number of a word has its place in the page in its last bits, and the page's number in the others.</summary>
    public const int Bits = 13;

    // The codes of the words up to Cells.Large, in their order, stand before those of values.
    private const int Holes = (int)(Cells.Large - Cells.Missing) + 1;

    private ushort[]? two;
    private uint[]? four;
    private long[]? eight;

    // The word at the beginning where words follow each other or are the same; else the word of the code zero, were it no hole.
    private long origin;
    private int step;

    /// <summary>How many words a page holds: what is written into one fits the caches of a processor.</summary>
    public const int Size = 1 << Bits;

    /// <summary>How many bytes it takes.</summary>
    public readonly long Bytes => (2L * (two?.Length ?? 0)) + (4L * (four?.Length ?? 0)) + (8L * (eight?.Length ?? 0));

    /// <summary>A page whose words may be of any size, perhaps with room for fewer than it holds at last.</summary>
    public static WordPage Wide(int room) => new() { eight = new long[room] };

    /// <summary>A page that holds these words, in as few bytes as they need.</summary>
    public static WordPage Of(ReadOnlySpan<long> words) => Of(words, narrowest: 0);

    public readonly long this[int at]
    {
        get
        {
            if (four is not null)
            {
                return Word(four[at]);
            }

            if (two is not null)
            {
                return Word(two[at]);
            }

            return eight is not null ? eight[at] : unchecked(origin + (step * at));
        }
    }

    /// <summary>Writes a word; takes more bytes for all of them where it does not fit.</summary>
    public void Set(int at, long word)
    {
        if (eight is not null)
        {
            eight[at] = word;
            return;
        }

        // What is not between the words of the least and the greatest code has a code beyond the greatest.
        var code = word <= Cells.Large ? unchecked((ulong)(word - Cells.Missing)) : unchecked((ulong)(word - origin)) is var held && held >= Holes ? held : ulong.MaxValue;
        if (four is not null && code <= uint.MaxValue)
        {
            four[at] = (uint)code;
        }
        else if (two is not null && code <= ushort.MaxValue)
        {
            two[at] = (ushort)code;
        }
        else if (four is not null || two is not null || this[at] != word)
        {
            // Never as few bytes as before, so that a page grows three times at most.
            var words = new long[Size];
            Read(0, words);
            words[at] = word;
            this = Of(words, narrowest: four is not null ? 8 : two is not null ? 4 : 2);
        }
    }

    /// <summary>Reads words that follow each other.</summary>
    public readonly void Read(int from, Span<long> into)
    {
        if (eight is not null)
        {
            eight.AsSpan(from, into.Length).CopyTo(into);
        }
        else if (four is not null)
        {
            var codes = four.AsSpan(from, into.Length);
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = Word(codes[i]);
            }
        }
        else if (two is not null)
        {
            var codes = two.AsSpan(from, into.Length);
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = Word(codes[i]);
            }
        }
        else
        {
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = unchecked(origin + (step * (from + i)));
            }
        }
    }

    /// <summary>Makes room for so many words in a page that has room for fewer.</summary>
    public void Grow(int room) => Array.Resize(ref eight, room);

    /// <summary>Takes as few bytes as its words need, once it has all of them.</summary>
    public void Pack()
    {
        if (eight is { Length: Size })
        {
            this = Of(eight);
        }
    }

    private static WordPage Of(ReadOnlySpan<long> words, int narrowest)
    {
        var (least, greatest, hasHoles) = Range(words);
        if (narrowest == 0 && !(hasHoles && greatest >= least))
        {
            var step = unchecked(words[1] - words[0]);
            if (step is 0 or 1 && IsEven(words, step))
            {
                return new WordPage { origin = words[0], step = (int)step };
            }
        }

        // The least word has the first code behind the holes; where there are holes alone, any origin will do.
        var origin = least > greatest ? 0 : unchecked(least - Holes);
        var span = least > greatest ? 0 : unchecked((ulong)(greatest - least));
        return narrowest <= 2 && span <= ushort.MaxValue - Holes ? new WordPage { origin = origin, two = Two(words, origin) }
            : narrowest <= 4 && span <= uint.MaxValue - Holes ? new WordPage { origin = origin, four = Four(words, origin) }
            : new WordPage { eight = words.ToArray() };
    }

    // The least and the greatest word of a value, and whether some words are none.
    private static (long Least, long Greatest, bool HasHoles) Range(ReadOnlySpan<long> words)
    {
        var (least, greatest, lowest) = (new Vector<long>(long.MaxValue), new Vector<long>(long.MinValue), new Vector<long>(long.MaxValue));
        var large = new Vector<long>(Cells.Large);
        for (var i = 0; i < words.Length; i += Vector<long>.Count)
        {
            var some = new Vector<long>(words[i..]);
            lowest = Lanes.Min(lowest, some);
            greatest = Lanes.Max(greatest, some);
            least = Lanes.Min(least, Lanes.ConditionalSelect(Lanes.GreaterThan(some, large), some, new Vector<long>(long.MaxValue)));
        }

        var (min, max, hole) = (long.MaxValue, Cells.Large, false);
        for (var i = 0; i < Vector<long>.Count; i++)
        {
            (min, max, hole) = (Math.Min(min, least[i]), Math.Max(max, greatest[i]), hole || lowest[i] <= Cells.Large);
        }

        return (min, max, hole);
    }

    private static bool IsEven(ReadOnlySpan<long> words, long step)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (unchecked(words[i] - words[i - 1]) != step)
            {
                return false;
            }
        }

        return true;
    }

    // The collector would copy arrays of this size from generation to generation; those beside the others stay where they are.
    private static ushort[] Two(ReadOnlySpan<long> words, long origin)
    {
        var codes = GC.AllocateUninitializedArray<ushort>(Size, pinned: true);
        for (var i = 0; i < Size; i++)
        {
            codes[i] = unchecked((ushort)Code(words[i], origin));
        }

        return codes;
    }

    private static uint[] Four(ReadOnlySpan<long> words, long origin)
    {
        var codes = GC.AllocateUninitializedArray<uint>(Size, pinned: true);
        for (var i = 0; i < Size; i++)
        {
            codes[i] = unchecked((uint)Code(words[i], origin));
        }

        return codes;
    }

    private static long Code(long word, long origin) => unchecked(word <= Cells.Large ? word - Cells.Missing : word - origin);

    private readonly long Word(uint code) => unchecked(code < Holes ? Cells.Missing + code : origin + code);
}
