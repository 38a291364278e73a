using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Scans;

/// <summary>Plans rules over scanned tables. What rules have in common, such as groups of one table by one key, is planned once.</summary>
internal sealed class ScanPlanner(IReadOnlyDictionary<string, ScanTable> tables, IReadOnlyDictionary<string, TableScan> scans, KeyNumbers keys, TextNumbers texts, Indexes held, Ledger ledger, Limits limits, bool keepsHolding)
{
    private static readonly HashSet<string> Counted = ["count", "exists", "all", "any"];

    private readonly Dictionary<string, Grouping> groupings = new(StringComparer.Ordinal);
    private readonly Dictionary<(ScanTable Table, string Id), GroupRows> lookups = [];
    private readonly List<string> order = [.. tables.Keys];
    private readonly Dictionary<string, VectorBinder> binders = tables.ToDictionary(t => t.Key, t => new VectorBinder(t.Value.Schema, scans[t.Key].Batch.Columns, texts), StringComparer.Ordinal);

    /// <summary>The names of the tables in the order in which they are to be read: those that others look up first, where that can be.</summary>
    public IReadOnlyList<string> Order => order;

    /// <summary>Puts the tables in order, given the rules that will be planned.</summary>
    public void Arrange(IEnumerable<CompiledRule> rules)
    {
        var needs = rules.SelectMany(r => r.With.Where(a => tables.ContainsKey(a.Schema.Name)).Select(a => (Of: r.For[0].Schema.Name, Needs: a.Schema.Name))).Where(n => n.Of != n.Needs).Distinct().ToList();
        order.Clear();
        var left = tables.Keys.ToList();
        while (left.Count > 0)
        {
            // Where two tables look each other up, one of them goes first all the same, and the rules over it wait.
            var next = left.Find(t => !needs.Exists(n => n.Of == t && left.Contains(n.Needs))) ?? left[0];
            order.Add(next);
            left.Remove(next);
        }
    }

    public IEnumerable<(ScanTable Table, Grouping Grouping)> Groupings => groupings.Select(g => (tables[g.Key[..g.Key.IndexOf('\n', StringComparison.Ordinal)]], g.Value));

    /// <summary>Whether the rows that a rule derives can be found by scans: those of single rows of one table, with groups that need no rows.</summary>
    public static bool CanDerive(CompiledRule derivation, Func<Schema, bool> isScanned) =>
        derivation.For.Count == 1 && derivation.Relations.All(isScanned) && Obstacle(derivation, isScanned, _ => false) is null;

    /// <summary>Why a rule cannot be evaluated over scanned tables; null where it can.</summary>
    /// <param name="isSmall">Whether all rows of a scanned table are at hand, so that rows may be joined with them by a key.</param>
    public static string? Obstacle(CompiledRule rule, Func<Schema, bool> isScanned, Func<Schema, bool> isSmall)
    {
        if (rule.IsOfDraft)
        {
            return "it reads drafts too";
        }

        if (rule.Blocks.Count > 0)
        {
            return "it puts figures in doubt for other rules";
        }

        if (rule.For.Skip(1).Any(a => isScanned(a.Schema) && !(isSmall(a.Schema) && Parts(a).Any())))
        {
            return "it joins rows to rows of the table, which only groups (`with`) do";
        }

        if (rule.With.FirstOrDefault(a => a.Previous is not null && isScanned(a.Schema)) is { } ordered)
        {
            return $"it asks for the row of `{ordered.Schema.Name}` before this one, which takes an order of all";
        }

        var names = rule.Names.Where(n => n.Value.IsGroup && isScanned(n.Value.Schema)).ToDictionary(n => n.Key, n => rule.With[n.Value.Slot], StringComparer.Ordinal);
        if (names.Values.FirstOrDefault(a => a.Filters.Any(f => f.Uses != NameSet.Of(isGroup: true, a.Slot))) is { } open)
        {
            return $"its group over `{open.Schema.Name}` has a condition that compares its rows with others by more than an equality";
        }

        return Calls(rule).Select(c => (Call: c, Group: GroupOf(c, names))).Where(c => c.Group is not null).Select(c => Obstacle(rule, c.Call, names[c.Group!])).FirstOrDefault(o => o is not null);
    }

