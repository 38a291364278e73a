using PropagandaVerify.Datasets;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns a table into a relation: one row a record, values as written with the precision of their column.</summary>
internal static class TableFacts
{
    public static Schema SchemaOf(Table table) => new(
        table.Declaration.Name, $"The rows of {table.Declaration.Path}.",
        [.. table.Columns.Select(c => new Column(c.Name, TypeOf(c.Type), c.Obstacle is null ? $"column of {table.Declaration.Path}" : $"text, because one cell holds `{c.Obstacle}`") { Unit = c.Unit is null ? null : Unit.Of(c.Unit) })], isOfDraft: false) { Key = table.Declaration.Key };

    /// <returns>The relation, the ledger's numbers of its figures, and the cells that could not be read.</returns>
    public static (Relation Relation, IReadOnlyList<int> Figures, IReadOnlyList<Diagnostic> Diagnostics) Of(Table table, Schema schema, RowFactory factory)
    {
        var figures = new List<int>();
        var diagnostics = new List<Diagnostic>();
        var rows = new List<Row>(table.Records.Count);
        foreach (var record in table.Records)
        {
            var values = new Value[table.Columns.Count];
            var places = new Place?[values.Length];
            var numbers = new int[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                var column = table.Columns[i];
                places[i] = new Place(table.Source, record.Spans[i]);
                values[i] = Read(table, record.Fields[i], column, record.Spans[i], diagnostics);
                numbers[i] = Row.NoFigure;
                if (values[i] is Value.Number number && table.Declaration.Key.Contains(column.Name))
                {
                    values[i] = new Value.Number(number.Quantity with { IsLabel = true });
                }
                else if (values[i] is Value.Number)
                {
                    numbers[i] = factory.Ledger.Add(places[i]);
                    figures.Add(numbers[i]);
                }
            }

            rows.Add(factory.Make(schema, values, new Place(table.Source, record.Span), places, numbers));
        }

        return (new Relation(schema, rows), figures, diagnostics);
    }

    private static FactType TypeOf(CellType type) => type switch
    {
        CellType.Number => FactType.Quantity,
        CellType.Date => FactType.Date,
        _ => FactType.Text,
    };

    private static Value Read(Table table, string text, TableColumn column, TextSpan span, List<Diagnostic> diagnostics)
    {
        if (ValueOf(text, column, table.Declaration, table.DecimalMark) is { } value)
        {
            return value;
        }

        diagnostics.Add(Unreadable(text, column, table.DecimalMark).At(table.Source, span));
        return new Value.Missing($"the cell `{column.Name}` is no {Wanted(column)}");
    }

    /// <summary>The value of a cell; null where it does not fit its column.</summary>
    public static Value? ValueOf(string text, TableColumn column, DatasetDeclaration declaration, char decimalMark) =>
        declaration.IsAbsent(text) ? new Value.Missing($"the cell `{column.Name}` is empty") : column.Type switch
        {
            CellType.Number => Cell.Number(text, decimalMark) is { } number && !(column.IsWhole && number.Decimals > 0) ? new Value.Number(Quantity(number.Value, column)) : null,
            CellType.Date => Cell.DateOrYear(text) is { } period ? new Value.Date(period) : null,
            _ => new Value.Text(text),
        };

    /// <summary>What a cell of a column should be.</summary>
    public static string Wanted(TableColumn column) => column.Type == CellType.Number ? column.IsWhole ? "whole number" : "number" : "date";

    /// <summary>What is said of a cell that does not fit its column.</summary>
    public static CellTrouble Unreadable(string text, TableColumn column, char decimalMark) => new(
        "T003", $"`{text}` in column `{column.Name}` is no {Wanted(column)}{(column.Type == CellType.Date ? " (2020-10-26)" : column.IsWhole ? "" : $" (decimal mark `{decimalMark}`)")}",
        column.Type == CellType.Number && Cell.Number(text, decimalMark == '.' ? ',' : '.') is not null ? $"take out marks of thousands; where it is the mark of decimals, declare the dataset with `decimal: '{(decimalMark == '.' ? ',' : '.')}'`" : "correct the cell, leave it empty, or declare the column as text");

    /// <summary>A number of a column. Whole numbers are exact; decimals are rounded at the finest place of their column.</summary>
    public static Quantity Quantity(Rational value, TableColumn column)
    {
        var unit = Unit.Of(column.Unit);
        if (column.Decimals == 0)
        {
            return Quantities.Quantity.Exact(value, unit);
        }

        var place = Rational.Ten(-column.Decimals);
        return Quantities.Quantity.Written(value, place, place, unit) with { Origin = WidthOrigin.FinestPlace };
    }
}
