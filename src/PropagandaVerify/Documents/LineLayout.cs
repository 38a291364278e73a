using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>Decides whether the line breaks in a paragraph are wrapping or structure, and splits it in the second case.</summary>
internal static class LineLayout
{
    private const int ShortestWrappedLine = 45;
    private const int ShortestContinuedLine = 20;

    public static IEnumerable<TextSpan> Split(string text, TextSpan paragraph)
    {
        var lines = Lines(text, paragraph).ToList();
        return lines.Count <= 1 || IsWrapped(text, lines)
            ? lines.Count == 0 ? [] : [lines[0].Through(lines[^1])]
            : lines;
    }

    /// <summary>The lines of a range that hold anything, trimmed.</summary>
    public static IEnumerable<TextSpan> Lines(string text, TextSpan range)
    {
        for (var start = range.Start; start < range.End;)
        {
            var end = Characters.LineEnd(text, start, range.End);
            var line = Trim(text, new TextSpan(start, end));
            if (!line.IsEmpty)
            {
                yield return line;
            }

            start = end + 1;
        }
    }

    public static TextSpan Trim(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return new TextSpan(start, end);
    }

    private static bool IsBlank(char c) => Characters.IsSpace(c) || Characters.IsLineBreak(c) || Characters.IsIgnorable(c);

    // A wrapped paragraph has long lines that mostly break off in the middle of a sentence, so that the next one begins in lower case.
    private static bool IsWrapped(string text, List<TextSpan> lines)
    {
        var continued = 0;
        for (var i = 0; i < lines.Count - 1; i++)
        {
            var last = text[lines[i].End - 1];
            var next = text[lines[i + 1].Start];
            var reaches = lines[i].Length >= (char.IsLower(next) && !text.AsSpan(lines[i + 1].Start, lines[i + 1].Length).Contains(':') ? ShortestContinuedLine : ShortestWrappedLine);
            continued += reaches && last is not ('.' or '!' or '?' or ':' or ';') && !char.IsUpper(next) ? 1 : 0;
        }

        return continued * 2 >= lines.Count - 1;
    }
}
