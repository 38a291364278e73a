using System.Globalization;
using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>Looks for single edits that make a failed comparison hold: a slipped power of ten, swapped or wrong digits, a missing or doubled item, the total itself.</summary>
internal sealed class RepairFinder(Outcome outcome, ValueFormat format)
{
    private const int MostRepairs = 4;
    private static readonly decimal[] Slips = [10m, 0.1m, 1000m, 0.001m];

    public IReadOnlyList<Repair> Find()
    {
        if (outcome.Judgement is not { Comparison: Expression.Comparison { Operator: "~" or "=" } comparison, Left: Value.Number { Quantity: var left }, Right: Value.Number { Quantity: var right } })
        {
            return [];
        }

        var found = new List<(int Rank, Repair Repair)>();
        foreach (var entry in outcome.Rule.Rule.Repairs.OfType<Expression.Column>())
        {
            if (Same(entry, comparison.Left))
            {
                Single(entry, left, right, found);
            }
            else if (Same(entry, comparison.Right))
            {
                Single(entry, right, left, found);
            }
            else if (SumOver(entry, comparison) is { } members)
            {
                var difference = Same(comparison.Left, comparison.Left) && comparison.Left is Expression.Call ? right.Value - left.Value : left.Value - right.Value;
                Members(members, difference, found);
                if (outcome.Rule.Rule.OffersMissingItem && difference > 0)
                {
                    var amount = format.Amount(difference, members.MaxBy(m => m.Quantity.Scale).Quantity);
                    found.Add((2, new Repair(format.Phrase("missing_item", amount), null, null)));
                }
            }
        }

        return [.. found.OrderBy(f => f.Rank).Select(f => f.Repair).DistinctBy(r => (r.Place, r.Replacement, r.Reason)).Take(MostRepairs)];
    }

    private void Single(Expression.Column entry, Quantity written, Quantity other, List<(int, Repair)> found)
    {
        if (outcome.Rule.Names.TryGetValue(entry.Owner.Text, out var name) && !name.IsGroup && outcome.Frame.Rows[name.Slot].PlaceOf(name.Schema.IndexOf(entry.Path)) is { } place)
        {
            foreach (var slip in written.Directional || other.Directional ? [] : Slips)
            {
                if (Verdicts.Agree(Scaled(written, slip), other, withTolerance: true) == Verdict.Holds)
                {
                    found.Add((0, new Repair(SlipReason(slip), place, Rewritten(place.Text, written, written.Value * slip))));
                }
            }

            var exact = other.SquaredUnits > 0 || other.Loose.IsPoint || other.Terms > 1;
            if (exact && Edit(written, other.Value) is var (rank, reason))
            {
                found.Add((rank, new Repair(reason, place, Rewritten(place.Text, written, other.Value))));
            }
            else if (exact)
            {
                found.Add((4, new Repair(format.Phrase("reckoned"), place, Rewritten(place.Text, written, other.Value))));
            }
        }
    }

    private void Members(List<(Row Row, Quantity Quantity, int Column)> members, decimal difference, List<(int, Repair)> found)
    {
        foreach (var (row, quantity, column) in members)
        {
            var changed = quantity.Value + difference;
            if (row.PlaceOf(column) is not { } place)
            {
                continue;
            }

            if (quantity.Value == -difference)
            {
                found.Add((1, new Repair(format.Phrase("counted_twice"), place, null)));
            }
            else if (changed > 0 && Edit(quantity, changed) is var (rank, reason))
            {
                found.Add((rank, new Repair(reason, place, Rewritten(place.Text, quantity, changed))));
            }
        }
    }

    // The group that a column belongs to, where the comparison sums that column.
    private List<(Row Row, Quantity Quantity, int Column)>? SumOver(Expression.Column entry, Expression.Comparison comparison)
    {
        var sums = new[] { comparison.Left, comparison.Right }.OfType<Expression.Call>().Any(c => c is { Function: "sum", Arguments: [Expression.Column column] } && Same(column, entry));
        if (!sums || !outcome.Rule.Names.TryGetValue(entry.Owner.Text, out var name) || !name.IsGroup)
        {
            return null;
        }

        var at = name.Schema.IndexOf(entry.Path);
        return [.. outcome.Frame.Groups[name.Slot].Rows.Where(r => r.Values[at] is Value.Number).Select(r => (r, ((Value.Number)r.Values[at]).Quantity, at))];
    }

