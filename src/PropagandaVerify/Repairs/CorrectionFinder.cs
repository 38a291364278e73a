using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Repairs;

/// <summary>
/// Looks for single edits of one mention, or of the items of one list, that settle a failed outcome and make none fail that holds.
/// </summary>
internal sealed class CorrectionFinder(Evaluator evaluator, IReadOnlyList<Outcome> outcomes, SharedMentions shared, Budget budget)
{
    private const double Reckoned = 0.000_5;
    private const double RoundedHit = 0.15;

    // A linked finding that is left needs a second error.
    private const double Unsettled = 0.02;
    private const int MostRows = 200;

    /// <summary>Corrections of one mention.</summary>
    /// <param name="mention">The mention.</param>
    /// <param name="fits">The values that the linked comparisons allow; null when none does.</param>
    public IEnumerable<Correction> Of(Mention mention, Interval? fits)
    {
        var linked = outcomes.Where(o => shared.ReadBy(o).Contains(mention)).ToList();
        return mention.Row.Values[mention.Column] switch
        {
            Value.Number { Quantity: { IsLabel: false } q } when Weekday(mention) => Weekdays(mention, q, linked),
            // Nobody wrote the middle of a range.
            Value.Number { Quantity: { IsLabel: false, Origin: not WidthOrigin.Range } q } => fits is { } range ? Numbers(mention, q, range, linked) : [],
            Value.Date { Period: var p } when p != Period.Always => Dates(mention, p, linked),
            _ => [],
        };
    }

    /// <summary>Corrections that change no mention: an item too few or too many, units or words exchanged.</summary>
    public IEnumerable<Correction> Beyond(Outcome failing)
    {
        var words = failing.Rule.Rule.RepairWords;
        return (words.Contains(RepairWord.MissingItem) || words.Contains(RepairWord.DoubledItem) ? Items(failing, words) : [])
            .Concat(words.Contains(RepairWord.SwappedUnits) ? SwappedUnits(failing) : [])
            .Concat(words.Contains(RepairWord.SwappedValues) ? SwappedValues(failing) : [])
            .Concat(words.Contains(RepairWord.Points) ? Points(failing) : []);
    }

    private IEnumerable<Correction> Numbers(Mention mention, Quantity quantity, Interval range, List<Outcome> linked)
    {
        var wrong = WrongDirection(mention, linked);
        foreach (var (slip, likelihood, values) in DigitEdits.Of(quantity.Value, quantity.Scale, range.Contains))
        {
            // Without a bound nearly every value would do, so that none is likelier than another.
            if (range.Low is null && range.High is null || ((range.Low is null || range.High is null) && slip is not (Slip.Factor or Slip.SwappedDigits)))
            {
                continue;
            }

            foreach (var value in values.OrderBy(v => Rational.Abs(v - Centre(range, quantity.Value))).Take(3))
            {
                if (Settled(RowEdits.Number(mention, value), linked) is { } settled)
                {
                    yield return new Correction { Slip = slip == Slip.Factor ? Marked(mention, quantity.Value, value) : slip, Mention = mention, Value = value, Like = quantity, Likelihood = likelihood * settled.Weight, Settles = settled.Outcomes, IsExact = settled.IsExact };
                    break;
                }
            }
        }

        if (range is { Low: not null, High: not null } && Rounded(range, Expected(mention, linked) is { } expected && range.Contains(expected) ? expected : Centre(range, quantity.Value), quantity) is var reckoned && reckoned != quantity.Value && reckoned.Sign == quantity.Value.Sign
            && (reckoned.IsInteger || !IsCounted(quantity)) && Settled(RowEdits.Number(mention, reckoned), linked) is { } all)
        {
            yield return new Correction { Slip = wrong ? Slip.WrongDirection : Slip.Reckoned, Mention = mention, Value = reckoned, Like = quantity, Likelihood = (wrong ? 0.1 : Reckoned) * all.Weight, Settles = all.Outcomes, IsExact = all.IsExact };
        }
    }

    // Of what is counted to the unit there is no half.
    private static bool IsCounted(Quantity quantity) => quantity.Strict.IsPoint && quantity.Value.IsInteger && quantity.Unit != Unit.Percent;

