using System.Text;

namespace PropagandaVerify.Cli;

/// <summary>
/// The difference of two versions of a draft as a unified diff that `patch` takes: line ends and a missing last one are kept, which renderers
/// that first split a text into lines lose.
/// </summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static string Of(string path, string before, string after)
    {
        var (old, changed) = (Lines(before), Lines(after));
        var differing = Differing(old, changed);
        var diff = new StringBuilder();
        for (var i = 0; i < differing.Count;)
        {
            // Changes whose contexts touch share a hunk.
            var last = i;
            while (last + 1 < differing.Count && differing[last + 1].Old - differing[last].OldEnd <= 2 * Context)
            {
                last++;
            }

            diff.Append(diff.Length == 0 ? $"--- {path}\n+++ {path}\n" : "");
            Hunk(diff, old, changed, differing.GetRange(i, last - i + 1));
            i = last + 1;
        }

        return diff.ToString();
    }

    private static void Hunk(StringBuilder diff, List<string> old, List<string> changed, List<(int Old, int OldEnd, int New, int NewEnd)> changes)
    {
        var first = Math.Max(0, changes[0].Old - Context);
        var end = Math.Min(old.Count, changes[^1].OldEnd + Context);
        var (newFirst, newEnd) = (changes[0].New - (changes[0].Old - first), changes[^1].NewEnd + (end - changes[^1].OldEnd));
        diff.Append($"@@ -{first + 1},{end - first} +{newFirst + 1},{newEnd - newFirst} @@\n");
        var at = first;
        foreach (var change in changes)
        {
            Append(diff, ' ', old, at, change.Old);
            Append(diff, '-', old, change.Old, change.OldEnd);
            Append(diff, '+', changed, change.New, change.NewEnd);
            at = change.OldEnd;
        }

        Append(diff, ' ', old, at, end);
    }

    private static void Append(StringBuilder diff, char mark, List<string> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            diff.Append(mark).Append(lines[i]).Append(lines[i].EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        }
    }

    // Repairs replace words inside lines, so lines correspond one to one; where one was joined with the next, all between the ends counts as changed.
    private static List<(int Old, int OldEnd, int New, int NewEnd)> Differing(List<string> old, List<string> changed)
    {
        if (old.Count == changed.Count)
        {
            return [.. Enumerable.Range(0, old.Count).Where(i => old[i] != changed[i]).Select(i => (i, i + 1, i, i + 1))];
        }

        var head = 0;
        while (head < Math.Min(old.Count, changed.Count) && old[head] == changed[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < Math.Min(old.Count, changed.Count) - head && old[^(tail + 1)] == changed[^(tail + 1)])
        {
            tail++;
        }

        return [(head, old.Count - tail, head, changed.Count - tail)];
    }

    // Each line with its end.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
