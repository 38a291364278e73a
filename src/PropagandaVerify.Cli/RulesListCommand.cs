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
            var packs = SharedOptions.Packs(parsed.GetValue(paths) ?? [], new InputFiles(Limits.Default, console.StandardInput));
            console.Write(packs.AllDiagnostics);
            foreach (var rule in packs.Files.SelectMany(f => f.Rules).Concat(packs.Disabled))
            {
                console.Output.WriteLine($"{rule.Id,-40} {(rule.IsEnabled ? rule.Severity.ToString().ToLowerInvariant() : "off"),-8} {rule.Titles.GetValueOrDefault("en") ?? rule.Titles.Values.FirstOrDefault()}");
            }

            return !packs.IsSound ? ExitCode.Usage : ExitCode.Clean;
        });
        return command;
    }
}
