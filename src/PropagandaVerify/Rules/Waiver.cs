using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>What a rules file accepts: the findings of a rule at one place, in some files or of some rows, for a reason.</summary>
public sealed record Waiver
{
    /// <summary>The rule whose findings it is about.</summary>
    public required string Rule { get; init; }

    /// <summary>Why they are accepted.</summary>
    public required string Reason { get; init; }

    /// <summary>The file that holds it.</summary>
    public required Source Source { get; init; }

    /// <summary>The whole entry.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The files that it is about, seen from the folder of its own; null for all.</summary>
    public PathPattern? Path { get; init; }

    /// <summary>The key of the finding, with or without its number among those of a file that share it; null for any.</summary>
    public string? Key { get; init; }

    /// <summary>The words that the finding marks; null for any.</summary>
    public string? Words { get; init; }

    /// <summary>Columns of the row of a dataset that the finding is about, and their values.</summary>
    public IReadOnlyList<(string Column, string Value)> Row { get; init; } = [];

    /// <summary>The left side less the right; another imbalance is none that was accepted. Null for any.</summary>
    public decimal? Imbalance { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Author { get; init; }

    /// <summary>The last day on which it counts; null where it has none.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where the name of the rule stands.</summary>
    internal TextSpan RuleSpan { get; init; }
}
