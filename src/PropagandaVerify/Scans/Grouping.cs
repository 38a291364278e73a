using PropagandaVerify.Facts;

namespace PropagandaVerify.Scans;

/// <summary>
/// The rows of a table by a key, perhaps only those that meet conditions, as counts and sums; rules that group a table alike share one. A rule's own group and its members
/// are never held.
/// </summary>
internal class Grouping
{
    private readonly RowConditions conditions;
    private readonly RowKey[] key;
    private readonly KeyMap map;
    private readonly List<int> counts = [];
    private readonly List<int> firsts = [];
    private readonly Dictionary<string, Accumulator> byAggregate = new(StringComparer.Ordinal);
    private readonly List<Accumulator> accumulators = [];
    private long rows;
    private long? beside;

    /// <param name="map">Numbers its keys; groupings that are asked for each other's keys share one.</param>
    public Grouping(RowConditions conditions, IReadOnlyList<RowKey> key, KeyMap map)
    {
        this.conditions = conditions;
        this.key = [.. key];
        this.map = map;
    }

    /// <summary>Whether it is of the rows alone that a database found.</summary>
    public bool IsOfFound { get; set; }

    /// <summary>What its rows meet.</summary>
    public RowConditions Conditions => conditions;

    public IReadOnlyList<RowKey> Key => key;

    /// <summary>What numbers its keys.</summary>
    public KeyMap Map => map;

    protected List<Accumulator> Accumulators => accumulators;

    /// <summary>The number of the group of each record of the batch at hand, or <see cref="KeyNumbers.None"/>.</summary>
    public int[] Groups { get; } = new int[Batch.Size];

    public int Count => counts.Count;

    /// <summary>How many rows are in its groups.</summary>
    public long Rows => beside ?? rows;

    /// <summary>About how many bytes it takes.</summary>
    public virtual long Size => map.Size + (8L * counts.Capacity) + accumulators.Sum(a => a.Size);

    /// <summary>The accumulator of an aggregate, made when it is first asked for.</summary>
    public Accumulator Accumulated(string aggregate, Func<Accumulator> make)
    {
        if (!byAggregate.TryGetValue(aggregate, out var accumulator))
        {
            byAggregate.Add(aggregate, accumulator = make());
            accumulators.Add(accumulator);
        }

        return accumulator;
    }

    /// <summary>Tells how many rows are in its groups where a database has most of them.</summary>
    public void Beside(long all) => beside = all;

    /// <summary>How many rows a group has.</summary>
    public virtual int RowsOf(int group) => counts[group];

    /// <summary>The number of the first row of a group.</summary>
    public virtual int FirstOf(int group) => firsts[group];

    /// <summary>The group of a key; <see cref="KeyNumbers.None"/> where there is none.</summary>
    public int Find(ReadOnlySpan<int> wanted) => map.Find(wanted);

    /// <summary>The group of a row that was fetched; <see cref="KeyNumbers.None"/> where it is in none.</summary>
    public int Of(Row row)
    {
        Span<int> parts = stackalloc int[key.Length];
        for (var p = 0; p < parts.Length; p++)
        {
            parts[p] = key[p].Of(row);
        }

        return conditions.Hold(row) ? Find(parts) : KeyNumbers.None;
    }

    /// <summary>Takes a batch in.</summary>
    public void Add(Batch batch)
    {
        Assign(batch, isAdded: true);
        for (var i = 0; i < batch.Count; i++)
        {
            if (Groups[i] is not KeyNumbers.None and var group)
            {
                if (group == counts.Count)
                {
                    counts.Add(0);
                    firsts.Add(batch.NumberOf(i));
                }

                counts[group]++;
                rows++;
            }
        }

        foreach (var accumulator in accumulators)
        {
            accumulator.Add(batch, Groups, counts.Count);
        }
    }