    private static bool Same(Expression a, Expression b) => a is Expression.Column x && b is Expression.Column y ? x.Owner.Text == y.Owner.Text && x.Path == y.Path : ReferenceEquals(a, b);

    private static Quantity Scaled(Quantity quantity, decimal factor) => quantity * Quantity.Exact(factor);

    private string SlipReason(decimal slip)
    {
        var factor = slip >= 1 ? slip : 1 / slip;
        return format.Phrase("factor", format.Number(factor));
    }

    /// <summary>The single edit that turns one number into the other, or null.</summary>
    private (int Rank, string Reason)? Edit(Quantity written, decimal value)
    {
        foreach (var slip in Slips)
        {
            if (written.Value * slip == value)
            {
                return (0, SlipReason(slip));
            }
        }

        var (a, b) = Aligned(written.Value / written.Scale, value / written.Scale);
        if (a.Length != b.Length)
        {
            return null;
        }

        var differing = Enumerable.Range(0, a.Length).Where(i => a[i] != b[i]).ToList();
        return differing switch
        {
            [var i, var j] when j == i + 1 && a[i] == b[j] && a[j] == b[i] => (0, format.Phrase("swapped")),
            [_] => (3, format.Phrase("one_digit")),
            _ => null,
        };
    }

    private static (string, string) Aligned(decimal a, decimal b)
    {
        var x = a.ToString("0.############", CultureInfo.InvariantCulture);
        var y = b.ToString("0.############", CultureInfo.InvariantCulture);
        int Decimals(string s) => s.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0 ? 0 : s.Length - dot - 1;
        var places = Math.Max(Decimals(x), Decimals(y));
        var digits = string.Concat("0.", new string('0', places));
        return (a.ToString(digits, CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal), b.ToString(digits, CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal));
    }

    /// <summary>The words of a figure with another number in them, in the same typography; null where the number would not fit.</summary>
    private string? Rewritten(string text, Quantity written, decimal value)
    {
        // A scale word that would have to change, or take another number, is written anew.
        if (written.Scale > 1 && (Math.Abs(value / written.Scale) is < 0.1m or >= 1000 || (Math.Abs(value / written.Scale) >= 2) != (Math.Abs(written.Value / written.Scale) >= 2)))
        {
            var scale = Math.Abs(value) >= 1_000_000_000 ? 1_000_000_000 : Math.Abs(value) >= 1_000_000 ? 1_000_000 : 1m;
            return format.Amount(value, Quantity.Exact(value, written.Unit) with { Scale = scale });
        }

        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        var scaled = value / written.Scale;
        if (first < 0 || decimal.Round(scaled, 6) != scaled)
        {
            return null;
        }

        var old = text.AsSpan(first, last - first + 1);
        var comma = old.LastIndexOfAny(',', '.');
        var mark = comma >= 0 && old.Length - comma - 1 != 3 ? old[comma] : old.Contains('.') ? ',' : text.Contains(',') ? '.' : ',';
        var group = '\0';
        for (var i = 0; i + 3 < old.Length; i++)
        {
            if (!Characters.IsDigit(old[i]) && old[i] != mark && Characters.IsDigit(old[i + 1]) && Characters.IsDigit(old[i + 2]) && Characters.IsDigit(old[i + 3]))
            {
                group = old[i];
                break;
            }
        }

        var number = scaled.ToString("0.######", CultureInfo.InvariantCulture);
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? number : number[..dot];
        for (var at = whole.Length - 3; group != '\0' && at > 0; at -= 3)
        {
            whole = whole.Insert(at, group.ToString());
        }

        return string.Concat(text.AsSpan(0, first), whole, dot < 0 ? "" : mark + number[(dot + 1)..], text.AsSpan(last + 1));
    }
}
