using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Findings;

/// <summary>Shows how a verdict came about: each side reckoned out, the difference, and what precision explains of it.</summary>
internal sealed class WorkingBuilder(Outcome outcome, ValueFormat format)
{
    private const int MostTerms = 12;

    // Of a group of thousands nobody reads each.
    private const int MostOperands = 100;

    public Working Build()
    {
        if (outcome.Judgement is not { Comparison: Expression.Comparison or Expression.Within or Expression.Call } judgement)
        {
            return new Working { Operands = Operands(), Dates = Shape.Dates() };
        }

        var (left, right) = judgement.Comparison switch
        {
            Expression.Comparison c => (c.Left, c.Right),
            Expression.Within w => (w.Operand, w.Low),
            Expression.Call { Arguments: [var reckoned, var written] } => (reckoned, written),
            _ => throw new InvalidOperationException(),
        };
        var steps = new List<string>();
        AddSteps(Unfold(left), steps);
        AddSteps(Unfold(right), steps);
        var working = new Working { Left = Side(left, judgement.Left), Right = Side(right, judgement.Right), Operands = Operands(), Terms = Shape.Terms(left, right), Factor = Shape.Factor(left, right), Dates = Shape.Dates(), IsEquality = judgement.Comparison is Expression.Comparison { Operator: "~" or "=" } };
        if (judgement is { Left: Value.Number { Quantity: var a }, Right: Value.Number { Quantity: var b } } && a.Unit.AgreesWith(b.Unit))
        {
            var difference = Rational.Abs(a.Value - b.Value);
            if (steps.Count == 0 && difference != 0 && judgement.Comparison is not Expression.Comparison { Operator: "=" or "!=" })
            {
                steps.Add($"{format.Of(a)} {(a.Value < b.Value ? "<" : ">")} {format.Of(b)}");
            }

            var allowed = HalfWidth(a) + HalfWidth(b);
            var like = a.Scale >= b.Scale ? a : b;
            if (judgement.Comparison is not Expression.Comparison { Operator: "=" or "!=" })
            {
                steps.Add(Difference(a, b, difference, outcome.Verdict is Verdict.Precision or Verdict.Improbable or Verdict.Edge ? null : allowed, like, judgement.Comparison is Expression.Comparison { Tolerance: not null }));
            }

            if (outcome.Verdict is Verdict.Precision or Verdict.Improbable or Verdict.Edge)
            {
                steps.Add(format.Phrase(outcome.Verdict == Verdict.Improbable && (a.Hedged || b.Hedged) ? "remote" : outcome.Verdict.ToString().ToLowerInvariant()));
            }

            working = working with { Difference = difference.ToDecimal(), Allowed = allowed?.ToDecimal() };
        }
        else if (judgement is { Comparison: not Expression.Comparison { Operator: "=" or "!=" }, Left: Value.Date { Period: var first }, Right: Value.Date { Period: var second } })
        {
            steps.Add($"{format.Of(first)} {Sign(first, second)} {format.Of(second)}");
        }

        // How many rows there are says the message; what two columns hold is the arithmetic of an equality, but no reason where it is one alternative of several.
        if (steps.Count == 0 && !IsAlternative(outcome.Rule.Rule.Check, judgement.Comparison, isInside: false) && judgement is { Comparison: Expression.Comparison { Operator: var sign, Left: not (Expression.Call or Expression.Literal), Right: not (Expression.Call or Expression.Literal) }, Left: { } one, Right: { } other })
        {
            steps.Add($"{format.Of(one)} {(outcome.Verdict.Fails() == (sign != "!=") ? "≠" : "=")} {format.Of(other)}");
        }

        return working with { Steps = steps };
    }

    // Periods that overlap can be in either order; those that share one day at their ends in one only.
    private static string Sign(Period first, Period second) =>
        first == second ? "=" : first.Start > second.End ? ">" : first.End < second.Start ? "<" : first.Start == second.End ? "≥" : "≤";

    private WorkingShape Shape => new(outcome, this);

    private static bool IsAlternative(Expression check, object comparison, bool isInside) =>
        ReferenceEquals(check, comparison) ? isInside
        : check is Expression.Binary { Operator: "and" or "or" } b && (IsAlternative(b.Left, comparison, isInside || b.Operator == "or") || IsAlternative(b.Right, comparison, isInside || b.Operator == "or"));

