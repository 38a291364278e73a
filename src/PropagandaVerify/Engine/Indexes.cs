using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Engine;

/// <summary>Hash indexes over relations, built when first asked for and shared between rules that join by the same columns.</summary>
/// <param name="summed">Gives the groups of relations whose rows are not held; null for the others.</param>
internal class Indexes(FactBase facts, Func<Access, Frame, RowGroup?>? summed = null)
{
    private readonly Dictionary<string, Dictionary<JoinKey, List<Row>>> byColumns = new(StringComparer.Ordinal);
    private readonly Dictionary<Access, Dictionary<JoinKey, List<Row>>> byAccess = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<List<Row>, RowGroup> groups = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, RowGroup> whole = new(StringComparer.Ordinal);
    private readonly Dictionary<Access, Dictionary<RowGroup, RowGroup>> filtered = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Access, Dictionary<RowGroup, OrderedRows>> ordered = new(ReferenceEqualityComparer.Instance);

    /// <summary>The rows that may be bound to a name of <c>for</c>, given the names before it.</summary>
    public virtual IReadOnlyList<Row> Candidates(Access access, Frame frame, Func<Frame, Row[]> slot)
    {
        if (facts[access.Schema.Name] is not { } relation)
        {
            return [];
        }

        return access.IsHashed ? Lookup(access, frame, (f, row) => slot(f)[access.Slot] = row) ?? [] : relation.Rows;
    }

    /// <summary>The rows of a group for the tuple in a frame.</summary>
    public RowGroup Group(Access access, Frame frame, Action count)
    {
        if (summed?.Invoke(access, frame) is { } sums)
        {
            return sums;
        }

        if (Fitting(access, frame) is not { } fitting)
        {
            return new RowGroup([]);
        }

        var isShared = access.Filters.Count == 0 || access.FiltersRowsAlone;
        var group = access.Filters.Count == 0 || IsFiltered(access) ? fitting
            : isShared ? Once(Once(filtered, access, () => []), fitting, () => Filtered(access, frame, fitting.Rows, count))
            : Filtered(access, frame, fitting.Rows, count);
        if (access.Previous is not var (inner, outer))
        {
            return group;
        }

        OrderedRows Ordered() => OrderedRows.By(group.Rows, row => ValueOf(inner, access, frame, row));
        return (isShared ? Once(Once(ordered, access, () => []), group, Ordered) : Ordered()).Before(outer.Run(frame));
    }

    /// <summary>What an expression over the rows of a group is for one of them.</summary>
    public static Value ValueOf(Bound inner, Access access, Frame frame, Row row)
    {
        frame.Members[access.Slot] = row;
        var value = inner.Run(frame);
        frame.Members[access.Slot] = null;
        return value;
    }

    // The rows whose key the tuple has, in one object for all that have it.
    protected virtual RowGroup? Fitting(Access access, Frame frame)
    {
        if (facts[access.Schema.Name] is not { } relation)
        {
            return null;
        }

        return !access.IsHashed ? Once(whole, access.Schema.Name, () => new RowGroup(relation.Rows))
            : Lookup(access, frame, (f, row) => f.Members[access.Slot] = row) is { } rows ? Once(groups, rows, () => new RowGroup(rows)) : null;
    }

    /// <summary>Whether the rows that fit meet the filters already.</summary>
    protected virtual bool IsFiltered(Access access) => false;

    /// <summary>Forgets what was made of groups, since their rows change.</summary>
    protected void Forget()
    {
        groups.Clear();
        whole.Clear();
        filtered.Clear();
        ordered.Clear();
    }

    private static TValue Once<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, Func<TValue> make)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var value))
        {
            known.Add(key, value = make());
        }

        return value;
    }

    private static RowGroup Filtered(Access access, Frame frame, IReadOnlyList<Row> rows, Action count)
    {
        var kept = new List<Row>();
        foreach (var row in rows)
        {
            count();
            frame.Members[access.Slot] = row;
            if (access.Filters.All(f => f.Run(frame) is Value.Judgement { IsTrue: true }))
            {
                kept.Add(row);
            }
        }

        frame.Members[access.Slot] = null;
        return new RowGroup(kept);
    }

    private List<Row>? Lookup(Access access, Frame frame, Action<Frame, Row> put)
    {
        var key = Key(access.OuterKey, frame);
        if (key.IsIncomplete)
        {
            return null;
        }

        if (!byAccess.TryGetValue(access, out var index))
        {
            byAccess.Add(access, index = Shared(access, frame, put));
        }

        return index.GetValueOrDefault(key);
    }

    // Rules that join a relation by the same plain columns use one index.
    private Dictionary<JoinKey, List<Row>> Shared(Access access, Frame frame, Action<Frame, Row> put)
    {
        var name = access.InnerKey.All(k => k.Source is Expression.Column)
            ? access.Schema.Name + ":" + string.Join(',', access.InnerKey.Select(k => ((Expression.Column)k.Source).Path))
            : null;
        if (name is not null && byColumns.TryGetValue(name, out var known))
        {
            return known;
        }

        var index = new Dictionary<JoinKey, List<Row>>();
        var scratch = frame.Copy();
        foreach (var row in facts[access.Schema.Name]!.Rows)
        {
            put(scratch, row);
            var key = Key(access.InnerKey, scratch);
            if (!key.IsIncomplete)
            {
                if (!index.TryGetValue(key, out var rows))
                {
                    index.Add(key, rows = []);
                }

                rows.Add(row);
            }
        }

        if (name is not null)
        {
            byColumns.Add(name, index);
        }

        return index;
    }

    private static JoinKey Key(IReadOnlyList<Bound> parts, Frame frame)
    {
        var values = new Value[parts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = parts[i].Run(frame);
        }

        return new JoinKey(values);
    }
}
