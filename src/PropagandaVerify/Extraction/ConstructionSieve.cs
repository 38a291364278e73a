namespace PropagandaVerify.Extraction;

/// <summary>Tells which constructions can stand in a passage at all: one look at its words rules out nearly every one.</summary>
internal sealed class ConstructionSieve(Constructions constructions)
{
    private const int None = -1;

    private readonly bool[] met = new bool[constructions.Needs];
    private readonly List<int> metNeeds = [];
    private readonly int[] seenIn = new int[constructions.Openings];
    private readonly List<int>?[] byOpening = new List<int>?[constructions.Openings];
    private readonly List<int> filledOpenings = [];
    private ulong[] marks = [];
    private int[] openingAt = [];
    private int length;
    private int passage;

    /// <summary>Those of a passage that begin with a slot.</summary>
    public List<int> BySlot { get; } = [];

    /// <summary>Whether any of a passage begins with a word.</summary>
    public bool HasByWord => filledOpenings.Count > 0;

    /// <summary>Those of a passage that begin with the word at a token.</summary>
    public List<int>? ByWord(int token) => openingAt[token] is > None and var opening ? byOpening[opening] : null;

    /// <summary>The marks of the words between two tokens, both included, that wordings begin with.</summary>
    public ulong Marks(int first, int last)
    {
        var all = 0UL;
        for (var i = first; i <= last && i < length; i++)
        {
            all |= marks[i];
        }

        return all;
    }

    /// <summary>Turns to a passage.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="types">The types of slots that something among them may fill.</param>
    /// <returns>Whether any construction can stand in it.</returns>
    public bool Turn(Token[] tokens, uint types)
    {
        Forget();
        passage++;
        length = tokens.Length;
        if (marks.Length < length)
        {
            (marks, openingAt) = (new ulong[2 * length], new int[2 * length]);
        }

        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Word.Opening is not { } opening)
            {
                (marks[i], openingAt[i]) = (0, None);
                continue;
            }

            (marks[i], openingAt[i]) = (opening.Mark, opening.Number);
            if (seenIn[opening.Number] != passage)
            {
                seenIn[opening.Number] = passage;
                Meet(opening.Alone);
            }

            if (i + 1 == tokens.Length || !constructions.GoesOn(tokens[i + 1]))
            {
                continue;
            }

            foreach (var (phrase, needs) in opening.Longer)
            {
                if (Constructions.StandsAt(phrase, tokens, i))
                {
                    Meet(needs);
                }
            }
        }

        Pass(constructions.Needless, types);
        foreach (var need in metNeeds)
        {
            Pass(constructions.ByNeed(need), types);
        }

        // In the order in which the lexicon has them, whatever order the passage met their wordings in.
        BySlot.Sort();
        foreach (var opening in filledOpenings)
        {
            byOpening[opening]!.Sort();
        }

        return BySlot.Count > 0 || HasByWord;
    }

    private void Forget()
    {
        foreach (var need in metNeeds)
        {
            met[need] = false;
        }

        foreach (var opening in filledOpenings)
        {
            byOpening[opening]!.Clear();
        }

        metNeeds.Clear();
        filledOpenings.Clear();
        BySlot.Clear();
    }

    private void Meet(List<int> needs)
    {
        foreach (var need in needs)
        {
            if (!met[need])
            {
                met[need] = true;
                metNeeds.Add(need);
            }
        }
    }

    private void Pass(List<int> numbers, uint types)
    {
        foreach (var number in numbers)
        {
            if ((constructions[number].SlotTypes & ~types) == 0 && HasEach(constructions.NeedsOf(number)))
            {
                var openings = constructions.OpeningsOf(number);
                if (openings.Length == 0)
                {
                    BySlot.Add(number);
                }

                foreach (var opening in openings)
                {
                    var list = byOpening[opening] ??= [];
                    if (list.Count == 0)
                    {
                        filledOpenings.Add(opening);
                    }

                    list.Add(number);
                }
            }
        }
    }

    private bool HasEach(ReadOnlySpan<int> needs)
    {
        foreach (var need in needs)
        {
            if (!met[need])
            {
                return false;
            }
        }

        return true;
    }
}
