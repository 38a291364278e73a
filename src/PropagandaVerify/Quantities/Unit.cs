namespace PropagandaVerify.Quantities;

/// <summary>A unit as a fraction of names, such as <c>CNY</c> or <c>USD/CNY</c>. The default is "unstated", which agrees with every unit.</summary>
public readonly record struct Unit
{
    private readonly string? over;
    private readonly string? under;

    private Unit(string? over, string? under)
    {
        this.over = string.IsNullOrEmpty(over) ? null : over;
        this.under = string.IsNullOrEmpty(under) ? null : under;
    }

    public static Unit None => default;

    public static Unit Percent { get; } = new("%", null);

    public bool IsStated => over is not null || under is not null;

    public static Unit Of(string? name) => new(name, null);

    public static Unit Ratio(string over, string under) => new(over, under);

    public static Unit operator *(Unit a, Unit b) => Cancelled(Names(a.over).Concat(Names(b.over)), Names(a.under).Concat(Names(b.under)));

    public static Unit operator /(Unit a, Unit b) => a * new Unit(b.under, b.over);

    /// <summary>Whether figures in the two units may be added or compared.</summary>
    public bool AgreesWith(Unit other) => this == other || !IsStated || !other.IsStated;

    public override string ToString() => under is null ? over ?? "" : $"{over ?? "1"}/{under}";

    private static string[] Names(string? product) => product?.Split('·') ?? [];

    private static Unit Cancelled(IEnumerable<string> over, IEnumerable<string> under)
    {
        var left = over.Order(StringComparer.Ordinal).ToList();
        var kept = under.Order(StringComparer.Ordinal).Where(name => !left.Remove(name)).ToList();
        return new Unit(string.Join('·', left), string.Join('·', kept));
    }
}
