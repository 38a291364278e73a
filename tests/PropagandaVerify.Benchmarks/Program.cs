using System.Text;
using PropagandaVerify.Benchmarks;
using PropagandaVerify.Benchmarks.Repairs;
using PropagandaVerify.Benchmarks.Rules;

const int Wrong = 2;
const string MissesSwitch = "--misses";
Area[] areas = [new("rules", () => RulesArea.Measure(1_000, 40)), new("repairs", () => RepairsArea.Measure(500))];

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (args is not ["quick", ..])
{
    return Refuse(args is [var mode, ..] ? $"`{mode}` is no way to run the benchmarks" : "say how to run the benchmarks");
}

var named = args.Skip(1).Where(a => a != MissesSwitch).ToList();
if (named.Find(n => areas.All(a => a.Name != n)) is { } unknown)
{
    return Refuse(unknown.StartsWith('-') ? $"the switch `{unknown}` is not known" : $"the area `{unknown}` is not known");
}

var isShort = false;
foreach (var area in areas.Where(a => named.Count == 0 || named.Contains(a.Name)))
{
    var result = area.Measure();
    foreach (var measurement in result.Measurements)
    {
        Console.WriteLine(measurement);
        isShort |= measurement.IsShort;
    }

    foreach (var miss in args.Contains(MissesSwitch) ? result.Misses : [])
    {
        Console.WriteLine();
        Console.WriteLine(miss);
    }
}

return isShort ? 1 : 0;

int Refuse(string trouble)
{
    Console.Error.WriteLine($"benchmarks: {trouble}");
    Console.Error.WriteLine($"usage: quick [AREA...] [{MissesSwitch}]; areas: {string.Join(", ", areas.Select(a => a.Name))}");
    return Wrong;
}
