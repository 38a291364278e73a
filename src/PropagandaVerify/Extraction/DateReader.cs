using PropagandaVerify.Reference;

namespace PropagandaVerify.Extraction;

/// <summary>Finds the dates of a passage, joins the ends of ranges, and resolves them against the day of publication.</summary>
internal sealed class DateReader(Lexicon lexicon, DateOnly? published, string text)
{
    // What lies farther ahead than a season is announced in so many words, and what is so announced lies no farther back.
    private const int UnsaidFuture = 120;

    private readonly DateModes modes = new(lexicon);
    private readonly DateScanner scanner = new(lexicon, published, text);
    private readonly RelativeDateScanner? relative = published is { } day ? new(lexicon, day, new DateScanner(lexicon, published, text)) : null;
    private readonly DateWords words = lexicon.Dates;

    /// <summary>The ranges read so far, those whose ends stand in the wrong order among them.</summary>
    public List<DateSpan> Spans { get; } = [];

    /// <summary>Pairs of neighbouring dates with a weekday each that share a month or are the ends of a range.</summary>
    public List<(DateMention First, DateMention Second)> Pairs { get; } = [];

    /// <summary>The days read so far that are beyond the 28th, those that the calendar lacks among them.</summary>
    public List<CalendarDay> LateDays { get; } = [];

