using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns what was read from a draft into relations.</summary>
internal sealed class DraftFacts
{
    /// <summary>The column of the value in a row of figures.</summary>
    public const int FigureNumber = 0;

    /// <summary>The column of the unit in a row of figures.</summary>
    public const int FigureUnit = 1;

    private const int No = Row.NoFigure;
    private static readonly int RateColumn = DraftSchemas.Conversions.IndexOf("rate");
    private static readonly Value NoKind = new Value.Missing("no kind is named");
    private static readonly Value NoAmount = new Value.Missing("the item has no amount of its own");
    private static readonly Value NoStem = new Value.Missing("the label is only a name");
    private static readonly Value NoDate = new Value.Missing("the item has no date");
    private static readonly Value NoSource = new Value.Missing("the words do not say who says it");
    private static readonly Value UnitSign = new Value.Text("unit");
    private static readonly Value Points = new Value.Text("points");
    private static readonly Value.Text NoUnit = new("");
    private static readonly Value.Text[] Measures = Named<Measure>();
    private static readonly Value.Text[] Scopes = Named<Scope>();
    private static readonly Value.Text[] Forms = Named<ListForm>();
    private readonly Draft draft;
    private readonly ReferenceData reference;
    private readonly RowFactory rows;
    private readonly Source source;
    private readonly int[] ledger;
    private readonly FigureValues values;

    private DraftFacts(Draft draft, ReferenceData reference, RowFactory rows)
    {
        this.reference = reference;
        this.draft = draft;
        this.rows = rows;
        source = draft.Document.Source;
        values = new FigureValues(draft);
        var cells = draft.Tables.SelectMany(t => t.Cells).Select(c => c.Figure?.Index ?? No).ToHashSet();
        ledger = [.. draft.Figures.Select(f => rows.Ledger.Add(new Place(source, f.Span), Reason(f, cells.Contains(f.Index))))];
    }

    /// <returns>The relations, and the ledger's numbers of the draft's figures.</returns>
    public static (IReadOnlyList<Relation> Relations, IReadOnlyList<int> Figures) Of(Draft draft, ReferenceData reference, RowFactory rows)
    {
        var facts = new DraftFacts(draft, reference, rows);
        var tests = new TestFacts(draft, rows);
        var figures = facts.Figures();
        return (
        [
            facts.Document(), figures, facts.Lists(), facts.Items(), facts.Totals(), facts.Conversions(), facts.UnitConversions(),
            .. new DateFacts(draft, rows).Relations(), facts.Labels(), facts.Ranges(), facts.Counts(),
            .. new ConstructionFacts(draft, rows, facts.values, facts.ledger).Relations(),
            .. new CellFacts(draft, rows, facts.values, facts.ledger).Relations(),
            .. new DateFacts(draft, rows).AsWritten(),
            new FeastFacts(draft, rows).Relation(),
            new NumeralFacts(draft, rows, figures.Rows).Relation(),
            .. new StatementFacts(draft, rows, facts.values, facts.ledger).Relations(),
            .. new NameFacts(draft, rows).Relations(),
            tests.Relation(),
        ],
        [.. facts.ledger, .. tests.Figures]);
    }

    private static string? Reason(Figure figure, bool isCell) => figure.Scope switch
    {
        Scope.Boilerplate => "it stands in an appeal or a notice around the text",
        Scope.Table when !isCell => "it stands in a label of a table, or beside other words in a cell",
        _ => null,
    };

    private Relation Document()
    {
        Value[] values =
        [
            new Value.Text(source.Path), Value.Of(draft.Title, "the draft has no title"), Value.Of(draft.Language, "the language is unknown"),
            Day(draft.Published, "no day of publication is known; `--published DATE` gives it"), Day(draft.Updated, "no day of update is stated"),
        ];
        return new Relation(DraftSchemas.Document, [rows.Make(DraftSchemas.Document, values, new Place(source, new TextSpan(0, Math.Min(1, source.Text.Length))))]);
    }

    private Relation Figures() => new(DraftSchemas.Figures,
    [
        .. draft.Figures.Select(f => rows.Make(
            DraftSchemas.Figures,
            [values.Of(f), Unit(f), MeasureOf(f), Scopes[(int)f.Scope], Value.Of(f.IsQuoted), f.Source is null ? NoSource : new Value.Text(f.Source), new Value.Text(Words(f.Span))],
            new Place(source, f.Span), figures: [ledger[f.Index], No, No, No, No, No, No])),
    ]);

    /// <summary>What a figure measures, in the words of rules.</summary>
    public static Value MeasureOf(Figure figure) => figure.UnitSign is not null ? UnitSign : figure.CountsPoints ? Points : Measures[(int)figure.Measure];

    private Relation Lists() => new(DraftSchemas.Lists,
    [
        .. draft.Lists.Select(l => rows.Make(
            DraftSchemas.Lists,
            [Id(l.Index), Form(l), Value.Whole(l.Items.Count), new Value.Text(l.Unit ?? ""), Value.Of(l.Order, "no order is claimed")],
            new Place(source, l.Span))),
    ]);

