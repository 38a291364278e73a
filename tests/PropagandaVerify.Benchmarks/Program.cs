using System.Globalization;
using System.Text;
using PropagandaVerify.Benchmarks;
using PropagandaVerify.Benchmarks.Data;
using PropagandaVerify.Benchmarks.Drafts;
using PropagandaVerify.Benchmarks.Engine;
using PropagandaVerify.Benchmarks.Extraction;
using PropagandaVerify.Benchmarks.Quality;
using PropagandaVerify.Benchmarks.Repairs;
using PropagandaVerify.Benchmarks.Rules;
using PropagandaVerify.Benchmarks.Startup;

const int Wrong = 2;
const int PerTemplate = 25;
const string MissesSwitch = "--misses";
Area[] areas =
[
    new("rules", () => RulesArea.Measure(1_000, 40)),
    new("repairs", () => RepairsArea.Measure(500)),
    new(QualityArea.Name, () => QualityArea.Measure(PerTemplate, 40)),
    new(DraftsArea.Name, DraftsArea.Measure),
    new(DataArea.Name, () => DataArea.Measure(10_000_000)),
    new(StartupArea.Name, () => StartupArea.Measure(15)),
    new(EngineArea.Name, () => EngineArea.Measure(EngineSizes.Quick)),
    new(ExtractionArea.Name, () => ExtractionArea.Measure(ExtractionSizes.Quick)) { MeasureFully = () => ExtractionArea.Measure(ExtractionSizes.Full) },
];

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (args is ["quality-failures", .. var about])
{
    return ShowFailures(about);
}

if (args is [Own.Command, .. var own])
{
    return Measure(own);
}

if (args is not ["quick" or "full", ..])
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
    var result = args[0] == "full" && area.MeasureFully is { } fully ? fully() : area.Measure();
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

// What `Own` starts.
int Measure(string[] about)
{
    switch (about)
    {
        case [Growth.Command, var text, var language]: Growth.Write(text, language, Console.Out); return 0;
        case [StartupArea.Nothing]: return 0;
        case [DraftsArea.Name]: DraftsArea.Write(Console.Out); return 0;
        case [DataArea.Name, var what, var table]: DataArea.Write(what, table, Console.Out); return 0;
        default: return Wrong;
    }
}

// A language has two letters, a count is a number; what is left names a relation.
int ShowFailures(string[] words)
{
    var most = words.Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null) ?? 20;
    var relation = words.FirstOrDefault(w => w.Length > 2 && !char.IsAsciiDigit(w[0]));
    if (relation is not null && !TemplateCheck.Columns.ContainsKey(relation))
    {
        return Refuse($"there is no relation `{relation}`");
    }

    foreach (var account in QualityFailures.Worst(words.FirstOrDefault(w => w.Length == 2 && char.IsAsciiLetter(w[0])), relation, most, PerTemplate))
    {
        Console.WriteLine(account);
    }

    return 0;
}

int Refuse(string trouble)
{
    Console.Error.WriteLine($"benchmarks: {trouble}");
    Console.Error.WriteLine($"usage: quick|full [AREA...] [{MissesSwitch}]; areas: {string.Join(", ", areas.Select(a => a.Name))}");
    Console.Error.WriteLine("       quality-failures [LANGUAGE] [RELATION] [COUNT]");
    return Wrong;
}
