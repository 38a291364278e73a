using PropagandaVerify.Extraction;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Tells how the digits of figures are written, for those with a mark or with a scale word of two meanings. To be well written is not to be right, so the ledger takes no note of it.</summary>
/// <param name="figures">The rows of the figures in their order, whose values are shared.</param>
internal sealed class NumeralFacts(Draft draft, RowFactory rows, IReadOnlyList<Row> figures)
{
    private static readonly Value NoMark = new Value.Missing("its digits have no such mark");

    private static readonly Value Few = new Value.Text("few");
    private static readonly Value Three = new Value.Text("three");
    private static readonly Value Many = new Value.Text("many");
    private static readonly Value Space = new Value.Text("space");
    private static readonly Value Dot = new Value.Text("dot");
    private static readonly Value Comma = new Value.Text("comma");
    private static readonly Value Apostrophe = new Value.Text("apostrophe");

    private readonly Source source = draft.Document.Source;

    public Relation Relation() => new(DraftSchemas.Numerals, [.. draft.Figures.Where(f => f.Range is null).Select(Row).OfType<Row>()]);

    private Row? Row(Figure figure)
    {
        var reading = draft.Document.Reading;
        var marks = NumeralMarks.Of(figure, reading.AsSpan()[figure.Span.Start..figure.Span.End]);
        var broken = NumeralMarks.BrokenGroup(reading, figure.Span);
        var isAmbiguous = figure.Alternatives is [{ Scale: var other }, ..] && other != figure.Scale;
        if (marks is { Grouping: null, Decimal: null } && broken is null && !isAmbiguous)
        {
            return null;
        }

        var span = figure.Span with { Start = broken ?? figure.Span.Start };
        var own = figures[figure.Index].Values;
        Value[] values =
        [
            own[DraftFacts.FigureNumber], own[DraftFacts.FigureUnit], DraftFacts.MeasureOf(figure), Name(broken is null ? marks.Grouping : ' '), Name(marks.Decimal),
            marks.Decimal is null ? NoMark : marks.Decimals switch { < 3 => Few, 3 => Three, _ => Many }, Value.Of(marks.Decimal is not null && figure.Value % figure.Scale == 0),
            Value.Of(!marks.IsLone || figure.Alternatives.Count == 0), Value.Of(broken is not null), Value.Of(figure.Scale > 1), Value.Of(isAmbiguous), new Value.Text(source.WordsOf(span)),
        ];
        return rows.Make(DraftSchemas.Numerals, values, new Place(source, span));
    }

    private static Value Name(char? mark) => mark switch
    {
        ' ' => Space,
        '.' => Dot,
        ',' => Comma,
        '\'' => Apostrophe,
        _ => NoMark,
    };
}
