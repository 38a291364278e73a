using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Repairs;

/// <summary>The factor of a mention in a sum: the set it may lie in, and its value.</summary>
internal readonly record struct Factor(Interval Set, Rational Value)
{
    public static Factor One { get; } = new(Interval.Point(1), 1);

    public static Factor operator +(Factor a, Factor b) => new(a.Set + b.Set, a.Value + b.Value);

    public static Factor operator -(Factor a) => new(-a.Set, -a.Value);

    public static Factor operator *(Factor a, Factor b) => new(a.Set * b.Set, a.Value * b.Value);

    /// <summary>Null when the divisor may be zero.</summary>
    public static Factor? Divide(Factor a, Factor b) => b.Set.Contains(0) || b.Value.Sign == 0 ? null : new Factor(a.Set / b.Set, a.Value / b.Value);

    /// <summary>Widened by a part of its value to both sides.</summary>
    public Factor Widened(Rational share) => this with { Set = Set.Widened(Rational.Abs(Value) * share) };
}

/// <summary>One side of a comparison as a sum over the mentions that may change: factor times value, and what the others contribute.</summary>
internal sealed record LinearForm(IReadOnlyDictionary<int, Factor> Terms, Factor Rest)
{
    public static LinearForm Constant(Factor rest) => new(new Dictionary<int, Factor>(), rest);

    public bool IsConstant => Terms.Count == 0;

    public static LinearForm operator +(LinearForm a, LinearForm b)
    {
        var terms = new Dictionary<int, Factor>(a.Terms);
        foreach (var (mention, factor) in b.Terms)
        {
            terms[mention] = terms.TryGetValue(mention, out var own) ? own + factor : factor;
        }

        return new LinearForm(terms, a.Rest + b.Rest);
    }

    public static LinearForm operator -(LinearForm a) => a.Mapped(f => -f);

    public LinearForm Times(Factor by) => Mapped(f => f * by);

    public LinearForm Widened(Rational share) => Mapped(f => f.Widened(share));

    private LinearForm Mapped(Func<Factor, Factor> map) => new(Terms.ToDictionary(t => t.Key, t => map(t.Value)), map(Rest));
}

/// <summary>
/// Reads the comparisons of a rule, for the rows of one outcome, as linear inequalities over the mentions that may change. What is not linear
/// in them (a median, a quotient by one of them) stays as it is.
/// </summary>
internal sealed class LinearReading(Outcome outcome, IReadOnlyCollection<int> read, IReadOnlyDictionary<Mention, int> mentions, Budget budget)
{
    // What a check demands is asked again and again with the same few mentions of its own.
    private readonly Dictionary<string, IReadOnlyList<Inequality>?> given = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Rational> values = mentions.ToDictionary(m => m.Value, m => m.Key.Value);
    private readonly Dictionary<string, LinearForm?> lets = new(StringComparer.Ordinal);
    private bool isExcused;
    private IReadOnlyCollection<int> free = [];

    /// <summary>What the check of the rule demands; null when it is no comparison of numbers that depends on the free mentions.</summary>
    public IReadOnlyList<Inequality>? Given(IReadOnlyCollection<int> set)
    {
        free = [.. set.Where(read.Contains)];
        var key = string.Join(',', free);
        if (!given.TryGetValue(key, out var inequalities))
        {
            budget.Spend(1 + outcome.Frame.Groups.Sum(g => (long)g.Rows.Count));
            given.Add(key, inequalities = Worked());
        }

        return inequalities;
    }

