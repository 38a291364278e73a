using PropagandaVerify.Documents;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Which part of a draft a mention stands in.</summary>
public enum Scope
{
    Headline,

    /// <summary>The short paragraph between the title and the text.</summary>
    Standfirst,
    Dateline,
    Body,

    /// <summary>A picture's caption or credit.</summary>
    Caption,
    Table,
    Footnote,

    /// <summary>A paragraph set off as the words of someone else.</summary>
    Quotation,
    Boilerplate,
}

internal static class Scopes
{
    extension(Scope scope)
    {
        /// <summary>Whether it is running text: the body, a paragraph quoted in it or a footnote to it.</summary>
        public bool IsRunning => scope is Scope.Body or Scope.Quotation or Scope.Footnote;
    }
}

/// <summary>What a figure measures.</summary>
public enum Measure
{
    /// <summary>A bare number.</summary>
    Number,

    /// <summary>Things counted, or a physical unit: the noun after the number.</summary>
    Count,
    Money,
    Percent,

    /// <summary>Percentage points.</summary>
    Points,
}

/// <summary>A figure as written: a number with its scale, unit and hedge.</summary>
internal sealed record Figure
{
    /// <summary>The index of a number that a construction or an enumeration reads, but that is no figure by itself ("un logement sur cinq").</summary>
    public const int Unlisted = -1;

    private const decimal Million = 1_000_000;

    public required int Index { get; init; }

    /// <summary>From the number to its unit, hedge left out.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Position of its block in the draft.</summary>
    public required int Block { get; init; }

    /// <summary>First token and the one after the last, in the block.</summary>
    public required int FirstToken { get; init; }

    public required int EndToken { get; init; }

    /// <summary>First token of the hedge before it; the figure's own when there is none.</summary>
    public required int HedgeToken { get; init; }

    public required Scope Scope { get; init; }

    /// <summary>The value with its scale word worked in.</summary>
    public required decimal Value { get; init; }

    public decimal Scale { get; init; } = 1;

    /// <summary>The place value of the last written digit, scale worked in.</summary>
    public required decimal Place { get; init; }

    public required Measure Measure { get; init; }

    /// <summary>The counted noun, folded to a singular; null for other measures.</summary>
    public string? Noun { get; init; }

    /// <summary>Whether the noun is a physical unit, so that even a whole number was rounded.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>The sign of the physical unit ("km"), by which conversions know it; null without one.</summary>
    public string? UnitSign { get; init; }

    /// <summary>days, weeks, months or years, for a span of time.</summary>
    public string? TimeUnit { get; init; }

    /// <summary>Whether the noun means points, of a percentage or of an index.</summary>
    public bool CountsPoints { get; init; }

    public bool IsQuoted { get; init; }

    /// <summary>Who says it, as written; null when nobody or several do.</summary>
    public string? Source { get; init; }

    /// <summary>Codes of the currencies that may be meant, likeliest first.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = [];

    public Hedge Hedge { get; init; }

    /// <summary>Other readings of the same words, where a mark is one of thousands or of decimals, or a scale word has two meanings.</summary>
    public IReadOnlyList<(decimal Value, decimal Place, decimal Scale)> Alternatives { get; init; } = [];

    /// <summary>The ends of a range; the figure as a whole has the value of the upper one.</summary>
    public (Figure Low, Figure High)? Range { get; init; }

    /// <summary>The figure in each of its readings, likeliest first.</summary>
    public IEnumerable<Figure> Readings => OtherReadings.Prepend(this);

    /// <summary>The readings but the likeliest; nearly every figure has none.</summary>
    public IEnumerable<Figure> OtherReadings => Alternatives.Count == 0 ? [] : Alternatives.Select(a => this with { Value = a.Value, Place = a.Place, Scale = a.Scale });

    /// <summary>The unit that figures of one list must share: a currency, "%", a noun, or null.</summary>
    public string? Unit => Measure switch { Measure.Money => Currencies[0], Measure.Percent or Measure.Points => "%", Measure.Count => UnitSign ?? Noun, _ => null };

    /// <summary>Whether it is a bare number that may mean millions by the scale word of its neighbours ("20" of "54 millions"); one of a million says so itself.</summary>
    public bool MayLackScale => Scale == 1 && Measure == Measure.Number && Math.Abs(Value) < Million;

    /// <summary>Whether the digits count discrete things, so that no rounding hides between two whole numbers.</summary>
    private bool IsExact => Scale == 1 && Place == 1 && !IsMeasured && Measure is Measure.Count or Measure.Number;

