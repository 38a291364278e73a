using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>A rule over tables that are scanned: what it asks of each record, and which groups it needs.</summary>
internal sealed class ScanRule
{
    public required CompiledRule Rule { get; init; }

    /// <summary>The table of its first name; null where that is held, so that only its groups are of scanned tables.</summary>
    public required ScanTable? Over { get; init; }

    /// <summary>The conditions on a record alone.</summary>
    public RowConditions Conditions { get; init; } = new([]);

    /// <summary>The conditions over groups; null where there are none, or where the rule itself must be asked.</summary>
    public TruthVector? Late { get; init; }

    /// <summary>The check; null where the rule itself must be asked.</summary>
    public TruthVector? Check { get; init; }

    /// <summary>The groups over scanned tables, by the slot of their name.</summary>
    public required IReadOnlyDictionary<int, GroupUse> Groups { get; init; }

    /// <summary>Which groups the rows lead to, one for each of these.</summary>
    public IReadOnlyList<GroupRows> Lookups { get; init; } = [];

    /// <summary>The grouping whose groups it speaks of once, at their first row; null where it speaks of every row.</summary>
    public Grouping? OncePer { get; init; }

    /// <summary>What marks the records that a database leaves to it; null where all are.</summary>
    public (int Word, long Bit)? Mark { get; set; }

    /// <summary>Whether a database knows all rows that it derives from, so that none of them is asked about.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Whether it is about records alone.</summary>
    public bool IsOfRecords => Groups.Count == 0 && Stored is null && JoinedTables.Count == 0;

    /// <summary>The rule at work.</summary>
    public required RuleRun Run { get; init; }

    /// <summary>The rule at work on a row, of which it keeps all tuples; null for one that joins none with those of small tables, and whose rows are not held.</summary>
    public RuleRun? Tuples { get; init; }

    /// <summary>The names of the small tables that it joins rows with.</summary>
    public IReadOnlyList<string> JoinedTables { get; init; } = [];

    /// <summary>The records that wait for groups.</summary>
    public Pending? Waiting { get; init; }

    /// <summary>The rule over rows that a store keeps; null for one that is evaluated in the scan.</summary>
    public StoredRule? Stored { get; init; }

    /// <summary>How many tuples it looked at, failed for and could decide about.</summary>
    public int Evaluated => (Stored?.Evaluated ?? Run.Evaluated) + Settled;

    public int Failed => Stored?.Failed ?? Run.Failed;

    public int Decided => (Stored?.Decided ?? Run.DecidedCount) + Settled;

    private int knownGroups;

    /// <summary>How many records the vectors settled.</summary>
    public int Settled { get; set; }

    /// <summary>How many rows are kept of each kind.</summary>
    public required int MostKept { get; init; }

    /// <summary>Whether rows are kept for which it holds.</summary>
    public required bool KeepsHolding { get; init; }

    /// <summary>The first rows for which it failed, in their order.</summary>
    public List<ScanTuple> Failures { get; } = [];

    /// <summary>The first rows about which it could not decide.</summary>
    public List<ScanTuple> Undecided { get; } = [];

    /// <summary>The first rows for which it holds, if these are kept.</summary>
    public List<ScanTuple> Holding { get; } = [];

    /// <summary>The groups that the rule looked at for the row at hand.</summary>
    public List<(GroupUse Use, int Group)> Touched { get; } = [];

    // Which groups a row needs only the rule itself tells.
    private bool WantsHolding => KeepsHolding && Holding.Count < MostKept;

    /// <summary>Takes the records of a batch: judges them, or lets them wait for groups that are not known yet.</summary>
    public void Take(Batch batch)
    {
        if (Waiting is null || IsKnown)
        {
            Judge(batch);
            return;
        }

        // The first rows of groups that were known before are behind.
        if (OncePer is not null)
        {
            if (OncePer.Count == knownGroups)
            {
                return;
            }

            knownGroups = OncePer.Count;
        }

        Conditions.Update(batch);
        for (var i = Next(batch, 0); i < batch.Count; i = Next(batch, i + 1))
        {
            if (OncePer is null || (OncePer.Groups[i] is not KeyNumbers.None and var group && OncePer.FirstOf(group) == batch.NumberOf(i)))
            {
                Waiting.Add(i);
            }
        }
    }

