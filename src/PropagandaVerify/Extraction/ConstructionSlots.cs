namespace PropagandaVerify.Extraction;

/// <summary>The slots that constructions of each relation may have, with what fills them.</summary>
internal static class ConstructionSlots
{
    private static readonly Dictionary<string, Dictionary<string, SlotType>> Types = new(StringComparer.Ordinal)
    {
        ["shares"] = new() { ["part"] = SlotType.Amount, ["whole"] = SlotType.Amount, ["share"] = SlotType.Percent },
        ["changes"] = new() { ["from"] = SlotType.Any, ["to"] = SlotType.Any, ["change"] = SlotType.Any },
        ["multiples"] = new() { ["from"] = SlotType.Any, ["to"] = SlotType.Any, ["factor"] = SlotType.Any },
        ["ratios"] = new() { ["numerator"] = SlotType.Numeral, ["denominator"] = SlotType.Numeral, ["share"] = SlotType.Percent },
        ["means"] = new() { ["mean"] = SlotType.Any, ["sample"] = SlotType.Numeral, ["low"] = SlotType.Any, ["high"] = SlotType.Any, ["spread"] = SlotType.Spread },
        ["ages"] = new() { ["age"] = SlotType.Years, ["born"] = SlotType.Date, ["at"] = SlotType.Date },
        ["durations"] = new() { ["length"] = SlotType.Time, ["start"] = SlotType.Date, ["end"] = SlotType.Date, ["span"] = SlotType.Range },
        ["votes"] = new() { ["for"] = SlotType.Numeral, ["against"] = SlotType.Numeral, ["abstained"] = SlotType.Numeral, ["cast"] = SlotType.Numeral },
        ["scores"] = new() { ["left"] = SlotType.Numeral, ["right"] = SlotType.Numeral },
    };

    private static readonly Dictionary<string, (string, string)[]> OneSort = new(StringComparer.Ordinal)
    {
        ["shares"] = [("part", "whole")],
        ["changes"] = [("from", "to")],
        ["multiples"] = [("from", "to")],
        ["means"] = [("mean", "low"), ("mean", "high")],
    };

    public static IEnumerable<string> Relations => Types.Keys;

    /// <summary>What fills a slot; null when the relation has no such slot.</summary>
    public static SlotType? TypeOf(string relation, string slot) => Types.TryGetValue(relation, out var slots) && slots.TryGetValue(slot, out var type) ? type : null;

    /// <summary>Pairs of slots whose figures must be of one sort.</summary>
    public static IReadOnlyList<(string First, string Second)> Alike(string relation) => OneSort.GetValueOrDefault(relation) ?? [];
}
