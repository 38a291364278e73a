using System.Buffers;
using System.Text;

namespace PropagandaVerify.Text;

/// <summary>Classes of characters that real text uses for one purpose, and the folding under which two spellings of a word are the same.</summary>
internal static class Characters
{
    // Decomposition needs culture data, which the tool runs without; these are the accented letters of languages in Latin script.
    private const string Accented = "àáâãäåāăąçćčĉċďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųŵýÿŷźżž";
    private const string Plain = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssssttttuuuuuuuuuuwyyyzzz";

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\n\r\u0085\u2028\u2029\f\v");

    private static readonly (char Mark, string From, string To)[] Compositions =
    [
        ('\u0300', "aeiou", "àèìòù"), ('\u0301', "aeiouycnsz", "áéíóúýćńśź"), ('\u0302', "aeiou", "âêîôû"), ('\u0303', "ano", "ãñõ"),
        ('\u0308', "aeiouy", "äëïöüÿ"), ('\u030A', "au", "åů"), ('\u030C', "cdenrstz", "čďěňřšťž"), ('\u0327', "cst", "çşţ"),
    ];

    private const int Short = 128;

    /// <summary>Stands for a character of markup in a reading text, which keeps the length of its source. Readers skip it.</summary>
    public const char Ignorable = '\u2060';

    public static bool IsIgnorable(char c) =>
        c is Ignorable or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u02BC' or '\u2018';

    /// <summary>A space within a line.</summary>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\u00A0' or '\u202F' or '\u2009' or '\u2007' or '\u2008' or '\u200A' or '\u3000' or (>= '\u2000' and <= '\u2006');

    public static bool IsLineBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' or '\f' or '\v';

    /// <summary>Where the line that holds a place ends, at the latest at a limit.</summary>
    public static int LineEnd(string text, int at, int limit) => text.AsSpan(at, limit - at).IndexOfAny(LineBreaks) is >= 0 and var length ? at + length : limit;

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsMinus(char c) => c is '-' or '\u2212' or '\u2010' or '\u2011';

    public static bool IsDash(char c) => c is '\u2013' or '\u2014';

    /// <summary>Lower case, one kind of apostrophe, ligatures opened; accents stay, since they tell words apart.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        if (text.Length <= Short && OnlyChangesCase(text))
        {
            Span<char> lower = stackalloc char[text.Length];
            text.ToLowerInvariant(lower);
            return new string(lower);
        }

        var folded = new StringBuilder(text.Length + 2);
        foreach (var c in text)
        {
            if (IsIgnorable(c))
            {
                continue;
            }

            switch (c)
            {
                case >= '\u0300' and <= '\u036F' when folded.Length > 0 && Composed(folded[^1], c) is { } letter: folded[^1] = letter; break;
                case 'œ' or 'Œ': folded.Append("oe"); break;
                case 'æ' or 'Æ': folded.Append("ae"); break;
                case var a when IsApostrophe(a): folded.Append('\''); break;
                case var m when IsMinus(m): folded.Append('-'); break;
                case var s when IsSpace(s) || IsLineBreak(s): folded.Append(' '); break;
                default: folded.Append(char.ToLowerInvariant(c)); break;
            }
        }

        return folded.ToString();
    }

    // ASCII without control characters, and the letters of Latin-1 but for its ligatures: nearly all words.
    private static bool OnlyChangesCase(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= ' ' and <= '~') or (>= 'À' and <= 'ÿ' and not ('Æ' or 'æ'))))
            {
                return false;
            }
        }

        return true;
    }

    // Text from some systems writes "é" as two characters.
    private static char? Composed(char letter, char mark)
    {
        foreach (var (combining, from, to) in Compositions)
        {
            if (combining == mark && from.IndexOf(letter) is >= 0 and var at)
            {
                return to[at];
            }
        }

        return null;
    }

    /// <summary>Folded, without accents, and only letters and digits: the form under which names are looked up.</summary>
    public static string Key(ReadOnlySpan<char> text)
    {
        var folded = Fold(text);
        Span<char> key = folded.Length <= Short ? stackalloc char[folded.Length] : new char[folded.Length];
        var length = 0;
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c))
            {
                var accented = c < 128 ? -1 : Accented.IndexOf(c);
                key[length++] = accented >= 0 ? Plain[accented] : c;
            }
        }

        return length == folded.Length && folded.AsSpan().SequenceEqual(key) ? folded : new string(key[..length]);
    }
}
