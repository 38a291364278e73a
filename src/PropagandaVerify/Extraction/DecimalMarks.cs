using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Tells from its numbers which decimal mark a draft uses, where the countries of a language differ ("1,234.5" in Mexico, "1.234,5" in Spain). Two groups of thousands, or decimals that
/// are not three, cannot be misread; a lone mark before three digits speaks for thousands. The other mark needs one of the first and more of both than the language's own.
/// </summary>
internal static class DecimalMarks
{
    public static char Of(ReadOnlySpan<char> text, char own)
    {
        var other = own == ',' ? '.' : ',';
        int forOwn = 0, forOther = 0, certain = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!Characters.IsDigit(text[at]) || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or ',' or '/' or ':' or '-')))
            {
                continue;
            }

            var (decimals, isCertain) = Read(text[at..]);
            forOwn += decimals == own ? 1 : 0;
            forOther += decimals == other ? 1 : 0;
            certain += decimals == other && isCertain ? 1 : 0;
        }

        return certain > 0 && forOther > forOwn ? other : own;
    }

    // The decimal mark that a number speaks for, and whether it could be no other; no mark where it says nothing.
    private static (char Mark, bool IsCertain) Read(ReadOnlySpan<char> text)
    {
        var lead = Digits(text);
        if (lead >= text.Length || text[lead] is not ('.' or ',') || Digits(text[(lead + 1)..]) == 0)
        {
            return default;
        }

        var first = text[lead];
        var opposite = first == '.' ? ',' : '.';
        var at = lead;
        var groups = 0;
        while (at < text.Length && text[at] == first && Digits(text[(at + 1)..]) == 3)
        {
            groups++;
            at += 4;
        }

        if (groups == 0)
        {
            // "3.5", but neither "4.2.1" nor an hour such as "18.30".
            var decimals = Digits(text[(lead + 1)..]);
            var end = lead + 1 + decimals;
            var goesOn = end + 1 < text.Length && text[end] is '.' or ',' or '/' or ':' && Characters.IsDigit(text[end + 1]);
            return goesOn || (decimals == 2 && lead <= 2) ? default : (first, decimals == 1);
        }

        if (at < text.Length && text[at] == first && Digits(text[(at + 1)..]) > 0)
        {
            return default;
        }

        var hasDecimals = at < text.Length && text[at] == opposite && Digits(text[(at + 1)..]) > 0;
        return lead > 3 || text[0] == '0' ? (first, false) : (opposite, groups > 1 || hasDecimals);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && Characters.IsDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
