using System.Globalization;
using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns the constructions of a draft into rows: each column is a figure or a date in a slot, an attribute that the words decide, or missing.</summary>
internal sealed class ConstructionFacts(Draft draft, RowFactory rows, FigureValues quantities, IReadOnlyList<int> ledger)
{
    private const int MostReadings = 16;

    private static readonly Schema[] Schemas =
    [
        DraftSchemas.Lifetimes, DraftSchemas.Anniversaries, DraftSchemas.Editions, DraftSchemas.Appositions, DraftSchemas.Nights, DraftSchemas.Acts, DraftSchemas.Plans, DraftSchemas.WholePeriods,
        DraftSchemas.Shares, DraftSchemas.Changes, DraftSchemas.Multiples, DraftSchemas.Ratios, DraftSchemas.Means, DraftSchemas.Ages, DraftSchemas.Durations, DraftSchemas.ClockSpans, DraftSchemas.Intervals, DraftSchemas.Votes, DraftSchemas.Scores,
        DraftSchemas.Partitions, DraftSchemas.Products, DraftSchemas.Differences, DraftSchemas.Records, DraftSchemas.Majorities, DraftSchemas.Falls, DraftSchemas.Chains, DraftSchemas.Subsets, DraftSchemas.Growths, DraftSchemas.Measures, DraftSchemas.PlaceFigures, DraftSchemas.Ranks, DraftSchemas.Extremes, DraftSchemas.Leads,
        DraftSchemas.SampleResults, DraftSchemas.PollSamples, DraftSchemas.PollLeads, DraftSchemas.Incidences, DraftSchemas.GroupRates, DraftSchemas.Tolls, DraftSchemas.Injuries,
    ];

    private static readonly Value Unsaid = new Value.Missing("the words do not say it");

    private readonly Source source = draft.Document.Source;

    public IEnumerable<Relation> Relations()
    {
        var byRelation = draft.Constructions.ToLookup(c => c.Relation);
        return Schemas.Select(schema => new Relation(schema, [.. byRelation[schema.Name].OrderBy(c => c.Span.Start).Select(c => Row(schema, c))]));
    }

    private Row Row(Schema schema, ConstructionMention mention)
    {
        var columns = schema.Columns;
        var places = new Place?[columns.Count];
        var figures = new Figure?[columns.Count];
        var ledgers = new int[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            figures[i] = FigureOf(mention, columns[i].Name);
            var span = figures[i]?.Span ?? DateOf(mention, columns[i].Name)?.Span ?? AttributeOf(mention, columns[i].Name)?.Span;
            places[i] = span is { } s ? new Place(source, s) : null;
            ledgers[i] = figures[i] is { Index: >= 0 and var index } ? ledger[index] : Facts.Row.NoFigure;
        }

        var first = Values(schema, mention, figures);
        List<Value[]> others = [];
        for (var i = 0; i < columns.Count; i++)
        {
            if (figures[i] is not { Alternatives.Count: > 0 } likeliest)
            {
                continue;
            }

            foreach (var other in likeliest.OtherReadings.Take(MostReadings - 1 - others.Count))
            {
                figures[i] = other;
                others.Add(Values(schema, mention, figures));
            }

            figures[i] = likeliest;
        }

        return rows.Make(schema, first, new Place(source, mention.Span), places, ledgers, others);
    }

    private Value[] Values(Schema schema, ConstructionMention mention, Figure?[] figures)
    {
        var values = new Value[figures.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = figures[i] is { } figure ? quantities.Of(figure) : Value(schema.Columns[i], mention);
        }

        return values;
    }

    private Value Value(Column column, ConstructionMention mention)
    {
        if (DateOf(mention, column.Name) is { } date)
        {
            return new Value.Date(date.Period);
        }

        if (AttributeOf(mention, column.Name) is var (value, _))
        {
            return column.Type switch
            {
                FactType.Truth => Facts.Value.Of(value == "true"),
                FactType.Quantity when decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => new Value.Number(Quantity.Exact(number)),
                _ => new Value.Text(value),
            };
        }

        return column.Name switch
        {
            "kind" when FigureOf(mention, "change") is { } change => new Value.Text(change.Measure == Measure.Percent ? "percent" : change.CountsPoints ? "points" : "amount"),
            "unit" when (FigureOf(mention, "to") ?? FigureOf(mention, "from") ?? FigureOf(mention, "last") ?? FigureOf(mention, "value")) is { } of => new Value.Text(of.Unit ?? ""),
            "unit" when FigureOf(mention, "length")?.TimeUnit is { } unit => new Value.Text(unit),
            "text" => new Value.Text(source.WordsOf(mention.Span)),
            "quoted" => Facts.Value.Of(mention.IsQuoted),
            "until" when mention.Dates is [var (_, last), ..] => new Value.Date(Period.Day(last.Period.End)),
            "has_year" when mention.Dates is [var (_, dated), ..] => Facts.Value.Of(dated.HasYear),
            "mode" when mention.Dates is [var (_, told), ..] => new Value.Text(told.Mode.ToString().ToLowerInvariant()),
            "at" or "end" when draft.Published is { } published => new Value.Date(Period.Day(published)),
            _ => Unsaid,
        };
    }

    private static Figure? FigureOf(ConstructionMention mention, string column)
    {
        foreach (var (name, figure) in mention.Figures)
        {
            if (name == column)
            {
                return figure;
            }
        }

        return null;
    }

    private static DateMention? DateOf(ConstructionMention mention, string column)
    {
        foreach (var (name, date) in mention.Dates)
        {
            if (name == column)
            {
                return date;
            }
        }

        return null;
    }

    // The words of a class go before what the construction says by itself; they stand first.
    private static (string Value, TextSpan? Span)? AttributeOf(ConstructionMention mention, string column)
    {
        foreach (var (name, value, span) in mention.Attributes)
        {
            if (name == column)
            {
                return (value, span);
            }
        }

        return null;
    }
}
