using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PropagandaVerify.Scans;

/// <summary>Words of four records at a time, where the processor works on so many at once.</summary>
internal static class Fours
{
    public const int Count = 4;

    // The truths of four records as one word, by the bits of the records that say yes.
    private static readonly uint[] YesOf = [.. Enumerable.Range(0, 1 << Count).Select(bits => (uint)Enumerable.Range(0, Count).Sum(i => (long)(bits >> i & 1) << (8 * i)))];

    private const uint AllYes = 0x0101_0101;

    public static bool AreFast => Vector256.IsHardwareAccelerated;

    public static Vector256<long> At(long[] words, int index) => Vector256.Create(words.AsSpan(index, Count));

    /// <summary>Whether all of these words hold values.</summary>
    public static bool AreHeld(Vector256<long> a, Vector256<long> b) => Vector256.GreaterThanAll(Vector256.Min(a, b), Vector256.Create(Cells.Large));

    /// <summary>Writes yes where a mask is set, and what is so otherwise elsewhere.</summary>
    public static void Write(Truth[] truths, int index, Vector256<long> areYes, Truth otherwise)
    {
        var yes = YesOf[areYes.ExtractMostSignificantBits()];
        MemoryMarshal.Write(MemoryMarshal.AsBytes(truths.AsSpan(index, Count)), yes + ((AllYes ^ yes) * (uint)otherwise));
    }
}
