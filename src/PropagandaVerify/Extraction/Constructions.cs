namespace PropagandaVerify.Extraction;

/// <summary>
/// All constructions of a language, by what they begin with. Each knows the wordings that it cannot do without, so that one look at the words of a passage rules out nearly all of them.
/// </summary>
internal sealed class Constructions(Vocabulary vocabulary)
{
    private static readonly List<int> None = [];

    private readonly int firstBit = vocabulary.NewBit();
    private readonly int neededBit = vocabulary.NewBit();
    private readonly Dictionary<Word, List<int>> byWord = [];
    private readonly Dictionary<Word, List<(Word[] Phrase, List<int> Needs)>> needed = [];
    private readonly Dictionary<string, int> needs = new(StringComparer.Ordinal);
    private readonly List<Construction> all = [];
    private readonly List<int[]> needsOf = [];

    public int Count => all.Count;

    public int Needs => needs.Count;

    /// <summary>The numbers of those that begin with a slot.</summary>
    public List<int> BySlot { get; } = [];

    public Construction this[int number] => all[number];

    public void Add(Construction construction)
    {
        var number = all.Count;
        switch (construction.Elements[0])
        {
            case Element.Slot:
                BySlot.Add(number);
                break;
            case Element.Words { IsOptional: false } words:
                Index(words.Phrases.Select(p => p[0]), number);
                break;
            case Element.Class named:
                Index(named.Phrases.FirstWords, number);
                break;
            default:
                throw new InvalidOperationException("a construction begins with a word, a class or a slot");
        }

        all.Add(construction);
        needsOf.Add([.. construction.Elements.Select(Need).OfType<int>().Distinct()]);
    }

    /// <summary>The numbers of those that begin with a word.</summary>
    public List<int> ByWord(in Token token) => token.Word.Has(firstBit) ? byWord[token.Word] : None;

    /// <summary>Says which of all constructions have each of their wordings somewhere among tokens.</summary>
    /// <param name="tokens">The tokens of a passage.</param>
    /// <param name="hasFiller">Whether anything among them can fill a slot.</param>
    /// <param name="met">As long as there are needs; overwritten.</param>
    /// <param name="possible">As long as there are constructions; overwritten.</param>
    public void Sift(Token[] tokens, bool hasFiller, bool[] met, bool[] possible)
    {
        Array.Clear(met);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Word.Has(neededBit))
            {
                foreach (var (phrase, own) in needed[tokens[i].Word])
                {
                    if (StandsAt(phrase, tokens, i))
                    {
                        foreach (var need in own)
                        {
                            met[need] = true;
                        }
                    }
                }
            }
        }

        for (var n = 0; n < possible.Length; n++)
        {
            possible[n] = hasFiller || all[n].Slots == 0;
            foreach (var need in needsOf[n])
            {
                possible[n] &= met[need];
            }
        }
    }

    public static bool StandsAt(Word[] phrase, Token[] tokens, int at)
    {
        if (at + phrase.Length > tokens.Length)
        {
            return false;
        }

        for (var i = 0; i < phrase.Length; i++)
        {
            if (tokens[at + i].Word != phrase[i])
            {
                return false;
            }
        }

        return true;
    }

    // Choices that are the same words are one need, wherever they stand.
    private int? Need(Element element)
    {
        IEnumerable<Word[]>? phrases = element switch
        {
            Element.Words { IsOptional: false } words => words.Phrases,
            Element.Class { Phrases.HasEndings: false } named => named.Phrases.FirstWords.Select(w => new[] { w }),
            _ => null,
        };
        if (phrases is null)
        {
            return null;
        }

        var written = string.Join('|', phrases.Select(p => string.Join(' ', p.Select(w => w.Text))));
        if (!needs.TryGetValue(written, out var need))
        {
            needs.Add(written, need = needs.Count);
            foreach (var phrase in phrases)
            {
                phrase[0].Mark(neededBit);
                if (!needed.TryGetValue(phrase[0], out var own))
                {
                    needed.Add(phrase[0], own = []);
                }

                var same = own.FindIndex(o => o.Phrase.AsSpan().SequenceEqual(phrase));
                if (same < 0)
                {
                    own.Add((phrase, [need]));
                }
                else
                {
                    own[same].Needs.Add(need);
                }
            }
        }

        return need;
    }

    private void Index(IEnumerable<Word> firsts, int number)
    {
        foreach (var word in firsts.Distinct())
        {
            word.Mark(firstBit);
            if (!byWord.TryGetValue(word, out var list))
            {
                byWord.Add(word, list = []);
            }

            list.Add(number);
        }
    }
}
