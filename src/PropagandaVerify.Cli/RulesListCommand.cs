using System.CommandLine;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules list</c>: the rules with their severity and title.</summary>
internal static class RulesListCommand
{
    public static Command Create(ConsoleContext console)
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
}
