using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>Makes text of drafts safe to print on a terminal, and tells how wide it is there.</summary>
public static class Terminal
{
    /// <summary>The text without what steers a terminal; special spaces and line breaks are shown as spaces.</summary>
    public static string Printable(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var c = source[i];
            span[i] = Characters.IsSpace(c) || c is '\n' or '\r' ? ' ' : char.IsControl(c) || IsDirection(c) ? '\uFFFD' : c;
        }
    });

    /// <summary>Whether a character turns the direction of the text behind it.</summary>
    internal static bool IsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The columns that a text takes: ideographs two, combining marks none.</summary>
    internal static int Columns(string text)
    {
        var columns = 0;
        foreach (var c in text)
        {
            columns += char.IsLowSurrogate(c) || Characters.IsIgnorable(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? 0
                : c is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFF60') || char.IsHighSurrogate(c) ? 2 : 1;
        }

        return columns;
    }
}
