using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>
/// The rows of a table by a key, perhaps only those that meet conditions, as counts and sums; rules that group a table alike share one. A rule's own group and its members
/// are never held.
/// </summary>
internal sealed class Grouping
{
    private readonly IReadOnlyList<RowCondition> conditions;
    private readonly IReadOnlyList<RowKey> key;
    private readonly KeyMap map;
    private readonly List<int> counts = [];
    private readonly List<int> firsts = [];
    private readonly Dictionary<string, Accumulator> accumulators = new(StringComparer.Ordinal);

    public Grouping(IReadOnlyList<RowCondition> conditions, IReadOnlyList<RowKey> key)
    {
        this.conditions = conditions;
        this.key = key;
        map = new KeyMap(key.Count);
    }

    /// <summary>The number of the group of each record of the batch at hand, or <see cref="KeyNumbers.None"/>.</summary>
    public int[] Groups { get; } = new int[Batch.Size];

    public int Count => counts.Count;

    /// <summary>How many rows are in its groups.</summary>
    public long Rows { get; private set; }

    /// <summary>About how many bytes it takes.</summary>
    public long Size => map.Size + (8L * counts.Capacity) + accumulators.Values.Sum(a => a.Size);

    /// <summary>The accumulator of an aggregate, made when it is first asked for.</summary>
    public Accumulator Accumulated(string aggregate, Func<Accumulator> make)
    {
        if (!accumulators.TryGetValue(aggregate, out var accumulator))
        {
            accumulators.Add(aggregate, accumulator = make());
        }

        return accumulator;
    }

    public int RowsOf(int group) => counts[group];

    /// <summary>The number of the first row of a group.</summary>
    public int FirstOf(int group) => firsts[group];

    /// <summary>The group of a key; <see cref="KeyNumbers.None"/> where there is none.</summary>
    public int Find(ReadOnlySpan<int> wanted) => map.Of(wanted, isAdded: false);

    /// <summary>The group of a row that was fetched; <see cref="KeyNumbers.None"/> where it is in none.</summary>
    public int Of(Row row)
    {
        Span<int> parts = stackalloc int[key.Count];
        for (var p = 0; p < parts.Length; p++)
        {
            parts[p] = key[p].Of(row);
        }

        return conditions.All(c => c.Holds(row)) ? Find(parts) : KeyNumbers.None;
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
                Rows++;
            }
        }

        foreach (var accumulator in accumulators.Values)
        {
            accumulator.Add(batch, Groups, counts.Count);
        }
    }

    /// <summary>Finds the groups of a batch, which <see cref="Groups"/> gives, and adds those that are new if asked to.</summary>
    public void Assign(Batch batch, bool isAdded)
    {
        foreach (var condition in conditions)
        {
            condition.Update(batch);
        }

        foreach (var part in key)
        {
            part.Update(batch);
        }

        Span<int> parts = stackalloc int[key.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            Groups[i] = KeyNumbers.None;
            if (!Meets(batch, i))
            {
                continue;
            }

            for (var p = 0; p < parts.Length; p++)
            {
                parts[p] = key[p].Numbers[i];
            }

            Groups[i] = map.Of(parts, isAdded);
        }
    }

    private bool Meets(Batch batch, int row)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(batch, row))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A condition on the rows of a table: a vector where there is one, and the rule's own words for what the vector leaves open.</summary>
/// <param name="vector">What tells about a whole batch; null where nothing does.</param>
/// <param name="own">Asks the rule about one row.</param>
internal sealed class RowCondition(TruthVector? vector, Func<Row, bool> own)
{
    public void Update(Batch batch) => vector?.Update(batch);

    public bool Holds(Row row) => own(row);

    public bool Holds(Batch batch, int row) => vector?.Truths[row] switch
    {
        Truth.Yes => true,
        Truth.No or Truth.Missing => false,
        _ => own(batch.RowOf(row)),
    };
}

/// <summary>One part of a key: a column, or what the rule reckons.</summary>
internal sealed class RowKey(KeyNumbers numbers, Cells? cells, Func<Row, Value> own)
{
    private int known = -1;

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
        for (var i = 0; i < batch.Count; i++)
        {
            Numbers[i] = cells is not null ? numbers.Of(cells, i) : numbers.Of(own(batch.RowOf(i)));
        }
    }
}