    private Relation Items() => new(DraftSchemas.Items, [.. draft.Lists.SelectMany(Items)]);

    private IEnumerable<Row> Items(ListMention list)
    {
        var id = Id(list.Index);
        return list.Items.Select((i, at) => Item(list, id, i, at));
    }

    // Words that may stand for several amounts give as many readings of the row.
    private Row Item(ListMention list, Value id, ItemMention item, int position)
    {
        Value[] Values(Figure? figure) =>
        [
            id, figure is not null ? values.Of(figure, list.FinestPlace) : new Value.Missing($"the item « {source.WordsOf(item.LabelSpan)} » has no amount of its own"),
            figure is null ? NoAmount : Unit(figure), item.Kind is null ? NoKind : new Value.Kind(item.Kind), new Value.Text(item.Name), new Value.Text(source.WordsOf(item.LabelSpan)),
            item.Stem.Length > 0 ? new Value.Text(item.Stem) : NoStem,
            item.Date is null ? NoDate : new Value.Date(item.Date.Period), Value.Whole(position + 1),
        ];

        return rows.Make(
            DraftSchemas.Items, Values(item.Figure), new Place(source, item.Span),
            RowFactory.At(source, null, item.Figure?.Span, item.Figure?.Span, item.KindSpan, item.LabelSpan, item.LabelSpan, item.StemSpan ?? item.LabelSpan, item.Date?.Span, null),
            [No, Ledger(item.Figure), No, No, No, No, No, No, No],
            item.Figure is { Alternatives.Count: > 0 } several ? [.. several.OtherReadings.Select(Values)] : []);
    }

    // A number in words that is no figure by itself has no line in the ledger.
    private int Ledger(Figure? figure) => figure is null or { Index: Figure.Unlisted } ? No : ledger[figure.Index];

    private Relation Totals() => new(DraftSchemas.StatedTotals, [.. draft.Totals.Select(Total)]);

    private Row Total(TotalMention total)
    {
        var list = draft.Lists[total.List];
        Value[] Values(Figure figure) =>
        [
            Id(total.List), Total(figure, list), Unit(figure), Form(list), total.Kind is null ? NoKind : new Value.Kind(total.Kind),
            Value.Of(total.KindSpan is { } words ? source.WordsOf(words) : null, "no kind is named"), Value.Of(total.IsOpen),
        ];

        return rows.Make(
            DraftSchemas.StatedTotals, Values(total.Figure), new Place(source, total.Figure.Span),
            RowFactory.At(source, null, total.Figure.Span, total.Figure.Span, null, total.KindSpan, total.KindSpan, null),
            [No, Ledger(total.Figure), No, No, No, No, No],
            [.. total.Figure.OtherReadings.Select(Values)]);
    }

    // A total that is written more coarsely than its parts was openly rounded, and is read as it stands.
    private Value.Number Total(Figure figure, ListMention list) => figure.SignificantPlace > list.FinestPlace && figure.SignificantPlace * 10 <= figure.Value
        ? Number(figure.Quantity() with { OpenlyRounded = true })
        : values.Of(figure, list.FinestPlace);

    private Relation Conversions() => new(DraftSchemas.Conversions,
    [
        .. draft.Conversions.Select(c =>
        {
            var last = c.Dates.Where(d => d.Source == RateDateSource.Own).MaxBy(d => d.Period.End);
            var readings = c.From.Currencies.SelectMany(from => c.To.Currencies.SelectMany(to => Datable(c.Dates, from, to).SelectMany(date => Amounts(c).Select(m => Conversion(m, from, to, date, last))))).ToList();
            return rows.Make(
                DraftSchemas.Conversions, readings[0], new Place(source, c.Span),
                RowFactory.At(source, c.From.Span, c.From.Span, c.To.Span, c.To.Span, c.To.Span, null, null, null),
                [ledger[c.From.Index], No, ledger[c.To.Index], No, ledger[c.To.Index], No, No, No], readings[1..]);
        }),
    ]);

    // A date that merely stands somewhere before, or lies ahead ("to open in 2030"), and for which there is no rate, must not keep the conversion from being decided.
    private IEnumerable<RateDate> Datable(IReadOnlyList<RateDate> dates, string from, string to)
    {
        var rates = reference.Rates;
        return dates.Where(d => !(d.Source == RateDateSource.Nearby || (d.Source == RateDateSource.Own && rates.IsAhead(d.Period))) || dates.Count == 1 || !rates.Knows(from) || !rates.Knows(to) || rates.Cross(from, to, d.Period) is not null);
    }

    private static IEnumerable<ConversionMention> Amounts(ConversionMention mention) =>
        mention.From.Readings.SelectMany(from => mention.To.Readings.Select(to => mention with { From = from, To = to }));

