using System.Text;
using PropagandaVerify.Datasets;
using PropagandaVerify.Text;
using Sylvan.Data.Csv;

namespace PropagandaVerify.Scans;

/// <summary>Reads a table once, batch by batch, and tells whatever is wrong with single records and cells.</summary>
internal sealed class TableScan
{
    private const int MostTold = 100;

    private readonly ScanTable table;
    private readonly Cells[] cells;
    private readonly ColumnProfile[] profiles;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly bool[] isKey;
    private readonly long[] figures;
    private readonly bool hasMissing;
    private readonly KeyCheck? keys;
    private long untold;
    private (IReadOnlyList<int> Columns, Func<IEnumerable<SievedRow>> Rows)? found;
    private Func<IEnumerable<SievedRow>>? marked;

    public TableScan(ScanTable table, TextNumbers texts, IReadOnlySet<string> read)
    {
        this.table = table;
        cells = [.. table.Columns.Select(c => Of(c, texts, read.Contains(c.Name) || table.Declaration.Key.Contains(c.Name)))];
        profiles = [.. table.Columns.Select(_ => new ColumnProfile(table.DecimalMark, table.Declaration))];
        Batch = new Batch(table.Schema, cells);
        hasMissing = table.Declaration.Missing.Count > 0;
        figures = new long[cells.Length];
        isKey = [.. table.Columns.Select(c => table.Declaration.Key.Contains(c.Name))];
        keys = KeyCheck.Of(table, cells);
    }

    public ScanTable Origin => table;

    public Batch Batch { get; }

    /// <summary>How many records were read.</summary>
    public int Rows { get; private set; }

    /// <summary>How many cells of each column hold a number that is no part of a key.</summary>
    public IReadOnlyList<long> Figures => figures;

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>Takes instead of all rows those that a database found.</summary>
    /// <param name="read">The columns that they have.</param>
    public void Narrow(SieveColumns columns, IReadOnlyList<int> read, Func<IEnumerable<SievedRow>> rows)
    {
        found = (read, rows);
        Rows = columns.Table.Rows;
        columns.Figures.ToArray().CopyTo(figures, 0);
    }

    /// <summary>Takes all rows, and of the rules that a database knows leaves to each those alone that it found.</summary>
    /// <param name="rows">These, without cells.</param>
    public void MarkBy(Func<IEnumerable<SievedRow>> rows) => marked = rows;

    /// <summary>Tells of rows whose key an earlier row has.</summary>
    public void TellRepeated(IEnumerable<(int Row, int First)> repeated)
    {
        using var reader = table.Open();
        var (next, column) = (0, table.Schema.IndexOf(table.Declaration.Key[0]));
        foreach (var (row, first) in repeated)
        {
            if (diagnostics.Count == MostTold)
            {
                untold++;
                continue;
            }

            reader.Skip(row - next);
            reader.Read();
            next = row + 1;
            var at = reader.Text();
            Told(at, at.Spans[column], KeyCheck.Repeated(table, first + 1, at));
        }
    }

    /// <summary>Reads the table; each batch is shown to <paramref name="take"/>.</summary>
    /// <exception cref="TableSurprise">All of its records make other columns than the first of them, or it breaks off.</exception>
    public void Run(Action<Batch> take)
    {
        if (found is not null)
        {
            Again(take);
            TellUntold();
            return;
        }

        try
        {
            using var reader = table.Open();
            using var marks = new Marks(marked?.Invoke());
            while (reader.Read())
            {
                // Where some record names one column more, all begins anew with it.
                if (reader.Header.Count > cells.Length)
                {
                    continue;
                }

                if (reader.FieldCount != cells.Length)
                {
                    Misfit(reader);
                    continue;
                }

                for (var i = 0; i < cells.Length; i++)
                {
                    Cell(reader, i);
                }

                keys?.Add(Batch.Count, reader, Told);
                Batch.Add(Rows, marks.Of(Rows));
                Rows++;
                if (Batch.IsFull)
                {
                    take(Batch);
                    Batch.Clear();
                }
            }

            if (reader.Header.Count > cells.Length)
            {
                throw table.MoreColumns(reader.Header);
            }
        }
        catch (CsvFormatException e)
        {
            throw table.BreaksOff(CsvRecords.Broken(table.Source.Path, e));
        }
        catch (RecordException e)
        {
            throw table.BreaksOff(ScanTable.Broken(table.Source, table.Encoding, e));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw table.BreaksOff(ScanTable.Unread(table.Source.Path, e));
        }
        catch (DecoderFallbackException)
        {
            throw table.OtherEncoding();
        }

        take(Batch);
        Batch.Clear();
        if (table.OtherColumns([.. table.Columns.Zip(profiles, (c, p) => p.Column(c.Name))]) is { } surprise)
        {
            throw surprise;
        }

        TellUntold();
    }

