using System.Diagnostics;
using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;
using YamlDotNet.Core;

namespace PropagandaVerify.Benchmarks.Rules;

/// <summary>Measures reading, typing and compiling a large pack against parsing the same YAML, and how fast hostile packs are refused.</summary>
internal static class RulesArea
{
    private const string Name = "rules";
    private const decimal MostMilliseconds = 60;
    private const decimal MostRatio = 3;
    private const decimal MostToRefuse = 1_000;
    private const decimal MostOfCore = 3;
    private const int Words = 1_000;
    private static readonly Catalog Relations = new([.. DraftSchemas.OfDraft, DraftSchemas.Entities, Table("nation", "day,cases\n2020-03-01,3\n"), Table("regions", "day,region,level,cases,active,recovered,deaths\n2020-03-01,A,1,3,1,1,1\n")]);

    public static AreaResult Measure(int rules, int rounds)
    {
        var text = PackGenerator.Rules(rules);
        var events = Best(rounds, () => Events(text));
        var read = Best(rounds, () => RuleFileReader.Read(new Source("generated.yaml", text), Limits.Default));
        var whole = Best(rounds, () => Compiled(text));
        var count = (decimal)rules;
        var measurements = new List<Measurement>
        {
            new(Name, $"YAML events of {rules} rules", events, "ms"),
            new(Name, $"YAML with places of {rules} rules", Best(rounds, () => YamlReader.Read(new Source("generated.yaml", text), Limits.Default)), "ms"),
            new(Name, $"read {rules} rules", read, "ms", Ratio: read / events),
            new(Name, $"read, type and compile {rules} rules", whole, "ms", Ratio: whole / events) { Most = MostMilliseconds },
            new(Name, "the same, times the YAML events", whole / events, "x") { Most = MostRatio },
            new(Name, "one rule", whole / count * 1000, "µs"),
        };
        var some = PackGenerator.Rules(rules / 10);
        var part = Best(rounds, () => Compiled(some));
        measurements.Add(new(Name, $"read, type and compile {rules / 10} rules", part, "ms", Ratio: part / whole));
        measurements.AddRange(Packs(Math.Max(1, rounds / 4)));
        measurements.AddRange(HostilePacks.All.Select(p => new Measurement(Name, $"refuse {p.Name}", Best(1, () => Refused(p)), "ms") { Most = MostToRefuse }));
        return new AreaResult(measurements, []);
    }

    // One draft of a thousand words, put together from clean ones, with compiling and without what a process does once.
    private static IEnumerable<Measurement> Packs(int rounds)
    {
        var clean = string.Join("\n\n", Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "cases", "drafts"), "draft.txt", SearchOption.AllDirectories)
            .Where(f => f.Contains("-clean", StringComparison.Ordinal) && f.Contains("fr-", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var draft = new Source("draft.txt", string.Join(' ', clean.Split(' ').Take(Words)));
        var core = new VerifierOptions { RuleFiles = ShippedRules.Named("core"), UseShippedRules = false };
        var alone = Best(rounds, () => new Verifier(core).Verify([draft]));
        var all = Best(rounds, () => new Verifier(new VerifierOptions()).Verify([draft]));
        return
        [
            new(Name, $"check a draft of {Words} words with `core` alone", alone, "ms"),
            new(Name, $"check a draft of {Words} words with all packs", all, "ms", Ratio: all / alone) { MostRatio = MostOfCore },
        ];
    }

    // The best of several rounds is what the machine can do; the rest is what else it did.
    private static decimal Best(int rounds, Action work)
    {
        var best = decimal.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, (decimal)watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static void Events(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        while (parser.MoveNext())
        {
        }
    }

    private static void Compiled(string text)
    {
        var file = RuleFileReader.Read(new Source("generated.yaml", text), Limits.Default);
        foreach (var (compiled, diagnostics) in RuleCompiler.Compile([.. file.Rules.SelectMany(r => r.Further.Prepend(r))], Relations, ReferenceData.Shipped, Limits.Default))
        {
            if (compiled is null)
            {
                throw new InvalidOperationException($"the generated pack does not compile: {diagnostics[0].Position?.Line}: {diagnostics[0].Message}");
            }
        }
    }

    private static Schema Table(string name, string text)
    {
        var source = new Source(name + ".csv", text);
        return TableFacts.SchemaOf(Datasets.Table.Read(source, new DatasetDeclaration { Name = name, Path = source.Path }, Limits.Default).Table!);
    }

    private static void Refused(HostilePack pack)
    {
        var file = RuleFileReader.Read(new Source(pack.Name + ".yaml", pack.Text), Limits.Default);
        var report = new Verifier(new VerifierOptions { RuleFiles = [file], UseShippedRules = false }).Verify([]);
        if (!report.Diagnostics.Any(d => d.Kind == DiagnosticKind.Configuration))
        {
            throw new InvalidOperationException($"{pack.Name} was not refused");
        }
    }
}
