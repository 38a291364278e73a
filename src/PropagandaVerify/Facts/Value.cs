using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Facts;

/// <summary>The types that columns and expressions have.</summary>
public enum FactType
{
    Text,

    /// <summary>A number with its unit and written precision.</summary>
    Quantity,

    /// <summary>A share of something, written with a percent sign.</summary>
    Share,

    /// <summary>A day, a month, a year or a range of days.</summary>
    Date,

    /// <summary>A number of days or of months.</summary>
    Duration,

    /// <summary>A kind of named thing, such as <c>county</c>.</summary>
    Kind,
    Truth,

    /// <summary>A row of a relation, which only <c>=</c> and <c>!=</c> compare.</summary>
    Row,
}

/// <summary>A value of a column or an expression.</summary>
public abstract record Value
{
    private static readonly Number[] Small = [.. Enumerable.Range(0, 100).Select(n => new Number(Quantity.Exact(n)))];

    private Value()
    {
    }

    public sealed record Text(string Content) : Value;

    public sealed record Number(Quantity Quantity) : Value;

    public sealed record Date(Period Period) : Value;

    /// <summary>A number of days and a number of months; months have no fixed number of days.</summary>
    public sealed record Duration(int Days, int Months = 0) : Value;

    public sealed record Kind(string Name) : Value;

    public sealed record RowRef(Row Row) : Value;

    /// <summary>A truth with its grade and, for a comparison, what was compared.</summary>
    public sealed record Judgement(Verdict Verdict, Value? Left = null, Value? Right = null, object? Comparison = null) : Value
    {
        public bool IsTrue => Verdict is Verdict.Holds or Verdict.Display;
    }

    /// <summary>No value, and why.</summary>
    public sealed record Missing(string Why) : Value;

    public static Value True { get; } = new Judgement(Verdict.Holds);

    public static Value False { get; } = new Judgement(Verdict.Impossible);

    /// <summary>An exact whole number; small ones are shared.</summary>
    public static Number Whole(int number) => number >= 0 && number < Small.Length ? Small[number] : new Number(Quantity.Exact(number));

    public static Value Of(bool truth) => truth ? True : False;

    public static Value Of(string? text, string why) => text is null ? new Missing(why) : new Text(text);

    /// <summary>Whether two values are the same for <c>=</c>, for keys and for counting distinct ones. A missing value is like no other.</summary>
    public static bool AreSame(Value a, Value b) => (a, b) switch
    {
        (Text x, Text y) => x.Content == y.Content,
        (Kind x, Kind y) => x.Name == y.Name,
        (Text x, Kind y) => x.Content == y.Name,
        (Kind x, Text y) => x.Name == y.Content,
        (Number x, Number y) => x.Quantity.Value == y.Quantity.Value && x.Quantity.Unit.AgreesWith(y.Quantity.Unit),
        (Date x, Date y) => x.Period == y.Period,
        (Duration x, Duration y) => x == y,
        (RowRef x, RowRef y) => x.Row.Identity == y.Row.Identity,
        (Judgement x, Judgement y) => x.IsTrue == y.IsTrue,
        _ => false,
    };

    /// <summary>A hash that agrees with <see cref="AreSame"/>.</summary>
    public int KeyHash() => this switch
    {
        Text t => string.GetHashCode(t.Content, StringComparison.Ordinal),
        Kind k => string.GetHashCode(k.Name, StringComparison.Ordinal),
        Number n => n.Quantity.Value.GetHashCode(),
        Date d => d.Period.GetHashCode(),
        Duration d => d.GetHashCode(),
        RowRef r => r.Row.Identity,
        Judgement j => j.IsTrue ? 1 : 0,
        _ => 0,
    };
}
