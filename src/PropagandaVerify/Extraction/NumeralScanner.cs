using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Reads a run of digits with its marks of thousands and decimals. Groups take one to three digits, then exactly three, with one class
/// of mark throughout; so "En 2019 300 personnes" stays two numbers.
/// </summary>
internal readonly ref struct NumeralScanner(ReadOnlySpan<char> text, char decimalMark, int maxDigits)
{
    private readonly ReadOnlySpan<char> text = text;

    /// <summary>Reads the number that begins at an offset and tells where it ends.</summary>
    public Numeral Read(int start, out int end)
    {
        Span<char> digits = stackalloc char[64];
        var count = 0;
        var at = Digits(start, digits, ref count);
        if (count > maxDigits)
        {
            end = at;
            return Numeral.Identifier;
        }

        var lead = count;
        var mark = '\0';
        var groups = 0;
        while (lead <= 3 && digits[0] != '0' && GroupAfter(at, mark) is { } next && count + 3 <= maxDigits)
        {
            mark = Class(text[Visible(at)]);
            at = Digits(next, digits, ref count);
            groups++;
        }

        if (mark != '\0' && GroupAfter(at, mark) is not null)
        {
            while (GroupAfter(at, mark) is { } more)
            {
                at = Digits(more, digits, ref count);
            }

            end = at;
            return Numeral.Identifier;
        }

        // A lone dot or comma before three digits is a mark of thousands or of decimals; the language's own habit comes first.
        if (groups == 1 && mark is '.' or ',')
        {
            return Lone(digits[..count], mark, at, out end);
        }

        var whole = groups > 0;
        var decimals = 0;
        var point = Visible(at);
        if (point < text.Length && text[point] is '.' or ',' && Class(text[point]) != mark && (groups == 0 || mark != '.' || text[point] == ',') && point + 1 < text.Length && Characters.IsDigit(text[Visible(point + 1)]))
        {
            var before = count;
            at = Digits(Visible(point + 1), digits, ref count);
            decimals = count - before;
            if (count > maxDigits)
            {
                end = at;
                return Numeral.Identifier;
            }
        }

        end = at;
        return ContinuesAsIdentifier(at) ? Skip(ref end) : new Numeral(Value(digits[..count], decimals), decimals, null, whole, false) { LeadsWithZero = digits[0] == '0' && count > 1 && decimals == 0 };
    }

    private Numeral Lone(ReadOnlySpan<char> digits, char mark, int at, out int end)
    {
        end = at;
        Span<char> all = stackalloc char[64];
        digits.CopyTo(all);
        var count = digits.Length;
        var other = mark == '.' ? ',' : '.';
        if (at + 1 < text.Length && text[at] == other && Characters.IsDigit(text[at + 1]))
        {
            end = Digits(at + 1, all, ref count);
            var decimals = count - digits.Length;
            return count > maxDigits || ContinuesAsIdentifier(end) ? Skip(ref end) : new Numeral(Value(all[..count], decimals), decimals, null, true, false);
        }

        if (ContinuesAsIdentifier(at))
        {
            return Skip(ref end);
        }

        var thousands = Value(digits, 0);
        var fraction = Value(digits, 3);
        return mark == decimalMark
            ? new Numeral(fraction, 3, (thousands, 0), false, false)
            : new Numeral(thousands, 0, (fraction, 3), true, false);
    }

    // "1.2.3" and "192.168.0.1" are names, not figures; the whole run is skipped.
    private bool ContinuesAsIdentifier(int at) => at + 1 < text.Length && text[at] == '.' && Characters.IsDigit(text[at + 1]);

    private Numeral Skip(ref int end)
    {
        while (end < text.Length && (Characters.IsDigit(text[end]) || (text[end] is '.' && end + 1 < text.Length && Characters.IsDigit(text[end + 1]))))
        {
            end++;
        }

        return Numeral.Identifier;
    }

    private int Digits(int at, Span<char> digits, ref int count)
    {
        while (at < text.Length)
        {
            if (Characters.IsDigit(text[at]))
            {
                if (count < digits.Length)
                {
                    digits[count] = text[at];
                }

                count = Math.Min(count + 1, digits.Length);
                at++;
            }
            else if (Characters.IsIgnorable(text[at]) && Visible(at) is var next && next < text.Length && Characters.IsDigit(text[next]))
            {
                at = next;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Where a group of exactly three digits begins after a mark of thousands, or null.</summary>
    private int? GroupAfter(int at, char mark)
    {
        at = Visible(at);
        if (at >= text.Length || Class(text[at]) is var found && (found == '\0' || (mark != '\0' && found != mark)))
        {
            return null;
        }

        var first = Visible(at + 1);
        var digit = first;
        for (var i = 0; i < 3; i++, digit = Visible(digit + 1))
        {
            if (digit >= text.Length || !Characters.IsDigit(text[digit]))
            {
                return null;
            }
        }

        return digit < text.Length && Characters.IsDigit(text[digit]) ? null : first;
    }

    private int Visible(int at)
    {
        while (at < text.Length && Characters.IsIgnorable(text[at]))
        {
            at++;
        }

        return at;
    }

    private static char Class(char c) =>
        c is '\t' ? '\0' : Characters.IsSpace(c) ? ' ' : Characters.IsApostrophe(c) ? '\'' : c is '.' or ',' ? c : '\0';

    private static decimal Value(ReadOnlySpan<char> digits, int decimals)
    {
        const int MostDigits = 18;
        if (digits.Length > MostDigits)
        {
            return decimal.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) * Numeral.PlaceOf(decimals);
        }

        var value = 0UL;
        foreach (var digit in digits)
        {
            value = (value * 10) + (ulong)(digit - '0');
        }

        return decimals == 0 ? value : value * Numeral.PlaceOf(decimals);
    }
}
