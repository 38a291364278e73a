using System.CommandLine;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules test</c>: the examples that rules carry, and those in files of tests beside them.</summary>
internal static class RulesTestCommand
{
    public static Command Create(ConsoleContext console)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Rules files, with the `*.tests.yaml` beside them; the shipped packs by default.", Arity = ArgumentArity.ZeroOrMore };
        var coverage = new Option<bool>("--coverage") { Description = "Say what the examples made each rule do; exit code 1 also for a rule that none makes fail." };
        var filter = new Option<string?>("--filter") { Description = "Only rules whose id or tag holds this text.", HelpName = "TEXT" };
        var watch = new Option<bool>("--watch", "-w") { Description = "Run again whenever one of the files changes, until Ctrl-C or the end of standard input." };
        var command = new Command("test", "Run the examples of rules.") { paths, coverage, filter, watch };
        command.SetAction(parsed =>
        {
            var rules = (parsed.GetValue(paths) ?? []).DistinctBy(p => Path.GetFullPath(TestFileReader.RulesOf(p) ?? p)).ToList();
            if (!parsed.GetValue(watch))
            {
                return new RulesTest(console, rules, parsed.GetValue(filter), parsed.GetValue(coverage)).Run();
            }

            if (rules.Count == 0)
            {
                console.Error.WriteLine("pverify: --watch needs the rules files to watch; the shipped packs never change");
                return ExitCode.Usage;
            }

            return new FileWatch(console).Repeat(RulesTest.FilesOf(rules), () =>
            {
                var test = new RulesTest(console, rules, parsed.GetValue(filter), parsed.GetValue(coverage));
                return (test.Run(), test.Files);
            });
        });
        return command;
    }
}
