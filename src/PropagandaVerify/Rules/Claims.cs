using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Rules;

/// <summary>What a condition says about one term: the set that it must lie in, or the value that it must or must not be.</summary>
/// <param name="Term">The term in one spelling, so that the same term is known again.</param>
/// <param name="Source">The condition; null for what is known of the term anyway.</param>
/// <param name="Range">The numbers, or the numbers of days, that it allows.</param>
/// <param name="Value">The value that it names with <c>=</c> or <c>!=</c>.</param>
/// <param name="IsWanted">Whether that value is asked for or ruled out.</param>
internal sealed record Claim(string Term, Expression? Source, Interval Range, Value? Value = null, bool IsWanted = true)
{
    public Unit Unit { get; init; }

    /// <summary>Whether it denies an order. An order of vague figures asks whether it can hold, its denial whether it cannot, which is more.</summary>
    public bool IsDenied { get; init; }

    /// <summary>Whether both cannot be, as far as can be told from constants alone.</summary>
    public bool Excludes(Claim other)
    {
        if (Term != other.Term || !Unit.AgreesWith(other.Unit))
        {
            return false;
        }

        return !Range.Meets(other.Range)
            || (Value is { } a && other.Value is { } b && (IsWanted, other.IsWanted) switch
            {
                (true, true) => !Facts.Value.AreSame(a, b),
                (false, false) => false,
                _ => Facts.Value.AreSame(a, b),
            });
    }

    /// <summary>Whether the other is so whenever this is.</summary>
    public bool Implies(Claim other)
    {
        if (Term != other.Term || !Unit.AgreesWith(other.Unit))
        {
            return false;
        }

        return other.Value is not { } wanted ? other.Range.Covers(Range) && other.Range != Interval.Everything
            : Value is { } own && (IsWanted, other.IsWanted) switch
            {
                (true, false) => !Facts.Value.AreSame(own, wanted),
                (false, true) => false,
                _ => Facts.Value.AreSame(own, wanted),
            };
    }
}

/// <summary>Reads conditions as claims about terms that are compared with constants; <c>let</c> is followed.</summary>
internal sealed class Claims(Rule rule, IReadOnlyDictionary<Expression, Bound> bound, Scope scope)
{
    private const int LongestTerm = 500;

    private static readonly Dictionary<string, string> Turned = new() { ["<"] = ">", [">"] = "<", ["<="] = ">=", [">="] = "<=" };
    private static readonly Dictionary<string, string> Denied = new() { ["<"] = ">=", [">"] = "<=", ["<="] = ">", [">="] = "<", ["="] = "!=", ["!="] = "=" };

    private readonly Dictionary<Expression, IReadOnlyList<Claim>> known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> constants = new(StringComparer.Ordinal);

    /// <summary>What one condition without <c>and</c> and <c>or</c> claims; nothing where it is not about a term and a constant.</summary>
    public IReadOnlyList<Claim> Of(Expression condition)
    {
        if (!known.TryGetValue(condition, out var found))
        {
            known.Add(condition, found = [.. Of(condition, denied: false)]);
        }

        return found;
    }

    private IEnumerable<Claim> Of(Expression condition, bool denied)
    {
        switch (Unfold(condition))
        {
            case Expression.Unary { Operator: "not" } not:
                return Of(not.Operand, !denied);
            case Expression.Comparison { Tolerance: null, Operator: not "~" } c when Constant(c.Right) is { } right:
                return Compared(c.Left, denied ? Denied[c.Operator] : c.Operator, right, condition).Select(claim => claim with { IsDenied = denied });
            case Expression.Comparison { Tolerance: null, Operator: not "~" } c when Constant(c.Left) is { } left:
                var op = denied ? Denied[c.Operator] : c.Operator;
                return Compared(c.Right, Turned.GetValueOrDefault(op, op), left, condition).Select(claim => claim with { IsDenied = denied });
            case Expression.Within { High: { } high } w when !denied && Constant(w.Low) is { } low && Constant(high) is { } top:
                return Compared(w.Operand, ">=", low, condition).Concat(Compared(w.Operand, "<=", top, condition));
            case Expression.Call { Function: "exists", Arguments: [Expression.Name group] } when scope.Group(group.Text) is not null:
                return [new Claim($"count({group.Text})", condition, denied ? Interval.Point(0) : new Interval(1, null))];
            case Expression.Binary or Expression.Comparison or Expression.Within:
                return [];
            case var truth:
                return [new Claim(Term(truth), condition, Interval.Everything, Value.Of(!denied))];
        }
    }

    /// <summary>What is known of a term before any condition.</summary>
    public static Claim? Known(string term) =>
        term.StartsWith("count(", StringComparison.Ordinal) || term.StartsWith("distinct(", StringComparison.Ordinal) || term.StartsWith("abs(", StringComparison.Ordinal) ? new Claim(term, null, new Interval(0, null))
        : term.StartsWith("weekday(", StringComparison.Ordinal) ? new Claim(term, null, new Interval(1, 7))
        : null;

