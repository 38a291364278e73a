using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns the dates of a draft into rows, and those with a weekday before them into rows of their own.</summary>
internal sealed class DateFacts(Draft draft, RowFactory rows)
{
    private const int MostYears = 40;
    private const int LeapCycle = 4;

    // In days, how long ago what was planned may have been due.
    private const int LongestDelay = 180;

    // In characters, about three sentences.
    private const int Nearby = 360;

    // The last countries of Europe changed over in 1923.
    private const int FirstGregorianYear = 1924;

    // Half of Europe counted other days until then.
    private const int FirstCommonYear = 1800;

    private static readonly Value.Text[] Modes = [.. Enum.GetNames<DateMode>().Select(n => new Value.Text(n.ToLowerInvariant()))];

    private readonly Source source = draft.Document.Source;

    public IEnumerable<Relation> Relations()
    {
        var told = draft.Dates.Where(d => IsTold(d.Scope)).ToList();
        var named = told.SelectMany(d => d.Single).Where(d => d.Weekday is not null).ToList();
        var years = named.Exists(d => !d.HasYear) ? YearsIn(draft.Document.Reading).Distinct().Order().Take(MostYears).ToList() : [];
        return [new(DraftSchemas.Dates, [.. told.Select(Date)]), new(DraftSchemas.Weekdays, [.. named.Select(d => Weekday(d, years))])];
    }

    /// <summary>What the words say of the calendar itself: days, ranges and pairs of weekdays as they are written.</summary>
    public IEnumerable<Relation> AsWritten() =>
    [
        new(DraftSchemas.LateDays, [.. draft.LateDays.Where(d => IsTold(d.Scope)).Select(LateDay)]),
        new(DraftSchemas.DateRanges, [.. draft.DateSpans.Where(s => IsTold(s.From.Scope)).Select(DateRange)]),
        new(DraftSchemas.WeekdayPairs, [.. draft.WeekdayPairs.Where(p => IsTold(p.First.Scope)).Select(WeekdayPair)]),
    ];

    private static bool IsTold(Scope scope) => scope.IsRunning || scope is Scope.Headline or Scope.Standfirst or Scope.Table;

    private Row LateDay(CalendarDay day)
    {
        // The calendar of Caesar had more leap years; some countries kept it until 1923.
        var year = day.Year is { } stated && (stated >= FirstGregorianYear || stated % LeapCycle != 0) ? stated : LeapCycle;
        return rows.Make(
            DraftSchemas.LateDays,
            [
                new Value.Number(Quantity.Exact(day.Day)), new Value.Number(Quantity.Exact(day.Month)), day.Year is { } y ? new Value.Number(Quantity.Exact(y)) : new Value.Missing("no year is stated"),
                new Value.Number(Quantity.Exact(DateTime.DaysInMonth(year, day.Month))), Words(day.Span),
            ],
            new Place(source, day.Span));
    }

    private Row DateRange(DateSpan range)
    {
        var (from, to) = (range.From, range.To);
        var span = from.Span.Through(to.Span);
        return rows.Make(
            DraftSchemas.DateRanges,
            [new Value.Date(from.Period), new Value.Date(to.Period), Value.Of((from.HasYear || range.SharesMonth) && to.HasYear), Value.Of(range.SharesMonth), Words(span)],
            new Place(source, span), RowFactory.At(source, from.Span, to.Span, span, span, span));
    }

    private Row WeekdayPair((DateMention First, DateMention Second) pair)
    {
        var (first, second) = pair;
        var span = first.Span.Through(second.Span);
        return rows.Make(
            DraftSchemas.WeekdayPairs,
            [
                new Value.Number(Quantity.Exact(first.Weekday!.Value.Number)), new Value.Date(first.Period), new Value.Number(Quantity.Exact(second.Weekday!.Value.Number)), new Value.Date(second.Period),
                Value.Of(first.HasYear || second.HasYear), Words(span),
            ],
            new Place(source, span), RowFactory.At(source, first.Weekday.Value.Span, first.Span, second.Weekday.Value.Span, second.Span, span, span));
    }

