using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Sessions;

/// <summary>A fact that takes part in a finding.</summary>
/// <param name="Name">The name under which its rule knows it.</param>
/// <param name="Relation">Its relation.</param>
/// <param name="Id">Its id; for a derived row the ids of the rows that it comes from and its number among those of them.</param>
public sealed record SessionRow(string Name, string Relation, IReadOnlyList<long> Id);

/// <summary>What a rule says against some facts, or that it cannot decide about them.</summary>
public sealed record SessionFinding
{
    public required string Rule { get; init; }

    public required Severity Severity { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>What is wrong, in a sentence; empty where the rule could not decide.</summary>
    public required string Message { get; init; }

    /// <summary>The arithmetic, line by line.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Why the rule could not decide; null where it could.</summary>
    public string? Why { get; init; }

    /// <summary>The facts bound to the names of <c>for</c>.</summary>
    public required IReadOnlyList<SessionRow> Rows { get; init; }

    /// <summary>The row that it is about, by its key; null where no key is declared.</summary>
    public RowKey? Row { get; init; }

    /// <summary>Whether the rule could not decide.</summary>
    public bool IsUndecided => Verdict == Verdict.Undecidable;

    /// <summary>Whether it says what another one of the same facts says, whose keys may have changed.</summary>
    internal bool Says(SessionFinding other) =>
        (Severity, Verdict, Message, Why) == (other.Severity, other.Verdict, other.Message, other.Why) && Steps.SequenceEqual(other.Steps)
        && (Row?.Columns ?? []).SequenceEqual(other.Row?.Columns ?? []);
}

/// <summary>A finding that is said otherwise than before.</summary>
public sealed record ChangedFinding(SessionFinding Before, SessionFinding After);

/// <summary>What became of the findings by some changes of facts. Each list is in the order of the rules and, for one rule, of the ids.</summary>
/// <param name="Version">The number of the state that it led to.</param>
/// <param name="Pending">About how many checks wait, since the work was cancelled; <see cref="Session.Settle"/> goes on with them.</param>
/// <param name="Diagnostics">Changes that were refused, and rules that were stopped.</param>
public sealed record SessionChange(int Version, IReadOnlyList<SessionFinding> Added, IReadOnlyList<ChangedFinding> Changed, IReadOnlyList<SessionFinding> Withdrawn, int Pending, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A state of a session that never changes, so that it can be read while the session goes on.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Findings">All findings and undecided checks, in the order of the rules and, for one rule, of the ids.</param>
/// <param name="Counts">What each rule made of the facts, in the order of the ids of the rules.</param>
/// <param name="Pending">About how many checks wait, so that the findings are not those of the facts yet.</param>
public sealed record SessionSnapshot(int Version, IEnumerable<SessionFinding> Findings, IReadOnlyDictionary<string, RuleCount> Counts, int Pending);

/// <summary>What happened in a session.</summary>
public enum SessionEventKind
{
    Inserted,
    Updated,
    Retracted,

    /// <summary>A rule was asked about a fact.</summary>
    Considered,

    /// <summary>A finding was added, or is said otherwise.</summary>
    Fired,

    /// <summary>A finding was withdrawn.</summary>
    Withdrawn,

    /// <summary>A rule derived rows from a fact, or other ones than before.</summary>
    Derived,
}

/// <summary>One thing that happened in a session, for whoever observes it.</summary>
/// <param name="Relation">The relation of the fact.</param>
/// <param name="Id">What names the fact.</param>
/// <param name="Rule">The rule; null where a fact came, changed or went.</param>
/// <param name="Why">The verdict or the sentence of the finding; null where there is none.</param>
public sealed record SessionEvent(SessionEventKind Kind, string Relation, IReadOnlyList<long> Id, string? Rule = null, string? Why = null);
