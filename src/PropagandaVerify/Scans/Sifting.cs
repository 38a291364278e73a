using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>What a database could not do after all; the tables are read record by record instead.</summary>
internal sealed class SieveTrouble(string message) : Exception(message);

/// <summary>
/// Lets a database look through tables before the rules do. It finds the rows for which it cannot say that a rule surely holds, with the groups that these look up; the rules see these alone, and judge them as
/// they would in a scan of all. Where a rule asks for a table or a group that cannot be had from the database, all rows of its tables are read, and each of them is shown to the other rules if it was found for them.
/// </summary>
internal sealed class Sifting
{
    private const int RulesOfWord = 63;

    private readonly RowSieve sieve;
    private readonly IReadOnlyList<ScanTable> tables;
    private readonly IReadOnlyDictionary<string, TableScan> scans;
    private readonly Dictionary<ScanTable, SieveColumns> columns;
    private readonly HashSet<ScanTable> whole = [];
    private readonly ScanPlanner planner;
    private List<ScanRule> rules = [];

    private Sifting(RowSieve sieve, IReadOnlyList<ScanTable> tables, IReadOnlyDictionary<string, TableScan> scans, Dictionary<ScanTable, SieveColumns> columns, ScanPlanner planner)
    {
        this.sieve = sieve;
        this.tables = tables;
        this.scans = scans;
        this.columns = columns;
        this.planner = planner;
    }

    /// <summary>The rules whose rows the database finds.</summary>
    public IReadOnlyList<ScanRule> Rules => rules;

    /// <summary>For how many rows each of them holds for certain.</summary>
    public Dictionary<CompiledRule, long> Settled { get; } = [];

    /// <summary>Sifts the tables of some rules; null where the database can say nothing of any.</summary>
    /// <exception cref="SieveTrouble">The database failed.</exception>
    /// <exception cref="TableSurprise">All records of a table make other columns than the first of them.</exception>
    public static Sifting? Of(RowSieve sieve, IReadOnlyList<ScanTable> tables, IReadOnlyDictionary<string, TableScan> scans, ScanPlanner planner, IReadOnlyList<ScanRule> all) => Told(() =>
    {
        var columns = new Dictionary<ScanTable, SieveColumns>();
        foreach (var table in tables.Where(t => t.Source.Bytes is not null && sieve.Knows(t.Source)))
        {
            if (sieve.Open(table.Source, table.Declaration.Missing) is { } seen && SieveColumns.Of(table, seen, scans[table.Schema.Name].Batch.Columns) is { } known)
            {
                columns.Add(table, known);
            }
        }

        var sifting = new Sifting(sieve, tables, scans, columns, planner);
        return columns.Count > 0 && sifting.Sift(all) ? sifting : null;
    });

    /// <summary>Finds the rows for which rules with groups read one of some rows, instead of those that rules are left with.</summary>
    /// <param name="numbers">The numbers of these rows, by the name of their table.</param>
    public void Link(IReadOnlyDictionary<string, IReadOnlySet<int>> numbers) => Told(() =>
    {
        sieve.Link([.. tables.Select(t => (IReadOnlyCollection<int>)[.. numbers[t.Schema.Name]])]);
        return 0;
    });

    /// <summary>Gives other scans of the same tables the rows that were found last, and other plans of the same rules their marks.</summary>
    public void Narrow(IReadOnlyDictionary<string, TableScan> others, IReadOnlyList<ScanRule> same)
    {
        foreach (var rule in same)
        {
            var at = rules.FindIndex(r => r.Rule == rule.Rule);
            rule.Mark = at < 0 ? null : (at / RulesOfWord, 1L << (at % RulesOfWord));
            if (rule.Stored is { } stored)
            {
                stored.Mark = rule.Mark;
            }
        }

        var wanted = same.Where(r => r.Mark is null).SelectMany(r => r.Groups.Values).Select(g => g.Grouping).ToHashSet();
        foreach (var grouping in same.SelectMany(r => r.Groups.Values).Select(g => g.Grouping).Where(g => !wanted.Contains(g)))
        {
            grouping.IsOfFound = true;
        }

        foreach (var (table, of) in columns)
        {
            var (number, scan) = (NumberOf(table), others[table.Schema.Name]);
            IEnumerable<SievedRow> Rows() => Each(() => sieve.Rows(number));
            if (whole.Contains(table))
            {
                scan.MarkBy(Rows);
            }
            else
            {
                scan.Narrow(of, ReadOf(table), Rows);
            }
        }
    }

