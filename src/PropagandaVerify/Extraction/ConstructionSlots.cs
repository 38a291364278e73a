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
        ["ages"] = new() { ["age"] = SlotType.Years, ["born"] = SlotType.Date, ["at"] = SlotType.Date, ["span"] = SlotType.Range },
        ["durations"] = new() { ["length"] = SlotType.Time, ["start"] = SlotType.Date, ["end"] = SlotType.Date, ["span"] = SlotType.Range },
        ["clock_spans"] = new() { ["length"] = SlotType.Lasting, ["begin"] = SlotType.Clock, ["finish"] = SlotType.Clock },
        ["intervals"] = new() { ["value"] = SlotType.Any, ["level"] = SlotType.Any, ["low"] = SlotType.Any, ["high"] = SlotType.Any, ["spread"] = SlotType.Spread },
        ["votes"] = new() { ["for"] = SlotType.Numeral, ["against"] = SlotType.Numeral, ["abstained"] = SlotType.Numeral, ["cast"] = SlotType.Numeral, ["members"] = SlotType.Numeral },
        ["measures"] = new() { ["value"] = SlotType.Amount },
        ["place_figures"] = new() { ["value"] = SlotType.Amount },
        ["extremes"] = new() { ["value"] = SlotType.Any },
        ["leads"] = new() { ["ahead"] = SlotType.Any, ["behind"] = SlotType.Any, ["further"] = SlotType.Any },
        ["ranks"] = new() { ["rank"] = SlotType.Numeral, ["size"] = SlotType.Numeral },
        ["scores"] = new() { ["left"] = SlotType.Numeral, ["right"] = SlotType.Numeral },
        ["partitions"] = new()
        {
            ["whole"] = SlotType.Quantity, ["first"] = SlotType.Quantity, ["second"] = SlotType.Quantity, ["third"] = SlotType.Quantity, ["fourth"] = SlotType.Quantity, ["last"] = SlotType.Quantity,
        },
        ["products"] = new() { ["count"] = SlotType.Quantity, ["each"] = SlotType.Amount, ["total"] = SlotType.Amount },
        ["differences"] = new() { ["first"] = SlotType.Any, ["second"] = SlotType.Any, ["difference"] = SlotType.Any },
        ["records"] = new() { ["won"] = SlotType.Numeral, ["drawn"] = SlotType.Numeral, ["lost"] = SlotType.Numeral, ["played"] = SlotType.Numeral },
        ["majorities"] = new() { ["share"] = SlotType.Percent },
        ["falls"] = new() { ["fall"] = SlotType.Percent },
        ["subsets"] = new() { ["whole"] = SlotType.Amount, ["part"] = SlotType.Amount },
        ["growths"] = new() { ["from"] = SlotType.Amount, ["to"] = SlotType.Amount, ["rate"] = SlotType.Percent, ["start"] = SlotType.Date, ["end"] = SlotType.Date, ["span"] = SlotType.Range },
        ["chains"] = new() { ["first"] = SlotType.Percent, ["second"] = SlotType.Percent, ["third"] = SlotType.Percent, ["total"] = SlotType.Percent },
        ["lifetimes"] = new() { ["start"] = SlotType.Yeared, ["end"] = SlotType.Yeared },
        ["anniversaries"] = new() { ["number"] = SlotType.Numeral, ["since"] = SlotType.Dated, ["held"] = SlotType.Dated },
        ["editions"] = new() { ["number"] = SlotType.Numeral, ["since"] = SlotType.Dated },
        ["appositions"] = new() { ["date"] = SlotType.Dated, ["relative"] = SlotType.Relative, ["era"] = SlotType.Era },
        ["feasts"] = new() { ["date"] = SlotType.Day },
        ["nights"] = new() { ["span"] = SlotType.Range },
        ["acts"] = new() { ["span"] = SlotType.Range, ["date"] = SlotType.Dated },
        ["plans"] = new() { ["date"] = SlotType.Date, ["what"] = SlotType.Any },
        ["whole_periods"] = new() { ["period"] = SlotType.Dated },
        ["sample_results"] = new() { ["mean"] = SlotType.Counted, ["share"] = SlotType.Percent, ["size"] = SlotType.Numeral },
        ["poll_samples"] = new() { ["sample"] = SlotType.Numeral },
        ["poll_leads"] = new() { ["ahead"] = SlotType.Percent, ["behind"] = SlotType.Any, ["gap"] = SlotType.Points },
        ["incidences"] = new() { ["events"] = SlotType.Amount, ["exposure"] = SlotType.Amount, ["rate"] = SlotType.Amount, ["per"] = SlotType.Numeral },
        [Tolls] = new() { ["dead"] = SlotType.Amount, ["more"] = SlotType.Bare },
        [Injuries] = new() { ["hurt"] = SlotType.Amount },
        ["group_rates"] = new() { ["first"] = SlotType.Percent, ["second"] = SlotType.Percent, ["overall"] = SlotType.Percent },
    };

    private static readonly Dictionary<string, string[]> Names = Types.ToDictionary(t => t.Key, t => t.Value.Keys.ToArray(), StringComparer.Ordinal);

    private static readonly Dictionary<string, (int, int)[]> OneSort = new(StringComparer.Ordinal)
    {
        ["shares"] = [Pair("shares", "part", "whole")],
        ["changes"] = [Pair("changes", "from", "to")],
        ["multiples"] = [Pair("multiples", "from", "to")],
        ["means"] = [Pair("means", "mean", "low"), Pair("means", "mean", "high"), Pair("means", "mean", "spread")],
        ["poll_leads"] = [Pair("poll_leads", "ahead", "behind")],
        ["partitions"] =
        [
            Pair("partitions", "whole", "last"), Pair("partitions", "first", "last"), Pair("partitions", "second", "last"), Pair("partitions", "third", "last"), Pair("partitions", "fourth", "last"),
        ],
        ["subsets"] = [Pair("subsets", "part", "whole")],
        ["growths"] = [Pair("growths", "from", "to")],
        ["products"] = [Pair("products", "each", "total")],
        ["differences"] = [Pair("differences", "first", "second")],
        ["leads"] = [Pair("leads", "ahead", "behind"), Pair("leads", "ahead", "further")],
    };

    /// <summary>The relations that constructions make.</summary>
    public static IEnumerable<string> All => Types.Keys;

    /// <summary>The slots of a relation, in their order.</summary>
    public static IReadOnlyList<string> NamesOf(string relation) => Names[relation];

    /// <summary>The place of the percentage among the slots of a share.</summary>
    public static int Share { get; } = IndexOf("shares", "share");

    /// <summary>The places of the values of a change, and of how far they lie apart.</summary>
    public static int From { get; } = IndexOf("changes", "from");

    public static int To { get; } = IndexOf("changes", "to");

    public static int Change { get; } = IndexOf("changes", "change");

    /// <summary>The places of two quantities, and of what lies between them.</summary>
    public static int First { get; } = IndexOf("differences", "first");

    public static int Second { get; } = IndexOf("differences", "second");

    public static int Difference { get; } = IndexOf("differences", "difference");

    /// <summary>The place of the first part of a whole.</summary>
    public static int FirstPart { get; } = IndexOf("partitions", "first");

    /// <summary>The place of the numerator among the slots of a ratio.</summary>
    public static int Numerator { get; } = IndexOf("ratios", "numerator");

    /// <summary>The relation of counts of dead.</summary>
    public const string Tolls = "tolls";

    /// <summary>The relation of counts of injured.</summary>
    public const string Injuries = "injuries";

    /// <summary>Most slots that a relation has.</summary>
    public static int Most { get; } = Types.Values.Max(t => t.Count);

    /// <summary>What fills a slot; null when the relation has no such slot.</summary>
    public static SlotType? TypeOf(string relation, string slot) => Types.TryGetValue(relation, out var slots) && slots.TryGetValue(slot, out var type) ? type : null;

    /// <summary>The place of a slot among those of its relation.</summary>
    public static int IndexOf(string relation, string slot) => Array.IndexOf(Names[relation], slot);

    /// <summary>The slot at a place of a relation.</summary>
    public static string NameOf(string relation, int index) => Names[relation][index];

    /// <summary>Pairs of slots, by their places, whose figures must be of one sort.</summary>
    public static IReadOnlyList<(int First, int Second)> Alike(string relation) => OneSort.GetValueOrDefault(relation) ?? [];

    /// <summary>The columns that the ends of a range of dates fill.</summary>
    public static (string First, string Last) Ends(string relation) => relation switch { "ages" => ("born", "at"), "acts" => ("born", "died"), _ => ("start", "end") };

    private static (int, int) Pair(string relation, string first, string second) => (IndexOf(relation, first), IndexOf(relation, second));
}
