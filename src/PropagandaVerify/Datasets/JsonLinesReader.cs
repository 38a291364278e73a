using System.Buffers;
using System.Text;
using System.Text.Json;
using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>Reads JSON objects that follow each other, mostly one a line, with their physical places. The header grows with the columns that they name.</summary>
internal sealed class JsonLinesReader : RecordReader
{
    // Most characters that are held at a time, and so of one object; of the lines that it stands on so many beside it are told with it.
    private const int MostHeld = 1 << 26;
    private const int MostBeside = 4096;

    private static readonly SearchValues<char> Structure = SearchValues.Create("\"{}[]");
    private static readonly SearchValues<char> OfText = SearchValues.Create("\"\\\n");
    private static readonly SearchValues<char> BehindValue = SearchValues.Create(" \t\r\n\"{}[],:");

    private readonly TextReader text;
    private readonly JsonItem item;
    private readonly JsonReaderOptions options;
    private readonly string? counted;
    private char[] buffer = new char[1 << 16];
    private byte[] bytes = new byte[1 << 12];
    private int byteCount;
    private int filled;
    private int start;
    private int end;
    private long line = 1;
    private long lineOffset;
    private long dropped;
    private long droppedBytes;

    /// <param name="text">The text of the file; it is disposed of with the reader.</param>
    /// <param name="columns">The columns that are known beforehand.</param>
    /// <param name="mostDeep">Deepest nesting, at most 64.</param>
    /// <param name="counted">The encoding in which bytes are counted, and where the text begins in these; null where they are not.</param>
    public JsonLinesReader(TextReader text, IReadOnlyList<string> columns, int mostDeep, (string Encoding, long First)? counted = null)
    {
        (this.text, this.counted, droppedBytes) = (text, counted?.Encoding, counted?.First ?? 0);
        item = new JsonItem(columns);
        options = new JsonReaderOptions { MaxDepth = mostDeep, AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Disallow };
    }

    public override IReadOnlyList<string> Header => item.Header;

    public override char? DecimalMark => '.';

    public override int FieldCount => item.Trouble is null ? item.Header.Count : 0;

    public override long Line => line;

    public override long Start => dropped + start;

    internal override (CellTrouble Trouble, TextSpan Span)? Trouble => item.Trouble is var (trouble, from, to) ? (trouble, InText(from, to)) : null;

    // Where the text of the record at hand begins in the buffer: with its line, if that is near.
    private int TextStart => (int)Math.Max(lineOffset - dropped, start - MostBeside);

    /// <exception cref="RecordException">The text is no JSON.</exception>
    public override bool Read()
    {
        if (!Next())
        {
            return false;
        }

        // What is looked through may move in the buffer.
        var length = LengthOfValue();
        end = start + length;
        byteCount = Encoding.UTF8.GetByteCount(buffer, start, end - start);
        bytes = byteCount <= bytes.Length ? bytes : new byte[2 * byteCount];
        var value = bytes.AsSpan(0, Encoding.UTF8.GetBytes(buffer, start, end - start, bytes, 0));
        try
        {
            var json = new Utf8JsonReader(value, options);
            json.Read();
            item.Read(ref json, value);
        }
        catch (JsonException e)
        {
            var record = Whole();
            var at = Math.Min(InText(JsonRecords.ByteOf(e, value), byteCount).Start, record.Text.Length - 1);
            throw new RecordException(record, new TextSpan(at, at + 1), JsonRecords.Broken(e));
        }

        return true;
    }

    public override ReadOnlySpan<char> Field(int index) => item.Field(index);

    public override RecordText Text()
    {
        var record = Whole();
        return record with { Spans = [.. Enumerable.Range(0, item.Header.Count).Select(i => item.PlaceOf(i) is var (from, to) ? InText(from, to) : JsonRecords.Absent(record.Span))] };
    }

    public override void Dispose() => text.Dispose();

