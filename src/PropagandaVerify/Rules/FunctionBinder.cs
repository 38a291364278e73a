using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Binds calls: the aggregates over groups, and the functions over single values.</summary>
internal sealed class FunctionBinder(Scope scope, Binder binder)
{
    private static readonly Function[] Functions =
    [
        new("abs", [FactType.Quantity], FactType.Quantity, "abs(x): the size of a number without its sign"),
        new("around", [FactType.Date, FactType.Duration], FactType.Date, "around(date, 7 days): the period with days added on both sides"),
        new("as_written", [FactType.Quantity], FactType.Quantity, "as_written(x): a number whose every digit counts, trailing zeros included"),
        new("covers", [FactType.Kind, FactType.Kind], FactType.Truth, "covers(a, b): whether kind a is kind b or a broader one"),
        new("disjoint", [FactType.Kind, FactType.Kind], FactType.Truth, "disjoint(a, b): whether nothing can be of both kinds"),
        new("folded", [FactType.Text], FactType.Text, "folded(text): lower case, without accents, spaces and marks"),
        new("rate", [FactType.Text, FactType.Text, FactType.Date], FactType.Quantity, "rate(from, to, period): units of one currency for one of the other"),
        new("slip", [FactType.Text, FactType.Text], FactType.Truth, "slip(a, b): whether two texts differ as a slip of the pen does"),
        new("weekday", [FactType.Date], FactType.Quantity, "weekday(day): Monday = 1"),
    ];

    /// <summary>Every function and aggregate with its form, for documentation and suggestions.</summary>
    public static IEnumerable<string> Forms => Functions.Select(f => f.Form).Concat(Aggregates.Forms);

    private static IEnumerable<string> Names => Functions.Select(f => f.Name).Concat(Aggregates.Names);

    public Bound Bind(Expression.Call call)
    {
        if (Aggregates.Names.Contains(call.Function))
        {
            return new Aggregates(scope, binder).Bind(call);
        }

        var function = Array.Find(Functions, f => f.Name == call.Function)
            ?? throw new RuleError("R014", call.NameSpan, $"unknown function `{call.Function}`", Spelling.Nearest(call.Function, Names) is { } near ? $"did you mean `{near}`?" : $"functions: {string.Join(", ", Names)}");
        if (call.Arguments.Count != function.Parameters.Count)
        {
            throw new RuleError("R016", call.Span, $"`{function.Name}` takes {function.Parameters.Count} value{(function.Parameters.Count == 1 ? "" : "s")}, not {call.Arguments.Count}", function.Form);
        }

        if (call.Named.Count > 0)
        {
            throw new RuleError("R016", call.Span, $"`{function.Name}` has no parameter `{call.Named.Keys.First()}`", function.Form);
        }

        var arguments = new Bound[call.Arguments.Count];
        var uses = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(call.Arguments[i], function.Parameters[i]);
            uses.UnionWith(arguments[i].Uses);
            if (arguments[i].Type != function.Parameters[i])
            {
                throw new RuleError("R015", call.Arguments[i].Span, $"`{function.Name}` wants {Binder.Words(function.Parameters[i])} here, this is {Binder.Words(arguments[i].Type)}", function.Form);
            }
        }

        return new Bound(call, function.Result, f => Apply(function.Name, arguments, f), uses);
    }

    // A bare word where a kind is wanted is that kind: covers(place, i.kind).
    private Bound Argument(Expression argument, FactType wanted) =>
        wanted == FactType.Kind && argument is Expression.Name name && !scope.IsTaken(name.Text) && scope.Reference.Kinds.Knows(name.Text)
            ? new Bound(argument, FactType.Kind, _ => new Value.Kind(name.Text), new HashSet<string>())
            : binder.Bind(argument);

    private Value Apply(string name, Bound[] arguments, Frame frame)
    {
        var values = new Value[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Run(frame);
            if (values[i] is Value.Missing)
            {
                return values[i];
            }
        }

        return (name, values) switch
        {
            ("abs", [Value.Number n]) => n.Quantity.Value < 0 ? new Value.Number(-n.Quantity) : n,
            ("around", [Value.Date d, Value.Duration n]) => new Value.Date(d.Period.Around(n.Days)),
            ("as_written", [Value.Number n]) => new Value.Number(Quantity.Exact(n.Quantity.Value, n.Quantity.Unit) with { Scale = n.Quantity.Scale }),
            ("covers", [Value.Kind a, Value.Kind b]) => Value.Of(scope.Reference.Kinds.Covers(a.Name, b.Name)),
            ("disjoint", [Value.Kind a, Value.Kind b]) => Value.Of(scope.Reference.Kinds.AreDisjoint(a.Name, b.Name)),
            ("folded", [Value.Text t]) => new Value.Text(Characters.Key(t.Content)),
            ("rate", [Value.Text a, Value.Text b, Value.Date d]) => Rate(a.Content, b.Content, d.Period),
            ("slip", [Value.Text a, Value.Text b]) => Value.Of(Spelling.IsSlip(a.Content, b.Content)),
            ("weekday", [Value.Date { Period: { } p }]) => p.Start == p.End
                ? new Value.Number(Quantity.Exact(p.Start.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)p.Start.DayOfWeek))
                : new Value.Missing("a period of several days has no weekday"),
            _ => new Value.Missing($"{name} got values it does not know"),
        };
    }

    private Value Rate(string from, string to, Period period)
    {
        var rates = scope.Reference.Rates;
        var unknown = !rates.Knows(from) ? from : !rates.Knows(to) ? to : null;
        return unknown is not null ? new Value.Missing($"the table of rates has no {unknown}")
            : rates.Cross(from, to, period) is { } rate ? new Value.Number(rate)
            : new Value.Missing($"the table of rates has no {from} in {to} for {period}");
    }

    private sealed record Function(string Name, IReadOnlyList<FactType> Parameters, FactType Result, string Form);
}
