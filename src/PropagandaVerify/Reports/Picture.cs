using System.Globalization;
using System.Text;
using PropagandaVerify.Findings;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Reports;

/// <summary>A small drawing of what a check compares, with its meaning in words: parts beside their total, a range beside a value, dates in their order. Which of them tells the kind of reckoning.</summary>
internal sealed class Picture
{
    private const int Width = 360;
    private const int Line = 18;
    private const int Bar = 16;
    private const int MostParts = 40;
    private const int MostLetters = 54;

    /// <summary>Beyond this nothing is drawn, or said in figures; reckoning with it might overflow.</summary>
    internal const decimal Largest = 1_000_000_000_000_000_000_000m;

    // A difference that no bar can show is left to the arithmetic.
    private const decimal LeastDifference = 0.01m;

    private readonly PageWords words;

    // Those of the finding, whose values are in its own language.
    private readonly PageWords numbers;
    private readonly StringBuilder drawing = new();
    private int height;

    private Picture(PageWords words, PageWords numbers) => (this.words, this.numbers) = (words, numbers);

    /// <summary>The picture of a finding; nothing where none would help.</summary>
    /// <param name="published">The day of publication of its draft.</param>
    public static Markup Of(Finding finding, int number, DateOnly? published, PageWords words)
    {
        var picture = new Picture(words, PageWords.For(finding.Language));
        var told = picture.Sum(finding.Working) ?? picture.Range(finding.Working) ?? picture.Dates(finding.Working, published);
        return told is null ? Markup.None
            : Markup.Of($"<svg class=\"picture\" role=\"img\" aria-labelledby=\"g{number}\" viewBox=\"0 0 {Width} {picture.height}\"><title id=\"g{number}\">{told}</title>{Markup.Raw(picture.drawing.ToString())}</svg>\n");
    }

    /// <summary>The terms of a sum, if all of them are among the operands, with the side that they make and the one that is stated.</summary>
    internal static (IReadOnlyList<Operand> Terms, Operand Sum, Operand Stated)? Addition(Working working)
    {
        var terms = working.Operands.Where(o => working.Terms.Contains(o.Name)).ToList();
        if (terms.Count < 2 || working.Left is not { Value: { } left } || working.Right is not { Value: { } right } || terms.Exists(t => Math.Abs(t.Value ?? 0) > Largest))
        {
            return null;
        }

        var sum = terms.Sum(t => t.Value ?? 0);
        return sum == left && sum != right ? (terms, working.Left, working.Right) : sum == right && sum != left ? (terms, working.Right, working.Left) : null;
    }

    // The parts end to end, the stated total as a mark across.
    private string? Sum(Working working)
    {
        if (Addition(working) is not var (terms, sum, stated) || terms.Count > MostParts || terms.Any(t => t.Value <= 0) || stated.Value is not (> 0 and < Largest))
        {
            return null;
        }

        var (made, said) = (sum.Value!.Value, stated.Value.Value);
        var most = Math.Max(made, said);
        if (Math.Abs(made - said) < LeastDifference * most)
        {
            return null;
        }

        Say(words.With("labelled", words["sum"], sum.Text));
        var from = 0m;
        foreach (var (i, term) in terms.Index())
        {
            var to = from + term.Value!.Value;
            Rectangle(i % 2 == 0 ? "part" : "part other", At(from, 0, most), At(to, 0, most));
            from = to;
        }

        Mark(At(said, 0, most));
        Say(words.With("labelled", words["stated"], stated.Text), isMark: true);
        return words.With("sum_picture", string.Join(" + ", terms.Select(t => t.Text)), sum.Text, stated.Text);
    }