    private string Difference(Quantity a, Quantity b, Rational difference, Rational? allowed, Quantity like, bool hasTolerance)
    {
        if (difference == 0)
        {
            return $"{format.Of(a)} = {format.Of(b)}";
        }

        // What a product gave is no more exact than its factors.
        var shown = a is { IsReckoned: true, Terms: 1 } || b is { IsReckoned: true, Terms: 1 } ? FourDigits(difference) : Rounded(difference);
        var distance = format.Phrase("difference", Distance(shown, like));
        return allowed is { Sign: > 0 } width ? distance + format.Phrase(hasTolerance ? "explained_with_tolerance" : "explained", Distance(Rounded(width), like)) : distance;
    }

    // Two shares differ by points.
    private string Distance(Rational amount, Quantity like) =>
        format.Amount(amount, Quantity.Exact(amount, like.Unit == Unit.Percent ? Unit.Of(format.Phrase(amount == 1 ? "point" : "points").Trim()) : like.Unit) with { Scale = like.Scale });

    // Reckoned amounts are shown to four significant digits; exact sums are left whole.
    private static Rational Rounded(Rational value)
    {
        if (value.Sign == 0 || value.RoundedTo(0.01m) == value)
        {
            return value;
        }

        return FourDigits(value);
    }

    // The ends of a set in four digits, or in as many as its width has meaning for where four would leave the value outside; then they are rounded outwards.
    private static (Rational Low, Rational High) Ends(Rational low, Rational high, Rational value)
    {
        var (below, above) = (Rounded(low), Rounded(high));
        if (below <= value && value <= above && below < above)
        {
            return (below, above);
        }

        Rational place = 1;
        var width = high - low;
        while (width / place >= 100)
        {
            place *= 10;
        }

        while (width / place < 10 && place > 0.000_000_1m)
        {
            place /= 10;
        }

        return ((low / place).Floor() * place, (high / place).Ceiling() * place);
    }

    private static Rational FourDigits(Rational value)
    {
        Rational place = 1;
        var size = Rational.Abs(value);
        while (size / place >= 10_000)
        {
            place *= 10;
        }

        while (size / place < 1_000 && place > 0.000_000_1m)
        {
            place /= 10;
        }

        return value.RoundedTo(place);
    }

    internal Expression Unfold(Expression expression) => expression switch
    {
        Expression.Name name when outcome.Rule.Rule.Lets.FirstOrDefault(l => l.Name == name.Text) is { } let => Unfold(let.Expression),
        Expression.Call { Function: "given", Arguments: [var value, _] } => Unfold(value),
        _ => expression,
    };

    private void AddSteps(Expression expression, List<string> steps)
    {
        switch (expression)
        {
            case Expression.Call { Function: "sum", Arguments: [var term] } call when Terms(term) is { Count: > 1 } terms && Evaluated(call) is Value.Number sum:
                steps.Add($"{string.Join(" + ", terms)} = {format.Of(sum.Quantity)}");
                break;
            case Expression.Binary { Operator: "+" or "-" } chain when Evaluated(chain) is Value.Number total:
                steps.Add($"{Chain(chain)} = {Spread(total.Quantity)}");
                break;
            case Expression.Binary { Operator: "*" or "/" } binary when Evaluated(binary) is Value.Number result:
                steps.Add($"{Factor(binary.Left)} {(binary.Operator == "*" ? "×" : "÷")} {Factor(binary.Right)} = {Spread(result.Quantity)}");
                break;
            case Expression.Binary { Operator: "+" or "-" } moved when Evaluated(moved) is Value.Date date:
                steps.Add($"{Factor(moved.Left)} {(moved.Operator == "-" ? "−" : "+")} {Factor(moved.Right)} = {format.Of(date)}");
                break;
            case Expression.Call { Function: "days" or "months" or "years", Arguments: [var from, var to] } distance when Evaluated(distance) is Value.Number result:
                steps.Add($"{Factor(from)} → {Factor(to)} = {Spread(result.Quantity)}");
                break;
            case Expression.Call { Function: "month" or "quarter" or "year" or "year_number", Arguments: [var inside] } held when Evaluated(held) is { } period and not Value.Missing:
                steps.Add($"{Factor(inside)} → {format.Of(period)}");
                break;
            default:
                break;
        }
    }

    private string Factor(Expression expression)
    {
        if (expression is Expression.Binary { Operator: "+" or "-" } nested)
        {
            return $"({Chain(nested)})";
        }

        var value = Evaluated(Unfold(expression));
        return value is Value.Number n ? expression is Expression.Column ? format.Of(n.Quantity) : Spread(n.Quantity)
            : value is null ? "?" : format.Of(value);
    }

