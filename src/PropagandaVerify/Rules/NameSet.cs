namespace PropagandaVerify.Rules;

/// <summary>Some of the names of a rule's <c>for</c> and <c>with</c>, one bit each.</summary>
internal readonly record struct NameSet
{
    /// <summary>Most names of <c>for</c>, and most of <c>with</c>.</summary>
    public const int Most = 32;

    private readonly ulong bits;

    private NameSet(ulong bits) => this.bits = bits;

    public static NameSet None => default;

    public bool HasGroups => bits >> Most != 0;

    public bool IsEmpty => bits == 0;

    public static NameSet Of(bool isGroup, int slot) => new(1UL << (isGroup ? Most + slot : slot));

    public static NameSet operator |(NameSet a, NameSet b) => new(a.bits | b.bits);

    public bool Covers(NameSet other) => (other.bits & ~bits) == 0;

    public bool Meets(NameSet other) => (bits & other.bits) != 0;
}