    private static Value[] Conversion(ConversionMention mention, string from, string to, RateDate date, RateDate? last)
    {
        // A pair shares its precision: the amount is known as well as the counterpart that was reckoned from it.
        var relative = mention.To.Value == 0 ? 1 : Math.Abs(mention.To.SignificantPlace / mention.To.Value);
        var shared = mention.From.Read(Math.Min(mention.From.SignificantPlace, mention.From.Value * relative));
        var amount = Near(shared.Origin == WidthOrigin.FinestPlace ? shared with { Origin = WidthOrigin.SharedPrecision } : shared, from);
        var counterpart = Near(mention.To.Quantity(), to);
        Value[] values =
        [
            Number(amount), new Value.Text(from), Number(counterpart), new Value.Text(to), Value.True, new Value.Date(date.Period), new Value.Text(date.Source.ToString().ToLowerInvariant()),
            last is null ? new Value.Missing("no date stands in its paragraph") : new Value.Date(last.Period),
        ];
        values[RateColumn] = DraftSchemas.Conversions.Columns[RateColumn].Derivation!(values);
        return values;
    }

    // "plus de 12 millions" has no upper end, but what stands beside it was reckoned from a value near it.
    private static Quantity Near(Quantity quantity, string currency)
    {
        if (!quantity.Directional)
        {
            return quantity with { Unit = Quantities.Unit.Of(currency) };
        }

        var near = new Interval(quantity.Value / 2, quantity.Value * 2);
        return quantity with { Unit = Quantities.Unit.Of(currency), Loose = quantity.Loose.Meets(near) ? quantity.Loose.Intersect(near) : quantity.Loose, Strict = quantity.Strict.Meets(near) ? quantity.Strict.Intersect(near) : quantity.Strict };
    }

    private Relation Labels() => new(DraftSchemas.Labels,
    [
        .. draft.Labels.Select(l => rows.Make(
            DraftSchemas.Labels,
            [
                new Value.Kind(l.Kind), new Value.Text(l.KindText), new Value.Text(l.Name),
                new Value.Date(draft.Published is { } day ? Period.Day(day) : Period.Always), new Value.Text(Words(l.Span)),
            ],
            new Place(source, l.Span), RowFactory.At(source, l.Span, l.Span, l.NameSpan, null, l.Span))),
    ]);

    // A unit with two meanings, such as the gallon, gives as many readings, and so do degrees that may be a difference.
    private Relation UnitConversions() => new(DraftSchemas.UnitConversions,
    [
        .. draft.UnitConversions.Select(c =>
        {
            var (from, to) = (c.From.UnitSign!, c.To.UnitSign!);
            var amount = Near(c.From.Quantity(), from);
            var readings = Enumerable.Range(0, reference.Units.Meanings(from, to)).Select(Value[] (meaning) =>
                [Number(amount), new Value.Text(from), Number(Near(c.To.Quantity(), to)), new Value.Text(to), Number(reference.Units.Convert(amount, from, to, meaning))]).ToList();
            return rows.Make(
                DraftSchemas.UnitConversions, readings[0], new Place(source, c.Span), RowFactory.At(source, c.From.Span, c.From.Span, c.To.Span, c.To.Span, null),
                [ledger[c.From.Index], No, ledger[c.To.Index], No, No], readings[1..]);
        }),
    ]);

    private Relation Ranges() => new(DraftSchemas.Ranges,
    [
        .. draft.Figures.Where(f => f.Range is not null).Select(f => rows.Make(
            DraftSchemas.Ranges,
            [Number(f.Range!.Value.Low.Quantity()), Number(f.Range.Value.High.Quantity()), Unit(f), new Value.Text(Words(f.Span))],
            new Place(source, f.Span), RowFactory.At(source, f.Range.Value.Low.Span, f.Range.Value.High.Span, f.Span, f.Span), [ledger[f.Index], ledger[f.Index], No, No])),
    ]);

    private Relation Counts() => new(DraftSchemas.Counts,
    [
        .. draft.NameLists.OrderBy(n => n.Span.Start).Select(n => rows.Make(
            DraftSchemas.Counts,
            [
                values.Of(n.Count), new Value.Text(Words(n.NounSpan)), Number(Quantity.Exact(n.Names, Quantities.Unit.Of(n.Count.Unit))), new Value.Text(n.Form.ToString().ToLowerInvariant()),
                Value.Of(n.IsJoined), new Value.Text(Words(n.NamesSpan)),
            ],
            new Place(source, n.Span), RowFactory.At(source, n.Count.Span, n.NounSpan, n.NamesSpan, n.NamesSpan, n.NamesSpan, n.NamesSpan), [Ledger(n.Count), No, No, No, No, No])),
    ]);

    // Without the marks of Markdown, which the reading text masks.
    private string Words(TextSpan span) => draft.Document.Reading[span.Start..span.End].Replace("\u2060", "", StringComparison.Ordinal);

    private static Value.Number Number(Quantity quantity) => new Value.Number(quantity);

    private static Value.Text Unit(Figure figure) => figure.Unit is { } unit ? new(unit) : NoUnit;

    private static Value.Text Id(int list) => new Value.Text($"list {list + 1}");

    private static Value.Text Form(ListMention list) => Forms[(int)list.Form];

    // The names of an enumeration in its order; many rows share them.
    private static Value.Text[] Named<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => new Value.Text(n.ToLowerInvariant()))];

    private static Value Day(DateOnly? day, string why) => day is { } d ? new Value.Date(Period.Day(d)) : new Value.Missing(why);
}
