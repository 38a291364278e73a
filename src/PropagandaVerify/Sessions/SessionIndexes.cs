using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>Finds the rows of a rule through the groupings of a session, for one thread.</summary>
internal sealed class SessionIndexes(KeyNumbers keys) : Indexes(new FactBase([]))
{
    // Of a larger group the sums that were kept are read, and some rows to show.
    private const int MostHeld = 1_000;
    private const int MostShown = 20;

    private readonly Dictionary<Access, (MemberGrouping Rows, GroupUse? Use)> known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(MemberGrouping, int), RowGroup> groups = [];

    /// <summary>Says where the rows of the names of a rule are found.</summary>
    public void Know(CompiledRule rule, IReadOnlyList<Reach> reaches, IReadOnlyDictionary<int, GroupUse>? uses)
    {
        foreach (var reach in reaches)
        {
            var (isGroup, slot, _) = rule.Names[reach.Name];
            known.Add((isGroup ? rule.With : rule.For)[slot], (reach.Inner, isGroup ? uses?[slot] : null));
        }
    }

    /// <summary>Forgets rows, since they change.</summary>
    public void Clear()
    {
        if (groups.Count > 0)
        {
            groups.Clear();
            Forget();
        }
    }

    public override IReadOnlyList<Row> Candidates(Access access, Frame frame, Func<Frame, Row[]> slot) => Fitting(access, frame)?.Rows ?? [];

    protected override bool IsFiltered(Access access) => SessionPlanner.IsOfRowsAlone(access);

    protected override RowGroup? Fitting(Access access, Frame frame)
    {
        var (rows, use) = known[access];
        Span<int> key = stackalloc int[access.OuterKey.Count];
        var parts = 0;
        for (var i = 0; i < access.OuterKey.Count; i++)
        {
            if (!access.OuterKey[i].Uses.IsEmpty)
            {
                key[parts++] = keys.Known(access.OuterKey[i].Run(frame));
            }
        }

        var group = rows.Map.Find(key[..parts]);
        if (group == KeyNumbers.None || rows.RowsOf(group) == 0)
        {
            return null;
        }

        if (!groups.TryGetValue((rows, group), out var made))
        {
            groups.Add((rows, group), made = Made(rows, use, group));
        }

        return made;
    }

    private static RowGroup Made(MemberGrouping rows, GroupUse? use, int group)
    {
        var count = rows.RowsOf(group);
        if (use is null || count <= MostHeld || use.Aggregates.Any(a => a.Accumulator?.IsMissing(group) == true))
        {
            return new RowGroup([.. rows.InOrder(group).Select(rows.Table.RowOf)]);
        }

        var sums = new RowGroup([.. rows.InOrder(group).Take(MostShown).Select(rows.Table.RowOf)], count);
        foreach (var (call, accumulator) in use.Aggregates)
        {
            sums.Put(call, accumulator?.Of(group, count) ?? new Value.RowRef(sums.Rows[0]));
        }

        return sums;
    }
}
