using PropagandaVerify.Datasets;
using PropagandaVerify.Engine;
using PropagandaVerify.Text;

namespace PropagandaVerify.States;

/// <summary>
/// Pairs the rows of two states by their names, of those that share a name the first with the first and so on. Both are read side by side, so that only rows wait that stand elsewhere in
/// the other state. Where these take more memory than they may, they and all that follow go into a store that is lent, in buckets by their names, and one bucket after the other is paired in the same way.
/// </summary>
/// <param name="changes">Takes what comes of it.</param>
/// <param name="store">Begins the store; null where none is lent.</param>
/// <param name="mostRows">How many rows the larger state has.</param>
internal sealed class RowPairs(RowChanges changes, Func<RowStore>? store, Limits limits, int mostRows)
{
    private readonly WaitingRows waitingBefore = new();
    private readonly WaitingRows waitingNow = new();

    /// <summary>Pairs the rows of two states.</summary>
    /// <exception cref="IOException">One of them cannot be read, or the store fails.</exception>
    /// <exception cref="BoundException">They take too much memory.</exception>
    public void Of(NamedRows before, NamedRows now)
    {
        if (Pair(before, now, limits.MaxComparedBytes))
        {
            return;
        }

        if (store is null)
        {
            throw new BoundException($"so many stand elsewhere than before that they take more than {limits.MaxComparedBytes / (1 << 20)} MiB, and nothing keeps them outside of memory");
        }

        using var lent = store();
        var size = (waitingBefore.Size + waitingNow.Size) / (waitingBefore.Count + waitingNow.Count);
        var buckets = (int)(1 + Math.Max(mostRows / lent.RowsAtATime, size * mostRows / limits.MaxComparedBytes));
        var (rowsBefore, rowsNow) = (Stored(lent, waitingBefore, before, buckets), Stored(lent, waitingNow, now, buckets));
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            // A store is read for one of them at a time.
            using var held = new BucketRows(Held(rowsBefore.Of(bucket)));
            using var read = new BucketRows(rowsNow.Of(bucket));
            if (!Pair(held, read, limits.MaxScanBytes))
            {
                throw Crowded();
            }
        }
    }

    // False where more rows wait than may; then those at hand wait too.
    private bool Pair(NamedRows before, NamedRows now, long mostWaiting)
    {
        var (hasBefore, hasNow) = (before.Read(), now.Read());
        while (hasBefore && hasNow)
        {
            if (before.Name.SequenceEqual(now.Name) && !waitingBefore.Has(before.Name) && !waitingNow.Has(before.Name))
            {
                changes.Pair(now.Number, now.Name, before.Cells, now.Cells);
            }
            else
            {
                if (!IsPaired(before))
                {
                    waitingBefore.Add(before);
                }

                if (!IsPairedNow(now))
                {
                    waitingNow.Add(now);
                }
            }

            (hasBefore, hasNow) = (before.Read(), now.Read());
            if (waitingBefore.Size + waitingNow.Size > mostWaiting)
            {
                Wait(waitingBefore, before, hasBefore);
                Wait(waitingNow, now, hasNow);
                return false;
            }
        }

        // Behind the end of one state nothing of the other needs to wait.
        for (AddAll(isAtEnd: !hasBefore); hasNow; hasNow = now.Read())
        {
            if (!IsPairedNow(now))
            {
                changes.Add(now.Number, now.Name);
            }
        }

        for (; hasBefore; hasBefore = before.Read())
        {
            if (!IsPaired(before))
            {
                changes.Remove(before.Number, before.Name);
            }
        }

        AddAll(isAtEnd: true);
        foreach (var (name, number, _) in waitingBefore.TakeAll())
        {
            changes.Remove(number, name);
        }

        return true;
    }

    private bool IsPaired(NamedRows before)
    {
        if (waitingNow.Take(before.Name) is not var (number, cells))
        {
            return false;
        }

        changes.Pair(number, before.Name, before.Cells, cells);
        return true;
    }

    private bool IsPairedNow(NamedRows now)
    {
        if (waitingBefore.Take(now.Name) is not var (_, cells))
        {
            return false;
        }

        changes.Pair(now.Number, now.Name, cells, now.Cells);
        return true;
    }

    private void AddAll(bool isAtEnd)
    {
        foreach (var (name, number, _) in isAtEnd ? waitingNow.TakeAll() : [])
        {
            changes.Add(number, name);
        }
    }

    private static void Wait(WaitingRows waiting, NamedRows rows, bool hasRow)
    {
        if (hasRow)
        {
            waiting.Add(rows);
        }
    }

    private static StoredRows Stored(RowStore store, WaitingRows waiting, NamedRows rest, int buckets)
    {
        var stored = store.Begin(columns: 2);
        foreach (var (name, number, cells) in waiting.TakeAll())
        {
            stored.Add(BucketOf(name, buckets), number, [name, cells]);
        }

        while (rest.Read())
        {
            stored.Add(BucketOf(rest.Name, buckets), rest.Number, [rest.Name.ToString(), rest.Cells.ToString()]);
        }

        stored.End();
        return stored;
    }

    private static int BucketOf(ReadOnlySpan<char> name, int buckets) => (int)(unchecked((uint)string.GetHashCode(name)) % (uint)buckets);

    private List<(int Number, string[] Texts)> Held(IEnumerable<(int Number, string[] Texts)> rows)
    {
        var (held, size) = (new List<(int, string[])>(), 0L);
        foreach (var row in rows)
        {
            held.Add(row);
            size += WaitingRows.SizeOf(row.Texts[0], row.Texts[1]);
            if (size > limits.MaxScanBytes)
            {
                throw Crowded();
            }
        }

        return held;
    }

    private BoundException Crowded() => new($"so many have the same key that they take more than {limits.MaxScanBytes / (1 << 20)} MiB");
}
