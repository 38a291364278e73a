namespace PropagandaVerify.Findings;

/// <summary>Where it is said that a finding does not count.</summary>
public enum SuppressionKind
{
    /// <summary>In the draft itself, by a comment.</summary>
    InSource,

    /// <summary>In a rules file, by a waiver.</summary>
    Configuration,

    /// <summary>In the rule, which accepts so many findings.</summary>
    Threshold,

    /// <summary>In a baseline, which names what was known before.</summary>
    Baseline,

    /// <summary>In a former state of its dataset, whose rows that it is about have not changed since.</summary>
    Unchanged,
}

/// <summary>Why a finding stays in the reports but does not count.</summary>
/// <param name="Kind">Where that is said.</param>
/// <param name="Reason">The reason given; empty for a baseline and a former state, which give none.</param>
public sealed record Suppression(SuppressionKind Kind, string Reason)
{
    /// <summary>The last day on which it counts; null where it has none.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Who answers for it; null where nobody is named.</summary>
    public string? Author { get; init; }

    /// <summary>The file that says so, with line and column where it has lines, or the name of a former state.</summary>
    public required string Where { get; init; }

    /// <summary>The same for people: "suppressed until 2027-01-31 by N. N. (draft.md:4:1): the reason".</summary>
    public string Told => Kind switch
    {
        SuppressionKind.Baseline => $"known before ({Where})",
        SuppressionKind.Unchanged => $"its rows are as in {Where}",
        _ => $"{(Kind switch { SuppressionKind.InSource => "ignored", SuppressionKind.Threshold => "accepted", _ => "waived" })}{(Until is { } day ? $" until {day:yyyy-MM-dd}" : "")}{(Author is { } author ? $" by {author}" : "")} ({Where}): {Reason}",
    };
}
