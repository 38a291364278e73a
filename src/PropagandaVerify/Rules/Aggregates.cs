using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Rules;

/// <summary>Binds aggregates over a group. Over an empty group <c>sum</c> is missing, not 0, unless the rule says <c>empty: 0</c>.</summary>
internal sealed class Aggregates(Scope scope, Binder binder)
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["count"] = "count(group), count(group.column), count(group, condition): how many rows, values that are there, or rows for which it holds",
        ["exists"] = "exists(group) or exists(value): whether there is any row, or a value",
        ["sum"] = "sum(group.column), sum(group.column, empty: 0): the sum, with the intervals of its terms",
        ["min"] = "min(group.column): the smallest value",
        ["max"] = "max(group.column): the largest value",
        ["mean"] = "mean(group.column): the arithmetic mean",
        ["median"] = "median(group.column): the middle value; the mean of the two middle ones when their number is even",
        ["distinct"] = "distinct(group.column): how many different values",
        ["first"] = "first(group), first(group.column): the first row, to compare with `=`, or its value",
        ["majority"] = "majority(group.column): the value that more than half of the rows have, else missing",
        ["all"] = "all(group, condition): whether the condition holds for every row",
        ["any"] = "any(group, condition): whether it holds for one row at least",
    };

    public static IEnumerable<string> Names => Known.Keys;

    public static IEnumerable<string> Forms => Known.Values;

    public Bound Bind(Expression.Call call)
    {
        var name = call.Function;
        var wrong = call.Named.Keys.FirstOrDefault(k => !(name == "sum" && k == "empty"));
        if (wrong is not null)
        {
            throw new RuleError("R016", call.Span, $"`{name}` has no parameter `{wrong}`", Known[name]);
        }

        var condition = name is "all" or "any" || (name == "count" && call.Arguments.Count == 2);
        var expected = condition && call.Arguments.Count == 2 ? 2 : 1;
        if (call.Arguments.Count != expected)
        {
            throw new RuleError("R016", call.Span, $"`{name}` takes {(condition ? "a group and a condition" : "one value")}, not {call.Arguments.Count}", Known[name]);
        }

        var (group, index) = GroupIn(call);
        if (group is null && name == "exists")
        {
            return Exists(call);
        }

        if (group is null)
        {
            throw scope.Member is { } member && call.Arguments[0].All().OfType<Expression.Name>().Any(n => n.Text == member)
                ? new RuleError("R020", call.Span, $"`{name}` stands inside another aggregate over `{member}`", $"name it in `let` and use the name here: `let: {{its_{name}: {scope.Source.TextOf(call.Span)}}}`")
                : new RuleError("R020", call.Arguments[0].Span, $"`{name}` wants a group of `with`, and this reads none", "a group is made with `with: {parts: items where parts.list = t.list}`, and read as `" + name + "(parts.value)`");
        }

        var uses = NameSet.Of(isGroup: true, index);
        if (call.Arguments is [Expression.Name] && name is "count" or "exists")
        {
            return name == "count"
                ? new Bound(call, FactType.Quantity, f => new Value.Number(Quantity.Exact(f.Groups[index].Count)), uses)
                : new Bound(call, FactType.Truth, f => Value.Of(f.Groups[index].Count > 0), uses);
        }

        var outer = scope.Member;
        scope.Member = group;
        var term = condition ? binder.Truth(call.Arguments[^1], $"the condition of `{name}`") : binder.Bind(call.Arguments[0]);
        scope.Member = outer;
        var type = ResultType(call, term);
        var empty = call.Named.TryGetValue("empty", out var e) ? binder.Bind(e) : null;

        // What depends on the group alone is accumulated once for all tuples that share the group.
        var own = uses.Covers(term.Uses);
        return new Bound(
            call, type,
            f => empty is not null && f.Groups[index].Count == 0 ? empty.Run(f)
                : own ? f.Groups[index].Accumulated(call, () => Accumulate(name, index, term, f))
                : Accumulate(name, index, term, f),
            term.Uses | uses)
        {
            Unit = name is "sum" or "min" or "max" or "mean" or "median" or "first" or "majority" ? term.Unit : null,
        };
    }

    private (string? Name, int Index) GroupIn(Expression.Call call)
    {
        foreach (var name in call.Arguments[0].All().OfType<Expression.Name>())
        {
            if (name.Text != scope.Member && scope.Group(name.Text) is var (index, _))
            {
                return (name.Text, index);
            }
        }

        return (null, -1);
    }

    private Bound Exists(Expression.Call call)
    {
        var value = binder.Bind(call.Arguments[0]);
        return new Bound(call, FactType.Truth, f => Value.Of(value.Run(f) is not Value.Missing), value.Uses);
    }

    private static FactType ResultType(Expression.Call call, Bound term)
    {
        var name = call.Function;
        var numeric = term.Type is FactType.Quantity or FactType.Share;
        if ((name is "sum" or "mean" or "median" && !numeric) || (name is "min" or "max" && !numeric && term.Type != FactType.Date))
        {
            throw new RuleError("R015", call.Arguments[0].Span, $"`{name}` aggregates numbers, this is {Binder.Words(term.Type)}", term is { Type: FactType.Text, Source: Expression.Column } ? "a column of a dataset becomes a number with `type: number`" : Known[name]);
        }

        return name switch
        {
            "count" or "distinct" => FactType.Quantity,
            "all" or "any" or "exists" => FactType.Truth,
            _ => term.Type,
        };
    }

    private static Value Accumulate(string name, int group, Bound term, Frame frame)
    {
        var rows = frame.Groups[group].Rows;
        var outer = frame.Members[group];
        var values = new List<Value>(rows.Count);
        foreach (var row in rows)
        {
            frame.Members[group] = row;
            values.Add(term.Run(frame));
        }

        frame.Members[group] = outer;
        return name switch
        {
            "count" => new Value.Number(Quantity.Exact(values.Count(v => v is not (Value.Missing or Value.Judgement { IsTrue: false })))),
            "exists" => Value.Of(values.Exists(v => v is not Value.Missing)),
            "all" => All(values),
            "any" => Any(values),
            "distinct" when values.Count == 0 => new Value.Number(Quantity.Exact(0)),
            _ when values.Count == 0 => new Value.Missing("the group is empty"),
            _ when values.Find(v => v is Value.Missing) is { } missing => missing,
            "distinct" => new Value.Number(Quantity.Exact(values.Distinct(ValueComparer.Instance).Count())),
            "first" => values[0],
            "majority" => Majority(values) ?? new Value.Missing("no value has the majority"),
            "min" or "max" when values[0] is Value.Date => Extreme(values.Cast<Value.Date>(), name == "min"),
            _ => Numeric(name, [.. values.Cast<Value.Number>().Select(n => n.Quantity)]),
        };
    }

    private static Value Numeric(string name, List<Quantity> numbers)
    {
        var first = numbers.Find(n => n.Unit.IsStated)?.Unit ?? Unit.None;
        if (numbers.Exists(n => !n.Unit.AgreesWith(first)))
        {
            return new Value.Missing("the amounts are in different units");
        }

        var sorted = numbers.OrderBy(n => n.Value).ToList();
        return new Value.Number(name switch
        {
            "min" => sorted[0],
            "max" => sorted[^1],
            "mean" => numbers.Aggregate((a, b) => a + b) * Quantity.Exact(Rational.One / numbers.Count),
            "median" => sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) * Quantity.Exact(0.5m),
            _ => numbers.Aggregate((a, b) => a + b),
        });
    }

    private static Value.Date Extreme(IEnumerable<Value.Date> dates, bool smallest) =>
        smallest ? dates.MinBy(d => d.Period.Start)! : dates.MaxBy(d => d.Period.End)!;

    private static Value All(List<Value> values) =>
        values.Find(v => v is Value.Judgement { IsTrue: false }) is not null ? Value.False : values.Find(v => v is Value.Missing) ?? Value.True;

    private static Value Any(List<Value> values) =>
        values.Exists(v => v is Value.Judgement { IsTrue: true }) ? Value.True : values.Find(v => v is Value.Missing) ?? Value.False;

    private static Value? Majority(List<Value> values) =>
        values.GroupBy(v => v, ValueComparer.Instance).FirstOrDefault(g => g.Count() * 2 > values.Count)?.Key;
}
