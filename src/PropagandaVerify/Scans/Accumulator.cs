using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Scans;

/// <summary>What an aggregate makes of the rows of each group, gathered row by row.</summary>
internal abstract class Accumulator
{
    // The first row of a group whose value is missing decides, and says why.
    private readonly Gaps missing = new();

    /// <summary>About how many bytes it takes.</summary>
    public abstract long Size { get; }

    /// <summary>Takes a batch in, given the group of each of its records and how many groups there are now.</summary>
    public abstract void Add(Batch batch, int[] groups, int count);

    /// <summary>Takes records out again, given the group of each. What cannot be taken back leaves its group stale.</summary>
    public abstract void Remove(Batch batch, int[] groups);

    /// <summary>The groups whose rows have to be added anew, in their order.</summary>
    public HashSet<int> Stale { get; } = [];

    /// <summary>Whether it depends on the order of the rows.</summary>
    public virtual bool IsOrdered => false;

    /// <summary>Forgets the rows of a group.</summary>
    public virtual void Forget(int group) => missing.Forget(group);

    /// <summary>What the aggregate gives over a group that has rows.</summary>
    public Value Of(int group, int rows) => missing.Of(group) ?? Held(group, rows);

    protected abstract Value Held(int group, int rows);

    /// <summary>Whether the value of some row of a group is missing, so that the aggregate is.</summary>
    public bool IsMissing(int group) => missing.Of(group) is not null;

    protected void Lacks(int group, Value why) => missing.Add(group, why);

    protected void LacksNoMore(int group) => missing.Remove(group);

    protected static void Grow<T>(List<T> list, int count, T with)
    {
        while (list.Count < count)
        {
            list.Add(with);
        }
    }
}

/// <summary>The groups that have rows without a value: how many, and why the first of them has none.</summary>
internal sealed class Gaps
{
    private readonly Dictionary<int, (Value Why, int Rows)> gaps = [];

    public Value? Of(int group) => gaps.Count > 0 && gaps.TryGetValue(group, out var gap) ? gap.Why : null;

    public void Add(int group, Value why) => gaps[group] = gaps.TryGetValue(group, out var gap) ? gap with { Rows = gap.Rows + 1 } : (why, 1);

    public void Remove(int group)
    {
        var gap = gaps[group];
        if (gap.Rows == 1)
        {
            gaps.Remove(group);
        }
        else
        {
            gaps[group] = gap with { Rows = gap.Rows - 1 };
        }
    }

    public void Forget(int group) => gaps.Remove(group);
}

/// <summary>The sum or the mean of numbers.</summary>
internal sealed class SumAccumulator(NumberVector term, Func<Row, Value> own, ColumnVector? column, bool isMean) : Accumulator
{
    private readonly List<Int128> sums = [];
    private readonly Dictionary<int, Rational> large = [];

    public override long Size => 16L * sums.Capacity;

    public override void Add(Batch batch, int[] groups, int count)
    {
        term.Update(batch);
        Grow(sums, count, (Int128)0);
        var held = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sums);
        for (var i = 0; i < batch.Count; i++)
        {
            if (groups[i] is KeyNumbers.None)
            {
                continue;
            }

            if (term.Words[i] is > Cells.Large and var word)
            {
                held[groups[i]] += word;
            }
            else if (own(batch.RowOf(i)) is Value.Number { Quantity.Value: var value })
            {
                large[groups[i]] = large.GetValueOrDefault(groups[i]) + value;
            }
            else
            {
                Lacks(groups[i], own(batch.RowOf(i)));
            }
        }
    }

    public override void Remove(Batch batch, int[] groups)
    {
        term.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            if (groups[i] is KeyNumbers.None)
            {
                continue;
            }

            if (term.Words[i] is > Cells.Large and var word)
            {
                sums[groups[i]] -= word;
            }
            else if (own(batch.RowOf(i)) is Value.Number)
            {
                Stale.Add(groups[i]);
            }
            else
            {
                LacksNoMore(groups[i]);
            }
        }
    }

    public override void Forget(int group)
    {
        base.Forget(group);
        sums[group] = 0;
        large.Remove(group);
    }

    public NumberVector Term => term;

    public bool IsMean => isMean;

    /// <summary>The sum of a group at the scale of its term; <see cref="Cells.Missing"/> or <see cref="Cells.Large"/> where it is none, or in no word.</summary>
    public long WordOf(int group) => IsMissing(group) ? Cells.Missing : large.ContainsKey(group) || sums[group] < -Cells.Most || sums[group] > Cells.Most ? Cells.Large : (long)sums[group];

    protected override Value Held(int group, int rows)
    {
        var value = Rational.Scaled(sums[group], 0) / Rational.Ten(term.Scale);
        value = large.TryGetValue(group, out var more) ? value + more : value;
        var place = Rational.Ten(-term.Scale);

        // One row's column keeps what it is; a sum has the widths of all its terms.
        var sum = rows == 1 && column is not null ? ((NumberCells)column.Cells).Of(value).Quantity
            : Quantity.Reckoned(value, place * rows * term.Half / 2, place * place * Rational.Scaled(term.Squared, 0) * rows, rows * term.Terms, term.Unit);
        return new Value.Number(isMean ? sum * Quantity.Exact(Rational.One / rows) : sum);
    }
}