    /// <summary>A number that is no figure by itself.</summary>
    public static Figure Alone(Token[] tokens, decimal value, decimal place, int at, int end) => new()
    {
        Index = Unlisted, Span = tokens[at].Span.Through(tokens[end - 1].Span), Block = 0, FirstToken = at, EndToken = end, HedgeToken = at, Scope = Scope.Body, Value = value, Place = place, Measure = Measure.Number,
    };

    // Nobody rounds ten dead to the ten.
    private bool IsSmallCount => Value < 100 && !IsMeasured && Measure is Measure.Count or Measure.Number;

    /// <summary>The place value of the last digit that is not zero; of the last written one with decimals or a scale word, which show how far the writer went.</summary>
    public decimal SignificantPlace => Scale > 1 || Place < 1 || Value == 0 || IsSmallCount ? Place : Math.Max(Place, HedgeSets.LastPlace(Value));

    /// <summary>Whether it is a count down to the last thing, which no list of finer figures makes more exact.</summary>
    public bool IsPlainCount => IsExact && Range is null && SignificantPlace <= 1;

    public Quantity Quantity() => Read(null);

    /// <summary>The figure read at the finest place of its list: writers drop trailing zeros.</summary>
    public Quantity Read(decimal? listPlace)
    {
        if (Range is var (low, high))
        {
            return Quantities.Quantity.Between(low.Read(listPlace), high.Read(listPlace));
        }

        var strict = IsExact ? 0 : Math.Min(Place, listPlace ?? Place);
        var loose = Math.Max(strict, Math.Min(SignificantPlace, listPlace ?? SignificantPlace));
        loose = IsExact && loose <= 1 ? 0 : loose;
        return Quantities.Quantity.Written(Value, strict, loose, Quantities.Unit.Of(Unit), Hedge, Scale, isOfList: listPlace is not null);
    }
}

/// <summary>How the text speaks of a date.</summary>
public enum DateMode
{
    /// <summary>Neither clearly past nor ahead.</summary>
    Open,

    /// <summary>As a thing that has happened.</summary>
    Reported,

    /// <summary>As a thing ahead, wished or conditional.</summary>
    Planned,
}

/// <summary>A date as written, resolved to a period.</summary>
internal sealed record DateMention
{
    public required TextSpan Span { get; init; }

    public required int Block { get; init; }

    public required int FirstToken { get; init; }

    public required int EndToken { get; init; }

    public required Scope Scope { get; init; }

    /// <summary>The period meant; without a stated year, the latest that the mode allows.</summary>
    public required Period Period { get; init; }

    /// <summary>Without a stated year, the nearer of this year's and last year's reading; else the period itself.</summary>
    public required Period Nearest { get; init; }

    public required bool HasYear { get; init; }

    /// <summary>The weekday written before it, Monday = 1; null without one.</summary>
    public (int Number, TextSpan Span)? Weekday { get; init; }

    public DateMode Mode { get; init; }

    /// <summary>Whether it is counted from publication or from another date.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Whether words alone count it from publication ("hier", "last month"), so that one period only can be meant.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Whether it is a decade or a century.</summary>
    public bool IsEra { get; init; }

    /// <summary>The two dates that a range goes from and to; null for a single date.</summary>
    public (DateMention From, DateMention To)? Ends { get; init; }

    /// <summary>The dates written: both ends of a range, else the one.</summary>
    public IEnumerable<DateMention> Single => Ends is var (from, to) ? [from, to] : [this];
}

/// <summary>A range of dates as written, whichever end is the earlier.</summary>
/// <param name="From">Its first end.</param>
/// <param name="To">Its last end.</param>
/// <param name="SharesMonth">Whether one name of a month serves both days ("du 3 au 5 mai").</param>
internal sealed record DateSpan(DateMention From, DateMention To, bool SharesMonth);

/// <summary>A day as written, whether or not the calendar has it.</summary>
/// <param name="Span">The words.</param>
/// <param name="Scope">The part of the draft.</param>
/// <param name="Day">The number of the day.</param>
/// <param name="Month">The number of the month.</param>
/// <param name="Year">The stated year; null where none is.</param>
internal sealed record CalendarDay(TextSpan Span, Scope Scope, int Day, int Month, int? Year);

/// <summary>An amount and, behind it, what it is in another currency or unit.</summary>
internal sealed record ConversionMention(Figure From, Figure To, TextSpan Span, IReadOnlyList<RateDate> Dates);

/// <summary>Where a date comes from whose rate may have been used.</summary>
internal enum RateDateSource
{
    /// <summary>The paragraph of the conversion.</summary>
    Own,

    /// <summary>The day of publication or update.</summary>
    Published,

    /// <summary>The last date before that paragraph.</summary>
    Nearby,

    /// <summary>No date is known at all.</summary>
    Unknown,
}

