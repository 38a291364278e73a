using System.CommandLine;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify facts</c>: what rules will see of a file.</summary>
internal static class FactsCommand
{
    public static Command Create(ConsoleContext console)
    {
        var path = new Argument<string>("PATH") { Description = "A draft or a dataset; - is standard input." };
        var relation = new Option<string?>("--relation") { Description = "Only this relation.", HelpName = "NAME" };
        var shared = new SharedOptions();
        var command = new Command("facts", "Show the relations that rules see of a file.") { path, relation };
        shared.AddTo(command, withRules: false);
        command.SetAction(parsed =>
        {
            var files = new InputFiles(Limits.Default, console.StandardInput);
            var (source, diagnostic) = files.Draft(parsed.GetValue(path)!);
            if (source is null)
            {
                console.Write([diagnostic!]);
                return ExitCode.Incomplete;
            }

            var (relations, diagnostics) = new Verifier(shared.Read(parsed, files) with { UseShippedRules = false }).Facts(source);
            console.Write(diagnostics);
            var wanted = parsed.GetValue(relation);
            if (wanted is not null && relations.All(r => r.Schema.Name != wanted))
            {
                var names = relations.Select(r => r.Schema.Name).ToList();
                console.Error.WriteLine($"pverify: no relation `{wanted}`; {(Suggestions.Nearest(wanted, names) is { } near ? $"did you mean `{near}`?" : $"there are {string.Join(", ", names)}")}");
                return ExitCode.Usage;
            }

            var report = new FactsReport(console.Output);
            foreach (var shown in relations.Where(r => wanted is null || r.Schema.Name == wanted))
            {
                report.Write(shown);
            }

            return diagnostics.Any(d => d.Kind == DiagnosticKind.Incomplete) ? ExitCode.Incomplete : ExitCode.Clean;
        });
        return command;
    }
}