    /// <summary>The columns that rules read of a table, those that only messages and marks show left out.</summary>
    public static HashSet<string> ColumnsOf(IEnumerable<CompiledRule> rules, Schema schema) =>
        [.. rules.SelectMany(r => Evaluated(r).SelectMany(e => e.All()).OfType<Expression.Column>().Where(c => r.Names.TryGetValue(c.Owner.Text, out var name) && name.Schema == schema)).Select(c => c.Path)];

    /// <summary>The columns that an expression of a rule reads, by way of the names of `let` too.</summary>
    public static IEnumerable<string> ReadBy(CompiledRule rule, Bound bound) => rule.Rule.Lets.Select(l => l.Expression).Append(bound.Source).SelectMany(e => e.All()).OfType<Expression.Column>().Select(c => c.Path);

    /// <summary>Plans a rule whose rows a store keeps.</summary>
    public ScanRule Plan(CompiledRule rule, StoredRule stored) => new()
    {
        Rule = rule,
        Over = stored.Plan.Over,
        Groups = new Dictionary<int, GroupUse>(),
        Run = new RuleRun(rule, null, held, ledger, limits),
        Stored = stored,
        JoinedTables = [.. stored.Beside.Select(s => s.Name)],
        MostKept = limits.MaxFindingsPerRule,
        KeepsHolding = keepsHolding,
    };

    public ScanRule Plan(CompiledRule rule)
    {
        var first = rule.For[0];
        var over = tables.GetValueOrDefault(first.Schema.Name);
        var row = rule.Rule.For[0].Name;
        List<string> joined = [.. rule.For.Skip(1).Select(a => a.Schema.Name).Where(tables.ContainsKey).Distinct()];
        var tuples = joined.Count == 0 && over is not null ? null : new RuleRun(rule, null, held, ledger, limits with { MaxHeldOutcomes = int.MaxValue, MaxFindingsPerRule = int.MaxValue, MaxTuplesPerRule = long.MaxValue });
        var groups = rule.With.Where(a => tables.ContainsKey(a.Schema.Name)).ToDictionary(a => a.Slot, a => Group(rule, a));
        // What rows are to be derived from is asked of all of them; deriving comes once they are fetched.
        var asked = rule.Derived is null ? rule : rule with { Derived = null, Check = rule.Check with { Run = static _ => new Value.Judgement(Verdict.Impossible) } };
        var run = new RuleRun(asked, null, held, ledger, limits with { MaxHeldOutcomes = 0, MaxFindingsPerRule = 0, MaxTuplesPerRule = long.MaxValue });
        if (over is null)
        {
            return new ScanRule { Rule = rule, Over = null, Groups = groups, Run = run, Tuples = tuples, JoinedTables = joined, MostKept = limits.MaxFindingsPerRule, KeepsHolding = keepsHolding };
        }

        var binder = binders[over.Schema.Name];
        var frame = rule.NewFrame(null);
        var isAlone = rule.For.Count == 1 && rule.With.Count == groups.Count;
        var (late, check) = isAlone ? binder.OfGroups(rule, row, groups.ToDictionary(g => rule.Names.First(n => n.Value.IsGroup && n.Value.Slot == g.Key).Key, g => (g.Value, RowsOf(rule, over, row, g.Value), GroupId(g.Value, row)), StringComparer.Ordinal), new Dictionary<string, JoinedRow>()) : (null, null);
        var conditions = first.InnerKey.Zip(first.OuterKey, (inner, outer) => (Vector: binder.Same(rule, row, inner, outer), Own: (Func<Row, bool>)(r => Value.AreSame(Asked(inner, frame, r), outer.Run(frame)))))
            .Concat(first.Filters.Select(f => (Vector: binder.Truth(rule, row, f.Source), Own: (Func<Row, bool>)(r => Asked(f, frame, r) is Value.Judgement { IsTrue: true })))).ToList();
        var batch = scans[over.Schema.Name].Batch;
        List<int> read = [.. ColumnsOf([rule], over.Schema).Select(over.Schema.IndexOf)];
        return new ScanRule
        {
            Rule = rule,
            Over = over,
            Conditions = new RowConditions(conditions),
            Late = late,
            Check = rule.Derived is null ? check : null,
            Groups = groups,
            Lookups = [.. groups.Values.Select(g => RowsOf(rule, over, row, g))],
            Waiting = groups.Values.All(g => order.IndexOf(g.Schema.Name) < order.IndexOf(over.Schema.Name)) ? null : new Pending(batch, read),
            OncePer = OncePer(rule, row, groups),
            Run = run,
            Tuples = tuples,
            JoinedTables = joined,
            MostKept = rule.Derived is null ? limits.MaxFindingsPerRule : ScanRun.MostDerived + 1,
            KeepsHolding = keepsHolding,
        };
    }

