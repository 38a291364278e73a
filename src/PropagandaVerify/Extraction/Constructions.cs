namespace PropagandaVerify.Extraction;

/// <summary>All constructions of a language, by what they begin with, and the wordings that each cannot do without.</summary>
internal sealed class Constructions(Vocabulary vocabulary)
{
    private readonly int secondBit = vocabulary.NewBit();
    private readonly Dictionary<string, int> needs = new(StringComparer.Ordinal);

    // The same by the object that forms share, which spares writing it out.
    private readonly Dictionary<object, int> known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int[]> openers = new(ReferenceEqualityComparer.Instance);
    private readonly List<int> rarity = [];
    private readonly List<List<int>> byNeed = [];
    private readonly List<Construction> all = [];
    private readonly List<int[]> needsOf = [];
    private readonly List<int[]> opensWith = [];
    private readonly List<(int Reach, ulong Marks)> firstNeeds = [];
    private readonly List<ulong> marksOf = [];

    public int Count => all.Count;

    /// <summary>How many wordings there are that some construction cannot do without.</summary>
    public int Needs => needs.Count;

    /// <summary>How many words such wordings begin with.</summary>
    public int Openings { get; private set; }

    /// <summary>The numbers of those that need no wording.</summary>
    public List<int> Needless { get; } = [];

    public Construction this[int number] => all[number];

    public void Add(Construction construction)
    {
        var number = all.Count;
        all.Add(construction);
        needsOf.Add([.. construction.Elements.Select(Need).OfType<int>().Distinct()]);
        opensWith.Add(Openers(construction.Elements[0]));
        firstNeeds.Add(FirstNeed(construction.Elements));
        (needsOf[number] is { Length: > 0 } own ? byNeed[own.MaxBy(n => rarity[n])] : Needless).Add(number);
    }

    /// <summary>The openings that a construction begins with; none when it begins with a slot.</summary>
    public ReadOnlySpan<int> OpeningsOf(int number) => opensWith[number];

    /// <summary>Whether a word is the second one of some wording.</summary>
    public bool GoesOn(in Token token) => token.Word.Has(secondBit);

    /// <summary>The numbers of those whose rarest wording is this one.</summary>
    public List<int> ByNeed(int need) => byNeed[need];

    public ReadOnlySpan<int> NeedsOf(int number) => needsOf[number];

    /// <summary>For a construction that begins with a slot: how far behind the filler its first wording may begin, in tokens, and the marks of the words that it may begin with.</summary>
    public (int Reach, ulong Marks) FirstNeedOf(int number) => firstNeeds[number];

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
        object? wording = element switch
        {
            Element.Words { IsOptional: false } words => words.Phrases,
            Element.Class { Phrases.HasEndings: false } named => named.Phrases,
            _ => null,
        };
        if (wording is null)
        {
            return null;
        }

        if (known.TryGetValue(wording, out var met))
        {
            return met;
        }

        var phrases = wording as Word[][] ?? [.. ((PhraseTable<string>)wording).FirstWords.Select(w => new[] { w })];
        var written = string.Join('|', phrases.Select(p => string.Join(' ', p.Select(w => w.Text))));
        if (!needs.TryGetValue(written, out var need))
        {
            needs.Add(written, need = needs.Count);
            rarity.Add(phrases.Min(p => p.Sum(w => w.Text.Length)));
            byNeed.Add([]);
            marksOf.Add(0);
            foreach (var phrase in phrases)
            {
                if (phrase.Length > 1)
                {
                    phrase[1].Mark(secondBit);
                }

                var opening = phrase[0].Opening ??= new Opening(Openings++);
                opening.Add(phrase, need);
                marksOf[need] |= opening.Mark;
            }
        }

        known.Add(wording, need);
        return need;
    }

    // Many constructions begin in the same words.
    private int[] Openers(Element first)
    {
        if (first is Element.Slot)
        {
            return [];
        }

        var (wording, firsts) = first switch
        {
            Element.Words { IsOptional: false } words => ((object)words.Phrases, words.Phrases.Select(p => p[0]).Distinct()),
            Element.Class { Phrases.HasEndings: false } named => (named.Phrases, named.Phrases.FirstWords),
            _ => throw new InvalidOperationException("a construction begins with a word, a class or a slot"),
        };
        if (!openers.TryGetValue(wording, out var numbers))
        {
            openers.Add(wording, numbers = [.. firsts.Select(w => w.Opening!.Number)]);
        }

        return numbers;
    }

    private (int Reach, ulong Marks) FirstNeed(Element[] elements)
    {
        var reach = 0;
        foreach (var element in elements.Skip(1))
        {
            switch (element)
            {
                case Element.Gap gap:
                    reach += gap.Longest;
                    break;
                case Element.Words { IsOptional: true } words:
                    reach += words.Phrases.Max(p => p.Length);
                    break;
                case var other when Need(other) is { } need:
                    return (reach, marksOf[need]);
                default:
                    return (int.MaxValue, 0);
            }
        }

        return (int.MaxValue, 0);
    }

    /// <summary>The wordings that begin with one word.</summary>
    /// <param name="number">Its number among the words that wordings begin with.</param>
    public sealed class Opening(int number)
    {
        public int Number { get; } = number;

        /// <summary>One bit that few other words have.</summary>
        public ulong Mark { get; } = 1UL << (number % 64);

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
