using PropagandaVerify.Extraction;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Tells how the digits of figures are written, for those with a mark or with a scale word of two meanings.</summary>
internal sealed class NumeralFacts(Draft draft, RowFactory rows, IReadOnlyList<int> ledger)
{
    private static readonly Value NoMark = new Value.Missing("its digits have no such mark");

    private readonly Source source = draft.Document.Source;

    public Relation Relation() => new(DraftSchemas.Numerals, [.. draft.Figures.Where(f => f.Range is null).Select(Row).OfType<Row>()]);

    private Row? Row(Figure figure)
    {
        var reading = draft.Document.Reading;
        var marks = NumeralMarks.Of(figure, reading.AsSpan()[figure.Span.Start..figure.Span.End]);
        var broken = NumeralMarks.BrokenGroup(reading, figure.Span);
        var isAmbiguous = figure.Alternatives.Any(a => a.Scale != figure.Scale);
        if (marks is { Grouping: null, Decimal: null } && broken is null && !isAmbiguous)
        {
            return null;
        }

        var span = figure.Span with { Start = broken ?? figure.Span.Start };
        Value[] values =
        [
            new Value.Number(figure.Quantity()), new Value.Text(figure.Unit ?? ""), DraftFacts.MeasureOf(figure), Name(broken is null ? marks.Grouping : ' '), Name(marks.Decimal),
            marks.Decimal is null ? NoMark : new Value.Text(marks.Decimals switch { < 3 => "few", 3 => "three", _ => "many" }), Value.Of(marks.Decimal is not null && figure.Value % figure.Scale == 0),
            Value.Of(!marks.IsLone || figure.Alternatives.Count == 0), Value.Of(broken is not null), Value.Of(figure.Scale > 1), Value.Of(isAmbiguous), new Value.Text(source.TextOf(span)),
        ];
        return rows.Make(DraftSchemas.Numerals, values, new Place(source, span), figures: [ledger[figure.Index], .. Enumerable.Repeat(Facts.Row.NoFigure, values.Length - 1)]);
    }

    private static Value Name(char? mark) => mark switch
    {
        ' ' => new Value.Text("space"),
        '.' => new Value.Text("dot"),
        ',' => new Value.Text("comma"),
        '\'' => new Value.Text("apostrophe"),
        _ => NoMark,
    };
}
