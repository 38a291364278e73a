using System.CommandLine;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules test</c>: the examples that rules carry.</summary>
internal static class RulesTestCommand
{
    public static Command Create(ConsoleContext console)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Rules files; the shipped packs by default.", Arity = ArgumentArity.ZeroOrMore };
        var coverage = new Option<bool>("--coverage") { Description = "Exit code 1 also for a rule that no example makes fail." };
        var filter = new Option<string?>("--filter") { Description = "Only rules whose id or tag holds this text.", HelpName = "TEXT" };
        var command = new Command("test", "Run the examples that rules carry.") { paths, coverage, filter };
        command.SetAction(parsed =>
        {
            var files = new InputFiles(Limits.Default, console.StandardInput);
            var all = SharedOptions.RuleFiles(parsed.GetValue(paths) ?? [], files).Select(f => Filtered(f, parsed.GetValue(filter))).ToList();
            console.Write(all.SelectMany(f => f.Diagnostics));
            var (passed, failed, without, idle, unsound) = (0, 0, 0, 0, false);
            var uncovered = new List<Rule>();
            foreach (var file in all)
            {
                var complained = new HashSet<string>(StringComparer.Ordinal);
                foreach (var rule in file.Rules.Where(r => r.Examples.Count == 0))
                {
                    without++;
                    console.Output.WriteLine($"no examples: {rule.Id} ({file.Source.Path}:{rule.Source.PositionOf(rule.Span.Start).Line})");
                }

                // What no example tries is at least read for its meaning.
                foreach (var mistake in Meaning(file, files).Where(d => complained.Add(d.Code + d.Message)))
                {
                    unsound = true;
                    console.Write([mistake]);
                }

                var fired = new HashSet<Rule>();
                foreach (var result in RuleTests.Run(file, Limits.Default))
                {
                    idle += result is { Passed: true, IsIdle: true } ? 1 : 0;
                    if (result.Trouble is { } trouble)
                    {
                        unsound |= trouble.Kind == DiagnosticKind.Configuration;
                        if (complained.Add(trouble.Code + trouble.Message))
                        {
                            console.Write([trouble]);
                        }
                    }

                    if (result is { Passed: true, Example.Expected: ExpectedOutcome.Fails })
                    {
                        fired.Add(result.Rule);
                    }

                    passed += result.Passed ? 1 : 0;
                    failed += result.Passed ? 0 : 1;
                    if (!result.Passed)
                    {
                        console.Output.WriteLine($"FAILED {result.Rule.Id}  {result.Place.Path}:{result.Place.Position!.Value.Line}:{result.Place.Position.Value.Column}");
                        console.Output.WriteLine($"  - wanted: {result.Wanted}");
                        console.Output.WriteLine($"  + got:    {result.Got}");
                    }
                }

                uncovered.AddRange(file.Rules.Where(r => !fired.Contains(r)));
            }

            foreach (var rule in parsed.GetValue(coverage) ? uncovered : [])
            {
                console.Output.WriteLine($"never fails: {rule.Id}  {rule.Source.Path}:{rule.Source.PositionOf(rule.Span.Start).Line}; add an example under `fails`");
            }

            console.Output.WriteLine($"{RulesCommand.Counted(all.Sum(f => f.Rules.Count), "rule")}, {RulesCommand.Counted(passed + failed, "example")}: {passed} passed, {failed} failed{(idle > 0 ? $"; {idle} hold because the rule found nothing to look at" : "")}{(without > 0 ? $"; {RulesCommand.Counted(without, "rule")} without examples" : "")}");
            return unsound || all.Any(f => f.Diagnostics.Any(d => d.Kind != DiagnosticKind.Note)) ? ExitCode.Usage : failed > 0 || (parsed.GetValue(coverage) && uncovered.Count > 0) ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }

    private static RuleFile Filtered(RuleFile file, string? text) => text is null ? file : file with
    {
        Rules = [.. file.Rules.Where(r => r.Id.Contains(text, StringComparison.Ordinal) || r.Tags.Any(t => t.Contains(text, StringComparison.Ordinal)))],
    };

    private static IEnumerable<Diagnostic> Meaning(RuleFile file, InputFiles files) => file.Rules.All(r => r.Examples.Count > 0)
        ? []
        : new Verifier(new VerifierOptions { RuleFiles = [file with { Diagnostics = [] }], UseShippedRules = false, Open = files.Dataset }).Verify([]).Diagnostics.Where(d => d.Kind == DiagnosticKind.Configuration);
}
