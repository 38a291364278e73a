using PropagandaVerify.Extraction;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns the tables of a draft into rows: one for each table, one for each cell, one for each place of a ranking.</summary>
internal sealed class CellFacts(Draft draft, RowFactory rows, FigureValues figures, IReadOnlyList<int> ledger)
{
    private const int No = Row.NoFigure;
    private static readonly Value NoLabel = new Value.Missing("the row has no label");
    private static readonly Value NoHead = new Value.Missing("the column has no head");
    private static readonly Value NoFigure = new Value.Missing("the cell holds no single figure");
    private static readonly Value NoRanked = new Value.Missing("the table does not tell by what it ranks");
    private static readonly Value NoTotal = new Value.Missing("no total is known to sum its row");
    private readonly Source source = draft.Document.Source;

    public IEnumerable<Relation> Relations() =>
    [
        new Relation(DraftSchemas.Tables, [.. draft.Tables.Select(Table)]),
        new Relation(DraftSchemas.Cells, [.. draft.Tables.SelectMany(Cells)]),
        new Relation(DraftSchemas.Standings, [.. draft.Tables.SelectMany(t => t.Standings.Select(s => Standing(t, s)))]),
    ];

    private Row Table(TableMention table)
    {
        Value[] values =
        [
            Id(table), Value.Of(table.Caption is { } caption ? Words(caption) : null, "nothing above the table names it"),
            Number(table.Rows), Number(table.Columns), Value.Of(table.HasTotal), Number(table.AdditiveColumns),
        ];
        return rows.Make(DraftSchemas.Tables, values, new Place(source, table.Span), RowFactory.At(source, null, table.Caption, null, null, null, null));
    }

    // What the cells of a table share is made once: its number, the head of a column, the label and the number of a row.
    private IEnumerable<Row> Cells(TableMention table)
    {
        var id = Id(table);
        var heads = new Dictionary<int, (Value Number, Value Words)>();
        var (row, number, label) = (0, NoHead, NoHead);
        foreach (var cell in table.Cells)
        {
            if (cell.Row != row)
            {
                (row, number, label) = (cell.Row, Number(cell.Row), cell.RowLabel is { } words ? new Value.Text(Words(words)) : NoLabel);
            }

            if (!heads.TryGetValue(cell.Column, out var head))
            {
                heads.Add(cell.Column, head = (Number(cell.Column), cell.ColumnLabels.Count > 0 ? new Value.Text(string.Join(' ', cell.ColumnLabels.Select(Words))) : NoHead));
            }

            yield return Cell(cell, id, number, label, head);
        }
    }

    private Row Cell(CellMention cell, Value id, Value number, Value label, (Value Number, Value Words) column)
    {
        var heads = cell.ColumnLabels;
        Value[] Values(Figure? figure) =>
        [
            id, number, column.Number, label, column.Words,
            figure is null ? new Value.Missing(Gap(cell)) : figures.Of(figure, cell.FinestPlace),
            figure is null ? NoFigure : new Value.Text(figure.Unit ?? ""), Value.Of(cell.IsTotal), Value.Of(cell.IsAdditive), Value.Of(cell.IsChange), Value.Of(cell.IsShare),
            cell.AddsTo is { } total ? Number(total) : NoTotal,
        ];

        // Where it stands in the table is told by its labels: nothing but its value stands in the cell, so that a correction there changes nothing else.
        var none = new TextSpan(cell.Span.Start, cell.Span.Start);
        var row = cell.RowLabel ?? none;
        TextSpan? head = heads.Count > 0 ? heads[^1] : null;
        return rows.Make(
            DraftSchemas.Cells, Values(cell.Figure), new Place(source, cell.Span),
            RowFactory.At(source, null, row, head ?? none, cell.RowLabel, head, cell.Span, cell.Span, null, null, null, null, row),
            [No, No, No, No, No, cell.Figure is null ? No : ledger[cell.Figure.Index], No, No, No, No, No, No],
            cell.Figure is { Alternatives.Count: > 0 } several ? [.. several.OtherReadings.Select(Values)] : []);
    }

    private Row Standing(TableMention table, StandingMention standing)
    {
        Value[] Values(Figure? figure) =>
        [
            Id(table), Number(standing.Row), Number(standing.Place),
            figure is null ? NoRanked : figures.Of(figure), figure is null ? NoRanked : new Value.Text(figure.Unit ?? ""),
        ];
        var none = new TextSpan(standing.Span.Start, standing.Span.Start);
        return rows.Make(
            DraftSchemas.Standings, Values(standing.Figure), new Place(source, standing.Span),
            RowFactory.At(source, null, none, standing.Span, standing.Figure?.Span ?? none, none),
            [No, No, No, standing.Figure is null ? No : ledger[standing.Figure.Index], No],
            standing.Figure is { Alternatives.Count: > 0 } several ? [.. several.OtherReadings.Select(Values)] : []);
    }

    private string Gap(CellMention cell) =>
        $"the cell « {(cell.RowLabel is { } row ? Words(row) : $"row {cell.Row}")} / {(cell.ColumnLabels.Count > 0 ? Words(cell.ColumnLabels[^1]) : $"column {cell.Column}")} » holds no single figure";

    // Without the marks of Markdown, which the reading text masks.
    private string Words(TextSpan span) => draft.Document.Reading[span.Start..span.End].Replace("\u2060", "", StringComparison.Ordinal);

    private static Value.Text Id(TableMention table) => new($"table {table.Index + 1}");

    private static Value.Number Number(int number) => Value.Whole(number);
}
