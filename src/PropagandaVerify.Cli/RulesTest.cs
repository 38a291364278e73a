using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>One run of the examples of some rules files, and its report.</summary>
internal sealed class RulesTest
{
    private readonly ConsoleContext console;
    private readonly bool coverage;
    private readonly string? filter;
    private readonly InputFiles files;
    private readonly IReadOnlyList<string> watched;
    private readonly List<RuleFile> rules;
    private readonly IReadOnlyList<Diagnostic> settings;
    private readonly HashSet<(string Code, string Message, TextSpan At)> complained = [];
    private bool unsound;

    public RulesTest(ConsoleContext console, IReadOnlyList<string> paths, string? filter, bool coverage)
    {
        this.console = console;
        this.coverage = coverage;
        this.filter = filter;
        files = new InputFiles(Limits.Default, console.StandardInput);
        IReadOnlyList<RuleFile> tested = paths.Count > 0 ? [.. paths.SelectMany(files.Tested)] : [.. ShippedRules.Tested, .. Configuration.Read(null, without: false, files)];

        // What a file extends comes with it, save the shipped packs; its relations are there for this one's rules.
        var packs = RulePacks.Of(tested, files.Pack, Limits.Default, SharedOptions.Besides(files));
        tested = files.Brought(packs, tested);
        settings = packs.Diagnostics;
        watched = [.. FilesOf([.. paths, .. packs.Written.Where(f => !ShippedRules.Files.Contains(f)).Select(f => f.Source.Path)]).Distinct()];
        var derivations = packs.Written.SelectMany(f => f.Derivations).ToList();
        rules = [.. tested.Select(f => Filtered(f, filter) with { Derivations = derivations })];
    }

    /// <summary>The files that the result depends on, whether they are there or not.</summary>
    public IReadOnlyList<string> Files =>
    [
        .. watched,
        .. rules.SelectMany(f => f.Datasets.Select(d => InputFiles.PathOf(d.Path, f.Source))),
    ];

    /// <summary>The rules files named, and the tests that may stand beside them.</summary>
    public static IReadOnlyList<string> FilesOf(IReadOnlyList<string> paths) => [.. paths.Select(p => TestFileReader.RulesOf(p) ?? p).SelectMany(p => new[] { p, TestFileReader.TestsOf(p) })];

    /// <returns>The exit code.</returns>
    public int Run()
    {
        console.Write(rules.SelectMany(f => f.Diagnostics).Concat(settings));
        var results = RuleTests.Run(rules, Limits.Default);
        var next = 0;
        foreach (var file in rules)
        {
            complained.Clear();
            complained.UnionWith(file.Diagnostics.Select(d => (d.Code, d.Message, d.Span)));
            var own = results.Skip(next).Take(file.Rules.Sum(r => r.Examples.Count)).ToList();
            Examine(file, own.Exists(IsBlocked));
            own.ForEach(Tell);
            next += own.Count;
        }

        var all = rules.SelectMany(f => f.Rules).ToList();
        if (filter is not null && all.Count == 0)
        {
            console.Error.WriteLine($"pverify: no rule has `{filter}` in its id or in a tag, so nothing was tested");
            return ExitCode.Usage;
        }

        var blocked = results.Count(IsBlocked);
        var uncovered = coverage ? Coverage(all, results) : 0;
        var (failed, idle, without) = (results.Count(r => !r.Passed && !IsBlocked(r)), results.Count(r => r is { Passed: true, IsIdle: true }), all.Count(r => r.Examples.Count == 0));
        console.Output.WriteLine($"{RulesCommand.Counted(all.Count, "rule")}, {RulesCommand.Counted(results.Count, "example")}: {results.Count - failed - blocked} passed, {failed} failed{(blocked > 0 ? $"; {blocked} not run, since their rules have mistakes" : "")}{(idle > 0 ? $"; {idle} hold because the rule found nothing to look at or decide{(coverage ? "" : " (--coverage names them)")}" : "")}{(without > 0 ? $"; {RulesCommand.Counted(without, "rule")} without examples" : "")}");
        return unsound || settings.Count > 0 || rules.Exists(f => f.Diagnostics.Any(d => d.Kind != DiagnosticKind.Note)) ? ExitCode.Usage : failed > 0 || uncovered > 0 ? ExitCode.Findings : ExitCode.Clean;
    }

