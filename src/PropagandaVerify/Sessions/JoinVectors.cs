using PropagandaVerify.Datasets;
using PropagandaVerify.Quantities;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>Which group the key of each row leads to, as the rows themselves know it.</summary>
/// <param name="inner">The groups.</param>
/// <param name="outer">The rows by the key that they look up; both number keys alike.</param>
internal sealed class KnownGroupRows(MemberGrouping inner, MemberGrouping outer) : GroupRows(inner, [])
{
    protected override void Compute(Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var group = outer.GroupOf(batch.NumberOf(i));
            Groups[i] = group != KeyNumbers.None && inner.RowsOf(group) > 0 ? group : KeyNumbers.None;
        }
    }
}

/// <summary>Whether the key of each row leads to one row; which of several are joined, only the rule itself can tell.</summary>
internal sealed class OneRowVector(GroupRows rows) : TruthVector
{
    protected override void Compute(Batch batch)
    {
        rows.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var group = rows.Groups[i];
            Truths[i] = group == KeyNumbers.None ? Truth.No : rows.Grouping.RowsOf(group) == 1 ? Truth.Yes : Truth.Open;
        }
    }
}

/// <summary>The numbers that the one joined row has in a column.</summary>
internal sealed class JoinedNumberVector(GroupRows rows, FactTable table, int column) : NumberVector
{
    public override long[] Words { get; } = new long[Batch.Size];

    public static JoinedNumberVector? Of(GroupRows rows, FactTable table, int column, TableColumn type) =>
        type.Decimals > 18 ? null : new JoinedNumberVector(rows, table, column) { Scale = type.Decimals, Half = type.Decimals > 0 ? 1 : 0, Squared = type.Decimals > 0 ? 1 : 0, Unit = Unit.Of(type.Unit) };

    protected override void Compute(Batch batch) => Joined.Words(rows, table, column, batch, Words);
}

/// <summary>The texts or dates that the one joined row has in a column.</summary>
internal sealed class JoinedWordVector(GroupRows rows, FactTable table, int column) : WordVector(new long[Batch.Size])
{
    protected override void Compute(Batch batch) => Joined.Words(rows, table, column, batch, Words);
}

/// <summary>Reads the words of joined rows.</summary>
internal static class Joined
{
    public static void Words(GroupRows rows, FactTable table, int column, Batch batch, long[] into)
    {
        rows.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var group = rows.Groups[i];
            // What several rows have decides nothing.
            into[i] = group == KeyNumbers.None || rows.Grouping.RowsOf(group) != 1 ? Cells.Missing : table.WordOf(rows.Grouping.FirstOf(group), column);
        }
    }
}
