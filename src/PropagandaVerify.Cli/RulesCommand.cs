using System.CommandLine;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules</c>: list rules and run their examples.</summary>
internal static class RulesCommand
{
    public static Command Create(ConsoleContext console) => new("rules", "List rules and run their examples.") { Test(console), List(console) };

    private static Command List(ConsoleContext console)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Rules files; the shipped packs by default.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("list", "List rules with their severity and title.") { paths };
        command.SetAction(parsed =>
        {
            var all = SharedOptions.RuleFiles(parsed.GetValue(paths) ?? [], new InputFiles(Limits.Default, console.StandardInput));
            console.Write(all.SelectMany(f => f.Diagnostics));
            foreach (var rule in all.SelectMany(f => f.Rules))
            {
                console.Output.WriteLine($"{rule.Id,-40} {rule.Severity.ToString().ToLowerInvariant(),-8} {rule.Titles.GetValueOrDefault("en") ?? rule.Titles.Values.FirstOrDefault()}");
            }

            return all.Any(f => f.Diagnostics.Count > 0) ? ExitCode.Usage : ExitCode.Clean;
        });
        return command;
    }

    private static Command Test(ConsoleContext console)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Rules files; the shipped packs by default.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("test", "Run the examples that rules carry.") { paths };
        command.SetAction(parsed =>
        {
            var all = SharedOptions.RuleFiles(parsed.GetValue(paths) ?? [], new InputFiles(Limits.Default, console.StandardInput));
            console.Write(all.SelectMany(f => f.Diagnostics));
            var (passed, failed, without) = (0, 0, 0);
            foreach (var file in all)
            {
                foreach (var rule in file.Rules.Where(r => r.Examples.Count == 0))
                {
                    without++;
                    console.Output.WriteLine($"no examples: {rule.Id} ({file.Source.Path}:{rule.Source.PositionOf(rule.Span.Start).Line})");
                }

                foreach (var result in RuleTests.Run(file, Limits.Default))
                {
                    passed += result.Passed ? 1 : 0;
                    failed += result.Passed ? 0 : 1;
                    if (!result.Passed)
                    {
                        console.Output.WriteLine($"FAILED {result.Rule.Id}  {result.Place.Path}:{result.Place.Position!.Value.Line}:{result.Place.Position.Value.Column}");
                        console.Output.WriteLine($"  - wanted: {result.Wanted}");
                        console.Output.WriteLine($"  + got:    {result.Got}");
                    }
                }
            }

            console.Output.WriteLine($"{all.Sum(f => f.Rules.Count)} rules, {passed + failed} examples: {passed} passed, {failed} failed{(without > 0 ? $"; {without} rules without examples" : "")}");
            return all.Any(f => f.Diagnostics.Count > 0) ? ExitCode.Usage : failed > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }
}
