namespace PropagandaVerify.Rules;

/// <summary>The forms of expressions and what they mean, for documentation. A test holds that every operator of the parser is among them.</summary>
internal static class ExpressionForms
{
    public static IReadOnlyList<(IReadOnlyList<string> Forms, string Meaning)> All { get; } =
    [
        (["a ~ b"], "can both be right as written? graded by precision, hedges and rounding"),
        (["a ~ b ± 2 %", "a ~ b ± 0.5"], "the right side widened, relative to it or by an amount"),
        (["a = b", "a != b"], "exactly the same or not; also texts, kinds, dates, and rows (`others != c`)"),
        (["a < b", "a <= b", "a > b", "a >= b"], "can the order hold? numbers and dates; `a <= b < c` reads as `a <= b and b < c`"),
        (["a in 1..10", "day in period"], "within both ends; dates overlap"),
        (["a and b", "a or b", "not a"], "of conditions; what is missing decides nothing by itself"),
        (["a else b"], "b where a is missing"),
        (["a + b", "a - b", "a * b", "a / b", "-a"], "exact; a share that multiplies is a factor; a ratio, `part / whole`, is no percentage: `share(part, whole)` is one"),
        (["t.value", "c.from.value", "r.'cases per day'", "document.published"], "a column of a row, of a group inside an aggregate, of the draft itself; in quotes where its header is no word"),
        (["sum(parts.value)", "sum(parts.value, empty: 0)"], "a function, see below; YAML wants quotes around a text with a colon in it: `check: \"sum(p.v, empty: 0) <= 5\"`"),
        (["5 %", "'text'", "1.5", "1_000_000", "true", "false"], "a share, a text, numbers (decimal point; no units, no scale words), truths"),
        (["2020-10-26", "2020-10"], "a day, a month, written without spaces; with spaces `-` subtracts"),
        (["7 days", "2 weeks", "3 months", "1 year"], "a duration"),
        (["date + 3 months", "date - 7 days"], "the date moved, a period at both ends; 31 January and a month is the last of February, a whole month stays one"),
        (["date - date"], "the days between them, as `days(from, to)`; compared with numbers, days or weeks: `d.end - d.start <= 30 days`"),
    ];
}
