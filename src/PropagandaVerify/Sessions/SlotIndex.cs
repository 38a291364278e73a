namespace PropagandaVerify.Sessions;

/// <summary>
/// Finds the slot of a row by the row's id: open addressing over the slots alone, since the ids stand in a column already. Ids mostly follow each other, so each has its place by
/// its last bits until these collide too often; from then on all bits decide.
/// </summary>
internal sealed class SlotIndex(Pages<long> ids)
{
    // A slot is kept as its successor, so that zero is an empty place.
    private int[] places = new int[16];
    private int count;
    private bool isMixed;

    // Ids that follow each other have no collisions, ids at random few.
    private const int MostProbes = 64;

    public long Size => 4L * places.Length;

    /// <summary>The slot of an id, -1 where there is none.</summary>
    public int Find(long id)
    {
        for (var at = Home(id); places[at] != 0; at = (at + 1) & (places.Length - 1))
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
        if (4L * (count + more) <= 3L * places.Length)
        {
            return;
        }

        Rehash((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((4L * (count + more)) + 2) / 3));
    }

    private void Rehash(int length)
    {
        var old = places;
        places = new int[length];
        foreach (var place in old)
        {
            Put(place);
        }
    }

    /// <summary>Takes an id out; those behind it move up, so that no gap parts them from their home.</summary>
    public void Remove(long id)
    {
        var mask = places.Length - 1;
        var at = Home(id);
        while (ids[places[at] - 1] != id)
        {
            at = (at + 1) & mask;
        }

        count--;

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
