using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns the tables of a draft into rows: one for each table, one for each cell.</summary>
internal sealed class CellFacts(Draft draft, RowFactory rows, IReadOnlyList<int> ledger)
{
    private const int No = Row.NoFigure;
    private readonly Source source = draft.Document.Source;

    public IEnumerable<Relation> Relations() =>
    [
        new Relation(DraftSchemas.Tables, [.. draft.Tables.Select(Table)]),
        new Relation(DraftSchemas.Cells, [.. draft.Tables.SelectMany(t => t.Cells.Select(c => Cell(t, c)))]),
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

    private Row Cell(TableMention table, CellMention cell)
    {
        var heads = cell.ColumnLabels;
        Value[] Values(Figure? figure) =>
        [
            Id(table), Number(cell.Row), Number(cell.Column), Value.Of(cell.RowLabel is { } label ? Words(label) : null, "the row has no label"),
            Value.Of(heads.Count > 0 ? string.Join(' ', heads.Select(Words)) : null, "the column has no head"),
            figure is null ? new Value.Missing(Gap(cell)) : new Value.Number(figure.Read(cell.FinestPlace)),
            figure is null ? new Value.Missing("the cell holds no single figure") : new Value.Text(figure.Unit ?? ""), Value.Of(cell.IsTotal), Value.Of(cell.IsAdditive),
            cell.AddsTo is { } total ? Number(total) : new Value.Missing("no total is known to sum its row"),
        ];

        // Where it stands in the table is told by its labels: nothing but its value stands in the cell, so that a correction there changes nothing else.
        var none = new TextSpan(cell.Span.Start, cell.Span.Start);
        var row = cell.RowLabel ?? none;
        TextSpan? head = heads.Count > 0 ? heads[^1] : null;
        return rows.Make(
            DraftSchemas.Cells, Values(cell.Figure), new Place(source, cell.Span),
            RowFactory.At(source, null, row, head ?? none, cell.RowLabel, head, cell.Span, cell.Span, null, null, row),
            [No, No, No, No, No, cell.Figure is null ? No : ledger[cell.Figure.Index], No, No, No, No],
            cell.Figure is { Alternatives.Count: > 0 } several ? [.. several.OtherReadings.Select(Values)] : []);
    }

    private string Gap(CellMention cell) =>
        $"the cell « {(cell.RowLabel is { } row ? Words(row) : $"row {cell.Row}")} / {(cell.ColumnLabels.Count > 0 ? Words(cell.ColumnLabels[^1]) : $"column {cell.Column}")} » holds no single figure";

    // Without the marks of Markdown, which the reading text masks.
    private string Words(TextSpan span) => draft.Document.Reading[span.Start..span.End].Replace("\u2060", "", StringComparison.Ordinal);

    private static Value.Text Id(TableMention table) => new($"table {table.Index + 1}");

    private static Value.Number Number(int number) => new(Quantity.Exact(number));
}
