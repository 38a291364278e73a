using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Engine;

/// <summary>What a rule said about one tuple of rows.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Verdict">Its verdict under the reading that came closest to holding.</param>
/// <param name="Judgement">The comparison that decided, for a verdict that fails or shows.</param>
/// <param name="Frame">The rows, under that reading.</param>
/// <param name="Why">Why it could not be decided.</param>
internal sealed record Outcome(CompiledRule Rule, Verdict Verdict, Value.Judgement? Judgement, Frame Frame, string? Why)
{
    /// <summary>The one of two readings that came closer to holding. Undecidable beats every failure; among failures the smallest relative miss does.</summary>
    public Outcome CloserOf(Outcome other)
    {
        if (Verdict == Verdict.Undecidable || other.Verdict == Verdict.Undecidable)
        {
            return Verdict == Verdict.Undecidable ? this : other;
        }

        return other.Verdict < Verdict || (other.Verdict == Verdict && other.Miss() < Miss()) ? other : this;
    }

    private Rational Miss() =>
        Judgement is { Left: Value.Number { Quantity: var a }, Right: Value.Number { Quantity: var b } } && a.Value.Sign != 0 && b.Value.Sign != 0
            ? Rational.Abs(a.Value / b.Value) is var ratio && ratio < 1 ? 1 / ratio : ratio
            : decimal.MaxValue;
}

/// <summary>The outcomes of one rule, those that fail and those that hold, how many tuples it judged and how many rows it looked at.</summary>
internal sealed record RuleOutcome(CompiledRule Rule, IReadOnlyList<Outcome> Outcomes, int Evaluated, int Failed, long Looked, string? Trouble)
{
    /// <summary>How many of the tuples it could decide about.</summary>
    public int Decided { get; init; }
}
