using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>What the ignore files of a folder leave out of it, as version control reads them: the last line that fits decides, and a line that begins with <c>!</c> takes back.</summary>
internal sealed class IgnoreFile
{
    /// <summary>The files that say what is left out, the later ones with the last word.</summary>
    public static IReadOnlyList<string> Names { get; } = [".gitignore", ".pverifyignore"];

    private readonly List<(PathPattern Pattern, bool IsTakenBack, bool IsFolder)> lines = [];

    public IgnoreFile(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(l => l.EndsWith("\\ ", StringComparison.Ordinal) ? l : l.TrimEnd()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var isTakenBack = line[0] == '!';
            var isFolder = line.EndsWith('/');
            var pattern = line[(isTakenBack ? 1 : 0)..(isFolder ? ^1 : ^0)];

            // A slash at its beginning or within ties a pattern to the folder of the file; without one it fits at any depth.
            pattern = pattern.Contains('/', StringComparison.Ordinal) ? pattern.TrimStart('/') : $"**/{pattern}";
            if (pattern.Length > 0)
            {
                this.lines.Add((new PathPattern(pattern.EndsWith("/**", StringComparison.Ordinal) ? pattern + "/*" : pattern), isTakenBack, isFolder));
            }
        }
    }

    /// <summary>Whether something is left out; null where no line speaks of it.</summary>
    /// <param name="path">Its path from the folder of the file, name by name.</param>
    public bool? Ignores(ReadOnlySpan<string> path, bool isFolder)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if ((isFolder || !lines[i].IsFolder) && lines[i].Pattern.Matches(path))
            {
                return !lines[i].IsTakenBack;
            }
        }

        return null;
    }
}
