using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Reports;

/// <summary>Writes relations as tables, as an analyst sees them: exact values, with their intervals where they have a width.</summary>
public sealed class FactsReport(TextWriter output)
{
    private const int WidestCell = 60;

    public void Write(Relation relation)
    {
        output.WriteLine($"{relation.Schema.Name} ({relation.Rows.Count})  {relation.Schema.Meaning}");
        var header = relation.Schema.Columns.Select(c => c.Name).Prepend("at").ToList();
        var cells = relation.Rows.Select(r => r.Values.Select(Shown).Prepend(Place(r)).ToList()).Prepend(header).ToList();
        var widths = Enumerable.Range(0, header.Count).Select(i => cells.Max(row => row[i].Length)).ToList();
        if (relation.Rows.Count > 0)
        {
            foreach (var row in cells)
            {
                output.WriteLine("  " + string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
            }
        }

        output.WriteLine();
    }

    private static string Place(Row row)
    {
        if (row.Place is not { } place)
        {
            return "";
        }

        return $"{place.Where}{(row.Readings.Count > 0 ? $" +{row.Readings.Count} readings" : "")}";
    }

    private static string Shown(Value value)
    {
        var text = value switch
        {
            Value.Text t => t.Content.ReplaceLineEndings(" ").Replace('\t', ' '),
            Value.Number { Quantity: var q } => Number(q),
            Value.Date d => d.Period.ToString(),
            Value.Kind k => k.Name,
            Value.Judgement j => j.IsTrue ? "true" : "false",
            _ => "–",
        };
        return text.Length <= WidestCell ? text : text[..(WidestCell - 1)] + "…";
    }

    private static string Number(Quantity q)
    {
        var text = Plain(q.Value);
        return q.Loose.IsPoint ? text : $"{text} {(q.Loose.LowOpen || q.Loose.Low is null ? ']' : '[')}{Plain(q.Loose.Low)}; {Plain(q.Loose.High)}{(q.Loose.HighOpen || q.Loose.High is null ? '[' : ']')}";
    }

    private static string Plain(Rational? value) => value?.ToString() ?? "∞";
}
