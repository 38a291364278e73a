using PropagandaVerify.Datasets;

namespace PropagandaVerify.Scans;

/// <summary>The columns of a table as a database sees them: as terms of a plan, and what a scan of all cells would count of them.</summary>
internal sealed class SieveColumns
{
    private readonly Term?[] terms;
    private readonly HashSet<int> bad;

    private SieveColumns(ScanTable table, SieveTable seen, IReadOnlyList<Cells> cells, HashSet<int> bad)
    {
        (Table, Cells, this.bad) = (seen, cells, bad);
        Figures = [.. table.Columns.Zip(seen.Columns, (c, s) => c.Type != CellType.Number || table.Declaration.Key.Contains(c.Name) ? 0 : s.Type is SieveType.Number or SieveType.Other ? s.Filled : s.Texts.Where(t => !table.Declaration.IsAbsent(t.Text)).Sum(t => t.Count))];
        Absent = seen.Columns.Select((c, i) => (Texts: (IReadOnlyList<string>)[.. c.Texts.Where(t => table.Declaration.IsAbsent(t.Text)).Select(t => t.Text)], i)).Where(a => a.Texts.Count > 0).ToDictionary(a => a.i, a => a.Texts);
        terms = [.. cells.Select((c, i) => bad.Contains(i) ? null : TermOf(c.Column.Type, seen.Columns[i], i, seen.Columns[i].Filled < seen.Rows || Absent.ContainsKey(i)))];
    }

    public SieveTable Table { get; }

    public IReadOnlyList<Cells> Cells { get; }

    /// <summary>Whether some cell does not fit its column, which only a scan of all cells tells with its place.</summary>
    public bool HasBadCells => bad.Count > 0;

    /// <summary>How many cells of each column hold a number that is no part of a key.</summary>
    public IReadOnlyList<long> Figures { get; }

    /// <summary>The texts that stand for no value, by the column that has them.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Absent { get; }

    /// <summary>The columns of a table; null where the database cannot tell what a reader of all cells would make of them. Of a column with bad cells it says nothing.</summary>
    /// <exception cref="TableSurprise">All of its records make other columns than the first of them.</exception>
    public static SieveColumns? Of(ScanTable table, SieveTable seen, IReadOnlyList<Cells> cells)
    {
        // A word that stands for a gap might be a number of the file.
        var mayBeGap = table.Declaration.Missing.Any(m => m.Any(char.IsAsciiDigit));
        if (!seen.Columns.Select(c => c.Name).SequenceEqual(table.Columns.Select(c => c.Name)) || (mayBeGap && seen.Columns.Any(c => c.Type != SieveType.Text)))
        {
            return null;
        }

        var others = Others(table, seen);
        if (table.OtherColumns([.. seen.Columns.Select((c, i) => (others.GetValueOrDefault(i).Profile ?? Profile(table, c)).Column(c.Name))]) is { } surprise)
        {
            // What a scan of all cells made of them stands.
            return table.AreColumnsKnown ? null : throw surprise;
        }

        var bad = table.Columns.Zip(seen.Columns).Index().Where(c => others.TryGetValue(c.Index, out var of) ? of.Held > of.Readable : !IsReadable(table, c.Item.First, c.Item.Second)).Select(c => c.Index).ToHashSet();
        return new SieveColumns(table, seen with { Columns = [.. seen.Columns.Select((c, i) => others.TryGetValue(i, out var of) ? c with { Filled = of.Readable } : c)] }, cells, bad);
    }

    /// <summary>The columns of a table that is held.</summary>
    public static SieveColumns OfHeld(ScanTable table, SieveTable seen, IReadOnlyList<Cells> cells) => new(table, seen, cells, []);

    /// <summary>Whether the database is asked nothing of a column.</summary>
    public bool IsUnasked(int column) => bad.Contains(column) || Table.Columns[column].Type == SieveType.Other;

    public Term? Of(Cells of) => Cells.ToList().IndexOf(of) is >= 0 and var at ? terms[at] : null;

    // What the database is asked nothing of is read cell by cell: how many hold something, and how many of these fit their column.
    private static Dictionary<int, (ColumnProfile Profile, long Held, long Readable)> Others(ScanTable table, SieveTable seen)
    {
        var others = seen.Columns.Index().Where(c => c.Item.Type == SieveType.Other).ToDictionary(c => c.Index, _ => (Profile: new ColumnProfile(table.DecimalMark, table.Declaration), Held: 0L, Readable: 0L));
        if (others.Count == 0)
        {
            return others;
        }

        using var reader = table.Open();
        while (reader.Read())
        {
            foreach (var index in others.Keys)
            {
                var text = reader.Field(index);
                if (!table.Declaration.IsAbsent(text))
                {
                    var (profile, held, readable) = others[index];
                    profile.AddPresent(text);
                    others[index] = (profile, held + 1, readable + (table.Columns[index].Type == CellType.Text || Fits(text, table.Columns[index], table.DecimalMark) ? 1 : 0));
                }
            }
        }

        return others;
    }

    private static ColumnProfile Profile(ScanTable table, SieveColumn column)
    {
        var profile = new ColumnProfile(table.DecimalMark, table.Declaration);
        if (column.Filled > 0 && column.Type == SieveType.Number)
        {
            profile.AddNumber(column.Scale, column.Filled);
        }
        else if (column.Filled > 0 && column.Type == SieveType.Day)
        {
            profile.AddDate("", column.Filled);
        }

        foreach (var text in column.Texts.OrderBy(t => t.First).Where(t => !table.Declaration.IsAbsent(t.Text)))
        {
            profile.AddPresent(text.Text, text.Count);
        }

        return profile;
    }

    // Whether every cell that holds something fits its column.
    private static bool IsReadable(ScanTable table, TableColumn column, SieveColumn seen) => column.Type switch
    {
        _ when seen.Type == SieveType.Text => column.Type == CellType.Text || seen.Texts.All(t => table.Declaration.IsAbsent(t.Text) || (!t.IsWord && Fits(t.Text, column, table.DecimalMark))),
        CellType.Number => seen.Filled == 0 || (seen.Type == SieveType.Number && !(column.IsWhole && seen.Scale > 0)),
        CellType.Date => seen.Filled == 0 || seen.Type == SieveType.Day,
        _ => seen.Type == SieveType.Number,
    };

    private static bool Fits(ReadOnlySpan<char> text, TableColumn column, char decimalMark) =>
        column.Type == CellType.Number ? Cell.Number(text, decimalMark) is { } number && !(column.IsWhole && number.Decimals > 0) : Cell.DateOrYear(text) is not null;

    private static Term? TermOf(CellType type, SieveColumn column, int index, bool hasGaps) => (type, column.Type) switch
    {
        (CellType.Number, SieveType.Number) => Figure.Fitting(new Figure.OfColumn(index, column.Scale, column.Most, column.Least, hasGaps)),
        (CellType.Date, SieveType.Day) => new Word.OfColumn(index, WordKind.Day, hasGaps),
        (CellType.Date, SieveType.Text) when IsOneToOne(column) => new Word.OfColumn(index, WordKind.WrittenDate, hasGaps),
        (CellType.Text, SieveType.Text) => new Word.OfColumn(index, WordKind.Text, hasGaps),
        _ => null,
    };

    // Whether two texts never mean the same date, so that texts are compared instead.
    private static bool IsOneToOne(SieveColumn column)
    {
        var dates = column.Texts.Select(t => Cell.DateOrYear(t.Text)).Where(d => d is not null).ToList();
        return dates.Distinct().Count() == dates.Count;
    }
}
