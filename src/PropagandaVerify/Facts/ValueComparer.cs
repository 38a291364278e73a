namespace PropagandaVerify.Facts;

/// <summary>Compares values as <c>=</c> does, for keys and for distinct values.</summary>
internal sealed class ValueComparer : IEqualityComparer<Value>
{
    public static ValueComparer Instance { get; } = new();

    public bool Equals(Value? a, Value? b) => a is not null && b is not null && Value.AreSame(a, b);

    public int GetHashCode(Value value) => value.KeyHash();
}

/// <summary>The values that a join compares, as one key.</summary>
internal readonly struct JoinKey(Value[] values) : IEquatable<JoinKey>
{
    private readonly Value[] values = values;

    /// <summary>Whether a part is missing; such a key joins nothing.</summary>
    public bool IsIncomplete => Array.Exists(values, v => v is Value.Missing);

    public bool Equals(JoinKey other)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!Value.AreSame(values[i], other.values[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is JoinKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value.KeyHash());
        }

        return hash.ToHashCode();
    }
}
