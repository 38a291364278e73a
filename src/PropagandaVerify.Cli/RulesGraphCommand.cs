using System.CommandLine;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules graph</c>: which rules read, derive and block which relations.</summary>
internal static class RulesGraphCommand
{
    public static Command Create(ConsoleContext console)
    {
        var paths = new Argument<string[]>("FILE") { Description = "Rules files; the shipped packs by default.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format", "-f") { Description = "A flow chart for Markdown, a digraph for Graphviz, or JSON.", DefaultValueFactory = _ => "mermaid" };
        Choices.Limit(format, "mermaid", "dot", "json");
        var command = new Command("graph", "Show which rules read, derive and block which relations.") { paths, format };
        command.SetAction(parsed =>
        {
            var packs = SharedOptions.Packs(parsed.GetValue(paths) ?? [], new InputFiles(Limits.Default, console.StandardInput));
            console.Write(packs.AllDiagnostics);
            var graph = RuleGraph.Of(packs.Files);
            console.Output.Write(parsed.GetValue(format) switch
            {
                "dot" => graph.Dot(),
                "json" => graph.Json(),
                _ => graph.Mermaid(),
            });
            return !packs.IsSound ? ExitCode.Usage : ExitCode.Clean;
        });
        return command;
    }
}
