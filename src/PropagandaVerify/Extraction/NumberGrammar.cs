namespace PropagandaVerify.Extraction;

/// <summary>
/// How number words combine: units add up, "hundred" and "thousand" multiply what stands before them. The words are data of the lexicon; what differs between
/// languages is where a link stands ("vingt et un", "two hundred and ten", "treinta y cinco"), and whether words are written as one ("fünfundzwanzig").
/// </summary>
/// <param name="kind">french, english, german or spanish: the grammar that the language follows.</param>
/// <param name="roots">The words of numbers, folded, hundred and thousand among them; in a compound also those with a hyphen at their end, before a further numeral.</param>
/// <param name="links">The words that join parts ("et", "and", "und", "y").</param>
internal sealed class NumberGrammar(string kind, Dictionary<string, int> roots, HashSet<string> links)
{
    private const int Hundred = 100;
    private const int Thousand = 1000;
    private const int LongestWord = 60;

    private readonly bool isFrench = kind == "french";
    private readonly bool isCompound = kind == "german";
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> rootAt = roots.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> stemAt =
        roots.Where(r => r.Key.EndsWith('-')).ToDictionary(r => r.Key[..^1], r => r.Value).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly int longestRoot = roots.Keys.Select(r => r.Length).DefaultIfEmpty().Max();

    /// <summary>The numerals that a word is made of; null when any part of it is none.</summary>
    public int[]? NumeralsOf(string word)
    {
        if (roots.TryGetValue(word, out var value))
        {
            return [value];
        }

        if (word.Length > LongestWord)
        {
            return null;
        }

        if (isCompound)
        {
            return Segments(word) is { } parts && Read(parts) is { } whole ? [whole] : null;
        }

        if (!word.Contains('-'))
        {
            return null;
        }

        var numerals = new List<int>();
        foreach (var part in word.Split('-'))
        {
            if (roots.TryGetValue(part, out var one))
            {
                numerals.Add(one);
            }
            else if (!links.Contains(part) || numerals.Count == 0)
            {
                return null;
            }
        }

        return [.. numerals];
    }

    /// <summary>Reads the number words from a token on.</summary>
    /// <returns>The number and how many tokens it took, or null.</returns>
    public (int Value, int Length)? Read(Token[] tokens, int start, int end)
    {
        int total = 0, current = 0, taken = 0;
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Word.Numerals is not { } numerals)
            {
                if (i > start && i + 1 < end && links.Contains(tokens[i].Folded) && tokens[i + 1].Word.Numerals is [var next, ..] && Links(total, current, next))
                {
                    continue;
                }

                break;
            }

            foreach (var numeral in numerals)
            {
                if (!Take(numeral, ref total, ref current))
                {
                    return taken > 0 ? (total + current, taken) : null;
                }
            }

            taken = i - start + 1;
        }

        return taken > 0 ? (total + current, taken) : null;
    }

    private bool Links(int total, int current, int next) => kind switch
    {
        "french" => current >= 20 && next is 1 or 11,
        "english" => next < Hundred && (current == 0 ? total > 0 : current % Hundred == 0),
        "spanish" => current % Hundred is >= 30 and <= 90 && current % 10 == 0 && next < 10,
        _ => false,
    };

    private bool Take(int value, ref int total, ref int current)
    {
        switch (value)
        {
            case Thousand when total == 0:
                total = Math.Max(1, current) * Thousand;
                current = 0;
                return true;
            case Hundred when current < 10:
                current = Math.Max(1, current) * Hundred;
                return true;
            case 20 when isFrench && current % Hundred == 4:
                current += 76;
                return true;
            case > Hundred and < Thousand when current == 0:
                current = value;
                return true;
            // "zwanzigtausend": a compound arrives as one value.
            case > Thousand when total == 0 && current == 0:
                total = value;
                return true;
            case < Hundred when current % Hundred == 0
                || (value < (isFrench ? 20 : 10) && current % Hundred >= 20 && current % 10 == 0)
                || (isFrench && value < 10 && current % Hundred == 10):
                current += value;
                return true;
            default:
                return false;
        }
    }

    // "dreihundertfünfundzwanzig": 3, 100, 25. The unit before "und" goes behind its ten.
    private int? Read(List<int> parts)
    {
        int total = 0, current = 0;
        foreach (var part in parts)
        {
            if (!Take(part, ref total, ref current))
            {
                return null;
            }
        }

        return total + current;
    }

    private List<int>? Segments(string word)
    {
        // Most words begin with no number, and are done with here.
        if (RootAt(word, 0) is null)
        {
            return null;
        }

        var parts = new List<int>();
        var dead = 0UL;
        return Cut(word, 0, parts, ref dead) ? parts : null;
    }

    // The longest numeral first, a shorter one where no numbers follow it. From where the word was found to be no numbers it need not be tried again.
    private bool Cut(string word, int at, List<int> parts, ref ulong dead)
    {
        if (at == word.Length)
        {
            return true;
        }

        for (var length = Math.Min(longestRoot, word.Length - at); length > 1 && (dead >> at & 1) == 0; length--)
        {
            if (RootOf(word, at, length) is not { } value)
            {
                continue;
            }

            var next = at + length;

            // "fünfundzwanzig"
            if (value is > 0 and < 10 && Link(word, next) is { } link && RootAt(word, next + link) is var (ten, tenLength) && ten is >= 20 and < Hundred)
            {
                value += ten;
                next += link + tenLength;
            }

            // "hundertundeins"
            next += next < word.Length && value is Hundred or Thousand && Link(word, next) is { } and ? and : 0;
            parts.Add(value);
            if (Cut(word, next, parts, ref dead))
            {
                return true;
            }

            parts.RemoveAt(parts.Count - 1);
        }

        dead |= 1UL << at;
        return false;
    }

    private int? Link(string word, int at)
    {
        foreach (var link in links)
        {
            if (string.CompareOrdinal(word, at, link, 0, link.Length) == 0 && at + link.Length < word.Length)
            {
                return link.Length;
            }
        }

        return null;
    }

    private (int Value, int Length)? RootAt(string word, int at)
    {
        for (var length = Math.Min(longestRoot, word.Length - at); length > 1; length--)
        {
            if (RootOf(word, at, length) is { } value)
            {
                return (value, length);
            }
        }

        return null;
    }

    // "cent-" in "centotto": a form that stands before a further numeral alone.
    private int? RootOf(string word, int at, int length) =>
        rootAt.TryGetValue(word.AsSpan(at, length), out var value) || (at + length < word.Length && stemAt.TryGetValue(word.AsSpan(at, length), out value)) ? value : null;
}
