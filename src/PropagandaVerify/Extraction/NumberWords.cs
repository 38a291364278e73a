namespace PropagandaVerify.Extraction;

/// <summary>
/// The grammar of French number words: units add up, "quatre-vingt" multiplies, "cent" and "mille" multiply what stands before them.
/// The words themselves are data of the lexicon.
/// </summary>
internal static class NumberWords
{
    private const int Hundred = 100;
    private const int Thousand = 1000;

    /// <summary>Reads the number words from a token on.</summary>
    /// <returns>The number and how many tokens it took, or null.</returns>
    public static (int Value, int Length)? Read(IReadOnlyList<Token> tokens, int start, int end, IReadOnlyDictionary<string, int> numerals)
    {
        int total = 0, current = 0, taken = 0;
        for (var i = start; i < end; i++)
        {
            var word = tokens[i].Folded;
            if (i > start && word == "et" && i + 1 < end && current >= 20 && numerals.TryGetValue(tokens[i + 1].Folded, out var after) && after is 1 or 11)
            {
                continue;
            }

            var parts = word.Split('-');
            if (tokens[i].Kind != TokenKind.Word || word == "et" || !parts.All(p => numerals.ContainsKey(p) || p == "et"))
            {
                break;
            }

            foreach (var part in parts.Where(p => p != "et"))
            {
                if (!Take(numerals[part], ref total, ref current))
                {
                    return taken > 0 ? (total + current, taken) : null;
                }
            }

            taken = i - start + 1;
        }

        return taken > 0 ? (total + current, taken) : null;
    }

    private static bool Take(int value, ref int total, ref int current)
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
            case 20 when current % Hundred == 4:
                current += 76;
                return true;
            case < Hundred when current % Hundred == 0 || (value < 20 && current % Hundred >= 20 && current % 10 == 0) || (value < 10 && current % Hundred == 10):
                current += value;
                return true;
            default:
                return false;
        }
    }
}