    /// <summary>Judges the records of a batch, or those that waited and are back.</summary>
    public void Judge(Batch batch)
    {
        if (IsKnown)
        {
            for (var i = 0; i < batch.Count && Failures.Count < MostKept; i++)
            {
                if (batch.IsOf(i, Mark))
                {
                    Failures.Add(new ScanTuple(batch.NumberOf(i), []));
                }
            }

            return;
        }

        Late?.Update(batch);
        Check?.Update(batch);
        var isWaited = Waiting is not null;
        if (!isWaited)
        {
            Conditions.Update(batch);
        }

        // Without conditions, a batch in which everything holds is settled at once.
        if (!WantsHolding && Check is not null && Late is null && Mark is null && (isWaited || Conditions.AreNone) && !Check.Truths.AsSpan(0, batch.Count).ContainsAnyExcept(Truth.Yes))
        {
            Settled += batch.Count;
            return;
        }

        for (var i = isWaited ? 0 : Next(batch, 0); i < batch.Count; i = isWaited ? i + 1 : Next(batch, i + 1))
        {
            var late = Late is null ? Truth.Yes : Late.Truths[i];
            if (late is Truth.No or Truth.Missing)
            {
                continue;
            }

            if (late == Truth.Yes && Check?.Truths[i] == Truth.Yes && !WantsHolding)
            {
                Settled++;
            }
            else
            {
                Ask(batch.RowOf(i));
            }
        }
    }

    /// <summary>The first record from an index on that it is about; the number of records when there is none.</summary>
    public int Next(Batch batch, int from)
    {
        var at = Conditions.Next(batch, from);
        while (Mark is not null && at < batch.Count && !batch.IsOf(at, Mark))
        {
            at = Conditions.Next(batch, at + 1);
        }

        return at;
    }

    /// <summary>Asks the rule itself about a row.</summary>
    public void Ask(Row row)
    {
        Touched.Clear();
        var (evaluated, decided) = (Run.Evaluated, Run.DecidedCount);
        var kept = Run.Over(row) ? Failures : Run.DecidedCount - decided < Run.Evaluated - evaluated ? Undecided : KeepsHolding && Run.Evaluated > evaluated ? Holding : null;
        if (kept?.Count < MostKept)
        {
            kept.Add(new ScanTuple(row.Identity, [.. Touched.Distinct()]) { Members = MembersOf(row) });
        }
    }

    /// <summary>What it says of a row, tuple by tuple, until it is asked about the next.</summary>
    public IReadOnlyList<Outcome> TuplesOf(Row row)
    {
        Tuples!.Restart();
        Tuples.Over(row);
        return Tuples.Outcomes;
    }

    /// <summary>The records of small tables that it joins with a row, whatever it says of them.</summary>
    public IReadOnlyList<(string Table, int Number)> MembersOf(Row row) =>
        JoinedTables.Count == 0 || Tuples is null ? [] : [.. TuplesOf(row).SelectMany(o => o.Frame.Rows.Skip(1)).Where(r => JoinedTables.Contains(r.Schema.Name)).Select(r => (r.Schema.Name, r.Identity)).Distinct()];
}

/// <summary>A row that a rule looked at: the number of its record, or the identity of a row that is held, and the groups that it looked at.</summary>
internal sealed record ScanTuple(int Row, IReadOnlyList<(GroupUse Use, int Group)> Groups)
{
    /// <summary>The numbers of other records that it looked at.</summary>
    public IReadOnlyList<(string Table, int Number)> Members { get; init; } = [];
}

/// <summary>A group of a rule whose rows are not held.</summary>
/// <param name="Schema">The relation of its rows.</param>
/// <param name="Grouping">The groups of the relation.</param>
/// <param name="Outer">What the rows before it give for each part of the key.</param>
/// <param name="Aggregates">What the rule aggregates over it; the calls on the first row itself have no accumulator.</param>
internal sealed record GroupUse(Schema Schema, Grouping Grouping, IReadOnlyList<Bound> Outer, IReadOnlyList<(Expression.Call Call, Accumulator? Accumulator)> Aggregates);
