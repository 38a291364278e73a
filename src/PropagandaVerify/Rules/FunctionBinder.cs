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
        new("around", [FactType.Date, FactType.Duration], FactType.Date, "around(date, 7 days): the period with days, weeks, months or years added on both sides"),
        new("as_written", [FactType.Quantity], FactType.Quantity, "as_written(x): a number whose every digit counts, trailing zeros included"),
        new("can_be_whole", [FactType.Quantity], FactType.Truth, "can_be_whole(x): whether a whole number lies within its precision, as `n * mean` must for n counted things"),
        new("change", [FactType.Quantity, FactType.Quantity], FactType.Quantity, "change(from, to): the relative change in percent, 100·(to/from − 1)"),
        new("compounded", [FactType.Quantity, FactType.Quantity], FactType.Quantity, "compounded(change, times): what a change in percent makes if it comes so many times, in percent, 100·((1 + change/100)^times − 1)"),
        new("covers", [FactType.Kind, FactType.Kind], FactType.Truth, "covers(a, b): whether kind a is kind b or a broader one"),
        new("days", [FactType.Date, FactType.Date], FactType.Quantity, "days(from, to): the days from one date to another, as `to - from`; between periods all that may be meant"),
        new("digits", [FactType.Quantity], FactType.Quantity, "digits(x): how many digits of a number signify, zeros at both ends left out"),
        new("dimension", [FactType.Text], FactType.Text, "dimension(unit): what a physical unit measures, such as length; missing for other units"),
        new("disjoint", [FactType.Kind, FactType.Kind], FactType.Truth, "disjoint(a, b): whether nothing can be of both kinds"),
        new("first_day", [FactType.Date], FactType.Date, "first_day(date): the day on which a month, a year or another period begins; what is no date stays as it is"),
        new("folded", [FactType.Text], FactType.Text, "folded(text): lower case, without accents, spaces and marks; what is no text stays as it is"),
        new("hedged", [FactType.Quantity], FactType.Truth, "hedged(x): whether a number is said to be about, nearly, over or under what is written"),
        new("kind", [FactType.Text, FactType.Date], FactType.Kind, "kind(name, date): the kind that a name is known to have at a date; missing when it is unknown or has senses of several kinds"),
        new("last_day", [FactType.Date], FactType.Date, "last_day(date): the day on which it ends"),
        new("is_capital", [FactType.Text, FactType.Text, FactType.Date], FactType.Truth, "is_capital(place, territory, date): whether the place is the capital of the territory; missing when that of the territory is not known"),
        new("lies_in", [FactType.Text, FactType.Text, FactType.Date], FactType.Truth, "lies_in(place, other, date): whether the first place lies in the second at some time of the date; missing when a sense that may fit is not known"),
        new("magnitude", [FactType.Quantity], FactType.Quantity, "magnitude(x): the power of ten nearest to a number by its factor, 1000 for 950 and 0.01 for 0.02; missing for zero"),
        new("month", [FactType.Date], FactType.Date, "month(date): the calendar month that holds the date; missing when none holds all of it"),
        new("months", [FactType.Date, FactType.Date], FactType.Quantity, "months(from, to): the full months from one date to another; between periods all that may be meant"),
        new("quarter", [FactType.Date], FactType.Date, "quarter(date): the calendar quarter that holds the date; missing when none holds all of it"),
        new("number", [FactType.Quantity], FactType.Quantity, "number(x): a number without its unit"),
        new("parity", [FactType.Text, FactType.Text, FactType.Date], FactType.Quantity, "parity(from, to, period): as rate, where law fixes the rate of both currencies; else missing"),
        new("rate", [FactType.Text, FactType.Text, FactType.Date], FactType.Quantity, "rate(from, to, period): units of one currency for one of the other"),
        new("rounding", [FactType.Quantity], FactType.Quantity, "rounding(x): the unit that a number as written was rounded to, 0.01 for 5.19; 0 for what was counted or reckoned"),
        new("rounds_to", [FactType.Quantity, FactType.Quantity], FactType.Truth, "rounds_to(a, written): whether a rounds to what is written, at its last written digit; zeros at its end count"),
        new("scale", [FactType.Quantity], FactType.Quantity, "scale(x): the factor of the scale word that a number is written with, 1 without one"),
        new("share", [FactType.Quantity, FactType.Quantity], FactType.Quantity, "share(part, whole): what the part is of the whole, in percent"),
        new("slip", [FactType.Text, FactType.Text], FactType.Truth, "slip(a, b): whether two texts differ as a slip of the pen does"),
        new("sqrt", [FactType.Quantity], FactType.Quantity, "sqrt(x): the square root of a number, without its unit, to twelve decimals"),
        new("truncated", [FactType.Quantity], FactType.Quantity, "truncated(x): a number whose further digits were cut off, not rounded, as ages are"),
        new("variant", [FactType.Text, FactType.Text], FactType.Truth, "variant(a, b): whether two names differ as two spellings of one do: in accents, or in one letter inside, in two of a long name"),
        new("weekday", [FactType.Date], FactType.Quantity, "weekday(day): Monday = 1"),
        new("year", [FactType.Date], FactType.Date, "year(date): the calendar year that holds the date; missing when none holds all of it"),
        new("year_number", [FactType.Date], FactType.Quantity, "year_number(date): that year as a number, to compare with a column of years"),
        new("years", [FactType.Date, FactType.Date], FactType.Quantity, "years(from, to): the full years from one date to another; between periods all that may be meant"),
    ];

    /// <summary>The function that a condition of <c>with</c> alone may call: it names rows by where they stand, not by what they hold.</summary>
    public const string Previous = "previous";

    public const string PreviousForm = "previous(x): in an equality of `with`, such as `before.date = previous(row.date)`: of the rows that the other conditions leave, those with the greatest number or date below x";

    private const string GivenForm = "given(value, condition): the value where the condition holds, else missing";

    /// <summary>Every function and aggregate with its form, for documentation and suggestions.</summary>
    public static IEnumerable<string> Forms => Functions.Select(f => f.Form).Append(GivenForm).Append(PreviousForm).Concat(Aggregates.Forms);

    private static IEnumerable<string> Names => Functions.Select(f => f.Name).Append("given").Append(Previous).Concat(Aggregates.Names);

    public Bound Bind(Expression.Call call)
    {
        if (Aggregates.Names.Contains(call.Function))
        {
            return new Aggregates(scope, binder).Bind(call);
        }

        if (call.Function == Previous)
        {
            throw new RuleError("R020", call.Span, $"`{Previous}` stands alone on one side of `=` in a condition of `with`", PreviousForm);
        }

        if (call.Function == "given")
        {
            return Given(call);
        }

        var function = Array.Find(Functions, f => f.Name == call.Function)
            ?? throw new RuleError("R014", call.NameSpan, $"unknown function `{call.Function}`", ExpressionHelp.ForFunction(call.Function) ?? (Spelling.Nearest(call.Function, Names) is { } near ? $"did you mean `{near}`?" : $"functions: {string.Join(", ", Names)}"));
        if (call.Arguments.Count != function.Parameters.Count)
        {
            throw new RuleError("R016", call.Span, $"`{function.Name}` takes {function.Parameters.Count} value{(function.Parameters.Count == 1 ? "" : "s")}, not {call.Arguments.Count}", function.Form);
        }

        if (call.Named.Count > 0)
        {
            throw new RuleError("R016", call.Span, $"`{function.Name}` has no parameter `{call.Named.Keys.First()}`", function.Form);
        }

        var arguments = new Bound[call.Arguments.Count];
        var uses = NameSet.None;
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(call.Arguments[i], function.Parameters[i]);
            uses |= arguments[i].Uses;
            if (function.Name is "folded" or "first_day" or "last_day" && arguments[i].Type != function.Parameters[i] && arguments[i].Type != FactType.Row)
            {
                return arguments[i] with { Source = call };
            }

            if (arguments[i].Type != function.Parameters[i] && (function.Parameters[i], arguments[i].Type) != (FactType.Quantity, FactType.Share))
            {
                throw new RuleError("R015", call.Arguments[i].Span, $"`{function.Name}` wants {Binder.Words(function.Parameters[i])} here, this is {Binder.Words(arguments[i].Type)}", function.Form);
            }
        }

        return new Bound(call, function.Result, f => Apply(call, arguments, f), uses) { Unit = function.Name is "abs" or "as_written" or "truncated" ? arguments[0].Unit : null };
    }

    // A bare word where a kind is wanted is that kind: covers(place, i.kind).
    private Bound Argument(Expression argument, FactType wanted) =>
        wanted == FactType.Kind && argument is Expression.Name name && !scope.IsTaken(name.Text) && scope.Reference.Kinds.Knows(name.Text)
            ? new Bound(argument, FactType.Kind, _ => new Value.Kind(name.Text), NameSet.None)
            : binder.Bind(argument);

    // Where the condition fails the value is missing, so that a check that reads it is undecided and says why.
    private Bound Given(Expression.Call call)
    {
        if (call.Arguments.Count != 2 || call.Named.Count > 0)
        {
            throw new RuleError("R016", call.Span, $"`given` takes a value and a condition, not {call.Arguments.Count} value{(call.Arguments.Count == 1 ? "" : "s")}", GivenForm);
        }

        var (value, condition) = binder.Both(() => binder.Bind(call.Arguments[0]), () => binder.Truth(call.Arguments[1], "the condition of `given`"));
        var fails = new Value.Missing($"the condition `{ExpressionText.Of(call.Arguments[1])}` does not hold");
        return new Bound(call, value.Type, f => condition.Run(f) switch
        {
            Value.Judgement { IsTrue: true } => value.Run(f),
            Value.Missing missing => missing,
            _ => fails,
        }, value.Uses | condition.Uses) { Unit = value.Unit };
    }

    private Value Apply(Expression.Call call, Bound[] arguments, Frame frame)
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

        return (call.Function, values) switch
        {
            ("abs", [Value.Number n]) => n.Quantity.Value < 0 ? new Value.Number(-n.Quantity) : n,
            ("around", [Value.Date d, Value.Duration n]) => new Value.Date(d.Period.Around(n.Days, n.Months)),
            ("as_written", [Value.Number n]) => new Value.Number(Quantity.Exact(n.Quantity.Value, n.Quantity.Unit) with { Scale = n.Quantity.Scale }),
            ("can_be_whole", [Value.Number n]) => Value.Of(n.Quantity.Loose.ContainsInteger()),
            ("change", [Value.Number a, Value.Number b]) => Percentage(a, b, Quantity.Change(a.Quantity, b.Quantity)),
            ("compounded", [Value.Number change, Value.Number times]) => Quantity.Compounded(change.Quantity, times.Quantity.Value) is { } all ? new Value.Number(all) : new Value.Missing("so many times cannot be reckoned"),
            ("covers", [Value.Kind a, Value.Kind b]) => Value.Of(scope.Reference.Kinds.Covers(a.Name, b.Name)),
            ("days", [var a, var b]) => Calendar.Between(a, b, Calendar.Days),
            ("digits", [Value.Number n]) => new Value.Number(Quantity.Exact(SignificantDigits(n.Quantity.Value))),
            ("dimension", [Value.Text unit]) => Value.Of(scope.Reference.Units.DimensionOf(unit.Content), $"« {unit.Content} » is no physical unit"),
            ("disjoint", [Value.Kind a, Value.Kind b]) => Value.Of(scope.Reference.Kinds.AreDisjoint(a.Name, b.Name)),
            ("first_day", [Value.Date d]) => new Value.Date(Period.Day(d.Period.Start)),
            ("folded", [Value.Text t]) => new Value.Text(Characters.Key(t.Content)),
            ("hedged", [Value.Number n]) => Value.Of(n.Quantity.Hedged),
            ("kind", [Value.Text t, Value.Date d]) => KindOf(t.Content, d.Period),
            ("last_day", [Value.Date d]) => new Value.Date(Period.Day(d.Period.End)),
            ("is_capital", [Value.Text a, Value.Text b, Value.Date d]) => scope.Reference.Places.IsCapital(Characters.Key(a.Content), Characters.Key(b.Content), d.Period) is { } heads ? Value.Of(heads) : new Value.Missing($"the capital of « {b.Content} » is not known"),
            ("lies_in", [Value.Text a, Value.Text b, Value.Date d]) => scope.Reference.Places.LiesIn(Characters.Key(a.Content), Characters.Key(b.Content), d.Period) is { } lies ? Value.Of(lies) : new Value.Missing($"it is not known whether « {a.Content} » lies in « {b.Content} »"),
            ("magnitude", [Value.Number n]) => Magnitude(Rational.Abs(n.Quantity.Value)) is { } power ? new Value.Number(Quantity.Exact(power)) : new Value.Missing("zero has no magnitude"),
            ("month", [Value.Date d]) => Calendar.Held(d.Period.MonthOf(), "month"),
            ("months", [var a, var b]) => Calendar.Between(a, b, Calendar.Months),
            ("quarter", [Value.Date d]) => Calendar.Held(d.Period.QuarterOf(), "quarter"),
            ("number", [Value.Number n]) => new Value.Number(n.Quantity with { Unit = Unit.None }),
            ("parity", [Value.Text a, Value.Text b, Value.Date d]) => scope.Reference.Rates.Fixed(a.Content, b.Content, d.Period) is { } parity
                ? new Value.Number(parity)
                : new Value.Missing($"no law fixes the rate of {a.Content} and {b.Content}"),
            ("rate", [Value.Text a, Value.Text b, Value.Date d]) => Rate(a.Content, b.Content, d.Period),
            ("rounding", [Value.Number n]) => new Value.Number(Quantity.Exact(n.Quantity.RoundingUnit)),
            ("rounds_to", [Value.Number a, Value.Number b]) => RoundsTo(a, b, call),
            ("scale", [Value.Number n]) => new Value.Number(Quantity.Exact(n.Quantity.Scale)),
            ("share", [Value.Number a, Value.Number b]) => Percentage(a, b, Quantity.Share(a.Quantity, b.Quantity)),
            ("sqrt", [Value.Number n]) => Quantity.Root(n.Quantity) is { } root ? new Value.Number(root) : new Value.Missing("a negative number has no square root"),
            ("truncated", [Value.Number n]) => new Value.Number(n.Quantity.AsTruncated()),
            ("variant", [Value.Text a, Value.Text b]) => Value.Of(Spelling.IsVariant(a.Content, b.Content)),
            ("slip", [Value.Text a, Value.Text b]) => Value.Of(Spelling.IsSlip(a.Content, b.Content)),
            ("weekday", [Value.Date { Period: { } p }]) => p.Start == p.End
                ? new Value.Number(Quantity.Exact(p.Start.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)p.Start.DayOfWeek))
                : new Value.Missing("a period of several days has no weekday"),
            ("year", [Value.Date d]) => Calendar.Held(d.Period.YearOf(), "year"),
            ("year_number", [Value.Date d]) => Calendar.YearNumber(d.Period),
            ("years", [var a, var b]) => Calendar.Between(a, b, Calendar.Years),
            _ => new Value.Missing($"{call.Function} got values it does not know"),
        };
    }

    private static Value Percentage(Value.Number a, Value.Number b, Quantity? result) =>
        !a.Quantity.Unit.AgreesWith(b.Quantity.Unit) ? new Value.Missing($"{a.Quantity.Unit} and {b.Quantity.Unit} cannot be compared")
        : result is null ? new Value.Missing("what it is reckoned from may be zero")
        : new Value.Number(result);

    private static Value.Judgement RoundsTo(Value.Number a, Value.Number written, Expression.Call call)
    {
        var rounded = written.Quantity.AtLastDigit();
        return new Value.Judgement(Verdicts.Agree(a.Quantity, rounded), a, new Value.Number(rounded), call);
    }

    // Written numbers have at most so many places on either side of the mark.
    private static int SignificantDigits(Rational value)
    {
        const int MostPlaces = 30;
        if (value.Sign == 0)
        {
            return 0;
        }

        var (size, digits) = (Rational.Abs(value), 0);
        Rational place = 1;
        for (var n = 0; n < MostPlaces && size.RoundedTo(place) != size; n++)
        {
            place /= 10;
        }

        for (var n = 0; n < MostPlaces && size.RoundedTo(place * 10) == size; n++)
        {
            place *= 10;
        }

        for (; size >= place; place *= 10)
        {
            digits++;
        }

        return digits;
    }

    // Half-way between two powers, by the factor, is the root of ten, so that squares are compared.
    private static Rational? Magnitude(Rational size)
    {
        if (size.Sign == 0)
        {
            return null;
        }

        Rational power = 1;
        for (; size * size >= power * power * 10; power *= 10)
        {
        }

        for (; size * size * 10 < power * power; power /= 10)
        {
        }

        return power;
    }

    private Value KindOf(string name, Period period)
    {
        var kinds = scope.Reference.Senses(Characters.Key(name), period).Select(e => e.Kind).Distinct().ToList();
        return kinds switch
        {
            [var kind] => new Value.Kind(kind),
            [] => new Value.Missing($"« {name} » is not known"),
            _ => new Value.Missing($"« {name} » is known as {string.Join(" and as ", kinds.Order(StringComparer.Ordinal))}"),
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
