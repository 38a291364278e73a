using System.Runtime.InteropServices;
using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Sessions;

/// <summary>One rule at work in one thread.</summary>
internal sealed class SessionWork
{
    private readonly SessionRule rule;
    private readonly Batch batch;
    private readonly RowConditions conditions;
    private readonly TruthVector[] areThere = [];
    private readonly Truth[] applies = new Truth[Batch.Size];
    private readonly TruthVector? late;
    private readonly TruthVector? check;
    private readonly RuleRun run;
    private readonly FindingBuilder builder;
    private readonly IReadOnlyList<SessionTable> tables;
    private readonly SessionRow[] names;
    private readonly RowMark[] marks = new RowMark[Batch.Size];

    public SessionWork(SessionRule rule, SessionLane lane, SessionIndexes indexes, IReadOnlyList<SessionTable> tables, FindingBuilder builder, Limits limits)
    {
        (this.rule, this.tables, this.builder) = (rule, tables, builder);
        batch = lane.BatchOf(rule.Root.Schema.Name);
        conditions = lane.Conditions(rule.Rule);
        if (rule.Derived is null)
        {
            (areThere, late, check) = lane.Vectors(rule.Rule, rule.Reaches, rule.Uses);
        }

        indexes.Know(rule.Rule, rule.Reaches, rule.Uses);
        var ledger = new Ledger();
        run = new RuleRun(rule.Rule, null, indexes, ledger, limits with { MaxHeldOutcomes = 0, MaxFindingsPerRule = int.MaxValue }, rows: new RowFactory(ledger));
        names = [.. rule.Rule.Rule.For.Select(f => new SessionRow(f.Name, f.Relation, []))];
    }

    /// <summary>What is known of each row of the batch that was evaluated last.</summary>
    public ReadOnlySpan<RowMark> Marks => marks;

    /// <summary>The rows of which more is said, or was said before, than that the check holds or that the rule is not about them; with what the rule said where it was asked itself.</summary>
    public List<(int Slot, RowMark Mark, RootResult? Said)> Others { get; } = [];

    /// <summary>How many checks hold more than before, but for those rows.</summary>
    public int Holding { get; private set; }

    /// <summary>The rows that a derivation makes of each row asked about.</summary>
    public Dictionary<int, IReadOnlyList<Row>> Derived { get; } = [];

    /// <summary>Forgets what came of the batches so far.</summary>
    public void Restart()
    {
        Others.Clear();
        Holding = 0;
        Derived.Clear();
    }

    /// <summary>Evaluates the rows of the batch at hand, and notes what is simply so.</summary>
    /// <param name="slots">Their slots.</param>
    public void Evaluate(ReadOnlySpan<int> slots)
    {
        conditions.Update(batch);
        late?.Update(batch);
        check?.Update(batch);
        foreach (var isThere in areThere)
        {
            isThere.Update(batch);
        }

        Join(slots.Length);
        Mark(slots.Length);
        Ask(slots);
        Note(slots);
    }

    // What conditions and check come to, row by row.
    private void Mark(int count)
    {
        var checks = check is null ? default : check.Truths.AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            marks[i] = applies[i] is not (Truth.Yes or Truth.Open) ? RowMark.None : applies[i] == Truth.Yes && !checks.IsEmpty && checks[i] == Truth.Yes ? RowMark.Holds : RowMark.Other;
        }
    }

    private void Ask(ReadOnlySpan<int> slots)
    {
        var all = MemoryMarshal.AsBytes(marks.AsSpan(0, slots.Length));
        for (var i = all.IndexOf((byte)RowMark.Other); i >= 0;)
        {
            Others.Add((slots[i], RowMark.Other, Ask(slots[i])));
            var next = all[(i + 1)..].IndexOf((byte)RowMark.Other);
            i = next < 0 ? -1 : i + 1 + next;
        }
    }

    // Rows that stand together, of which nothing else was said before, are noted together; those that were asked about stay as they are.
    private void Note(ReadOnlySpan<int> slots)
    {
        var chunk = rule.Marks.ChunkOf(slots);
        var now = marks.AsSpan(0, slots.Length);
        if (chunk >= 0 && rule.Marks.AllOf(chunk) is { } all and not RowMark.Other && RowMarks.AllOf(now) is { } alike and not RowMark.Other)
        {
            Holding += slots.Length * ((int)alike - (int)all);
            rule.Marks.Fill(chunk, alike);
            return;
        }

        var before = chunk < 0 ? [] : rule.Marks.Each(chunk)[..slots.Length];
        if (before.IsEmpty || before.Contains(RowMark.Other))
        {
            for (var i = 0; i < slots.Length; i++)
            {
                if (marks[i] != RowMark.Other)
                {
                    Note(slots[i], marks[i]);
                }
            }

            return;
        }

        for (var i = 0; i < before.Length; i++)
        {
            if (now[i] != RowMark.Other)
            {
                Holding += (int)now[i] - (int)before[i];
                before[i] = now[i];
            }
        }
    }

    /// <summary>Notes rows that went.</summary>
    public void Drop(ReadOnlySpan<int> slots)
    {
        foreach (var slot in slots)
        {
            Note(slot, RowMark.None);
        }
    }

    private void Note(int slot, RowMark mark)
    {
        var before = rule.Marks[slot];
        if (before == RowMark.Other)
        {
            Others.Add((slot, mark, null));
        }
        else if (before != mark)
        {
            Holding += (int)mark - (int)before;
            rule.Marks[slot] = mark;
        }
    }

    // Whether the rule is about each row, condition after condition; a row that one says no to is done with.
    private void Join(int count)
    {
        if (conditions.Known is { } known)
        {
            known.AsSpan(0, count).CopyTo(applies);
            for (var i = Open(count, 0); i < count; i = Open(count, i + 1))
            {
                applies[i] = conditions.Hold(batch.RowOf(i)) ? Truth.Yes : Truth.No;
            }
        }
        else
        {
            Array.Fill(applies, conditions.AreNone ? Truth.Yes : Truth.No, 0, count);
            for (var i = conditions.AreNone ? count : conditions.Next(batch, 0); i < count; i = conditions.Next(batch, i + 1))
            {
                applies[i] = Truth.Yes;
            }
        }

        // Where a key leads to several rows, what vectors say of the first of them decides nothing.
        foreach (var isThere in areThere)
        {
            for (var i = 0; i < count; i++)
            {
                applies[i] = isThere.Truths[i] == Truth.No || applies[i] is Truth.No or Truth.Missing ? Truth.No : isThere.Truths[i] == Truth.Open ? Truth.Open : applies[i];
            }
        }

        for (var i = 0; late is not null && i < count; i++)
        {
            applies[i] = applies[i] == Truth.Yes ? late.Truths[i] : applies[i];
        }
    }

    // The first row from one on about which the conditions are open; their number where there is none.
    private int Open(int count, int from) => MemoryMarshal.AsBytes(applies.AsSpan(from, count - from)).IndexOf((byte)Truth.Open) is >= 0 and var ahead ? from + ahead : count;

    // A row that breaks the rule leaves the others alone.
    private RootResult Ask(int slot)
    {
        run.Restart();
        string trouble;
        try
        {
            run.Over(rule.Root.RowOf(slot));
            if (rule.Derived is not null)
            {
                Derived.Add(slot, [.. run.DerivedRows]);
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

        Derived.Remove(slot);
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
