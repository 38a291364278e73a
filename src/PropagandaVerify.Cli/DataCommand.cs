using System.CommandLine;
using PropagandaVerify.Datasets;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify data describe</c>: what datasets turned out to hold, before anybody writes a rule about them.</summary>
internal static class DataCommand
{
    public static Command Create(ConsoleContext console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Datasets, folders or patterns; a datapackage.json is shown as the rules file that it stands for.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format", "-f") { Description = "A table for people, or the declaration for a rules file.", DefaultValueFactory = _ => "table" };
        Choices.Limit(format, "table", "yaml");
        var describe = new Command("describe", "Show the columns, types and gaps of datasets.") { paths, format };
        describe.SetAction(parsed => Run(console, parsed.GetValue(paths)!, parsed.GetValue(format) == "yaml"));
        return new Command("data", "What datasets hold.") { describe };
    }

    private static int Run(ConsoleContext console, string[] named, bool isYaml)
    {
        var files = new InputFiles(Limits.Default, console.StandardInput);
        var paths = new InputPaths(Limits.Default, console.StandardInput);
        named.ToList().ForEach(paths.Add);
        List<Diagnostic> diagnostics = [.. paths.Diagnostics];
        var tables = new List<(TableDescription Table, string Name)>();
        foreach (var path in paths.Files)
        {
            if (DataPackage.IsPackage(path))
            {
                var package = files.Package(path);
                diagnostics.AddRange(package.Diagnostics);
                console.Output.Write(package.Source.Text);
                continue;
            }

            if (!Verifier.IsTable(path))
            {
                // A folder may hold drafts too; who names one is told.
                diagnostics.AddRange(named.Contains(path) ? [Diagnostic.OfFile(path, "T012", DiagnosticKind.Incomplete, "this is no dataset", "pverify facts shows what rules see of a draft")] : []);
                continue;
            }

            var (source, trouble) = files.Draft(path);
            diagnostics.AddRange(trouble is null ? [] : [trouble]);
            if (source is not null)
            {
                var (description, found) = Verifier.Describe(source, files.TableOf(source), Limits.Default);
                diagnostics.AddRange(found);
                tables.AddRange(description is null ? [] : [(description, Verifier.RelationOf(path))]);
            }
        }

        if (isYaml && tables.Count > 0)
        {
            console.Output.WriteLine("datasets:");
        }

        foreach (var ((table, name), i) in tables.Select((t, i) => (t, i)))
        {
            console.Output.Write(i > 0 && !isYaml ? console.Output.NewLine : "");
            if (isYaml)
            {
                DescriptionReport.WriteDeclaration(table, name, console.Output);
            }
            else
            {
                DescriptionReport.Write(table, console.Output);
            }
        }

        console.Write(diagnostics);
        return diagnostics.Exists(d => d.Kind == DiagnosticKind.Configuration) ? ExitCode.Usage : diagnostics.Exists(d => d.Kind == DiagnosticKind.Incomplete) ? ExitCode.Incomplete : ExitCode.Clean;
    }
}
