using System.CommandLine;
using PropagandaVerify.Facts;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify facts</c>: what rules will see of a file.</summary>
internal static class FactsCommand
{
    public static Command Create(ConsoleContext console)
    {
        var path = new Argument<string>("PATH") { Description = "A draft or a dataset; - is standard input." };
        var relation = new Option<string?>("--relation") { Description = "Only this relation.", HelpName = "NAME" };
        var format = new Option<string>("--format", "-f") { Description = "A table for people, one JSON object, or CSV of one relation.", DefaultValueFactory = _ => "table" };
        Choices.Limit(format, "table", "json", "csv");
        var companions = new CompanionOptions();
        var shared = new SharedOptions();
        var command = new Command("facts", "Show the relations that rules see of a file.") { path, relation, format };
        companions.AddTo(command);
        shared.AddTo(command, withRules: false);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(format) == "csv" && parsed.GetValue(relation) is null)
            {
                console.Error.WriteLine("pverify: --format csv writes one relation; --relation NAME says which");
                return ExitCode.Usage;
            }

            var files = shared.Files(parsed, console);
            if (DataPackage.IsPackage(parsed.GetValue(path)!))
            {
                var package = files.Package(parsed.GetValue(path)!);
                console.Error.WriteLine($"pverify: {package.Source.Path} holds no facts itself; name one of its tables: {string.Join(", ", package.Datasets.Select(d => InputFiles.PathOf(d.Path, package.Source)))}");
                return ExitCode.Usage;
            }

            var (source, diagnostic) = files.Draft(parsed.GetValue(path)!);
            if (source is null)
            {
                console.Write([diagnostic!]);
                return ExitCode.Incomplete;
            }

            var unread = new List<Diagnostic>();
            var options = companions.Read(parsed, shared.Read(parsed, files), [parsed.GetValue(path)!], files, unread, out var misuse);
            if (misuse is not null)
            {
                console.Error.WriteLine($"pverify: {misuse}");
                return ExitCode.Usage;
            }

            var (relations, found) = new Verifier(options with { UseShippedRules = false }).Facts(source);
            IReadOnlyList<Diagnostic> diagnostics = [.. unread, .. found];
            console.Write(diagnostics);
            var wanted = parsed.GetValue(relation);
            if (wanted is not null && relations.All(r => r.Schema.Name != wanted))
            {
                var names = relations.Select(r => r.Schema.Name).ToList();
                console.Error.WriteLine($"pverify: no relation `{wanted}`; {(Suggestions.Nearest(wanted, names) is { } near ? $"did you mean `{near}`?" : $"there are {string.Join(", ", names)}")}");
                return ExitCode.Usage;
            }

            Write(console.Output, parsed.GetValue(format)!, source.Path, [.. relations.Where(r => wanted is null || r.Schema.Name == wanted)]);

            return diagnostics.Any(d => d.Kind == DiagnosticKind.Incomplete) ? ExitCode.Incomplete : ExitCode.Clean;
        });
        return command;
    }

    private static void Write(TextWriter output, string format, string path, IReadOnlyList<Relation> relations)
    {
        switch (format)
        {
            case "json":
                using (var bytes = new MemoryStream())
                {
                    FactsJsonReport.Write(path, relations, bytes);
                    output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
                }

                break;
            case "csv":
                new FactsCsvReport(output).Write(relations[0]);
                break;
            default:
                var table = new FactsReport(output);
                foreach (var relation in relations)
                {
                    table.Write(relation);
                }

                break;
        }
    }
}
