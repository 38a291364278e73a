using PropagandaVerify.Facts;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>How a change of the rows of one name of a rule reaches the rows of its first name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Inner">The rows of the name by the key of its equalities.</param>
/// <param name="From">The name whose rows give that key; null where several do, so that any change reaches all rows.</param>
/// <param name="Outer">The rows of that name by the key that they give.</param>
internal sealed record Reach(string Name, MemberGrouping Inner, string? From, MemberGrouping? Outer);

/// <summary>Plans the groupings that rules need while facts come and go. What rules group alike is one grouping.</summary>
/// <param name="tables">The tables by the name of their relation.</param>
/// <param name="lane">The batches that fill the groupings.</param>
internal sealed class SessionPlanner(IReadOnlyDictionary<string, SessionTable> tables, KeyNumbers keys, SessionLane lane)
{
    private readonly Dictionary<string, MemberGrouping> groupings = new(StringComparer.Ordinal);
    private readonly Dictionary<KeyMap, int> maps = new(ReferenceEqualityComparer.Instance);

    /// <summary>The ways of a rule, those of <c>for</c> behind its first name and then those of <c>with</c>.</summary>
    public IReadOnlyList<Reach> Reaches(CompiledRule rule) =>
        [.. rule.For.Skip(1).Select(a => Of(rule, a, isGroup: false)), .. rule.With.Select(a => Of(rule, a, isGroup: true))];

    /// <summary>The groups of a rule with what it aggregates over them, by the slot of their name; null where the rows of some must be looked at one by one.</summary>
    public IReadOnlyDictionary<int, GroupUse>? Uses(CompiledRule rule, IReadOnlyList<Reach> reaches)
    {
        var names = rule.Names.Where(n => n.Value.IsGroup).ToDictionary(n => n.Key, n => rule.With[n.Value.Slot], StringComparer.Ordinal);
        var calls = ScanPlanner.Calls(rule).Select(c => (Call: c, Group: ScanPlanner.GroupOf(c, names))).Where(c => c.Group is not null).ToList();
        if (rule.With.Any(a => a.Previous is not null || !IsOfRowsAlone(a)) || calls.Exists(c => ScanPlanner.Obstacle(rule, c.Call, names[c.Group!]) is not null))
        {
            return null;
        }

        var root = rule.Rule.For[0].Name;
        var uses = new Dictionary<int, GroupUse>();
        foreach (var (name, access) in names)
        {
            var reach = reaches.First(r => r.Name == name);
            if (reach.From != root || access.Schema.IsOfDraft || reach.Inner.Table is not FactTable)
            {
                return null;
            }

            var (binder, frame) = (lane.BinderOf(access.Schema.Name), rule.NewFrame(null));
            var aggregates = new List<(Expression.Call, Accumulator?)>();
            foreach (var call in calls.Where(c => c.Group == name).Select(c => c.Call).Where(c => !(c.Arguments is [Expression.Name] && c.Function is "count" or "exists")).Distinct())
            {
                aggregates.Add((call, call.Arguments is [Expression.Name] ? null
                    : reach.Inner.Accumulated($"{call.Function}:{ScanPlanner.Text(rule.Bound[call.Arguments[^1]], name)}", () => ScanPlanner.Accumulated(rule, binder, name, access, call, frame, CellsOf(access.Schema.Name, rule.Bound[call.Arguments[^1]])))));
            }

            uses.Add(access.Slot, new GroupUse(access.Schema, reach.Inner, [.. ScanPlanner.Parts(access).Select(p => p.Outer)], aggregates));
        }

        return uses;
    }

    private Reach Of(CompiledRule rule, Access access, bool isGroup)
    {
        var name = rule.Names.First(n => n.Value.IsGroup == isGroup && n.Value.Slot == access.Slot).Key;
        var inner = Inner(rule, access, name, isGroup);
        var parts = ScanPlanner.Parts(access).ToList();
        var from = parts.Count == 0 ? rule.Rule.For[0].Name
            : rule.Rule.For.Select(f => f.Name).FirstOrDefault(n => NameSet.Of(false, rule.Names[n].Slot) is var own && parts.TrueForAll(p => own.Covers(p.Outer.Uses)));
        return new Reach(name, inner, from, from is null ? null : Outer(rule, from, [.. parts.Select(p => p.Outer)], inner));
    }

