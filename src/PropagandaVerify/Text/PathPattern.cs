using System.Text;
using System.Text.RegularExpressions;

namespace PropagandaVerify.Text;

/// <summary>A pattern of paths: <c>*</c> stands for anything within a name, <c>**</c> for folders too, <c>?</c> for one character. Without a slash it goes for the name in every folder.</summary>
public sealed class PathPattern
{
    private readonly Lazy<Regex> pattern;

    public PathPattern(string text)
    {
        Text = text;
        pattern = new Lazy<Regex>(() => new Regex(Expression(text), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <param name="path">A path with slashes, relative to the folder that the pattern is about.</param>
    public bool Matches(string path) => pattern.Value.IsMatch(path);

    private static string Expression(string text)
    {
        var expression = new StringBuilder(text.Contains('/', StringComparison.Ordinal) ? @"\A" : @"\A(?:.*/)?");
        var start = text.StartsWith("./", StringComparison.Ordinal) ? 2 : 0;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '*' && i + 1 < text.Length && text[i + 1] == '*')
            {
                // `a/**/b` also means `a/b`.
                var isFolder = i + 2 < text.Length && text[i + 2] == '/' && (i == start || text[i - 1] == '/');
                expression.Append(isFolder ? "(?:.*/)?" : ".*");
                i += isFolder ? 2 : 1;
            }
            else
            {
                expression.Append(text[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return expression.Append(text.EndsWith('/') ? @".*\z" : @"\z").ToString();
    }
}
