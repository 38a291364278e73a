using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>The marks between the digits of a figure.</summary>
/// <param name="Grouping">The mark between groups of three digits, a space standing for all spaces; null without one.</param>
/// <param name="Decimal">The decimal mark; null without one.</param>
/// <param name="Decimals">How many digits follow the decimal mark.</param>
/// <param name="IsLone">Whether there is one mark, before three digits, that may be either.</param>
internal readonly record struct NumeralMarks(char? Grouping, char? Decimal, int Decimals, bool IsLone)
{
    private const int Group = 3;

    /// <summary>The marks of a figure's words; none where it has no digits, no marks, or marks in disorder.</summary>
    public static NumeralMarks Of(Figure figure, ReadOnlySpan<char> words)
    {
        var at = words.IndexOfAnyInRange('0', '9');
        if (at < 0)
        {
            return default;
        }

        var lead = Digits(words[at..]);
        at += lead;
        char? grouping = null, last = null;
        int groups = 0, run = 0;
        while (at + 1 < words.Length && Mark(words[at]) is var mark and not '\0' && Digits(words[(at + 1)..]) is > 0 and var length)
        {
            if (last is not null)
            {
                // A further mark: the one before was one of thousands.
                if (run != Group || (grouping is { } first && first != last))
                {
                    return default;
                }

                (grouping, groups) = (last, groups + 1);
            }

            (last, run) = (mark, length);
            at += 1 + length;
        }

        if (last is not { } final)
        {
            return default;
        }

        if (grouping is { } own)
        {
            return own != final ? (final is '.' or ',' ? new NumeralMarks(own, final, run, false) : default)
                : run == Group && lead <= Group ? new NumeralMarks(own, null, 0, false)
                : default;
        }

        var mayGroup = run == Group && lead <= Group && words[words.IndexOfAnyInRange('0', '9')] != '0';
        return final is not ('.' or ',') ? (mayGroup ? new NumeralMarks(final, null, 0, false) : default)
            : !mayGroup ? new NumeralMarks(null, final, run, false)
            : figure.Place < figure.Scale ? new NumeralMarks(null, final, run, true)
            : new NumeralMarks(final, null, 0, true);
    }

    /// <summary>Where a group before a figure begins that a hard space joins to it although the figure's own digits make no group: "1 2345"; null for none.</summary>
    public static int? BrokenGroup(ReadOnlySpan<char> text, TextSpan figure)
    {
        var at = figure.Start - 1;
        if (Digits(text[figure.Start..figure.End]) <= Group || at < 1 || text[at] == ' ' || !Characters.IsSpace(text[at]) || text[at] == '\t')
        {
            return null;
        }

        var start = at;
        while (start > 0 && Characters.IsDigit(text[start - 1]))
        {
            start--;
        }

        return start < at && at - start <= Group && (start == 0 || Characters.IsLineBreak(text[start - 1]) || text[start - 1] is ' ' or '(') ? start : null;
    }

    private static char Mark(char c) => Characters.IsSpace(c) ? ' ' : Characters.IsApostrophe(c) ? '\'' : c is '.' or ',' ? c : '\0';

    private static int Digits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
