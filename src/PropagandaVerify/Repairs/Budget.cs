namespace PropagandaVerify.Repairs;

/// <summary>The work that a diagnosis may do, in rows looked at; what is left when it is spent goes without repairs, which is said.</summary>
internal sealed class Budget(long rows)
{
    private long left = rows;

    public bool IsSpent => left <= 0;

    public void Spend(long rows) => left -= rows;
}
