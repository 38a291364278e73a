using PropagandaVerify.Datasets;

namespace PropagandaVerify.Scans;

/// <summary>Records that wait until all tables have been read, since what a rule says of them depends on groups: the words of the columns that the rule reads, nothing else.</summary>
internal sealed class Pending(Batch batch, IReadOnlyList<int> columns)
{
    private const int ChunkSize = 1 << 14;

    private readonly List<long[]> chunks = [];
    private readonly List<int[]> numbers = [];
    private readonly Dictionary<(int Record, int Column), CellNumber> large = [];

    public int Count { get; private set; }

    /// <summary>About how many bytes they take.</summary>
    public long Size => chunks.Count * ChunkSize * ((8L * columns.Count) + 4);

    public void Add(int index)
    {
        var at = Count % ChunkSize;
        if (at == 0)
        {
            chunks.Add(new long[ChunkSize * columns.Count]);
            numbers.Add(new int[ChunkSize]);
        }

        numbers[^1][at] = batch.NumberOf(index);
        for (var c = 0; c < columns.Count; c++)
        {
            var cells = batch.Columns[columns[c]];
            chunks[^1][(at * columns.Count) + c] = cells.Words[index];
            if (cells.Words[index] == Cells.Large)
            {
                large[(Count, c)] = ((NumberCells)cells).LargeOf(index);
            }
        }

        Count++;
    }

    /// <summary>Puts the records back into the batch, as many as it takes at a time; each time <paramref name="take"/> is told.</summary>
    public void Replay(Action take)
    {
        batch.Clear();
        foreach (var cells in batch.Columns)
        {
            Array.Fill(cells.Words, Cells.Missing);
        }

        for (var record = 0; record < Count; record++)
        {
            var (chunk, at) = (record / ChunkSize, record % ChunkSize);
            for (var c = 0; c < columns.Count; c++)
            {
                var cells = batch.Columns[columns[c]];
                cells.Words[batch.Count] = chunks[chunk][(at * columns.Count) + c];
                if (cells.Words[batch.Count] == Cells.Large)
                {
                    ((NumberCells)cells).Put(batch.Count, large[(record, c)]);
                }
            }

            batch.Add(numbers[chunk][at]);
            if (batch.IsFull)
            {
                take();
                batch.Clear();
            }
        }

        take();
        batch.Clear();
    }
}
