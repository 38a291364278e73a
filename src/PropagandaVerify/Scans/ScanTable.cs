using System.Text;
using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Text;
using Sylvan.Data.Csv;

namespace PropagandaVerify.Scans;

/// <summary>What a scan found out about a table that its first records did not show; the run begins anew with it.</summary>
internal sealed class TableSurprise(string path, TableKnowledge knowledge) : Exception
{
    public string Path => path;

    public TableKnowledge Knowledge => knowledge;
}

/// <summary>What is known of a table before it is read.</summary>
/// <param name="Columns">The columns that all of its records make; null where only the first were looked at.</param>
/// <param name="Header">The names of its columns; null where the first records tell all of them.</param>
/// <param name="IsWindows1252">Whether its bytes are no UTF-8.</param>
/// <param name="IsHeld">Whether some rule needs it as a whole.</param>
/// <param name="Broken">Why it breaks off, so that nothing of it counts; null where it does not.</param>
/// <param name="IsTooLarge">Whether it cannot be held, so that such rules are not evaluated.</param>
internal sealed record TableKnowledge(IReadOnlyList<TableColumn>? Columns = null, IReadOnlyList<string>? Header = null, bool IsWindows1252 = false, bool IsHeld = false, Diagnostic? Broken = null, bool IsTooLarge = false);

/// <summary>A dataset that is read record by record.</summary>
internal sealed class ScanTable
{
    // The first records tell types and the decimal mark; a scan that finds otherwise begins anew.
    private const int MostSampled = 10_000;
    private const string Windows1252 = "windows-1252";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Func<Source, RecordReader?>? open;
    private readonly TableKnowledge known;
    private readonly Limits limits;

    private ScanTable(Source source, DatasetDeclaration declaration, Func<Source, RecordReader?>? open, TableKnowledge known, Limits limits, Table sample, Schema? schema = null)
    {
        Source = source;
        this.limits = limits;
        Declaration = declaration;
        this.open = open;
        this.known = known;
        DecimalMark = sample.DecimalMark;
        Delimiter = sample.Delimiter;
        Columns = known.Columns ?? sample.Columns;
        Schema = schema ?? TableFacts.SchemaOf(sample with { Declaration = declaration, Columns = Columns });
    }

    public Source Source { get; }

    public DatasetDeclaration Declaration { get; }

    public IReadOnlyList<TableColumn> Columns { get; }

    public char DecimalMark { get; }

    public char? Delimiter { get; }

    public Schema Schema { get; }

    /// <summary>Whether all of its records were looked at for its columns.</summary>
    public bool AreColumnsKnown => known.Columns is not null;

    /// <summary>The table where it is held and only read once more record by record.</summary>
    public Table? Held { get; private init; }

    public string Encoding => field ??= EncodingOf(Source, known);

    /// <summary>A table that is held, read once more record by record.</summary>
    public static ScanTable OfHeld(Table table, Schema schema) => new(table.Source, table.Declaration, _ => new HeldRecordReader(table), new TableKnowledge(table.Columns), Limits.Default, table, schema) { Held = table };

