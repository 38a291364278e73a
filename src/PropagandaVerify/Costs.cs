using PropagandaVerify.Engine;

namespace PropagandaVerify;

/// <summary>What one rule cost in a run.</summary>
/// <param name="Rule">Its id, or the relation that it derives.</param>
/// <param name="Elapsed">How long it was evaluated.</param>
/// <param name="Rows">The rows it looked at in joins and groups, those left out by conditions included.</param>
/// <param name="Tuples">The tuples it judged.</param>
/// <param name="Findings">How many of them failed.</param>
public sealed record RuleCost(string Rule, TimeSpan Elapsed, long Rows, int Tuples, int Findings);

/// <summary>How long a stage took without the stages inside it.</summary>
public sealed record StageCost(string Stage, TimeSpan Elapsed);

/// <summary>What a run cost, measured with the clock lent to it.</summary>
/// <param name="Rules">The rules, slowest first.</param>
/// <param name="Stages">The stages, in the order in which they first ended.</param>
public sealed record RunCosts(IReadOnlyList<RuleCost> Rules, IReadOnlyList<StageCost> Stages);

/// <summary>Adds up what rules cost; without a clock it only passes results through.</summary>
internal sealed class RuleCosts(TimeProvider? time)
{
    private readonly Dictionary<string, RuleCost> costs = new(StringComparer.Ordinal);

    /// <summary>The costs so far, slowest first; rules of equal time by how much they looked at.</summary>
    public IReadOnlyList<RuleCost> Slowest => [.. costs.Values.OrderByDescending(c => c.Elapsed).ThenByDescending(c => c.Rows).ThenBy(c => c.Rule, StringComparer.Ordinal)];

    public RuleOutcome Of(string rule, Func<RuleOutcome> evaluate)
    {
        if (time is null)
        {
            return evaluate();
        }

        var start = time.GetTimestamp();
        var outcome = evaluate();
        var elapsed = time.GetElapsedTime(start);
        var before = costs.GetValueOrDefault(rule) ?? new RuleCost(rule, TimeSpan.Zero, 0, 0, 0);
        costs[rule] = new RuleCost(rule, before.Elapsed + elapsed, before.Rows + outcome.Looked, before.Tuples + outcome.Evaluated, before.Findings + outcome.Failed);
        return outcome;
    }
}
