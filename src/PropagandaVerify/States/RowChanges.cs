namespace PropagandaVerify.States;

/// <summary>Gathers how the rows of a dataset differ: what is counted, the first of what is listed, and which rows of the state now are new or differ.</summary>
/// <param name="by">The columns that name a row.</param>
/// <param name="compared">The others that are compared.</param>
/// <param name="mostListed">How many rows and cells each list holds at most.</param>
internal sealed class RowChanges(IReadOnlyList<string> by, IReadOnlyList<string> compared, int mostListed)
{
    private readonly FirstRows<string> added = new(mostListed);
    private readonly FirstRows<string> removed = new(mostListed);
    private readonly FirstRows<CellChange>[] cells = [.. compared.Select(_ => new FirstRows<CellChange>(mostListed))];
    private readonly int[] counts = new int[compared.Count];

    public int AddedCount { get; private set; }

    public int RemovedCount { get; private set; }

    public int ChangedCount { get; private set; }

    public RowNumbers Touched { get; } = new();

    public IReadOnlyList<string> Added => added.InOrder();

    public IReadOnlyList<string> Removed => removed.InOrder();

    public IReadOnlyList<ColumnChange> Columns => [.. compared.Index().Where(c => counts[c.Index] > 0).Select(c => new ColumnChange(c.Item, counts[c.Index], cells[c.Index].InOrder()))];

    /// <summary>A row of the state now that the former one lacks.</summary>
    public void Add(int number, ReadOnlySpan<char> name)
    {
        AddedCount++;
        Touched.Add(number);
        if (added.Takes(number))
        {
            added.Add(number, Told(name));
        }
    }

    /// <summary>A row of the former state that is gone.</summary>
    public void Remove(int number, ReadOnlySpan<char> name)
    {
        RemovedCount++;
        if (removed.Takes(number))
        {
            removed.Add(number, Told(name));
        }
    }

    /// <summary>A row that is there in both states.</summary>
    /// <param name="number">Its number now.</param>
    public void Pair(int number, ReadOnlySpan<char> name, ReadOnlySpan<char> before, ReadOnlySpan<char> now)
    {
        if (before.SequenceEqual(now))
        {
            return;
        }

        ChangedCount++;
        Touched.Add(number);
        for (var i = 0; i < counts.Length; i++)
        {
            var then = PackedCells.Take(ref before);
            var value = PackedCells.Take(ref now);
            if (then.SequenceEqual(value))
            {
                continue;
            }

            counts[i]++;
            if (cells[i].Takes(number))
            {
                cells[i].Add(number, new CellChange(Told(name), then.ToString(), value.ToString()));
            }
        }
    }

    private string Told(ReadOnlySpan<char> name)
    {
        var told = new System.Text.StringBuilder();
        foreach (var column in by)
        {
            told.Append(told.Length > 0 ? ", " : "").Append(column).Append('=').Append(PackedCells.Take(ref name));
        }

        return told.ToString();
    }
}