    private List<Inequality>? Worked()
    {
        try
        {
            var inequalities = Comparisons(outcome.Rule.Rule.Check).SelectMany(Inequalities).ToList();
            return inequalities.Count == 0 ? null : inequalities;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static IEnumerable<Expression.Comparison> Comparisons(Expression check) => check switch
    {
        Expression.Comparison comparison => [comparison],
        Expression.Binary { Operator: "and" } and => Comparisons(and.Left).Concat(Comparisons(and.Right)),
        _ => [],
    };

    private IEnumerable<Inequality> Inequalities(Expression.Comparison comparison)
    {
        lets.Clear();
        isExcused = comparison.Tolerance is not null || IsExcused(comparison.Left) || IsExcused(comparison.Right);
        if (Form(comparison.Left) is not { } left || Form(comparison.Right) is not { } right || (left.IsConstant && right.IsConstant))
        {
            return [];
        }

        if (comparison.Tolerance is { } tolerance && Run(tolerance) is Value.Number { Quantity: var width })
        {
            right = width.Unit == Unit.Percent ? right.Widened(width.Value / 100) : right with { Rest = right.Rest with { Set = right.Rest.Set.Widened(width.Value) } };
        }

        var difference = left + -right;
        IEnumerable<Inequality?> found = comparison.Operator switch
        {
            "~" => [Below(difference, strict: false), Below(-difference, strict: false)],
            "=" => [Exactly(difference), Exactly(-difference)],
            "<=" or "<" => [Below(difference, comparison.Operator == "<")],
            ">=" or ">" => [Below(-difference, comparison.Operator == ">")],
            _ => [],
        };
        return found.OfType<Inequality>();
    }

    // The least that a sum can be must not exceed nought. A mention keeps its sign, which tells the end of its factor that counts.
    private Inequality? Below(LinearForm sum, bool strict)
    {
        if (sum.Rest.Set.Low is not { } rest)
        {
            return null;
        }

        var coefficients = new Dictionary<int, Rational>();
        foreach (var (mention, factor) in sum.Terms)
        {
            if ((IsNegative(mention) ? factor.Set.High : factor.Set.Low) is not { } end)
            {
                return null;
            }

            coefficients[mention] = end;
        }

        return new Inequality(coefficients, -rest, strict || sum.Rest.Set.LowOpen);
    }

    private static Inequality Exactly(LinearForm sum) => new(sum.Terms.ToDictionary(t => t.Key, t => t.Value.Value), -sum.Rest.Value, false);

    private bool IsNegative(int mention) => values[mention].Sign < 0;

    private LinearForm? Form(Expression expression)
    {
        switch (expression)
        {
            case Expression.Name name when outcome.Rule.Rule.Lets.FirstOrDefault(l => l.Name == name.Text) is { } let:
                // Each is worked out once a comparison: a chain of doublings would be worked out without end.
                if (!lets.TryGetValue(let.Name, out var known))
                {
                    lets.Add(let.Name, known = Form(let.Expression));
                }

                return known;
            case Expression.Column column:
                return Column(column);
            case Expression.Unary { Operator: "-" } unary:
                return Form(unary.Operand) is { } operand ? -operand : null;
            case Expression.Call { Function: "truncated" or "as_written", Arguments: [Expression.Column column] }:
                return Column(column, Run(expression));
            case Expression.Call { Function: "sum", Arguments: [var term] } sum when GroupOf(term) is { } group:
                return Sum(group, term);
            case Expression.Call { Function: "change" or "share", Arguments: [var first, var second] } call:
                return call.Function == "share" ? Percentage(first, second, 0) : Percentage(second, first, -100);
            case Expression.Call { Function: "given", Arguments: [var value, var condition] } when !ReadsNumbers(condition) && Run(expression) is Value.Number:
                return Form(value);
            case Expression.Binary { Operator: "+" or "-" or "*" or "/" } binary:
                return Form(binary.Left) is { } left && Form(binary.Right) is { } right ? Arithmetic(binary.Operator, left, right) : null;
            default:
                return AsItStands(expression);
        }
    }

    private LinearForm? Percentage(Expression part, Expression whole, int offset) =>
        Form(part) is { } a && Form(whole) is { } b && Arithmetic("/", a, b) is { } ratio
            ? ratio.Times(new Factor(Interval.Point(100), 100)) + LinearForm.Constant(new Factor(Interval.Point(offset), offset))
            : null;

    private static LinearForm? Arithmetic(string op, LinearForm left, LinearForm right) => op switch
    {
        "+" => left + right,
        "-" => left + -right,
        "*" when right.IsConstant => left.Times(right.Rest),
        "*" when left.IsConstant => right.Times(left.Rest),
        "/" when right.IsConstant && Factor.Divide(Factor.One, right.Rest) is { } inverse => left.Times(inverse),
        _ => null,
    };

    private LinearForm? Sum(int group, Expression term)
    {
        var frame = outcome.Frame;
        var outer = frame.Members[group];
        var terms = new Dictionary<int, Factor>();
        var rest = new Factor(Interval.Point(0), 0);
        foreach (var row in frame.Groups[group].Rows)
        {
            frame.Members[group] = row;
            if (Form(term) is not { } form)
            {
                frame.Members[group] = outer;
                return null;
            }

            rest += form.Rest;
            foreach (var (mention, factor) in form.Terms)
            {
                terms[mention] = terms.TryGetValue(mention, out var own) ? own + factor : factor;
            }
        }

        frame.Members[group] = outer;
        return new LinearForm(terms, rest);
    }

    private int? GroupOf(Expression term) =>
        term.All().OfType<Expression.Column>().Select(c => outcome.Rule.Names.GetValueOrDefault(c.Owner.Text)).Where(n => n.IsGroup).Select(n => (int?)n.Slot).FirstOrDefault();

    // A free mention is its value, with the room that its precision leaves on both sides.
    private LinearForm? Column(Expression.Column column, Value? read = null)
    {
        if (!outcome.Rule.Names.TryGetValue(column.Owner.Text, out var name))
        {
            return AsItStands(column);
        }

        // Read in a way of its own, a figure keeps its value and has another room around it.
        var row = name.IsGroup ? outcome.Frame.Members[name.Slot] : outcome.Frame.Rows[name.Slot];
        var at = name.Schema.IndexOf(column.Path);
        if (row is null || (read ?? row.Values[at]) is not Value.Number { Quantity: var quantity })
        {
            return null;
        }

        if (!mentions.TryGetValue(new Mention(row, at), out var mention) || !free.Contains(mention) || row.Schema.Columns[at].Derivation is not null)
        {
            return LinearForm.Constant(Factored(quantity));
        }

        var room = Set(quantity) - Interval.Point(quantity.Value);
        return new LinearForm(new Dictionary<int, Factor> { [mention] = Factor.One }, new Factor(room, 0));
    }

    // A condition that reads figures may cease to hold with them.
    private bool ReadsNumbers(Expression condition) =>
        condition.All().OfType<Expression.Column>().Any(c => outcome.Rule.Names.TryGetValue(c.Owner.Text, out var name) && name.Schema.IndexOf(c.Path) is >= 0 and var at && name.Schema.Columns[at].Type is FactType.Quantity or FactType.Share)
        || condition.All().OfType<Expression.Name>().Any(n => outcome.Rule.Rule.Lets.Any(l => l.Name == n.Text));

    private LinearForm? AsItStands(Expression expression) => Run(expression) is Value.Number { Quantity: var quantity } ? LinearForm.Constant(Factored(quantity)) : null;

    private Value? Run(Expression expression) => outcome.Rule.Bound.TryGetValue(expression, out var bound) ? bound.Run(outcome.Frame) : null;

    private Factor Factored(Quantity quantity) => new(Set(quantity), quantity.Value);

    // Where a tolerance or some wording excuses a miss the wide sets count, as in the verdict; else the narrow ones: the figures are to agree as written.
    private Interval Set(Quantity quantity) => isExcused ? quantity.Loose : quantity.Strict;

    private bool IsExcused(Expression side) => Run(side) is Value.Number { Quantity: { Hedged: true } or { OpenlyRounded: true } };
}
