using PropagandaVerify.Datasets;
using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Scans;

/// <summary>What a scan gave.</summary>
/// <param name="Facts">The held relations, and of the scanned ones the rows that take part in findings.</param>
/// <param name="Evaluator">Evaluates rules over these.</param>
/// <param name="Results">What became of each rule.</param>
/// <param name="Figures">The ledger's numbers of the figures of those rows, by table.</param>
/// <param name="IsLinked">Whether the checks beside the findings are among the results, which repairs must leave holding.</param>
internal sealed record ScanResult(FactBase Facts, Evaluator Evaluator, IReadOnlyList<RuleOutcome> Results, IReadOnlyDictionary<string, IReadOnlyList<int>> Figures, bool IsLinked);

/// <summary>What a scan is about.</summary>
/// <param name="Held">The relations that are held.</param>
/// <param name="Store">Keeps the rows of some rules; null where it keeps none.</param>
/// <param name="Kept">How it brings the rows of each of these together.</param>
/// <param name="Sieve">The database that looks through tables first; null where there is none.</param>
internal sealed record ScanSetting(
    IReadOnlyList<ScanTable> Tables, IReadOnlyList<Relation> Held, IReadOnlyList<CompiledRule> Rules, RowFactory Factory, Limits Limits, RowStore? Store, IReadOnlyDictionary<CompiledRule, Partition> Kept, RowSieve? Sieve)
{
    /// <summary>Whether the rows are fetched too for which rules hold, the first ones of each.</summary>
    public bool KeepsHolding { get; init; }

    /// <summary>The records from which held rows were derived, by the identity of these.</summary>
    public IReadOnlyDictionary<int, (string Table, int Number)> Origins { get; init; } = new Dictionary<int, (string, int)>();
}

/// <summary>
/// Evaluates rules over tables that are never held: one scan for all rules of a table judges what depends on records alone and gathers the groups; then what waited for groups
/// is judged; at last the rows of what failed are fetched, and the rules are evaluated over these in the usual way, so that findings and repairs are those of a run that holds everything.
/// </summary>
internal sealed class ScanRun
{
    // Rows fetched for findings and the checks beside them.
    private const int MostFetched = 200_000;

    /// <summary>Most rows of a relation that is derived from scanned tables.</summary>
    public const int MostDerived = 100_000;

    private readonly ScanSetting setting;
    private readonly Limits limits;
    private readonly Ledger ledger;
    private readonly TextNumbers texts = new();
    private readonly KeyNumbers keys;
    private readonly Dictionary<string, ScanTable> tables;
    private readonly Dictionary<string, TableScan> scans;
    private readonly ScanPlanner planner;
    private readonly List<ScanRule> rules;
    private readonly List<Buckets> buckets;
    private readonly FactBase facts;
    private readonly Sifting? sifting;
    private readonly ScanRun? first;
    private readonly Dictionary<Access, (ScanRule Rule, GroupUse Use)> uses = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="SieveTrouble">The database that looks through tables failed.</exception>
    public ScanRun(ScanSetting setting)
        : this(setting, null)
    {
    }

    // The checks beside the failures of an earlier run are found by that of the database, and by a run over what it finds.
    private ScanRun(ScanSetting setting, ScanRun? first)
    {
        (this.setting, this.first, limits, ledger) = (setting, first, setting.Limits, setting.Factory.Ledger);
        var kept = setting.Kept;
        List<CompiledRule> streamed = [.. setting.Rules.Where(r => !kept.ContainsKey(r))];
        keys = new KeyNumbers(texts);
        facts = new FactBase(setting.Held);
        tables = setting.Tables.ToDictionary(t => t.Schema.Name, StringComparer.Ordinal);
        scans = setting.Tables.ToDictionary(t => t.Schema.Name, t => new TableScan(t, texts, ScanPlanner.ColumnsOf(t.Held is not null ? setting.Rules : streamed, t.Schema)), StringComparer.Ordinal);
        planner = new ScanPlanner(tables, scans, keys, texts, new Indexes(facts, Summed), ledger, limits, setting.KeepsHolding);
        planner.Arrange(streamed);
        rules = [.. setting.Rules.Select(r => kept.TryGetValue(r, out var plan) ? planner.Plan(r, new StoredRule(r, plan, [.. r.Relations.Distinct().Where(s => tables.ContainsKey(s.Name) && s != plan.Over.Schema && !plan.Others.Any(o => o.Table.Schema == s))])) : planner.Plan(r))];
        foreach (var name in rules.SelectMany(r => r.JoinedTables).Distinct())
        {
            facts.Add(new Relation(tables[name].Schema, RowsOf(scans[name])));
        }

        foreach (var rule in rules)
        {
            foreach (var (slot, use) in rule.Groups)
            {
                uses.Add(rule.Rule.With[slot], (rule, use));
            }
        }

        sifting = first is not null ? first.sifting : setting.Sieve is null ? null : Sifting.Of(setting.Sieve, setting.Tables, scans, planner, rules);
        if (first is not null)
        {
            sifting!.Narrow(scans, rules);
        }

        buckets = [.. rules.Select(r => r.Stored).OfType<StoredRule>().GroupBy(r => (r.Plan.Id, IsSifted: r.Mark is not null)).Select(g => new Buckets([.. g], [.. setting.Held, .. g.SelectMany(r => r.Beside).Distinct().Select(s => facts[s.Name]!)], setting.Store!, limits, g.Key.IsSifted, setting.KeepsHolding))];
    }

