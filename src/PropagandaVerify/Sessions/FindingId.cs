namespace PropagandaVerify.Sessions;

/// <summary>What names a finding of a session: the rule and the rows of its names, in whose order findings are.</summary>
internal readonly record struct FindingId(int Rule, long[] Path) : IComparable<FindingId>
{
    public int CompareTo(FindingId other) => Rule != other.Rule ? Rule.CompareTo(other.Rule) : Path.AsSpan().SequenceCompareTo(other.Path);

    public bool Equals(FindingId other) => Rule == other.Rule && Path.AsSpan().SequenceEqual(other.Path);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Rule);
        foreach (var part in Path)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }
}