    /// <summary>The vectors of a rule that joins rows one by one.</summary>
    /// <param name="equal">The equalities that are no key of the join.</param>
    public (IReadOnlyList<TruthVector?> Own, IReadOnlyList<TruthVector?> Late, TruthVector? Check) Joined(CompiledRule rule, IEnumerable<(Bound, Bound)> equal) => binders[rule.For[0].Schema.Name].OfJoined(
        rule, rule.Rule.For[0].Name,
        rule.Names.Where(n => !n.Value.IsGroup && n.Value.Slot > 0).ToDictionary(n => n.Key, n => new JoinedRow($"row {n.Value.Slot} of {n.Value.Schema.Name}", c => n.Value.Schema.IndexOf(c) is >= 0 and var at ? JoinedColumns.Of(scans[n.Value.Schema.Name].Batch.Columns[at], n.Value.Slot) : null), StringComparer.Ordinal),
        equal);

    // One object for all rules of a table that look up the groups alike.
    private GroupRows RowsOf(CompiledRule rule, ScanTable over, string row, GroupUse use)
    {
        var id = GroupId(use, row);
        if (!lookups.TryGetValue((over, id), out var rows))
        {
            var frame = rule.NewFrame(null);
            lookups.Add((over, id), rows = new GroupRows(use.Grouping, [.. use.Outer.Select(o => new RowKey(keys, CellsOf(over, o), r => Asked(o, frame, r)))]));
        }

        return rows;
    }

    private string GroupId(GroupUse use, string row) => $"group {groupings.Values.ToList().IndexOf(use.Grouping)} of {string.Join(", ", use.Outer.Select(o => Text(o, row)))}";

    internal static Value Asked(Bound bound, Frame frame, Row row)
    {
        frame.Rows[0] = row;
        Array.Clear(frame.Lets);
        return bound.Run(frame);
    }

    internal static Value OfMember(Bound bound, Frame frame, int slot, Row row)
    {
        frame.Members[slot] = row;
        return bound.Run(frame);
    }

    // Everything of a rule that its evaluation runs.
    private static IEnumerable<Expression> Evaluated(CompiledRule rule) =>
        rule.Rule.With.Select(g => g.Condition).OfType<Expression>().Concat(rule.Rule.Lets.Concat(rule.Rule.Params).Select(l => l.Expression)).Concat(rule.Rule.Where is { } where ? [where] : [])
            .Concat(rule.Derived?.Columns.Select(c => c.Source) ?? [rule.Rule.Check]);

    /// <summary>The aggregates that a rule evaluates.</summary>
    internal static IEnumerable<Expression.Call> Calls(CompiledRule rule) => Evaluated(rule).SelectMany(e => e.All()).OfType<Expression.Call>().Where(c => Aggregates.Names.Contains(c.Function) && c.Arguments.Count > 0);