    /// <summary>Finds the groups of a batch, which <see cref="Groups"/> gives, and adds those that are new if asked to.</summary>
    public void Assign(Batch batch, bool isAdded)
    {
        conditions.Update(batch);
        foreach (var part in key)
        {
            part.Update(batch);
        }

        Span<int> parts = stackalloc int[key.Length];
        Array.Fill(Groups, KeyNumbers.None, 0, batch.Count);
        for (var i = conditions.Next(batch, 0); i < batch.Count; i = conditions.Next(batch, i + 1))
        {
            if (IsOfFound && !batch.IsFound(i))
            {
                continue;
            }

            for (var p = 0; p < parts.Length; p++)
            {
                parts[p] = key[p].Numbers[i];
            }

            Groups[i] = isAdded ? map.Of(parts) : map.Find(parts);
        }
    }
}

/// <summary>Conditions on the rows of a table: vectors where there are any, and the rule's own words for what these leave open.</summary>
internal sealed class RowConditions
{
    private readonly TruthVector? vector;
    private readonly Func<Row, bool>? own;

    /// <param name="conditions">What tells about a whole batch, null where nothing does, and what asks the rule about one row.</param>
    public RowConditions(IReadOnlyList<(TruthVector? Vector, Func<Row, bool> Own)> conditions)
    {
        // Rows that the vectors leave open, and all where one has none, are asked about each condition.
        var vectors = conditions.Select(c => c.Vector).OfType<TruthVector>().ToList();
        vector = vectors.Count == 0 ? null : vectors.Aggregate((a, b) => new ConnectedVector("and", a, b));
        own = conditions.Count == 0 ? null : row => conditions.All(c => c.Own(row));
        IsWhole = vectors.Count == conditions.Count;
    }

    // Whether the vectors say all there is to say where they are not open.
    private bool IsWhole { get; }

    /// <summary>The same for a database, as far as that can tell; null where there are none.</summary>
    public Condition? Lowered(Lowering into) => AreNone ? null : vector is null ? Condition.Open : IsWhole ? vector.Condition(into) : new Condition.Both(vector.Condition(into), Condition.Open);

    /// <summary>Whether there are none.</summary>
    public bool AreNone => own is null;

    /// <summary>What is known of each record of the batch, where vectors say all there is to say but for what they leave open; null where they do not.</summary>
    public Truth[]? Known => IsWhole ? vector?.Truths : null;

    public void Update(Batch batch) => vector?.Update(batch);

    public bool Hold(Row row) => own?.Invoke(row) != false;

    /// <summary>The first record from an index on that meets them; the number of records when none does.</summary>
    public int Next(Batch batch, int from)
    {
        if (own is null)
        {
            return from;
        }

        for (var at = from; at < batch.Count; at++)
        {
            if (vector is not null)
            {
                if (IsWhole && vector.Truths[at] == Truth.Yes)
                {
                    return at;
                }

                var ahead = vector.Truths.AsSpan(at, batch.Count - at).IndexOfAny(Truth.Yes, Truth.Open);
                if (ahead < 0)
                {
                    return batch.Count;
                }

                at += ahead;
                if (IsWhole && vector.Truths[at] == Truth.Yes)
                {
                    return at;
                }
            }

            if (own(batch.RowOf(at)))
            {
                return at;
            }
        }

        return batch.Count;
    }
}

/// <summary>One part of a key: a column, or what the rule reckons.</summary>
internal sealed class RowKey(KeyNumbers numbers, Cells? cells, Func<Row, Value> own)
{
    private int known = -1;

    /// <summary>The column; null where the rule reckons it.</summary>
    public Cells? Cells => cells;

    /// <summary>The numbers of the values of the batch at hand.</summary>
    public int[] Numbers { get; } = new int[Batch.Size];

    public int Of(Row row) => numbers.Of(own(row));

    public void Update(Batch batch)
    {
        if (known == batch.Stamp)
        {
            return;
        }

        known = batch.Stamp;
        if (cells is not null)
        {
            numbers.Put(cells, Numbers.AsSpan(0, batch.Count));
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            Numbers[i] = numbers.Of(own(batch.RowOf(i)));
        }
    }
}
