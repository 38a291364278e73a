using CsCheck;
using PropagandaVerify.Sessions;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>Ids find their slots, whether they follow each other, leave gaps, go and come back, or stand at random.</summary>
public class SlotIndexTests
{
    // Ids that follow each other from somewhere on, with jumps and ids that are there already.
    private static readonly Gen<long[]> Ids = Gen.Select(Gen.OneOf(Gen.Const(0L), Gen.Const(-3L), Gen.Const(long.MaxValue - 100), Gen.Const(long.MinValue), Gen.Long), Gen.Int[0, 12].Array[0, 300], Gen.Int[0, 3], (from, steps, jumps) =>
    {
        var ids = new long[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            from = unchecked(from + (steps[i] <= jumps && jumps < 3 ? (steps[i] * 7) - 5 : jumps == 3 ? steps[i] * 1_000_003L : 1));
            ids[i] = from;
        }

        return ids;
    });

    [Fact]
    public void Ids_find_their_slots_through_insertions_and_retractions() => Gen.Select(Ids, Gen.Int[0, 9].Array[300]).Sample((ids, choices) =>
    {
        var (column, alive) = (new WordPages(), new SlotBits());
        var (index, free, slots) = (new SlotIndex(column, alive), new Stack<int>(), new Dictionary<long, int>());
        index.Expect(choices[0] * 20);
        var next = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            var slot = free.Count > 0 ? free.Peek() : next;
            column.Reach(slot + 1);
            var old = column[slot];
            column[slot] = ids[i];
            var isNew = index.TryAdd(ids[i], slot);
            if (isNew != !slots.ContainsKey(ids[i]))
            {
                return false;
            }

            if (!isNew)
            {
                column[slot] = old;
            }
            else
            {
                alive.Set(slot);
                slots[ids[i]] = slot;
                next += free.TryPop(out _) ? 0 : 1;
            }

            if (choices[i] == 0 && slots.Count > 0)
            {
                var (id, gone) = slots.ElementAt(i % slots.Count);
                index.Remove(id);
                alive.Clear(gone);
                free.Push(gone);
                slots.Remove(id);
            }
        }

        return slots.All(s => index.Find(s.Key) == s.Value) && ids.All(id => index.Find(id) == slots.GetValueOrDefault(id, -1)) && ids.All(id => slots.ContainsKey(unchecked(id + 1)) || index.Find(unchecked(id + 1)) < 0);
    });
}
