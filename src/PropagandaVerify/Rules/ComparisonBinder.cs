using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Binds comparisons and <c>in</c>, with the bare words that stand for symbols and kinds.</summary>
internal sealed class ComparisonBinder(Scope scope, Binder binder)
{
    private const string Days = "days";

    public Bound Bind(Expression.Comparison comparison)
    {
        var (left, right) = Sides(comparison);
        var op = comparison.Operator;
        var tolerance = comparison.Tolerance is { } t ? InDays(binder.Bind(t), FactType.Quantity) : null;
        if (tolerance is not null && (op != "~" || tolerance.Type is not (FactType.Quantity or FactType.Share)))
        {
            throw new RuleError("R015", comparison.Tolerance!.Span, "`±` widens the right side of `~` by a number or a share", "write `a ~ b ± 2 %`");
        }

        if (comparison.Tolerance is Expression.Unary { Operator: "-" } below)
        {
            throw new RuleError("R015", below.Span, "a tolerance is never below zero: nothing would agree", "write `± 2 %`, which reaches to both sides");
        }

        Arithmetic.SameUnit(comparison.Span, left, right, "compared");
        Arithmetic.NoRatioBesidePercent(comparison.Span, left, right);
        NoUnitBesideDays(comparison.Span, left, right);
        (left, right) = (InDays(left, right.Type), InDays(right, left.Type));
        var numbers = left.Type is FactType.Quantity or FactType.Share && right.Type is FactType.Quantity or FactType.Share;
        var dates = left.Type == FactType.Date && right.Type == FactType.Date;
        var uses = left.Uses | right.Uses | (tolerance?.Uses ?? NameSet.None);
        switch (op)
        {
            case "~" when numbers:
                return new Bound(comparison, FactType.Truth, f => Judgements.Agree(left.Run(f), right.Run(f), tolerance?.Run(f), comparison), uses);
            case "=" or "!=" when numbers || left.Type == right.Type || (left.Type, right.Type) is (FactType.Text, FactType.Kind) or (FactType.Kind, FactType.Text):
                return new Bound(comparison, FactType.Truth, f => Judgements.Same(left.Run(f), right.Run(f), op == "=", comparison), uses);
            case "<" or "<=" or ">" or ">=" when numbers || dates:
                return new Bound(comparison, FactType.Truth, f => Judgements.Order(left.Run(f), right.Run(f), op, comparison), uses);
            case not ("=" or "!=") when (TextColumn(left) ?? TextColumn(right)) is { } isText && !comparison.Span.Contains(isText.Span):
                throw isText;
            default:
                throw new RuleError("R015", comparison.Span, $"`{op}` cannot compare {Binder.Words(left.Type)} with {Binder.Words(right.Type)}", Help(comparison, left, right));
        }
    }

    public Bound Bind(Expression.Within within)
    {
        var operand = binder.Bind(within.Operand);
        var low = InDays(binder.Bind(within.Low), operand.Type);
        if (within.High is null)
        {
            return operand.Type == FactType.Date && low.Type == FactType.Date
                ? new Bound(within, FactType.Truth, f => Judgements.Overlap(operand.Run(f), low.Run(f)), operand.Uses | low.Uses)
                : throw new RuleError("R015", within.Span, $"`in` wants a range such as `1..10`, or a date in a period; these are {Binder.Words(operand.Type)} and {Binder.Words(low.Type)}");
        }

        var high = InDays(binder.Bind(within.High), operand.Type);
        Arithmetic.SameUnit(within.Low.Span, operand, low, "compared");
        Arithmetic.SameUnit(within.High.Span, operand, high, "compared");
        Arithmetic.NoRatioBesidePercent(within.High.Span, operand, high);
        var numbers = new[] { operand, low, high }.All(b => b.Type is FactType.Quantity or FactType.Share);
        var dates = new[] { operand, low, high }.All(b => b.Type == FactType.Date);
        if (!numbers && !dates)
        {
            throw TextColumn(operand) ?? new RuleError("R015", within.Span, $"`in` compares {Binder.Words(operand.Type)} with a range of {Binder.Words(low.Type)} to {Binder.Words(high.Type)}");
        }

        return new Bound(
            within, FactType.Truth,
            f => Judgements.And(Judgements.Order(low.Run(f), operand.Run(f), "<=", within), new Bound(within, FactType.Truth, g => Judgements.Order(operand.Run(g), high.Run(g), "<=", within), operand.Uses), f),
            operand.Uses | low.Uses | high.Uses);
    }

