using PropagandaVerify.Sessions;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>The relations of the tests, and random facts of them: gaps, equal values, long numbers, slips of one unit of the last place.</summary>
internal static class SessionFacts
{
    private static readonly string[] Regions = ["North", "South", "Nörd", "a,b"];

    public static IReadOnlyList<FactRelation> Relations { get; } =
    [
        new("parts", [Text("k"), Text("r"), Number("v"), Number("w"), Number("x"), Number("y"), Date("d"), Date("e")]),
        new("wholes", [Text("k"), Number("v"), Number("w"), Number("l"), new FactColumn("n", FactKind.Number), Date("e")]),
        new("rates", [Text("k"), Number("rate")]),
        new("before", [Text("k"), Text("r"), Number("v")]),
    ];

    /// <summary>The values of a random fact.</summary>
    public static FactValue[] Values(string relation, Random random) => relation switch
    {
        "parts" => Part(random),
        "wholes" => [Key(random), Amount(random, 2000), Amount(random, 1000), Amount(random, 300), Gap(random, random.Next(5)), Day(random)],
        "rates" => [Key(random), Gap(random, random.Next(1, 300) / 100m)],
        _ => [Key(random), Region(random), Amount(random, 1000)],
    };

    private static FactValue[] Part(Random random)
    {
        var (v, w) = (random.Next(0, 100000) / 100m, random.Next(0, 40000) / 100m);
        var slip = random.Next(8) switch { 0 => 0.01m, 1 => -0.02m, 2 => 100, _ => 0 };
        return [Key(random), Region(random), Gap(random, random.Next(60) == 0 ? v * 10_000_000_000_000_000m : v), Gap(random, w), Gap(random, v - w + slip), Gap(random, Math.Round(v * random.Next(1, 4), 2)), Day(random), Day(random)];
    }

    private static FactValue Key(Random random) => random.Next(15) == 0 ? FactValue.Missing : $"c{random.Next(4)}";

    private static FactValue Region(Random random) => random.Next(15) == 0 ? FactValue.Missing : Regions[random.Next(Regions.Length)];

    private static FactValue Amount(Random random, int most) => Gap(random, random.Next(0, most * 100) / 100m);

    private static FactValue Day(Random random) => random.Next(15) == 0 ? FactValue.Missing : new DateOnly(2020, 1, 1).AddDays(random.Next(300));

    private static FactValue Gap(Random random, decimal value) => random.Next(15) == 0 ? FactValue.Missing : value;

    private static FactColumn Text(string name) => new(name, FactKind.Text);

    private static FactColumn Number(string name) => new(name, FactKind.Number) { Decimals = 2 };

    private static FactColumn Date(string name) => new(name, FactKind.Date);
}
