using PropagandaVerify.Rules;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>The batches and vectors of one thread at work; facts and groupings are shared by all.</summary>
internal sealed class SessionLane
{
    private readonly IReadOnlyDictionary<string, SessionTable> tables;
    private readonly Dictionary<string, Batch> batches;
    private readonly Dictionary<string, VectorBinder> binders;
    private readonly Dictionary<(MemberGrouping, MemberGrouping), (string Id, GroupRows Rows, OneRowVector IsThere)> lookups = [];

    // Rows that are there stand at the beginning, those that went at the end.
    private readonly int[] slots = new int[Batch.Size];
    private int alive;
    private int gone;

    public SessionLane(IReadOnlyDictionary<string, SessionTable> tables, TextNumbers texts)
    {
        this.tables = tables;
        batches = tables.ToDictionary(t => t.Key, t => new Batch(t.Value.Schema, t.Value.NewCells()), StringComparer.Ordinal);
        binders = batches.ToDictionary(b => b.Key, b => new VectorBinder(b.Value.Schema, b.Value.Columns, texts), StringComparer.Ordinal);
    }

    /// <summary>The slots of the rows of the batch.</summary>
    public ReadOnlySpan<int> AliveSlots => slots.AsSpan(0, alive);

    /// <summary>The slots of rows that were to be in the batch and are gone.</summary>
    public ReadOnlySpan<int> GoneSlots => slots.AsSpan(slots.Length - gone);

    /// <summary>Fills the batch of a table.</summary>
    /// <param name="wanted">The slots of the rows, of which some may have gone.</param>
    public void Load(SessionTable table, ReadOnlySpan<int> wanted)
    {
        (alive, gone) = (0, 0);
        if (table.IsWhole)
        {
            wanted.CopyTo(slots);
            alive = wanted.Length;
        }

        for (var i = alive; i < wanted.Length; i++)
        {
            slots[table.IsAlive(wanted[i]) ? alive++ : ^++gone] = wanted[i];
        }

        table.Load(BatchOf(table.Schema.Name), AliveSlots);
    }

    /// <summary>The same for slots that follow each other.</summary>
    public void Load(SessionTable table, int from, int to)
    {
        Span<int> wanted = stackalloc int[to - from];
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] = from + i;
        }

        Load(table, wanted);
    }

    public Batch BatchOf(string relation) => batches[relation];

    public VectorBinder BinderOf(string relation) => binders[relation];

    /// <summary>The conditions on the rows of a rule's first name alone.</summary>
    public RowConditions Conditions(CompiledRule rule)
    {
        var (first, row) = (rule.For[0], rule.Rule.For[0].Name);
        var (binder, frame) = (binders[first.Schema.Name], rule.NewFrame(null));
        return new RowConditions([
            .. first.InnerKey.Zip(first.OuterKey, (inner, outer) => (Vector: binder.Same(rule, row, inner, outer), Own: (Func<Facts.Row, bool>)(r => Facts.Value.AreSame(ScanPlanner.Asked(inner, frame, r), outer.Run(frame))))),
            .. first.Filters.Select(f => (Vector: binder.Truth(rule, row, f.Source), Own: (Func<Facts.Row, bool>)(r => ScanPlanner.Asked(f, frame, r) is Facts.Value.Judgement { IsTrue: true })))]);
    }

    /// <summary>What vectors tell of a rule behind these conditions; nulls where the rule itself must be asked.</summary>
    /// <param name="uses">Its groups; null where their rows must be looked at.</param>
    /// <returns>For each joined name whether there is one row, and what they say of the conditions behind and of the check.</returns>
    public (TruthVector[] AreThere, TruthVector? Late, TruthVector? Check) Vectors(CompiledRule rule, IReadOnlyList<Reach> reaches, IReadOnlyDictionary<int, GroupUse>? uses)
    {
        var row = rule.Rule.For[0].Name;
        if (uses is null || reaches.Any(r => r.From != row || r.Inner.Table is not FactTable))
        {
            return ([], null, null);
        }

        var groups = new Dictionary<string, (GroupUse, GroupRows, string)>(StringComparer.Ordinal);
        var joined = new Dictionary<string, JoinedRow>(StringComparer.Ordinal);
        var areThere = new List<TruthVector>();
        foreach (var reach in reaches)
        {
            var (id, rows, isThere) = Lookup(reach);
            if (rule.Names[reach.Name].IsGroup)
            {
                groups.Add(reach.Name, (uses[rule.Names[reach.Name].Slot], rows, id));
            }
            else
            {
                areThere.Add(isThere);
                joined.Add(reach.Name, new JoinedRow(id, path => Column(rows, (FactTable)reach.Inner.Table, path)));
            }
        }

        var (late, check) = binders[rule.For[0].Schema.Name].OfGroups(rule, row, groups, joined);
        return ([.. areThere], late, check);
    }

    private (string Id, GroupRows Rows, OneRowVector IsThere) Lookup(Reach reach)
    {
        if (!lookups.TryGetValue((reach.Inner, reach.Outer!), out var known))
        {
            var rows = new KnownGroupRows(reach.Inner, reach.Outer!);
            lookups.Add((reach.Inner, reach.Outer!), known = ($"rows {lookups.Count}", rows, new OneRowVector(rows)));
        }

        return known;
    }

    private static Vector? Column(GroupRows rows, FactTable table, string path) => table.Schema.IndexOf(path) is not (>= 0 and var at) ? null
        : table.Relation.Columns[at] is { Kind: FactKind.Number } column ? JoinedNumberVector.Of(rows, table, at, column.Column)
        : new JoinedWordVector(rows, table, at);
}
