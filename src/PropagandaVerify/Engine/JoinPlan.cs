using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Engine;

/// <summary>An equality that joins a relation to rows bound before it.</summary>
/// <param name="Own">The side that reads the relation.</param>
/// <param name="Other">The side that the rows bound before it give.</param>
/// <param name="Whole">The comparison as written.</param>
internal sealed record Equality(Bound Own, Bound Other, Bound Whole);

/// <summary>A name to bind, how its rows are found, and the conditions that can be asked once it is bound.</summary>
internal sealed record JoinStep(string Name, bool IsGroup, int Slot, Schema Schema, IReadOnlyList<Equality> Equalities, IReadOnlyList<Bound> Conditions);

/// <summary>
/// The order in which a rule's names are bound when the row of one of them is given: each next one through an equality with those before it,
/// in whichever direction the rule wrote it, so that only tuples that hold the row are ever formed.
/// </summary>
internal static class JoinPlan
{
    /// <param name="rule">The rule.</param>
    /// <param name="given">A name of <c>for</c>, or of <c>with</c>; the conditions of a group then say which tuples it is a member for.</param>
    public static IReadOnlyList<JoinStep> Of(CompiledRule rule, string given)
    {
        var (isGroup, slot, schema) = rule.Names[given];
        var accesses = isGroup ? rule.For.Prepend(rule.With[slot]) : rule.For;
        var equalities = accesses.SelectMany(a => a.InnerKey.Zip(a.OuterKey, (inner, outer) => new Equality(inner, outer, Whole(rule, inner, outer)))).ToList();
        var conditions = accesses.SelectMany(a => a.Filters).ToList();
        var bound = NameSet.Of(isGroup, slot);
        var steps = new List<JoinStep> { new(given, isGroup, slot, schema, [], Ready(bound, equalities, conditions)) };
        var waiting = rule.Rule.For.Select(b => b.Name).Where(n => n != given).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(n => Joining(SetOf(rule, n), bound, equalities).Count > 0) ?? waiting[0];
            var keys = Joining(SetOf(rule, next), bound, equalities);
            equalities.RemoveAll(e => keys.Exists(k => k.Whole == e.Whole));
            waiting.Remove(next);
            bound |= SetOf(rule, next);
            var name = rule.Names[next];
            steps.Add(new JoinStep(next, false, name.Slot, name.Schema, keys, Ready(bound, equalities, conditions)));
        }

        return steps;
    }

    private static List<Equality> Joining(NameSet name, NameSet bound, List<Equality> equalities) =>
    [
        .. equalities.Select(e => Joins(name, bound, e.Own, e.Other) ? e : Joins(name, bound, e.Other, e.Own) ? new Equality(e.Other, e.Own, e.Whole) : null).OfType<Equality>(),
    ];

    private static bool Joins(NameSet name, NameSet bound, Bound own, Bound other) => own.Uses == name && bound.Covers(other.Uses);

    private static NameSet SetOf(CompiledRule rule, string name) => NameSet.Of(rule.Names[name].IsGroup, rule.Names[name].Slot);

    // In the order in which they are written.
    private static List<Bound> Ready(NameSet bound, List<Equality> equalities, List<Bound> conditions)
    {
        var ready = conditions.Where(c => bound.Covers(c.Uses)).Concat(equalities.Where(e => bound.Covers(e.Own.Uses | e.Other.Uses)).Select(e => e.Whole)).ToList();
        conditions.RemoveAll(ready.Contains);
        equalities.RemoveAll(e => ready.Contains(e.Whole));
        return [.. ready.OrderBy(c => c.Source.Span.Start)];
    }

    // A plan keeps only the sides of an equality. They are told by what is written: a short form puts one expression into several equalities, each of which binds it anew.
    private static Bound Whole(CompiledRule rule, Bound inner, Bound outer) => rule.Bound.First(b => b.Key is Expression.Comparison { Operator: "=" } c
        && ((ReferenceEquals(c.Left, inner.Source) && ReferenceEquals(c.Right, outer.Source)) || (ReferenceEquals(c.Left, outer.Source) && ReferenceEquals(c.Right, inner.Source)))).Value;
}
