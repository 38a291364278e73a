using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Sessions;

/// <summary>What came of some rows of a rule: those of which nothing is to be said, those where one check holds, and what was said of the others.</summary>
internal sealed class WorkResult
{
    /// <summary>The rows in their order, and whether a check holds; null for those that the rule itself was asked about.</summary>
    public List<(int Slot, bool? Holds)> Rows { get; } = [];

    public Dictionary<int, RootResult> Asked { get; } = [];

    /// <summary>The rows that a derivation makes of each row asked about.</summary>
    public Dictionary<int, IReadOnlyList<Row>> Derived { get; } = [];
}

/// <summary>One rule at work in one thread.</summary>
internal sealed class SessionWork
{
    private readonly SessionRule rule;
    private readonly Batch batch;
    private readonly RowConditions conditions;
    private readonly IReadOnlyList<TruthVector> areThere;
    private readonly TruthVector? late;
    private readonly TruthVector? check;
    private readonly RuleRun run;
    private readonly FindingBuilder builder;
    private readonly IReadOnlyList<SessionTable> tables;
    private readonly SessionRow[] names;

    public SessionWork(SessionRule rule, SessionLane lane, SessionIndexes indexes, IReadOnlyList<SessionTable> tables, FindingBuilder builder, Limits limits)
    {
        (this.rule, this.tables, this.builder) = (rule, tables, builder);
        batch = lane.BatchOf(rule.Root.Schema.Name);
        conditions = lane.Conditions(rule.Rule);
        (areThere, late, check) = rule.Derived is null ? lane.Vectors(rule.Rule, rule.Reaches, rule.Uses) : ([], null, null);
        indexes.Know(rule.Rule, rule.Reaches, rule.Uses);
        var ledger = new Ledger();
        run = new RuleRun(rule.Rule, null, indexes, ledger, limits with { MaxHeldOutcomes = 0, MaxFindingsPerRule = int.MaxValue }, rows: new RowFactory(ledger));
        names = [.. rule.Rule.Rule.For.Select(f => new SessionRow(f.Name, f.Relation, []))];
    }

    /// <summary>Asks about rows; those that are there no longer have nothing said of them.</summary>
    /// <param name="slots">The rows, no more than a batch holds.</param>
    public WorkResult Evaluate(ReadOnlySpan<int> slots)
    {
        var result = new WorkResult();
        Span<int> there = stackalloc int[slots.Length];
        var count = 0;
        foreach (var slot in slots)
        {
            if (rule.Root.IsAlive(slot))
            {
                there[count++] = slot;
            }
            else
            {
                result.Rows.Add((slot, false));
            }
        }

        rule.Root.Load(batch, there[..count]);
        conditions.Update(batch);
        foreach (var isThere in areThere)
        {
            isThere.Update(batch);
        }

        late?.Update(batch);
        check?.Update(batch);
        var at = 0;
        for (var i = conditions.Next(batch, 0); i < batch.Count; i = conditions.Next(batch, i + 1))
        {
            for (; at < i; at++)
            {
                result.Rows.Add((there[at], false));
            }

            at = i + 1;
            Judge(result, i, there[i]);
        }

        for (; at < count; at++)
        {
            result.Rows.Add((there[at], false));
        }

        return result;
    }

    private void Judge(WorkResult result, int index, int slot)
    {
        var applies = Applies(index);
        if (applies is Truth.No or Truth.Missing)
        {
            result.Rows.Add((slot, false));
        }
        else if (applies == Truth.Yes && check?.Truths[index] == Truth.Yes)
        {
            result.Rows.Add((slot, true));
        }
        else
        {
            result.Rows.Add((slot, null));
            result.Asked.Add(slot, Ask(result, slot));
        }
    }

    // Where a key leads to several rows, what vectors say of the first of them decides nothing.
    private Truth Applies(int index)
    {
        var isOpen = false;
        foreach (var isThere in areThere)
        {
            if (isThere.Truths[index] == Truth.No)
            {
                return Truth.No;
            }

            isOpen |= isThere.Truths[index] == Truth.Open;
        }

        return isOpen ? Truth.Open : late is null ? Truth.Yes : late.Truths[index];
    }

    // A row that breaks the rule leaves the others alone.
    private RootResult Ask(WorkResult result, int slot)
    {
        run.Restart();
        string trouble;
        try
        {
            run.Over(rule.Root.RowOf(slot));
            if (rule.Derived is not null)
            {
                result.Derived.Add(slot, [.. run.DerivedRows]);
            }

            return new RootResult(run.Evaluated, run.Failed, rule.Derived is null ? run.Evaluated - run.DecidedCount : 0, [.. run.Outcomes.Where(o => o.Verdict.Fails() || o.Verdict == Verdict.Undecidable).Select(Found)]);
        }
        catch (BoundException e)
        {
            trouble = e.Message;
        }
        catch (Exception e) when (e is OverflowException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            trouble = $"it broke off: {e.Message}";
        }

        result.Derived.Remove(slot);
        var path = new List<long>();
        rule.Root.Path(slot, path);
        return new RootResult(1, 0, 1, [(new FindingId(rule.Order, [.. path]), new SessionFinding
        {
            Rule = rule.Rule.Rule.Id,
            Severity = rule.Rule.Rule.Severity,
            Verdict = Verdict.Undecidable,
            Message = "",
            Steps = [],
            Why = trouble,
            Rows = [names[0] with { Id = path }],
        })]);
    }

    private (FindingId, SessionFinding) Found(Outcome outcome)
    {
        var (severity, message, steps) = builder.Told(outcome);
        var whole = new List<long>();
        var rows = new SessionRow[names.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var identity = outcome.Frame.Rows[i].Identity;
            var from = whole.Count;
            tables[identity % tables.Count].Path(identity / tables.Count, whole);
            rows[i] = names[i] with { Id = whole[from..] };
        }

        return (new FindingId(rule.Order, [.. whole]), new SessionFinding
        {
            Rule = rule.Rule.Rule.Id,
            Severity = severity,
            Verdict = outcome.Verdict,
            Message = message,
            Steps = steps,
            Why = outcome.Why,
            Rows = rows,
            Row = Findings.RowKey.Of(outcome),
        });
    }
}
