namespace PropagandaVerify.Text;

/// <summary>A pattern of paths in the manner of ignore files: <c>*</c>, <c>?</c> and <c>[a-z]</c> within a name, <c>**</c> for any folders between, <c>\</c> before a character that is meant as it is.</summary>
public sealed class PathPattern(string pattern)
{
    private const string AnyFolders = "**";

    private readonly Part[] parts = [.. pattern.Split('/').Select(name => new Part(name == AnyFolders, Signs(name)))];

    /// <summary>The pattern as written.</summary>
    public string Text { get; private init; } = pattern;

    /// <summary>A pattern of files seen from the folder of the file that holds it: without a slash it goes for the name in every folder, and one of a folder for all in it.</summary>
    public static PathPattern From(string written)
    {
        var pattern = written.StartsWith("./", StringComparison.Ordinal) ? written[2..] : written;
        return new PathPattern(pattern.EndsWith('/') ? pattern + AnyFolders : pattern.Contains('/', StringComparison.Ordinal) ? pattern : $"{AnyFolders}/{pattern}") { Text = written };
    }

    /// <summary>Whether a path holds a character that patterns give a meaning.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>Whether the pattern is the whole of a path with slashes.</summary>
    public bool Matches(string path) => Matches(path.Split('/'));

    /// <summary>Whether the pattern is the whole of a path.</summary>
    /// <param name="path">The names of its folders and its own.</param>
    public bool Matches(ReadOnlySpan<string> path) => Matches<Part, string>(parts, path, static part => part.IsAnyFolders, static (part, name) => Matches<Sign, char>(part.Signs, name.AsSpan(), static sign => sign.IsStar, static (sign, c) => sign.Fits(c)));

    // Goes back to the last star alone, so that the time is at most the product of the lengths.
    private static bool Matches<TPart, TItem>(ReadOnlySpan<TPart> parts, ReadOnlySpan<TItem> items, Func<TPart, bool> isStar, Func<TPart, TItem, bool> fits)
    {
        var (part, item, star, taken) = (0, 0, -1, 0);
        while (item < items.Length)
        {
            if (part < parts.Length && isStar(parts[part]))
            {
                (star, taken) = (part++, item);
            }
            else if (part < parts.Length && fits(parts[part], items[item]))
            {
                part++;
                item++;
            }
            else if (star >= 0)
            {
                part = star + 1;
                item = ++taken;
            }
            else
            {
                return false;
            }
        }

        while (part < parts.Length && isStar(parts[part]))
        {
            part++;
        }

        return part == parts.Length;
    }

    private static Sign[] Signs(string pattern)
    {
        var signs = new List<Sign>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[' && pattern.IndexOf(']', Math.Min(pattern.Length, i + 2)) is > 0 and var end)
            {
                signs.Add(new Sign(pattern[(i + 1)..end], IsStar: false, IsSet: true));
                i = end;
            }
            else if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                signs.Add(new Sign(pattern[++i].ToString(), IsStar: false, IsSet: false));
            }
            else
            {
                signs.Add(new Sign(pattern[i] == '?' ? null : pattern[i].ToString(), pattern[i] == '*', IsSet: false));
            }
        }

        return [.. signs];
    }

    private sealed record Part(bool IsAnyFolders, Sign[] Signs);

    /// <summary>One sign of a pattern of names: a star, any character (no text), one of a set, or itself.</summary>
    private readonly record struct Sign(string? Text, bool IsStar, bool IsSet)
    {
        public bool Fits(char c) => Text is null || (IsSet ? Holds(c) : Text[0] == c);

        private bool Holds(char c)
        {
            var isNegated = Text![0] is '!' or '^';
            var set = isNegated ? Text[1..] : Text;
            for (var i = 0; i < set.Length; i++)
            {
                var isRange = i + 2 < set.Length && set[i + 1] == '-';
                if (isRange ? set[i] <= c && c <= set[i + 2] : set[i] == c)
                {
                    return !isNegated;
                }

                i += isRange ? 2 : 0;
            }

            return isNegated;
        }
    }
}
