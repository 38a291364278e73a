using System.Text;
using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Tables;

/// <summary>Puts a dataset together from the rows of a file whose bytes are no text: each row gets a line in the text of the source, and its place in the file.</summary>
internal sealed class TableBuilder(IReadOnlyList<string> header)
{
    private readonly StringBuilder text = new(string.Join('\t', header.Select(OneLine)) + "\n");
    private readonly List<TableRecord> records = [];
    private readonly List<Origin> origins = [];

    /// <summary>How many characters were taken out so far, to hold against a bound.</summary>
    public int Length => text.Length;

    public int Rows => records.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Its values, one for each column.</param>
    /// <param name="row">Its place in words.</param>
    /// <param name="cell">The place of a column in it; null where a row is all that can be named.</param>
    public void Add(IReadOnlyList<string> cells, string row, Func<int, string>? cell)
    {
        var start = text.Length;
        var spans = new TextSpan[cells.Count];
        for (var i = 0; i < spans.Length; i++)
        {
            var at = text.Length;
            text.Append(OneLine(cells[i]));
            spans[i] = new TextSpan(at, text.Length);
            text.Append(i + 1 < spans.Length ? '\t' : '\n');
            if (cell is not null)
            {
                origins.Add(new Origin(new TextSpan(at, text.Length), cell(i)));
            }
        }

        if (cell is null)
        {
            origins.Add(new Origin(new TextSpan(start, text.Length), row));
        }

        records.Add(new TableRecord(cells, spans, new TextSpan(start, text.Length - 1)));
    }

    public (Source Source, TableContent Content) Build(string path, IReadOnlyList<Diagnostic> diagnostics) =>
        (new Source(path, text.ToString()) { Origins = origins }, new TableContent(header, records) { DecimalMark = '.', Diagnostics = diagnostics });

    /// <summary>The row of a file without lines as a record whose text is that of a line here.</summary>
    /// <param name="number">The number of the row, from 1.</param>
    public static RecordText Record(IReadOnlyList<string> cells, long number)
    {
        var (line, spans) = (new StringBuilder(), new TextSpan[cells.Count]);
        for (var i = 0; i < spans.Length; i++)
        {
            var start = line.Append(i > 0 ? "\t" : "").Length;
            spans[i] = new TextSpan(start, line.Append(OneLine(cells[i])).Length);
        }

        // In the text of all rows the header has the first line.
        return new RecordText(line.ToString(), number + 1, 0, spans, RowName(number));
    }

    /// <summary>The place of a row in words.</summary>
    public static string RowName(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row {number}");

    private static string OneLine(string value) => value.AsSpan().IndexOfAny('\t', '\n', '\r') < 0 ? value : value.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
