namespace PropagandaVerify.Extraction;

/// <summary>Phrases of one or more folded tokens with a meaning each; the longest that fits wins.</summary>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<string, List<(string[] Phrase, T Meaning)>> byFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Phrase, T Meaning)>> byLast = new(StringComparer.Ordinal);

    public void Add(string[] phrase, T meaning)
    {
        Insert(byFirst, phrase[0], phrase, meaning);
        Insert(byLast, phrase[^1], phrase, meaning);
    }

    /// <summary>The phrase that begins at a token: its length in tokens and its meaning.</summary>
    public (int Length, T Meaning)? At(IReadOnlyList<Token> tokens, int index, int end)
    {
        if (index >= 0 && index < end && byFirst.TryGetValue(tokens[index].Folded, out var candidates))
        {
            foreach (var (phrase, meaning) in candidates)
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
    public (int Length, T Meaning)? Before(IReadOnlyList<Token> tokens, int index, int start)
    {
        if (index > start && byLast.TryGetValue(tokens[index - 1].Folded, out var candidates))
        {
            foreach (var (phrase, meaning) in candidates)
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
    public (int Index, int Length, T Meaning)? Within(IReadOnlyList<Token> tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (At(tokens, i, end) is { } found)
            {
                return (i, found.Length, found.Meaning);
            }
        }

        return null;
    }

    private static bool Fits(IReadOnlyList<Token> tokens, int index, string[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (tokens[index + i].Folded != phrase[i])
            {
                return false;
            }
        }

        return true;
    }

    private static void Insert(Dictionary<string, List<(string[] Phrase, T Meaning)>> table, string key, string[] phrase, T meaning)
    {
        if (!table.TryGetValue(key, out var list))
        {
            table.Add(key, list = []);
        }

        var place = list.FindIndex(p => p.Phrase.Length < phrase.Length);
        list.Insert(place < 0 ? list.Count : place, (phrase, meaning));
    }
}
