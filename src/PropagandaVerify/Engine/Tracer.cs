using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Engine;

/// <summary>Follows one rule over the tuples that hold a given row and keeps those that came nearest to a finding. It writes nothing to the ledger.</summary>
internal sealed class Tracer
{
    private const int MostKept = 3;

    private readonly CompiledRule rule;
    private readonly FactBase facts;
    private readonly Limits limits;
    private readonly Indexes shared;
    private readonly Ledger ledger;
    private readonly Frame frame;
    private readonly Dictionary<JoinStep, Dictionary<JoinKey, List<Row>>> indexes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IReadOnlyList<JoinStep>> plans = new(StringComparer.Ordinal);
    private readonly List<TupleTrace> nearest = [];
    private readonly HashSet<string> judged = new(StringComparer.Ordinal);
    private IReadOnlyList<JoinStep> plan = [];
    private TupleTrace? alone;
    private RuleRun run;
    private int tuples;
    private long looked;

    public Tracer(CompiledRule rule, FactBase facts, Indexes shared, Ledger ledger, Limits limits)
    {
        this.rule = rule;
        this.facts = facts;
        this.limits = limits;
        this.shared = shared;
        this.ledger = ledger;
        run = NewRun();
        frame = rule.NewFrame(facts.Document);
    }

    public RuleTrace Of(Row row)
    {
        nearest.Clear();
        judged.Clear();
        (tuples, looked, alone) = (0, 0, null);
        run = NewRun();
        string? trouble = null;
        try
        {
            foreach (var name in rule.Names.Where(n => n.Value.Schema.Name == row.Schema.Name).Select(n => n.Key))
            {
                Follow(name, row);
            }
        }
        catch (BoundException)
        {
            trouble = $"more than {limits.MaxTracedRows} rows would have to be looked at";
        }
        catch (Exception e) when (e is OverflowException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            trouble = $"it broke off: {e.Message}";
        }

        if (nearest.Count == 0 && alone is not null)
        {
            return new RuleTrace(rule, [alone], 0, trouble);
        }

        return new RuleTrace(rule, [.. nearest], tuples - nearest.Count, trouble);
    }

    // A run counts the rows that it looks at in groups, and the bound is that of one row asked about.
    private RuleRun NewRun() => new(rule, facts.Document, shared, ledger, limits with { MaxTuplesPerRule = limits.MaxTracedRows });

    private void Follow(string role, Row row)
    {
        if (!plans.TryGetValue(role, out var steps))
        {
            plans.Add(role, steps = JoinPlan.Of(rule, role));
        }

        plan = steps;
        Array.Clear(frame.Rows);
        Array.Clear(frame.Members);
        Put(plan[0], frame, row);
        Extend(0, 0);
    }

    private void Extend(int depth, int met)
    {
        foreach (var condition in plan[depth].Conditions)
        {
            Array.Clear(frame.Lets);
            if (!IsTrue(condition.Run(frame)))
            {
                Keep(Answer.LeftOut, met, frame, depth, t => t with { Condition = condition });
                return;
            }

            met++;
        }

        if (depth + 1 == plan.Count)
        {
            Judge(met);
            return;
        }

        var next = plan[depth + 1];
        var rows = Candidates(next);
        if (rows.Count == 0)
        {
            Keep(Answer.Unjoined, met, frame, depth, t => t with { Missing = next, Unmet = Unmet(next) });
        }

        foreach (var row in rows)
        {
            if (++looked > limits.MaxTracedRows)
            {
                throw new BoundException("rows");
            }

            Put(next, frame, row);
            Extend(depth + 1, met + next.Equalities.Count);
        }
    }

    private void Judge(int met)
    {
        // A row that takes part under two names brings the same tuple up twice.
        if (!judged.Add(string.Join(',', frame.Rows.Select(r => r.Identity))))
        {
            return;
        }

        var (outcome, unmet) = run.Trace(frame.Rows);
        if (IsPassedOver(outcome.Frame))
        {
            return;
        }

        var answer = unmet is not null ? Answer.LeftOut
            : rule.Derived is not null ? Answer.Derived
            : outcome.Verdict.Fails() ? Answer.Fired
            : outcome.Verdict == Verdict.Undecidable ? Answer.Undecided
            : Answer.Holds;
        var passed = unmet is null ? rule.Conditions.Count : rule.Conditions.TakeWhile(c => c != unmet).Count();
        Keep(answer, met + passed, outcome.Frame, plan.Count - 1, t => t with { Outcome = outcome, Condition = unmet });
    }