    /// <summary>Looks at the first records of a table; what cannot be read gives diagnostics alone.</summary>
    public static (ScanTable? Table, IReadOnlyList<Diagnostic> Diagnostics) Of(Source source, DatasetDeclaration declaration, Limits limits, Func<Source, RecordReader?>? open, TableKnowledge known)
    {
        if (known.Broken is { } broken)
        {
            return (null, [broken]);
        }

        try
        {
            using var reader = Open(source, declaration, open, known, known.Header ?? [], limits);
            var records = new List<TableRecord>();
            var (hasMore, hasRows) = (false, false);
            while (records.Count < MostSampled && reader.Read())
            {
                hasRows = true;
                hasMore |= reader.FieldCount > reader.Header.Count;
                var fields = new string[reader.FieldCount];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = reader.Field(i).ToString();
                }

                // Records that do not fit are told by the scan, with their places.
                if (fields.Length == reader.Header.Count && reader.Trouble is null)
                {
                    records.Add(new TableRecord(fields, [], default));
                }
            }

            if (reader.Header.Count == 0)
            {
                return (null, [JsonRecords.AreLines(source.Path) ? JsonRecords.NoTable(source.Path) : Table.Empty(source.Path)]);
            }

            // Some columns may be named by later records alone.
            var width = reader.Header.Count;
            records = records.ConvertAll(r => r.Fields.Count == width ? r : r with { Fields = [.. r.Fields, .. Enumerable.Repeat("", width - r.Fields.Count)] });

            if (Table.NoHeader(source.Path, reader.Header, hasMore) is { } comment)
            {
                return (null, [comment]);
            }

            // Keys that stand twice are found by the scan.
            var (table, diagnostics) = Table.Read(source, declaration with { Key = [] }, limits, new TableContent(reader.Header, records) { Delimiter = reader.Delimiter, DecimalMark = reader.DecimalMark });
            return table is null ? (null, diagnostics) : (new ScanTable(source, declaration, open, known, limits, table), [.. diagnostics.Where(d => !(hasRows && d.Code == Table.OnlyHeader)), .. reader.Diagnostics, .. Table.UnknownColumns(source, declaration with { Columns = new Dictionary<string, ColumnDeclaration>() }, reader.Header)]);
        }
        catch (CsvFormatException e)
        {
            return (null, [CsvRecords.Broken(source.Path, e)]);
        }
        catch (RecordException e)
        {
            return (null, [Broken(source, EncodingOf(source, known), e)]);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return (null, [Unread(source.Path, e)]);
        }
        catch (DecoderFallbackException) when (!known.IsWindows1252)
        {
            throw new TableSurprise(source.Path, known with { IsWindows1252 = true });
        }
    }

    /// <summary>What is said of a file that cannot be read to its end.</summary>
    public static Diagnostic Unread(string path, Exception e) => Diagnostic.OfFile(path, "T002", DiagnosticKind.Incomplete, $"the file is damaged: {e.Message}", "export it again");

    /// <summary>What is said of a file in which one record is no text of its format.</summary>
    public static Diagnostic Broken(Source source, string encoding, RecordException e) => e.Trouble.At(Excerpt.Of(source, encoding, [e.Record]), e.Span);

    /// <param name="countsBytes">Whether records tell where they begin in the bytes of the file, which takes time.</param>
    public RecordReader Open(bool countsBytes = false) => Open(Source, Declaration, open, known, [.. Columns.Select(c => c.Name)], limits, countsBytes);

    /// <summary>What to say, and to begin anew with, when the bytes turn out to be in another encoding.</summary>
    public TableSurprise OtherEncoding() => new(Source.Path, known with { IsWindows1252 = true });

    /// <summary>What to begin anew with when some rule needs the table as a whole.</summary>
    public TableSurprise Whole() => new(Source.Path, known with { IsHeld = true });

    /// <summary>The same when it breaks off.</summary>
    public TableSurprise BreaksOff(Diagnostic why) => new(Source.Path, known with { Broken = why });

    /// <summary>The same when all records make other columns than the first ones.</summary>
    public TableSurprise? OtherColumns(IReadOnlyList<TableColumn> columns) => columns.SequenceEqual(Columns) ? null : new(Source.Path, known with { Columns = columns });

    /// <summary>The same when later records name columns that the first ones do not.</summary>
    public TableSurprise MoreColumns(IReadOnlyList<string> header) => new(Source.Path, known with { Header = header, Columns = null });

    private static RecordReader Open(Source source, DatasetDeclaration declaration, Func<Source, RecordReader?>? open, TableKnowledge known, IReadOnlyList<string> columns, Limits limits, bool countsBytes = false)
    {
        if (open?.Invoke(source) is { } own)
        {
            return own;
        }

        var stream = source.Bytes!();
        var (mark, name) = MarkOf(stream, source, known);
        stream.Position = mark;
        var text = new StreamReader(stream, name switch { "utf-16le" => System.Text.Encoding.Unicode, "utf-16be" => System.Text.Encoding.BigEndianUnicode, Windows1252 => Source.Windows1252, _ => StrictUtf8 }, detectEncodingFromByteOrderMarks: false, 1 << 16);
        (string, long)? counted = countsBytes ? (name, mark) : null;
        return JsonRecords.AreLines(source.Path) ? new JsonLinesReader(text, columns, limits.MaxJsonDepth, counted) : new CsvRecordReader(text, declaration.Delimiter, counted);
    }

    private static string EncodingOf(Source source, TableKnowledge known)
    {
        using var stream = source.Bytes?.Invoke();
        return stream is null ? source.Encoding : MarkOf(stream, source, known).Encoding;
    }

    private static (int Length, string Encoding) MarkOf(Stream stream, Source source, TableKnowledge known)
    {
        var first = new byte[3];
        var (marked, length) = TextBytes.MarkOf(first.AsSpan(0, stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)));
        return (length, known.IsWindows1252 ? Windows1252 : marked ?? source.Encoding);
    }
}
