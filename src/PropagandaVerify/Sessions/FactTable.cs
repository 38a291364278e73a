using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>Facts in typed columns: a word a value, numbers at the scale of their column and texts by their number.</summary>
internal sealed class FactTable : SessionTable
{
    private readonly FactRelation relation;
    private readonly Cells[] cells;
    private readonly TextNumbers texts;
    private readonly WordPages[] columns;
    private readonly WordPages ids = new();
    private readonly SlotIndex index;
    private readonly FactKind[] kinds;
    private readonly int[] decimals;
    private readonly Dictionary<(int Slot, int Column), CellNumber> large = [];
    private TableChanges? spare;

    public FactTable(FactRelation relation, TextNumbers texts, int number, int tables)
        : base(relation.Schema(), number, tables)
    {
        this.relation = relation;
        this.texts = texts;
        cells = NewCells();
        columns = [.. relation.Columns.Select(_ => new WordPages())];
        index = new SlotIndex(ids, Alive);
        kinds = [.. relation.Columns.Select(c => c.Kind)];
        decimals = [.. relation.Columns.Select(c => c.Decimals)];
    }

    public FactRelation Relation => relation;

    public override long Size => base.Size + columns.Sum(c => c.Size) + ids.Size + index.Size + (80L * large.Count);

    /// <summary>About how many bytes one more row takes.</summary>
    public int RowSize => (8 * columns.Length) + 20 + (12 * Groupings.Count);

    public override Cells[] NewCells() => [.. relation.Columns.Select(Cells (c) => c.Kind switch
    {
        FactKind.Number => new NumberCells(c.Column, '.', relation.Key.Contains(c.Name)),
        FactKind.Date => new DateCells(c.Column),
        _ => new TextCells(c.Column, texts),
    })];

    /// <summary>The slot of an id, -1 where there is none.</summary>
    public int SlotOf(long id) => index.Find(id);

    public long IdOf(int slot) => ids[slot];

    /// <summary>A slot for a new row; -1 where its id has one.</summary>
    public int Take(long id)
    {
        var slot = Next;
        ids.Reach(slot + 1);
        var old = ids[slot];
        ids[slot] = id;
        if (!index.TryAdd(id, slot))
        {
            ids[slot] = old;
            return -1;
        }

        Take();
        foreach (var column in columns)
        {
            column.Reach(Slots);
        }

        return slot;
    }

    /// <summary>Makes room for so many more rows.</summary>
    public void Expect(int rows) => index.Expect(rows);

    /// <summary>Lets a row go.</summary>
    public void Drop(int slot)
    {
        index.Remove(ids[slot]);
        Release(slot);
    }

    /// <summary>Writes the values of a row.</summary>
    public void Write(int slot, TableChanges changes, int change)
    {
        var (block, at) = (changes.BlockOf(change), TableChanges.PlaceOf(change));
        for (var c = 0; c < columns.Length; c++)
        {
            var word = block.WordOf(c, at);
            if (word == Cells.Large)
            {
                large[(slot, c)] = changes.Large[(change, c)];
            }
            else if (large.Count > 0)
            {
                large.Remove((slot, c));
            }

            columns[c][slot] = word;
        }
    }