/// <summary>The smallest or the largest number of a column.</summary>
internal sealed class ExtremeAccumulator(ColumnVector column, bool isSmallest) : Accumulator
{
    public ColumnVector Column => column;

    public bool IsSmallest => isSmallest;

    /// <summary>The word of a group; <see cref="Cells.Missing"/> or <see cref="Cells.Large"/> where it is none, or in no word.</summary>
    public long WordOf(int group) => IsMissing(group) ? Cells.Missing : large.ContainsKey(group) ? Cells.Large : words[group];

    private readonly List<long> words = [];
    private readonly Dictionary<int, Rational> large = [];

    public override long Size => 8L * words.Capacity;

    public override void Add(Batch batch, int[] groups, int count)
    {
        Grow(words, count, Cells.Missing);
        for (var i = 0; i < batch.Count; i++)
        {
            if (groups[i] is KeyNumbers.None)
            {
                continue;
            }

            var (group, word) = (groups[i], column.Words[i]);
            if (Cells.IsHeld(word))
            {
                words[group] = words[group] == Cells.Missing || (isSmallest ? word < words[group] : word > words[group]) ? word : words[group];
            }
            else if (word == Cells.Large)
            {
                var value = ((NumberCells)column.Cells).Number(i);
                large[group] = !large.TryGetValue(group, out var known) || (isSmallest ? value < known : value > known) ? value : known;
            }
            else
            {
                Lacks(group, column.Cells.ValueOf(i));
            }
        }
    }

    public override void Remove(Batch batch, int[] groups)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (groups[i] is KeyNumbers.None)
            {
                continue;
            }

            var (group, word) = (groups[i], column.Words[i]);
            if (word is Cells.Missing or Cells.Unreadable)
            {
                LacksNoMore(group);
            }
            else if (word == Cells.Large || word == words[group])
            {
                Stale.Add(group);
            }
        }
    }

    public override void Forget(int group)
    {
        base.Forget(group);
        words[group] = Cells.Missing;
        large.Remove(group);
    }

    protected override Value Held(int group, int rows)
    {
        var cells = (NumberCells)column.Cells;
        var held = words[group] == Cells.Missing ? (Rational?)null : Rational.Scaled(words[group], cells.Column.Decimals);
        return cells.Of(!large.TryGetValue(group, out var other) ? held!.Value : held is not { } own ? other : isSmallest ? Rational.Min(own, other) : Rational.Max(own, other));
    }
}

/// <summary>How many rows have a value, or meet a condition; whether all of them do, or any.</summary>
/// <param name="vector">The same as a vector; null where there is none.</param>
internal sealed class CountAccumulator(string aggregate, Func<Batch, int, Value> term, Vector? vector) : Accumulator
{
    public Vector? Term => vector;

    private readonly List<int> counts = [];
    private readonly Gaps unsure = new();

    public override long Size => 4L * counts.Capacity;

    public override void Add(Batch batch, int[] groups, int count)
    {
        Grow(counts, count, 0);
        for (var i = 0; i < batch.Count; i++)
        {
            if (groups[i] is KeyNumbers.None)
            {
                continue;
            }

            var value = term(batch, i);
            counts[groups[i]] += IsCounted(value) ? 1 : 0;
            if (IsUnsure(value))
            {
                unsure.Add(groups[i], value);
            }
        }
    }

    public override void Remove(Batch batch, int[] groups)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (groups[i] is KeyNumbers.None)
            {
                continue;
            }

            var value = term(batch, i);
            counts[groups[i]] -= IsCounted(value) ? 1 : 0;
            if (IsUnsure(value))
            {
                unsure.Remove(groups[i]);
            }
        }
    }

    /// <summary>How many rows of a group are counted.</summary>
    public long CountOf(int group) => counts[group];

    public bool IsCount => aggregate == "count";

    private bool IsCounted(Value value) => aggregate switch
    {
        "all" => value is Value.Judgement { IsTrue: false },
        "any" => value is Value.Judgement { IsTrue: true },
        _ => value is not (Value.Missing or Value.Judgement { IsTrue: false }),
    };

    private bool IsUnsure(Value value) => value is Value.Missing && aggregate is "all" or "any";

    protected override Value Held(int group, int rows) => aggregate switch
    {
        "all" => counts[group] > 0 ? Value.False : unsure.Of(group) ?? Value.True,
        "any" => counts[group] > 0 ? Value.True : unsure.Of(group) ?? Value.False,
        "exists" => Value.Of(counts[group] > 0),
        _ => new Value.Number(Quantity.Exact(counts[group])),
    };
}

