using System.Runtime.CompilerServices;

namespace PropagandaVerify.Extraction;

/// <summary>A distinct folded word of a draft or a lexicon. Words of one lexicon are the same object wherever they stand, so that readers compare references and test bits, never text.</summary>
/// <param name="text">The folded text.</param>
internal sealed class Word(string text)
{
    private Bits bits;

    public static Word None { get; } = new("");

    public string Text { get; } = text;

    /// <summary>The numerals that the word is made of ("vingt-cinq": 20, 5), in the order in which they are spoken; null when it is no number.</summary>
    public int[]? Numerals { get; set; }

    /// <summary>The wordings of constructions that begin with the word; null when none does.</summary>
    public Constructions.Opening? Opening { get; set; }

    public bool Has(int bit) => (bits[bit >> 6] >> (bit & 63) & 1) != 0;

    /// <summary>Only while a lexicon or a draft's own words are being made: afterwards words are shared between threads.</summary>
    public void Mark(int bit) => bits[bit >> 6] |= 1UL << (bit & 63);

    public override string ToString() => Text;

    [InlineArray(Vocabulary.MostBits / 64)]
    private struct Bits
    {
        private ulong first;
    }
}
