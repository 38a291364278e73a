using PropagandaVerify.Reference;

namespace PropagandaVerify.Extraction;

/// <summary>Recognises dates that are counted from the day of publication or from a date before them: "hier", "last month", "vendredi dernier", "la veille".</summary>
internal sealed class RelativeDateScanner(Lexicon lexicon, DateOnly published, DateScanner scanner)
{
    private readonly DateWords words = lexicon.Dates;

    /// <summary>The date that begins at a token.</summary>
    /// <param name="tokens">The passage.</param>
    /// <param name="i">The token.</param>
    /// <param name="anchor">The last day that the passage named; null when it named none.</param>
    public WrittenDate? At(Token[] tokens, int i, DateOnly? anchor)
    {
        if (words.Relative.At(tokens, i, tokens.Length) is { } relative)
        {
            return new WrittenDate(i, i + relative.Length) { Fixed = Counted(relative.Meaning.Unit, relative.Meaning.Offset), IsRelative = true, IsCounted = true };
        }

        if (anchor is { } day && words.Anchored.At(tokens, i, tokens.Length) is { } beside)
        {
            return new WrittenDate(i, i + beside.Length) { Fixed = Period.Day(day).Moved(beside.Meaning), IsRelative = true };
        }

        return lexicon.Weekdays.TryGetValue(tokens[i], out var weekday) && !tokens[i].Is(".") ? Weekday(tokens, i, weekday) : null;
    }

    // "said Monday", "died Friday"; "is closed Monday" and "worked Monday to Friday" are all of them.
    private bool FollowsVerb(Token[] tokens, int i) =>
        words.WeekdayAfterVerbs && i > 1 && tokens[i - 1] is { Kind: TokenKind.Word, IsCapital: false } verb && (lexicon.IsParticiple(verb.Word) || lexicon.Achievements.Contains(verb))
        && !lexicon.PresentAuxiliaries.Contains(tokens[i - 2])
        && (i + 1 >= tokens.Length || !(words.RangeLinks.Contains(tokens[i + 1]) || words.BothLinks.Contains(tokens[i + 1]) || tokens[i + 1].Folded is "-" or "–"));

    private Period Counted(string unit, int offset)
    {
        var day = Period.Day(published);
        return unit switch
        {
            "week" => day.Moved((offset * 7) - (((int)published.DayOfWeek + 6) % 7)) is { Start: var monday } ? new Period(monday, monday.AddDays(6)) : day,
            "month" => Period.Month(published.Year, published.Month).Moved(0, offset),
            "year" => Period.Year(published.Year).Moved(0, 12 * offset),
            _ => day.Moved(offset),
        };
    }

    // "vendredi dernier", "last Friday", "on Monday"; "le lundi" and "every Monday" are all of them.
    private WrittenDate? Weekday(Token[] tokens, int i, int weekday)
    {
        if (words.HasCapitalMonths && !tokens[i].IsCapital)
        {
            return null;
        }

        var (first, end, side) = (i, i + 1, 0);
        if (end < tokens.Length && (lexicon.Last.Contains(tokens[end]) || lexicon.Next.Contains(tokens[end])))
        {
            side = lexicon.Last.Contains(tokens[end]) ? -1 : 1;
            end++;
        }
        else if (i > 0 && (lexicon.Last.Contains(tokens[i - 1]) || lexicon.Next.Contains(tokens[i - 1])))
        {
            side = lexicon.Last.Contains(tokens[i - 1]) ? -1 : 1;
            first--;
        }
        else if ((!words.WeekdayLinks.IsEmpty && !(i > 0 && words.WeekdayLinks.Contains(tokens[i - 1])) && !FollowsVerb(tokens, i)) || (i > 0 && words.WeekdayNotAfter.Contains(tokens[i - 1])))
        {
            return null;
        }

        // "am Dienstag vergangener Woche", "mardi de la semaine dernière": the week is named.
        var week = end + (end < tokens.Length && words.MonthLinks.Contains(tokens[end]) ? 1 : 0);
        week += week > end && week < tokens.Length && lexicon.NameArticles.Contains(tokens[week]) && words.Relative.At(tokens, week, tokens.Length) is null ? 1 : 0;
        if (side == 0 && words.Relative.At(tokens, week, tokens.Length) is { Meaning: { Unit: "week", Offset: var weeks }, Length: var length })
        {
            return new WrittenDate(first, week + length) { Fixed = Period.Day(Counted("week", weeks).Start).Moved(weekday - 1), IsRelative = true };
        }

        // "el lunes 5 de mayo": the date says which.
        return scanner.DayFollows(tokens, i + 1) ? null : new WrittenDate(first, end) { Weekday = weekday, Side = side, IsRelative = true };
    }
}
