using PropagandaVerify.Extraction;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>
/// Turns feasts with a date beside them into rows. A feast that countries keep on different days gives as many readings, and a date without a year
/// those of the years around it.
/// </summary>
internal sealed class FeastFacts(Draft draft, RowFactory rows)
{
    private readonly Source source = draft.Document.Source;

    public Relation Relation() => new(
        DraftSchemas.Feasts, [.. draft.Constructions.Where(c => c.Relation == DraftSchemas.Feasts.Name).OrderBy(c => c.Span.Start).Select(Row)]);

    private Row Row(ConstructionMention mention)
    {
        var (_, date) = mention.Dates[0];
        var (_, key, words) = mention.Attributes.First(a => a.Column == "feast");
        var link = mention.Attributes.First(a => a.Column == "link").Value;
        var name = words ?? mention.Span;
        var year = date.Period.Start.Year;
        var days = (date.HasYear ? [year] : new[] { year, year - 1, year + 1 })
            .Select(y => (Year: y, Day: date.Period.InYear(y))).Where(d => d.Day is not null)
            .SelectMany(d => ReferenceData.Shipped.Feasts.Days(key, d.Year).Select(expected => (Date: d.Day!.Value, Expected: expected)));
        Value[] Values(Period day, Value expected) =>
            [new Value.Text(key), new Value.Text(source.WordsOf(name)), new Value.Date(day), expected, Value.Of(date.HasYear), Value.Of(mention.IsQuoted), new Value.Text(link)];

        var readings = days.Select(d => Values(d.Date, new Value.Date(Period.Day(d.Expected)))).ToList();
        readings = readings.Count > 0 ? readings : [Values(date.Period, new Value.Missing($"when « {key} » falls is not known"))];
        return rows.Make(
            DraftSchemas.Feasts, readings[0], new Place(source, mention.Span), RowFactory.At(source, name, name, date.Span, name, date.Span, mention.Span, mention.Span), readings: readings[1..]);
    }
}
