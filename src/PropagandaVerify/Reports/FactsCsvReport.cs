using System.Globalization;
using PropagandaVerify.Facts;

namespace PropagandaVerify.Reports;

/// <summary>
/// Writes one relation as CSV after RFC 4180. A quantity has columns for its value, its unit and the ends of what may be meant. Cells of words that a spreadsheet would take for a formula
/// are kept from it by a leading apostrophe.
/// </summary>
public sealed class FactsCsvReport(TextWriter output)
{
    private static readonly string[] PlaceColumns = ["at.line", "at.column", "at.start", "at.end", "at.text"];

    public void Write(Relation relation)
    {
        WriteLine(relation.Schema.Columns.SelectMany(c => IsQuantity(c) ? [c.Name, $"{c.Name}.unit", $"{c.Name}.low", $"{c.Name}.high"] : new[] { c.Name }).Concat(PlaceColumns));
        foreach (var row in relation.Rows)
        {
            WriteLine(row.Values.SelectMany((v, i) => Cells(relation.Schema.Columns[i], v)).Concat(Place(row)));
        }
    }

    private void WriteLine(IEnumerable<string> cells) => output.Write(CsvLine.Of(cells));

    private static bool IsQuantity(Column column) => column.Type is FactType.Quantity or FactType.Share;

    private static IEnumerable<string> Cells(Column column, Value value) => value switch
    {
        Value.Number { Quantity: var q } when IsQuantity(column) => [PlainValue.Text(q.Value), q.Unit.ToString(), q.Loose.Low is { } low ? PlainValue.Text(low) : "", q.Loose.High is { } high ? PlainValue.Text(high) : ""],
        Value.Date d => [PlainValue.Text(d.Period)],
        Value.Text t => [t.Content],
        Value.Kind k => [k.Name],
        Value.Judgement j => [j.IsTrue ? "true" : "false"],
        _ => IsQuantity(column) ? ["", "", "", ""] : [""],
    };

    private static IEnumerable<string> Place(Row row)
    {
        if (row.Place is not { } place)
        {
            return ["", "", "", "", ""];
        }

        var at = place.Source.PositionOf(place.Span.Start);
        return [Number(at.Line), Number(at.Column), Number(place.Span.Start), Number(place.Span.End), place.Text];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
