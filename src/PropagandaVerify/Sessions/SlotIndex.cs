namespace PropagandaVerify.Sessions;

/// <summary>
/// Finds the slot of a row by the row's id. As long as ids follow each other like their slots, the id itself tells the slot. From then on there are places: open addressing over the slots alone, since the ids
/// stand in a column already. Ids mostly still follow each other, so each has its place by its last bits until these collide too often; from then on all bits decide.
/// </summary>
/// <param name="ids">The ids of the slots.</param>
/// <param name="alive">Whether a slot has a row.</param>
internal sealed class SlotIndex(WordPages ids, SlotBits alive)
{
    // Ids that follow each other have no collisions, ids at random few.
    private const int MostProbes = 64;

    // A slot is kept as its successor, so that zero is an empty place. There are none as long as ids tell slots.
    private int[] places = [];
    private int count;
    private long expected;
    private bool isMixed;

    // Ids lie between these. Where there are places for all between them, each id has its own, so that a row need not be looked at for its id.
    private long lowest = long.MaxValue;
    private long highest = long.MinValue;

    // The id of the first slot, and how many slots follow it likewise.
    private long first;
    private int extent;

    private bool IsPlain => places.Length == 0;

    public long Size => 4L * places.Length;

    /// <summary>The slot of an id, -1 where there is none.</summary>
    public int Find(long id)
    {
        if (IsPlain)
        {
            return unchecked((ulong)(id - first)) < (ulong)extent && unchecked((int)(id - first)) is var plain && alive[plain] ? plain : -1;
        }

        if (id < lowest || id > highest)
        {
            return -1;
        }

        var own = Home(id);
        if (!isMixed && unchecked((ulong)(highest - lowest)) < (ulong)places.Length)
        {
            return places[own] - 1;
        }

        for (var at = own; places[at] != 0; at = (at + 1) & (places.Length - 1))
        {
            if (ids[places[at] - 1] == id)
            {
                return places[at] - 1;
            }
        }

        return -1;
    }

    /// <summary>Adds the slot of a new id, which the id's column must hold by now; false where the id has a slot already.</summary>
    public bool TryAdd(long id, int slot)
    {
        (lowest, highest) = (Math.Min(lowest, id), Math.Max(highest, id));
        if (IsPlain)
        {
            first = extent == 0 ? unchecked(id - slot) : first;
            if (Find(id) >= 0)
            {
                return false;
            }

            if (slot <= extent && unchecked(id - first) == slot)
            {
                extent = Math.Max(extent, slot + 1);
                count++;
                return true;
            }

            Scatter();
        }

        Expect(1);
        var mask = places.Length - 1;
        var at = Home(id);
        for (var probes = 0; places[at] != 0; probes++)
        {
            if (ids[places[at] - 1] == id)
            {
                return false;
            }

            if (probes == MostProbes && !isMixed)
            {
                isMixed = true;
                Rehash(places.Length);
                return TryAdd(id, slot);
            }

            at = (at + 1) & mask;
        }

        places[at] = slot + 1;
        count++;
        return true;
    }

    /// <summary>Makes room for so many more.</summary>
    public void Expect(int more)
    {
        expected = Math.Max(expected, (long)count + more);
        if (!IsPlain && 4 * expected > 3L * places.Length)
        {
            Rehash(RoomFor(expected));
        }
    }

    /// <summary>Takes an id out that has a slot; those behind it move up, so that no gap parts them from their home.</summary>
    public void Remove(long id)
    {
        // The slot of an id that tells it is simply no longer alive.
        count--;
        if (IsPlain)
        {
            return;
        }

        var mask = places.Length - 1;
        var at = Home(id);
        while (ids[places[at] - 1] != id)
        {
            at = (at + 1) & mask;
        }

        // Where ids follow each other they fill a long run, in which none lies farther from its home than it was looked for.
        for (var next = (at + 1) & mask; places[next] != 0 && (isMixed || ((next - at) & mask) <= MostProbes); next = (next + 1) & mask)
        {
            var home = Home(ids[places[next] - 1]);
            if (((next - home) & mask) >= ((next - at) & mask))
            {
                (places[at], at) = (places[next], next);
            }
        }

        places[at] = 0;
    }

    // Gives every slot a place.
    private void Scatter()
    {
        places = new int[RoomFor(Math.Max(count + 1, expected))];
        for (var slot = 0; slot < extent; slot++)
        {
            Put(alive[slot] ? slot + 1 : 0);
        }
    }

    private static int RoomFor(long rows) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, ((4 * rows) + 2) / 3));

    private void Rehash(int length)
    {
        var old = places;
        places = new int[length];
        foreach (var place in old)
        {
            Put(place);
        }
    }

    private void Put(int place)
    {
        if (place == 0)
        {
            return;
        }

        var at = Home(ids[place - 1]);
        for (var probes = 0; places[at] != 0; probes++)
        {
            if (probes == MostProbes && !isMixed)
            {
                isMixed = true;
                Rehash(places.Length);
                Put(place);
                return;
            }

            at = (at + 1) & (places.Length - 1);
        }

        places[at] = place;
    }

    private int Home(long id) => unchecked(isMixed ? (int)(((ulong)id * 0x9E37_79B9_7F4A_7C15) >> 32) : (int)id) & (places.Length - 1);
}
