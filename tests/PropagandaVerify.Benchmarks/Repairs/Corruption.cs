namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>Whose fault it is: a figure of a named item (the total's name is empty), or an item that is not there. The two copies of a doubled item are one culprit.</summary>
internal sealed record Culprit(string Name, bool IsCounterpart)
{
    public static Culprit MissingItem { get; } = new("(missing)", false);
}

/// <summary>A draft with one slip in it that breaks at least one of its relations by more than rounding.</summary>
/// <param name="Slots">Where the culprit stands; none for a dropped item, two for a doubled one.</param>
internal sealed record Corruption(Slip Slip, ListDraft Draft, Culprit Culprit, IReadOnlyList<Slot> Slots, string Story)
{
    private const int Attempts = 60;

    /// <summary>Spoils a draft by one slip, or gives null when it offers none.</summary>
    public static Corruption? Of(ListDraft clean, Slip slip, Random random)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Try(clean, slip, random) is { } corruption && Relations.Of(corruption.Draft) == Agreement.None)
            {
                return corruption;
            }
        }

        return null;
    }

    private static Corruption? Try(ListDraft clean, Slip slip, Random random)
    {
        var item = random.Next(clean.Items.Count);
        var entry = clean.Items[item];
        if (slip == Slip.DroppedItem)
        {
            return new Corruption(slip, clean.Without(item), Culprit.MissingItem, [], $"{entry.Name} dropped");
        }

        if (slip == Slip.DoubledItem)
        {
            var at = random.Next(item + 1, clean.Items.Count + 1);
            return new Corruption(slip, clean.WithCopy(item, at), new Culprit(entry.Name, false), [new(item, false), new(at, false)], $"{entry.Name} doubled");
        }

        // A quarter each for the total and the counterparts, the rest for the items.
        var slots = clean.Slots.Where(s => s.IsCounterpart).ToList();
        var slot = random.Next(4) switch
        {
            0 => new Slot(Slot.Total, false),
            1 when slots.Count > 0 => slots[random.Next(slots.Count)],
            _ => new Slot(item, false),
        };
        var edits = Edits.Of(clean[slot], slip).ToList();
        if (edits.Count == 0)
        {
            return null;
        }

        var figure = edits[random.Next(edits.Count)];
        var owner = clean.Of(slot.Item);
        return new Corruption(
            slip, clean.With(slot, figure), new Culprit(owner.Name, slot.IsCounterpart), [slot],
            $"{(owner.Name.Length == 0 ? "total" : owner.Name)}: {clean[slot].Text(' ')} became {figure.Text(' ')}");
    }
}
