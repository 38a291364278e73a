namespace PropagandaVerify.Rules;

/// <summary>How far a rule got with some rows, from nearest to a finding to farthest from it.</summary>
public enum Answer
{
    Fired,
    Undecided,
    Holds,

    /// <summary>They gave a row of a derived relation.</summary>
    Derived,

    /// <summary>A condition was false, or could not be decided.</summary>
    LeftOut,

    /// <summary>No row was found to join.</summary>
    Unjoined,
}
