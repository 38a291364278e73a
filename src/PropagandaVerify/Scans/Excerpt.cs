using System.Text;
using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Scans;

/// <summary>Some records of a file as a source of their own, whose places are those of the file.</summary>
internal static class Excerpt
{
    /// <summary>The records one below the other.</summary>
    public static Source Of(Source file, string encoding, IReadOnlyList<RecordText> records)
    {
        var (text, lines, origins) = (new StringBuilder(), new List<ExcerptLine>(), new List<Origin>());
        foreach (var record in records)
        {
            var (start, first) = (text.Length, lines.Count);
            text.Append(record.Text).Append('\n');
            if (record.Name is { } name)
            {
                // In the text of the whole file the row has a line of its own.
                origins.Add(new Origin(new TextSpan(start, text.Length), name));
                lines.Add(new ExcerptLine((int)record.Line, 0, start, null));
                continue;
            }

            foreach (var line in LineStarts(record.Text))
            {
                lines.Add(new ExcerptLine((int)record.Line + lines.Count - first, line == 0 ? record.Before : 0, record.Offset + line, record.Byte + TextBytes.Of(record.Text.AsSpan(0, line), encoding)));
            }
        }

        return new Source(file.Path, text.ToString(), encoding) { Lines = lines, Origins = origins };
    }

    private static IEnumerable<int> LineStarts(string text) =>
        Enumerable.Range(0, text.Length).Where(i => text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))).Select(i => i + 1).Prepend(0);
}
