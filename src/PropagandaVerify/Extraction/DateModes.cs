namespace PropagandaVerify.Extraction;

/// <summary>
/// Tells whether a date is reported as past. Only a few constructions count: a participle right before the date ("créé en août 2019"), a passive
/// before it ("a été ouvert à la circulation le"), a past tense of one word ("abrió en mayo"), a date at the head of a sentence whose first verb is a perfect or such a past
/// ("En avril 2019, X a conclu"), a dated paper ("un avis du 18 juin"), and links that point back ("depuis", "remonte à").
/// Anything that looks ahead before the verb or the date leaves it open.
/// </summary>
internal sealed class DateModes(Lexicon lexicon)
{
    private const int PassiveReach = 9;
    private const int PaperReach = 4;

    public DateMode Of(Passage passage, int first, int end)
    {
        var tokens = passage.Tokens;
        var (start, stop) = passage.SentenceAt(first);
        if (lexicon.Corrections.Within(tokens, 0, tokens.Length) is not null)
        {
            return DateMode.Open;
        }

        if (((FollowsParticiple(tokens, start, first, stop) || FollowsPassive(tokens, start, first)) && !LooksAhead(tokens, ClauseStart(tokens, start, first), first))
            || (OpensAccount(tokens, start, first, end, stop) is { } verb && !LooksAhead(tokens, start, verb)))
        {
            return DateMode.Reported;
        }

        if (!LooksAhead(tokens, ClauseStart(tokens, start, first), first)
            && (PointsBack(tokens, start, first) || (DatesPaper(tokens, start, first) && !LooksAhead(tokens, end, Math.Min(stop, end + PaperReach)))))
        {
            return DateMode.Reported;
        }

        return LooksAhead(tokens, start, stop) ? DateMode.Planned : DateMode.Open;
    }

    /// <summary>Whether a lone weekday of a sentence that looks ahead is itself ahead: "said on Monday that it will" told of the last one, and so does what its own clause does not put off.</summary>
    public bool IsAhead(Passage passage, int first, int end)
    {
        var tokens = passage.Tokens;
        var (start, stop) = passage.SentenceAt(first);
        var clause = ClauseStart(tokens, start, first);
        var at = first;
        while (at > start && (lexicon.EventLinks.Contains(tokens[at - 1]) || lexicon.DayArticles.Contains(tokens[at - 1]) || lexicon.Dates.WeekdayLinks.Contains(tokens[at - 1])))
        {
            at--;
        }

        if (lexicon.SourceVerbs.Before(tokens, at, start) is not null && !LooksAhead(tokens, clause, at))
        {
            return false;
        }

        var close = end;
        while (close < stop && !ClosesClause(tokens[close]))
        {
            close++;
        }

        // A weekday between commas is of the whole sentence.
        return close - end + at - clause < 2 ? LooksAhead(tokens, start, stop) : LooksAhead(tokens, clause, first) || LooksAhead(tokens, end, close);
    }

    private static bool ClosesClause(in Token token) => token.Folded is "," or ";" or ":" or "–" or "—" or "(" or ")" or "«" or "»";

    private bool PointsBack(Token[] tokens, int start, int first)
    {
        var article = first > start && lexicon.DayArticles.Contains(tokens[first - 1]) ? first - 1 : first;
        return lexicon.PastLinks.Before(tokens, first, start) is not null || lexicon.PastLinks.Before(tokens, article, start) is not null;
    }

    // What stands behind the last comma, colon or dash before the date.
    private static int ClauseStart(Token[] tokens, int start, int first)
    {
        var at = first;
        while (at > start && tokens[at - 1].Folded is not ("," or ";" or ":" or "–" or "—" or "(" or "«"))
        {
            at--;
        }

        return at;
    }

