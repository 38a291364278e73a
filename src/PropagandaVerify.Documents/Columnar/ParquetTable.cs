using Parquet;
using Parquet.Data;
using Parquet.Schema;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Documents.Tables;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Columnar;

/// <summary>Reads a Parquet file as rows. Decimals keep their digits; columns of lists, maps and bytes are left out, with a note.</summary>
internal static class ParquetTable
{
    // Digits that a decimal of .NET holds whatever they are.
    private const int SureDigits = 28;

    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };
    private static readonly ParquetOptions OfLongDecimals = new() { UseDateOnlyTypeForDates = true, UseBigDecimal = true };

    /// <summary>Opens a file; one with decimals of more digits than a decimal of .NET holds is read more slowly.</summary>
    public static async Task<ParquetReader> OpenAsync(Stream stream)
    {
        var reader = await ParquetReader.CreateAsync(stream, Options, leaveStreamOpen: true).ConfigureAwait(false);
        if (!reader.Schema.GetDataFields().Any(f => f is DecimalDataField { Precision: > SureDigits }))
        {
            return reader;
        }

        await reader.DisposeAsync().ConfigureAwait(false);
        stream.Position = 0;
        return await ParquetReader.CreateAsync(stream, OfLongDecimals, leaveStreamOpen: true).ConfigureAwait(false);
    }

    public static (Source? Source, TableContent? Content, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits)
    {
        try
        {
            // The library reads a stream of memory without ever waiting, so nothing is held up here.
            return ReadAsync(path, bytes, limits).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What the library throws at damaged files is of every kind.
            return (null, null, Package.Damaged(path, e.Message));
        }
    }

    private static async Task<(Source? Source, TableContent? Content, Diagnostic? Diagnostic)> ReadAsync(string path, byte[] bytes, Limits limits)
    {
        var reader = await OpenAsync(new MemoryStream(bytes, writable: false)).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (reader.RowGroups.Sum(g => g.RowCount) is var rows && rows > limits.MaxDatasetRows)
            {
                return (null, null, Diagnostic.OfFile(path, "T004", DiagnosticKind.Incomplete, $"the table has {rows} rows; at most {limits.MaxDatasetRows} are read", "split it"));
            }

            var read = ColumnsOf(reader.Schema);
            var builder = new TableBuilder([.. read.Select(NameOf)]);
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                var (count, columns) = await GroupAsync(reader, group, read).ConfigureAwait(false);
                for (var row = 0; row < count; row++)
                {
                    builder.Add([.. columns.Select(c => c.Of(row))], TableBuilder.RowName(builder.Rows + 1), null);
                    if (builder.Length > limits.MaxColumnarText)
                    {
                        return (null, null, Diagnostic.OfFile(path, "T004", DiagnosticKind.Incomplete, $"the values of the table are longer than {limits.MaxColumnarText} characters", "split it"));
                    }
                }
            }

            var (source, content) = builder.Build(path, LeftOut(path, reader.Schema) is { } note ? [note] : []);
            return (source, content, null);
        }
    }

    /// <summary>The columns that a table can have: no lists, maps and bytes.</summary>
    public static IReadOnlyList<DataField> ColumnsOf(ParquetSchema schema) => [.. schema.GetDataFields().Where(f => f.MaxRepetitionLevel == 0 && f.ClrType != typeof(byte[]) && f.ClrType != typeof(ReadOnlyMemory<byte>))];

    public static string NameOf(DataField field) => field.Path.ToString().Replace('/', '.');

    /// <summary>What is said of the other columns; null where there are none.</summary>
    public static Diagnostic? LeftOut(string path, ParquetSchema schema) => schema.GetDataFields().Except(ColumnsOf(schema)).Select(f => f.Path.ToString()).ToList() is { Count: > 0 } left
        ? Diagnostic.OfFile(path, "T011", DiagnosticKind.Note, $"columns of lists, maps and bytes are no columns of a table and were left out: {string.Join(", ", left.Take(5))}")
        : null;

    /// <summary>The rows of one group: how many there are, and the cells of each column as written.</summary>
    public static async Task<(int Rows, IReadOnlyList<ColumnText> Columns)> GroupAsync(ParquetReader reader, int group, IReadOnlyList<DataField> fields)
    {
        using var part = reader.OpenRowGroupReader(group);
        var columns = new List<ColumnText>();
        foreach (var field in fields)
        {
            columns.Add(await ColumnAsync(part, field, checked((int)part.RowCount)).ConfigureAwait(false));
        }

        return ((int)part.RowCount, columns);
    }

    /// <summary>The cells of one column in one group of rows.</summary>
    public static async Task<ColumnText> ColumnAsync(ParquetReader reader, int group, DataField field)
    {
        using var part = reader.OpenRowGroupReader(group);
        return await ColumnAsync(part, field, checked((int)part.RowCount)).ConfigureAwait(false);
    }

    private static async Task<ColumnText> ColumnAsync(ParquetRowGroupReader group, DataField field, int rows)
    {
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows];
            await group.ReadAsync(field, texts.AsMemory()).ConfigureAwait(false);
            return new WrittenColumn(row => texts[row] ?? "");
        }

        return await (field.ClrType switch
        {
            var t when t == typeof(bool) => OfAsync<bool>(group, field, rows, CellText.Of),
            var t when t == typeof(byte) => OfAsync<byte>(group, field, rows, format: null),
            var t when t == typeof(sbyte) => OfAsync<sbyte>(group, field, rows, format: null),
            var t when t == typeof(short) => OfAsync<short>(group, field, rows, format: null),
            var t when t == typeof(ushort) => OfAsync<ushort>(group, field, rows, format: null),
            var t when t == typeof(int) => OfAsync<int>(group, field, rows, format: null),
            var t when t == typeof(uint) => OfAsync<uint>(group, field, rows, format: null),
            var t when t == typeof(long) => OfAsync<long>(group, field, rows, format: null),
            var t when t == typeof(ulong) => OfAsync<ulong>(group, field, rows, format: null),
            var t when t == typeof(float) => OfAsync<float>(group, field, rows, v => CellText.Of(v, 6)),
            var t when t == typeof(double) => OfAsync<double>(group, field, rows, v => CellText.Of(v, 15)),
            var t when t == typeof(decimal) => OfAsync<decimal>(group, field, rows, field is DecimalDataField { Scale: var scale } ? $"F{scale}" : null),
            var t when t == typeof(BigDecimal) => OfAsync<BigDecimal>(group, field, rows, v => CellText.Of(v.UnscaledValue, v.Scale)),
            var t when t == typeof(DateTime) => OfAsync<DateTime>(group, field, rows, CellText.Of),
            var t when t == typeof(DateOnly) => OfAsync<DateOnly>(group, field, rows, "yyyy-MM-dd"),
            var t when t == typeof(TimeOnly) => OfAsync<TimeOnly>(group, field, rows, "HH:mm:ss"),
            var t when t == typeof(TimeSpan) => OfAsync<TimeSpan>(group, field, rows, "c"),
            var t when t == typeof(Guid) => OfAsync<Guid>(group, field, rows, format: null),
            var other => throw new NotSupportedException($"the column {field.Path} has the type {other.Name}"),
        }).ConfigureAwait(false);
    }

    private static async Task<ColumnText> OfAsync<T>(ParquetRowGroupReader group, DataField field, int rows, string? format)
        where T : struct, ISpanFormattable => new FormattedColumn<T>(await ValuesAsync<T>(group, field, rows).ConfigureAwait(false), format);

    private static async Task<ColumnText> OfAsync<T>(ParquetRowGroupReader group, DataField field, int rows, Func<T, string> written)
        where T : struct
    {
        var values = await ValuesAsync<T>(group, field, rows).ConfigureAwait(false);
        return new WrittenColumn(row => values(row) is { } value ? written(value) : "");
    }

    private static async Task<Func<int, T?>> ValuesAsync<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var values = new T[rows];
            await group.ReadAsync<T>(field, values.AsMemory()).ConfigureAwait(false);
            return row => values[row];
        }

        var perhaps = new T?[rows];
        await group.ReadAsync<T>(field, perhaps.AsMemory()).ConfigureAwait(false);
        return row => perhaps[row];
    }
}