    private MemberGrouping Inner(CompiledRule rule, Access access, string name, bool isGroup)
    {
        var table = tables[access.Schema.Name];
        var (binder, frame) = (lane.BinderOf(table.Schema.Name), rule.NewFrame(null));
        var parts = ScanPlanner.Parts(access).ToList();
        var given = access.InnerKey.Zip(access.OuterKey).Where(p => p.Second.Uses.IsEmpty).ToList();
        var filters = isGroup && IsOfRowsAlone(access) ? access.Filters : [];
        var texts = given.Select(p => $"{ScanPlanner.Text(p.First, name)} = {ExpressionText.Of(p.Second.Source)}").Concat(filters.Select(f => ScanPlanner.Text(f, name))).Order(StringComparer.Ordinal);
        var id = $"{table.Schema.Name}\n{string.Join('\n', parts.Select(p => ScanPlanner.Text(p.Inner, name)))}\n?{string.Join('\n', texts)}";
        if (!groupings.TryGetValue(id, out var grouping))
        {
            Value Asked(Bound bound, Row row) => isGroup ? ScanPlanner.OfMember(bound, frame, access.Slot, row) : OfRow(bound, frame, access.Slot, row);
            var conditions = given.Select(p => (Vector: binder.Same(rule, name, p.First, p.Second), Own: (Func<Row, bool>)(r => Value.AreSame(Asked(p.First, r), p.Second.Run(frame)))))
                .Concat(filters.Select(f => (Vector: binder.Truth(rule, name, f.Source), Own: (Func<Row, bool>)(r => Asked(f, r) is Value.Judgement { IsTrue: true })))).ToList();
            grouping = new MemberGrouping(table, new RowConditions(conditions), [.. parts.Select(p => new RowKey(keys, CellsOf(table.Schema.Name, p.Inner), r => Asked(p.Inner, r)))], NewMap(parts.Count));
            groupings.Add(id, grouping);
        }

        return grouping;
    }

    // The rows that look groups up, under the same numbers as the groups.
    private MemberGrouping Outer(CompiledRule rule, string from, IReadOnlyList<Bound> key, MemberGrouping inner)
    {
        var (_, slot, schema) = rule.Names[from];
        var id = $"{schema.Name}\n{string.Join('\n', key.Select(k => ScanPlanner.Text(k, from)))}\n@{maps[inner.Map]}";
        if (!groupings.TryGetValue(id, out var grouping))
        {
            var frame = rule.NewFrame(null);
            grouping = new MemberGrouping(tables[schema.Name], new RowConditions([]), [.. key.Select(k => new RowKey(keys, CellsOf(schema.Name, k), r => OfRow(k, frame, slot, r)))], inner.Map);
            groupings.Add(id, grouping);
        }

        return grouping;
    }

    private KeyMap NewMap(int parts)
    {
        var map = new KeyMap(parts);
        maps.Add(map, maps.Count);
        return map;
    }

    private Cells? CellsOf(string relation, Bound part) =>
        part.Source is Expression.Column column && lane.BatchOf(relation) is { Columns.Count: > 0 } batch && batch.Schema.IndexOf(column.Path) is >= 0 and var at ? batch.Columns[at] : null;

    /// <summary>Whether the conditions of a group read its own rows alone, so that only rows that meet them are in it.</summary>
    public static bool IsOfRowsAlone(Access access) => access.Filters.All(f => NameSet.Of(isGroup: true, access.Slot).Covers(f.Uses));

    private static Value OfRow(Bound bound, Frame frame, int slot, Row row)
    {
        frame.Rows[slot] = row;
        Array.Clear(frame.Lets);
        return bound.Run(frame);
    }
}
