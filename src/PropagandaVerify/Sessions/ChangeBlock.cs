namespace PropagandaVerify.Sessions;

/// <summary>Room in which changes are written, column by column.</summary>
/// <param name="columns">How many columns the relation has.</param>
/// <param name="room">How many changes there is room for.</param>
internal sealed class ChangeRows(int columns, int room)
{
    private long[] ids = new long[room];
    private ChangeKind[] kinds = new ChangeKind[room];

    public long[] Ids => ids;

    public ChangeKind[] Kinds => kinds;

    /// <summary>The words of the values of each column.</summary>
    public long[][] Words { get; } = [.. Enumerable.Range(0, columns).Select(_ => new long[room])];

    public int Room => ids.Length;

    /// <summary>Makes room for so many changes.</summary>
    public void Grow(int room)
    {
        Array.Resize(ref ids, room);
        Array.Resize(ref kinds, room);
        for (var c = 0; c < columns; c++)
        {
            Array.Resize(ref Words[c], room);
        }
    }
}

/// <summary>Some changes of one relation. Once it is full of new facts it keeps them as pages, which a table may take as they are, and gives its room to the next.</summary>
internal sealed class ChangeBlock(ChangeRows rows)
{
    /// <summary>How many changes it holds at most.</summary>
    public const int Size = WordPage.Size;

    private WordPage ids;
    private WordPage[] words = [];
    private ChangeRows? rows = rows;

    /// <summary>Where its changes are written, until it is packed.</summary>
    public ChangeRows Rows => rows ?? throw new InvalidOperationException("a packed block takes no more changes");

    public bool IsPacked => rows is null;

    public int Count { get; set; }

    /// <summary>How many of them are new facts.</summary>
    public int Inserted { get; set; }

    /// <summary>The page of the ids of a packed block.</summary>
    public WordPage Ids => ids;

    /// <summary>The pages of the columns of a packed block.</summary>
    public IReadOnlyList<WordPage> Words => words;

    public long IdOf(int at) => rows is null ? ids[at] : rows.Ids[at];

    public ChangeKind KindOf(int at) => rows is null ? ChangeKind.Insert : rows.Kinds[at];

    public long WordOf(int column, int at) => rows is null ? words[column][at] : rows.Words[column][at];

    /// <summary>Keeps what was written as pages, where it is full of new facts, and gives the room in which it was written; null where it cannot.</summary>
    public ChangeRows? Pack()
    {
        if (rows is not { Room: Size } written || Inserted != Size)
        {
            return null;
        }

        ids = WordPage.Of(written.Ids);
        words = [.. written.Words.Select(w => WordPage.Of(w))];
        rows = null;
        return written;
    }
}
