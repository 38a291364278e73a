using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Sessions;

/// <summary>What came of the rows of a batch for one rule.</summary>
/// <param name="marks">What is known of each; see <see cref="RowMark"/>.</param>
internal sealed class WorkResult(RowMark[] marks)
{
    public RowMark[] Marks => marks;

    /// <summary>What the rule said where it was asked itself.</summary>
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

    /// <summary>Asks about the rows of the batch at hand.</summary>
    /// <param name="slots">Their slots.</param>
    public WorkResult Evaluate(ReadOnlySpan<int> slots)
    {
        var result = new WorkResult(new RowMark[slots.Length]);
        conditions.Update(batch);
        late?.Update(batch);
        check?.Update(batch);
        foreach (var isThere in areThere)
        {
            isThere.Update(batch);
        }

        if (check is not null && late is null && areThere.Count == 0 && (conditions.AreNone || conditions.Known is not null))
        {
            Simple(result, slots);
            return result;
        }

        for (var i = conditions.Next(batch, 0); i < slots.Length; i = conditions.Next(batch, i + 1))
        {
            var applies = Applies(i);
            if (applies is Truth.No or Truth.Missing)
            {
                continue;
            }

            if (applies == Truth.Yes && check?.Truths[i] == Truth.Yes)
            {
                result.Marks[i] = RowMark.Holds;
            }
            else
            {
                result.Marks[i] = RowMark.Other;
                result.Asked.Add(slots[i], Ask(result, slots[i]));
            }
        }

        return result;
    }

    // Most rules have a condition and a check that vectors tell, and most rows pass.
    private void Simple(WorkResult result, ReadOnlySpan<int> slots)
    {
        var (known, checks, marks) = (conditions.Known, check!.Truths, result.Marks);
        for (var i = 0; i < slots.Length; i++)
        {
            var applies = known is null ? Truth.Yes : known[i];
            if (applies == Truth.Yes && checks[i] == Truth.Yes)
            {
                marks[i] = RowMark.Holds;
            }
            else if (applies == Truth.Yes || (applies == Truth.Open && conditions.Hold(batch.RowOf(i))))
            {
                marks[i] = RowMark.Other;
                result.Asked.Add(slots[i], Ask(result, slots[i]));
            }
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