    /// <summary>The group that an aggregate reads, of some; null where it reads none of them.</summary>
    internal static string? GroupOf(Expression.Call call, IReadOnlyDictionary<string, Access> names) => call.Arguments[0].All().OfType<Expression.Name>().Select(n => n.Text).FirstOrDefault(names.ContainsKey);

    /// <summary>Why an aggregate cannot be gathered row by row; null where it can.</summary>
    internal static string? Obstacle(CompiledRule rule, Expression.Call call, Access group)
    {
        var term = call.Arguments[^1];
        if (call.Arguments is [Expression.Name])
        {
            return call.Function is "count" or "exists" or "first" ? null : $"`{ExpressionText.Of(call)}` needs the rows of its group";
        }

        var bound = rule.Bound.GetValueOrDefault(term);
        return bound is null || !NameSet.Of(isGroup: true, group.Slot).Covers(bound.Uses) ? $"`{ExpressionText.Of(call)}` reads other rows than those of its group"
            : Counted.Contains(call.Function) || call.Function is "first" or "distinct" ? null
            : call.Function is "sum" or "mean" or "min" or "max" && bound.Type is FactType.Quantity && IsSum(rule, term, call.Function is "min" or "max") ? null
            : $"`{ExpressionText.Of(call)}` needs the rows of its group";
    }

    // What adds up exactly in words: columns, sums and differences of them, and products with nothing rounded are left to the rule.
    private static bool IsSum(CompiledRule rule, Expression term, bool isColumn) => term switch
    {
        Expression.Column => true,
        _ when isColumn => false,
        Expression.Literal { Type: FactType.Quantity } => true,
        Expression.Unary { Operator: "-" } minus => IsSum(rule, minus.Operand, false),
        Expression.Binary { Operator: "+" or "-" } sum => IsSum(rule, sum.Left, false) && IsSum(rule, sum.Right, false),
        _ => false,
    };

    private GroupUse Group(CompiledRule rule, Access access)
    {
        var table = tables[access.Schema.Name];
        var member = rule.Names.First(n => n.Value.IsGroup && n.Value.Slot == access.Slot).Key;
        var binder = binders[table.Schema.Name];
        var frame = rule.NewFrame(null);
        var fixedPairs = access.InnerKey.Zip(access.OuterKey).Where(p => p.Second.Uses.IsEmpty);
        var parts = Parts(access).ToList();
        var id = $"{table.Schema.Name}\n{string.Join('\n', parts.Select(p => Text(p.Inner, member)))}\n?{string.Join('\n', ConditionsOf(access, member).Order(StringComparer.Ordinal))}";
        if (!groupings.TryGetValue(id, out var grouping))
        {
            var conditions = fixedPairs.Select(p => (Vector: binder.Same(rule, member, p.First, p.Second), Own: (Func<Row, bool>)(r => Value.AreSame(OfMember(p.First, frame, access.Slot, r), p.Second.Run(frame)))))
                .Concat(access.Filters.Select(f => (Vector: binder.Truth(rule, member, f.Source), Own: (Func<Row, bool>)(r => OfMember(f, frame, access.Slot, r) is Value.Judgement { IsTrue: true })))).ToList();
            grouping = new Grouping(new RowConditions(conditions), [.. parts.Select(p => new RowKey(keys, CellsOf(table, p.Inner), r => OfMember(p.Inner, frame, access.Slot, r)))], new KeyMap(parts.Count));
            groupings.Add(id, grouping);
        }

        var names = new Dictionary<string, Access>(StringComparer.Ordinal) { [member] = access };
        var aggregates = new List<(Expression.Call, Accumulator?)>();
        foreach (var call in Calls(rule).Where(c => GroupOf(c, names) is not null && !(c.Arguments is [Expression.Name] && c.Function is "count" or "exists")).Distinct())
        {
            aggregates.Add((call, call.Arguments is [Expression.Name] ? null : grouping.Accumulated($"{call.Function}:{Text(rule.Bound[call.Arguments[^1]], member)}", () => Accumulated(rule, binder, member, access, call, frame, CellsOf(access, rule.Bound[call.Arguments[^1]])))));
        }

        return new GroupUse(table.Schema, grouping, [.. parts.Select(p => p.Outer)], aggregates);
    }

