using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>The one row that a key joins to each record.</summary>
/// <param name="Id">Names it among all rules.</param>
/// <param name="Column">Its values in a column; null where no vector tells them.</param>
internal sealed record JoinedRow(string Id, Func<string, Vector?> Column);

/// <summary>
/// Turns the expressions of rules over one row into vectors over the cells of a scan. What it does not know gives null, and the rule itself is asked, record by record. Equal
/// expressions of all rules are one vector.
/// </summary>
internal sealed class VectorBinder(Schema schema, IReadOnlyList<Cells> columns, TextNumbers texts)
{
    private readonly Dictionary<string, Vector?> known = new(StringComparer.Ordinal);
    private readonly Dictionary<(NumberVector Of, int Scale, Unit? Unit), NumberVector?> finer = [];

    // The groups of the rule at hand that are known before its records are read, by name.
    private Dictionary<string, (GroupUse Use, GroupRows Rows, string Id)> groups = [];

    // The rows that it joins, by name.
    private Dictionary<string, JoinedRow> joined = [];

    /// <summary>The conditions over groups and joined rows and the check of a rule whose groups are known before its records are read; null where a vector does not tell.</summary>
    public (TruthVector? Late, TruthVector? Check) OfGroups(CompiledRule rule, string row, Dictionary<string, (GroupUse Use, GroupRows Rows, string Id)> known, Dictionary<string, JoinedRow> beside)
    {
        groups = known;
        joined = beside;
        try
        {
            var late = rule.For.Skip(1).SelectMany(a => a.Filters).Concat(rule.Conditions).Select(c => Truth(rule, row, c.Source)).ToList();
            return late.Contains(null) ? (null, null) : (late.Count == 0 ? null : late.Aggregate((a, b) => new ConnectedVector("and", a!, b!)), Truth(rule, row, rule.Check.Source));
        }
        finally
        {
            (groups, joined) = ([], []);
        }
    }

    /// <summary>What a rule that joins rows asks of the first of them, of all of them, some equalities among that, and its check; null for what no vector tells.</summary>
    public (IReadOnlyList<TruthVector?> Own, IReadOnlyList<TruthVector?> Late, TruthVector? Check) OfJoined(CompiledRule rule, string row, Dictionary<string, JoinedRow> beside, IEnumerable<(Bound, Bound)> equal)
    {
        joined = beside;
        try
        {
            var first = rule.For[0];
            return (
                [.. first.InnerKey.Zip(first.OuterKey, (inner, outer) => Same(rule, row, inner, outer)), .. first.Filters.Select(f => Truth(rule, row, f.Source))],
                [.. equal.Select(e => Same(rule, row, e.Item1, e.Item2)), .. rule.For.Skip(1).SelectMany(a => a.Filters).Concat(rule.Conditions).Select(c => Truth(rule, row, c.Source))],
                Truth(rule, row, rule.Check.Source));
        }
        finally
        {
            joined = [];
        }
    }

    public TruthVector? Truth(CompiledRule rule, string row, Expression expression) => Bind(rule, row, expression) as TruthVector;

    public NumberVector? Number(CompiledRule rule, string row, Expression expression) => Bind(rule, row, expression) as NumberVector;

    /// <summary>A vector of whatever kind an expression gives.</summary>
    public Vector? Any(CompiledRule rule, string row, Expression expression) => Bind(rule, row, expression);

    /// <summary>Whether two expressions have one value.</summary>
    public TruthVector? Same(CompiledRule rule, string row, Bound a, Bound b) => Same(rule, row, a.Source, b.Source, wanted: true);

    private Vector? Bind(CompiledRule rule, string row, Expression expression)
    {
        if (Meant(rule, expression) is not { } meant)
        {
            return null;
        }

        // The names of the row and of groups are the rule's own.
        var key = ExpressionText.Of(meant.Map(e => e switch
        {
            Expression.Column { Owner.Text: var owner } column when owner == row => column with { Owner = column.Owner with { Text = "·" } },
            Expression.Column { Owner.Text: var owner } column when joined.TryGetValue(owner, out var other) => column with { Owner = column.Owner with { Text = other.Id } },
            Expression.Column { Owner.Text: var owner } column when groups.TryGetValue(owner, out var group) => column with { Owner = column.Owner with { Text = group.Id } },
            Expression.Name { Text: var name } bare when groups.TryGetValue(name, out var group) => bare with { Text = group.Id },
            Expression.Name { Text: var name } bare when name == row => bare with { Text = "·" },
            Expression.Name => Meant(rule, e),
            _ => null,
        }));
        if (!known.TryGetValue(key, out var vector))
        {
            known.Add(key, vector = Made(rule, row, meant));
        }

        return vector;
    }

