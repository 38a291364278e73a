using System.CommandLine;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify config</c>: what applies in a run, and which line of which file says so.</summary>
internal static class ConfigCommand
{
    private const string Default = "default";

    public static Command Create(ConsoleContext console)
    {
        var path = new Argument<string?>("PATH") { Description = "A draft or dataset; then of waivers and baseline only what goes for it.", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format", "-f") { Description = "The form: text or json.", DefaultValueFactory = _ => "text" };
        Choices.Limit(format, "text", "json");
        var shared = new SharedOptions();
        var command = new Command("config", "Show what applies here and why: configuration, packs, settings of rules, waivers, baseline, reports.") { path, format };
        shared.AddTo(command, withRules: true);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(path) is { } draft && !File.Exists(draft))
            {
                console.Error.WriteLine(Directory.Exists(draft) ? $"pverify: {draft} is a folder; run `pverify config` in it, or name a draft" : $"pverify: there is no file {draft}");
                return ExitCode.Usage;
            }

            var files = shared.Files(parsed, console);
            var settings = shared.Settings(parsed, files);
            var trouble = new List<Diagnostic>();
            var options = BaselineInput.Read(null, settings, shared.Read(parsed, files), files, trouble);
            var verifier = new Verifier(options);
            var packs = verifier.Packs;
            trouble.AddRange(packs.AllDiagnostics);
            trouble.AddRange(verifier.LanguageMistakes);
            console.Write(trouble);
            var applied = Applied(parsed.GetValue(path), packs, options, settings) with { Found = shared.ConfigurationPath(parsed, out var why), Why = why };
            if (parsed.GetValue(format) == "json")
            {
                ConfigurationReport.WriteJson(applied, console.Output);
            }
            else
            {
                ConfigurationReport.Write(applied, console.Output);
            }

            return trouble.Exists(d => d.Kind != DiagnosticKind.Note) ? ExitCode.Usage : ExitCode.Clean;
        });
        return command;
    }

    private static AppliedConfiguration Applied(string? draft, RulePacks packs, VerifierOptions options, RunSettings settings) => new()
    {
        Why = "",
        Packs = packs,
        Draft = draft,
        Today = options.Today,
        Scopes = [.. packs.Files.SelectMany(f => f.Scopes).Where(s => draft is null || s.Path.Matches(InputFiles.PathFrom(draft, s.Source)))],
        Waivers = [.. packs.Files.SelectMany(f => f.Waivers).Where(w => draft is null || (w.Path?.Matches(InputFiles.PathFrom(draft, w.Source)) ?? true))],
        Known = options.Baseline is { } baseline ? [.. baseline.Known.Where(k => draft is null || k.File == InputFiles.PathFrom(draft, baseline.Source))] : null,
        Settings =
        [
            Language("language", options.Draft.Language, settings.Language, "--language", "told from each draft"),
            Language("messages", options.MessageLanguage, settings.Messages, "--messages", "in the language of each draft"),
            Setting("fail-on", settings.FailOn, "error"),
            Setting("unknown", settings.Unknown, "allowed"),
            Setting("baseline", settings.Baseline, "none"),
            .. settings.Reports.Count == 0
                ? [new RunSetting("report", ReportOptions.Text, Default)]
                : settings.Reports.Select(r => new RunSetting("report", r.Out is { } file ? $"{r.Format.Text} to {InputFiles.PathOf(file.Text, file.Source)}" : r.Format.Text, r.Format.Where)),
        ],
    };

    private static RunSetting Setting(string name, Said? said, string otherwise) => new(name, said?.Text ?? otherwise, said?.Where ?? Default);

    private static RunSetting Language(string name, string? value, Said? said, string option, string otherwise) => value is null || value == said?.Text ? Setting(name, said, otherwise) : new RunSetting(name, value, option);
}
