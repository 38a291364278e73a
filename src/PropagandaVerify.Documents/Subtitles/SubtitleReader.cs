using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Subtitles;

/// <summary>Reads SubRip (.srt) and WebVTT (.vtt): what is said, sentence by sentence over the borders of cues; numbers, times, tags, notes and styles are masked.</summary>
internal static class SubtitleReader
{
    private const string Arrow = "-->";

    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits)
    {
        if (bytes.Length > limits.MaxDraftBytes)
        {
            return (null, Diagnostic.OfFile(path, "D009", DiagnosticKind.Incomplete, $"the file is longer than {limits.MaxDraftBytes} bytes, so it was not checked", "split it"));
        }

        var (source, diagnostic) = Source.Decode(path, bytes);
        return source is null ? (null, diagnostic) : Read(source);
    }

    /// <summary>Reads subtitles that are decoded.</summary>
    public static (Document? Document, Diagnostic? Diagnostic) Read(Source source)
    {
        var text = source.Text;
        var reading = Mask.Of(text);
        var blocks = new List<Block>();
        TextSpan? pending = null;
        foreach (var cue in Cues(text))
        {
            var words = Copy(text, cue, reading);
            if (words.IsEmpty)
            {
                continue;
            }

            // A dash opens the words of another speaker.
            if (pending is not null && text[words.Start] is '-' or '–' or '—')
            {
                Add(blocks, ref pending);
            }

            // What stands between two cues of one sentence must not part it.
            if (pending is { } open)
            {
                Array.Fill(reading, Characters.Ignorable, open.End, words.Start - open.End);
                reading[open.End] = ' ';
            }

            pending = pending?.Through(words) ?? words;
            if (text[words.End - 1] is '.' or '!' or '?' or '…' or '"' or '»' or '”')
            {
                Add(blocks, ref pending);
            }
        }

        Add(blocks, ref pending);
        var read = new string(reading);
        return blocks.Count == 0
            ? (null, Diagnostic.OfFile(source.Path, "D002", DiagnosticKind.Incomplete, "no cue was found in it, so nothing in it was checked", "a cue is a line such as `00:01:02,000 --> 00:01:05,000` with its words below"))
            : (new Document { Source = source.With(text, read), Reading = read, Blocks = LongBlocks.Cut(read, blocks), FrontMatter = FrontMatter.Empty }, null);
    }

    private static void Add(List<Block> blocks, ref TextSpan? pending)
    {
        if (pending is { } span)
        {
            blocks.Add(new Block(BlockKind.Paragraph, span, 0, blocks.Count));
            pending = null;
        }
    }

    // The lines below a line of times, up to a blank one.
    private static IEnumerable<TextSpan> Cues(string text)
    {
        int? first = null;
        for (var at = 0; at <= text.Length;)
        {
            var end = at < text.Length ? Characters.LineEnd(text, at, text.Length) : at;
            var line = text.AsSpan(at, end - at);
            if (line.Contains(Arrow, StringComparison.Ordinal))
            {
                first = end;
            }
            else if (line.IsWhiteSpace())
            {
                if (first is { } start)
                {
                    yield return new TextSpan(start, at);
                }

                first = null;
            }

            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        if (first is { } last)
        {
            yield return new TextSpan(last, text.Length);
        }
    }

    // Copies the words of a cue, without tags (<i>, <00:01.000>, {\an8}); its line breaks only wrap.
    private static TextSpan Copy(string text, TextSpan cue, char[] reading)
    {
        var (first, end) = (-1, -1);
        for (var at = cue.Start; at < cue.End; at++)
        {
            var close = text[at] switch { '<' => '>', '{' => '}', _ => '\0' };
            if (close != '\0' && text.IndexOf(close, at, cue.End - at) is >= 0 and var stop)
            {
                at = stop;
                continue;
            }

            if (Characters.IsLineBreak(text[at]))
            {
                reading[at] = first >= 0 ? ' ' : reading[at];
                continue;
            }

            reading[at] = text[at];
            if (!Characters.IsSpace(text[at]))
            {
                first = first < 0 ? at : first;
                end = at + 1;
            }
        }

        return first < 0 ? default : new TextSpan(first, end);
    }
}