    // A name of `let` or of a parameter is what it stands for.
    private static Expression? Meant(CompiledRule rule, Expression expression)
    {
        for (var depth = 0; expression is Expression.Name name; depth++)
        {
            var next = rule.Bound.TryGetValue(name, out var bound) && bound.Source is Expression.Literal literal ? literal
                : rule.Rule.Lets.Concat(rule.Rule.Params).FirstOrDefault(l => l.Name == name.Text)?.Expression;
            if (next is null || depth > 32)
            {
                return null;
            }

            expression = next;
        }

        return expression;
    }

    private Vector? Made(CompiledRule rule, string row, Expression expression) => expression switch
    {
        Expression.Column { Owner.Text: var owner } column when owner == row => OfColumn(column),
        Expression.Column { Owner.Text: var owner } column when joined.TryGetValue(owner, out var other) => other.Column(column.Path),
        Expression.Literal literal => OfLiteral(literal.Value),
        Expression.Call { Function: "number", Arguments: [var inner], Named.Count: 0 } when Number(rule, row, inner) is { } number => Unitless(number),
        Expression.Call { Function: "given", Arguments: [var value, var condition], Named.Count: 0 } when Number(rule, row, value) is { } number && Truth(rule, row, condition) is { } truth =>
            new GivenVector(number, truth) { Scale = number.Scale, Half = number.Half, Terms = number.Terms, Squared = number.Squared, Unit = number.Unit },
        Expression.Call { Arguments: [Expression.Name { Text: var name }], Named.Count: 0 } call when groups.TryGetValue(name, out var group) => OfGroup(call.Function, group.Rows),
        Expression.Call call when GroupOf(call) is var (use, rows) => OfGroup(rule, row, call, use, rows),
        Expression.Comparison { Operator: "=", Left: Expression.Name { Text: var left }, Right: Expression.Call { Function: "first", Arguments: [Expression.Name { Text: var name }] } } when left == row && groups.TryGetValue(name, out var group) && group.Use.Schema == schema =>
            new FirstRowVector(group.Rows),
        Expression.Call { Function: "exists", Arguments: [var inner], Named.Count: 0 } => Bind(rule, row, inner) switch { NumberVector n => new ExistsVector(n, n.Words), WordVector w => new ExistsVector(w, w.Words), _ => null },
        Expression.Unary { Operator: "not" } not when Truth(rule, row, not.Operand) is { } truth => new ConnectedVector("not", truth, truth),
        Expression.Unary { Operator: "-" } minus when Number(rule, row, minus.Operand) is { } operand => Negative(operand),
        Expression.Binary { Operator: "and" or "or" } both when Truth(rule, row, both.Left) is { } a && Truth(rule, row, both.Right) is { } b => new ConnectedVector(both.Operator, a, b),
        Expression.Binary { Operator: "+" or "-" or "*" } reckoned when Number(rule, row, reckoned.Left) is { } a && Number(rule, row, reckoned.Right) is { } b =>
            reckoned.Operator == "*" ? Product(a, b) : Sum(a, b, reckoned.Operator == "-"),
        Expression.Comparison comparison => Compared(rule, row, comparison),
        Expression.Within { High: { } high } within when Order(rule, row, within.Low, within.Operand, strictly: false) is { } low && Order(rule, row, within.Operand, high, strictly: false) is { } upper => new ConnectedVector("and", low, upper),
        _ => null,
    };

    private static Vector? OfGroup(string function, GroupRows rows) => function switch
    {
        "count" => new AggregateVector(rows, null, g => rows.Grouping.RowsOf(g), null, 0) { Scale = 0 },
        "exists" => new GroupExistsVector(rows),
        _ => null,
    };

    // The group that an aggregate reads, where it is one of those that are known.
    private (GroupUse Use, GroupRows Rows)? GroupOf(Expression.Call call) =>
        Aggregates.Names.Contains(call.Function) && call.Arguments.Count > 0 && call.Arguments[0].All().OfType<Expression.Name>().Select(n => n.Text).FirstOrDefault(groups.ContainsKey) is { } name ? (groups[name].Use, groups[name].Rows) : null;

