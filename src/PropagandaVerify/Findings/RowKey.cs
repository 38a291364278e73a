using PropagandaVerify.Engine;
using PropagandaVerify.Facts;

namespace PropagandaVerify.Findings;

/// <summary>The row of a dataset that a finding is about, by what names it.</summary>
/// <param name="Dataset">The relation.</param>
/// <param name="Columns">The columns of its key and their values, numbers and days as other programs read them.</param>
public sealed record RowKey(string Dataset, IReadOnlyList<(string Column, string Value)> Columns)
{
    /// <summary>In one line: <c>date=2020-03-01; region=North</c>.</summary>
    public override string ToString() => string.Join("; ", Columns.Select(c => $"{c.Column}={c.Value}"));

    /// <summary>What a short form matches its rows by, else the key that the declaration of the first dataset gives; null where neither is known.</summary>
    internal static RowKey? Of(Outcome outcome)
    {
        var rows = outcome.Rule.Rule.KeyColumns.Where(c => outcome.Rule.Names.TryGetValue(c.Owner.Text, out var n) && !n.IsGroup).Select(c => (Row: outcome.Frame.Rows[outcome.Rule.Names[c.Owner.Text].Slot], c.Path)).ToList();
        if (rows.Count > 0)
        {
            return new RowKey(DatasetOf(rows[0].Row), [.. rows.Select(r => (r.Path, ValueOf(r.Row, r.Path)))]);
        }

        return outcome.Frame.Rows.FirstOrDefault(r => r.Schema.Key.Count > 0) is { } first ? new RowKey(first.Schema.Name, [.. first.Schema.Key.Select(k => (k, ValueOf(first, k)))]) : null;
    }

    // A row that a short form derives for itself is named by the table that it was made of.
    private static string DatasetOf(Row row) => row.Values.OfType<Value.RowRef>().FirstOrDefault()?.Row.Schema.Name ?? row.Schema.Name;

    private static string ValueOf(Row row, string column) => row.Schema.IndexOf(column) is >= 0 and var at ? PlainValue.Text(row.Values[at]) : "";
}
