namespace PropagandaVerify.Extraction;

/// <summary>All constructions of a language, by what they begin with, and the wordings that each cannot do without.</summary>
internal sealed class Constructions(Vocabulary vocabulary)
{
    private static readonly List<int> None = [];

    private readonly int firstBit = vocabulary.NewBit();
    private readonly int neededBit = vocabulary.NewBit();
    private readonly Dictionary<Word, List<int>> byWord = [];
    private readonly Dictionary<Word, Opening> openings = [];
    private readonly Dictionary<string, int> needs = new(StringComparer.Ordinal);
    private readonly List<int> rarity = [];
    private readonly List<List<int>> byNeed = [];
    private readonly List<Construction> all = [];
    private readonly List<int[]> needsOf = [];

    public int Count => all.Count;

    /// <summary>How many wordings there are that some construction cannot do without.</summary>
    public int Needs => needs.Count;

    /// <summary>How many words such wordings begin with.</summary>
    public int Openings => openings.Count;

    /// <summary>The numbers of those that begin with a slot.</summary>
    public List<int> BySlot { get; } = [];

    /// <summary>The numbers of those that need no wording.</summary>
    public List<int> Needless { get; } = [];

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
        (needsOf[number] is { Length: > 0 } own ? byNeed[own.MaxBy(n => rarity[n])] : Needless).Add(number);
    }

    /// <summary>The numbers of those that begin with a word.</summary>
    public List<int> ByWord(in Token token) => token.Word.Has(firstBit) ? byWord[token.Word] : None;

    /// <summary>The needed wordings that begin with a word.</summary>
    public Opening? OpeningOf(in Token token) => token.Word.Has(neededBit) ? openings[token.Word] : null;

    /// <summary>The numbers of those whose rarest wording is this one.</summary>
    public List<int> ByNeed(int need) => byNeed[need];

    public ReadOnlySpan<int> NeedsOf(int number) => needsOf[number];

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

    // Choices that are the same words are one need, wherever they stand. Wordings whose shortest choice is long are rare.
    private int? Need(Element element)
    {
        Word[][]? phrases = element switch
        {
            Element.Words { IsOptional: false } words => words.Phrases,
            Element.Class { Phrases.HasEndings: false } named => [.. named.Phrases.FirstWords.Select(w => new[] { w })],
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
            rarity.Add(phrases.Min(p => p.Sum(w => w.Text.Length)));
            byNeed.Add([]);
            foreach (var phrase in phrases)
            {
                phrase[0].Mark(neededBit);
                if (!openings.TryGetValue(phrase[0], out var opening))
                {
                    openings.Add(phrase[0], opening = new Opening(openings.Count));
                }

                opening.Add(phrase, need);
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

    /// <summary>The wordings that begin with one word.</summary>
    /// <param name="number">Its number among the words that wordings begin with.</param>
    public sealed class Opening(int number)
    {
        public int Number { get; } = number;

        /// <summary>The needs that the word meets by itself.</summary>
        public List<int> Alone { get; } = [];

        /// <summary>Longer wordings with the needs that they meet.</summary>
        public List<(Word[] Phrase, List<int> Needs)> Longer { get; } = [];

        public void Add(Word[] phrase, int need)
        {
            if (phrase.Length == 1)
            {
                Alone.Add(need);
            }
            else if (Longer.Find(l => l.Phrase.AsSpan().SequenceEqual(phrase)) is { Phrase: not null } same)
            {
                same.Needs.Add(need);
            }
            else
            {
                Longer.Add((phrase, [need]));
            }
        }
    }
}