    /// <summary>Adds the dates of a passage and marks the tokens they take; those of a code are skipped.</summary>
    public void Read(Passage passage, bool[] taken, List<DateMention> dates)
    {
        var tokens = passage.Tokens;
        var first = dates.Count;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (taken[i])
            {
                continue;
            }

            var found = scanner.At(tokens, i);
            if (found.Count == 0)
            {
                var anchor = dates.Count > first && dates[^1].Period is { } before && before.Start == before.End ? before.Start : (DateOnly?)null;
                found = relative?.At(tokens, i, anchor) is { } one ? [one] : [];
            }

            if (found.Count == 0)
            {
                continue;
            }

            for (var t = found[0].First; t < found[^1].End; t++)
            {
                taken[t] = true;
            }

            if (words.NameHeads.Before(tokens, found[0].First, 0) is not null)
            {
                i = found[^1].End - 1;
                continue;
            }

            NoteLateDays(passage, found);
            var mentions = Mentions(passage, found);
            foreach (var mention in mentions)
            {
                if (dates.Count > first && IsRange(tokens, dates[^1], mention))
                {
                    var from = WithYearOf(dates[^1], mention);
                    NotePair(from, mention);
                    NoteSpan(passage, new DateSpan(from, mention, SharesMonth: false));
                    if (from.Period.Start <= mention.Period.End)
                    {
                        dates[^1] = Range(from, mention);
                        continue;
                    }
                }

                dates.Add(mention);
            }

            i = found[^1].End - 1;
        }
    }

    private List<DateMention> Mentions(Passage passage, IReadOnlyList<WrittenDate> found)
    {
        var mode = modes.Of(passage, found[0].First, found[^1].End);
        var mentions = found.Select(d => Mention(passage, d, mode)).OfType<DateMention>().ToList();
        for (var m = 1; m < mentions.Count; m++)
        {
            NotePair(mentions[m - 1], mentions[m]);
        }

        if (mentions.Count != 2 || found.Count != 2 || !IsRange(passage.Tokens, found[0], found[1]))
        {
            return mentions;
        }

        NoteSpan(passage, new DateSpan(mentions[0], mentions[1], SharesMonth: true));
        return [Range(mentions[0], mentions[1])];
    }

    // "between 31 December 2020 and 31 December 2019" compares two days, unless something went on between them ("the survey was carried out"), and "brought forward from the 12th to the 9th" moves one.
    private void NoteSpan(Passage passage, DateSpan span)
    {
        var (start, stop) = passage.SentenceAt(span.From.FirstToken);
        if (span.From.Period.Start <= span.To.Period.End
            || !((Holds(passage.Tokens, span.From.EndToken, span.To.FirstToken, words.BothLinks) && !Holds(passage.Tokens, start, stop, words.LastingWords)) || Holds(passage.Tokens, start, stop, words.MovingWords)))
        {
            Spans.Add(span);
        }
    }

    private static bool Holds(Token[] tokens, int from, int end, WordSet words)
    {
        for (var i = from; i < end; i++)
        {
            if (words.Contains(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void NotePair(DateMention first, DateMention second)
    {
        if (first.Weekday is not null && second.Weekday is not null)
        {
            Pairs.Add((first, second));
        }
    }

    // "du 30 au 2 mai": a day beyond the one that names the month is of the month before.
    private void NoteLateDays(Passage passage, IReadOnlyList<WrittenDate> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            var date = found[i];
            if (date is { Day: { } day and > 28, Month: { } month } && day <= found[^1].Day)
            {
                LateDays.Add(new CalendarDay(passage.Tokens[date.First].Span.Through(passage.Tokens[date.End - 1].Span), passage.Scope, day, month, date.Year));
            }
        }
    }

    private DateMention? Mention(Passage passage, WrittenDate date, DateMode mode)
    {
        var tokens = passage.Tokens;
        var (period, nearest) = Resolve(date, mode == DateMode.Planned && date.IsBareWeekday && !modes.IsAhead(passage, date.First, date.End) ? DateMode.Open : mode, IsPast(tokens, date));
        return period is not { } resolved ? null : new DateMention
        {
            Span = tokens[date.First].Span.Through(tokens[date.End - 1].Span),
            Block = passage.Index,
            FirstToken = date.First,
            EndToken = date.End,
            Scope = passage.Scope,
            Period = resolved,
            Nearest = nearest,
            HasYear = date.Year is not null || (date.Fixed is not null && !date.IsRelative),
            IsRelative = date.IsRelative,
            IsCounted = date.IsCounted,
            IsEra = date.IsEra,
            Weekday = date.Weekday is { } weekday && !date.IsBareWeekday && (date.Year is not null || lexicon.OtherYears.Within(tokens, 0, passage.SentenceAt(date.First).End) is null) ? (weekday, WeekdaySpan(tokens, date)) : null,
            Mode = mode,
        };
    }

    private Text.TextSpan WeekdaySpan(Token[] tokens, WrittenDate date) =>
        lexicon.Weekdays.Contains(tokens[date.First]) ? tokens[date.First].Span
            : date.Day is not null && lexicon.Weekdays.Contains(tokens[date.End - 1]) ? tokens[date.End - 1].Span
            : tokens[date.First].Span.Through(tokens[date.End - 1].Span);

    // "du 3 au 5 mai", "entre mars et mai 2020", "2006–2018": what stands between is a link, and a word before opens the range where the link alone does not.
    private bool IsRange(Token[] tokens, WrittenDate from, WrittenDate to) => IsRange(tokens, from.First, from.End, to.First, from.Day is not null);

    private bool IsRange(Token[] tokens, DateMention from, DateMention to) =>
        !from.IsRelative && !to.IsRelative && from.Ends is null && !IsSaidAgain(tokens, from, to) && IsRange(tokens, from.FirstToken, from.EndToken, to.FirstToken, from.Period.Start == from.Period.End);

    // "en 1923, au XIXe siècle"
    private static bool IsSaidAgain(Token[] tokens, DateMention from, DateMention to) => to.IsEra && !from.IsEra && from.EndToken < tokens.Length && tokens[from.EndToken].Is(",");

    private bool IsRange(Token[] tokens, int first, int end, int next, bool isDay)
    {
        // "von Freitag, dem 28. Februar, bis Sonntag, dem 2. März"
        end += end + 1 < next && tokens[end].Is(",") ? 1 : 0;
        if (end >= tokens.Length || next <= end || next > end + 4)
        {
            return false;
        }

        for (var i = end + 1; i < next; i++)
        {
            if (!lexicon.DayArticles.Contains(tokens[i]) && !words.RangeLinks.Contains(tokens[i]) && !lexicon.Weekdays.Contains(tokens[i]) && !tokens[i].Is(","))
            {
                return false;
            }
        }

        var opener = first - 1;
        opener -= opener > 0 && lexicon.DayArticles.Contains(tokens[opener]) && !words.RangeOpeners.Contains(tokens[opener]) ? 1 : 0;
        return words.RangeLinks.Contains(tokens[end]) || tokens[end].Folded is "-" or "–"
            || (isDay && words.OpenedRangeLinks.Contains(tokens[end]) && opener >= 0 && words.RangeOpeners.Contains(tokens[opener]))
            || (words.BothLinks.Contains(tokens[end]) && opener >= 0 && words.BothOpeners.Contains(tokens[opener]));
    }

    // "du 30 mars au 2 avril 2020": the year stands once, at the end; "du 28 décembre au 3 janvier 2021" begins the year before.
    private static DateMention WithYearOf(DateMention first, DateMention last)
    {
        if (first.HasYear == last.HasYear || first.HasYear)
        {
            return first;
        }

        // "du 20 mai au 10 mai 2025" does not go round the year.
        var isOneMonth = first.Period is { Start: var from, End: var to } && from == to && from.Month == last.Period.Start.Month;
        var period = first.Period.InYear(last.Period.Start.Year) is { } same && (isOneMonth || same.Start <= last.Period.End) ? same : first.Period.InYear(last.Period.Start.Year - 1);
        return period is { } p ? first with { Period = p, Nearest = p, HasYear = true } : first;
    }

    private static DateMention Range(DateMention first, DateMention last) => last.Period.End < first.Period.Start ? last : last with
    {
        IsEra = false,
        Span = first.Span.Through(last.Span),
        FirstToken = first.FirstToken,
        Period = new Period(first.Period.Start, last.Period.End),
        Nearest = first.Nearest,
        Weekday = null,
        Ends = (first, last),
    };

    // "depuis mars", "le 12 février dernier": only the past can be meant.
    private bool IsPast(Token[] tokens, WrittenDate date) =>
        (date.End < tokens.Length && lexicon.Last.Contains(tokens[date.End]))
        || lexicon.PastLinks.Before(tokens, date.First, 0) is not null
        || (date.First > 0 && lexicon.DayArticles.Contains(tokens[date.First - 1]) && lexicon.PastLinks.Before(tokens, date.First - 1, 0) is not null);

    // Nine dates in ten carry no year. What is reported lies before publication; otherwise the reading nearest to it is meant. A reader of
    // something told takes this year or the last, whichever is nearer, so that one is kept beside the resolved one.
    private (Period? Period, Period Nearest) Resolve(WrittenDate date, DateMode mode, bool isPast)
    {
        if (date.Fixed is { } period)
        {
            return (period, period);
        }

        if (date.Year is { } year)
        {
            var stated = date.In(year);
            return (stated, stated ?? default);
        }

        if (published is not { } anchor)
        {
            return (null, default);
        }

        if (date.IsBareWeekday)
        {
            var day = Weekday(anchor, date.Weekday!.Value, date.Side, mode);
            return (day, day);
        }

        var readings = new[] { anchor.Year - 1, anchor.Year, anchor.Year + 1 }.Select(date.In).OfType<Period>().ToList();
        if (readings.Count == 0)
        {
            return (null, default);
        }

        int Distance(Period p) => p.Contains(anchor) ? 0 : Math.Min(Math.Abs(p.Start.DayNumber - anchor.DayNumber), Math.Abs(p.End.DayNumber - anchor.DayNumber));
        if (date.Side > 0)
        {
            var next = readings.Find(p => p.Start > anchor);
            return next == default ? (null, default) : (next, next);
        }

        var past = readings.Where(p => p.Start <= anchor).Select(p => (Period?)p).LastOrDefault();
        var told = readings.Where(p => p.Start.Year <= anchor.Year).MinBy(Distance);
        // "in the first quarter" is the last one that has begun.
        var nearest = date.Months is not null && mode != DateMode.Planned && past is { } begun ? begun : readings.MinBy(Distance);
        nearest = mode == DateMode.Planned && nearest.End < anchor && Distance(nearest) > UnsaidFuture && readings.Find(p => p.Start > anchor) is { } ahead && ahead != default ? ahead : nearest;
        return (isPast || date.Side < 0) && past is { } only ? (only, only)
            : (past is not null && (mode == DateMode.Reported || (mode == DateMode.Open && nearest.Start > anchor && Distance(nearest) > UnsaidFuture)) ? past : nearest, told);
    }

    // What lies ahead is the next such day, anything else the last one, the day of publication included.
    private static Period Weekday(DateOnly anchor, int weekday, int side, DateMode mode)
    {
        var today = ((int)anchor.DayOfWeek + 6) % 7;
        var back = ((today - (weekday - 1)) + 7) % 7;
        var ahead = side > 0 || (side == 0 && mode == DateMode.Planned);
        var days = ahead ? (7 - back) % 7 : -back;
        days += days != 0 || side == 0 ? 0 : 7 * side;
        return Period.Day(anchor).Moved(days);
    }
}