    private bool LooksAhead(Token[] tokens, int start, int stop)
    {
        if (lexicon.Planned.Within(tokens, start, stop) is not null)
        {
            return true;
        }

        for (var i = start; i < stop; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Word, IsCapital: false } && lexicon.IsPlannedVerb(tokens[i].Word))
            {
                return true;
            }
        }

        return false;
    }

    private bool FollowsParticiple(Token[] tokens, int start, int first, int stop)
    {
        var at = first;
        while (at > start && at > first - 3 && lexicon.EventLinks.Contains(tokens[at - 1]))
        {
            at--;
        }

        if (at <= start || tokens[at - 1] is not { Kind: TokenKind.Word } participle || (participle.IsCapital && at - 1 > start))
        {
            return false;
        }

        if (lexicon.IsPastVerb(participle.Word))
        {
            return true;
        }

        // "être créé en 2021" and "pour être livré" look ahead; "a été créé", "fut créé" and a bare "créé" do not.
        var before = at - 2;
        while (before >= start && lexicon.IsBetweenVerbs(tokens[before].Word))
        {
            before--;
        }

        return before < start || tokens[before].Kind == TokenKind.Mark
            ? lexicon.Achievements.Contains(participle) || (before < start && lexicon.MovedParticiples.Contains(participle) && lexicon.IsParticiple(participle.Word))
            : lexicon.IsPast(before > start ? tokens[before - 1].Word : null, tokens[before].Word, participle.Word)
              || (before == at - 2 && IsNamed(tokens[before]) && before > start && lexicon.NameArticles.Contains(tokens[before - 1]) && !LooksAhead(tokens, start, stop) && (lexicon.Achievements.Contains(participle) || lexicon.MovedParticiples.Contains(participle)));
    }

    // "l'accident survenu le", "le club fondé en": a noun with its participle.
    private bool IsNamed(Token token) => token.Kind == TokenKind.Word && !lexicon.FunctionWords.Contains(token) && !lexicon.PresentAuxiliaries.Contains(token);

    // "a été ouvert à la circulation le 3 décembre 2019": in a passive nothing but the event itself can bear the date. An active verb may
    // announce ("a annoncé la fermeture le 3 mai"), so there the date must follow the participle at once, unless the verb names a thing done
    // at once ("a racheté la marque en janvier").
    private bool FollowsPassive(Token[] tokens, int start, int first)
    {
        if (first == start || !lexicon.EventLinks.Contains(tokens[first - 1]))
        {
            return false;
        }

        for (var i = first - 2; i >= Math.Max(start + 1, first - PassiveReach); i--)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Mark || (token.Kind == TokenKind.Word && !lexicon.FunctionWords.Contains(token) && lexicon.IsInfinitive(token.Word) && IsGoverned(tokens, i, start)))
            {
                return false;
            }

            // "publicó un informe el 3 de mayo"
            if (lexicon.IsPastVerb(token.Word) && !token.IsCapital && lexicon.Achievements.Contains(token))
            {
                return true;
            }

            var before = i - 1;
            var been = lexicon.Been.Contains(tokens[before]);
            before -= been ? 1 : 0;
            if (before >= start && lexicon.IsPast(before > start ? tokens[before - 1].Word : null, tokens[before].Word, token.Word))
            {
                return been || lexicon.PassiveAuxiliaries.Contains(tokens[before]) || lexicon.PresentAuxiliaries.Contains(tokens[before]) || lexicon.Achievements.Contains(token);
            }
        }

        return false;
    }

    // "pour signer", "d'y ouvrir", "fait construire": behind anything else a word with such an ending is a noun.
    private bool IsGoverned(Token[] tokens, int infinitive, int start)
    {
        var at = infinitive - 1;
        while (at > start && lexicon.InfinitivePronouns.Contains(tokens[at]))
        {
            at--;
        }

        return lexicon.InfinitiveLinks.IsEmpty || (at >= start && lexicon.InfinitiveLinks.Contains(tokens[at]));
    }

    /// <summary>The participle of the first perfect after a date at the head of its sentence, or null.</summary>
    private int? OpensAccount(Token[] tokens, int start, int first, int end, int stop)
    {
        for (var i = start; i < first; i++)
        {
            if (!(tokens[i].Kind == TokenKind.Mark || lexicon.FunctionWords.Contains(tokens[i]) || lexicon.BeforeYears.Contains(tokens[i])))
            {
                return null;
            }
        }

        if (lexicon.ParticipleLast)
        {
            return VerbSecond(tokens, end, stop);
        }

        for (var i = end; i + 1 < stop; i++)
        {
            if (tokens[i].Folded is ";" or ":" or "(")
            {
                return null;
            }

            // The perfect of a relative or side clause says nothing of the date; one between commas is passed over.
            if (lexicon.ClauseOpeners.Contains(tokens[i]))
            {
                var closing = tokens[i - 1].Is(",") ? i + 1 : stop;
                while (closing < stop && !tokens[closing].Is(","))
                {
                    closing++;
                }

                if (closing >= stop)
                {
                    return null;
                }

                i = closing;
                continue;
            }

            // "En mayo de 2021, la empresa abrió una tienda"; behind a comma of its own a verb may tell who said it.
            if (lexicon.IsPastVerb(tokens[i].Word) && !tokens[i].IsCapital && !lexicon.Auxiliaries.Contains(tokens[i]) && (i == end + 1 || !tokens[i - 1].Is(",")))
            {
                return i;
            }

            // "On 5 May 2020 the firm completed the purchase"; "officials said the bridge" tells when it was said, or of the bridge.
            if (lexicon.PastBeforeObjects && i > end && !tokens[i].IsCapital && lexicon.Achievements.Contains(tokens[i]) && lexicon.Determiners.Contains(tokens[i + 1])
                && lexicon.SourceVerbs.At(tokens, i, stop) is null && !LooksAhead(tokens, i, ClauseEnd(tokens, i, stop)))
            {
                return i;
            }

            if (!lexicon.Auxiliaries.Contains(tokens[i]) && !lexicon.PresentAuxiliaries.Contains(tokens[i]))
            {
                continue;
            }

            var next = i + 1;
            while (next < stop && next < i + 4 && (lexicon.IsBetweenVerbs(tokens[next].Word) || lexicon.FunctionWords.Contains(tokens[next])))
            {
                next++;
            }

            if (next < stop && lexicon.IsPast(i > start ? tokens[i - 1].Word : null, tokens[i].Word, tokens[next].Word))
            {
                return next;
            }
        }

        return null;
    }

    // "Am 14. April 2020 kaufte …", "Am 14. April 2020 hat die Firma den Kauf abgeschlossen": the verb right behind the date, its participle at the end of the clause.
    private int? VerbSecond(Token[] tokens, int end, int stop)
    {
        if (end >= stop || tokens[end].IsCapital)
        {
            return null;
        }

        if (lexicon.IsPastVerb(tokens[end].Word))
        {
            return end;
        }

        var last = ClauseEnd(tokens, end, stop) - 1;
        last -= lexicon.Been.Contains(tokens[last]) ? 1 : 0;
        return last > end && !tokens[last].IsCapital && lexicon.IsParticiple(tokens[last].Word) && lexicon.IsPast(null, tokens[end].Word, tokens[last].Word)
            && (lexicon.PassiveAuxiliaries.Contains(tokens[end]) || !lexicon.StateParticiples.Contains(tokens[last]))
            ? last
            : null;
    }

    private static int ClauseEnd(Token[] tokens, int from, int stop)
    {
        var at = from;
        while (at < stop && !ClosesClause(tokens[at]) && tokens[at].Folded is not ("." or "!" or "?"))
        {
            at++;
        }

        return at;
    }

    private bool DatesPaper(Token[] tokens, int start, int first) =>
        lexicon.DatedPaperLinks.Before(tokens, first, start) is { } link && first - link.Length - 1 is var at && at >= start
        && (lexicon.DatedPapers.Contains(tokens[at]) || (at > start && lexicon.DatedPapers.Contains(tokens[at - 1]) && !lexicon.FunctionWords.Contains(tokens[at])));
}
