namespace PropagandaVerify.Extraction;

/// <summary>The words that a lexicon knows. Each set of words and each table of phrases has bits of its own in them.</summary>
internal sealed class Vocabulary
{
    public const int MostBits = 320;

    private readonly Dictionary<string, Word> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private int bits;

    public Vocabulary() => lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A bit that no other set of this vocabulary uses.</summary>
    public int NewBit() => bits < MostBits ? bits++ : throw new InvalidOperationException("a lexicon has more sets of words than a word has bits");

    public Word Intern(string folded)
    {
        if (!words.TryGetValue(folded, out var word))
        {
            words.Add(folded, word = new Word(folded));
        }

        return word;
    }

    public Word? Find(ReadOnlySpan<char> folded) => lookup.TryGetValue(folded, out var word) ? word : null;

    public IEnumerable<Word> All => words.Values;
}

/// <summary>A set of words of a lexicon.</summary>
internal sealed class WordSet
{
    private readonly int bit;

    public WordSet(Vocabulary vocabulary, IEnumerable<string> folded)
    {
        bit = vocabulary.NewBit();
        foreach (var text in folded)
        {
            vocabulary.Intern(text).Mark(bit);
            IsEmpty = false;
        }
    }

    public bool IsEmpty { get; } = true;

    public bool Contains(Word word) => word.Has(bit);

    public bool Contains(in Token token) => token.Word.Has(bit);
}

/// <summary>Words of a lexicon with a number each.</summary>
internal sealed class WordMap
{
    private readonly int bit;
    private readonly Dictionary<Word, int> values = [];

    public WordMap(Vocabulary vocabulary, IEnumerable<KeyValuePair<string, int>> folded)
    {
        bit = vocabulary.NewBit();
        foreach (var (text, value) in folded)
        {
            var word = vocabulary.Intern(text);
            word.Mark(bit);
            values[word] = value;
        }
    }

    public IEnumerable<KeyValuePair<Word, int>> Entries => values;

    public int this[Word word] => values[word];

    public bool Contains(Word word) => word.Has(bit);

    public bool Contains(in Token token) => token.Word.Has(bit);

    public bool TryGetValue(in Token token, out int value) => TryGetValue(token.Word, out value);

    public bool TryGetValue(Word word, out int value)
    {
        value = 0;
        return word.Has(bit) && values.TryGetValue(word, out value);
    }
}
