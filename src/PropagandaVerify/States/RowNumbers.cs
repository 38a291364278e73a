using System.Numerics;

namespace PropagandaVerify.States;

/// <summary>Numbers of rows, a bit each.</summary>
internal sealed class RowNumbers
{
    private const int BitsOfWord = 64;

    private ulong[] words = [];

    public bool IsEmpty => words.Length == 0;

    public int Count => words.Sum(w => BitOperations.PopCount(w));

    public void Add(int number)
    {
        var at = number / BitsOfWord;
        if (at >= words.Length)
        {
            Array.Resize(ref words, Math.Max(2 * words.Length, at + 1));
        }

        words[at] |= 1UL << (number % BitsOfWord);
    }

    public bool Contains(int number) => number / BitsOfWord is var at && at < words.Length && (words[at] & (1UL << (number % BitsOfWord))) != 0;
}