    /// <summary>The value of an expression that reads no row.</summary>
    public Value? Constant(Expression expression)
    {
        if (!IsConstant(expression))
        {
            return null;
        }

        // A bare word that stands for nothing else is a symbol.
        var value = expression is Expression.Name name && !scope.IsTaken(name.Text) ? new Value.Text(name.Text)
            : bound.TryGetValue(expression, out var b) ? b.Run(new Frame(0, 0, scope.LetCount))
            : null;
        return value is Value.Duration ? Calendar.InDays(value) : value;
    }

    /// <summary>One spelling for one term.</summary>
    public string Term(Expression expression)
    {
        // Names are spelt out once, and long ones not at all: a chain of doublings would fill the memory.
        if (expression is not Expression.Name { Text: var name } || ReferenceEquals(Unfold(expression), expression))
        {
            return Spelt(expression);
        }

        if (!terms.TryGetValue(name, out var term))
        {
            term = Spelt(NamedBy(name)!);
            terms.Add(name, term = term.Length > LongestTerm ? name : term);
        }

        return term;
    }

    private string Spelt(Expression expression) => expression switch
    {
        Expression.Column c => $"{c.Owner.Text}.{c.Path}",
        Expression.Name n => NamedBy(n.Text) is null ? n.Text : Term(n),
        Expression.Literal { Value: Value.Number { Quantity: var q } } => $"{q.Value}{q.Unit}",
        Expression.Literal { Value: Value.Date { Period: var p } } => p.ToString(),
        Expression.Literal { Value: Value.Duration d } => $"{d.Days} days {d.Months} months",
        Expression.Literal { Value: Value.Text t } => $"'{t.Content}'",
        Expression.Literal { Value: Value.Judgement j } => j.IsTrue ? "true" : "false",
        Expression.Unary u => $"{u.Operator}({Term(u.Operand)})",
        Expression.Binary b => $"({Term(b.Left)} {b.Operator} {Term(b.Right)})",
        Expression.Comparison c => $"({Term(c.Left)} {c.Operator} {Term(c.Right)} {(c.Tolerance is null ? "" : Term(c.Tolerance))})",
        Expression.Within w => $"({Term(w.Operand)} in {Term(w.Low)} {(w.High is null ? "" : Term(w.High))})",
        Expression.Call c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Term).Concat(c.Named.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key}: {Term(n.Value)}")))})",
        var other => other.ToString(),
    };

    /// <summary>What a name of <c>let</c> stands for; anything else as it is.</summary>
    public Expression Unfold(Expression expression) =>
        expression is Expression.Name name && NamedBy(name.Text) is { } named ? Unfold(named) : expression;

    // What `params` name another file may set, so nothing is certain of it.
    private Expression? NamedBy(string name) => rule.Lets.FirstOrDefault(l => l.Name == name)?.Expression;

    private bool IsConstant(Expression expression) => expression switch
    {
        Expression.Literal => true,
        Expression.Name { Text: var name } when constants.TryGetValue(name, out var known) => known,
        Expression.Name { Text: var name } when NamedBy(name) is { } named => constants[name] = IsConstant(named),
        Expression.Name name => !scope.IsTaken(name.Text),
        Expression.Unary { Operator: "-" } u => IsConstant(u.Operand),
        Expression.Binary { Operator: "+" or "-" or "*" or "/" } b => IsConstant(b.Left) && IsConstant(b.Right),
        _ => false,
    };

    private IEnumerable<Claim> Compared(Expression left, string op, Value constant, Expression condition)
    {
        var term = Term(left);
        var (low, high, unit) = constant switch
        {
            Value.Number { Quantity: var q } => (q.Value, q.Value, q.Unit),
            Value.Date { Period: var p } => (p.Start.DayNumber, p.End.DayNumber, Unit.None),
            _ => ((Rational?)null, (Rational?)null, Unit.None),
        };
        var range = (op, low) switch
        {
            (_, null) or ("!=", _) => Interval.Everything,
            ("=", _) => new Interval(low, high),
            ("<", _) => new Interval(null, high, HighOpen: true),
            ("<=", _) => new Interval(null, high),
            (">", _) => new Interval(low, null, LowOpen: true),
            _ => new Interval(low, null),
        };
        if (op is not ("=" or "!=") && low is null)
        {
            return [];
        }

        var isWhole = Known(term) is not null && !term.StartsWith("abs(", StringComparison.Ordinal);
        return [new Claim(term, condition, isWhole ? Whole(range) : range, op is "=" or "!=" ? constant : null, op != "!=") { Unit = unit }];
    }

    // More than 0 of what is counted is 1 at least.
    private static Interval Whole(Interval range) => new(
        range.Low is { } low ? low.Ceiling() is var up && up == low && range.LowOpen ? low + 1 : up : null,
        range.High is { } high ? -(-high).Ceiling() is var down && down == high && range.HighOpen ? high - 1 : down : null);
}
