namespace PropagandaVerify.Extraction;

/// <summary>Aligns two sequences in order so that the weights of the pairs add up to the most.</summary>
internal static class SequenceAlignment
{
    /// <summary>The pairs of indexes, ascending; null where the two are too long to compare.</summary>
    /// <param name="here">The length of the first sequence.</param>
    /// <param name="there">The length of the second.</param>
    /// <param name="weight">How well two members go together; 0 keeps them apart.</param>
    /// <param name="most">The most pairs that are weighed.</param>
    public static List<(int Here, int There)>? Of(int here, int there, Func<int, int, int> weight, long most)
    {
        if ((long)here * there > most)
        {
            return null;
        }

        // best[i, j]: of what begins at i and at j.
        var best = new int[here + 1, there + 1];
        for (var i = here - 1; i >= 0; i--)
        {
            for (var j = there - 1; j >= 0; j--)
            {
                var paired = weight(i, j) is > 0 and var own ? own + best[i + 1, j + 1] : 0;
                best[i, j] = Math.Max(paired, Math.Max(best[i + 1, j], best[i, j + 1]));
            }
        }

        var pairs = new List<(int, int)>();
        for (int i = 0, j = 0; i < here && j < there;)
        {
            if (weight(i, j) is > 0 and var own && best[i, j] == own + best[i + 1, j + 1])
            {
                pairs.Add((i++, j++));
            }
            else if (best[i, j] == best[i + 1, j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return pairs;
    }

    /// <summary>The stretches of both sequences that lie between the pairs.</summary>
    public static IEnumerable<(Range Here, Range There)> Gaps(IReadOnlyList<(int Here, int There)> pairs, int here, int there)
    {
        var (i, j) = (0, 0);
        foreach (var (nextHere, nextThere) in pairs.Append((here, there)))
        {
            yield return (i..nextHere, j..nextThere);
            (i, j) = (nextHere + 1, nextThere + 1);
        }
    }
}
