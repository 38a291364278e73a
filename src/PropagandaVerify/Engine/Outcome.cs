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
internal sealed record Outcome(CompiledRule Rule, Verdict Verdict, Value.Judgement? Judgement, Frame Frame, string? Why);

/// <summary>The outcomes of one rule, those that fail and those that hold, and how many tuples it looked at.</summary>
internal sealed record RuleOutcome(CompiledRule Rule, IReadOnlyList<Outcome> Outcomes, int Evaluated, int Failed, string? Trouble);