    /// <summary>Takes a block of new facts as pages of its own, where the table has room for it behind full pages; -1 where it has not, else the first slot.</summary>
    /// <param name="from">The number of its first change.</param>
    /// <param name="refused">The ids that have a slot already, whose facts are left out.</param>
    public int Adopt(TableChanges changes, int from, List<long> refused)
    {
        var block = changes.BlockOf(from);
        if (TableChanges.PlaceOf(from) != 0 || !block.IsPacked || Next != Slots || !ids.IsFull(Slots))
        {
            return -1;
        }

        var first = TakeNew(block.Count);
        ids.Adopt(block.Ids);
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c].Adopt(block.Words[c]);
        }

        for (var i = 0; i < block.Count; i++)
        {
            if (!index.TryAdd(block.IdOf(i), first + i))
            {
                refused.Add(block.IdOf(i));
                Release(first + i);
            }
        }

        foreach (var ((change, column), number) in changes.Large)
        {
            if (change >= from && change < from + block.Count)
            {
                large[(first + change - from, column)] = number;
            }
        }

        return first;
    }

    /// <summary>An empty set of changes.</summary>
    public TableChanges NewChanges() => Interlocked.Exchange(ref spare, null) ?? new TableChanges(this);

    /// <summary>Takes a set of changes back that was written; most sets are small, and follow each other.</summary>
    public void Recycle(TableChanges changes) => Volatile.Write(ref spare, changes.Clear() ? changes : null);

    public override void Load(Batch batch, ReadOnlySpan<int> slots)
    {
        batch.Clear();
        var isRun = slots.Length > 1 && IsRun(slots);
        for (var c = 0; c < columns.Length; c++)
        {
            var column = columns[c];
            var words = batch.Columns[c].Words.AsSpan(0, slots.Length);
            if (isRun)
            {
                column.Read(slots[0], words);
            }
            else
            {
                for (var i = 0; i < slots.Length; i++)
                {
                    words[i] = column[slots[i]];
                }
            }

            for (var i = large.Count == 0 ? -1 : words.IndexOf(Cells.Large); i >= 0 && i < words.Length; i++)
            {
                if (words[i] == Cells.Large)
                {
                    ((NumberCells)batch.Columns[c]).Put(i, large[(slots[i], c)]);
                }
            }
        }

        batch.Add(slots);
    }

    /// <summary>The word of a value; <see cref="Cells.Large"/> where it is in no word.</summary>
    public long WordOf(int slot, int column) => columns[column][slot];

    public override Row RowOf(int slot)
    {
        var values = new Value[columns.Length];
        for (var c = 0; c < values.Length; c++)
        {
            var word = columns[c][slot];
            values[c] = word == Cells.Large ? ((NumberCells)cells[c]).Of(large[(slot, c)].Value) : cells[c].ValueOfWord(word);
        }

        return new Row { Schema = Schema, Identity = IdentityOf(slot), Values = values };
    }

    public override int Compare(int a, int b) => ids[a].CompareTo(ids[b]);

    public override void Path(int slot, List<long> path) => path.Add(ids[slot]);

    /// <summary>A value as a word of its column; says what is wrong with one that does not fit.</summary>
    /// <param name="recent">Texts met lately; null where there are too few to remember any.</param>
    public string? Word(int column, in FactValue value, RecentTexts? recent, out long word, out CellNumber number)
    {
        (word, number) = (Cells.Missing, default);
        var kind = kinds[column];
        if (value.Kind == FactKind.Missing)
        {
            return null;
        }

        if (value.Kind != kind)
        {
            return $"`{relation.Columns[column].Name}` is a column of {Words(kind)}, and this is a {Words(value.Kind).TrimEnd('s')}";
        }

        switch (kind)
        {
            case FactKind.Number:
                return Decimal(column, value.Number, out word, out number);
            case FactKind.Date:
                word = DateCells.WordOf(value.Days);
                return null;
            default:
                word = recent is null ? texts.NumberOf(value.Text!) : recent.NumberOf(value.Text!, texts);
                return null;
        }
    }

    /// <summary>Whether slots follow each other.</summary>
    public static bool IsRun(ReadOnlySpan<int> slots)
    {
        var isRun = slots.Length > 0;
        for (var i = 1; i < slots.Length; i++)
        {
            isRun &= slots[i] - slots[0] == i;
        }

        return isRun;
    }

    private string? Decimal(int column, decimal value, out long word, out CellNumber number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var zeros = decimals[column] - value.Scale;
        number = default;
        if (zeros >= 0 && bits[2] == 0 && bits[1] >= 0)
        {
            var digits = ((long)bits[1] << 32) | unchecked((uint)bits[0]);
            if ((zeros == 0 ? digits <= Cells.Most ? digits : null : zeros <= 18 ? NumberCells.Scaled(digits, zeros) : null) is { } scaled)
            {
                word = bits[3] < 0 ? -scaled : scaled;
                return null;
            }
        }

        return Long(column, value, bits, out word, out number);
    }

    // A number that fits no word, or that is written with more decimals than its column has.
    private string? Long(int column, decimal value, ReadOnlySpan<int> bits, out long word, out CellNumber number)
    {
        var digits = unchecked(new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]));
        var scale = (int)value.Scale;
        for (; scale > decimals[column] && digits % 10 == 0; scale--)
        {
            digits /= 10;
        }

        number = new CellNumber(bits[3] < 0 ? -digits : digits, scale);
        word = Cells.Large;
        if (scale > decimals[column])
        {
            return $"{value.ToString(System.Globalization.CultureInfo.InvariantCulture)} is finer than `{relation.Columns[column].Name}`, which has {decimals[column]} {(decimals[column] == 1 ? "decimal" : "decimals")}";
        }

        if (digits <= Cells.Most && decimals[column] - scale <= 18 && NumberCells.Scaled((long)number.Digits, decimals[column] - scale) is { } scaled)
        {
            word = scaled;
        }

        return null;
    }

    private static string Words(FactKind kind) => kind switch { FactKind.Number => "numbers", FactKind.Date => "dates", _ => "texts" };
}
