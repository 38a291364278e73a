using PropagandaVerify.Text;
using Sylvan.Data.Csv;

namespace PropagandaVerify.Datasets;

/// <summary>Reads the records of a CSV file with their physical places, which the reader of the library does not tell.</summary>
internal sealed class CsvRecords
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly string text;
    private readonly char delimiter;

    private CsvRecords(string text)
    {
        this.text = text;
        delimiter = Detect(text.AsSpan(0, LineEnd(0)));
    }

    /// <summary>Reads the header and every record that is not blank; what is no CSV at all gives a diagnostic in their place.</summary>
    public static (TableContent? Content, Diagnostic? Diagnostic) Read(Source source, Limits limits)
    {
        var records = new CsvRecords(source.Text);
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(source.Text), new CsvDataReaderOptions { Delimiter = records.delimiter, BufferSize = 1 << 16, MaxBufferSize = 1 << 26 });
            List<string> header = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i).Trim())];
            var rows = records.Rows(reader).Take(limits.MaxDatasetRows + 1).ToList();
            return rows.Count > limits.MaxDatasetRows
                ? (null, Diagnostic.OfFile(source.Path, "T004", DiagnosticKind.Incomplete, $"the table has more than {limits.MaxDatasetRows} rows", "split it"))
                : (new TableContent(header, rows) { Delimiter = records.delimiter }, null);
        }
        catch (CsvFormatException e)
        {
            return (null, Diagnostic.OfFile(source.Path, "T002", DiagnosticKind.Incomplete, $"this is no valid CSV: {e.Message}", "close the quote, or double a quote inside a quoted text"));
        }
    }

    private IEnumerable<TableRecord> Rows(CsvDataReader reader)
    {
        var headerEnd = LineEnd(0);
        var at = headerEnd;
        while (reader.Read())
        {
            var raw = reader.GetRawRecordSpan();
            at += Math.Max(0, text.AsSpan(at).IndexOf(raw));
            var start = at;
            at += raw.Length;
            if (!raw.Trim().IsEmpty)
            {
                var fields = new string[reader.RowFieldCount];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = reader.GetString(i);
                }

                yield return new TableRecord(fields, Spans(start, at, fields.Length), new TextSpan(start, TrimEnd(start, at)));
            }
        }
    }

    private static char Detect(ReadOnlySpan<char> header)
    {
        var best = ',';
        var most = 0;
        foreach (var candidate in Delimiters)
        {
            var count = header.Count(candidate);
            (best, most) = count > most ? (candidate, count) : (best, most);
        }

        return best;
    }

    private TextSpan[] Spans(int start, int end, int count)
    {
        var spans = new TextSpan[count];
        var at = start;
        for (var i = 0; i < count; i++)
        {
            var fieldEnd = FieldEnd(at, end);
            var quoted = fieldEnd - at >= 2 && text[at] == '"';
            spans[i] = quoted ? new TextSpan(at + 1, fieldEnd - 1) : new TextSpan(at, fieldEnd);
            at = Math.Min(end, fieldEnd + 1);
        }

        return spans;
    }

    private int FieldEnd(int at, int end)
    {
        var quoted = at < end && text[at] == '"';
        for (var i = quoted ? at + 1 : at; i < end; i++)
        {
            if (quoted && text[i] == '"')
            {
                if (i + 1 < end && text[i + 1] == '"')
                {
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (!quoted && (text[i] == delimiter || text[i] is '\r' or '\n'))
            {
                return i;
            }
        }

        return end;
    }

    private int TrimEnd(int start, int end)
    {
        while (end > start && text[end - 1] is '\r' or '\n')
        {
            end--;
        }

        return end;
    }

    private int LineEnd(int at)
    {
        var quoted = false;
        for (var i = at; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            if (!quoted && text[i] == '\n')
            {
                return i + 1;
            }
        }

        return text.Length;
    }
}
