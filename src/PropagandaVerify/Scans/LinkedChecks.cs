using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>Finds the checks beside failures: those that read a row which takes part in one. A repair must leave them holding.</summary>
internal sealed class LinkedChecks(IReadOnlyList<ScanRule> rules, IReadOnlyDictionary<string, TableScan> scans, Func<Access, Frame, RowGroup?> summed)
{
    // Beyond so many failures no repairs are looked for.
    private const int MostFailures = 1_000;
    private const int MostLinked = 10_000;

    /// <summary>Why not all checks beside the failures are known; null where they are.</summary>
    public string? Cut { get; private set; }

    /// <summary>The further rows of each rule that a repair of the failures may touch.</summary>
    public IReadOnlyList<(ScanRule Rule, ScanFailure Tuple)> Of(IReadOnlyDictionary<string, FetchedTable> fetched, IReadOnlyDictionary<ScanRule, HashSet<int>> wanted)
    {
        if (wanted.Values.Sum(w => w.Count) is var failures && failures is 0 or > MostFailures)
        {
            Cut = failures > 0 ? $"more than {MostFailures} rows failed, so the checks beside them were not read" : null;
            return [];
        }

        var linked = new List<(ScanRule, ScanFailure)>();
        foreach (var rule in rules.Where(r => r.Over is not null))
        {
            var name = rule.Over!.Schema.Name;
            var (own, groups) = (fetched[name].ByNumber, GroupsOf(rule, fetched));
            if (rule.IsOfRecords)
            {
                linked.AddRange(own.Where(r => rule.Run.Meets(r.Value) && !wanted[rule].Contains(r.Key)).Select(r => (rule, new ScanFailure(r.Key, []))));
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
                    Link(rule.Conditions.Next(batch, 0), from => rule.Conditions.Next(batch, from));
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

                    var touched = Touched(rule, batch.RowOf(i));
                    if (own.ContainsKey(number) || touched.Any(t => groups.Contains((t.Use.Grouping, t.Group))))
                    {
                        linked.Add((rule, new ScanFailure(number, touched)));
                    }
                }
            }
        }

        if (linked.Count < MostLinked)
        {
            return linked;
        }

        Cut = $"more than {MostLinked} checks stand beside those that failed, so none of them was read";
        return [];
    }

    private IReadOnlyList<(GroupUse Use, int Group)> Touched(ScanRule rule, Row row)
    {
        rule.Touched.Clear();
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
            groups.UnionWith(fetched[use.Table.Schema.Name].Relation.Rows.Select(r => (use.Grouping, use.Grouping.Of(r))).Where(g => g.Item2 != KeyNumbers.None));
        }

        return groups;
    }
}
