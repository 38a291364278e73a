using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Engine;

/// <summary>
/// Evaluates rules over a fact base. Joins go through hash indexes that rules share; groups with one key are built once, and so are
/// the aggregates over them.
/// </summary>
/// <param name="summed">Gives the groups of relations whose rows are not all held; null for the others.</param>
internal sealed class Evaluator(FactBase facts, Ledger ledger, Limits limits, Func<Access, Frame, RowGroup?>? summed = null)
{
    private readonly Indexes indexes = new(facts, summed);

    /// <summary>Works out a derived relation and adds it to the facts, for the rules behind it.</summary>
    public RuleOutcome Derive(CompiledRule rule, RowFactory rows)
    {
        var run = new RuleRun(rule, facts.Document, indexes, ledger, limits, rows: rows);
        var trouble = Attempt(run);
        facts.Add(new Relation(rule.Derived!.Value.Schema, run.DerivedRows));
        return new RuleOutcome(rule, [], run.Evaluated, 0, run.Looked, trouble);
    }

    /// <summary>Evaluates one rule; a rule that throws or goes over its bound is reported and leaves the others alone.</summary>
    /// <param name="only">The rows of its first name that it is about; null for all.</param>
    public RuleOutcome Evaluate(CompiledRule rule, IReadOnlySet<int>? only = null)
    {
        var run = new RuleRun(rule, facts.Document, indexes, ledger, limits, only: only);
        var trouble = Attempt(run);
        return new RuleOutcome(rule, run.Outcomes, run.Evaluated, run.Failed, run.Looked, trouble) { Decided = run.DecidedCount };
    }

    /// <summary>What to ask about single rows once all rules have been evaluated.</summary>
    public Tracer Tracer(CompiledRule rule) => new(rule, facts, indexes, ledger, limits);

    private static string? Attempt(RuleRun run)
    {
        try
        {
            run.Join(0);
            return null;
        }
        catch (BoundException e)
        {
            return e.Message;
        }
        catch (Exception e) when (e is OverflowException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            return $"it broke off: {e.Message}";
        }
    }

    /// <summary>Judges the rows of an outcome anew with an edit made to them; null when the rule says nothing about them any more.</summary>
    public Verdict? Reconsider(Outcome outcome, RowEdit edit)
    {
        try
        {
            return new RuleRun(outcome.Rule, facts.Document, indexes, ledger, limits, edit).Reconsider(outcome);
        }
        catch (Exception e) when (e is BoundException or OverflowException or InvalidOperationException)
        {
            return Verdict.Undecidable;
        }
    }
}
