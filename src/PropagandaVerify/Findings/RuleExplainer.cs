using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Findings;

/// <summary>Puts the trace of a rule into its own words: messages, reckonings, conditions with their values.</summary>
internal sealed class RuleExplainer(CompiledRule rule, FindingBuilder findings, ValueFormat format)
{
    public ExplainedRule Explained(RuleTrace trace) => new(rule.Rule.Id, [.. trace.Nearest.Select(Explained)], trace.Others, trace.Trouble);

    private ExplainedTuple Explained(TupleTrace trace)
    {
        var operands = new ConditionOperands(rule, trace.Frame, format);
        var tuple = new ExplainedTuple
        {
            Answer = trace.Answer,
            Role = trace.Role,
            IsMember = trace.Joined[0].IsGroup,
            Partners = [.. trace.Joined.Skip(1).Select(s => (s.Name, trace.Frame.Rows[s.Slot].Place)).Where(p => p.Place is not null).Select(p => new RelatedPlace(p.Place!.Value, p.Name))],
        };
        switch (trace)
        {
            case { Missing: { } missing }:
                return tuple with
                {
                    Relation = missing.Schema.Name,
                    Condition = trace.Unmet.Count == 0 ? null : string.Join(" and ", trace.Unmet.Select(e => operands.Text(e.Whole.Source))),
                    Operands = [.. trace.Unmet.Select(e => e.Other.Source).SelectMany(operands.Sides)],
                };
            case { Condition: { } condition }:
                return tuple with { Condition = operands.Text(condition.Source), IsOpen = condition.Run(trace.Frame) is Value.Missing, Operands = operands.Of(condition.Source) };
            case { Answer: Answer.Derived }:
                return tuple;
            default:
                var outcome = trace.Outcome!;
                var (severity, message, steps) = findings.Told(outcome);
                var check = steps.Count == 0 ? operands : null;
                return tuple with
                {
                    Severity = severity,
                    Verdict = outcome.Verdict,
                    Message = trace.Answer == Answer.Fired ? message : null,
                    Steps = steps,
                    Why = outcome.Why,
                    Condition = check?.Text(rule.Check.Source),
                    Operands = check?.Of(rule.Check.Source) ?? [],
                };
        }
    }

}