    private bool Sift(IReadOnlyList<ScanRule> all)
    {
        // What is held goes into the database for the rules that read it beside a file of that.
        foreach (var table in all.Where(r => TablesOf(r).Any(columns.ContainsKey)).SelectMany(TablesOf).Where(t => t.Held is not null).Distinct().ToList())
        {
            columns.Add(table, HeldColumns.Given(table, scans[table.Schema.Name].Batch.Columns, sieve));
            whole.Add(table);
        }

        rules = [.. all.Where(r => TablesOf(r).All(columns.ContainsKey) && Lowered(r, []) is not null)];
        if (rules.Count == 0)
        {
            return false;
        }

        // What is told of single cells, and what the database cannot compare, takes a scan of all rows; so do rules that it does not know.
        whole.UnionWith(columns.Where(c => c.Value.HasBadCells || KeyOf(c.Key).Contains(null)).Select(c => c.Key));
        whole.UnionWith(all.Except(rules).Where(r => r.Stored is null).SelectMany(TablesOf));
        var groupings = new List<(Grouping? Of, LoweredGrouping Lowered)>();
        var lowered = rules.ConvertAll(r => Lowered(r, groupings)!);
        var sieved = sieve.Sift(new SievePlan([.. tables.Select(TableOf)], [.. groupings.Select(g => g.Lowered.Plan)], lowered));
        if (sieved.Settled.Any(s => s > int.MaxValue))
        {
            throw new SieveTrouble($"a rule is about more than {int.MaxValue} tuples of rows");
        }

        for (var i = 0; i < rules.Count; i++)
        {
            rules[i].IsKnown = lowered[i].IsOfRowsAlone;
            rules[i].Settled = (int)sieved.Settled[i];
            Settled.Add(rules[i].Rule, sieved.Settled[i]);
        }

        Narrow(scans, all);
        foreach (var (grouping, members) in groupings.Select(g => g.Of).Zip(sieved.Members).Where(g => g.First?.IsOfFound == true))
        {
            grouping!.Beside(members);
        }

        // Where rows are only derived, the run behind tells of its tables.
        foreach (var (table, of) in columns.Where(c => !whole.Contains(c.Key) && all.Any(r => r.Rule.Derived is null)))
        {
            if (KeyOf(table) is { Count: > 0 } key)
            {
                scans[table.Schema.Name].TellRepeated(Each(() => sieve.Repeated(new SievedTable(of.Table, of.Absent, []), [.. key.Select(k => k!)])));
            }
        }

        return true;
    }

    private SievedTable? TableOf(ScanTable table) => columns.TryGetValue(table, out var of) ? new SievedTable(of.Table, of.Absent, ReadOf(table)) : null;

    // Of a table of which all rows are read anyway the numbers of rows are enough.
    private List<int> ReadOf(ScanTable table) => whole.Contains(table) ? [] : ColumnsOf(rules, table);

    private static List<int> ColumnsOf(IEnumerable<ScanRule> rules, ScanTable table) => [.. ScanPlanner.ColumnsOf(rules.Select(r => r.Rule), table.Schema).Select(table.Schema.IndexOf).Where(c => c >= 0).Order()];

    private int NumberOf(ScanTable table) => tables.ToList().IndexOf(table);

    // None where the declaration names a column that is none.
    private List<Term?> KeyOf(ScanTable table)
    {
        var at = table.Declaration.Key.Select(table.Schema.IndexOf).ToList();
        return at.Contains(-1) ? [] : [.. at.Select(c => columns[table].Of(columns[table].Cells[c]))];
    }

    private IEnumerable<ScanTable> TablesOf(ScanRule rule) => rule.Stored is { } stored ? [stored.Plan.Over, .. stored.Plan.Others.Select(o => o.Table)] : rule.Groups.Values.Select(g => tables.First(t => t.Schema == g.Schema)).Concat(rule.Over is { } over ? [over] : Array.Empty<ScanTable>());

    // Null where the rows or groups that it looks up cannot be had.
    private SievedRule? Lowered(ScanRule rule, List<(Grouping? Of, LoweredGrouping Lowered)> groupings)
    {
        if (rule.Over is not { } over || TablesOf(rule).Any(t => ColumnsOf([rule], t).Any(columns[t].IsUnasked)))
        {
            return null;
        }

        if (rule.Stored is { } stored)
        {
            return Joined(stored, groupings);
        }

        var lowering = new Lowering(columns[over], g => GroupingOf(g, groupings));
        if (rule.Rule.For.Count > 1 || rule.Lookups.Select(lowering.LookupOf).Contains(null))
        {
            return null;
        }

        var late = rule.Rule.Conditions.Count == 0 ? null : rule.Late?.Condition(lowering) ?? Condition.Open;
        var once = rule.OncePer is null ? null : rule.Lookups.Where(l => l.Grouping == rule.OncePer).Select(lowering.FirstRow).First()?.Lookup;
        var condition = rule.Conditions.Lowered(lowering);
        return new SievedRule(NumberOf(over), condition, late, rule.Check?.Condition(lowering) ?? Condition.Open, lowering.Lookups, once)
        {
            IsOfRowsAlone = rule.Rule.Derived is var (_, made) && condition is null or { IsExact: true } && late is null or { IsExact: true } && !made.Any(c => c.Uses.HasGroups),
        };
    }