internal sealed record RateDate(Period Period, RateDateSource Source);

internal enum ListForm
{
    /// <summary>Items with bullets or numbers.</summary>
    Bullets,

    /// <summary>One labelled item a line.</summary>
    Lines,

    /// <summary>An enumeration behind a colon.</summary>
    Colon,

    /// <summary>An enumeration inside a sentence, each part with a name.</summary>
    Prose,
}

internal sealed record ListMention(int Index, ListForm Form, TextSpan Span, IReadOnlyList<ItemMention> Items, string? Unit, decimal? FinestPlace)
{
    /// <summary>The order of its amounts that its introduction claims: <c>ascending</c> or <c>descending</c>; null where it claims none.</summary>
    public string? Order { get; init; }
}

internal sealed record ItemMention
{
    public required TextSpan Span { get; init; }

    public required TextSpan LabelSpan { get; init; }

    /// <summary>The label up to its name, without trailing small words.</summary>
    public required string Stem { get; init; }

    public TextSpan? StemSpan { get; init; }

    public string? Kind { get; init; }

    public TextSpan? KindSpan { get; init; }

    public required string Name { get; init; }

    /// <summary>The item's one amount; null when it has none or several that could be it.</summary>
    public Figure? Figure { get; init; }

    public DateMention? Date { get; init; }
}

/// <summary>A total that is stated for a list.</summary>
/// <param name="List">The index of the list.</param>
/// <param name="Figure">The total.</param>
/// <param name="IsOpen">Whether the words say that the parts are not all of it, or that the total is of something else.</param>
/// <param name="Kind">The kind of thing the sentence says it is the total of; null when none or several are named.</param>
/// <param name="KindSpan">The word that says so.</param>
internal sealed record TotalMention(int List, Figure Figure, bool IsOpen, string? Kind, TextSpan? KindSpan);

internal enum NameListForm
{
    Colon,
    Parentheses,

    /// <summary>Between commas or dashes, or right behind the noun.</summary>
    Apposition,

    /// <summary>"Les cinq communes sont A, B, C, D et E".</summary>
    Predicate,

    /// <summary>In front of the count: "A, B, C et D : les quatre élus".</summary>
    Before,

    /// <summary>In front of a word that sums them up: "A, B et C ont tous deux".</summary>
    Resumed,
}

/// <summary>A count with the names that it announces.</summary>
/// <param name="Count">The count and its noun; unlisted where it is a word such as "both".</param>
/// <param name="Span">The count and the names.</param>
/// <param name="NounSpan">The counted noun.</param>
/// <param name="NamesSpan">From the first name to the last.</param>
/// <param name="Names">How many names there are.</param>
/// <param name="Form">How the names are written.</param>
/// <param name="IsJoined">Whether a coordinator joins the last of them ("et"), so that none can follow.</param>
internal sealed record NameListMention(Figure Count, TextSpan Span, TextSpan NounSpan, TextSpan NamesSpan, int Names, NameListForm Form, bool IsJoined);

/// <summary>A name with the kind word that introduces it: "la ville de X".</summary>
internal sealed record LabelMention(TextSpan Span, string Kind, string KindText, string Name, TextSpan NameSpan, Scope Scope);

/// <summary>A table of a draft.</summary>
/// <param name="Span">From its first cell to its last.</param>
/// <param name="Caption">The heading, or the short or introducing paragraph, right above it.</param>
/// <param name="Rows">How many rows it has below its header.</param>
/// <param name="Columns">How many columns it has, those of labels among them.</param>
/// <param name="AdditiveColumns">How many columns hold amounts that may be added up.</param>
internal sealed record TableMention(int Index, TextSpan Span, TextSpan? Caption, int Rows, int Columns, int AdditiveColumns, bool HasTotal, IReadOnlyList<CellMention> Cells)
{
    /// <summary>Who takes which place, where it has a column of places.</summary>
    public IReadOnlyList<StandingMention> Standings { get; init; } = [];
}

/// <summary>The place that a row of a table takes.</summary>
/// <param name="Row">Its row below the header, from 1.</param>
/// <param name="Place">The place, 1 for the first.</param>
/// <param name="Span">The number of the place.</param>
/// <param name="Figure">What is ranked; null where the table does not tell by what it ranks.</param>
internal sealed record StandingMention(int Row, int Place, TextSpan Span, Figure? Figure);

/// <summary>A cell of a table in a row and a column with labels.</summary>
internal sealed record CellMention
{
    /// <summary>Its row below the header, from 1.</summary>
    public required int Row { get; init; }

    /// <summary>Its column, from 1; the column of labels counts.</summary>
    public required int Column { get; init; }