    // What is known as a band from its least to its most, what is held against it as a mark.
    private string? Range(Working working)
    {
        var (known, against, name, opposite) = working.Factor is { } factor ? (factor.Known, factor.Implied, "factor", "implied")
            : working is { Left: { } left, Right: { } right, Terms.Count: 0 } && left.Unit == right.Unit && IsReckoned(left, right) != IsReckoned(right, left) ? IsReckoned(left, right) ? (left, right, "reckoned", "stated") : (right, left, "reckoned", "stated")
            : default;
        if (known is not { Value: { } middle, Low: { } low, High: { } high } || against is not { Value: { } value } || low >= high || Math.Max(Math.Abs(high), Math.Abs(low)) > Largest || Math.Abs(value) > Largest)
        {
            return null;
        }

        // A band that would be no more than a line shows nothing.
        var (least, most) = (Math.Min(low, value), Math.Max(high, value));
        var margin = (most - least) / 10;
        (least, most) = (least >= 0 && least < (most - least) * 2 ? 0 : least - margin, most + margin);
        if (working.Factor is null && ((high - low) * 100 < most - least || value == middle))
        {
            return null;
        }

        Say(words.With("labelled", words[name], $"{known.Text} [{numbers.Number(low, high - low)} – {numbers.Number(high, high - low)}]"));
        Rectangle("axis", 0, Width);
        var (from, to) = (At(low, least, most), At(high, least, most));
        Rectangle("part", from, Math.Max(to, from + 4));
        if (to - from > 12)
        {
            Rectangle("middle", At(middle, least, most) - 0.75m, At(middle, least, most) + 0.75m);
        }

        Mark(At(value, least, most));
        Say(words.With("labelled", words[opposite], against.Text), isMark: true);
        return words.With("range_picture", numbers.Number(low, high - low), numbers.Number(high, high - low), known.Text, against.Text);
    }

    // A side without a place of its own: what was worked out has none, or only that of all that it was worked out from.
    private static bool IsReckoned(Operand side, Operand other) => side.Place is not { } place || (other.Place is { } inside && place != inside && place.Source == inside.Source && place.Span.Contains(inside.Span));

    // A line for each date, so that no label covers another.
    private string? Dates(Working working, DateOnly? published)
    {
        var dates = working.Dates.Where(d => d.Days is { } p && p.Start > DateOnly.MinValue && p.End < DateOnly.MaxValue).DistinctBy(d => d.Days).Select(d => (Days: d.Days!.Value, Told: Told(d, published))).ToList();
        if (dates.Count < 2)
        {
            return null;
        }

        if (published is { } day && dates.TrueForAll(d => d.Days != Period.Day(day)))
        {
            dates.Add((Period.Day(day), $"{day.ToString("O", CultureInfo.InvariantCulture)} · {words["publication"]}"));
        }

        dates = [.. dates.OrderBy(d => d.Days.Start).ThenBy(d => d.Days.End)];
        var (first, last) = (dates[0].Days.Start.DayNumber, Math.Max(dates[0].Days.Start.DayNumber + 1, dates.Max(d => d.Days.End.DayNumber) + 1));
        foreach (var (days, told) in dates)
        {
            Say(told);
            Rectangle("axis", 0, Width);
            var (from, to) = (At(days.Start.DayNumber, first, last), At(days.End.DayNumber + 1, first, last));
            Rectangle("part", Math.Min(from, Width - 5), Math.Max(to, from + 5));
            height += Bar;
        }

        return words.With("date_picture", string.Join(", ", dates.Select(d => d.Told)));
    }

    private string Told(Operand date, DateOnly? published)
    {
        var quoted = date.Place is { } place && place.Text.Trim() is var text && text != date.Text && text.Length <= 30 ? $" · {words.With("quoted", text)}" : "";
        return published is { } day && date.Days == Period.Day(day) ? $"{date.Text} · {words["publication"]}" : date.Text + quoted;
    }

    private void Say(string text, bool isMark = false)
    {
        height += isMark ? Bar : 0;
        height += Line;
        drawing.Append(Markup.Of($"<text x=\"0\" y=\"{height - 5}\"{(isMark ? Markup.Raw(" class=\"mark-text\"") : Markup.None)}>{PageText.Cut(text, MostLetters)}</text>"));
    }

    private void Rectangle(string look, decimal from, decimal to)
    {
        var isAxis = look == "axis";
        drawing.Append(Markup.Of($"<rect class=\"{look}\" x=\"{Written(from)}\" y=\"{height + (isAxis ? 5 : 0)}\" width=\"{Written(Math.Max(1, to - from))}\" height=\"{(isAxis ? 2 : Bar - 4)}\"/>"));
    }

    // A line across the bar with a head, so that it is no matter of colour.
    private void Mark(decimal at)
    {
        at = Math.Clamp(at, 3, Width - 3);
        drawing.Append(Markup.Of($"<path class=\"mark-line\" d=\"M{Written(at)} {height - 2}V{height + Bar}M{Written(at - 3)} {height + Bar}H{Written(at + 3)}\"/>"));
    }

    private static decimal At(decimal value, decimal least, decimal most) => (value - least) / (most - least) * Width;

    private static string Written(decimal x) => Math.Round(x, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
