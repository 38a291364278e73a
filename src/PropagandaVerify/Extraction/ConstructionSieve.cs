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
    /// <param name="hasFiller">Whether anything among them can fill a slot.</param>
    /// <returns>Whether any construction can stand in it.</returns>
    public bool Turn(Token[] tokens, bool hasFiller)
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
            if (constructions.OpeningOf(tokens[i]) is not { } opening)
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

        Pass(constructions.Needless, hasFiller);
        foreach (var need in metNeeds)
        {
            Pass(constructions.ByNeed(need), hasFiller);
        }

        // In the order in which the lexicon has them, whatever order the passage met their wordings in.
        BySlot.Sort();
        foreach (var opening in filledOpenings)
        {
            byOpening[opening]!.Sort();
        }

        return BySlot.Count > 0 || filledOpenings.Count > 0;
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

    private void Pass(List<int> numbers, bool hasFiller)
    {
        foreach (var number in numbers)
        {
            if ((hasFiller || constructions[number].Slots == 0) && HasEach(constructions.NeedsOf(number)))
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
