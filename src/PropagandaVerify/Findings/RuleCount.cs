namespace PropagandaVerify.Findings;

/// <summary>What a rule made of the tuples that it is about. Of a rule in a short form the counts are those of its check; findings about keys, which its other parts make, are counted apart.</summary>
/// <param name="Evaluated">How many tuples it looked at.</param>
/// <param name="Failed">How many of them fail, those included that a bound kept out of the report.</param>
/// <param name="Unknown">How many it could not decide, since a value is missing or in doubt.</param>
/// <param name="Beside">Findings of a short form beside its check, such as keys that one side alone has.</param>
public readonly record struct RuleCount(int Evaluated, int Failed, int Unknown, int Beside)
{
    /// <summary>How many of them hold.</summary>
    public int Passed => Evaluated - Failed - Unknown;

    /// <summary>How many of the checks that hold the report does not list.</summary>
    public int HoldingLeftOut { get; init; }

    /// <summary>How many of those that could not be decided it does not list.</summary>
    public int UnknownLeftOut { get; init; }

    /// <summary>All its findings, those included that a bound kept out of the report.</summary>
    public int Findings => Failed + Beside;

    public static RuleCount operator +(RuleCount a, RuleCount b) => new(a.Evaluated + b.Evaluated, a.Failed + b.Failed, a.Unknown + b.Unknown, a.Beside + b.Beside)
    {
        HoldingLeftOut = a.HoldingLeftOut + b.HoldingLeftOut,
        UnknownLeftOut = a.UnknownLeftOut + b.UnknownLeftOut,
    };
}
