namespace PropagandaVerify.Datasets;

/// <summary>Keeps rows outside of memory, so that those which a rule brings together can be had at a time. The caller lends it, since the library writes no files.</summary>
/// <remarks>What goes wrong with it is an <see cref="IOException"/>.</remarks>
public abstract class RowStore : IDisposable
{
    /// <summary>How many rows of one table are to be held at a time.</summary>
    public abstract int RowsAtATime { get; }

    /// <summary>Begins a table of rows that have so many texts each.</summary>
    public abstract StoredRows Begin(int columns);

    public abstract void Dispose();
}

/// <summary>Rows of a store; first all are added, then they are read.</summary>
public abstract class StoredRows
{
    /// <summary>Adds a row to one of the buckets.</summary>
    /// <param name="bucket">The bucket, from 0.</param>
    /// <param name="number">The number of the row in its table.</param>
    /// <param name="texts">Its texts as they stand in the file.</param>
    public abstract void Add(int bucket, int number, IReadOnlyList<string> texts);

    /// <summary>Tells that no more rows come.</summary>
    public abstract void End();

    /// <summary>The rows of a bucket in the order of their numbers.</summary>
    public abstract IEnumerable<(int Number, string[] Texts)> Of(int bucket);
}