    // A slip of a thousand in a number whose last mark stands before three digits is one of the mark.
    private static Slip Marked(Mention mention, Rational written, Rational value)
    {
        var factor = written.Sign == 0 ? 1 : value / written;
        if ((factor != 1000 && factor != 0.001m) || mention.Place is not { } place)
        {
            return Slip.Factor;
        }

        var text = place.Text.AsSpan();
        var behind = text[(text.LastIndexOfAny('.', ',') + 1)..];
        var digits = behind.IndexOfAnyExceptInRange('0', '9');
        return behind.Length < text.Length && (digits < 0 ? behind.Length : digits) == 3 ? Slip.Grouping : Slip.Factor;
    }

    // What the other side of a failed comparison gives, as the message says it.
    private static Rational? Expected(Mention mention, List<Outcome> linked) =>
        linked.Where(o => o.Verdict.Fails() && o.Judgement is { Comparison: Expression.Comparison { Left: Expression.Column column } } && Mentions.At(o, column) is { } left && left.Equals(mention))
            .Select(o => o.Judgement!.Right).OfType<Value.Number>().Select(n => (Rational?)n.Quantity.Value).FirstOrDefault();

    private static Rational Centre(Interval range, Rational fallback) => range is { Low: { } low, High: { } high } ? (low + high) / 2 : fallback;

    // With as many digits as it is written with, two at least, if that will do; else with more.
    private static Rational Rounded(Interval range, Rational centre, Quantity quantity)
    {
        if (range.IsPoint || centre.Sign == 0)
        {
            return centre;
        }

        var digits = Math.Max(2, Rational.Abs(quantity.Value / HedgeSets.LastPlace(quantity.Value)).ToString().Length);
        Rational place = 1;
        while (place * 10 <= Rational.Abs(centre))
        {
            place *= 10;
        }

        for (var n = 1; n < digits + 12; n++, place /= 10)
        {
            if (n >= digits && centre.RoundedTo(place) is var rounded && range.Contains(rounded) && rounded.Sign != 0)
            {
                return rounded;
            }
        }

        return centre;
    }