    // A rule that joins rows to rows by columns; null where it does more, or where nothing is known of its check.
    private SievedRule? Joined(StoredRule stored, List<(Grouping? Of, LoweredGrouping Lowered)> groupings)
    {
        var rule = stored.Rule;
        if (rule.With.Count > 0 || stored.Plan.Derivations.Count > 0 || stored.Plan.Others.Count + 1 < rule.For.Count)
        {
            return null;
        }

        List<ScanTable> joined = [.. rule.For.Select(a => tables.First(t => t.Schema == a.Schema))];
        var lowering = new Lowering(columns[joined[0]], _ => null, [.. joined.Skip(1).Select(t => columns[t])]);
        var (lookups, equal) = (new List<SievedLookup>(), new List<(Bound, Bound)>());
        foreach (var (access, table) in rule.For.Zip(joined).Skip(1))
        {
            var parts = access.InnerKey.Zip(access.OuterKey, (inner, outer) => (Bound: (inner, outer), Inner: TermOf(rule, inner, access.Slot, lowering), Outer: TermOf(rule, outer, null, lowering))).ToLookup(p => Lowering.IsComparable(p.Inner, p.Outer));
            equal.AddRange(parts[false].Select(p => p.Bound));
            if (!parts[true].Any())
            {
                return null;
            }

            groupings.Add((null, new LoweredGrouping(groupings.Count, NumberOf(table), [.. parts[true].Select(p => p.Inner!)], null, columns[table], isJoined: true)));
            lookups.Add(new SievedLookup(groupings.Count - 1, [.. parts[true].Select(p => p.Outer!)]));
        }

        var (own, late, check) = planner.Joined(rule, equal);
        return check?.Condition(lowering) is not (null or Condition.Unknown) and var holds ? new SievedRule(NumberOf(joined[0]), All(own), All(late), holds, lookups, null, IsJoin: true) : null;

        Condition? All(IReadOnlyList<TruthVector?> vectors) => vectors.Count == 0 ? null : vectors.Select(v => v?.Condition(lowering) ?? Condition.Open).Aggregate(Condition.All);
    }

    // A column of a row; as one of that row alone where it is to be that of a slot.
    private Term? TermOf(CompiledRule rule, Bound part, int? slot, Lowering lowering)
    {
        if (part.Source is not Expression.Column column || !rule.Names.TryGetValue(column.Owner.Text, out var name) || name.IsGroup || (slot is not null && slot != name.Slot) || name.Schema.IndexOf(column.Path) is not (>= 0 and var at))
        {
            return null;
        }

        var cells = scans[name.Schema.Name].Batch.Columns[at];
        return slot is null && name.Slot > 0 ? lowering.Joined(name.Slot, cells) : columns[tables.First(t => t.Schema == name.Schema)].Of(cells);
    }

    private LoweredGrouping? GroupingOf(Grouping grouping, List<(Grouping? Of, LoweredGrouping Lowered)> known)
    {
        if (known.Find(g => g.Of == grouping).Lowered is { } lowered)
        {
            return lowered;
        }

        var table = planner.Groupings.First(g => g.Grouping == grouping).Table;
        var of = columns[table];
        var key = grouping.Key.Select(k => k.Cells is { } cells ? of.Of(cells) : null).ToList();
        var condition = grouping.Conditions.Lowered(new Lowering(of, _ => null));
        if (key.Contains(null) || condition?.IsExact == false)
        {
            return null;
        }

        known.Add((grouping, new LoweredGrouping(known.Count, NumberOf(table), [.. key.Select(k => k!)], condition, of)));
        return known[^1].Lowered;
    }

    private static IEnumerable<T> Each<T>(Func<IEnumerable<T>> read)
    {
        using var rows = Told(() => read().GetEnumerator());
        while (Told(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException e)
        {
            throw new SieveTrouble(e.Message);
        }
    }
}