    // Goes on to the next character that is not blank.
    private bool Next()
    {
        var breaks = Source.LineBreaks(buffer.AsSpan(start..end));
        if (breaks > 0)
        {
            (line, lineOffset) = (line + breaks, dropped + start + buffer.AsSpan(start..end).LastIndexOfAny('\r', '\n') + 1);
        }

        for (start = end; start < filled || Fill(); start++)
        {
            if (buffer[start] is not (' ' or '\t' or '\r' or '\n'))
            {
                return true;
            }

            // A line may end in two characters.
            if (buffer[start] == '\n' || (buffer[start] == '\r' && ((start + 1 == filled && !Fill()) || buffer[start + 1] != '\n')))
            {
                (line, lineOffset) = (line + 1, dropped + start + 1);
            }
        }

        end = start;
        return false;
    }

    // How long the value is that begins here, up to where it cannot go on. What is wrong in it is for the parser to say.
    private int LengthOfValue()
    {
        var (at, depth, kinds, isText) = (0, 0, 0UL, false);
        if (buffer[start] is not ('"' or '{' or '['))
        {
            return LengthOfWord();
        }

        while (start + at < filled || Fill())
        {
            var found = buffer.AsSpan((start + at)..filled).IndexOfAny(isText ? OfText : Structure);
            if (found < 0)
            {
                at = filled - start;
                continue;
            }

            at += found + 1;
            switch (buffer[start + at - 1])
            {
                case '"' when isText && depth == 0:
                case '\n':
                    return at;
                case '"':
                    isText = !isText;
                    break;
                case '\\':
                    at++;
                    break;
                case '{' or '[' when depth == options.MaxDepth:
                    return at;
                case '{' or '[':
                    kinds = (kinds << 1) | (buffer[start + at - 1] == '{' ? 1UL : 0);
                    depth++;
                    break;
                default:
                    if ((kinds & 1) == (buffer[start + at - 1] == '}' ? 0UL : 1) || depth == 1)
                    {
                        return at;
                    }

                    (kinds, depth) = (kinds >> 1, depth - 1);
                    break;
            }
        }

        return filled - start;
    }

    private int LengthOfWord()
    {
        for (var at = 1; start + at < filled || Fill(); at = filled - start)
        {
            if (buffer.AsSpan((start + at)..filled).IndexOfAny(BehindValue) is >= 0 and var found)
            {
                return at + found;
            }
        }

        return filled - start;
    }

    // What stands in front of the record at hand makes room for more text.
    private bool Fill()
    {
        if (filled == buffer.Length)
        {
            var gone = Math.Max(0, TextStart);
            if (gone < buffer.Length / 2)
            {
                if (buffer.Length >= MostHeld)
                {
                    throw new InvalidDataException($"an object that begins in line {line} is longer than {MostHeld} characters, or never ends");
                }

                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            droppedBytes += counted is null ? 0 : TextBytes.Of(buffer.AsSpan(0, gone), counted);
            Array.Copy(buffer, gone, buffer, 0, filled - gone);
            (dropped, filled, start, end) = (dropped + gone, filled - gone, start - gone, end - gone);
        }

        var read = text.Read(buffer, filled, buffer.Length - filled);
        filled += read;
        return read > 0;
    }

    // The record at hand with what stands beside it on its lines, without the places of its fields.
    private RecordText Whole()
    {
        var behind = 0;
        while (behind < MostBeside && (end + behind < filled || Fill()) && buffer[end + behind] is not ('\r' or '\n'))
        {
            behind++;
        }

        var first = TextStart;
        return new RecordText(new string(buffer, first, end + behind - first), line, dropped + first, [])
        {
            Before = (int)(dropped + first - lineOffset),
            Byte = counted is null ? null : droppedBytes + TextBytes.Of(buffer.AsSpan(0, first), counted),
            Span = new TextSpan(start - first, end - first),
        };
    }

    // A stretch of the bytes of the record in its text.
    private TextSpan InText(int from, int to)
    {
        var first = start - TextStart + Encoding.UTF8.GetCharCount(bytes, 0, Math.Min(from, byteCount));
        return new TextSpan(first, first + Encoding.UTF8.GetCharCount(bytes, Math.Min(from, byteCount), Math.Min(to, byteCount) - Math.Min(from, byteCount)));
    }
}
