using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Gives every expression its type and turns it into a closure. Errors of type and meaning are found here, before any row is read.</summary>
internal sealed class Binder
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    private readonly Scope scope;
    private readonly FunctionBinder functions;

    public Binder(Scope scope)
    {
        this.scope = scope;
        functions = new FunctionBinder(scope, this);
    }

    /// <summary>Every expression bound so far, for working out how a verdict came about.</summary>
    public Dictionary<Expression, Bound> All { get; } = new(ReferenceEqualityComparer.Instance);

    public Bound Bind(Expression expression)
    {
        var bound = expression switch
        {
            Expression.Literal l => new Bound(l, l.Type, _ => l.Value, Nothing),
            Expression.Name n => Name(n),
            Expression.Column c => Column(c),
            Expression.Call c => functions.Bind(c),
            Expression.Unary u => Unary(u),
            Expression.Binary b => Binary(b),
            Expression.Comparison c => Comparison(c),
            Expression.Within w => Within(w),
            _ => throw new InvalidOperationException(expression.GetType().Name),
        };
        All[expression] = bound;
        return bound;
    }

    /// <summary>Errors beside the one that was thrown, since both sides of an operator are looked at.</summary>
    public List<RuleError> Further { get; } = [];

    private (Bound Left, Bound Right) Both(Func<Bound> left, Func<Bound> right)
    {
        Bound first;
        try
        {
            first = left();
        }
        catch (RuleError)
        {
            try
            {
                right();
            }
            catch (RuleError further)
            {
                Further.Add(further);
            }

            throw;
        }

        return (first, right());
    }

    public Bound Truth(Expression expression, string what)
    {
        var bound = Bind(expression);
        return bound.Type == FactType.Truth
            ? bound
            : throw new RuleError("R015", expression.Span, $"{what} must be true or false, this is {Words(bound.Type)}", bound.Type == FactType.Quantity ? "compare it, for example with `~` or `>=`" : null);
    }

    /// <summary>A type in words, for messages.</summary>
    public static string Words(FactType type) => type switch
    {
        FactType.Text => "text",
        FactType.Quantity => "a number",
        FactType.Share => "a share (%)",
        FactType.Date => "a date",
        FactType.Duration => "a number of days",
        FactType.Kind => "a kind",
        FactType.Truth => "true or false",
        _ => "a row",
    };

    private static HashSet<string> Union(params ReadOnlySpan<Bound> parts)
    {
        var uses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            uses.UnionWith(part.Uses);
        }

        return uses;
    }

    private Bound Name(Expression.Name name)
    {
        var uses = new HashSet<string> { name.Text };
        if (scope.Row(name.Text) is var (row, _))
        {
            return new Bound(name, FactType.Row, f => new Value.RowRef(f.Rows[row]), uses);
        }

        if (scope.Group(name.Text) is var (group, _))
        {
            return scope.Member == name.Text
                ? new Bound(name, FactType.Row, f => new Value.RowRef(f.Members[group]!), uses)
                : throw new RuleError("R020", name.Span, $"`{name.Text}` is a group of rows, not one row", $"aggregate it: `count({name.Text})`, `exists({name.Text})`, `sum({name.Text}.value)`");
        }

        if (scope.Let(name.Text) is var (index, let))
        {
            return new Bound(name, let.Type, f => f.Lets[index] ??= let.Run(f), let.Uses) { Unit = let.Unit };
        }

        if (scope.Constant(name.Text) is { } constant)
        {
            return constant;
        }

        if (scope.IsBroken(name.Text))
        {
            throw new RuleError(RuleError.Told, name.Span, $"`{name.Text}` is itself in error");
        }

        var near = Spelling.Nearest(name.Text, scope.Names);
        throw new RuleError("R011", name.Span, $"unknown name `{name.Text}`", near is null ? $"known names: {string.Join(", ", scope.Names)}; text stands in quotes" : $"did you mean `{near}`?");
    }

    private Bound Column(Expression.Column column)
    {
        var name = column.Owner.Text;
        var uses = new HashSet<string> { name };
        if (scope.Row(name) is var (row, schema))
        {
            var (at, type) = ColumnOf(schema, column);
            return new Bound(column, type, f => f.Rows[row].Values[at], uses) { Unit = schema.Columns[at].Unit };
        }

        if (scope.Group(name) is var (group, groupSchema))
        {
            if (scope.Member != name)
            {
                throw new RuleError("R020", column.Span, $"`{name}` is a group, so `{name}.{column.Path}` is many values, not one", $"aggregate it: `sum({name}.{column.Path})`, `max(…)`, `median(…)`, `all(…)`");
            }

            var (at, type) = ColumnOf(groupSchema, column);
            return new Bound(column, type, f => f.Members[group]!.Values[at], uses) { Unit = groupSchema.Columns[at].Unit };
        }

        if (name == DraftSchemas.Document.Name)
        {
            var (at, type) = ColumnOf(DraftSchemas.Document, column);
            return new Bound(column, type, f => f.Document?.Values[at] ?? new Value.Missing("no draft is examined"), Nothing);
        }

        if (scope.Let(name) is not null || scope.Constant(name) is not null)
        {
            throw new RuleError("R013", column.PathSpan, $"`{name}` is a single value and has no columns");
        }

        var near = Spelling.Nearest(name, scope.Names);
        throw new RuleError("R011", column.Owner.Span, $"unknown name `{name}`", near is null ? $"known names: {string.Join(", ", scope.Names)}" : $"did you mean `{near}`?");
    }

    private static (int Index, FactType Type) ColumnOf(Schema schema, Expression.Column column)
    {
        var at = schema.IndexOf(column.Path);
        if (at >= 0)
        {
            return (at, schema.Columns[at].Type);
        }

        var names = schema.Columns.Select(c => c.Name).ToList();
        var near = Spelling.Nearest(column.Path, names) ?? names.Find(n => n.EndsWith("." + column.Path, StringComparison.Ordinal));
        throw new RuleError("R013", column.PathSpan, $"`{schema.Name}` has no column `{column.Path}`", near is null ? $"its columns: {string.Join(", ", names)}" : $"did you mean `{near}`?");
    }

    private Bound Unary(Expression.Unary unary)
    {
        if (unary.Operator == "not")
        {
            var truth = Truth(unary.Operand, "what `not` turns");
            return new Bound(unary, FactType.Truth, f => Judgements.Not(truth.Run(f)), truth.Uses);
        }

        var operand = Bind(unary.Operand);
        return operand.Type is FactType.Quantity or FactType.Share
            ? new Bound(unary, operand.Type, f => operand.Run(f) is Value.Number n ? new Value.Number(-n.Quantity) : operand.Run(f), operand.Uses)
            : throw new RuleError("R015", unary.Span, $"`-` turns the sign of a number, this is {Words(operand.Type)}");
    }

    private Bound Binary(Expression.Binary binary)
    {
        if (binary.Operator is "and" or "or")
        {
            var (a, b) = Both(() => Truth(binary.Left, $"the left of `{binary.Operator}`"), () => Truth(binary.Right, $"the right of `{binary.Operator}`"));
            return binary.Operator == "and"
                ? new Bound(binary, FactType.Truth, f => Judgements.And(a.Run(f), b, f), Union(a, b))
                : new Bound(binary, FactType.Truth, f => Judgements.Or(a.Run(f), b, f), Union(a, b));
        }

        var (left, right) = Both(() => Bind(binary.Left), () => Bind(binary.Right));
        var uses = Union(left, right);
        if (binary.Operator == "else")
        {
            return left.Type == right.Type
                ? new Bound(binary, left.Type, f => left.Run(f) is var v and not Value.Missing ? v : right.Run(f), uses)
                : throw new RuleError("R015", binary.Span, $"`else` wants two values of one type, these are {Words(left.Type)} and {Words(right.Type)}");
        }

        if (left.Type is not (FactType.Quantity or FactType.Share) || right.Type is not (FactType.Quantity or FactType.Share))
        {
            throw new RuleError("R015", binary.Span, $"`{binary.Operator}` reckons with numbers, these are {Words(left.Type)} and {Words(right.Type)}", left.Type == FactType.Date || right.Type == FactType.Date ? "dates are compared with `<=`, or widened with `around(date, 7 days)`" : null);
        }

        var type = left.Type == FactType.Share && right.Type == FactType.Share ? FactType.Share : FactType.Quantity;
        return new Bound(binary, type, f => Arithmetic(binary.Operator, left.Run(f), right.Run(f)), uses) { Unit = UnitOf(binary, left, right) };
    }

    // What is known of the units when a rule is read. A product with something of unknown unit has an unknown one.
    private static Unit? UnitOf(Expression.Binary binary, Bound left, Bound right)
    {
        if (binary.Operator is "+" or "-")
        {
            SameUnit(binary.Span, left, right, "added");
            return left.Unit ?? right.Unit;
        }

        var (a, b) = (Plain(left), Plain(right));
        return a is not { } x || b is not { } y ? null : binary.Operator == "*" ? x * y : x / y;

        // Literals and shares multiply without a unit.
        static Unit? Plain(Bound side) => side.Source is Expression.Literal ? Quantities.Unit.None : side.Unit == Quantities.Unit.Percent ? Quantities.Unit.None : side.Unit;
    }

    private static void SameUnit(TextSpan span, Bound left, Bound right, string what)
    {
        if (left.Unit is { IsStated: true } a && right.Unit is { IsStated: true } b && a != b)
        {
            throw new RuleError("R017", span, $"{a} and {b} cannot be {what}", "convert one of them, for example with `rate(…)`");
        }
    }

    private static Value Arithmetic(string op, Value left, Value right)
    {
        if (left is not Value.Number { Quantity: var a })
        {
            return left;
        }

        if (right is not Value.Number { Quantity: var b })
        {
            return right;
        }

        if (op is "+" or "-" && !a.Unit.AgreesWith(b.Unit))
        {
            return new Value.Missing($"{a.Unit} and {b.Unit} cannot be added");
        }

        // A share that multiplies is a factor: 5 % of 200 is 10.
        a = op is "*" or "/" && a.Unit == Unit.Percent ? Factor(a) : a;
        b = op is "*" or "/" && b.Unit == Unit.Percent ? Factor(b) : b;
        return op switch
        {
            "+" => new Value.Number(a + b),
            "-" => new Value.Number(a - b),
            "*" => new Value.Number(a * b),
            _ => Quantity.Divide(a, b) is { } quotient ? new Value.Number(quotient) : new Value.Missing("the divisor may be zero"),
        };
    }

    private static Quantity Factor(Quantity share) => (share * Quantity.Exact(0.01m)) with { Unit = Unit.None };

    private Bound Comparison(Expression.Comparison comparison)
    {
        var (left, right) = Sides(comparison);
        var op = comparison.Operator;
        var tolerance = comparison.Tolerance is { } t ? Bind(t) : null;
        if (tolerance is not null && (op != "~" || tolerance.Type is not (FactType.Quantity or FactType.Share)))
        {
            throw new RuleError("R015", comparison.Tolerance!.Span, "`±` widens the right side of `~` by a number or a share", "write `a ~ b ± 2 %`");
        }

        SameUnit(comparison.Span, left, right, "compared");
        var numbers = left.Type is FactType.Quantity or FactType.Share && right.Type is FactType.Quantity or FactType.Share;
        var dates = left.Type == FactType.Date && right.Type == FactType.Date;
        var uses = tolerance is null ? Union(left, right) : Union(left, right, tolerance);
        switch (op)
        {
            case "~" when numbers:
                return new Bound(comparison, FactType.Truth, f => Judgements.Agree(left.Run(f), right.Run(f), tolerance?.Run(f), comparison), uses);
            case "=" or "!=" when numbers || left.Type == right.Type || (left.Type, right.Type) is (FactType.Text, FactType.Kind) or (FactType.Kind, FactType.Text):
                return new Bound(comparison, FactType.Truth, f => Judgements.Same(left.Run(f), right.Run(f), op == "=", comparison), uses);
            case "<" or "<=" or ">" or ">=" when numbers || dates:
                return new Bound(comparison, FactType.Truth, f => Judgements.Order(left.Run(f), right.Run(f), op, comparison), uses);
            default:
                var help = op == "~" && left.Type == right.Type ? "`~` compares numbers within their written precision; use `=`" : null;
                throw new RuleError("R015", comparison.Span, $"`{op}` cannot compare {Words(left.Type)} with {Words(right.Type)}", help);
        }
    }

    // A bare word beside a column of symbols or kinds is one of them: `d.mode = reported`, `i.kind = county`.
    private (Bound Left, Bound Right) Sides(Expression.Comparison written)
    {
        var comparison = written with { Left = Symbolic(written.Left), Right = Symbolic(written.Right) };
        if (comparison.Operator is "=" or "!=")
        {
            if (Symbol(comparison.Right, comparison.Left) is { } right)
            {
                return (Bind(comparison.Left), right);
            }

            if (Symbol(comparison.Left, comparison.Right) is { } left)
            {
                return (left, Bind(comparison.Right));
            }
        }

        return Both(() => Bind(written.Left), () => Bind(written.Right));
    }

    // What a short form took for a column may be a symbol: `kind = county`.
    private Expression Symbolic(Expression side) =>
        side is Expression.Column { IsBare: true } column && SchemaOf(column.Owner.Text) is { } schema && schema.IndexOf(column.Path) < 0 && !column.Path.Contains('.', StringComparison.Ordinal)
            ? new Expression.Name(column.Span, column.Path)
            : side;

    private Bound? Symbol(Expression side, Expression other)
    {
        if (side is not Expression.Name name || scope.IsTaken(name.Text) || other is not Expression.Column column || SchemaOf(column.Owner.Text) is not { } schema || schema.IndexOf(column.Path) is var at && at < 0)
        {
            return null;
        }

        var type = schema.Columns[at].Type;
        IReadOnlyList<string> allowed = type == FactType.Kind ? [.. scope.Reference.Kinds.Names] : schema.Columns[at].Symbols;
        if (allowed.Count == 0)
        {
            return null;
        }

        var value = type == FactType.Kind ? (Value)new Value.Kind(name.Text) : new Value.Text(name.Text);
        return allowed.Contains(name.Text)
            ? new Bound(side, type, _ => value, Nothing)
            : throw new RuleError("R011", name.Span, $"`{column.Owner.Text}.{column.Path}` is never `{name.Text}`", Spelling.Nearest(name.Text, allowed) is { } near ? $"did you mean `{near}`?" : $"one of {string.Join(", ", allowed.Order(StringComparer.Ordinal))}");
    }

    private Schema? SchemaOf(string name) => scope.Row(name)?.Schema ?? scope.Group(name)?.Schema ?? (name == DraftSchemas.Document.Name ? DraftSchemas.Document : null);

    private Bound Within(Expression.Within within)
    {
        var operand = Bind(within.Operand);
        var low = Bind(within.Low);
        if (within.High is null)
        {
            return operand.Type == FactType.Date && low.Type == FactType.Date
                ? new Bound(within, FactType.Truth, f => Judgements.Overlap(operand.Run(f), low.Run(f)), Union(operand, low))
                : throw new RuleError("R015", within.Span, $"`in` wants a range such as `1..10`, or a date in a period; these are {Words(operand.Type)} and {Words(low.Type)}");
        }

        var high = Bind(within.High);
        var numbers = new[] { operand, low, high }.All(b => b.Type is FactType.Quantity or FactType.Share);
        var dates = new[] { operand, low, high }.All(b => b.Type == FactType.Date);
        if (!numbers && !dates)
        {
            throw new RuleError("R015", within.Span, $"`in` compares {Words(operand.Type)} with a range of {Words(low.Type)} to {Words(high.Type)}");
        }

        return new Bound(
            within, FactType.Truth,
            f => Judgements.And(Judgements.Order(low.Run(f), operand.Run(f), "<=", within), new Bound(within, FactType.Truth, g => Judgements.Order(operand.Run(g), high.Run(g), "<=", within), operand.Uses), f),
            Union(operand, low, high));
    }
}
