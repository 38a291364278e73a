using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Gives every expression its type and turns it into a closure. Errors of type and meaning are found here, before any row is read.</summary>
internal sealed class Binder
{
    private readonly Scope scope;
    private readonly FunctionBinder functions;
    private readonly ComparisonBinder comparisons;

    public Binder(Scope scope)
    {
        this.scope = scope;
        functions = new FunctionBinder(scope, this);
        comparisons = new ComparisonBinder(scope, this);
    }

    /// <summary>Every expression bound so far, for working out how a verdict came about.</summary>
    public Dictionary<Expression, Bound> All { get; } = new(48, ReferenceEqualityComparer.Instance);

    public Bound Bind(Expression expression)
    {
        var bound = expression switch
        {
            Expression.Literal l => new Bound(l, l.Type, _ => l.Value, NameSet.None) { Unit = l.Type == FactType.Share ? Quantities.Unit.Percent : null },
            Expression.Name n => Name(n),
            Expression.Column c => Column(c),
            Expression.Call c => functions.Bind(c),
            Expression.Unary u => Unary(u),
            Expression.Binary b => Binary(b),
            Expression.Comparison c => comparisons.Bind(c),
            Expression.Within w => comparisons.Bind(w),
            _ => throw new InvalidOperationException(expression.GetType().Name),
        };
        All[expression] = bound;
        return bound;
    }

    /// <summary>Errors beside the one that was thrown, since both sides of an operator are looked at.</summary>
    public List<RuleError> Further { get; } = [];

    /// <summary>Binds two sides, both of them even where the first is in error.</summary>
    public (Bound Left, Bound Right) Both(Func<Bound> left, Func<Bound> right)
    {
        // Thrown on from outside the handler: a chain of a thousand handlers inside each other would fill the stack of a worker thread.
        if (Tried(left, out var first) is { } error)
        {
            if (Tried(right, out _) is { } further)
            {
                Further.Add(further);
            }

            throw error;
        }

        return (first!, right());
    }

    private static RuleError? Tried(Func<Bound> bind, out Bound? bound)
    {
        try
        {
            bound = bind();
            return null;
        }
        catch (RuleError e)
        {
            bound = null;
            return e;
        }
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
        FactType.Duration => "a duration",
        FactType.Kind => "a kind",
        FactType.Truth => "true or false",
        _ => "a row",
    };

    private Bound Name(Expression.Name name)
    {
        if (scope.Row(name.Text) is var (row, _))
        {
            return new Bound(name, FactType.Row, f => new Value.RowRef(f.Rows[row]), NameSet.Of(isGroup: false, row));
        }

        if (scope.Group(name.Text) is var (group, _))
        {
            return scope.Member == name.Text
                ? new Bound(name, FactType.Row, f => new Value.RowRef(f.Members[group]!), NameSet.Of(isGroup: true, group))
                : throw new RuleError("R020", name.Span, $"`{name.Text}` is a group of rows, not one row", $"aggregate it: `count({name.Text})`, `exists({name.Text})`, `sum({name.Text}.value)`");
        }

        if (scope.Let(name.Text) is var (index, let))
        {
            return new Bound(name, let.Type, f => f.Lets[index] ??= let.Run(f), let.Uses) { Unit = let.Unit, IsRatio = let.IsRatio };
        }

        if (scope.Constant(name.Text) is { } constant)
        {
            return constant;
        }

        if (scope.IsBroken(name.Text))
        {
            throw new RuleError(RuleError.Told, name.Span, $"`{name.Text}` is itself in error");
        }

        var near = scope.OwnerOf(name.Text) is { } owner ? $"{owner}.{name.Text}" : Spelling.Nearest(name.Text, scope.Names);
        throw new RuleError("R011", name.Span, $"unknown name `{name.Text}`", ExpressionHelp.ForName(name.Text) ?? (near is null ? $"known names: {string.Join(", ", scope.Names)}; text stands in quotes" : $"did you mean `{near}`?"));
    }

    private Bound Column(Expression.Column column)
    {
        var name = column.Owner.Text;
        if (scope.Row(name) is var (row, schema))
        {
            var (at, type) = ColumnOf(schema, column);
            return new Bound(column, type, f => f.Rows[row].Values[at], NameSet.Of(isGroup: false, row)) { Unit = schema.Columns[at].Unit };
        }

        if (scope.Group(name) is var (group, groupSchema))
        {
            if (scope.Member != name)
            {
                throw new RuleError("R020", column.Span, $"`{name}` is a group, so `{name}.{column.Path}` is many values, not one", $"aggregate it: `sum({name}.{column.Path})`, `max(…)`, `median(…)`, `all(…)`");
            }

            var (at, type) = ColumnOf(groupSchema, column);
            return new Bound(column, type, f => f.Members[group]!.Values[at], NameSet.Of(isGroup: true, group)) { Unit = groupSchema.Columns[at].Unit };
        }

        if (name == DraftSchemas.Document.Name)
        {
            var (at, type) = ColumnOf(DraftSchemas.Document, column);
            return new Bound(column, type, f => f.Document?.Values[at] ?? new Value.Missing("no draft is examined"), NameSet.None);
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
        throw new RuleError("R013", column.PathSpan, $"`{schema.Name}` has no column `{column.Path}`", near is null ? column.Path.Split('-') is [var head, _, ..] && names.Contains(head) ? "put spaces around `-` to subtract" : $"its columns: {string.Join(", ", names)}" : $"did you mean `{near}`?");
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
            : throw new RuleError("R015", unary.Span, $"`-` turns the sign of a number, this is {Words(operand.Type)}", operand.Type == FactType.Duration ? "move a date back with `date - 7 days`" : null);
    }

    private Bound Binary(Expression.Binary binary)
    {
        if (binary.Operator is "and" or "or")
        {
            var (a, b) = Both(() => Truth(binary.Left, $"the left of `{binary.Operator}`"), () => Truth(binary.Right, $"the right of `{binary.Operator}`"));
            return binary.Operator == "and"
                ? new Bound(binary, FactType.Truth, f => Judgements.And(a.Run(f), b, f), a.Uses | b.Uses)
                : new Bound(binary, FactType.Truth, f => Judgements.Or(a.Run(f), b, f), a.Uses | b.Uses);
        }

        var (left, right) = Both(() => Bind(binary.Left), () => Bind(binary.Right));
        var uses = left.Uses | right.Uses;
        if (binary.Operator == "else")
        {
            return left.Type == right.Type
                ? new Bound(binary, left.Type, f => left.Run(f) is var v and not Value.Missing ? v : right.Run(f), uses)
                : throw new RuleError("R015", binary.Span, $"`else` wants two values of one type, these are {Words(left.Type)} and {Words(right.Type)}");
        }

        if (binary.Operator is "+" or "-" && right.Source is Expression.Literal { Type: FactType.Share } && left is { Type: FactType.Quantity, Unit: null, Source: Expression.Column { Owner.Text: var owner } column }
            && (scope.Row(owner)?.Schema ?? scope.Group(owner)?.Schema) is { IsOfDraft: false } of && of.IndexOf(column.Path) >= 0)
        {
            var (text, more) = (ExpressionText.Of(right.Source), binary.Operator == "+" ? "more" : "less");
            throw new RuleError("R017", binary.Span, $"`{column.Path}` has no unit, so `{text}` of what?", $"for {text} {more} write `{ExpressionText.Of(column)} * (100 % {binary.Operator} {text})`; a column of percentages is declared with `unit: \"%\"`");
        }

        return Arithmetic.Bind(binary, left, right, uses);
    }
}
