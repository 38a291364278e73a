using System.Globalization;
using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>Text of drafts inside a web page: it shows as it stands, and what would steer the page, a terminal or the direction of the text is shown by its name.</summary>
internal static class PageText
{
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ when Characters.IsLineBreak(c) || c == '\t' => escaped.Append(' '),

                // Controls have signs of their own in Unicode.
                < ' ' => escaped.Append((char)('\u2400' + c)),
                _ when Terminal.IsDirection(c) || c is '\u007F' or (>= '\u0080' and <= '\u009F') or '\u200E' or '\u200F' or '\u061C' => escaped.Append(CultureInfo.InvariantCulture, $"\u27E8U+{(int)c:X4}\u27E9"),
                _ when char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' => escaped.Append('\uFFFD'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The beginning of a text, with a sign where it was cut.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";
}