    private Row Date(DateMention date) => rows.Make(
        DraftSchemas.Dates,
        [
            new Value.Date(Period.Day(date.Period.Start)), new Value.Date(Period.Day(date.Period.End)), new Value.Date(date.Period), new Value.Date(Period.Day(date.Nearest.Start)),
            Value.Of(date.HasYear), Mode(date), Words(date),
        ],
        new Place(source, date.Span));

    // A date without a year may be of the years around publication, or of any that the draft speaks of.
    private Row Weekday(DateMention date, List<int> years)
    {
        var periods = new List<Period> { date.Period };
        if (!date.HasYear)
        {
            var near = draft.Published is { Year: var year } ? new[] { year - 1, year, year + 1 } : [];
            near = date.Period.Start is { Month: 2, Day: 29 } ? [.. near, .. near.SelectMany(y => Enumerable.Range(y - LeapCycle, (2 * LeapCycle) + 1))] : near;
            periods.AddRange(near.Concat(years).Distinct().Select(date.Period.InYear).OfType<Period>().Where(p => p != date.Period && MayBeMeant(p)));
        }

        // A year named nearby that the weekday confirms is the one meant.
        var (stated, place) = date.Weekday!.Value;
        var confirmed = date.HasYear ? default : YearsIn(Around(date)).Select(date.Period.InYear).OfType<Period>().FirstOrDefault(p => MayBeMeant(p) && Number(p.Start) == stated);
        var likeliest = confirmed == default ? date.Period : confirmed;
        var fits = Value.Of(periods.Exists(p => Number(p.Start) == stated));
        Value[] Values(Period period) =>
        [
            period.Start.Year < FirstCommonYear || IsOldStyle(period.Start, stated) ? new Value.Missing("calendars differed then") : new Value.Number(Quantity.Exact(stated)),
            new Value.Date(Period.Day(period.Start)), new Value.Date(Period.Day(likeliest.Start)), Value.Of(date.HasYear), fits, Mode(date), Words(date),
        ];

        // What is still to come is of no year gone by; what was to come some months ago may be told too.
        bool MayBeMeant(Period period) => date.Mode != DateMode.Planned || draft.Published is not { } published || period.Start >= published.AddDays(-LongestDelay);

        return rows.Make(
            DraftSchemas.Weekdays, Values(date.Period), new Place(source, date.Span), RowFactory.At(source, place, date.Span, date.Span, date.Span, date.Span, date.Span, date.Span),
            readings: [.. periods.Skip(1).Select(Values)]);
    }

    // Behind the date only its own paragraph: the next one may tell of another time.
    private string Around(DateMention date) => draft.Document.Reading[Reach(date.Span.Start, -1)..Math.Min(Reach(date.Span.End, 1), draft.Document.Blocks[date.Block].Span.End)];

    // As far as so many characters go, whatever blank space and markup the format of the draft puts between them.
    private int Reach(int at, int step)
    {
        var text = draft.Document.Reading;
        for (var seen = 0; seen < Nearby && (step > 0 ? at < text.Length : at > 0); at += step)
        {
            var c = text[step > 0 ? at : at - 1];
            seen += Characters.IsSpace(c) || Characters.IsLineBreak(c) || Characters.IsIgnorable(c) ? 0 : 1;
        }

        return at;
    }

    // Every number of four digits that may be a year: titles, seasons and brackets name years as well as dates do.
    private static IEnumerable<int> YearsIn(string text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if (text[i] is '1' or '2' && (i == 0 || !char.IsAsciiDigit(text[i - 1])) && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0 && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4]))
                && int.Parse(text.AsSpan(i, 4), System.Globalization.CultureInfo.InvariantCulture) is var year and >= FirstCommonYear and <= 2100)
            {
                yield return year;
            }
        }
    }

    // Russia and Greece kept the old calendar, twelve or thirteen days behind, until 1918 and 1923.
    private static bool IsOldStyle(DateOnly day, int weekday) => day.Year < FirstGregorianYear && Number(day.AddDays(day.Year < 1900 ? 12 : 13)) == weekday;

    private static int Number(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static Value.Text Mode(DateMention date) => Modes[(int)date.Mode];

    private Value.Text Words(DateMention date) => Words(date.Span);

    private Value.Text Words(TextSpan span) => new(draft.Document.Reading[span.Start..span.End].Replace("\u2060", "", StringComparison.Ordinal));
}
