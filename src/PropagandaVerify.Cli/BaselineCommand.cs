using System.CommandLine;
using System.Globalization;
using System.Text;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify baseline</c>: writes down the findings that there are, so that later runs tell new ones from them.</summary>
internal static class BaselineCommand
{
    public static Command Create(ConsoleContext console)
    {
        var inputs = new InputOptions();
        var output = new Option<string?>("--out", "-o") { Description = "The file; that of the configuration (`baseline:`) by default.", HelpName = "FILE" };
        var update = new Option<bool>("--update") { Description = "Add nothing: only drop what is gone and follow what moved." };
        var shared = new SharedOptions();
        var command = new Command("baseline", "Write down the findings that there are; `check --baseline FILE` then fails by new ones alone.") { output, update };
        inputs.AddTo(command);
        shared.AddTo(command, withRules: true);
        command.SetAction(parsed =>
        {
            var files = shared.Files(parsed, console);
            var settings = shared.Settings(parsed, files);
            var trouble = new List<Diagnostic>();
            var (named, isUpdate) = (inputs.Read(parsed, console, trouble, out var unclear), parsed.GetValue(update));
            var path = BaselineInput.PathOf(parsed.GetValue(output), settings) ?? "";
            if ((unclear ?? Misuse(path, named, trouble, isUpdate)) is { } misuse)
            {
                console.Error.WriteLine($"pverify: {misuse}");
                return ExitCode.Usage;
            }

            var options = shared.Read(parsed, files) with { Jobs = inputs.JobsOf(parsed) };
            options = File.Exists(path) ? BaselineInput.Read(path, settings, options, files, trouble) : options with { Baseline = new Baseline(new Source(path, ""), []) };
            return Write(console, new Verifier(options), options, files, named, isUpdate, trouble);
        });
        return command;
    }

    private static string? Misuse(string path, IReadOnlyList<string> inputs, List<Diagnostic> trouble, bool isUpdate) =>
        path.Length == 0 ? "name the file with --out FILE, or with `baseline:` in the configuration"
        : inputs.Count == 0 && trouble.Count == 0 ? "name the drafts whose findings are to be written down"
        : inputs.Contains("-") ? "standard input has no name by which its findings would be known again; name a file"
        : isUpdate && !File.Exists(path) ? $"there is no {path} to update; without --update it is written"
        : Directory.Exists(path) ? $"{path} is a folder; name a file"
        : inputs.Any(p => Path.GetFullPath(p) == Path.GetFullPath(path)) ? $"{path} would replace a file that is checked"
        : null;

    private static int Write(ConsoleContext console, Verifier verifier, VerifierOptions options, InputFiles files, IReadOnlyList<string> paths, bool isUpdate, List<Diagnostic> trouble)
    {
        var sources = new List<Source>();
        foreach (var (source, diagnostic) in files.Drafts(paths, options.Jobs))
        {
            sources.AddRange(source is null ? [] : [source]);
            trouble.AddRange(diagnostic is null ? [] : [diagnostic]);
        }

        // What stands there already may be no baseline, and is not written over.
        var report = trouble.Exists(d => d.Kind == DiagnosticKind.Configuration) ? null : verifier.Verify(sources);
        trouble.AddRange(report?.Diagnostics ?? []);
        console.Write(trouble.Where(d => d.Kind != DiagnosticKind.Note));
        if (report?.Baseline is not { } match || trouble.Exists(d => d.Kind == DiagnosticKind.Configuration))
        {
            console.Error.WriteLine("pverify: no baseline was written");
            return ExitCode.Usage;
        }

        var always = verifier.Packs.Files.SelectMany(f => f.Rules).Where(r => !r.IsSuppressible).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var added = isUpdate ? [] : report.Findings.Where(f => f.IsOpen && !always.Contains(f.Rule)).ToList();
        var file = match.Baseline.Source;
        List<KnownFinding> known = [.. match.Untouched, .. match.Found.Select(f => f.Finding).Concat(added).Select(f => BaselineFile.Of(f, InputFiles.PathFrom(f.Place.Source.Path, file)))];
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        BaselineFile.Write(known, text);
        try
        {
            WholeFile.Write(file.Path, Encoding.UTF8.GetBytes(text.ToString()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"pverify: {file.Path} was not written: {e.Message}");
            return ExitCode.Usage;
        }

        var moved = match.Found.Count(f => f.Entry.File != InputFiles.PathFrom(f.Finding.Place.Source.Path, file));
        var left = report.Findings.Count(f => f.IsOpen) - added.Count;
        console.Output.WriteLine($"{file.Path}: {known.Count} known: {added.Count} new, {match.Found.Count - moved} as before, {moved} moved, {match.Untouched.Count} of what was not looked at; {match.Gone.Count} gone{(left > 0 ? $"; {left} left out that {(isUpdate ? "are new" : "always count")}" : "")}");
        return trouble.Exists(d => d.Kind == DiagnosticKind.Incomplete) ? ExitCode.Incomplete : ExitCode.Clean;
    }
}