    // All rows of a small table, by the numbers of their records.
    private static List<Row> RowsOf(TableScan scan)
    {
        var rows = new List<Row>();
        scan.Again(batch => rows.AddRange(Enumerable.Range(0, batch.Count).Select(batch.RowOf)));
        return rows;
    }

    /// <summary>The rules whose rows a database found, and for how many rows it found that they hold.</summary>
    public IReadOnlyDictionary<CompiledRule, long> Sifted => sifting?.Settled ?? new Dictionary<CompiledRule, long>();

    public IReadOnlyDictionary<string, TableScan> Scans => scans;

    /// <summary>What was counted of a table: of each column of figures as many as the rule that decided about most of them.</summary>
    public ScannedCounts CountsOf(ScanTable table)
    {
        var scan = scans[table.Schema.Name];
        var decided = rules.Where(r => r.Over == table && r.Rule.For[0].Schema == table.Schema).SelectMany(r => r.Rule.Figures.Where(f => !f.IsGroup && f.Slot == 0).Select(f => (f.Column, Count: (long)r.Decided)))
            .Concat(rules.SelectMany(r => r.Groups.SelectMany(g => r.Rule.Figures.Where(f => f.IsGroup && f.Slot == g.Key && g.Value.Schema == table.Schema).Select(f => (f.Column, Count: r.Decided > 0 ? g.Value.Grouping.Rows : 0)))))
            .Concat(rules.Where(r => (r.Stored is not null || r.JoinedTables.Count > 0) && r.Decided > 0).SelectMany(r => r.Rule.Figures.Where(f => (f.IsGroup || f.Slot > 0) && (f.IsGroup ? r.Rule.With : r.Rule.For)[f.Slot].Schema == table.Schema).Select(f => (f.Column, Count: (long)scan.Rows))))
            .Concat(rules.Where(r => r.Decided > 0).SelectMany(r => Underived(r, table.Schema)).Select(c => (Column: c, Count: (long)scan.Rows)))
            .Where(f => table.Columns[f.Column].Type == CellType.Number && !table.Declaration.Key.Contains(table.Columns[f.Column].Name));
        return new ScannedCounts(scan.Rows, (int)Math.Min(int.MaxValue, scan.Figures.Sum()), (int)Math.Min(int.MaxValue, decided.GroupBy(f => f.Column).Sum(g => Math.Min(scan.Figures[g.Key], g.Max(f => f.Count)))));
    }

    // The columns of a table that a stored rule reads by way of what is derived in buckets.
    private static IEnumerable<int> Underived(ScanRule rule, Schema table)
    {
        foreach (var derivation in (rule.Stored?.Plan.Derivations ?? []).Where(d => d.For[0].Schema == table))
        {
            var (schema, columns) = derivation.Derived!.Value;
            foreach (var figure in rule.Rule.Figures.Where(f => (f.IsGroup ? rule.Rule.With : rule.Rule.For)[f.Slot].Schema == schema))
            {
                if (columns[figure.Column].Source is Expression.Column { Path: var path } && table.IndexOf(path) is >= 0 and var at)
                {
                    yield return at;
                }
            }
        }
    }

