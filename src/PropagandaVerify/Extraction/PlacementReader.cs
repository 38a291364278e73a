namespace PropagandaVerify.Extraction;

/// <summary>Finds places that the text puts into a larger one: "à Lyon, en France", "Munich (Allemagne)". Only names that the reference data know are read.</summary>
internal sealed class PlacementReader(Lexicon lexicon, Func<string, bool> isKnown)
{
    private const int LongestName = 6;

    /// <summary>Adds the placements of a passage.</summary>
    public void Read(Passage passage, string text, List<PlacementMention> found)
    {
        var tokens = passage.Tokens;
        for (var mark = 1; mark + 1 < tokens.Length; mark++)
        {
            if (tokens[mark].Folded is not ("," or "(") || !tokens[mark - 1].IsCapital)
            {
                continue;
            }

            var (sentence, end) = passage.SentenceAt(mark);
            if (NameBefore(tokens, mark, sentence) is not { } start || !isKnown(LabelReader.Key(tokens, start, mark)))
            {
                continue;
            }

            var isLocated = start > sentence && lexicon.Names.PlacePrepositions.Contains(tokens[start - 1]);
            if (ParentAt(tokens, mark, end) is var (first, after) && (tokens[mark].Is("(") ? IsAside(tokens, after, end) : isLocated && (first == mark + 1 || lexicon.Names.Locatives.Contains(tokens[start - 1])) && Stands(tokens, start - 1, sentence) && IsClosed(tokens, after, end)))
            {
                found.Add(new PlacementMention(
                    tokens[start].Span.Through(tokens[tokens[mark].Is("(") ? after : after - 1].Span), LabelReader.Spelled(text, tokens, start, mark), tokens[start].Span.Through(tokens[mark - 1].Span),
                    LabelReader.Spelled(text, tokens, first, after), tokens[first].Span.Through(tokens[after - 1].Span), isLocated, tokens[mark].Is("(")));
            }
        }
    }

    // The run of capitals that ends at a mark, without the word that opens the sentence.
    private int? NameBefore(Token[] tokens, int end, int limit)
    {
        var start = end - 1;
        for (var i = end - 2; i >= limit && end - i <= LongestName; i--)
        {
            var isOpening = lexicon.FunctionWords.Contains(tokens[i]) || lexicon.Names.PlacePrepositions.Contains(tokens[i]);
            if (tokens[i].IsCapital && !(isOpening && i == limit))
            {
                start = i;
            }
            else if (!lexicon.NameParticles.Contains(tokens[i]) || start - i > 2 || (lexicon.Names.PlacePrepositions.Contains(tokens[i]) && !lexicon.OfLinks.Contains(tokens[i])))
            {
                break;
            }
        }

        return tokens[start].IsCapital ? start : null;
    }

    private (int Start, int End)? ParentAt(Token[] tokens, int mark, int end)
    {
        var at = mark + 1;
        var isLinked = lexicon.Names.PlaceLinks.At(tokens, at, end) is not null;
        at += lexicon.Names.PlaceLinks.At(tokens, at, end)?.Length ?? 0;
        if (at >= end || !tokens[at].IsCapital || (tokens[mark].Is(",") && !isLinked && !lexicon.Names.BareParents))
        {
            return null;
        }

        var run = at + 1;
        while (run < end && run - at < LongestName && (tokens[run].IsCapital || (run + 1 < end && tokens[run + 1].IsCapital && lexicon.NameParticles.Contains(tokens[run]) && !lexicon.Coordinators.Contains(tokens[run]))))
        {
            run++;
        }

        // "en Arabie saoudite": an adjective may belong to the name.
        return isKnown(LabelReader.Key(tokens, at, run)) ? (at, run)
            : run < end && tokens[run].Kind == TokenKind.Word && isKnown(LabelReader.Key(tokens, at, run + 1)) ? (at, run + 1)
            : null;
    }

    private static bool IsAside(Token[] tokens, int after, int end) => after < end && tokens[after].Is(")");

    // "Contrairement à Lyon, en Allemagne, …", "à Paris, à Lyon, en Allemagne": the second name is a place beside the first.
    private bool Stands(Token[] tokens, int preposition, int sentence) =>
        preposition == sentence || !(tokens[preposition - 1].Is(",") || lexicon.Coordinators.Contains(tokens[preposition - 1]) || lexicon.Names.PlaceNotAfter.Contains(tokens[preposition - 1]));

    // "à Lyon, en Allemagne et en Suisse", "à Lyon, en Allemagne, au Japon": an enumeration.
    private bool IsClosed(Token[] tokens, int after, int end) =>
        after >= end || tokens[after].Folded is "." or ";" or ")" or ":" or "!" or "?"
        || (tokens[after].Is(",") && after + 1 < end && !tokens[after + 1].IsCapital && !lexicon.Coordinators.Contains(tokens[after + 1])
            && !lexicon.Names.PlacePrepositions.Contains(tokens[after + 1]) && lexicon.Names.PlaceLinks.At(tokens, after + 1, end) is null);
}