    private void Examine(RuleFile file, bool isBlocked)
    {
        foreach (var rule in file.Rules.Where(r => r.Examples.Count == 0))
        {
            console.Output.WriteLine($"no examples: {rule.Id} ({file.Source.Path}:{LineOf(rule)})");
        }

        // What no example tries is at least read for its meaning, and what an example meets may not be all that is wrong.
        foreach (var mistake in Meaning(file, isBlocked).Where(d => complained.Add((d.Code, d.Message, d.Span))))
        {
            unsound = true;
            console.Write([mistake]);
        }
    }

    private void Tell(ExampleResult result)
    {
        if (result.Trouble is { } trouble)
        {
            unsound |= trouble.Kind == DiagnosticKind.Configuration;
            if (complained.Add((trouble.Code, trouble.Message, trouble.Span)))
            {
                console.Write([trouble]);
            }
        }

        if (!result.Passed && !IsBlocked(result))
        {
            console.Output.WriteLine($"FAILED {result.Rule.Id}  {result.Place.Path}:{result.Place.Position!.Value.Line}:{result.Place.Position.Value.Column}");
            console.Output.WriteLine($"  - wanted: {result.Wanted}");
            console.Output.WriteLine($"  + got:    {result.Got}");
        }
    }

    // What is wrong with a rule is told once, not for each of its examples.
    private static bool IsBlocked(ExampleResult result) => result.Trouble is { Kind: DiagnosticKind.Configuration, Position: not null } trouble && trouble.Path == result.Rule.Source.Path && !Covers(result.Place, trouble);

    private static bool Covers(Diagnostic example, Diagnostic trouble) => trouble.Path == example.Path && trouble.Span.Start >= example.Span.Start && trouble.Span.Start <= example.Span.End;

    /// <returns>How many rules no example makes fail.</returns>
    private int Coverage(List<Rule> all, IReadOnlyList<ExampleResult> results)
    {
        var uncovered = new List<Rule>();
        var made = results.ToLookup(r => r.Rule, r => r.Made, ReferenceEqualityComparer.Instance);
        const string Title = "what examples made rules do";
        var width = all.Select(r => r.Id.Length).Append(Title.Length).Max();
        console.Output.WriteLine($"{Title.PadRight(width)}  hold  fail  stay silent");
        foreach (var rule in all)
        {
            int Count(ExpectedOutcome outcome) => made[rule].Count(m => m == outcome);
            console.Output.WriteLine($"{rule.Id.PadRight(width)}  {Count(ExpectedOutcome.Holds),4}  {Count(ExpectedOutcome.Fails),4}  {Count(ExpectedOutcome.NotEvaluated),11}");
            if (Count(ExpectedOutcome.Fails) == 0 && !results.Any(r => ReferenceEquals(r.Rule, rule) && IsBlocked(r)))
            {
                uncovered.Add(rule);
            }
        }

        foreach (var rule in uncovered)
        {
            console.Output.WriteLine($"never fails: {rule.Id}  {rule.Source.Path}:{LineOf(rule)}; {(rule.Examples.Any(e => e.Expected == ExpectedOutcome.Fails) ? "mend its example under `fails`" : "add an example under `fails`")}");
        }

        foreach (var result in results.Where(r => r is { Passed: true, IsIdle: true, Example.Expected: ExpectedOutcome.Holds }))
        {
            console.Output.WriteLine($"holds in vain: {result.Rule.Id}  {result.Place.Path}:{result.Place.Position!.Value.Line}:{result.Place.Position.Value.Column}; the rule found nothing to look at or decide");
        }

        return uncovered.Count;
    }

    private static int LineOf(Rule rule) => rule.Source.PositionOf(rule.Span.Start).Line;

    private static RuleFile Filtered(RuleFile file, string? text) => text is null ? file : file with
    {
        Rules = [.. file.Rules.Where(r => r.Id.Contains(text, StringComparison.Ordinal) || r.Tags.Any(t => t.Contains(text, StringComparison.Ordinal)))],
    };

    private IEnumerable<Diagnostic> Meaning(RuleFile file, bool isBlocked) => file.Rules.All(r => r.Examples.Count > 0) && !isBlocked ? [] : RulesLintCommand.Mistakes(file, files).Except(file.Diagnostics).Except(settings);
}
