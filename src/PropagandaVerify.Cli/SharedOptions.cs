using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging;
using PropagandaVerify.Extraction;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Cli;

/// <summary>The options that several commands share, and the verifier that they make.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string[]> rules = new("--rules", "-r") { Description = "A rules file beside the shipped packs; may be repeated.", HelpName = "FILE" };
    private readonly Option<bool> noShipped = new("--no-shipped-rules") { Description = "Leave the shipped packs out." };
    private readonly Option<DateOnly?> published = new("--published")
    {
        Description = "The day of publication, such as 2020-10-26; overrides what the drafts say.",
        HelpName = "DATE",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"`{result.Tokens[0].Value}` is no date; write --published 2020-10-26");
            return null;
        },
    };

    private readonly Option<string?> language = new("--language") { Description = "The language of the drafts, such as fr; told from the text by default.", HelpName = "LANG" };
    private readonly Option<string?> messages = new("--messages") { Description = "The language of messages, such as en; the draft's own by default.", HelpName = "LANG" };

    public void AddTo(Command command, bool withRules)
    {
        if (withRules)
        {
            command.Add(rules);
            command.Add(noShipped);
            command.Add(messages);
        }

        command.Add(published);
        command.Add(language);
    }

    public VerifierOptions Read(ParseResult parsed, InputFiles files, ILogger? logger = null) => new()
    {
        RuleFiles = [.. (parsed.GetValue(rules) ?? []).Select(files.Rules)],
        UseShippedRules = !parsed.GetValue(noShipped),
        Draft = new DraftOptions { Published = parsed.GetValue(published), Language = parsed.GetValue(language) },
        MessageLanguage = parsed.GetValue(messages),
        Open = files.Dataset,
        Logger = logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
        Time = logger is null ? null : TimeProvider.System,
    };

    /// <summary>The rules that a command speaks of: those of the files named, else the shipped ones.</summary>
    public static IReadOnlyList<RuleFile> RuleFiles(string[] paths, InputFiles files) =>
        paths.Length > 0 ? [.. Packs(paths).Select(files.Rules)] : ShippedRules.Files;

    /// <summary>The rules files among paths, each once; <c>*.yaml</c> names the tests beside them too.</summary>
    public static IReadOnlyList<string> Packs(IEnumerable<string> paths) => [.. paths.Select(p => TestFileReader.RulesOf(p) ?? p).DistinctBy(Path.GetFullPath)];
}
