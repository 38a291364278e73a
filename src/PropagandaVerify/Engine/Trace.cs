using PropagandaVerify.Rules;

namespace PropagandaVerify.Engine;

/// <summary>What a rule made of one tuple that holds the row asked about, or of the part of a tuple that could be joined.</summary>
/// <param name="Answer">How far it got.</param>
/// <param name="Role">The name of <c>for</c> or <c>with</c> under which the row takes part.</param>
/// <param name="Frame">The rows; only those of <paramref name="Joined"/> are there.</param>
/// <param name="Joined">The names that are bound.</param>
/// <param name="Met">How many conditions were met on the way.</param>
internal sealed record TupleTrace(Answer Answer, string Role, Frame Frame, IReadOnlyList<JoinStep> Joined, int Met)
{
    /// <summary>The verdict, for a tuple that was judged.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The condition that was not met, for one that was left out.</summary>
    public Bound? Condition { get; init; }

    /// <summary>The step that found no row, for one that was not joined.</summary>
    public JoinStep? Missing { get; init; }

    /// <summary>The equalities of that step that no row of its relation meets by itself; all of them when only together they find none.</summary>
    public IReadOnlyList<Equality> Unmet { get; init; } = [];
}

/// <summary>What a rule made of the tuples that hold one row.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Nearest">The tuples nearest to a finding, nearest first.</param>
/// <param name="Others">How many there are besides.</param>
/// <param name="Trouble">Why not all tuples were looked at; null when they were.</param>
internal sealed record RuleTrace(CompiledRule Rule, IReadOnlyList<TupleTrace> Nearest, int Others, string? Trouble);