    /// <summary>The relations that rules derive from the scanned tables; null for one that is too large.</summary>
    /// <param name="origins">Takes the record from which each row was derived.</param>
    public IReadOnlyList<(CompiledRule Rule, Relation? Relation)> Derive(Dictionary<int, (string Table, int Number)> origins)
    {
        Judge();
        var fetch = new Fetch(scans, int.MaxValue);
        var small = rules.FindAll(r => r.Failures.Count <= MostDerived);
        foreach (var (rule, tuple) in small.SelectMany(r => r.Failures.Select(f => (r, f))))
        {
            fetch.Want(rule.Over!.Schema.Name, tuple.Row);
        }

        var fetched = fetch.Rows(setting.Factory);
        return [.. rules.Select(r => (r.Rule, small.Contains(r) ? Derived(r, fetched[r.Over!.Schema.Name].ByNumber, origins) : null))];
    }

    private Relation Derived(ScanRule rule, IReadOnlyDictionary<int, Row> rows, Dictionary<int, (string Table, int Number)> origins)
    {
        var run = new RuleRun(rule.Rule, null, new Indexes(facts, Summed), ledger, limits, rows: setting.Factory);
        foreach (var tuple in rule.Failures)
        {
            var known = run.DerivedRows.Count;
            run.DeriveFrom(rows[tuple.Row]);
            for (; known < run.DerivedRows.Count; known++)
            {
                origins.Add(run.DerivedRows[known].Identity, (rule.Over!.Schema.Name, tuple.Row));
            }
        }

        return new Relation(rule.Rule.Derived!.Value.Schema, run.DerivedRows);
    }

    public ScanResult Evaluate()
    {
        Judge();
        foreach (var bucket in buckets)
        {
            bucket.Load(t => scans[t.Schema.Name]);
            bucket.Evaluate();
        }

        foreach (var rule in rules.Where(r => r.Stored is not null))
        {
            rule.Failures.AddRange(rule.Stored!.Failures.Values);
            rule.Undecided.AddRange(rule.Stored.Undecided.Values);
            rule.Holding.AddRange(rule.Stored.Holding.Values);
        }

        return Fetched();
    }

    private void Judge()
    {
        foreach (var name in planner.Order)
        {
            Scan(name, scans[name]);
        }

        foreach (var rule in rules.Where(r => r.Waiting is not null))
        {
            var batch = scans[rule.Over!.Schema.Name].Batch;
            rule.Waiting!.Replay(() => rule.Judge(batch));
        }

        foreach (var rule in rules.Where(r => r.Over is null))
        {
            OverHeld(rule);
        }
    }

    // A rule whose rows are held and whose groups are scanned.
    private void OverHeld(ScanRule rule)
    {
        foreach (var row in facts[rule.Rule.For[0].Schema.Name]?.Rows ?? [])
        {
            if (rule.Run.Meets(row))
            {
                rule.Ask(row);
            }
        }
    }

    private void Scan(string name, TableScan scan)
    {
        var own = rules.Where(r => r.Over?.Schema.Name == name && r.Stored is null).ToList();
        var groupings = planner.Groupings.Where(g => g.Table.Schema.Name == name).Select(g => g.Grouping).ToList();
        scan.Run(batch =>
        {
            foreach (var grouping in groupings)
            {
                grouping.Add(batch);
            }

            foreach (var rule in own)
            {
                rule.Take(batch);
            }

            var size = texts.Size + keys.Size + groupings.Sum(g => g.Size) + own.Sum(r => r.Waiting?.Size ?? 0);
            if (size > limits.MaxScanBytes)
            {
                throw new BoundException($"its groups take more than {limits.MaxScanBytes / (1 << 20)} MiB of memory");
            }
        });
    }

    // A group over a scanned table as the sums that were gathered; null for one over rows that are held.
    private RowGroup? Summed(Access access, Frame frame)
    {
        if (!uses.TryGetValue(access, out var known))
        {
            return null;
        }

        var (rule, use) = known;
        var group = GroupOf(use, frame);
        if (group == KeyNumbers.None)
        {
            return new RowGroup([]);
        }

        rule.Touched.Add((use, group));
        return Summed(use, group, []);
    }

    private int GroupOf(GroupUse use, Frame frame)
    {
        Span<int> key = stackalloc int[use.Outer.Count];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = keys.Of(use.Outer[i].Run(frame));
        }

