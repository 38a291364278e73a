namespace PropagandaVerify.Sessions;

/// <summary>Finds the slot of a row by the row's id: open addressing over the slots alone, since the ids stand in a column already.</summary>
internal sealed class SlotIndex(Pages<long> ids)
{
    // A slot is kept as its successor, so that zero is an empty place.
    private int[] places = new int[16];
    private int count;

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

    /// <summary>Adds a slot whose id stands in its column and is new.</summary>
    public void Add(int slot)
    {
        if (4 * ++count > 3 * places.Length)
        {
            var old = places;
            places = new int[2 * old.Length];
            foreach (var place in old)
            {
                Put(place);
            }
        }

        Put(slot + 1);
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
        for (var next = (at + 1) & mask; places[next] != 0; next = (next + 1) & mask)
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
        while (places[at] != 0)
        {
            at = (at + 1) & (places.Length - 1);
        }

        places[at] = place;
    }

    private int Home(long id) => unchecked((int)(((ulong)id * 0x9E37_79B9_7F4A_7C15) >> 32)) & (places.Length - 1);
}
