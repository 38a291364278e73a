using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Compares stated rows with extracted ones: numbers by value, dates by day, text without regard to case, names by containment.</summary>
internal static class RowMatcher
{
    private const int ShortestName = 3;

    // What a text calls a thing has no one right cut: "Lyon" and "la ville de Lyon", "logements" and its singular.
    private static readonly string[] Names = ["name", "noun", "unit", "source", "kind", "word", "label", "row_label", "column_label", "table"];

    /// <summary>Pairs each stated row with an extracted one of its own.</summary>
    /// <returns>The stated rows that found none, and the extracted rows that are left.</returns>
    public static (IReadOnlyList<StatedRow> Missed, IReadOnlyList<Row> Wrong) Match(IReadOnlyList<StatedRow> stated, IReadOnlyList<Row> extracted)
    {
        var left = extracted.ToList();
        var missed = new List<StatedRow>();

        // A row that states little would take what only a fuller one fits.
        foreach (var row in stated.OrderByDescending(r => r.Cells.Count))
        {
            if (left.FindIndex(e => Agree(row, e)) is var at and >= 0)
            {
                left.RemoveAt(at);
            }
            else
            {
                missed.Add(row);
            }
        }

        return (missed, left);
    }

    // Only the likeliest reading counts: it is the one that people are shown.
    private static bool Agree(StatedRow stated, Row row) => stated.Cells.All(c =>
        (row.Schema.IndexOf(c.Column) is var at and >= 0 && Agree(c.Column, c.Cell, row.Values[at]))
        || (c.Column == "kind" && row.Schema.IndexOf("word") is var word and >= 0 && Agree("word", c.Cell, row.Values[word])));

    private static bool Agree(string column, Stated stated, Value value) => (stated, value) switch
    {
        // The direction of a change stands in a column of its own.
        (Stated.Number s, Value.Number v) => v.Quantity.Value == s.Value || (column == "change" && Rational.Abs(v.Quantity.Value) == s.Value),
        (Stated.Number s, Value.Date v) => s.Value is >= 1 and <= 9999 && v.Period == Period.Year((int)s.Value),
        (Stated.Number s, Value.Duration v) => (v.Months == 0 && (v.Days == s.Value || v.Days == 7 * s.Value)) || (v.Days == 0 && (v.Months == s.Value || v.Months == 12 * s.Value)),
        (Stated.Number s, Value.Text v) => s.ToString() == v.Content,
        (Stated.Day s, Value.Date v) => v.Period.Start == s.Value || (column == "end" && v.Period.End == s.Value),
        (Stated.Words s, Value.Text v) => SameWords(column, s.Value, v.Content),
        (Stated.Words s, Value.Kind v) => SameWords(column, s.Value, v.Name),
        (Stated.Words s, Value.Judgement v) => string.Equals(s.Value, v.IsTrue ? "true" : "false", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool SameWords(string column, string stated, string extracted)
    {
        var (a, b) = (Plain(stated), Plain(extracted));
        return string.Equals(a, b, StringComparison.OrdinalIgnoreCase)
            || (Names.Contains(column) && Math.Min(a.Length, b.Length) >= ShortestName && (a.Contains(b, StringComparison.OrdinalIgnoreCase) || b.Contains(a, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Plain(string text) => text.Trim().Replace('’', '\'').Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
