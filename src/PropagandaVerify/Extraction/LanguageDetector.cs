namespace PropagandaVerify.Extraction;

/// <summary>Tells the language of a draft by its commonest words.</summary>
internal static class LanguageDetector
{
    private const int EnoughWords = 20;

    // A sentence or two tell their language if one has this many words in them and twice as many as any other.
    private const int FewestHits = 3;

    private const int MostElided = 2;

    // A word of several languages speaks for each by its share of this.
    private const int Weight = 60;

    /// <summary>The language whose function words are the most frequent, or null when the text is too short or in none of the languages.</summary>
    public static LexiconFile? Detect(string text, IReadOnlyList<LexiconFile> lexicons)
    {
        var (counts, scores) = (new int[lexicons.Count], new int[lexicons.Count]);
        var holders = new List<int>(lexicons.Count);
        var words = 0;
        foreach (var range in Words(text))
        {
            words++;
            var word = text[range].ToLowerInvariant().Replace('’', '\'');
            holders.Clear();
            holders.AddRange(Enumerable.Range(0, lexicons.Count).Where(i => lexicons[i].FunctionWords.Contains(word)));
            foreach (var holder in holders)
            {
                counts[holder]++;
                scores[holder] += Weight / holders.Count;
            }

            if (words >= 4000)
            {
                break;
            }
        }

        // Romance languages share "de" and "la": a language that cannot be read must be clearly ahead of one that can.
        var best = Array.IndexOf(scores, scores.Max());
        var readable = Enumerable.Range(0, scores.Length).Where(i => lexicons[i].CanRead).MaxBy(i => scores[i]);
        best = scores[best] * 10 > scores[readable] * 14 ? best : readable;
        var others = Enumerable.Range(0, scores.Length).Where(i => i != best).ToList();
        var (next, isTie) = (others.Max(i => counts[i]), others.Exists(i => scores[i] == scores[best]));
        return !isTie && (words >= EnoughWords || (counts[best] >= FewestHits && counts[best] >= 2 * next)) && counts[best] * 6 >= words ? lexicons[best] : null;
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

                // An article that lost its vowel is written with its apostrophe.
                yield return start..(i < text.Length && text[i] is '\'' or '’' && i - start <= MostElided ? i + 1 : i);
            }
        }
    }
}
