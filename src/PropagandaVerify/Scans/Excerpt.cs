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
        var (text, lines, origins) = (new StringBuilder(), new List<int>(), new List<Origin>());
        foreach (var record in records)
        {
            var start = text.Length;
            text.Append(record.Text).Append('\n');
            if (record.Name is { } name)
            {
                origins.Add(new Origin(new TextSpan(start, text.Length), name));
                continue;
            }

            for (var line = 0; line < 1 + LineBreaks(record.Text); line++)
            {
                lines.Add((int)record.Line + line);
            }
        }

        return new Source(file.Path, text.ToString(), encoding) { Lines = lines, Origins = origins };
    }

    private static int LineBreaks(string text) => text.Count(c => c == '\n') + text.Where((c, i) => c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')).Count();
}