    // "a ~ b × c" where a is b ÷ c.
    private static bool WrongDirection(Mention mention, List<Outcome> linked)
    {
        foreach (var outcome in linked.Where(o => o.Verdict.Fails()))
        {
            if (outcome.Judgement is { Comparison: Expression.Comparison { Operator: "~" } c, Left: Value.Number { Quantity: var left }, Right: Value.Number { Quantity: var right } }
                && c.Left is Expression.Column && Mentions.ReadBy(outcome).Contains(mention)
                && Mentions.Unfolded(outcome, c.Right) is Expression.Binary { Operator: "*" } product
                && Mentions.Evaluated(outcome, product.Left) is Value.Number { Quantity: var x } && Mentions.Evaluated(outcome, product.Right) is Value.Number { Quantity: { Value.Sign: not 0 } y }
                && left.Value == mention.Value)
            {
                // The tolerance of the rule, carried over to the other direction.
                var share = right.Value.Sign == 0 || right.Loose is not { Low: { } low, High: { } high } ? 0 : (high - low) / right.Value / 2;
                if (Quantity.Divide(x, y) is { } quotient && left.Loose.Meets(quotient.WidenedRelatively(share / 2).Loose))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Weekday(Mention mention) => mention.Row.Schema.Columns[mention.Column].Name == DraftSchemas.Weekday;

    private IEnumerable<Correction> Weekdays(Mention mention, Quantity quantity, List<Outcome> linked)
    {
        for (var day = 1; day <= 7; day++)
        {
            if (quantity.Value != day && Settled(RowEdits.Number(mention, day), linked) is { } settled)
            {
                var distance = Rational.Abs(quantity.Value - day);
                yield return new Correction { Slip = Slip.Weekday, Mention = mention, Value = day, Like = quantity, Likelihood = (distance == 1 || distance == 6 ? 0.12 : 0.06) * settled.Weight, Settles = settled.Outcomes, IsExact = settled.IsExact };
            }
        }
    }

    private IEnumerable<Correction> Dates(Mention mention, Period written, List<Outcome> linked)
    {
        var whole = mention.Row.Values.OfType<Value.Date>().Select(d => d.Period).Where(p => p != Period.Always && p.Start <= written.Start && written.End <= p.End).MaxBy(p => p.End.DayNumber - p.Start.DayNumber);
        foreach (var (slip, likelihood, period) in DateEdits.Of(whole))
        {
            if (Settled(RowEdits.Date(mention, whole, period), linked) is { } settled)
            {
                yield return new Correction { Slip = slip, Mention = mention, Period = period, Likelihood = likelihood * settled.Weight, Settles = settled.Outcomes, IsExact = settled.IsExact };
            }
        }
    }

    private IEnumerable<Correction> Items(Outcome failing, IReadOnlySet<string> words)
    {
        if (failing.Judgement is not { Comparison: Expression.Comparison { Operator: "~" or "=" } c, Left: Value.Number { Quantity: var left }, Right: Value.Number { Quantity: var right } }
            || (Mentions.SumOf(failing, c.Right) ?? Mentions.SumOf(failing, c.Left)) is not var (group, column) || failing.Frame.Groups[group].Rows is not { Count: > 0 and <= MostRows } rows)
        {
            yield break;
        }

        var difference = Mentions.SumOf(failing, c.Right) is not null ? left.Value - right.Value : right.Value - left.Value;
        var values = rows.Select(r => ((Value.Number)r.Values[column]).Quantity).ToList();
        var linked = outcomes.Where(o => Array.Exists(o.Frame.Groups, g => g.Rows.Any(r => r.Identity == rows[0].Identity))).ToList();
        if (words.Contains(RepairWord.MissingItem) && difference.Sign > 0 && Settled(RowEdits.With(rows[^1], column, difference), linked) is { } settled)
        {
            var isOfTheirSize = difference * 3 >= values.Min(v => v.Value) && difference <= values.Max(v => v.Value) * 3;
            yield return new Correction { Slip = Slip.MissingItem, Value = difference, Like = values.MaxBy(v => v.Scale), Likelihood = (isOfTheirSize ? 0.002 : 0.000_2) * settled.Weight, Settles = settled.Outcomes, IsExact = settled.IsExact };
        }

        for (var i = 0; words.Contains(RepairWord.DoubledItem) && i < rows.Count; i++)
        {
            // Of two that are alike the later one is the copy.
            if (values[i].Value == -difference && !Enumerable.Range(i + 1, rows.Count - i - 1).Any(j => Mentions.AreTwins(rows[i], rows[j])) && Settled(RowEdits.Without(rows[i]), outcomes.Where(o => Mentions.ReadBy(o).Any(m => m.Row.Identity == rows[i].Identity)).ToList()) is { } without)
            {
                var twin = Enumerable.Range(0, i).Any(j => values[j].Value == values[i].Value && Mentions.AreTwins(rows[i], rows[j]));
                yield return new Correction { Slip = Slip.DoubledItem, Mention = new Mention(rows[i], column), Value = values[i].Value, Like = values[i], Likelihood = (twin ? 0.3 : 0.005) * without.Weight, Settles = without.Outcomes, IsExact = without.IsExact };
            }
        }
    }

    private IEnumerable<Correction> SwappedUnits(Outcome failing)
    {
        foreach (var row in failing.Frame.Rows)
        {
            var amounts = Enumerable.Range(0, row.Values.Length).Where(i => row.Values[i] is Value.Number && row.Schema.Columns[i].Derivation is null && row.PlaceOf(i) is not null).Select(i => new Mention(row, i)).ToList();
            if (amounts is [var first, var second, ..] && (Units(first), Units(second)) is var (a, b) && a.IsStated && b.IsStated && a != b
                && Settled(RowEdits.SwappedUnits(row, a, b), outcomes.Where(o => Mentions.ReadBy(o).Any(m => m.Row.Identity == row.Identity)).ToList()) is { } settled)
            {
                yield return new Correction { Slip = Slip.SwappedUnits, Mention = first, Partner = second, Likelihood = 0.1 * settled.Weight, Settles = settled.Outcomes, IsExact = settled.IsExact };
            }
        }

        static Unit Units(Mention m) => ((Value.Number)m.Row.Values[m.Column]).Quantity.Unit;
    }

    // "between 9 and 7 %": the two ends of an order in each other's place.
    private IEnumerable<Correction> SwappedValues(Outcome failing)
    {
        if (failing.Judgement is { Comparison: Expression.Comparison { Operator: "<" or "<=" or ">" or ">=" } c }
            && Written(failing, c.Left) is { Place: not null } first && Written(failing, c.Right) is { Place: not null } second
            && first.Row.Identity == second.Row.Identity && Settled(RowEdits.SwappedValues(first, second), [failing]) is { } settled)
        {
            yield return new Correction { Slip = Slip.SwappedValues, Mention = first, Partner = second, Value = second.Value, Like = ((Value.Number)first.Row.Values[first.Column]).Quantity, Likelihood = 0.3 * settled.Weight, Settles = settled.Outcomes, IsExact = settled.IsExact };
        }
    }

    // The number that one side of a comparison shows, whatever is made of its precision and unit.
    private static Mention? Written(Outcome outcome, Expression side) =>
        Mentions.Unfolded(outcome, side) switch
        {
            Expression.Call { Function: "as_written" or "number" or "abs", Arguments: [var inside] } => Written(outcome, inside),
            Expression.Column column when Mentions.At(outcome, column) is { } mention && mention.Row.Values[mention.Column] is Value.Number => mention,
            _ => null,
        };

    // What `change(from, to)` takes, under its sign and without units.
    private static Expression Bare(Outcome outcome, Expression expression) =>
        Mentions.Unfolded(outcome, expression) is Expression.Call { Function: "abs" or "number", Arguments: [var inside] } ? Bare(outcome, inside) : Mentions.Unfolded(outcome, expression);

    // "from 5 % to 7 %, a rise of 2 %": right in points.
    private static IEnumerable<Correction> Points(Outcome failing)
    {
        if (failing.Judgement is { Comparison: Expression.Comparison c, Left: Value.Number { Quantity: var stated } }
            && Bare(failing, c.Right) is Expression.Call { Function: "change", Arguments: [var from, var to] }
            && Mentions.Evaluated(failing, Bare(failing, from)) is Value.Number { Quantity: var a } && Mentions.Evaluated(failing, Bare(failing, to)) is Value.Number { Quantity: var b }
            && a.Unit == Unit.Percent && b.Unit == Unit.Percent && c.Left is Expression.Column column && Mentions.At(failing, column) is { } mention
            && (!Verdicts.Agree(stated, b - a).Fails() || !Verdicts.Agree(stated, a - b).Fails()))
        {
            yield return new Correction { Slip = Slip.Points, Mention = mention, Value = stated.Value, Like = stated, Likelihood = 0.3, Settles = [failing] };
        }
    }

    /// <summary>The failing outcomes that an edit settles, if none that holds fails under it; else null.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="linked">The outcomes that read what it changes.</param>
    private Settlement? Settled(RowEdit edit, List<Outcome> linked)
    {
        var settled = new List<Outcome>();
        var (isExact, isDisplay) = (false, false);
        var unsettled = 0;
        foreach (var outcome in linked)
        {
            if (outcome.Verdict == Verdict.Undecidable)
            {
                continue;
            }

            budget.Spend(1 + outcome.Frame.Groups.Sum(g => (long)g.Rows.Count));
            var again = budget.IsSpent ? Verdict.Undecidable : evaluator.Reconsider(outcome, edit);

            // What fails for a reason of its own goes on failing; what holds must not begin to.
            var holds = again is Verdict.Holds or Verdict.Display;
            if (!outcome.Verdict.Fails())
            {
                // A rule that held and has nothing to say about the edited rows has nothing against them.
                if (!holds && again is not null)
                {
                    return null;
                }

                continue;
            }

            unsettled += holds ? 0 : 1;
            if (holds)
            {
                settled.Add(outcome);
                isExact |= again != Verdict.Display && outcome.Judgement is not { Comparison: Expression.Comparison { Tolerance: not null } };
                isDisplay |= again == Verdict.Display;
            }
        }

        return settled.Count > 0 ? new Settlement(settled, (isDisplay ? RoundedHit : 1) * Math.Pow(Unsettled, unsettled), isExact) : null;
    }

    /// <summary>What an edit settles, and how much less that says where only rounding makes the figures meet.</summary>
    private sealed record Settlement(IReadOnlyList<Outcome> Outcomes, double Weight, bool IsExact);
}