    /// <summary>The cell; of one without words, the label of its row.</summary>
    public required TextSpan Span { get; init; }

    public TextSpan? RowLabel { get; init; }

    /// <summary>The heads of its column, from top to bottom.</summary>
    public required IReadOnlyList<TextSpan> ColumnLabels { get; init; }

    /// <summary>Its one figure, in the unit of its row, column or table; null when it holds none, or several.</summary>
    public Figure? Figure { get; init; }

    /// <summary>Whether its row or its column is labelled as a total.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Whether amounts like it may be added up: no percentages, means, rates, differences.</summary>
    public bool IsAdditive { get; init; }

    /// <summary>Whether the head of its column speaks of changes between two others.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether the head of its column speaks of shares of a total.</summary>
    public bool IsShare { get; init; }

    /// <summary>The row, as in <see cref="Row"/>, of the total that its row adds to; null for none.</summary>
    public int? AddsTo { get; init; }

    /// <summary>The finest place written in its column.</summary>
    public decimal? FinestPlace { get; init; }
}

/// <summary>The result of a statistical test.</summary>
/// <param name="Test">t, f, chi2, r or z; null for a probability alone.</param>
/// <param name="First">The degrees of freedom, of F those of the numerator.</param>
/// <param name="Second">Those of the denominator of F.</param>
/// <param name="Statistic">The value of the statistic; null for a probability alone.</param>
/// <param name="Probability">The probability that is reported for it.</param>
internal sealed record TestMention(string? Test, WrittenNumber? First, WrittenNumber? Second, WrittenNumber? Statistic, WrittenNumber Probability, TextSpan Span)
{
    /// <summary>Whether its sentence speaks of significance.</summary>
    public bool IsOfSignificance { get; init; }
}

/// <summary>A draft as read: its head, and everything in it that rules can look at.</summary>
internal sealed record Draft
{
    public required Document Document { get; init; }

    public required string? Language { get; init; }

    public string? Title { get; init; }

    public string? Byline { get; init; }

    public DateOnly? Published { get; init; }

    public DateOnly? Updated { get; init; }

    public IReadOnlyList<Figure> Figures { get; init; } = [];

    public IReadOnlyList<DateMention> Dates { get; init; } = [];

    public IReadOnlyList<DateSpan> DateSpans { get; init; } = [];

    /// <summary>Neighbouring dates with a weekday each, of one month or the ends of a range.</summary>
    public IReadOnlyList<(DateMention First, DateMention Second)> WeekdayPairs { get; init; } = [];

    /// <summary>Days beyond the 28th, which not every month has.</summary>
    public IReadOnlyList<CalendarDay> LateDays { get; init; } = [];

    public IReadOnlyList<ConversionMention> Conversions { get; init; } = [];

    /// <summary>Measures with their counterpart in another unit.</summary>
    public IReadOnlyList<ConversionMention> UnitConversions { get; init; } = [];

    public IReadOnlyList<ListMention> Lists { get; init; } = [];

    public IReadOnlyList<TotalMention> Totals { get; init; } = [];

    public IReadOnlyList<LabelMention> Labels { get; init; } = [];

    public IReadOnlyList<NameListMention> NameLists { get; init; } = [];

    public IReadOnlyList<ConstructionMention> Constructions { get; init; } = [];

    public IReadOnlyList<TableMention> Tables { get; init; } = [];

    public IReadOnlyList<StatementMention> Statements { get; init; } = [];

    public IReadOnlyList<HeadlineMention> Headlines { get; init; } = [];

    /// <summary>The dead of the headline with those of the opening.</summary>
    public IReadOnlyList<HeadlineMention> HeadlineTolls { get; init; } = [];

    public IReadOnlyList<HeadlineMention> HeadlineInjured { get; init; } = [];

    public IReadOnlyList<HeadlineDate> HeadlineDates { get; init; } = [];

    public IReadOnlyList<AnnouncementMention> Announcements { get; init; } = [];

    public IReadOnlyList<RestatementMention> Restatements { get; init; } = [];

    /// <summary>The blocks with their tokens, in the order of the text.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];

    public IReadOnlyList<PlacementMention> Placements { get; init; } = [];

    public IReadOnlyList<PersonMention> Persons { get; init; } = [];

    public IReadOnlyList<AcronymMention> Acronyms { get; init; } = [];

    public IReadOnlyList<IdentifierMention> Identifiers { get; init; } = [];

    public IReadOnlyList<TestMention> Tests { get; init; } = [];

    /// <summary>Whether it speaks of tests of one side alone.</summary>
    public bool IsOneTailed { get; init; }

    /// <summary>Whether it speaks of probabilities that were corrected upwards.</summary>
    public bool IsCorrected { get; init; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
