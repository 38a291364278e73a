using System.CommandLine;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify diff</c>: two states of the same drafts and datasets under the rules of now.</summary>
internal static class DiffCommand
{
    private const string Text = "text";

    public static Command Create(ConsoleContext console)
    {
        var old = new Argument<string>("OLD") { Description = "The state before: a file, a folder, or a revision of git, alone (main) or with a path (main:week/a.md)." };
        var current = new Argument<string?>("NEW") { Description = "The state now, in the same ways; the working folder of the repository by default.", Arity = ArgumentArity.ZeroOrOne };
        var failOn = new Option<string?>("--fail-on") { Description = "The least severity of a new finding that makes the exit code 1; error by default." };
        Choices.Limit(failOn, Severities.Names);
        var format = new Option<string>("--format", "-f") { Description = "The form: text, json or markdown.", DefaultValueFactory = _ => Text };
        Choices.Limit(format, Text, "json", "markdown");
        var verbose = new Option<bool>("--verbose", "-v") { Description = "List what is still there too, and all that is listed in part." };
        var shared = new SharedOptions();
        var command = new Command("diff", "Say which findings are new, gone or still there between two states, and what changed in datasets, however large.") { old, current, failOn, format, verbose };
        shared.AddTo(command, withRules: true);
        command.SetAction(parsed =>
        {
            var files = shared.Files(parsed, console);
            var settings = shared.Settings(parsed, files);
            var trouble = new List<Diagnostic>();
            using var states = ComparedStates.Read(parsed.GetValue(old)!, parsed.GetValue(current), trouble);
            if (states is null)
            {
                console.Write(trouble);
                return ExitCode.Usage;
            }

            var options = shared.Read(parsed, files);
            options = BaselineInput.Read(null, settings, options with { RuleFiles = [.. options.RuleFiles, .. states.Now.Files.Where(f => DataPackage.IsPackage(f) && File.Exists(f)).Select(files.Package)] }, files, trouble);
            var report = states.Now.Verified(options, files, trouble);
            var unread = new List<Diagnostic>();
            var before = states.Before.Verified(options, files, unread);
            report = report with { Diagnostics = [.. FormerTrouble.Of(states.Before.Name, before, unread), .. trouble, .. report.Diagnostics] };
            var comparison = Comparison.Of(before, states.Before.Name, report, states.Now.Name, SharedOptions.StoreOfStates, options.Limits) with { FormerPath = states.Before.OwnPathOf };
            comparison = comparison with { Datasets = [.. comparison.Datasets.Where(d => IsRead(d, before, states.Before) && IsRead(d, report, states.Now))] };
            Write(comparison, parsed.GetValue(format)!, console, parsed.GetValue(verbose));
            return ExitCode.Of(comparison.OnlyNew(), Severities.Of(parsed.GetValue(failOn) ?? settings.FailOn?.Text), strict: false);
        });
        return command;
    }

    // Of a dataset that one state has and that could not be read nothing is known; the trouble is told.
    private static bool IsRead(DatasetChange change, Report report, FileState state) => report.Files.Any(f => f.Dataset?.Name == change.Name) || !state.Has(change.Path);

    private static void Write(Comparison comparison, string format, ConsoleContext console, bool verbose)
    {
        switch (format)
        {
            case "json": ComparisonJson.Write(comparison, console.Output); break;
            case "markdown": ComparisonMarkdown.Write(comparison, console.Output); break;
            default: new ComparisonReport(console.Output, console.Color, verbose).Write(comparison); break;
        }

        // Whoever reads no text is told here what kept the run from being whole.
        if (format != Text)
        {
            console.Write(comparison.Report.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note));
        }
    }
}
