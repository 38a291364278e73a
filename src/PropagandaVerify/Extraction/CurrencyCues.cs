namespace PropagandaVerify.Extraction;

/// <summary>Tells which of the phrases that decide between two currencies of one name ("Suisse", "Sydney") stand in a draft.</summary>
internal sealed class CurrencyCues(Lexicon lexicon, IReadOnlyList<Token[]> blocks)
{
    // A lexicon has few phrases and a draft many amounts, so the draft is looked through once for each phrase.
    private readonly Dictionary<Word[], bool> phrases = [];
    private HashSet<Word>? words;

    public bool Stands(Word[] phrase)
    {
        if (!phrases.TryGetValue(phrase, out var stands))
        {
            words ??= WordsOfCues();
            phrases.Add(phrase, stands = Array.TrueForAll(phrase, words.Contains) && (phrase.Length == 1 || Find(phrase)));
        }

        return stands;
    }

    private HashSet<Word> WordsOfCues()
    {
        var found = new HashSet<Word>();
        foreach (var tokens in blocks)
        {
            foreach (ref readonly var token in tokens.AsSpan())
            {
                if (lexicon.CueWords.Contains(token))
                {
                    found.Add(token.Word);
                }
            }
        }

        return found;
    }

    private bool Find(Word[] phrase)
    {
        foreach (var tokens in blocks)
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                if (Constructions.StandsAt(phrase, tokens, i))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
