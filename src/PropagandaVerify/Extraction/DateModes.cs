namespace PropagandaVerify.Extraction;

/// <summary>
/// Tells whether a date is reported as past. Only three constructions count: a participle right before the date ("créé en août 2019"), a date
/// at the head of a sentence whose first verb is a perfect ("En avril 2019, X a conclu"), and a dated paper ("un avis du 18 juin").
/// Anything in the sentence that looks ahead leaves it open.
/// </summary>
internal sealed class DateModes(Lexicon lexicon)
{
    public DateMode Of(Passage passage, int first, int end)
    {
        var tokens = passage.Tokens;
        var (start, stop) = passage.SentenceAt(first);
        if (LooksAhead(tokens, start, stop))
        {
            return DateMode.Planned;
        }

        return FollowsParticiple(tokens, start, first) || OpensAccount(tokens, start, first, end, stop) || DatesPaper(tokens, start, first)
            ? DateMode.Reported
            : DateMode.Open;
    }

    private bool LooksAhead(IReadOnlyList<Token> tokens, int start, int stop)
    {
        if (lexicon.Planned.Within(tokens, start, stop) is not null)
        {
            return true;
        }

        for (var i = start; i < stop; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Word, IsCapital: false } && lexicon.IsPlannedVerb(tokens[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

    private bool FollowsParticiple(IReadOnlyList<Token> tokens, int start, int first)
    {
        var at = first;
        while (at > start && at > first - 3 && (lexicon.BeforeYears.Contains(tokens[at - 1].Folded) || lexicon.Determiners.Contains(tokens[at - 1].Folded)))
        {
            at--;
        }

        if (at <= start || tokens[at - 1] is not { Kind: TokenKind.Word, IsCapital: false } participle || !lexicon.IsParticiple(participle.Folded))
        {
            return false;
        }

        // "être créé en 2021" and "pour être livré" look ahead; "a été créé", "fut créé" and a bare "créé" do not.
        var before = at - 2;
        while (before >= start && lexicon.IsBetweenVerbs(tokens[before].Folded))
        {
            before--;
        }

        return before < start || lexicon.Auxiliaries.Contains(tokens[before].Folded) || tokens[before].Kind == TokenKind.Mark;
    }

    private bool OpensAccount(IReadOnlyList<Token> tokens, int start, int first, int end, int stop)
    {
        for (var i = start; i < first; i++)
        {
            if (!(tokens[i].Kind == TokenKind.Mark || lexicon.FunctionWords.Contains(tokens[i].Folded) || lexicon.BeforeYears.Contains(tokens[i].Folded)))
            {
                return false;
            }
        }

        for (var i = end; i + 1 < stop; i++)
        {
            if (!lexicon.Auxiliaries.Contains(tokens[i].Folded))
            {
                continue;
            }

            var next = i + 1;
            while (next < stop && next < i + 4 && (lexicon.IsBetweenVerbs(tokens[next].Folded) || lexicon.FunctionWords.Contains(tokens[next].Folded)))
            {
                next++;
            }

            if (next < stop && lexicon.IsParticiple(tokens[next].Folded))
            {
                return true;
            }
        }

        return false;
    }

    private bool DatesPaper(IReadOnlyList<Token> tokens, int start, int first) =>
        lexicon.DatedPaperLinks.Before(tokens, first, start) is { } link && first - link.Length - 1 is var at && at >= start && lexicon.DatedPapers.Contains(tokens[at].Folded);
}