    // The equalities of a group bring up rows of which `previous` takes only the last.
    private bool IsPassedOver(Frame judged) =>
        plan[0].IsGroup && rule.With[plan[0].Slot].Previous is not null && !judged.Groups[plan[0].Slot].Rows.Any(r => r.Identity == frame.Members[plan[0].Slot]!.Identity);

    // A finding comes first; then what the rule says of the row itself, before what it says of others with the row in a group.
    private void Keep(Answer answer, int met, Frame at, int depth, Func<TupleTrace, TupleTrace> filled)
    {
        // That a row is not its own partner goes without saying, unless it has no other.
        if (answer == Answer.LeftOut && IsPairedWithItself(depth))
        {
            alone ??= Traced();
            return;
        }

        tuples++;
        var rank = Rank(answer, plan[0].IsGroup, met);
        var place = nearest.FindIndex(t => rank.CompareTo(Rank(t.Answer, t.Joined[0].IsGroup, t.Met)) < 0);
        place = place < 0 ? nearest.Count : place;
        if (place == MostKept)
        {
            return;
        }

        nearest.Insert(place, Traced());
        if (nearest.Count > MostKept)
        {
            nearest.RemoveAt(MostKept);
        }

        TupleTrace Traced()
        {
            var copy = at.Copy();
            frame.Members.CopyTo(copy.Members, 0);
            return filled(new TupleTrace(answer, plan[0].Name, copy, [.. plan.Take(depth + 1)], met));
        }
    }

    private bool IsPairedWithItself(int depth)
    {
        var given = plan[0].IsGroup ? frame.Members[plan[0].Slot]! : frame.Rows[plan[0].Slot];
        return plan.Skip(1).Take(depth).Any(s => frame.Rows[s.Slot].Identity == given.Identity);
    }

    private static (bool, bool, Answer, int) Rank(Answer answer, bool isMember, int met) => (answer != Answer.Fired, isMember, answer, -met);

    private IReadOnlyList<Row> Candidates(JoinStep step)
    {
        if (facts[step.Schema.Name] is not { } relation)
        {
            return [];
        }

        if (step.Equalities.Count == 0)
        {
            return relation.Rows;
        }

        if (!indexes.TryGetValue(step, out var index))
        {
            indexes.Add(step, index = Index(step, relation));
        }

        var key = new JoinKey([.. step.Equalities.Select(e => e.Other.Run(frame))]);
        return key.IsIncomplete ? [] : index.GetValueOrDefault(key) ?? [];
    }

    private Dictionary<JoinKey, List<Row>> Index(JoinStep step, Relation relation)
    {
        var index = new Dictionary<JoinKey, List<Row>>();
        var scratch = rule.NewFrame(facts.Document);
        foreach (var row in relation.Rows)
        {
            Put(step, scratch, row);
            var key = new JoinKey([.. step.Equalities.Select(e => e.Own.Run(scratch))]);
            if (!key.IsIncomplete)
            {
                if (!index.TryGetValue(key, out var rows))
                {
                    index.Add(key, rows = []);
                }

                rows.Add(row);
            }
        }

        return index;
    }

    private List<Equality> Unmet(JoinStep step)
    {
        var scratch = rule.NewFrame(facts.Document);
        var alone = step.Equalities.Where(e => e.Other.Run(frame) is var wanted && facts[step.Schema.Name]?.Rows.Any(row =>
        {
            Put(step, scratch, row);
            return Value.AreSame(e.Own.Run(scratch), wanted);
        }) is not true).ToList();
        return alone.Count > 0 ? alone : [.. step.Equalities];
    }

    private static void Put(JoinStep step, Frame target, Row row)
    {
        Array.Clear(target.Lets);
        if (step.IsGroup)
        {
            target.Members[step.Slot] = row;
        }
        else
        {
            target.Rows[step.Slot] = row;
        }
    }

    private static bool IsTrue(Value value) => value is Value.Judgement { IsTrue: true };
}
