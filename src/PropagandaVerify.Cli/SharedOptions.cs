using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents;
using PropagandaVerify.DuckDb;
using PropagandaVerify.Extraction;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The options that several commands share, and the verifier that they make.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string[]> rules = new("--rules", "-r") { Description = "A rules file beside the shipped packs; may be repeated.", HelpName = "FILE" };
    private readonly Option<string?> config = new("--config") { Description = $"The configuration; {Configuration.FileName} here or in a folder above by default.", HelpName = "FILE" };
    private readonly Option<bool> noConfig = new("--no-config") { Description = "Read no configuration." };
    private readonly Option<bool> noShipped = new("--no-shipped-rules") { Description = "Leave the shipped packs out." };
    private readonly Option<DateOnly?> published = new("--published")
    {
        Description = "The day of publication, such as 2020-10-26; overrides what the drafts say.",
        HelpName = "DATE",
        CustomParser = Day("--published"),
    };

    private readonly Option<string[]> reference = new("--reference") { Description = "A file of exchange rates or names beside the shipped data (see `pverify reference`); may be repeated.", HelpName = "FILE" };
    private readonly Option<DateOnly?> today = new("--today")
    {
        Description = "The day of the run, which ends of suppressions are compared with and reports of validation (ess) are dated by; by default today's, where the run is.",
        HelpName = "DATE",
        CustomParser = Day("--today"),
    };

    private readonly Option<string?> engine = new("--engine") { Description = "How datasets are evaluated: memory holds their rows, stream reads them record by record, duckdb looks through Parquet with SQL first and keeps the rows that other rules bring together in a database of its own outside of memory, auto (the default) does so for the large ones and streams the rest." };
    private readonly Option<string?> language = new("--language") { Description = "The language of the drafts, such as fr; told from the text by default.", HelpName = "LANG" };
    private readonly Option<string?> format = new("--as") { Description = "How drafts are read, whatever their names say, such as html; by their endings by default.", HelpName = "FORMAT" };
    private readonly Option<string?> messages = new("--messages") { Description = "The language of messages, such as en; the draft's own by default.", HelpName = "LANG" };

    public void AddTo(Command command, bool withRules)
    {
        if (withRules)
        {
            command.Add(rules);
            command.Add(config);
            command.Add(noConfig);
            command.Add(noShipped);
            command.Add(messages);
            command.Add(today);
            Choices.Limit(engine, [.. Enum.GetNames<DatasetEngine>().Select(e => e.ToLowerInvariant())]);
            command.Add(engine);
        }

        Choices.Limit(format, [.. InputFiles.Formats]);
        command.Add(format);
        command.Add(reference);
        command.Add(published);
        command.Add(language);
    }

    /// <summary>The files of the run.</summary>
    /// <param name="isHeld">Whether the command needs the rows of datasets at once.</param>
    public InputFiles Files(ParseResult parsed, ConsoleContext console, bool isHeld = false) => new(Limits.Default, console.StandardInput)
    {
        As = parsed.GetValue(format),
        Engine = isHeld || !parsed.CommandResult.Command.Options.Contains(engine) ? DatasetEngine.Memory : parsed.GetValue(engine) is { } named ? Enum.Parse<DatasetEngine>(named, ignoreCase: true) : DatasetEngine.Auto,
    };

    /// <summary>Begins a database of its own for rows that are too many to be held.</summary>
    public static RowStore Store() => new DuckDbStore(TemporaryFolders.New());

    /// <summary>The same for rows that only go through it once, beside what two runs left in memory.</summary>
    public static RowStore StoreOfStates() => new DuckDbStore(TemporaryFolders.New(), memory: "256MB");

    public VerifierOptions Read(ParseResult parsed, InputFiles files, ILogger? logger = null)
    {
        // A configuration that says what it extends says it of the shipped packs too.
        var configuration = ConfigurationOf(parsed, files);
        var settings = Configuration.Settings(configuration);
        // Later files go before earlier ones, so what the command line names comes last.
        var (data, trouble) = ReferenceFiles.Read([.. configuration.SelectMany(c => c.Reference.Select(r => InputFiles.PathOf(r, c.Source))), .. parsed.GetValue(reference) ?? []], files);
        return new VerifierOptions
        {
            Reference = data,
            Diagnostics = trouble,
            RuleFiles = [.. configuration, .. (parsed.GetValue(rules) ?? []).SelectMany(files.Rules)],
            UseShippedRules = !parsed.GetValue(noShipped) && !configuration.Any(c => c.SaysWhatItExtends),
            OpenPack = files.Pack,
            Draft = new DraftOptions { Published = parsed.GetValue(published), Language = parsed.GetValue(language) ?? settings.Language?.Text },
            MessageLanguage = parsed.GetValue(messages) ?? settings.Messages?.Text,
            RefusesUnknown = settings.RefusesUnknown,
            Today = parsed.GetValue(today) ?? DateOnly.FromDateTime(DateTime.Today),
            PathFrom = InputFiles.PathFrom,
            Exists = (path, file) => File.Exists(InputFiles.PathOf(path, file)),
            Open = files.Dataset,
            DocumentOf = files.DocumentOf,
            TableOf = files.TableOf,
            RecordsOf = TableFormats.Records,
            Store = files.Engine is DatasetEngine.Auto or DatasetEngine.DuckDb ? Store : null,
            Sieve = files.Engine is DatasetEngine.Auto or DatasetEngine.DuckDb ? sources => new DuckDbSieve(TemporaryFolders.New(), sources) : null,
            PrefersStore = files.Engine == DatasetEngine.DuckDb,
            Whole = files.Engine == DatasetEngine.Stream ? null : files.Whole,
            Logger = logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            Time = logger is null ? null : TimeProvider.System,
        };
    }

    /// <summary>The time of the run after ISO 8601: the day that the command line gives, else now.</summary>
    public string TimeOf(ParseResult parsed) => parsed.GetValue(today) is { } day ? $"{day:yyyy-MM-dd}" : $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}";

    /// <summary>What the configuration says of the run.</summary>
    public RunSettings Settings(ParseResult parsed, InputFiles files) => Configuration.Settings(ConfigurationOf(parsed, files));

    /// <summary>The configuration of the run; null where there is none.</summary>
    /// <param name="why">Why it is that one, or none.</param>
    public string? ConfigurationPath(ParseResult parsed, out string why)
    {
        var (path, reason) = parsed.GetValue(noConfig) ? (null, "--no-config")
            : parsed.GetValue(config) is { } named ? (named, "--config")
            : Configuration.Found is { } found ? (found, found == Configuration.FileName ? "in this folder" : "in a folder above")
            : (null, $"no {Configuration.FileName} in this folder or above");
        why = reason;
        return path;
    }

    private IReadOnlyList<RuleFile> ConfigurationOf(ParseResult parsed, InputFiles files) => Configuration.Read(parsed.GetValue(config), parsed.GetValue(noConfig), files);

    /// <summary>The rules that a command speaks of: those of the files named and of what they extend, else those that a run would use.</summary>
    public static RulePacks Packs(string[] paths, InputFiles files)
    {
        if (paths.Length > 0)
        {
            return RulePacks.Of([.. RulePaths(paths).SelectMany(files.Rules)], files.Pack, Limits.Default, Besides(files));
        }

        var configuration = Configuration.Read(null, without: false, files);
        return RulePacks.Of([.. configuration.Any(c => c.SaysWhatItExtends) ? [] : ShippedRules.Files, .. configuration], files.Pack, Limits.Default);
    }

    /// <summary>What a run has beside the files named, so that these may speak of it: the shipped packs and the configuration.</summary>
    public static IReadOnlyList<RuleFile> Besides(InputFiles files) => [.. ShippedRules.Files, .. RulePacks.Of(Configuration.Read(null, without: false, files), files.Pack, Limits.Default).Written];

    /// <summary>The rules files among paths, each once; <c>*.yaml</c> names the tests beside them too.</summary>
    public static IReadOnlyList<string> RulePaths(IEnumerable<string> paths) => [.. paths.Select(p => TestFileReader.RulesOf(p) ?? p).DistinctBy(Path.GetFullPath)];

    private static Func<System.CommandLine.Parsing.ArgumentResult, DateOnly?> Day(string name) => result =>
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        result.AddError($"`{result.Tokens[0].Value}` is no date; write {name} 2020-10-26");
        return null;
    };
}