    /// <summary>An expression over one name as text, in which that name is a dot, so that rules can share what they ask alike.</summary>
    internal static string Text(Bound bound, string member) =>
        ExpressionText.Of(bound.Source.Map(e => e is Expression.Column { Owner.Text: var owner } column && owner == member ? column with { Owner = column.Owner with { Text = "·" } } : null));

    private Cells? CellsOf(Access access, Bound part) => CellsOf(tables[access.Schema.Name], part);

    private Cells? CellsOf(ScanTable table, Bound part) => part.Source is Expression.Column column && table.Schema.IndexOf(column.Path) is >= 0 and var at ? scans[table.Schema.Name].Batch.Columns[at] : null;

    /// <summary>What gathers an aggregate row by row.</summary>
    /// <param name="cells">The cells of its term, where that is a column.</param>
    internal static Accumulator Accumulated(CompiledRule rule, VectorBinder binder, string member, Access access, Expression.Call call, Frame frame, Cells? cells)
    {
        var term = rule.Bound[call.Arguments[^1]];
        Value Own(Row row) => OfMember(term, frame, access.Slot, row);
        return call.Function switch
        {
            "sum" or "mean" => new SumAccumulator(binder.Number(rule, member, term.Source)!, Own, binder.Number(rule, member, term.Source) as ColumnVector, call.Function == "mean"),
            "min" or "max" => new ExtremeAccumulator((ColumnVector)binder.Number(rule, member, term.Source)!, call.Function == "min"),
            "first" when cells is not null => new FirstAccumulator(cells),
            "first" or "distinct" => new ValueAccumulator((batch, i) => Own(batch.RowOf(i)), call.Function == "first", binder.Any(rule, member, term.Source)),
            var function => new CountAccumulator(function, (batch, i) => Own(batch.RowOf(i)), binder.Any(rule, member, term.Source)),
        };
    }

    // `row = first(alike)` beside the very conditions of the group: the rule speaks of each group once. That a part of the key is there goes without saying in a group.
    internal static Grouping? OncePer(CompiledRule rule, string row, Dictionary<int, GroupUse> groups)
    {
        foreach (var condition in rule.Conditions)
        {
            if (condition.Source is Expression.Comparison { Operator: "=", Left: Expression.Name { Text: var left }, Right: Expression.Call { Function: "first", Arguments: [Expression.Name { Text: var name }] } } && left == row
                && rule.Names[name].Slot is var slot && groups.TryGetValue(slot, out var use) && use.Schema == rule.For[0].Schema
                && use.Outer.Select(o => Text(o, row)).SequenceEqual(Parts(rule.With[slot]).Select(p => Text(p.Inner, name))) && ConditionsOf(rule.For[0], row).Except(use.Outer.Select(o => $"exists({Text(o, row)})")).ToHashSet().SetEquals(ConditionsOf(rule.With[slot], name)))
            {
                return use.Grouping;
            }
        }

        return null;
    }

    // The equalities of a group with the rows before it; those with what is fixed are conditions on its rows.
    internal static IEnumerable<(Bound Inner, Bound Outer)> Parts(Access access) => access.InnerKey.Zip(access.OuterKey).Where(p => !p.Second.Uses.IsEmpty);

    internal static HashSet<string> ConditionsOf(Access access, string name) =>
        [.. access.InnerKey.Zip(access.OuterKey).Where(p => p.Second.Uses.IsEmpty).Select(p => $"{Text(p.First, name)} = {ExpressionText.Of(p.Second.Source)}"), .. access.Filters.Select(f => Text(f, name))];
}
