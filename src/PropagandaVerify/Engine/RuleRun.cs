using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Engine;

/// <summary>A bound of the run was hit; the rule ends with a diagnostic.</summary>
internal sealed class BoundException(string message) : Exception(message);

/// <summary>One rule at work over one fact base.</summary>
internal sealed class RuleRun
{
    private readonly CompiledRule rule;
    private readonly RowEdit? edit;
    private readonly RowFactory? rows;
    private readonly IReadOnlySet<int>? only;
    private readonly Indexes indexes;
    private readonly Ledger ledger;
    private readonly Limits limits;
    private readonly Frame frame;
    private readonly HashSet<(RowGroup, int, bool)> accounted = [];

    public RuleRun(CompiledRule rule, Row? document, Indexes indexes, Ledger ledger, Limits limits, RowEdit? edit = null, RowFactory? rows = null, IReadOnlySet<int>? only = null)
    {
        this.only = only;
        this.rule = rule;
        this.edit = edit;
        this.rows = rows;
        this.indexes = indexes;
        this.ledger = ledger;
        this.limits = limits;
        frame = rule.NewFrame(document);
    }

    public List<Outcome> Outcomes { get; } = [];

    /// <summary>The rows of a rule that derives.</summary>
    public List<Row> DerivedRows { get; } = [];

    public int Evaluated { get; private set; }

    public int Failed { get; private set; }

    /// <summary>How many tuples it could decide about.</summary>
    public int DecidedCount { get; private set; }

    /// <summary>How many rows it looked at, in joins and in groups.</summary>
    public long Looked { get; private set; }

    /// <summary>Evaluates the rule over a row of its first name that meets the conditions on it alone; whether it failed for some tuple.</summary>
    public bool Over(Row row)
    {
        var before = Failed;
        frame.Rows[0] = row;
        Array.Clear(frame.Lets);
        Join(1);
        return Failed > before;
    }

    /// <summary>Forgets what it found and counted.</summary>
    public void Restart()
    {
        Outcomes.Clear();
        DerivedRows.Clear();
        accounted.Clear();
        (Evaluated, Failed, DecidedCount, Looked) = (0, 0, 0, 0);
    }

    /// <summary>Whether a row meets the conditions of the first name on it alone.</summary>
    public bool Meets(Row row)
    {
        frame.Rows[0] = row;
        Array.Clear(frame.Lets);
        var access = rule.For[0];
        return access.Filters.All(f => IsTrue(f.Run(frame))) && Enumerable.Range(0, access.InnerKey.Count).All(i => Value.AreSame(access.InnerKey[i].Run(frame), access.OuterKey[i].Run(frame)));
    }

    public void Join(int depth)
    {
        if (depth == rule.For.Count)
        {
            Tuple();
            return;
        }

        var access = rule.For[depth];
        foreach (var row in indexes.Candidates(access, frame, f => f.Rows))
        {
            if (depth == 0 && only?.Contains(row.Identity) == false)
            {
                continue;
            }

            Count();
            frame.Rows[depth] = row;

            // What `let` names was worked out for the row before.
            Array.Clear(frame.Lets);
            if (access.Filters.All(f => IsTrue(f.Run(frame))))
            {
                Join(depth + 1);
            }
        }
    }

    /// <summary>The verdict about the rows of an earlier outcome with an edit made to them; null when the rule says nothing about them any more.</summary>
    public Verdict? Reconsider(Outcome outcome)
    {
        for (var i = 0; i < frame.Rows.Length; i++)
        {
            if (edit!.Of(outcome.Frame.Rows[i]) is not { } row)
            {
                return null;
            }

            frame.Rows[i] = row;
        }

        // Where the conditions no longer hold, the check may; a rule that only looks away approves of nothing.
        Fill(frame);
        return Applies(frame) ? Decide(frame).Verdict : Judge(frame).Verdict is var verdict and (Verdict.Holds or Verdict.Display) ? verdict : null;
    }

    /// <summary>What the rule says about rows that were joined elsewhere, and the condition over groups that leaves them out, if one does. The ledger learns nothing of it.</summary>
    public (Outcome Outcome, Bound? Unmet) Trace(Row[] joined)
    {
        joined.CopyTo(frame.Rows, 0);
        Fill(frame);
        var unmet = rule.Conditions.FirstOrDefault(c => !IsTrue(c.Run(frame)));
        var outcome = unmet is null ? Decided() : new Outcome(rule, Verdict.Undecidable, null, frame, null);
        return (outcome.Frame == frame ? outcome with { Frame = frame.Copy() } : outcome, unmet);
    }

