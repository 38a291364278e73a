using System.CommandLine;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules lint</c>: reads rules for their meaning, and says what is poor about those that are sound.</summary>
internal static class RulesLintCommand
{
    public static Command Create(ConsoleContext console)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Rules files or folders; the shipped packs by default.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("lint", "Look for mistakes in rules, and for what could be better.") { paths };
        command.SetAction(parsed =>
        {
            var files = new InputFiles(Limits.Default, console.StandardInput);
            var named = parsed.GetValue(paths) ?? [];
            IReadOnlyList<RuleFile> own = named.Length > 0 ? [.. SharedOptions.RulePaths(named).SelectMany(files.Tested)] : [.. ShippedRules.Files, .. Configuration.Read(null, without: false, files)];

            own = files.Brought(RulePacks.Of(own, files.Pack, Limits.Default, SharedOptions.Besides(files)), own);
            var mistakes = own.SelectMany(f => Mistakes(f, files)).Distinct().ToList();
            var notes = own.SelectMany(RuleLint.Of).ToList();
            console.Write(mistakes);
            var report = new Reports.TextReport(console.Output, console.Color);
            notes.ForEach(report.Write);
            console.Output.WriteLine($"{RulesCommand.Counted(own.Sum(f => f.Rules.Count), "rule")}: {RulesCommand.Counted(mistakes.Count(d => d.Kind == DiagnosticKind.Configuration), "mistake")}, {RulesCommand.Counted(notes.Count, "note")}");
            return mistakes.Exists(d => d.Kind == DiagnosticKind.Configuration) ? ExitCode.Usage : notes.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }

    /// <summary>What is wrong with a file. Every rule is read for its meaning, those that are off too; what the file extends stands behind it.</summary>
    public static IEnumerable<Diagnostic> Mistakes(RuleFile file, InputFiles files)
    {
        var packs = RulePacks.Of([file], files.Pack, Limits.Default, SharedOptions.Besides(files));
        var on = packs.Written.Select(f => f.Alone with { Rules = [.. f.Rules.Select(r => r with { IsEnabled = true })] }).ToList();
        var verifier = new Verifier(new VerifierOptions { RuleFiles = on, UseShippedRules = false, Open = files.Dataset });
        return packs.AllDiagnostics.Concat(verifier.Verify([]).Diagnostics.Where(d => d.Kind == DiagnosticKind.Configuration));
    }
}
