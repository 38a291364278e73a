namespace PropagandaVerify.Extraction;

/// <summary>Finds places that the text calls the capital of a territory: "Lyon, capitale de la France", "the French capital, Lyon". Only names that the reference data know are read.</summary>
internal sealed class CapitalReader(Lexicon lexicon, Func<string, bool> isKnown)
{
    private const int LongestName = 6;

    private readonly NameWords words = lexicon.Names;

    /// <summary>Adds the claims of a passage.</summary>
    public void Read(Passage passage, string text, List<PlacementMention> found)
    {
        var tokens = passage.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            var (start, end) = passage.SentenceAt(i);
            if (Territory(tokens, i, end) is not var (name, first, after, isAdjective) || words.FormerCapitals.Within(tokens, start, end) is not null)
            {
                continue;
            }

            if ((Before(tokens, Math.Min(i, first), start) ?? Behind(tokens, after, end, isAdjective)) is var (from, to))
            {
                var (place, parent) = (tokens[from].Span.Through(tokens[to - 1].Span), tokens[first].Span.Through(tokens[after - 1].Span));
                found.Add(new PlacementMention(
                    place.Start < parent.Start ? place.Through(parent) : parent.Through(place), LabelReader.Spelled(text, tokens, from, to), place,
                    name ?? LabelReader.Spelled(text, tokens, first, after), parent, IsLocated: false, IsAside: false) { IsCapital = true });
            }
        }
    }

    // The territory of "capitale de la France" or "capitale française", and the tokens that name it.
    private (string? Name, int First, int After, bool IsAdjective)? Territory(Token[] tokens, int i, int end)
    {
        if (words.CapitalsOf.At(tokens, i, end) is var (length, _))
        {
            return NameAt(tokens, i + length, end) is var (first, after, genitive) ? (genitive, first, after, false) : null;
        }

        if (!words.CapitalNouns.Contains(tokens[i]))
        {
            return null;
        }

        return words.Demonyms.At(tokens, i + 1, end) is var (behind, of) ? (of, i, i + 1 + behind, true)
            : words.Demonyms.Before(tokens, i, 0) is var (before, whose) ? (whose, i - before, i + 1, true)
            : null;
    }

    // "Lyon, la capitale de la France", "Lyon est la capitale de la France".
    private (int Start, int End)? Before(Token[] tokens, int at, int limit)
    {
        while (at > limit && lexicon.Determiners.Contains(tokens[at - 1]))
        {
            at--;
        }

        if (at <= limit)
        {
            return null;
        }

        var stop = tokens[at - 1].Folded is "," or "(" ? at - 1 : words.CapitalVerbs.Contains(tokens[at - 1]) ? at - 1 : -1;
        for (var start = Math.Max(limit, stop - LongestName); start < stop; start++)
        {
            if (tokens[start].IsCapital && isKnown(LabelReader.Key(tokens, start, stop)))
            {
                return (start, stop);
            }
        }

        return null;
    }

    // "La capitale de la France, Lyon, …", "die französische Hauptstadt Lyon": behind a comma the name must be closed, so that no other subject begins there.
    private (int Start, int End)? Behind(Token[] tokens, int at, int end, bool isAdjective)
    {
        var isComma = at < end && tokens[at].Is(",");
        return (isComma || isAdjective) && NameAt(tokens, at + (isComma ? 1 : 0), end) is (var first, var after, null)
            && (!isComma || (after < end && tokens[after].Folded is "," or "." or ";" or ")" && !(after + 1 < end && tokens[after].Is(",") && tokens[after + 1].IsCapital))) ? (first, after) : null;
    }

    // The longest known name that begins at a token; of one in the genitive ("Österreichs") also what it is without.
    private (int First, int After, string? Genitive)? NameAt(Token[] tokens, int at, int end)
    {
        if (at >= end || !tokens[at].IsCapital)
        {
            return null;
        }

        for (var after = Math.Min(end, at + LongestName); after > at; after--)
        {
            if (tokens[after - 1].Kind != TokenKind.Word)
            {
                continue;
            }

            var key = LabelReader.Key(tokens, at, after);
            if (isKnown(key))
            {
                return (at, after, null);
            }

            if (words.CapitalGenitive is { Length: > 0 } ending && key.EndsWith(ending, StringComparison.Ordinal) && isKnown(key[..^ending.Length]))
            {
                return (at, after, key[..^ending.Length]);
            }
        }

        return null;
    }
}
