using PropagandaVerify.Text;
using Sylvan.Data.Csv;

namespace PropagandaVerify.Datasets;

/// <summary>Reads the records of a CSV file with their physical places, which the reader of the library does not tell.</summary>
internal sealed class CsvRecordReader : RecordReader
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly CsvDataReader reader;
    private readonly char delimiter;
    private readonly string[] header;
    private readonly string encoding;
    private long nextLine = 1;
    private long nextOffset;
    private long? nextByte;
    private long line;
    private long offset;
    private long? byteOffset;

    /// <param name="text">The text of the file; it is disposed of with the reader.</param>
    /// <param name="delimiter">The sign that parts fields; null takes that of the header.</param>
    /// <param name="counted">The encoding in which bytes are counted, and where the text begins in these; null where they are not.</param>
    /// <exception cref="CsvFormatException">The text is no CSV.</exception>
    public CsvRecordReader(TextReader text, char? delimiter, (string Encoding, long First)? counted = null)
    {
        (encoding, nextByte) = (counted?.Encoding ?? "", counted?.First);
        var start = new PeekedText(text);
        this.delimiter = delimiter ?? Detect(start.FirstLine());

        // A line that begins with a sharp is data like any other; the library would skip it without a word.
        reader = CsvDataReader.Create(start, new CsvDataReaderOptions { Delimiter = this.delimiter, HasHeaders = false, Comment = '\uFFFF', BufferSize = 1 << 16, MaxBufferSize = 1 << 26 });
        header = Step() ? [.. Enumerable.Range(0, reader.RowFieldCount).Select(i => reader.GetString(i).Trim())] : [];
    }

    public override IReadOnlyList<string> Header => header;

    public override char? Delimiter => delimiter;

    public override long Line => line;

    public override long Start => offset;

    public override int FieldCount => reader.RowFieldCount;

    public override bool Read()
    {
        while (Step())
        {
            if (reader.RowFieldCount > 1 || !reader.GetRawRecordSpan().Trim().IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    public override ReadOnlySpan<char> Field(int index) => reader.GetFieldSpan(index);

    public override RecordText Text()
    {
        var raw = reader.GetRawRecordSpan().TrimEnd("\r\n").ToString();
        return new RecordText(raw, line, offset, Spans(raw, reader.RowFieldCount)) { Byte = byteOffset };
    }

    public override void Dispose() => reader.Dispose();

    private bool Step()
    {
        if (!reader.Read())
        {
            return false;
        }

        var raw = reader.GetRawRecordSpan();
        (line, offset, byteOffset) = (nextLine, nextOffset, nextByte);
        nextOffset += raw.Length;
        nextByte = nextByte is { } first ? first + TextBytes.Of(raw, encoding) : null;
        nextLine += Source.LineBreaks(raw);
        return true;
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

    private TextSpan[] Spans(string record, int count)
    {
        var spans = new TextSpan[count];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            var end = FieldEnd(record, at);
            var quoted = end - at >= 2 && record[at] == '"';
            spans[i] = quoted ? new TextSpan(at + 1, end - 1) : new TextSpan(at, end);
            at = Math.Min(record.Length, end + 1);
        }

        return spans;
    }

    private int FieldEnd(string record, int at)
    {
        var quoted = at < record.Length && record[at] == '"';
        for (var i = quoted ? at + 1 : at; i < record.Length; i++)
        {
            if (quoted && record[i] == '"')
            {
                if (i + 1 < record.Length && record[i + 1] == '"')
                {
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (!quoted && record[i] == delimiter)
            {
                return i;
            }
        }

        return record.Length;
    }

    /// <summary>A text whose first line can be looked at before it is read.</summary>
    private sealed class PeekedText(TextReader text) : TextReader
    {
        private const int MostPeeked = 1 << 16;

        private char[] first = [];
        private int at;

        public ReadOnlySpan<char> FirstLine()
        {
            first = new char[MostPeeked];
            var count = text.ReadBlock(first);
            Array.Resize(ref first, count);
            var quoted = false;
            for (var i = 0; i < count; i++)
            {
                quoted ^= first[i] == '"';
                if (!quoted && first[i] is '\n' or '\r')
                {
                    return first.AsSpan(0, i);
                }
            }

            return first;
        }

        public override int Read(char[] buffer, int index, int count)
        {
            if (at == first.Length)
            {
                return text.Read(buffer, index, count);
            }

            var taken = Math.Min(count, first.Length - at);
            Array.Copy(first, at, buffer, index, taken);
            at += taken;
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                text.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
