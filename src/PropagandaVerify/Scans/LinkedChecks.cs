using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>Finds the checks beside failures: those that read a row which takes part in one. A repair must leave them holding.</summary>
/// <param name="held">The rows that are held, such as those that were derived.</param>
/// <param name="origins">The records from which these were derived.</param>
internal sealed class LinkedChecks(
    IReadOnlyList<ScanRule> rules, IReadOnlyDictionary<string, TableScan> scans, IReadOnlyList<Buckets> buckets, Func<Access, Frame, RowGroup?> summed, FactBase held,
    IReadOnlyDictionary<int, (string Table, int Number)> origins)
{
    // Beyond so many failures that might be repaired no repairs are looked for, and so no checks beside them.
    private const int MostFailures = 200;

    // Nor beyond so many checks beside them.
    private const int MostLinked = 2_000;

    /// <summary>Whether repairs of failures are looked for, so that these are needed.</summary>
    public static bool AreWanted(IReadOnlyDictionary<ScanRule, HashSet<int>> wanted) => RepairableOf(wanted) is > 0 and <= MostFailures;

    /// <summary>How many failures may be repaired.</summary>
    public static int RepairableOf(IReadOnlyDictionary<ScanRule, HashSet<int>> wanted) => wanted.Where(w => w.Key.Rule.Rule.Repairs.Count + w.Key.Rule.Rule.RepairWords.Count > 0).Sum(w => w.Value.Count);

    /// <summary>The further rows of each rule that a repair of the failures may touch; null where they are too many to look for repairs.</summary>
    public IReadOnlyList<(ScanRule Rule, ScanTuple Tuple)>? Of(IReadOnlyDictionary<string, FetchedTable> fetched, IReadOnlyDictionary<ScanRule, HashSet<int>> wanted)
    {
        var linked = new List<(ScanRule, ScanTuple)>();
        foreach (var rule in rules)
        {
            if (rule.Over is null)
            {
                linked.AddRange(OverHeld(rule, fetched).Take(MostLinked - linked.Count).Select(t => (rule, t)));
                continue;
            }

            var name = rule.Over.Schema.Name;
            var (own, groups) = (fetched[name].ByNumber, GroupsOf(rule, fetched));
            if (rule.IsOfRecords)
            {
                linked.AddRange(own.Where(r => rule.Run.Meets(r.Value) && !wanted[rule].Contains(r.Key)).Select(r => (rule, new ScanTuple(r.Key, []))));
                continue;
            }

            if (rule.Stored is { } stored)
            {
                // A row that fails with one row may hold with another.
                linked.AddRange(buckets.First(b => b.Rules.Contains(stored)).Reading(stored, fetched, MostLinked).Select(t => (rule, t)));
                continue;
            }

            var batch = scans[name].Batch;
            if (rule.Waiting is { } waiting)
            {
                waiting.Replay(() => Link(0, from => from));
            }
            else
            {
                scans[name].Again(_ =>
                {
                    rule.Conditions.Update(batch);
                    Link(rule.Next(batch, 0), from => rule.Next(batch, from));
                });
            }

            void Link(int first, Func<int, int> next)
            {
                for (var i = first; i < batch.Count && linked.Count < MostLinked; i = next(i + 1))
                {
                    var number = batch.NumberOf(i);
                    if (wanted[rule].Contains(number))
                    {
                        continue;
                    }

                    var (touched, members) = (Touched(rule, batch.RowOf(i)), rule.MembersOf(batch.RowOf(i)));
                    if (own.ContainsKey(number) || touched.Any(t => groups.Contains((t.Use.Grouping, t.Group))) || members.Any(m => fetched[m.Table].ByNumber.ContainsKey(m.Number)))
                    {
                        linked.Add((rule, new ScanTuple(number, touched) { Members = members }));
                    }
                }
            }
        }

        return linked.Count < MostLinked ? linked : null;
    }

    // The rows that are held for which a rule reads what was derived from rows of failures, or a group of these.
    private IEnumerable<ScanTuple> OverHeld(ScanRule rule, IReadOnlyDictionary<string, FetchedTable> fetched)
    {
        var (groups, known) = (GroupsOf(rule, fetched), new Dictionary<RowGroup, bool>(ReferenceEqualityComparer.Instance));
        bool IsRead(Row row) => origins.TryGetValue(row.Identity, out var origin) && fetched[origin.Table].ByNumber.ContainsKey(origin.Number);
        bool AreRead(RowGroup group) => known.TryGetValue(group, out var are) ? are : known[group] = group.Rows.Any(IsRead);
        foreach (var row in held[rule.Rule.For[0].Schema.Name]?.Rows.Where(rule.Run.Meets) ?? [])
        {
            var (touched, members) = (Touched(rule, row), rule.MembersOf(row));
            if (rule.TuplesOf(row).Any(t => t.Frame.Rows.Any(IsRead) || t.Frame.Groups.Any(AreRead)) || touched.Any(t => groups.Contains((t.Use.Grouping, t.Group))) || members.Any(m => fetched[m.Table].ByNumber.ContainsKey(m.Number)))
            {
                yield return new ScanTuple(row.Identity, touched) { Members = members };
            }
        }
    }

    private IReadOnlyList<(GroupUse Use, int Group)> Touched(ScanRule rule, Row row)
    {
        rule.Touched.Clear();
        if (rule.Tuples is not null)
        {
            // Which groups it looks at may depend on the rows that are joined.
            rule.TuplesOf(row);
            return [.. rule.Touched.Distinct()];
        }

        var frame = rule.Rule.NewFrame(null);
        frame.Rows[0] = row;
        foreach (var slot in rule.Groups.Keys)
        {
            summed(rule.Rule.With[slot], frame);
        }

        return [.. rule.Touched.Distinct()];
    }

    // The groups of a rule that hold a row of a failure.
    private static HashSet<(Grouping Grouping, int Group)> GroupsOf(ScanRule rule, IReadOnlyDictionary<string, FetchedTable> fetched)
    {
        var groups = new HashSet<(Grouping, int)>();
        foreach (var use in rule.Groups.Values)
        {
            groups.UnionWith(fetched[use.Schema.Name].Relation.Rows.Select(r => (use.Grouping, use.Grouping.Of(r))).Where(g => g.Item2 != KeyNumbers.None));
        }

        return groups;
    }
}
