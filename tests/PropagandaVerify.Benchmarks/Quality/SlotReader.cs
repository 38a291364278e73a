using System.Globalization;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Reads the words that say what fills a slot, such as <c>percent 1 = 100 * part / whole</c>.</summary>
internal static class SlotReader
{
    private static readonly string[] Spans = ["day", "days", "week", "weeks", "month", "months", "year", "years"];

    /// <summary>Null when the words are no slot.</summary>
    public static Slot? Read(string name, string words)
    {
        var (head, formula) = words.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? (words[..at].Trim(), words[(at + 1)..].Trim()) : (words.Trim(), null);
        var parts = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["int", .. var rest] => Number(name, NumberForm.Int, "", 1, 0, rest, formula),
            ["words", .. var rest] => Number(name, NumberForm.Words, "", 1, 0, rest, formula),
            ["decimal", var digits, .. var rest] => Number(name, NumberForm.Decimal, "", 1, Digits(digits), rest, formula),
            ["percent", var digits, .. var rest] => Number(name, NumberForm.Percent, "", 1, Digits(digits), rest, formula),
            ["money", var code, var scale, var digits, .. var rest] => Number(name, NumberForm.Money, code, Decimal(scale) ?? 0, Digits(digits), rest, formula),
            ["scaled", var scale, var digits, .. var rest] => Number(name, NumberForm.Scaled, "", Decimal(scale) ?? 0, Digits(digits), rest, formula),
            ["unit", var sign, var digits, .. var rest] => Number(name, NumberForm.Unit, sign, 1, Digits(digits), rest, formula),
            ["date" or "day", .. var rest] => Day(name, parts[0] == "date", rest, formula),
            ["weekday"] when formula is not null => new Slot.Weekday(name, formula),
            [var kind] when formula is null => new Slot.Filler(name, kind),
            _ => null,
        };
    }

    private static Slot.Number? Number(string name, NumberForm form, string sign, decimal scale, int decimals, string[] range, string? formula)
    {
        if (decimals is < 0 or > 6 || scale <= 0)
        {
            return null;
        }

        return (range, formula) switch
        {
            ([], { } text) => Formula.Parse(text) is { } value ? new Slot.Number(name, form, sign, scale, decimals, 0, 0, value) : null,
            ([var low, var high], null) when Decimal(low) is { } from && Decimal(high) is { } to && from <= to => new Slot.Number(name, form, sign, scale, decimals, from, to, null),
            _ => null,
        };
    }

    private static Slot? Day(string name, bool hasYear, string[] range, string? formula)
    {
        if (range is [var low, var high] && formula is null)
        {
            return Date(low) is { } from && Date(high) is { } to && from <= to ? new Slot.Drawn(name, hasYear, from, to) : null;
        }

        if (range.Length > 0 || formula is null)
        {
            return null;
        }

        // "SLOT", "SLOT + N days": the name comes first, the span last.
        var words = formula.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var same])
        {
            return new Slot.Moved(name, hasYear, same, new Formula.Literal(0), "days");
        }

        return words is [var of, "+" or "-", .. var by, var span] && Spans.Contains(span) && Formula.Parse(string.Join(' ', by)) is { } amount
            ? new Slot.Moved(name, hasYear, of, words[1] == "-" ? new Formula.Operation('-', new Formula.Literal(0), amount) : amount, span.TrimEnd('s'))
            : null;
    }

    public static DateOnly? Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static decimal? Decimal(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int Digits(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : -1;
}
