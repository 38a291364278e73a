using System.Text;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Text of drafts inside Markdown: it shows as it stands, and makes no markup, link, mention or formula.</summary>
internal static class MarkdownText
{
    public static string Escaped(string text)
    {
        var line = Printable(text);
        var escaped = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            escaped.Append(line[i] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",

                // Forges look for mentions, numbers of issues and formulas in what Markdown leaves.
                '@' => "@<!-- -->",
                '#' => "#<!-- -->",
                '$' => "<span>&#36;</span>",
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' => $"\\{line[i]}",

                // A bare address becomes a link by these.
                ':' when line.AsSpan(i).StartsWith("://", StringComparison.Ordinal) => "\\:",
                '.' when i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => "\\.",
                '-' or '+' or '=' when line.AsSpan(0, i).IsWhiteSpace() => $"\\{line[i]}",
                '.' or ')' when i > 0 && (i + 1 == line.Length || line[i + 1] == ' ') && line.AsSpan(0, i).TrimStart().IndexOfAnyExceptInRange('0', '9') < 0 => $"\\{line[i]}",
                var c => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
