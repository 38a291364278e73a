namespace PropagandaVerify.Extraction;

/// <summary>Phrases of one or more words with a meaning each; the longest that fits wins.</summary>
internal sealed class PhraseTable<T>(Vocabulary vocabulary)
{
    private readonly int firstBit = vocabulary.NewBit();
    private readonly int lastBit = vocabulary.NewBit();
    private readonly Dictionary<Word, List<(Word[] Phrase, T Meaning)>> byFirst = [];
    private readonly Dictionary<Word, List<(Word[] Phrase, T Meaning)>> byLast = [];

    public IEnumerable<Word> FirstWords => byFirst.Keys;

    public void Add(string[] phrase, T meaning)
    {
        Word[] words = [.. phrase.Select(vocabulary.Intern)];
        words[0].Mark(firstBit);
        words[^1].Mark(lastBit);
        Insert(byFirst, words[0], words, meaning);
        Insert(byLast, words[^1], words, meaning);
    }

    /// <summary>The phrase that begins at a token: its length in tokens and its meaning.</summary>
    public (int Length, T Meaning)? At(Token[] tokens, int index, int end)
    {
        if (index >= 0 && index < end && tokens[index].Word.Has(firstBit))
        {
            foreach (var (phrase, meaning) in byFirst[tokens[index].Word])
            {
                if (index + phrase.Length <= end && Fits(tokens, index, phrase))
                {
                    return (phrase.Length, meaning);
                }
            }
        }

        return null;
    }

    /// <summary>The phrase whose last token is the one before an index.</summary>
    public (int Length, T Meaning)? Before(Token[] tokens, int index, int start)
    {
        if (index > start && tokens[index - 1].Word.Has(lastBit))
        {
            foreach (var (phrase, meaning) in byLast[tokens[index - 1].Word])
            {
                if (index - phrase.Length >= start && Fits(tokens, index - phrase.Length, phrase))
                {
                    return (phrase.Length, meaning);
                }
            }
        }

        return null;
    }

    /// <summary>The first phrase within a range of tokens.</summary>
    public (int Index, int Length, T Meaning)? Within(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Word.Has(firstBit) && At(tokens, i, end) is { } found)
            {
                return (i, found.Length, found.Meaning);
            }
        }

        return null;
    }

    private static bool Fits(Token[] tokens, int index, Word[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (tokens[index + i].Word != phrase[i])
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
