using PropagandaVerify.Quantities;

namespace PropagandaVerify.Scans;

/// <summary>The columns of rows that a rule joins one by one, which are there for a database alone: no batch has such rows.</summary>
internal static class JoinedColumns
{
    /// <param name="name">The name of the row, counted from 0.</param>
    public static Vector? Of(Cells cells, int name) => cells switch
    {
        NumberCells { Column.Decimals: > 18 } => null,
        NumberCells { Column: { Decimals: var decimals, Unit: var unit } } => new Numbers(cells, name) { Scale = decimals, Half = decimals > 0 ? 1 : 0, Squared = decimals > 0 ? 1 : 0, Unit = Unit.Of(unit) },
        _ => new Words(cells, name),
    };

    private sealed class Numbers(Cells cells, int name) : NumberVector
    {
        public override long[] Words => [];

        public override Figure? Lowered(Lowering into) => into.Joined(name, cells) as Figure;

        protected override void Compute(Batch batch) => throw new InvalidOperationException("a joined row is in no batch");
    }

    private sealed class Words(Cells cells, int name) : WordVector([])
    {
        public override Word? Lowered(Lowering into) => into.Joined(name, cells) as Word;
    }
}