    private void Tuple()
    {
        Fill(frame);
        if (!rule.Conditions.All(c => IsTrue(c.Run(frame))))
        {
            return;
        }

        Evaluated++;
        if (rule.Derived is var (schema, columns))
        {
            Derive(schema, columns);
            return;
        }

        var outcome = Decided();
        Account(outcome);
        DecidedCount += outcome.Verdict == Verdict.Undecidable ? 0 : 1;
        if (outcome.Verdict.Fails())
        {
            Block(outcome);
            Failed++;
        }

        // What could not be decided is kept apart from what holds, which would crowd it out.
        if (outcome.Verdict.Fails() ? Failed <= limits.MaxFindingsPerRule : outcome.Verdict == Verdict.Undecidable ? Evaluated - DecidedCount <= limits.MaxFindingsPerRule : DecidedCount - Failed <= limits.MaxHeldOutcomes)
        {
            Outcomes.Add(outcome with { Frame = outcome.Frame == frame ? frame.Copy() : outcome.Frame });
        }
    }

    // A column that only passes a value on keeps its place and its number in the ledger, so that findings and repairs reach back to what was written.
    private void Derive(Schema schema, IReadOnlyList<Bound> columns)
    {
        if (DerivedRows.Count == limits.MaxDerivedRows)
        {
            throw new BoundException($"it derives more than {limits.MaxDerivedRows} rows; narrow `where`");
        }

        var values = new Value[columns.Count];
        var places = new Place?[columns.Count];
        var figures = new int[columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = columns[i].Run(frame);
            figures[i] = Row.NoFigure;
            if (values[i] is Value.RowRef { Row: var row })
            {
                places[i] = row.Place;
            }
            else if (columns[i].Source is Expression.Column column && rule.Names.TryGetValue(column.Owner.Text, out var name) && !name.IsGroup)
            {
                var at = name.Schema.IndexOf(column.Path);
                places[i] = frame.Rows[name.Slot].PlaceOf(at);
                figures[i] = frame.Rows[name.Slot].FigureOf(at);
            }
        }

        DerivedRows.Add(rows!.Make(schema, values, Array.Find(values, v => v is Value.RowRef) is Value.RowRef { Row.Place: { } whole } ? whole : places.FirstOrDefault(p => p is not null) ?? frame.Rows[0].Place, places, figures));
    }

    private void Fill(Frame target)
    {
        Array.Clear(target.Lets);
        for (var g = 0; g < rule.With.Count; g++)
        {
            var group = indexes.Group(rule.With[g], target, Count);
            target.Groups[g] = edit?.Over(group) is { } edited ? Belonging(rule.With[g], group, edited, target) : group;
        }
    }

    // An edited row must still be one of the group's; where it would leave it, or join another, nothing can be said.
    private static RowGroup Belonging(Access access, RowGroup group, RowGroup edited, Frame target)
    {
        var before = group.Rows.ToHashSet<Row>(ReferenceEqualityComparer.Instance);
        foreach (var row in edited.Rows.Where(r => !before.Contains(r)))
        {
            target.Members[access.Slot] = row;
            if (!access.Filters.All(f => IsTrue(f.Run(target))) || !Enumerable.Range(0, access.InnerKey.Count).All(i => Value.AreSame(access.InnerKey[i].Run(target), access.OuterKey[i].Run(target)))
                || (access.Previous is var (inner, _) && !Value.AreSame(inner.Run(target), Indexes.ValueOf(inner, access, target, group.Rows[0]))))
            {
                throw new BoundException("the edited row belongs elsewhere");
            }
        }

        target.Members[access.Slot] = null;
        return edited;
    }

    private Outcome Decided() => InConflict() is { } conflict ? new Outcome(rule, Verdict.Undecidable, null, frame, conflict) : Decide(frame);

    private Outcome Decide(Frame target)
    {
        var outcome = Judge(target);
        return outcome.Verdict.Fails() || outcome.Verdict == Verdict.Undecidable ? BestReading(outcome) : outcome;
    }

    // What an operand is, is not known while two places disagree about it; one alarm about that is enough.
    private string? InConflict()
    {
        if (rule.Blocks.Count > 0)
        {
            return null;
        }

        if (!ledger.HasConflicts)
        {
            return null;
        }

        foreach (var use in rule.Figures)
        {
            var rows = use.IsGroup ? frame.Groups[use.Slot].Rows : [frame.Rows[use.Slot]];
            foreach (var row in rows)
            {
                if (row.FigureOf(use.Column) is var figure && figure != Row.NoFigure && ledger.ConflictOf(figure) is { } conflict)
                {
                    return conflict;
                }
            }
        }

        return null;
    }

    private Outcome Judge(Frame target)
    {
        try
        {
            return rule.Check.Run(target) switch
            {
                Value.Judgement j => new Outcome(rule, j.Verdict, j, target, null),
                Value.Missing m => new Outcome(rule, Verdict.Undecidable, null, target, m.Why),
                _ => new Outcome(rule, Verdict.Undecidable, null, target, "the check has no truth"),
            };
        }
        catch (OverflowException)
        {
            return new Outcome(rule, Verdict.Undecidable, null, target, $"a number grew beyond {Rational.MostBits} bits");
        }
    }

