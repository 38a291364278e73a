using System.Globalization;

namespace PropagandaVerify.Rules;

/// <summary>How many findings of a rule are accepted, all together: a number, or a share of the tuples that it looks at. One more, and all of them count.</summary>
/// <param name="Value">The number, or the share in percent.</param>
/// <param name="IsShare">Whether it is a share.</param>
public sealed record FailureBound(decimal Value, bool IsShare)
{
    /// <summary>A whole number such as <c>5</c>, or a share such as <c>2 %</c>; null for anything else.</summary>
    public static FailureBound? Read(string text)
    {
        var isShare = text.TrimEnd().EndsWith('%');
        return decimal.TryParse(isShare ? text.TrimEnd()[..^1].TrimEnd() : text, isShare ? NumberStyles.AllowDecimalPoint : NumberStyles.None, CultureInfo.InvariantCulture, out var value) && (!isShare || value <= 100)
            ? new FailureBound(value, isShare) : null;
    }

    public bool Accepts(int failures, int evaluated) => failures <= (IsShare ? evaluated * Value / 100 : Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + (IsShare ? " %" : "");
}