    // A long chain is shown by its last terms.
    private string Chain(Expression.Binary binary)
    {
        var terms = new List<string>();
        Expression rest = binary;
        while (rest is Expression.Binary { Operator: "+" or "-" } sum && terms.Count < MostTerms)
        {
            // What stands in for a missing term is no arithmetic to show.
            if (!(sum.Right is Expression.Binary { Operator: "else" } && Evaluated(sum.Right) is Value.Number { Quantity: { Value.Sign: 0, Loose.IsPoint: true } }))
            {
                terms.Insert(0, $"{(sum.Operator == "-" ? "−" : "+")} {Factor(sum.Right)}");
            }

            rest = sum.Left;
        }

        return $"{(terms.Count < MostTerms ? Factor(rest) : "…")} {string.Join(' ', terms)}";
    }

    internal string Spread(Quantity q) => q.Loose is { Low: { } low, High: { } high } && low < high && q.Terms == 1 && q.IsReckoned
        ? $"{format.Of(q)} [{format.Number(Ends(low, high, q.Value).Low)} – {format.Number(Ends(low, high, q.Value).High)}]"
        : format.Of(q);

    private List<string> Terms(Expression term)
    {
        var members = Members(term).ToList();
        var isOneScale = members.Select(m => m.Quantity.Scale).Distinct().Count() == 1;
        var shown = members.Count <= MostTerms ? members : [.. members.Take(MostTerms - 2), members[^1]];
        var terms = shown.ConvertAll(m => format.Number(m.Quantity.Value / (m.Quantity.Scale == 0 ? 1 : m.Quantity.Scale)) + (m.Quantity.Scale == 1 || isOneScale ? "" : $"\u00A0({format.Of(m.Quantity)})"));
        if (shown.Count < members.Count)
        {
            terms.Insert(terms.Count - 1, "…");
        }

        return terms;
    }

    private IEnumerable<(Row Row, Quantity Quantity, int Column)> Members(Expression term)
    {
        if (term is Expression.Column column && outcome.Rule.Names.TryGetValue(column.Owner.Text, out var name) && name.IsGroup)
        {
            var at = name.Schema.IndexOf(column.Path);
            foreach (var row in outcome.Frame.Groups[name.Slot].Rows)
            {
                if (row.Values[at] is Value.Number n)
                {
                    yield return (row, n.Quantity, at);
                }
            }
        }
    }

    internal Value? Evaluated(Expression expression)
    {
        try
        {
            return outcome.Rule.Bound.TryGetValue(expression, out var bound) ? bound.Run(outcome.Frame) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private Operand Side(Expression expression, Value? value) => Made(ExpressionText.Of(expression), value, PlaceOf(expression));

    private Place? PlaceOf(Expression expression) =>
        expression is Expression.Column column && outcome.Rule.Names.TryGetValue(column.Owner.Text, out var name) && !name.IsGroup
            ? outcome.Frame.Rows[name.Slot].PlaceOf(name.Schema.IndexOf(column.Path))
            : null;

    private List<Operand> Operands()
    {
        var operands = new List<Operand>();
        foreach (var use in outcome.Rule.Figures)
        {
            var (name, _) = outcome.Rule.Names.First(n => n.Value.IsGroup == use.IsGroup && n.Value.Slot == use.Slot);
            var rows = use.IsGroup ? outcome.Frame.Groups[use.Slot].Rows : [outcome.Frame.Rows[use.Slot]];
            operands.AddRange(rows.Where(r => r.Values[use.Column] is Value.Number).Take(MostOperands).Select(r => Made($"{name}.{r.Schema.Columns[use.Column].Name}", r.Values[use.Column], r.PlaceOf(use.Column))));
        }

        return operands;
    }

    internal Operand Made(string name, Value? value, Place? place) => value is Value.Number { Quantity: var q }
        ? new Operand(name, format.Of(q), q.Value.ToDecimal(), q.Loose.Low?.ToDecimal(), q.Loose.High?.ToDecimal(), q.Unit.ToString(), Width(q), place)
        : new Operand(name, value is null ? "" : format.Of(value), null, null, null, "", "", place) { Days = (value as Value.Date)?.Period };

    private string Width(Quantity q) => q.Origin == WidthOrigin.Reckoned && q.Loose.IsPoint
        ? format.Phrase("width_exact")
        : format.Phrase($"width_{q.Origin.ToString().ToLowerInvariant()}", format.Amount(q.RoundingUnit, Quantity.Exact(q.RoundingUnit, q.Unit) with { Scale = q.Scale }));

    private static Rational? HalfWidth(Quantity q) => (q.Loose.High - q.Loose.Low) / 2;
}