/// <summary>The value of the first row of each group, for a column.</summary>
internal sealed class FirstAccumulator(Cells cells) : Accumulator
{
    private readonly List<long> words = [];
    private readonly Dictionary<int, Value> values = [];

    public override long Size => (8L * words.Capacity) + (60L * values.Count);

    public Cells Cells => cells;

    /// <summary>The word of a group, as it stands in the column; <see cref="Cells.Missing"/> where a row of the group lacks it.</summary>
    public long WordOf(int group) => IsMissing(group) ? Scans.Cells.Missing : words[group];

    public override void Add(Batch batch, int[] groups, int count)
    {
        Grow(words, count, Scans.Cells.Missing);
        for (var i = 0; i < batch.Count; i++)
        {
            var (group, word) = (groups[i], cells.Words[i]);
            if (group is KeyNumbers.None)
            {
                continue;
            }

            // What `first` gives is missing where any row of the group lacks it, as with every aggregate.
            if (word is Scans.Cells.Missing or Scans.Cells.Unreadable)
            {
                Lacks(group, cells.ValueOf(i));
            }
            else if (words[group] == Scans.Cells.Missing)
            {
                words[group] = word;
                if (word == Scans.Cells.Large)
                {
                    values.Add(group, cells.ValueOf(i));
                }
            }
        }
    }

    public override bool IsOrdered => true;

    public override void Remove(Batch batch, int[] groups)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var (group, word) = (groups[i], cells.Words[i]);
            if (group is KeyNumbers.None)
            {
                continue;
            }

            if (word is Scans.Cells.Missing or Scans.Cells.Unreadable)
            {
                LacksNoMore(group);
                Stale.Add(group);
            }
            else if (word == words[group])
            {
                Stale.Add(group);
            }
        }
    }

    public override void Forget(int group)
    {
        base.Forget(group);
        words[group] = Scans.Cells.Missing;
        values.Remove(group);
    }

    protected override Value Held(int group, int rows) => values.GetValueOrDefault(group) ?? cells.Of(words[group]);
}

/// <summary>How many different values the rows of each group have, or what the first of them reckons.</summary>
/// <param name="vector">The same as a vector; null where there is none.</param>
internal sealed class ValueAccumulator(Func<Batch, int, Value> term, bool isFirst, Vector? vector) : Accumulator
{
    public Vector? Term => vector;

    private readonly Dictionary<int, Value> firsts = [];
    private readonly Dictionary<(int Group, Value Value), int> seen = new(new Pairs());
    private readonly List<int> counts = [];

    public override long Size => (60L * firsts.Count) + (120L * seen.Count) + (4L * counts.Capacity);

    public override void Add(Batch batch, int[] groups, int count)
    {
        Grow(counts, count, 0);
        for (var i = 0; i < batch.Count; i++)
        {
            var group = groups[i];
            if (group is KeyNumbers.None)
            {
                continue;
            }

            // What `first` gives is missing where any row of the group lacks it, as with every aggregate.
            var value = term(batch, i);
            if (value is Value.Missing)
            {
                Lacks(group, value);
            }
            else if (isFirst)
            {
                counts[group] += firsts.TryAdd(group, value) ? 1 : 0;
            }
            else
            {
                var rows = seen.GetValueOrDefault((group, value));
                seen[(group, value)] = rows + 1;
                counts[group] += rows == 0 ? 1 : 0;
            }
        }
    }

    public override bool IsOrdered => isFirst;

    public override void Remove(Batch batch, int[] groups)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var group = groups[i];
            if (group is KeyNumbers.None)
            {
                continue;
            }

            var value = term(batch, i);
            if (value is Value.Missing)
            {
                LacksNoMore(group);
            }

            if (isFirst)
            {
                Stale.Add(group);
            }
            else if (value is Value.Missing)
            {
                continue;
            }
            else if (seen[(group, value)] is > 1 and var rows)
            {
                seen[(group, value)] = rows - 1;
            }
            else
            {
                seen.Remove((group, value));
                counts[group]--;
            }
        }
    }

    // Different values are counted by their rows and are never stale.
    public override void Forget(int group)
    {
        base.Forget(group);
        firsts.Remove(group);
        counts[group] = 0;
    }

    public bool IsFirst => isFirst;

    /// <summary>How many different values a group has; <see cref="Cells.Missing"/> where one of its rows lacks it.</summary>
    public long CountOf(int group) => IsMissing(group) ? Cells.Missing : counts[group];

    protected override Value Held(int group, int rows) => isFirst ? firsts[group] : new Value.Number(Quantity.Exact(counts[group]));

    private sealed class Pairs : IEqualityComparer<(int Group, Value Value)>
    {
        public bool Equals((int Group, Value Value) x, (int Group, Value Value) y) => x.Group == y.Group && Value.AreSame(x.Value, y.Value);

        public int GetHashCode((int Group, Value Value) pair) => HashCode.Combine(pair.Group, pair.Value.KeyHash());
    }
}