    private Vector? OfGroup(CompiledRule rule, string row, Expression.Call call, GroupUse use, GroupRows rows) => use.Aggregates.FirstOrDefault(a => a.Call == call).Accumulator switch
    {
        SumAccumulator { IsMean: false } sum when !call.Named.TryGetValue("empty", out var empty) => Sum(sum, rows, Cells.Missing),
        SumAccumulator { IsMean: false } sum when Number(rule, row, call.Named["empty"]) is ConstantVector constant && constant.Scale <= sum.Term.Scale && constant.Unit.AgreesWith(sum.Term.Unit) && Finer(constant, sum.Term.Scale) is ConstantVector { Word: var word } => Sum(sum, rows, word),
        ExtremeAccumulator { Column: var column } extreme => new AggregateVector(rows, extreme, extreme.WordOf, null, Cells.Missing) { Scale = column.Scale, Half = column.Half, Squared = column.Squared, Unit = column.Unit },
        FirstAccumulator { Cells: NumberCells cells } first when cells.Column.Decimals <= 18 => new AggregateVector(rows, first, first.WordOf, null, Cells.Missing) { Scale = cells.Column.Decimals, Half = cells.Column.Decimals > 0 ? 1 : 0, Squared = cells.Column.Decimals > 0 ? 1 : 0, Unit = Unit.Of(cells.Column.Unit) },
        FirstAccumulator first when first.Cells is TextCells or DateCells => new FirstWordVector(rows, first),
        CountAccumulator { IsCount: true } counted => new AggregateVector(rows, counted, counted.CountOf, null, 0) { Scale = 0 },
        ValueAccumulator { IsFirst: false } distinct => new AggregateVector(rows, distinct, distinct.CountOf, null, 0) { Scale = 0 },
        _ => null,
    };

    private static AggregateVector? Sum(SumAccumulator sum, GroupRows rows, long empty) => sum.Term is not { Halves: null } term ? null
        : new AggregateVector(rows, sum, sum.WordOf, term.Half == 0 ? null : g => Math.Min(Cells.Most, term.Half * rows.Grouping.RowsOf(g)), empty) { Scale = term.Scale, Unit = term.Unit, Terms = term.Terms, Squared = term.Squared, IsRepeated = term.Half > 0 };

    // So many terms that their number decides nothing but that agreement within their sets may be improbable.
    private const int Many = 1_000;

    private Vector? OfColumn(Expression.Column column)
    {
        // The rows of a derived relation have no cells.
        if (schema.IndexOf(column.Path) is not (>= 0 and var at) || columns.Count == 0)
        {
            return null;
        }

        var cells = columns[at];
        var (decimals, unit) = (cells.Column.Decimals, Unit.Of(cells.Column.Unit));
        return cells is not NumberCells ? new WordVector(cells.Words) { Cells = cells } : decimals > 18 ? null : new ColumnVector(cells) { Scale = decimals, Half = decimals > 0 ? 1 : 0, Squared = decimals > 0 ? 1 : 0, Unit = unit };
    }

    private Vector? OfLiteral(Value value) => value switch
    {
        Value.Number { Quantity: var q } when q.Loose.IsPoint && q.Strict.IsPoint && Word(q.Value) is var (word, scale) => new ConstantVector(word) { Scale = scale, Unit = q.Unit },
        Value.Text text => WordVector.Of(texts.NumberOf(text.Content), value),
        Value.Date date => WordVector.Of(DateCells.WordOf(date.Period), value),
        _ => null,
    };

    private static ConstantVector Constant(long word, Unit unit) => new(word) { Scale = 0, Unit = unit };

    // A decimal as digits and a scale; null where it is none, or too long.
    private static (long Word, int Scale)? Word(Rational value)
    {
        for (var scale = 0; scale <= 18; scale++)
        {
            if ((value * Rational.Ten(scale)).Whole is { } word)
            {
                return word is >= -Cells.Most and <= Cells.Most ? (word, scale) : null;
            }
        }

        return null;
    }

    private NumberVector Unitless(NumberVector of) => !of.Unit.IsStated ? of : Finer(of, of.Scale, Unit.None)!;

