namespace PropagandaVerify.Text;

/// <summary>How far two spellings lie apart, for suggestions and for slips of the pen.</summary>
internal static class Spelling
{
    // Longer names are no slips of the pen, and their distance takes the product of their lengths.
    private const int LongestName = 100;

    /// <summary>Edits (insert, delete, substitute, swap neighbours) that turn one text into the other: the optimal string alignment distance.</summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1];
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }

    /// <summary>The candidate that a misspelt name most likely means, or null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates.Where(c => name.Length <= LongestName && c.Length <= LongestName).Order(StringComparer.Ordinal))
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            // A long beginning is enough: "total-difers" for "total-differs-from-parts".
            var related = name.Length >= 4 && candidate.Length > name.Length + 1
                && Math.Min(Distance(name.ToLowerInvariant(), candidate[..name.Length].ToLowerInvariant()), Distance(name.ToLowerInvariant(), candidate[..(name.Length + 1)].ToLowerInvariant())) <= name.Length / 8;
            if (related)
            {
                distance = Math.Min(distance, 2);
            }

            if (distance < bestDistance && distance <= Math.Max(1, Math.Min(name.Length, candidate.Length) / 3 + (related ? 1 : 0)))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>
    /// Whether two names differ as two spellings of one do: only in accents, capitals and hyphens, or in one letter behind the first, in two of a long name. A name that begins
    /// with the other is another form of it.
    /// </summary>
    public static bool IsVariant(string a, string b)
    {
        const int Shortest = 5;
        const int Long = 8;
        var (left, right) = (Characters.Key(a), Characters.Key(b));
        var shorter = Math.Min(left.Length, right.Length);
        return left == right ? Characters.Fold(a) != Characters.Fold(b)
            : shorter >= Shortest && Math.Max(left.Length, right.Length) <= LongestName && left[0] == right[0] && left[..shorter] != right[..shorter]
                && Distance(left, right) <= (shorter < Long ? 1 : 2);
    }

    /// <summary>
    /// Whether two labels differ as a slip of the pen does: only in spaces, hyphens, accents or capitals, or in one letter inside
    /// one longer word. A different ending is a different form (plural, gender), not a slip.
    /// </summary>
    public static bool IsSlip(string a, string b)
    {
        if (a == b)
        {
            return false;
        }

        if (Characters.Key(a) == Characters.Key(b))
        {
            return true;
        }

        var left = Characters.Fold(a).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var right = Characters.Fold(b).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (left.Length != right.Length)
        {
            return false;
        }

        var differing = Enumerable.Range(0, left.Length).Where(i => left[i] != right[i]).ToList();
        return differing.Count == 1
            && Math.Min(left[differing[0]].Length, right[differing[0]].Length) >= 6
            && left[differing[0]][^2..] == right[differing[0]][^2..]
            && left[differing[0]][0] == right[differing[0]][0]
            && Distance(left[differing[0]], right[differing[0]]) == 1;
    }
}
