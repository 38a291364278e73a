using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>A place where what is written cannot be right, with the arithmetic that shows it.</summary>
public sealed record Finding
{
    public required string Rule { get; init; }

    public required Severity Severity { get; init; }

    public required Verdict Verdict { get; init; }

    public required string Message { get; init; }

    /// <summary>Where the reader should look first.</summary>
    public required Place Place { get; init; }

    /// <summary>The other places that take part.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    public required Working Working { get; init; }

    /// <summary>Single edits that would make the rule hold, likeliest first.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];
}

/// <summary>Another place that takes part in a finding, and in what part.</summary>
public sealed record RelatedPlace(Place Place, string Note);

/// <summary>One operand or side of a comparison.</summary>
/// <param name="Name">Its expression in the rule.</param>
/// <param name="Text">The value in words.</param>
/// <param name="Value">The exact value; null for what is no number.</param>
/// <param name="Low">The least it may mean; null when unbounded.</param>
/// <param name="High">The most it may mean; null when unbounded.</param>
/// <param name="Unit">Its unit, empty when none is stated.</param>
/// <param name="Place">Where it stands; null for what was reckoned.</param>
public sealed record Operand(string Name, string Text, decimal? Value, decimal? Low, decimal? High, string Unit, Place? Place);

/// <summary>How a verdict came about.</summary>
public sealed record Working
{
    public static Working None { get; } = new();

    /// <summary>The reckoning, one line each, ready to read.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    public Operand? Left { get; init; }

    public Operand? Right { get; init; }

    /// <summary>The distance between the two sides.</summary>
    public decimal? Difference { get; init; }

    /// <summary>The distance that the written precision and the rule's tolerance explain; null when unbounded.</summary>
    public decimal? Allowed { get; init; }

    public IReadOnlyList<Operand> Operands { get; init; } = [];
}

/// <summary>A likely correction. Without a replacement it only says what is missing.</summary>
public sealed record Repair(string Reason, Place? Place, string? Replacement);

/// <summary>An assertion that was looked at and holds, or that could not be decided.</summary>
public sealed record Checked(string Rule, Verdict Verdict, Place? Place, IReadOnlyList<string> Steps, string? Why);
