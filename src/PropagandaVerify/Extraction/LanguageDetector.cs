namespace PropagandaVerify.Extraction;

/// <summary>Tells the language of a draft by its commonest words.</summary>
internal static class LanguageDetector
{
    private const int EnoughWords = 20;

    // A sentence or two tell their language if one has this many words in them and twice as many as any other.
    private const int FewestHits = 3;

    /// <summary>The language whose function words are the most frequent, or null when the text is too short or in none of the languages.</summary>
    public static LexiconFile? Detect(string text, IReadOnlyList<LexiconFile> lexicons)
    {
        var counts = new int[lexicons.Count];
        var words = 0;
        foreach (var range in Words(text))
        {
            words++;
            var word = text[range].ToLowerInvariant();
            for (var i = 0; i < lexicons.Count; i++)
            {
                counts[i] += lexicons[i].FunctionWords.Contains(word) ? 1 : 0;
            }

            if (words >= 4000)
            {
                break;
            }
        }

        // Romance languages share "de" and "la": a language that cannot be read must be clearly ahead of one that can.
        var best = Array.IndexOf(counts, counts.Max());
        var readable = Enumerable.Range(0, counts.Length).Where(i => lexicons[i].CanRead).MaxBy(i => counts[i]);
        best = counts[best] * 10 > counts[readable] * 14 ? best : readable;
        var next = counts.Where((_, i) => i != best).Max();
        return (words >= EnoughWords || (counts[best] >= FewestHits && counts[best] >= 2 * next)) && counts[best] * 6 >= words ? lexicons[best] : null;
    }

    private static IEnumerable<Range> Words(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]))
            {
                var start = i;
                while (i < text.Length && char.IsLetter(text[i]))
                {
                    i++;
                }

                yield return start..i;
            }
        }
    }
}