    // A text that is right under one reading is right. If none is, one that cannot be decided keeps the rule from failing.
    private Outcome BestReading(Outcome first)
    {
        var ambiguous = frame.Rows.Where(r => r.Readings.Count > 0).DistinctBy(r => r.Identity).ToList();
        var grouped = frame.Groups.SelectMany(g => g.Rows).Where(r => r.Readings.Count > 0 && !ambiguous.Exists(a => a.Identity == r.Identity)).DistinctBy(r => r.Identity);
        ambiguous.AddRange(grouped);
        if (ambiguous.Count == 0)
        {
            return first;
        }

        var combinations = ambiguous.Aggregate(1L, (n, r) => Math.Min(long.MaxValue / 64, n) * (r.Readings.Count + 1));
        var own = frame.Rows.Where(r => r.Readings.Count > 0).DistinctBy(r => r.Identity).ToList();
        if (combinations > limits.MaxReadings)
        {
            // The rows in question come first; the others keep their likeliest reading.
            ambiguous = own;
            combinations = own.Aggregate(1L, (n, r) => n * (r.Readings.Count + 1));
            if (combinations > limits.MaxReadings)
            {
                return first with { Verdict = Verdict.Undecidable, Judgement = null, Why = $"the words have more than {limits.MaxReadings} readings" };
            }
        }

        var best = first;
        for (var n = 1L; n < combinations; n++)
        {
            var outcome = Read(ambiguous, n);
            if (outcome is null || !(outcome.Verdict.Fails() || outcome.Verdict == Verdict.Undecidable))
            {
                return outcome ?? first with { Verdict = Verdict.Holds, Judgement = null };
            }

            best = best.CloserOf(outcome);
        }

        return best;
    }

    private Outcome? Read(List<Row> ambiguous, long combination)
    {
        var chosen = new Dictionary<int, Row>();
        foreach (var row in ambiguous)
        {
            var reading = (int)(combination % (row.Readings.Count + 1));
            combination /= row.Readings.Count + 1;
            chosen[row.Identity] = reading == 0 ? row : row.WithReading(reading - 1);
        }

        var copy = frame.Copy();
        for (var i = 0; i < copy.Rows.Length; i++)
        {
            copy.Rows[i] = chosen.GetValueOrDefault(copy.Rows[i].Identity, copy.Rows[i]);
        }

        // Groups are gathered anew, since their conditions may read the rows; members in doubt take their chosen reading.
        Fill(copy);
        for (var g = 0; g < copy.Groups.Length; g++)
        {
            if (copy.Groups[g].Rows.Any(r => chosen.ContainsKey(r.Identity)))
            {
                copy.Groups[g] = new RowGroup([.. copy.Groups[g].Rows.Select(r => chosen.GetValueOrDefault(r.Identity, r))]);
            }
        }

        return Applies(copy) ? Judge(copy) : null;
    }

    // Whether the rule is about these rows at all, now that some read otherwise.
    private bool Applies(Frame target) =>
        rule.For.All(a => a.Filters.All(f => IsTrue(f.Run(target)))
            && Enumerable.Range(0, a.InnerKey.Count).All(i => Value.AreSame(a.InnerKey[i].Run(target), a.OuterKey[i].Run(target))))
        && rule.Conditions.All(c => IsTrue(c.Run(target)));

    private void Account(Outcome outcome)
    {
        foreach (var use in rule.Figures)
        {
            // Tuples that share a group account for its figures once.
            if (use.IsGroup && !accounted.Add((outcome.Frame.Groups[use.Slot], use.Column, outcome.Verdict == Verdict.Undecidable)))
            {
                continue;
            }

            var rows = use.IsGroup ? outcome.Frame.Groups[use.Slot].Rows : [outcome.Frame.Rows[use.Slot]];
            foreach (var figure in rows.Select(r => r.FigureOf(use.Column)).Where(f => f != Row.NoFigure))
            {
                if (outcome.Verdict == Verdict.Undecidable)
                {
                    ledger.Undecided(figure, rule.Rule.Id, outcome.Why ?? "an operand is missing");
                }
                else
                {
                    ledger.Checked(figure, rule.Rule.Id);
                }
            }
        }
    }

    // The figures that a rule about contradictions says are in doubt, so that no other rule builds on them.
    private void Block(Outcome outcome)
    {
        foreach (var use in rule.Blocks)
        {
            var rows = use.IsGroup ? outcome.Frame.Groups[use.Slot].Rows : [outcome.Frame.Rows[use.Slot]];
            foreach (var row in rows.Where(r => r.FigureOf(use.Column) != Row.NoFigure))
            {
                ledger.Block(row.FigureOf(use.Column), $"« {row.PlaceOf(use.Column)?.Text} » is contradicted elsewhere ({rule.Rule.Id})");
            }
        }
    }

    private void Count()
    {
        if (++Looked > limits.MaxTuplesPerRule)
        {
            throw new BoundException($"it looked at more than {limits.MaxTuplesPerRule} rows; join by an equality, or narrow `where`");
        }
    }

    private static bool IsTrue(Value value) => value is Value.Judgement { IsTrue: true };
}