    // A column of a dataset that should hold something else than text; short forms put it beside what stands nowhere in the file.
    private RuleError? TextColumn(Bound side) => side.Type == FactType.Text && side.Source.All().OfType<Expression.Column>().FirstOrDefault() is { } column && !IsOfDraft(side)
        ? new RuleError("R015", column.Span, $"`{column.Path}` is text, a number or a date is wanted", "a column of a dataset becomes a number with `type: number`, a date with `type: date`")
        : null;

    private static void NoUnitBesideDays(TextSpan span, Bound left, Bound right)
    {
        var other = left.Type == FactType.Duration ? right : right.Type == FactType.Duration ? left : null;
        if (other is not null && (other.Type == FactType.Share || other.Unit is { IsStated: true }) && other.Unit != Quantities.Unit.Of(Days))
        {
            throw new RuleError("R017", span, $"{other.Unit} and days cannot be compared", "compare it with a number or a share, such as `50 %`; a distance of two dates is compared with days");
        }
    }

    // Beside a number, a duration in days is the number of its days.
    private static Bound InDays(Bound side, FactType other) =>
        side.Type != FactType.Duration || other is not (FactType.Quantity or FactType.Share) ? side
        : side.Source is Expression.Literal { Value: Value.Duration { Months: > 0 } } ? throw new RuleError("R015", side.Source.Span, "a number of days is not compared with months or years, which have no fixed number of days", "count days or weeks, as in `90 days`; or count the months: `months(from, to) <= 3`")
        : side with { Type = FactType.Quantity, Run = f => Calendar.InDays(side.Run(f)) };

    private string? Help(Expression.Comparison comparison, Bound left, Bound right) => (left.Type, right.Type) switch
    {
        (FactType.Text, FactType.Text) when comparison.Operator != "=" && (TextColumn(left) ?? TextColumn(right)) is { Help: var help } => help,
        _ when comparison.Operator == "~" && left.Type == right.Type => "`~` compares numbers within their written precision; use `=`",
        (FactType.Date, FactType.Quantity) or (FactType.Quantity, FactType.Date) => "write a date as `2020-10-26` or `2020-10`, or compare its year: `year_number(date)`",
        (FactType.Text, FactType.Date) or (FactType.Date, FactType.Text) => "write a date without quotes, `2020-10-26`; a column of a dataset becomes one with `type: date`",
        (FactType.Text, FactType.Quantity) => Quoted(left, right),
        (FactType.Quantity, FactType.Text) => Quoted(right, left),
        _ => null,
    };

    private string Quoted(Bound text, Bound number) =>
        text.Source is Expression.Literal { Value: Value.Text { Content: var content } } ? content.Any(char.IsAsciiDigit) ? $"a number stands without quotes: `{content}`" : $"`{scope.Source.TextOf(number.Source.Span)}` is a number; is another column meant, or a unit (`x.unit = 'EUR'`)?"
        : number.Source is Expression.Literal ? $"the other side is text, and a text stands in quotes: `'{scope.Source.TextOf(number.Source.Span)}'`"
        : IsOfDraft(text) || IsOfDraft(number) ? $"`{scope.Source.TextOf(text.Source.Span)}` is text, `{scope.Source.TextOf(number.Source.Span)}` a number; is another column meant? `pverify facts` shows them"
        : "a column of a dataset becomes a number with `type: number`, text with `type: text`";

    private bool IsOfDraft(Bound side) => side.Source is Expression.Column column && SchemaOf(column.Owner.Text) is { IsOfDraft: true };