        return use.Grouping.Find(key);
    }

    private static RowGroup Summed(GroupUse use, int group, IReadOnlyList<Row> some)
    {
        var rows = use.Grouping.RowsOf(group);
        var sums = new RowGroup(some, rows);
        foreach (var (call, accumulator) in use.Aggregates)
        {
            sums.Put(call, accumulator?.Of(group, rows) ?? new Value.RowRef(some.Count > 0 ? some[0] : new Row { Schema = use.Schema, Identity = use.Grouping.FirstOf(group), Values = [] }));
        }

        return sums;
    }

    private ScanResult Fetched()
    {
        var fetch = new Fetch(scans, MostFetched);
        var wanted = rules.ToDictionary(r => r, _ => new HashSet<int>());
        WantAll(r => r.Failures);
        if (first is null && sifting?.Rules.Any(r => !r.IsOfRecords) == true && LinkedChecks.AreWanted(wanted))
        {
            // What is undecided is found again with the checks beside failures.
            WantAll(r => r.Undecided);
            sifting.Link(fetch.Numbers());
            return new ScanRun(setting, this).Evaluate();
        }

        var fetched = LinkedChecks.AreWanted(wanted) ? fetch.Rows(setting.Factory) : null;
        var linked = fetched is not null ? new LinkedChecks(rules, scans, buckets, Summed, facts, setting.Origins).Of(fetched, wanted) : LinkedChecks.RepairableOf(wanted) == 0 ? [] : null;
        foreach (var (rule, tuple) in linked ?? [])
        {
            Want(fetch, wanted, rule, tuple);
        }

        // What is only listed takes the room that is left.
        WantAll(r => r.Undecided);
        WantAll(r => r.Holding);
        return Evaluated(fetch, fetched is null || fetch.IsMore ? fetch.Rows(setting.Factory) : fetched, wanted, linked is not null);

        void WantAll(Func<ScanRule, IReadOnlyList<ScanTuple>> tuples)
        {
            foreach (var (rule, tuple) in rules.SelectMany(r => tuples(r).Select(t => (r, t))).TakeWhile(_ => !fetch.IsFull))
            {
                Want(fetch, wanted, rule, tuple);
            }
        }
    }

    private void Want(Fetch fetch, Dictionary<ScanRule, HashSet<int>> wanted, ScanRule rule, ScanTuple tuple)
    {
        wanted[rule].Add(tuple.Row);
        if (rule.Over is { } table)
        {
            fetch.Want(table.Schema.Name, tuple.Row);
        }
        else if (setting.Origins.TryGetValue(tuple.Row, out var origin))
        {
            fetch.Want(origin.Table, origin.Number);
        }

        foreach (var (name, number) in tuple.Members)
        {
            fetch.Want(name, number);
        }

        foreach (var (use, group) in tuple.Groups)
        {
            fetch.Want(use, group);
        }
    }

    private ScanResult Evaluated(Fetch fetch, IReadOnlyDictionary<string, FetchedTable> fetched, Dictionary<ScanRule, HashSet<int>> wanted, bool isLinked)
    {
        var all = new FactBase([.. setting.Held, .. fetched.Values.Select(r => r.Relation)]);
        var whole = new Indexes(all);
        var evaluator = new Evaluator(all, ledger, limits, (access, frame) => uses.TryGetValue(access, out var known) && GroupOf(known.Use, frame) is not KeyNumbers.None and var group && fetch.IsCut(known.Use, group)
            ? Summed(known.Use, group, whole.Group(access, frame, () => { }).Rows)
            : null);
        foreach (var derivation in rules.SelectMany(r => r.Stored?.Plan.Derivations ?? []).Distinct())
        {
            evaluator.Derive(derivation, setting.Factory);
        }

        var results = new List<RuleOutcome>();
        foreach (var (at, rule) in rules.Index())
        {
            var counted = first is null ? rule : first.rules[at];
            var rows = rule.Over is { } table ? wanted[rule].Select(n => fetched[table.Schema.Name].ByNumber[n].Identity).ToHashSet() : wanted[rule];
            if (rule.Over is { } origin && rule.Rule.For[0].Schema is var own && own != origin.Schema)
            {
                rows = [.. all[own.Name]!.Rows.Where(r => r.Values.OfType<Value.RowRef>().Any(o => o.Row.Schema == origin.Schema && rows.Contains(o.Row.Identity))).Select(r => r.Identity)];
            }

            var result = evaluator.Evaluate(rule.Rule, rows) with { Evaluated = counted.Evaluated, Failed = counted.Failed, Decided = counted.Decided };
            results.Add(rule.Stored?.Trouble is { } trouble ? result with { Trouble = trouble } : result);
        }

        return new ScanResult(all, evaluator, results, fetched.ToDictionary(r => r.Key, r => r.Value.Figures, StringComparer.Ordinal), isLinked);
    }
}