    private void TellUntold()
    {
        if (untold > 0)
        {
            diagnostics.Add(Diagnostic.OfFile(table.Source.Path, "T014", DiagnosticKind.Incomplete, $"{untold} more rows and cells are wrong in the same ways; the first {MostTold} are shown", "correct these first"));
        }
    }

    /// <summary>Reads the table once more, as far as its cells go, and shows each batch to <paramref name="take"/>.</summary>
    public void Again(Action<Batch> take)
    {
        if (found is var (columns, rows))
        {
            Found(columns, rows(), take);
            return;
        }

        using var reader = table.Open();
        using var marks = new Marks(marked?.Invoke());
        for (var row = 0; reader.Read();)
        {
            if (reader.FieldCount != cells.Length)
            {
                continue;
            }

            for (var i = 0; i < cells.Length; i++)
            {
                Words(cells[i], reader.Field(i));
            }

            Batch.Add(row, marks.Of(row));
            row++;
            if (Batch.IsFull)
            {
                take(Batch);
                Batch.Clear();
            }
        }

        take(Batch);
        Batch.Clear();
    }

    /// <summary>The records as they stand in the file, of some columns, each with its marks; the texts are those of the record until the next one.</summary>
    /// <param name="areFound">Whether those alone that a database found.</param>
    public IEnumerable<(int Number, IReadOnlyList<long>? Marks, string[] Texts)> Records(IReadOnlyList<int> columns, bool areFound)
    {
        var texts = new string[columns.Count];
        if (areFound && found is var (known, rows))
        {
            int[] at = [.. columns.Select(c => known.ToList().IndexOf(c))];
            foreach (var row in rows())
            {
                for (var i = 0; i < at.Length; i++)
                {
                    texts[i] = row.Cells[at[i]];
                }

                yield return (row.Number, row.Rules, texts);
            }

            yield break;
        }

        using var reader = table.Open();
        using var marks = new Marks(areFound ? marked?.Invoke() : null);
        for (var row = 0; reader.Read();)
        {
            if (reader.FieldCount != cells.Length)
            {
                continue;
            }

            var of = marks.Of(row++);
            if (of == Batch.Unfound)
            {
                continue;
            }

            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = reader.Field(columns[i]).ToString();
            }

            yield return (row - 1, of, texts);
        }
    }

    private void Found(IReadOnlyList<int> columns, IEnumerable<SievedRow> rows, Action<Batch> take)
    {
        foreach (var row in rows)
        {
            foreach (var column in cells)
            {
                column.Words[Batch.Count] = Cells.Missing;
            }

            for (var i = 0; i < columns.Count; i++)
            {
                Words(cells[columns[i]], row.Cells[i]);
            }

            Batch.Add(row.Number, row.Rules);
            if (Batch.IsFull)
            {
                take(Batch);
                Batch.Clear();
            }
        }

        take(Batch);
        Batch.Clear();
    }

    /// <summary>The records of some numbers as they stand in the file, in their order.</summary>
    public IReadOnlyList<(int Number, string[] Fields, RecordText Text)> Collect(IReadOnlySet<int> wanted)
    {
        var records = new List<(int, string[], RecordText)>();
        using var reader = table.Open(countsBytes: true);
        if (found is not null)
        {
            var next = 0;
            foreach (var number in wanted.Order())
            {
                reader.Skip(number - next);
                next = number + 1;
                records.Add(reader.Read() ? (number, Fields(reader), reader.Text()) : throw new InvalidDataException("it ends before a row that it had"));
            }

            return records;
        }

        for (var row = 0; records.Count < wanted.Count && reader.Read();)
        {
            if (reader.FieldCount == cells.Length && wanted.Contains(row++))
            {
                records.Add((row - 1, Fields(reader), reader.Text()));
            }
        }

        return records;
    }

    private string[] Fields(RecordReader reader) => [.. Enumerable.Range(0, cells.Length).Select(i => reader.Field(i).ToString())];

    private Cells Of(TableColumn column, TextNumbers texts, bool isRead) => column.Type switch
    {
        CellType.Number => new NumberCells(column, table.DecimalMark, table.Declaration.Key.Contains(column.Name)),
        CellType.Date => new DateCells(column),
        _ => isRead ? new TextCells(column, texts) : new UnreadCells(column),
    };

    private void Cell(RecordReader reader, int index)
    {
        var column = cells[index];
        var text = reader.Field(index);
        if (Words(column, text))
        {
            Seen(column, index, text);
        }
        else if (column.Words[Batch.Count] == Cells.Unreadable)
        {
            profiles[index].AddPresent(text);
            var at = reader.Text();
            Told(at, at.Spans[index], Facts.TableFacts.Unreadable(text.ToString(), column.Column, table.DecimalMark));
        }
    }

    // Reads a cell; false where it is absent or does not fit. Nearly all cells fit their column, and a number or date is not absent unless the declaration says so.
    private bool Words(Cells column, ReadOnlySpan<char> text)
    {
        if (column is NumberCells or DateCells && !hasMissing)
        {
            if (column.Read(Batch.Count, text))
            {
                return true;
            }
        }
        else if (!table.Declaration.IsAbsent(text))
        {
            return column.Read(Batch.Count, text);
        }

        column.Words[Batch.Count] = table.Declaration.IsAbsent(text) ? Cells.Missing : Cells.Unreadable;
        return false;
    }

    private void Seen(Cells column, int index, ReadOnlySpan<char> text)
    {
        if (column is NumberCells numbers)
        {
            profiles[index].AddNumber(numbers.Decimals);
            figures[index] += isKey[index] ? 0 : 1;
        }
        else if (column is DateCells && text.Length > 4)
        {
            profiles[index].AddDate(text);
        }
        else
        {
            profiles[index].AddPresent(text);
        }
    }

    private void Misfit(RecordReader reader)
    {
        var at = reader.Text();
        var (trouble, span) = reader.Trouble ?? (Table.Misfit(reader.FieldCount, cells.Length, table.Delimiter), at.Span);
        Told(at, span, trouble);
    }

    private void Told(RecordText at, TextSpan span, CellTrouble trouble)
    {
        if (diagnostics.Count == MostTold)
        {
            untold++;
            return;
        }

        diagnostics.Add(trouble.At(Excerpt.Of(table.Source, table.Encoding, [at]), span));
    }

    // Goes through the rows that were found beside all rows.
    private sealed class Marks : IDisposable
    {
        private readonly IEnumerator<SievedRow>? rows;
        private bool isAtEnd;

        public Marks(IEnumerable<SievedRow>? found)
        {
            rows = found?.GetEnumerator();
            isAtEnd = rows?.MoveNext() != true;
        }

        public IReadOnlyList<long>? Of(int row)
        {
            if (rows is null)
            {
                return null;
            }

            if (isAtEnd || rows.Current.Number != row)
            {
                return Batch.Unfound;
            }

            var marks = rows.Current.Rules;
            isAtEnd = !rows.MoveNext();
            return marks;
        }

        public void Dispose() => rows?.Dispose();
    }
}

/// <summary>The cells of a column that no rule reads; only whether they are there is known.</summary>
internal sealed class UnreadCells(TableColumn column) : Cells(column)
{
    public override bool Read(int row, ReadOnlySpan<char> text)
    {
        Words[row] = 0;
        return true;
    }

    public override Facts.Value Of(long word) => new Facts.Value.Missing($"the column `{Column.Name}` was not read");
}
