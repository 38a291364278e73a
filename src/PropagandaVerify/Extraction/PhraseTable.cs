namespace PropagandaVerify.Extraction;

/// <summary>Phrases of one or more words with a meaning each; the longest that fits wins.</summary>
internal sealed class PhraseTable<T>(Vocabulary vocabulary, bool isTight = false)
{
    private readonly int firstBit = vocabulary.NewBit();
    private readonly int lastBit = vocabulary.NewBit();
    private readonly Dictionary<Word, List<(Word[] Phrase, T Meaning)>> byFirst = [];
    private readonly Dictionary<Word, List<(Word[] Phrase, T Meaning)>> byLast = [];

    private int endingBit = -1;
    private T ending = default!;

    /// <summary>Whether words are in it by their ending.</summary>
    public bool HasEndings => endingBit >= 0;

    public IEnumerable<Word> FirstWords => byFirst.Keys;

    public bool BeginsWith(Word word) => word.Has(firstBit);

    public void Add(string[] phrase, T meaning)
    {
        Word[] words = [.. phrase.Select(vocabulary.Intern)];
        words[0].Mark(firstBit);
        words[^1].Mark(lastBit);
        Insert(byFirst, words[0], words, meaning);
        Insert(byLast, words[^1], words, meaning);
    }

    /// <summary>Adds every word that ends so; all endings of a table have one meaning.</summary>
    public void AddEnding(string folded, T meaning)
    {
        endingBit = endingBit < 0 ? vocabulary.NewBit() : endingBit;
        ending = meaning;
        vocabulary.AddEnding(folded, endingBit);
    }

    /// <summary>The phrase that begins at a token: its length in tokens and its meaning.</summary>
    public (int Length, T Meaning)? At(Token[] tokens, int index, int end)
    {
        if (index < 0 || index >= end)
        {
            return null;
        }

        if (tokens[index].Word.Has(firstBit))
        {
            foreach (var (phrase, meaning) in byFirst[tokens[index].Word])
            {
                if (index + phrase.Length <= end && Fits(tokens, index, phrase))
                {
                    return (phrase.Length, meaning);
                }
            }
        }

        return EndsSo(tokens[index].Word) ? (1, ending) : null;
    }

    /// <summary>The phrase whose last token is the one before an index.</summary>
    public (int Length, T Meaning)? Before(Token[] tokens, int index, int start)
    {
        if (index <= start)
        {
            return null;
        }

        if (tokens[index - 1].Word.Has(lastBit))
        {
            foreach (var (phrase, meaning) in byLast[tokens[index - 1].Word])
            {
                if (index - phrase.Length >= start && Fits(tokens, index - phrase.Length, phrase))
                {
                    return (phrase.Length, meaning);
                }
            }
        }

        return EndsSo(tokens[index - 1].Word) ? (1, ending) : null;
    }

    /// <summary>The first phrase within a range of tokens.</summary>
    public (int Index, int Length, T Meaning)? Within(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if ((tokens[i].Word.Has(firstBit) || EndsSo(tokens[i].Word)) && At(tokens, i, end) is { } found)
            {
                return (i, found.Length, found.Meaning);
            }
        }

        return null;
    }

    private bool EndsSo(Word word) => endingBit >= 0 && word.Has(endingBit);

    // A tight table has signs, whose characters stand together: "A$" is not in "a $5m deal".
    private bool Fits(Token[] tokens, int index, Word[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (tokens[index + i].Word != phrase[i] || (isTight && i > 0 && tokens[index + i].SpaceBefore && tokens[index + i - 1].Kind == TokenKind.Word))
            {
                return false;
            }
        }

        return true;
    }

    private static void Insert(Dictionary<Word, List<(Word[] Phrase, T Meaning)>> table, Word key, Word[] phrase, T meaning)
    {
        if (!table.TryGetValue(key, out var list))
        {
            table.Add(key, list = []);
        }

        var place = list.FindIndex(p => p.Phrase.Length < phrase.Length);
        list.Insert(place < 0 ? list.Count : place, (phrase, meaning));
    }
}
