using System.Text;

namespace PropagandaVerify.Text;

/// <summary>A file as decoded text. Offsets everywhere in the project count UTF-16 code units of <see cref="Text"/>.</summary>
public sealed class Source
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Bytes 0x80–0x9F of Windows-1252; the five undefined ones map to themselves, as browsers do.
    private const string Windows1252High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>The encoding of texts that say none and are no UTF-8.</summary>
    internal static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Bytes are counted from the last of these places in front of an offset, since a text may be one line.
    private const int BetweenCounts = 4096;

    private readonly Lazy<int[]> lineStarts;
    private readonly Lazy<long[]> byteCounts;

    public Source(string path, string text, string encoding = "utf-8", bool hasMark = false)
    {
        Path = path;
        Text = text;
        Encoding = encoding;
        HasMark = hasMark;
        lineStarts = new Lazy<int[]>(() => LineStarts(Text));
        byteCounts = new Lazy<long[]>(ByteCounts);
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The encoding that the bytes were read in, by its IANA name.</summary>
    public string Encoding { get; }

    /// <summary>Whether the bytes began with a mark of their encoding.</summary>
    public bool HasMark { get; }

    /// <summary>Where the text stands in a file whose bytes are no text, such as that of a word processor, in the order of the text; empty for a text file.</summary>
    public IReadOnlyList<Origin> Origins { get; init; } = [];

    /// <summary>The text as its reader takes it, of the same length, markup and references to characters replaced by characters that readers skip; null where it is read as it stands.</summary>
    public string? Reading { get; init; }

    /// <summary>Opens the bytes of a dataset that is read record by record; the text is then empty. Null for a file that is held.</summary>
    public Func<Stream>? Bytes { get; init; }

    /// <summary>Where the lines of the text stand in the file, in rising order, where the text is an excerpt; empty where it is whole.</summary>
    public IReadOnlyList<ExcerptLine> Lines { get; init; } = [];

    /// <summary>Where an offset stands in such a file; null in a text file, and between two stretches.</summary>
    public Origin? OriginOf(int offset) => FirstOrigin(offset) is var at && at < Origins.Count && Origins[at].Span.Start <= offset ? Origins[at] : null;

    /// <summary>The boxes of a stretch, one for each line of a page that it stands on; none where the format has no pages.</summary>
    public IReadOnlyList<(int Page, Box Box)> BoxesOf(TextSpan span)
    {
        var boxes = new List<(int Page, Box Box)>();
        for (var at = FirstOrigin(span.Start); at < Origins.Count && Origins[at].Span.Start < span.End; at++)
        {
            if (Origins[at] is not { Page: { } page } origin || origin.BoxOf(span) is not { } box)
            {
                continue;
            }

            if (boxes is [.., var last] && last.Page == page && last.Box.GoesOn(box))
            {
                boxes[^1] = (page, last.Box.Around(box));
            }
            else
            {
                boxes.Add((page, box));
            }
        }

        return boxes;
    }

    // The first that ends behind an offset.
    private int FirstOrigin(int offset)
    {
        var (low, high) = (0, Origins.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Origins[middle].Span.End > offset ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The same file with another text, or with the text as its reader takes it.</summary>
    public Source With(string text, string? reading = null) => new(Path, text, Encoding, HasMark) { Reading = reading };

    /// <summary>The text as bytes in its encoding, mark included; null when a character has no place in it.</summary>
    public byte[]? Encoded()
    {
        var encoding = Encoding switch
        {
            "utf-16le" => System.Text.Encoding.Unicode,
            "utf-16be" => System.Text.Encoding.BigEndianUnicode,
            "windows-1252" => null,
            "utf-8" => StrictUtf8,
            var name => CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        };
        byte[] mark = !HasMark ? [] : Encoding is "utf-16le" or "utf-16be" ? encoding!.GetPreamble() : [0xEF, 0xBB, 0xBF];
        if (encoding is null)
        {
            return EncodedWindows1252(Text) is { } single ? [.. mark, .. single] : null;
        }
        try
        {
            return [.. mark, .. encoding.GetBytes(Text)];
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// Decodes bytes by their mark, else by the encoding that they declare, else as UTF-8, else as Windows-1252. Reading never fails: a file that is no text gives a null source and a
    /// diagnostic.
    /// </summary>
    /// <param name="declared">The name of an encoding that the file itself declares; null where it declares none.</param>
    public static (Source? Source, Diagnostic? Diagnostic) Decode(string path, ReadOnlySpan<byte> bytes, string? declared = null)
    {
        if (bytes.IsEmpty)
        {
            return (null, Diagnostic.OfFile(path, "D002", DiagnosticKind.Incomplete, "the file is empty, so nothing in it was checked", "remove it from the run, or give it its text"));
        }

        var (text, encoding, hasMark) = DecodeText(bytes, declared);
        if (LooksBinary(text))
        {
            return (null, Diagnostic.OfFile(path, "D003", DiagnosticKind.Incomplete, "this is no text file (it holds control bytes)", "drafts are read as plain text (.txt) or Markdown (.md), datasets as CSV (.csv); export the file to one of these, or name its format with `--as`"));
        }

        return string.IsNullOrWhiteSpace(text)
            ? (null, Diagnostic.OfFile(path, "D002", DiagnosticKind.Incomplete, "the file holds only blank space, so nothing in it was checked", "remove it from the run, or give it its text"))
            : (new Source(path, text, encoding, hasMark), null);
    }

    public string TextOf(TextSpan span) => Text[span.Start..span.End];

    /// <summary>The words of a stretch as people see them: without the markup among them.</summary>
    public string WordsOf(TextSpan span) => Reading is null ? TextOf(span) : Reading[span.Start..span.End].Replace(Characters.Ignorable.ToString(), "", StringComparison.Ordinal);

    /// <summary>The offset in the file of an offset in the text, which differ where the text is an excerpt.</summary>
    public long FileOffset(int offset) => Lines.Count == 0 ? offset : Lines[LineOf(offset)].Offset + offset - lineStarts.Value[LineOf(offset)];

    /// <summary>Where an offset stands in the file, the same for every excerpt: the stretch of a file whose bytes are no text, and the offset in it; the offset in the file of a text file.</summary>
    public (string? Stretch, long Offset) InFile(int offset) => OriginOf(offset) is { } origin ? (origin.Name, offset - origin.Span.Start) : (null, FileOffset(offset));

    /// <summary>The offset in the bytes of the file, the mark of its encoding included; null in a file whose bytes are no text, and in an encoding whose bytes cannot be counted.</summary>
    public long? ByteOffset(int offset)
    {
        if (Origins.Count > 0 || !TextBytes.CanCount(Encoding))
        {
            return null;
        }

        if (Lines.Count > 0)
        {
            var line = LineOf(offset);
            return Lines[line].Byte + TextBytes.Of(Text.AsSpan()[lineStarts.Value[line]..offset], Encoding);
        }

        var counted = offset / BetweenCounts;
        return (HasMark ? TextBytes.MarkLength(Encoding) : 0) + byteCounts.Value[counted] + TextBytes.Of(Text.AsSpan()[(counted * BetweenCounts)..offset], Encoding);
    }

    public LinePosition PositionOf(int offset)
    {
        var line = LineOf(offset);
        var at = offset - lineStarts.Value[line] + 1;
        return line < Lines.Count ? new LinePosition(Lines[line].Number, Lines[line].Before + at) : new LinePosition(line + 1, at);
    }

    /// <summary>The line around an offset without its line break, and where the offset stands in it; of a line of which an excerpt has a part, that part.</summary>
    public (string Text, int At) LineAround(int offset)
    {
        var line = LineOf(offset);
        return (TextOfLine(line), offset - lineStarts.Value[line]);
    }

    /// <summary>Where an offset stands, as people say it without naming the file: "12:31", or "paragraph 12" where the file has no lines.</summary>
    public string Where(int offset) => OriginOf(offset)?.Name ?? (PositionOf(offset) is var at ? $"{at.Line}:{at.Column}" : "");

    /// <summary>The same behind the name of the file.</summary>
    public string Located(int offset) => Origins.Count == 0 ? $"{Path}:{Where(offset)}" : $"{Path}, {Where(offset)}";

    /// <summary>The text of a line (counted from 1) without its line break.</summary>
    public string LineText(int line) => TextOfLine(Held(line) - 1);

    /// <summary>The offset of a line and column, both counted from 1, held inside the text.</summary>
    public int OffsetOf(int line, int column)
    {
        var starts = lineStarts.Value;
        line = Held(line);
        return line > starts.Length ? Text.Length : Math.Min(Text.Length, starts[Math.Max(0, line - 1)] + Math.Max(0, column - 1));
    }

    // The line of the text, from 0, that an offset stands in; behind the last line of an excerpt it is that line.
    private int LineOf(int offset)
    {
        var index = Array.BinarySearch(lineStarts.Value, offset);
        var line = index >= 0 ? index : ~index - 1;
        return Lines.Count > 0 ? Math.Min(Lines.Count - 1, line) : line;
    }

    private string TextOfLine(int line)
    {
        var starts = lineStarts.Value;
        return Text[starts[line]..(line + 1 < starts.Length ? starts[line + 1] : Text.Length)].TrimEnd('\r', '\n');
    }

    private long[] ByteCounts()
    {
        var counts = new long[(Text.Length / BetweenCounts) + 1];
        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] = counts[i - 1] + TextBytes.Of(Text.AsSpan((i - 1) * BetweenCounts, BetweenCounts), Encoding);
        }

        return counts;
    }

    // The line of the text, from 1, that is this line of the file, or the next one that the text has.
    private int Held(int line)
    {
        if (Lines.Count == 0)
        {
            return line;
        }

        var (low, high) = (0, Lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Lines[middle].Number < line ? (middle + 1, high) : (low, middle);
        }

        return low + 1;
    }

    private static (string Text, string Encoding, bool HasMark) DecodeText(ReadOnlySpan<byte> bytes, string? declared)
    {
        var (marked, length) = TextBytes.MarkOf(bytes);
        var hasMark = marked is not null;
        bytes = bytes[length..];
        if (marked is "utf-16le" or "utf-16be")
        {
            return ((marked == "utf-16le" ? System.Text.Encoding.Unicode : System.Text.Encoding.BigEndianUnicode).GetString(bytes), marked, true);
        }

        if (!hasMark && MarklessUtf16(bytes) is { } utf16)
        {
            return (utf16.GetString(bytes), utf16 == System.Text.Encoding.Unicode ? "utf-16le" : "utf-16be", false);
        }

        if (!hasMark && declared is not null && ByteEncoding(declared) is { } byName)
        {
            return byName.Encoding is { } encoding ? (encoding.GetString(bytes), byName.Name, false) : (DecodeWindows1252(bytes), byName.Name, false);
        }

        try
        {
            return (StrictUtf8.GetString(bytes), "utf-8", hasMark);
        }
        catch (DecoderFallbackException)
        {
            // What has a mark of UTF-8 and is none keeps the mark, so that its bytes can be counted and written back.
            return (DecodeWindows1252(bytes), "windows-1252", hasMark);
        }
    }

    // An encoding of single bytes or pairs; names of Latin 1 and of ASCII mean Windows-1252, as in browsers. Null for UTF-8, and for UTF-16, which only a mark tells.
    private static (string Name, Encoding? Encoding)? ByteEncoding(string declared)
    {
        var name = declared.Trim().ToLowerInvariant();
        return name is "windows-1252" or "cp1252" or "x-cp1252" or "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "l1" or "ascii" or "us-ascii" ? ("windows-1252", null)
            : CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding ? (encoding.WebName, encoding)
            : null;
    }

    // Latin text in UTF-16 has a zero in nearly every second byte, which no other text encoding has.
    private static Encoding? MarklessUtf16(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length & ~1, 4096)];
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var pairs = sample.Length / 2;
        return pairs < 4 ? null
            : odd > pairs * 3 / 4 && even == 0 ? System.Text.Encoding.Unicode
            : even > pairs * 3 / 4 && odd == 0 ? System.Text.Encoding.BigEndianUnicode
            : null;
    }

    private static string DecodeWindows1252(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            text.Append(b is >= 0x80 and <= 0x9F ? Windows1252High[b - 0x80] : (char)b);
        }

        return text.ToString();
    }

    private static byte[]? EncodedWindows1252(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var high = text[i] is < '\u0080' or (>= '\u00A0' and <= '\u00FF') ? text[i] : Windows1252High.IndexOf(text[i], StringComparison.Ordinal) is var at and >= 0 ? at + 0x80 : -1;
            if (high < 0)
            {
                return null;
            }

            bytes[i] = (byte)high;
        }

        return bytes;
    }

    private static bool LooksBinary(string text)
    {
        var controls = 0;
        foreach (var c in text)
        {
            if (c == '\0')
            {
                return true;
            }

            controls += (c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v')) || c is >= '\u0081' and <= '\u009F' ? 1 : 0;
        }

        return controls > 2 + (text.Length / 200);
    }

    /// <summary>How many lines end in a stretch; a line break that a stretch cuts in two is none of its end.</summary>
    internal static int LineBreaks(ReadOnlySpan<char> text)
    {
        var breaks = text.Count('\n');
        for (var at = text.IndexOf('\r'); at >= 0;)
        {
            breaks += at + 1 == text.Length || text[at + 1] != '\n' ? 1 : 0;
            var next = text[(at + 1)..].IndexOf('\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return breaks;
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
