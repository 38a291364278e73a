using PropagandaVerify.Reference;

namespace PropagandaVerify.Sessions;

/// <summary>The kind of values that a column of a session's relation holds.</summary>
public enum FactKind : byte
{
    /// <summary>No value.</summary>
    Missing,
    Text,
    Number,
    Date,
}

/// <summary>A value of a fact as a caller gives it: a decimal as it was written, a text, a day or a period, or none.</summary>
public readonly record struct FactValue
{
    private FactValue(FactKind kind, decimal number, string? text, Period days)
    {
        (Kind, Number, Text, Days) = (kind, number, text, days);
    }

    /// <summary>No value; rules that need one are undecided.</summary>
    public static FactValue Missing => default;

    public FactKind Kind { get; }

    internal decimal Number { get; }

    internal string? Text { get; }

    internal Period Days { get; }

    public static FactValue Of(decimal number) => new(FactKind.Number, number, null, default);

    public static FactValue Of(string? text) => text is null ? Missing : new(FactKind.Text, 0, text, default);

    public static FactValue Of(DateOnly day) => Of(Period.Day(day));

    public static FactValue Of(Period days) => new(FactKind.Date, 0, null, days);

    public static implicit operator FactValue(decimal number) => Of(number);

    public static implicit operator FactValue(int number) => Of(number);

    public static implicit operator FactValue(long number) => Of(number);

    public static implicit operator FactValue(string? text) => Of(text);

    public static implicit operator FactValue(DateOnly day) => Of(day);

    public static implicit operator FactValue(Period days) => Of(days);
}
