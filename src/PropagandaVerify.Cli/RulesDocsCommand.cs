using System.CommandLine;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules docs</c>: a page for each rule and an index.</summary>
internal static class RulesDocsCommand
{
    public static Command Create(ConsoleContext console)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Rules files; the shipped packs by default.", Arity = ArgumentArity.ZeroOrMore };
        var folder = new Option<string>("--out", "-o") { Description = "The folder that receives one page a rule and an index; it is made if need be.", HelpName = "FOLDER", Required = true };
        var format = new Option<string>("--format", "-f") { Description = "The form of the pages.", DefaultValueFactory = _ => "markdown" };
        Choices.Limit(format, "markdown", "html");
        var command = new Command("docs", "Write a page for each rule.") { paths, folder, format };
        command.SetAction(parsed =>
        {
            var packs = SharedOptions.Packs(parsed.GetValue(paths) ?? [], new InputFiles(Limits.Default, console.StandardInput));
            console.Write(packs.AllDiagnostics);
            var rules = packs.Files.SelectMany(f => f.Rules).Concat(packs.Disabled).OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
            var ids = rules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            var isHtml = parsed.GetValue(format) == "html";
            if (isHtml && ids.Contains("index"))
            {
                console.Error.WriteLine("pverify: a rule is called `index`, as the list of pages is; give it an id that names the defect");
                return ExitCode.Usage;
            }

            try
            {
                var target = Directory.CreateDirectory(parsed.GetValue(folder)!).FullName;
                foreach (var rule in rules)
                {
                    File.WriteAllText(Path.Combine(target, rule.Id + (isHtml ? ".html" : ".md")), isHtml ? RuleWebPage.Of(rule, ids) : RulePage.Of(rule, ids));
                }

                File.WriteAllText(Path.Combine(target, isHtml ? "index.html" : "README.md"), isHtml ? RuleWebPage.Index(rules) : RulePage.Index(rules));
                console.Output.WriteLine($"{RulesCommand.Counted(rules.Count, "page")} in {target}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                console.Error.WriteLine($"pverify: the pages were not written: {e.Message}");
                return ExitCode.Usage;
            }

            return !packs.IsSound ? ExitCode.Usage : ExitCode.Clean;
        });
        return command;
    }
}
