using System.Text.RegularExpressions;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Finds what keeps a template from being filled, and columns that no relation has: a slip there would count as a miss for ever.</summary>
internal sealed partial class TemplateCheck(Corpus corpus)
{
    /// <summary>The relations that extraction must yield, with the columns that may be stated.</summary>
    public static IReadOnlyDictionary<string, string[]> Columns { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["figures"] = ["value", "unit", "measure", "quoted", "source"],
        ["ranges"] = ["low", "high"],
        ["shares"] = ["part", "whole", "share"],
        ["changes"] = ["from", "to", "change", "direction"],
        ["multiples"] = ["from", "to", "factor", "direction"],
        ["ratios"] = ["numerator", "denominator", "share"],
        ["counts"] = ["count", "listed", "noun"],
        ["lists"] = ["size", "unit"],
        ["items"] = ["value", "name", "unit"],
        ["stated_totals"] = ["value", "unit"],
        ["conversions"] = ["from.value", "from.currency", "to.value", "to.currency"],
        ["unit_conversions"] = ["from.value", "from.unit", "to.value", "to.unit"],
        ["means"] = ["mean", "sample", "low", "high"],
        ["ages"] = ["age", "born", "at"],
        ["durations"] = ["length", "unit", "start", "end"],
        ["dates"] = ["start", "end", "has_year"],
        ["weekdays"] = ["weekday", "date"],
        ["votes"] = ["for", "against", "abstained", "cast"],
        ["scores"] = ["left", "right"],
        ["test_results"] = ["statistic", "df1", "df2", "p"],
        ["sample_results"] = ["mean", "share", "size"],
        ["poll_samples"] = ["sample", "caveat"],
        ["poll_leads"] = ["ahead", "behind", "gap"],
        ["incidences"] = ["events", "exposure", "rate", "per"],
        ["group_rates"] = ["first", "second", "overall"],
        ["labels"] = ["kind", "word", "name"],
        ["tables"] = [],
        ["cells"] = ["table", "row", "column", "row_label", "column_label", "value", "unit", "is_total"],
    };

    private static readonly string[] WordColumns =
    [
        "unit", "measure", "quoted", "source", "direction", "noun", "name", "from.currency", "to.currency", "from.unit", "to.unit", "has_year", "kind", "word",
        "table", "row_label", "column_label", "is_total", "caveat",
    ];

    /// <summary>Whether a column holds words, yes and no among them; the others hold numbers and days.</summary>
    public static bool IsWords(string column) => WordColumns.Contains(column);

    public IEnumerable<string> Problems(Template template)
    {
        var slots = template.Slots.ToDictionary(s => s.Name, StringComparer.Ordinal);
        return Gap().Matches(template.Text).Select(m => m.Groups[1].Value).Where(n => !slots.ContainsKey(n)).Select(n => $"no slot fills {{{n}}}")
            .Concat(template.Slots.SelectMany(s => Problems(s, slots)))
            .Concat(IsCircular(slots) ? ["slots follow from each other in a circle"] : [])
            .Concat(template.Rows.SelectMany(r => Problems(r, slots)))
            .Concat(template.Silent.Where(r => !Columns.ContainsKey(r)).Select(r => $"there is no relation `{r}`"))
            .Concat(template.Judged.Count == 0 ? ["no row is stated and no relation is silent"] : []);
    }

    private IEnumerable<string> Problems(Slot slot, Dictionary<string, Slot> slots)
    {
        var missing = Needs(slot).Where(n => !slots.ContainsKey(n)).Select(n => $"`{slot.Name}` needs `{n}`, which is no slot");
        var form = slot switch
        {
            Slot.Number { Form: NumberForm.Money } n when corpus.MoneyForms.GetValueOrDefault(n.Sign)?.GetValueOrDefault(n.Scale) is null => $"no money form for {n.Sign} in {n.Scale}",
            Slot.Number { Form: NumberForm.Scaled } n when corpus.ScaledForms.GetValueOrDefault(n.Scale) is null => $"no scaled form for {n.Scale}",
            Slot.Number { Form: NumberForm.Unit } n when !corpus.UnitForms.ContainsKey(n.Sign) => $"no form for the unit {n.Sign}",
            Slot.Number { Form: NumberForm.Words, Value: null } n when !corpus.NumberWords.Keys.Any(k => n.Low <= k && k <= n.High) => $"no word for a number from {n.Low} to {n.High}",
            Slot.Filler f when !corpus.Fill.ContainsKey(f.Kind) => $"`{f.Name}: {f.Kind}` is neither a slot type nor a filler",
            _ => null,
        };
        return form is null ? missing : missing.Append(form);
    }

    private static IEnumerable<string> Problems(RowPattern row, Dictionary<string, Slot> slots) => !Columns.TryGetValue(row.Relation, out var columns)
        ? [$"there is no relation `{row.Relation}`"]
        : row.Cells.Where(c => !columns.Contains(c.Column)).Select(c => $"`{row.Relation}` has no column `{c.Column}` to compare")
            .Concat(row.Cells.Where(c => !IsWords(c.Column) && !IsValue(c.Cell, slots)).Select(c => $"`{c.Column}: {c.Cell}` is no slot, number or day"));

    private static bool IsValue(string cell, Dictionary<string, Slot> slots) =>
        SlotReader.Date(cell) is not null || (Formula.Parse(cell) is { } formula && formula.Names.All(slots.ContainsKey));

    // Taking away what needs nothing that is left must leave nothing.
    private static bool IsCircular(Dictionary<string, Slot> slots)
    {
        var left = slots.Keys.ToHashSet(StringComparer.Ordinal);
        while (left.RemoveWhere(n => !Needs(slots[n]).Any(left.Contains)) > 0)
        {
        }

        return left.Count > 0;
    }

    private static IEnumerable<string> Needs(Slot slot) => slot switch
    {
        Slot.Number { Value: { } formula } => formula.Names,
        Slot.Moved m => m.By.Names.Prepend(m.Of),
        Slot.Weekday w => [w.Of],
        _ => [],
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    internal static partial Regex Gap();
}
