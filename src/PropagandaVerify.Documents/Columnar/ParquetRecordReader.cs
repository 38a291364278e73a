using Parquet;
using Parquet.Schema;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents.Tables;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Columnar;

/// <summary>Reads a Parquet file one group of rows at a time. A file that its library cannot read throws what that throws.</summary>
internal sealed class ParquetRecordReader : RecordReader
{
    private readonly char[] buffer = new char[64];
    private readonly Stream stream;
    private readonly ParquetReader reader;
    private readonly IReadOnlyList<DataField> fields;
    private readonly ColumnText?[] columns;
    private int group;
    private int rows;
    private int row;
    private long before;

    /// <param name="path">The path, for what is said of columns that are left out.</param>
    public ParquetRecordReader(string path, Stream stream)
    {
        this.stream = stream;

        // The library reads a file without ever waiting, so nothing is held up here.
        reader = ParquetTable.OpenAsync(stream).GetAwaiter().GetResult();
        fields = ParquetTable.ColumnsOf(reader.Schema);
        Diagnostics = ParquetTable.LeftOut(path, reader.Schema) is { } note ? [note] : [];
        columns = new ColumnText?[fields.Count];
        Header = [.. fields.Select(ParquetTable.NameOf)];
    }

    public override IReadOnlyList<string> Header { get; }

    public override IReadOnlyList<Diagnostic> Diagnostics { get; }

    public override char? DecimalMark => '.';

    public override int FieldCount => fields.Count;

    public override long Line => before + row;

    // In the text of all rows the header has the first line.
    public override long Start => Line + 1;

    public override bool Read()
    {
        row++;
        while (row > rows)
        {
            if (!NextGroup())
            {
                return false;
            }

            row = 1;
        }

        return true;
    }

    public override void Skip(long records)
    {
        while (records > rows - row)
        {
            records -= rows - row;
            if (!NextGroup())
            {
                row = rows;
                return;
            }
        }

        row += (int)records;
    }

    // A group of rows; the cells of a column are read when the first of them is asked for.
    private bool NextGroup()
    {
        if (group == reader.RowGroupCount)
        {
            return false;
        }

        before += rows;
        (rows, row) = (checked((int)reader.RowGroups[group++].RowCount), 0);
        Array.Clear(columns);
        return true;
    }

    private ColumnText Column(int index)
    {
        try
        {
            return columns[index] ??= ParquetTable.ColumnAsync(reader, group - 1, fields[index]).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or IOException))
        {
            // What the library throws at damaged files is of every kind.
            throw new InvalidDataException(e.Message, e);
        }
    }

    public override ReadOnlySpan<char> Field(int index) => Column(index).Of(row - 1, buffer);

    public override RecordText Text() => TableBuilder.Record([.. fields.Select((_, i) => Column(i).Of(row - 1))], Line);

    public override void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        stream.Dispose();
    }
}
