namespace PropagandaVerify.Extraction;

/// <summary>
/// The words of one draft by their folded text. Every word of every draft is looked up here, and the tokenizer reads its characters anyway: it hashes them in passing, which a
/// dictionary would do in a second pass.
/// </summary>
internal sealed class WordTable
{
    private const int FewestSlots = 1024;

    private uint[] hashes = new uint[FewestSlots];
    private Word?[] words = new Word?[FewestSlots];
    private int count;

    /// <summary>The hash of no characters.</summary>
    public const uint Seed = 2_166_136_261;

    public static uint Hash(uint hash, char c) => unchecked((hash ^ c) * 0x9E37_79B1);

    public static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = Seed;
        foreach (var c in text)
        {
            hash = Hash(hash, c);
        }

        return hash;
    }

    public Word? Find(ReadOnlySpan<char> folded, uint hash)
    {
        for (var slot = First(hash); words[slot] is { } word; slot = (slot + 1) & (words.Length - 1))
        {
            if (hashes[slot] == hash && folded.SequenceEqual(word.Text))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>Adds a word that is not in it.</summary>
    public void Add(Word word, uint hash)
    {
        if (2 * ++count > words.Length)
        {
            var (oldHashes, oldWords) = (hashes, words);
            (hashes, words) = (new uint[2 * oldWords.Length], new Word?[2 * oldWords.Length]);
            for (var i = 0; i < oldWords.Length; i++)
            {
                if (oldWords[i] is { } old)
                {
                    Place(old, oldHashes[i]);
                }
            }
        }

        Place(word, hash);
    }

    private void Place(Word word, uint hash)
    {
        var slot = First(hash);
        while (words[slot] is not null)
        {
            slot = (slot + 1) & (words.Length - 1);
        }

        (hashes[slot], words[slot]) = (hash, word);
    }

    // The low bits of a product depend on the low bits of its factors alone; the high ones on all.
    private int First(uint hash) => (int)((hash ^ (hash >> 15)) & (uint)(words.Length - 1));
}
