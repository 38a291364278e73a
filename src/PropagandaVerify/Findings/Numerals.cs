using System.Globalization;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>Puts another number or date into written words, in the same typography.</summary>
internal static class Numerals
{
    /// <summary>The words with another number in the place of theirs; null where the number has endless decimals or none stands there.</summary>
    /// <param name="text">The words.</param>
    /// <param name="value">The other number, without the scale word's factor.</param>
    /// <param name="written">The number that they hold, which tells a mark of decimals from one of thousands.</param>
    /// <param name="isProse">Whether five digits may be grouped although these words show no mark of thousands.</param>
    /// <param name="marks">The marks of decimals and thousands that take the place of those which the words do not show.</param>
    public static string? With(string text, Rational value, Rational written, bool isProse, (char Decimal, char Group) marks)
    {
        if (value.RoundedTo(0.000_001m) != value || Digits(text) is not var (first, last))
        {
            return null;
        }

        // Words between two numbers make a range, which one number cannot replace.
        var old = text.AsSpan(first, last - first + 1);
        foreach (var c in old)
        {
            if (!Characters.IsDigit(c) && !Characters.IsSpace(c) && !Characters.IsIgnorable(c) && !Characters.IsApostrophe(c) && c is not (',' or '.'))
            {
                return null;
            }
        }

        var comma = old.LastIndexOfAny(',', '.');
        var decimals = comma < 0 ? 0 : old.Length - comma - 1;
        var isDecimal = comma >= 0 && (decimals != 3 || !Rational.Abs(written).IsInteger || Rational.Abs(written) < 1);
        var mark = isDecimal ? old[comma] : old.Contains('.') ? ',' : old.Contains(',') ? '.' : marks.Decimal;
        var group = '\0';
        for (var i = 0; i + 3 < old.Length; i++)
        {
            if (!Characters.IsDigit(old[i]) && old[i] != mark && Characters.IsDigit(old[i + 1]) && Characters.IsDigit(old[i + 2]) && Characters.IsDigit(old[i + 3]))
            {
                group = old[i];
                break;
            }
        }

        // In accounts, parentheses are a sign too.
        var bracketed = first == 1 && text[0] == '(' && text.EndsWith(')');
        if (bracketed && value.Sign >= 0)
        {
            (text, first, last, bracketed) = (text[1..^1], 0, last - 1, false);
        }

        var signed = bracketed || (first > 0 && (Characters.IsMinus(text[first - 1]) || Characters.IsDash(text[first - 1])));
        var number = Rational.Abs(value).ToString();
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? number : number[..dot];

        // A writer groups five digits and more, unless this one shows the contrary; a cell of a table stays bare.
        if (isProse && group == '\0' && whole.Length > 4 && old.Length <= 4 && !old.ContainsAny(',', '.'))
        {
            group = marks.Group;
        }

        for (var at = whole.Length - 3; group != '\0' && at > 0; at -= 3)
        {
            whole = whole.Insert(at, group.ToString());
        }

        var head = value.Sign < 0 ? signed ? text[..first] : text[..first] + "-" : signed ? text[..(first - 1)] : text[..first];
        return string.Concat(head, whole, dot < 0 ? "" : mark + number[(dot + 1)..], text.AsSpan(last + 1));
    }

    /// <summary>The words of a date with another year or day in them; null where what changes is not written in digits.</summary>
    public static string? WithDate(string text, Period written, Period corrected)
    {
        var edited = text;
        if (written.Start.Year != corrected.Start.Year)
        {
            var year = written.Start.Year.ToString("0000", CultureInfo.InvariantCulture);
            var at = edited.LastIndexOf(year, StringComparison.Ordinal);
            if (at < 0)
            {
                return null;
            }

            edited = string.Concat(edited.AsSpan(0, at), corrected.Start.Year.ToString("0000", CultureInfo.InvariantCulture), edited.AsSpan(at + 4));
        }

        if (written.Start.Day == corrected.Start.Day || written.Start != written.End)
        {
            return edited;
        }

        // In the ISO form the day has two digits, and the month before it is not it.
        var iso = written.Start.ToString("MM-dd", CultureInfo.InvariantCulture);
        return edited.EndsWith(iso, StringComparison.Ordinal)
            ? string.Concat(edited.AsSpan(0, edited.Length - 2), corrected.Start.Day.ToString("00", CultureInfo.InvariantCulture))
            : WithDay(edited, written.Start.Day, corrected.Start.Day);
    }

    /// <summary>A share with the word for points in the place of its sign; null where no such sign stands there.</summary>
    public static string? WithPoints(string text, IReadOnlyList<string> percent, string points)
    {
        var sign = percent.FirstOrDefault(p => text.EndsWith(p, StringComparison.OrdinalIgnoreCase));
        return sign is null ? null : string.Concat(text.AsSpan(0, text.Length - sign.Length).TrimEnd(), " ", points);
    }

    private static string? WithDay(string text, int old, int day)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            // "1er" has no plain number in it.
            if (end - i is 1 or 2 && (end == text.Length || !char.IsLetter(text[end])) && int.Parse(text.AsSpan(i, end - i), CultureInfo.InvariantCulture) == old)
            {
                return string.Concat(text.AsSpan(0, i), day.ToString(end - i == 2 && old < 10 ? "00" : "0", CultureInfo.InvariantCulture), text.AsSpan(end));
            }

            i = Math.Max(i, end - 1);
        }

        return null;
    }

    private static (int First, int Last)? Digits(string text)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (Characters.IsDigit(text[i]))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return first < 0 ? null : (first, last);
    }
}