    // A bare word beside a column of symbols or kinds is one of them: `d.mode = reported`, `i.kind = county`.
    private (Bound Left, Bound Right) Sides(Expression.Comparison written)
    {
        var comparison = written with { Left = Symbolic(written.Left), Right = Symbolic(written.Right) };
        if (comparison.Operator is "=" or "!=")
        {
            if (Symbol(comparison.Right, comparison.Left) is { } right)
            {
                return (binder.Bind(comparison.Left), right);
            }

            if (Symbol(comparison.Left, comparison.Right) is { } left)
            {
                return (left, binder.Bind(comparison.Right));
            }
        }

        return binder.Both(() => binder.Bind(written.Left), () => binder.Bind(written.Right));
    }

    // What a short form took for a column may be a symbol: `kind = county`.
    private Expression Symbolic(Expression side) =>
        side is Expression.Column { IsBare: true } column && SchemaOf(column.Owner.Text) is { } schema && schema.IndexOf(column.Path) < 0 && !column.Path.Contains('.', StringComparison.Ordinal)
            ? new Expression.Name(column.Span, column.Path)
            : side;

    private Bound? Symbol(Expression side, Expression other)
    {
        if (side is Expression.Literal { Value: Value.Text { Content: var quoted } } && other is Expression.Column written && SchemaOf(written.Owner.Text) is { } of && of.IndexOf(written.Path) is >= 0 and var index)
        {
            // In quotes or bare, what the column never holds is a slip.
            return AllowedIn(of.Columns[index]) is { Count: > 0 } words && !words.Contains(quoted) ? throw Never(side, written, quoted, words) : null;
        }

        // What gives a kind takes the bare word too: `kind(l.name, l.date) = platform`.
        if (side is Expression.Name bare && !scope.IsTaken(bare.Text) && !scope.IsBroken(bare.Text) && (other is Expression.Call || (other is Expression.Name named && scope.IsTaken(named.Text))) && binder.Bind(other).Type == FactType.Kind)
        {
            var closest = Spelling.Nearest(bare.Text, scope.Reference.Kinds.Names);
            return scope.Reference.Kinds.Knows(bare.Text)
                ? new Bound(side, FactType.Kind, _ => new Value.Kind(bare.Text), NameSet.None)
                : throw new RuleError("R011", bare.Span, $"`{bare.Text}` is no kind", closest is null ? $"kinds: {string.Join(", ", scope.Reference.Kinds.Names.Order(StringComparer.Ordinal))}" : $"did you mean `{closest}`?");
        }

        if (side is not Expression.Name name || scope.IsTaken(name.Text) || other is not Expression.Column column || SchemaOf(column.Owner.Text) is not { } schema || schema.IndexOf(column.Path) is var at && at < 0)
        {
            return null;
        }

        var type = schema.Columns[at].Type;
        var allowed = AllowedIn(schema.Columns[at]);
        if (allowed.Count == 0)
        {
            return type == FactType.Text && !scope.IsBroken(name.Text) && scope.OwnerOf(name.Text) is null && ExpressionHelp.ForName(name.Text) is null && Spelling.Nearest(name.Text, scope.Names) is null
                ? throw new RuleError("R011", name.Span, $"unknown name `{name.Text}`", $"a text stands in quotes: `'{name.Text}'`")
                : null;
        }

        var value = type == FactType.Kind ? (Value)new Value.Kind(name.Text) : new Value.Text(name.Text);
        return allowed.Contains(name.Text)
            ? new Bound(side, type, _ => value, NameSet.None)
            : throw Never(side, column, name.Text, allowed);
    }

    private IReadOnlyList<string> AllowedIn(Column column) => column.Type == FactType.Kind ? [.. scope.Reference.Kinds.Names] : column.Symbols;

    private static RuleError Never(Expression side, Expression.Column column, string word, IReadOnlyList<string> allowed) =>
        new("R011", side.Span, $"`{column.Owner.Text}.{column.Path}` is never `{word}`", Spelling.Nearest(word, allowed) is { } near ? $"did you mean `{near}`?" : $"one of {string.Join(", ", allowed.Order(StringComparer.Ordinal))}");

    private Schema? SchemaOf(string name) => scope.Row(name)?.Schema ?? scope.Group(name)?.Schema ?? (name == DraftSchemas.Document.Name ? DraftSchemas.Document : null);
}
