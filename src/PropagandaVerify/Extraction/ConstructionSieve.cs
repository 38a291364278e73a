namespace PropagandaVerify.Extraction;

/// <summary>Tells which constructions can stand in a passage at all: one look at its words rules out nearly every one.</summary>
internal sealed class ConstructionSieve(Constructions constructions)
{
    private readonly bool[] met = new bool[constructions.Needs];
    private readonly List<int> metNeeds = [];
    private readonly int[] seenIn = new int[constructions.Openings];
    private readonly bool[] passed = new bool[constructions.Count];
    private readonly List<int> possible = [];
    private readonly List<int> bySlot = [];
    private int passage;

    /// <summary>Those of a passage that begin with a slot.</summary>
    public List<int> BySlot => bySlot;

    /// <summary>Whether a construction has each of its wordings somewhere in the passage.</summary>
    public bool Lets(int construction) => passed[construction];

    /// <summary>Turns to a passage.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="hasFiller">Whether anything among them can fill a slot.</param>
    /// <returns>Whether any construction can stand in it.</returns>
    public bool Turn(Token[] tokens, bool hasFiller)
    {
        Forget();
        passage++;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (constructions.OpeningOf(tokens[i]) is not { } opening)
            {
                continue;
            }

            if (seenIn[opening.Number] != passage)
            {
                seenIn[opening.Number] = passage;
                Meet(opening.Alone);
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
        bySlot.Sort();
        return possible.Count > 0;
    }

    private void Forget()
    {
        foreach (var need in metNeeds)
        {
            met[need] = false;
        }

        foreach (var number in possible)
        {
            passed[number] = false;
        }

        metNeeds.Clear();
        possible.Clear();
        bySlot.Clear();
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
                passed[number] = true;
                possible.Add(number);
                if (constructions[number].Elements[0] is Element.Slot)
                {
                    bySlot.Add(number);
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