    private SumVector? Sum(NumberVector a, NumberVector b, bool isDifference)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return !a.Unit.AgreesWith(b.Unit) || Finer(a, scale) is not { } x || Finer(b, scale) is not { } y || x.Half + y.Half > Cells.Most ? null
            : new SumVector(x, y, isDifference) { Scale = scale, Half = x.Half + y.Half, Terms = Terms(x) + Terms(y), Squared = Squared(x) + Squared(y), Unit = a.Unit.IsStated ? a.Unit : b.Unit };
    }

    private static SumVector Negative(NumberVector of) => new(Constant(0, of.Unit), of, isDifference: true) { Scale = of.Scale, Half = of.Half, Terms = Terms(of), Squared = Squared(of), Unit = of.Unit };

    // What is reckoned from a sum over a group does not know how many terms it has: only a difference of nought is surely none.
    private static int Terms(NumberVector of) => of.Times is null ? of.Terms : Many;

    private static Int128 Squared(NumberVector of) => of.Times is null ? of.Squared : 0;

    // A share that multiplies is a factor.
    private static ProductVector? Product(NumberVector a, NumberVector b)
    {
        var (x, y) = (Factor(a), Factor(b));
        return x is null || y is null || x.Scale + y.Scale > 18 ? null : new ProductVector(x, y) { Scale = x.Scale + y.Scale, Unit = x.Unit * y.Unit };
    }

    private static NumberVector? Factor(NumberVector of) =>
        of.Unit != Unit.Percent ? of : of.Scale > 16 ? null : new ProductVector(of, new ConstantVector(1) { Scale = 2 }) { Scale = of.Scale + 2 };

    private NumberVector? Finer(NumberVector of, int scale, Unit? unit = null)
    {
        if (of.Scale == scale && unit is null)
        {
            return of;
        }

        if (finer.TryGetValue((of, scale, unit), out var made))
        {
            return made;
        }

        var factor = (Int128)Math.Pow(10, scale - of.Scale);
        made = scale > 18 || of.Half > Cells.Most / factor || of.Squared > Int128.MaxValue / 16 / factor / factor ? null
            : of is ConstantVector { Word: var word } && Int128.Abs(word * factor) <= Cells.Most ? new ConstantVector((long)(word * factor)) { Scale = scale, Unit = unit ?? of.Unit }
            : new FinerVector(of, (long)factor) { Scale = scale, Half = of.Half * (long)factor, Terms = of.Terms, Squared = of.Squared * factor * factor, Unit = unit ?? of.Unit };
        finer.Add((of, scale, unit), made);
        return made;
    }

    private TruthVector? Compared(CompiledRule rule, string row, Expression.Comparison c) => c.Operator switch
    {
        "=" or "!=" => Same(rule, row, c.Left, c.Right, c.Operator == "="),
        "~" => Agree(rule, row, c),
        "<" or "<=" => Order(rule, row, c.Left, c.Right, c.Operator == "<"),
        _ => Order(rule, row, c.Right, c.Left, c.Operator == ">"),
    };

    private SameVector? Same(CompiledRule rule, string row, Expression left, Expression right, bool wanted) => (Bind(rule, row, left), Bind(rule, row, right)) switch
    {
        (NumberVector a, NumberVector b) when a.Unit.AgreesWith(b.Unit) && Finer(a, Math.Max(a.Scale, b.Scale)) is { } x && Finer(b, Math.Max(a.Scale, b.Scale)) is { } y => new SameVector(x, x.Words, y, y.Words, wanted),
        (WordVector a, WordVector b) => new SameVector(a, a.Words, b, b.Words, wanted),
        _ => null,
    };

    private TruthVector? Order(CompiledRule rule, string row, Expression low, Expression high, bool strictly) => (Bind(rule, row, low), Bind(rule, row, high)) switch
    {
        (NumberVector a, NumberVector b) when a.Unit.AgreesWith(b.Unit) && Finer(a, Math.Max(a.Scale, b.Scale)) is { } x && Finer(b, Math.Max(a.Scale, b.Scale)) is { } y => new PrecedesVector(x, y, strictly),
        (WordVector a, WordVector b) when rule.Bound[low].Type == FactType.Date => new EarlierVector(a, b, strictly),
        (null, NumberVector b) when Divided(rule, row, low) is var (dividend, divisor) => Order(dividend, divisor, b, isBelow: true, strictly),
        (NumberVector a, null) when Divided(rule, row, high) is var (dividend, divisor) => Order(dividend, divisor, a, isBelow: false, strictly),
        _ => null,
    };

    private static QuotientOrderVector? Order(NumberVector a, NumberVector b, NumberVector other, bool isBelow, bool strictly) =>
        a.Unit == Unit.Percent || b.Unit == Unit.Percent || other.Unit == Unit.Percent || !(a.Unit / b.Unit).AgreesWith(other.Unit) || b.Scale + other.Scale > 18 || a.Scale > 18 ? null
        : Math.Max(a.Scale, b.Scale + other.Scale) is var scale ? new QuotientOrderVector(a, b, other, isBelow, strictly, Power(scale - a.Scale), Power(scale - b.Scale - other.Scale)) : null;

    // Dividend and divisor of a quotient, or of a mean, which is the sum by the number of rows.
    private (NumberVector Dividend, NumberVector Divisor)? Divided(CompiledRule rule, string row, Expression expression) => Meant(rule, expression) switch
    {
        Expression.Binary { Operator: "/" } quotient when Number(rule, row, quotient.Left) is { } a && Number(rule, row, quotient.Right) is { } b => (a, b),
        Expression.Call { Function: "mean" } mean when GroupOf(mean) is var (use, rows) && use.Aggregates.FirstOrDefault(a => a.Call == mean).Accumulator is SumAccumulator { Term.Unit: var unit } sum && unit != Unit.Percent && Sum(sum, rows, Cells.Missing) is { } whole =>
            (whole, (NumberVector)OfGroup("count", rows)!),
        _ => null,
    };

    private TruthVector? Agree(CompiledRule rule, string row, Expression.Comparison c)
    {
        if (Quotient(rule, row, c) is { } quotient)
        {
            return quotient;
        }

        if (Number(rule, row, c.Left) is not { } left || Number(rule, row, c.Right) is not { } right || !left.Unit.AgreesWith(right.Unit))
        {
            return null;
        }

        var scale = Math.Max(left.Scale, right.Scale);
        if (Finer(left, scale) is not { } a || Finer(right, scale) is not { } b)
        {
            return null;
        }

        if (c.Tolerance is null)
        {
            return new AgreeVector(a, b, null);
        }

        if (Tolerance(rule, row, c.Tolerance) is not { } width)
        {
            return null;
        }

        // A relative width is a share in percent; an absolute one is brought to the scale of both sides.
        return width.Unit == Unit.Percent ? width.Scale <= 6 ? new AgreeVector(a, b, (width.Word, Power(width.Scale + 2), true)) : null
            : width.Scale <= scale ? scale - width.Scale <= 9 ? new AgreeVector(a, b, (width.Word * Power(scale - width.Scale), 1, false)) : null
            : width.Scale - scale <= 6 ? new AgreeVector(a, b, (width.Word, Power(width.Scale - scale), false)) : null;
    }

    private ConstantVector? Tolerance(CompiledRule rule, string row, Expression tolerance) => Number(rule, row, tolerance) is ConstantVector { Word: >= 0 and < 1_000_000_000 } width ? width : null;

    // `a / b ~ c` and `c ~ a / b ± 2 %`, multiplied across; a quotient of decimals is none itself.
    private QuotientVector? Quotient(CompiledRule rule, string row, Expression.Comparison c)
    {
        var (quotient, other, isRight) = Divided(rule, row, c.Right) is { } r ? (r, c.Left, true) : (Divided(rule, row, c.Left), c.Right, false);
        if (quotient is not var (a, b) || Number(rule, row, other) is not { } o || Factor(a) is not { } dividend || Factor(b) is not { } divisor
            || !(dividend.Unit / divisor.Unit).AgreesWith(o.Unit) || divisor.Scale + o.Scale > 18 || dividend.Scale > 18)
        {
            return null;
        }

        (long, long)? width = null;
        (long, long)? share = null;
        if (c.Tolerance is not null)
        {
            // A share of the other side is a share of the quotient too, but for what the sets leave open.
            if (Tolerance(rule, row, c.Tolerance) is not { Scale: <= 4, Word: <= 1_000_000 } tolerance || (tolerance.Unit == Unit.Percent && !isRight))
            {
                return null;
            }

            share = tolerance.Unit == Unit.Percent ? (tolerance.Word, Power(tolerance.Scale + 2)) : null;
            width = tolerance.Unit == Unit.Percent ? null : o.Scale <= 4 ? (tolerance.Word * Power(o.Scale), Power(tolerance.Scale)) : null;
        }

        var scale = Math.Max(dividend.Scale, divisor.Scale + o.Scale);
        return new QuotientVector(dividend, divisor, o, Power(scale - dividend.Scale), Power(scale - divisor.Scale - o.Scale), width, share);
    }

    private static long Power(int of) => (long)Rational.Ten(of).Whole!.Value;
}
