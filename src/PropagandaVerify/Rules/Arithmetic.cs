using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reckoning with <c>+ − * /</c>: numbers, and dates with durations.</summary>
internal static class Arithmetic
{
    public static Bound Bind(Expression.Binary binary, Bound left, Bound right, NameSet uses)
    {
        var op = binary.Operator;
        switch (left.Type, right.Type)
        {
            case (FactType.Date, FactType.Date) when op == "-":
                return new Bound(binary, FactType.Quantity, f => Calendar.Between(right.Run(f), left.Run(f), Calendar.Days), uses);
            case (FactType.Date, FactType.Duration) when op is "+" or "-":
                return new Bound(binary, FactType.Date, f => Calendar.Move(left.Run(f), right.Run(f), op == "+" ? 1 : -1), uses);
            case (FactType.Duration, FactType.Date) when op == "+":
                return new Bound(binary, FactType.Date, f => Calendar.Move(right.Run(f), left.Run(f), 1), uses);
            case (FactType.Quantity or FactType.Share, FactType.Quantity or FactType.Share):
                var type = left.Type == FactType.Share && right.Type == FactType.Share ? FactType.Share : FactType.Quantity;
                return new Bound(binary, type, f => Numbers(op, left.Run(f), right.Run(f)), uses) { Unit = UnitOf(binary, left, right), IsRatio = op == "/" && left.Type == FactType.Quantity && right.Type == FactType.Quantity && !binary.All().Any(e => e is Expression.Literal) };
            default:
                throw new RuleError("R015", binary.Span, $"`{op}` reckons with numbers, these are {Binder.Words(left.Type)} and {Binder.Words(right.Type)}", Help(op, left.Type, right.Type));
        }
    }

    /// <summary>Refuses two sides that state different units.</summary>
    public static void SameUnit(TextSpan span, Bound left, Bound right, string what)
    {
        if (left.Unit is { IsStated: true } a && right.Unit is { IsStated: true } b && a != b)
        {
            throw new RuleError("R017", span, $"{a} and {b} cannot be {what}", "convert one of them, for example with `rate(…)`");
        }
    }

    /// <summary>Refuses a ratio beside a percentage, which would be a hundred times off, and a part of one, which may be meant as a ratio.</summary>
    public static void NoRatioBesidePercent(TextSpan span, Bound left, Bound right)
    {
        if (left.IsRatio && IsPercent(right))
        {
            throw Refused(left, right);
        }

        if (right.IsRatio && IsPercent(left))
        {
            throw Refused(right, left);
        }

        if ((IsPercent(left) && PartOfOne(right) ? right : IsPercent(right) && PartOfOne(left) ? left : null) is { Source: var part })
        {
            var text = ExpressionText.Of(part);
            throw new RuleError("R017", part.Span, $"beside a percentage `{text}` is {text} %", $"write `{text} %`, or a hundred times as much if a part of one is meant");
        }

        RuleError Refused(Bound ratio, Bound percent) => new("R017", span, $"`{ExpressionText.Of(ratio.Source)}` is a ratio, such as 0.45, and `{ExpressionText.Of(percent.Source)}` a percentage, such as 45 %",
            ratio.Source is Expression.Binary { Left: var part, Right: var whole } ? $"`share({ExpressionText.Of(part)}, {ExpressionText.Of(whole)})` gives it in percent" : "`share(part, whole)` gives it in percent");
    }

    private static bool PartOfOne(Bound side) => side is { Type: FactType.Quantity, Source: Expression.Literal { Value: Value.Number { Quantity: { Value: var value, Unit: var unit } } } } && unit == Unit.None && value > Rational.Zero && value < Rational.One;

    private static bool IsPercent(Bound side) => side.Type == FactType.Share || side.Unit == Unit.Percent;

    private static string? Help(string op, FactType left, FactType right) => (left, right) switch
    {
        (FactType.Date, FactType.Date) => "dates are compared with `<=`, or subtracted",
        (FactType.Date, FactType.Quantity) when op is "+" or "-" => "say of what: `date + 7 days`, `date - 3 months`",
        (FactType.Date, _) or (_, FactType.Date) => "dates are compared with `<=`, moved with `+ 7 days`, or widened with `around(date, 7 days)`",
        (FactType.Duration, _) or (_, FactType.Duration) => "durations are added to dates; a number of days is written without a word",
        (FactType.Text, _) or (_, FactType.Text) => "a column of a dataset becomes a number with `type: number`",
        _ => null,
    };

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
        static Unit? Plain(Bound side) => side.Source is Expression.Literal ? Unit.None : side.Unit == Unit.Percent ? Unit.None : side.Unit;
    }

    private static Value Numbers(string op, Value left, Value right)
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
}
