using System.Globalization;
using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns the constructions of a draft into rows: each column is a figure or a date in a slot, an attribute that the words decide, or missing.</summary>
internal sealed class ConstructionFacts(Draft draft, RowFactory rows, IReadOnlyList<int> ledger)
{
    private const int MostReadings = 16;

    private static readonly Schema[] Schemas =
    [
        DraftSchemas.Shares, DraftSchemas.Changes, DraftSchemas.Multiples, DraftSchemas.Ratios, DraftSchemas.Means, DraftSchemas.Ages, DraftSchemas.Durations, DraftSchemas.Votes, DraftSchemas.Scores,
    ];

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
        var figures = new int[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            var span = mention.Figures.TryGetValue(columns[i].Name, out var figure) ? figure.Span
                : mention.Dates.TryGetValue(columns[i].Name, out var date) ? date.Span
                : mention.Attributes.TryGetValue(columns[i].Name, out var attribute) ? attribute.Span
                : null;
            places[i] = span is { } s ? new Place(source, s) : null;
            figures[i] = figure is { Index: >= 0 } ? ledger[figure.Index] : Facts.Row.NoFigure;
        }

        List<Value[]> readings = [Values(schema, mention, mention.Figures)];
        foreach (var (name, figure) in mention.Figures)
        {
            var others = figure.Readings.Skip(1).Select(other => Values(schema, mention, new Dictionary<string, Figure>(mention.Figures, StringComparer.Ordinal) { [name] = other }));
            readings.AddRange(others.Take(MostReadings - readings.Count));
        }

        return rows.Make(schema, readings[0], new Place(source, mention.Span), places, figures, readings[1..]);
    }

    private Value[] Values(Schema schema, ConstructionMention mention, IReadOnlyDictionary<string, Figure> figures) => [.. schema.Columns.Select(c => Value(c, mention, figures))];

    private Value Value(Column column, ConstructionMention mention, IReadOnlyDictionary<string, Figure> figures)
    {
        if (figures.TryGetValue(column.Name, out var figure))
        {
            return new Value.Number(figure.Quantity());
        }

        if (mention.Dates.TryGetValue(column.Name, out var date))
        {
            return new Value.Date(date.Period);
        }

        if (mention.Attributes.TryGetValue(column.Name, out var attribute))
        {
            return column.Type == FactType.Quantity && decimal.TryParse(attribute.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? new Value.Number(Quantity.Exact(number))
                : new Value.Text(attribute.Value);
        }

        return column.Name switch
        {
            "kind" when figures.TryGetValue("change", out var change) => new Value.Text(change.Measure switch { Measure.Percent => "percent", Measure.Points => "points", _ => "amount" }),
            "unit" when (figures.GetValueOrDefault("to") ?? figures.GetValueOrDefault("from")) is { } of => new Value.Text(of.Unit ?? ""),
            "unit" when figures.TryGetValue("length", out var length) && length.TimeUnit is { } unit => new Value.Text(unit),
            "text" => new Value.Text(source.TextOf(mention.Span)),
            "at" or "end" when draft.Published is { } published => new Value.Date(Period.Day(published)),
            _ => new Value.Missing("the words do not say it"),
        };
    }
}
