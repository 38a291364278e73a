using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>What stands at a place, and what each rule made of it.</summary>
/// <param name="Place">The place asked about: a line or several, or an empty span for one column of it.</param>
/// <param name="Facts">The rows that stand there, the shortest first.</param>
/// <param name="Nearest">Where there are none, the nearest rows of the line.</param>
/// <param name="Figures">The figures there, with their state in the ledger.</param>
public sealed record PlaceExplanation(Place Place, IReadOnlyList<ExplainedFact> Facts, IReadOnlyList<ExplainedFact> Nearest, IReadOnlyList<ExplainedFigure> Figures)
{
    /// <summary>The trouble of the run, as in a report.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>A row of a relation, its columns, and the rules that read the relation, those that fired first.</summary>
public sealed record ExplainedFact(string Relation, Place Place, IReadOnlyList<ExplainedValue> Values, IReadOnlyList<ExplainedRule> Rules)
{
    /// <summary>The column that stands at the place asked about, where the row itself stands elsewhere.</summary>
    public string? Column { get; init; }
}

/// <summary>A column or an expression with the value that it had.</summary>
public sealed record ExplainedValue(string Name, string Value);

/// <summary>A figure, and the rules that decided about it or the reason why none did.</summary>
public sealed record ExplainedFigure(Place Place, FigureState State, IReadOnlyCollection<string> Rules, string Reason);

/// <summary>What one rule made of a row.</summary>
/// <param name="Rule">Its id, or the relation that it derives.</param>
/// <param name="Tuples">The tuples with that row that came nearest to a finding.</param>
/// <param name="Others">How many there are besides.</param>
/// <param name="Trouble">Why not all, or none, were looked at; null when they were.</param>
public sealed record ExplainedRule(string Rule, IReadOnlyList<ExplainedTuple> Tuples, int Others, string? Trouble)
{
    public Answer Answer => Tuples.Count > 0 ? Tuples.Min(t => t.Answer) : Answer.Unjoined;
}

/// <summary>What a rule made of one tuple of rows.</summary>
public sealed record ExplainedTuple
{
    public required Answer Answer { get; init; }

    /// <summary>The name in the rule under which the row takes part.</summary>
    public required string Role { get; init; }

    /// <summary>Whether that name is a group, so that the row is one of several.</summary>
    public bool IsMember { get; init; }

    /// <summary>The other rows of <c>for</c> that take part, where they stand somewhere.</summary>
    public IReadOnlyList<RelatedPlace> Partners { get; init; } = [];

    /// <summary>Severity and verdict of a finding or of what holds; null where nothing was judged.</summary>
    public Severity? Severity { get; init; }

    public Verdict? Verdict { get; init; }

    /// <summary>What the finding says.</summary>
    public string? Message { get; init; }

    /// <summary>The reckoning, one line each.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Why it could not be decided.</summary>
    public string? Why { get; init; }

    /// <summary>The check, the condition that was not met, or the equalities that found no row, as written in the rule.</summary>
    public string? Condition { get; init; }

    /// <summary>Whether the condition could not be decided, rather than being false.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The relation without a row to join.</summary>
    public string? Relation { get; init; }

    /// <summary>The values of what the condition reads.</summary>
    public IReadOnlyList<ExplainedValue> Operands { get; init; } = [];
}
