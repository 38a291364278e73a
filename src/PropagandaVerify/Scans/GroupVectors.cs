namespace PropagandaVerify.Scans;

/// <summary>Which group of a grouping the rows before it lead to, record by record.</summary>
internal class GroupRows(Grouping grouping, IReadOnlyList<RowKey> outer) : Vector
{
    public Grouping Grouping => grouping;

    /// <summary>What the rows give for each part of the key.</summary>
    public IReadOnlyList<RowKey> Outer => outer;

    /// <summary>The numbers of the groups; <see cref="KeyNumbers.None"/> where the group is empty.</summary>
    public int[] Groups { get; } = new int[Batch.Size];

    protected override void Compute(Batch batch)
    {
        foreach (var part in outer)
        {
            part.Update(batch);
        }

        Span<int> key = stackalloc int[outer.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            for (var p = 0; p < key.Length; p++)
            {
                key[p] = outer[p].Numbers[i];
            }

            Groups[i] = grouping.Find(key);
        }
    }
}

/// <summary>A number that an aggregate gives over the group of each record.</summary>
/// <param name="of">What gathers it; null for the number of rows.</param>
/// <param name="word">The word for a group that has rows.</param>
/// <param name="half">Half units to either side, given the number of rows; null where <see cref="NumberVector.Half"/> says it of all.</param>
/// <param name="empty">The word for an empty group.</param>
internal sealed class AggregateVector(GroupRows rows, Accumulator? of, Func<int, long> word, Func<int, long>? half, long empty) : NumberVector
{
    public override long[] Words { get; } = new long[Batch.Size];

    public override long[]? Halves { get; } = half is null ? null : new long[Batch.Size];

    /// <summary>Whether it has as many terms as the group has rows.</summary>
    public bool IsRepeated { get; init; }

    public override long[]? Times => IsRepeated ? times ??= new long[Batch.Size] : null;

    private long[]? times;

    public override Figure? Lowered(Lowering into) => into.Aggregate(rows, of) is not Figure figure ? null
        : of is null || empty == Cells.Missing ? figure
        : new Figure.OrElse(figure, into.LookupOf(rows)!.Value, new Figure.Constant(empty, Scale));

    // As many times that of a term as there are rows; only sums have one of each record.
    public override Figure? LoweredWidth(Lowering into) => Halves is null ? base.LoweredWidth(into) : Figure.Multiplied(into.Aggregate(rows, null) as Figure, ((SumAccumulator)of!).Term.LoweredWidth(into));

    protected override void Compute(Batch batch)
    {
        rows.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var group = rows.Groups[i];
            Words[i] = group == KeyNumbers.None ? empty : word(group);
            if (Halves is not null)
            {
                Halves[i] = group == KeyNumbers.None ? 0 : half!(group);
            }

            if (Times is not null)
            {
                Times[i] = group == KeyNumbers.None ? 0 : rows.Grouping.RowsOf(group);
            }
        }
    }
}

/// <summary>The text or date of the first row of the group of each record.</summary>
internal sealed class FirstWordVector(GroupRows rows, FirstAccumulator first) : WordVector(new long[Batch.Size])
{
    public override Word? Lowered(Lowering into) => into.Aggregate(rows, first) as Word;

    protected override void Compute(Batch batch)
    {
        rows.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            Words[i] = rows.Groups[i] is KeyNumbers.None ? Cells.Missing : first.WordOf(rows.Groups[i]);
        }
    }
}

/// <summary>Whether the group of each record has rows.</summary>
internal sealed class GroupExistsVector(GroupRows rows) : TruthVector
{
    public override Condition Condition(Lowering into) => into.LookupOf(rows) is { } lookup ? new Condition.HasRows(lookup) : Scans.Condition.Open;

    protected override void Compute(Batch batch)
    {
        rows.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            Truths[i] = rows.Groups[i] == KeyNumbers.None ? Truth.No : Truth.Yes;
        }
    }
}

/// <summary>Whether each record is the first of its group.</summary>
internal sealed class FirstRowVector(GroupRows rows) : TruthVector
{
    public override Condition Condition(Lowering into) => into.FirstRow(rows) is var (lookup, aggregate) ? new Condition.IsFirst(lookup, aggregate) : Scans.Condition.Open;

    protected override void Compute(Batch batch)
    {
        rows.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            Truths[i] = rows.Groups[i] is KeyNumbers.None ? Truth.Missing : rows.Grouping.FirstOf(rows.Groups[i]) == batch.NumberOf(i) ? Truth.Yes : Truth.No;
        }
    }
}
