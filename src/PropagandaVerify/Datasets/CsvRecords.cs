using PropagandaVerify.Text;
using Sylvan.Data.Csv;

namespace PropagandaVerify.Datasets;

/// <summary>Reads a CSV file as a whole.</summary>
internal static class CsvRecords
{
    /// <summary>Reads the header and every record that is not blank, parted by the sign given or that of the header; what is no CSV at all gives a diagnostic in their place.</summary>
    public static (TableContent? Content, Diagnostic? Diagnostic) Read(Source source, Limits limits, char? delimiter = null)
    {
        try
        {
            using var reader = new CsvRecordReader(new StringReader(source.Text), delimiter);
            var rows = new List<TableRecord>();
            while (reader.Read())
            {
                if (rows.Count == limits.MaxDatasetRows)
                {
                    return (null, Diagnostic.OfFile(source.Path, "T004", DiagnosticKind.Incomplete, $"the table has more than {limits.MaxDatasetRows} rows", "split it"));
                }

                rows.Add(Record(reader));
            }

            return (new TableContent(reader.Header, rows) { Delimiter = reader.Delimiter }, null);
        }
        catch (CsvFormatException e)
        {
            return (null, Broken(source.Path, e));
        }
    }

    /// <summary>What is said of a text that is no CSV.</summary>
    public static Diagnostic Broken(string path, CsvFormatException e) =>
        Diagnostic.OfFile(path, "T002", DiagnosticKind.Incomplete, $"this is no valid CSV: {e.Message}", "close the quote, or double a quote inside a quoted text");

    private static TableRecord Record(CsvRecordReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = reader.Field(i).ToString();
        }

        var text = reader.Text();
        var start = (int)text.Offset;
        return new TableRecord(fields, [.. text.Spans.Select(s => new TextSpan(start + s.Start, start + s.End))], new TextSpan(start, start + text.Text.Length));
    }
}
