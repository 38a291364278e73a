using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Rules;

/// <summary>How comparisons and connectives make graded truths. A missing operand makes a missing truth, save where the other side decides alone.</summary>
internal static class Judgements
{
    public static Value Not(Value operand) => operand is Value.Judgement j ? Value.Of(!j.IsTrue) : operand;

    public static Value And(Value left, Bound right, Frame frame)
    {
        if (left is Value.Judgement { IsTrue: false })
        {
            return left;
        }

        var other = right.Run(frame);
        return other is Value.Judgement { IsTrue: false } || left is not Value.Missing ? other is Value.Judgement { Verdict: Verdict.Holds, Comparison: null } ? left : other : left;
    }

    public static Value Or(Value left, Bound right, Frame frame)
    {
        if (left is Value.Judgement { IsTrue: true })
        {
            return left;
        }

        var other = right.Run(frame);
        return other is Value.Judgement { IsTrue: true } ? other
            : left is Value.Missing ? left
            : other is Value.Missing ? other
            : Milder((Value.Judgement)left, (Value.Judgement)other);
    }

    public static Value Agree(Value left, Value right, Value? tolerance, object comparison)
    {
        if (left is not Value.Number { Quantity: var a } || right is not Value.Number { Quantity: var b })
        {
            return left is Value.Number ? right : left;
        }

        if (tolerance is null)
        {
            return new Value.Judgement(Verdicts.Agree(a, b), left, right, comparison);
        }

        if (tolerance is not Value.Number { Quantity: var width })
        {
            return tolerance;
        }

        var wide = width.Unit == Unit.Percent ? b.WidenedRelatively(width.Value / 100) : b.WidenedBy(width.Value);
        return new Value.Judgement(Verdicts.Agree(a, wide, withTolerance: true), left, new Value.Number(wide), comparison);
    }

    public static Value Same(Value left, Value right, bool wanted, object comparison) =>
        left is Value.Missing ? left
        : right is Value.Missing ? right
        : new Value.Judgement(Value.AreSame(left, right) == wanted ? Verdict.Holds : Verdict.Impossible, left, right, comparison);

    /// <summary>Whether an order can hold, given all that the two sides may mean.</summary>
    public static Value Order(Value left, Value right, string op, object comparison)
    {
        var (low, high) = op[0] == '<' ? (left, right) : (right, left);
        var strictly = op.Length == 1;
        return (low, high) switch
        {
            (Value.Missing m, _) => m,
            (_, Value.Missing m) => m,
            (Value.Number a, Value.Number b) => new Value.Judgement(Verdicts.CanPrecede(a.Quantity, b.Quantity, strictly), left, right, comparison),
            (Value.Date a, Value.Date b) => new Value.Judgement(a.Period.Start < b.Period.End || (a.Period.Start == b.Period.End && !strictly) ? Verdict.Holds : Verdict.Impossible, left, right, comparison),
            _ => new Value.Missing("the two sides cannot be compared"),
        };
    }

    public static Value Overlap(Value day, Value period) => (day, period) switch
    {
        (Value.Date a, Value.Date b) => Value.Of(a.Period.Overlaps(b.Period)),
        (Value.Missing m, _) => m,
        (_, var other) => other,
    };

    // Of two that fail alike the one that compares figures says more than a word by which the alternatives are told apart.
    private static Value.Judgement Milder(Value.Judgement a, Value.Judgement b) => b.Verdict < a.Verdict || (b.Verdict == a.Verdict && b.Left is Value.Number && a.Left is not Value.Number) ? b : a;
}
