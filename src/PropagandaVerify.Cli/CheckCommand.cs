using System.CommandLine;
using Microsoft.Extensions.Logging;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify check</c>: drafts and datasets against the rules.</summary>
internal static class CheckCommand
{
    public static Command Create(ConsoleContext console)
    {
        var options = new CheckOptions();
        var command = new Command("check", "Check drafts and datasets.");
        options.AddTo(command);
        command.SetAction(parsed => Run(console, parsed, options, options.Read(parsed)));
        return command;
    }

    private static int Run(ConsoleContext console, ParseResult parsed, CheckOptions own, CheckRequest asked)
    {
        var (inputs, shared) = (own.Inputs, own.Shared);
        var (fix, quiet, verbose, profile, explain, since, commentsTo) = (asked.Fix, asked.Quiet, asked.Verbose, asked.Profile, asked.Explain, asked.ChangedSince, asked.CommentsTo);
        var files = shared.Files(parsed, console, isHeld: explain is not null);
        var settings = shared.Settings(parsed, files);
        var failOn = Severities.Of(asked.FailOn.LastOrDefault(f => f != CheckOptions.New) ?? settings.FailOn?.Text);
        var onlyNew = asked.FailOn.Contains(CheckOptions.New);
        using var loggers = verbose ? LoggerFactory.Create(b => b.AddProvider(new StderrLoggerProvider(console.Error))) : null;
        var unread = new List<Diagnostic>();
        var former = since is null ? null : ChangedFiles.Open(since, unread);
        if (since is not null && former is null)
        {
            console.Write(unread);
            return ExitCode.Usage;
        }

        using var history = former?.History;
        var named = inputs.Read(parsed, console, unread, out var unclear, otherwise: history is null ? null : Path.GetRelativePath(".", history.Root));
        IReadOnlyList<string> paths = [.. named.Where(p => !DataPackage.IsPackage(p))];
        var options = own.Companions.Read(parsed, shared.Read(parsed, files, loggers?.CreateLogger("pverify")), paths, files, unread, out var misuse) with { Together = asked.Together, Jobs = inputs.JobsOf(parsed) };
        options = options with { RefusesUnknown = asked.Unknown is null ? options.RefusesUnknown : asked.Unknown == "refused" };
        options = BaselineInput.Read(asked.Baseline, settings, options with { RuleFiles = [.. options.RuleFiles, .. named.Where(DataPackage.IsPackage).Select(files.Package)] }, files, unread);
        var targets = own.Reports.Read(parsed, explain is null ? settings : new RunSettings(), paths, out var misplaced);
        misuse ??= unclear ?? misplaced;
        misuse ??= quiet && verbose ? "--quiet and --verbose say opposite things" : null;
        misuse ??= asked.Together && since is not null ? "--together compares all drafts with each other, so --changed-since can leave none out" : null;
        misuse ??= onlyNew && since is null && BaselineInput.PathOf(asked.Baseline, settings) is null ? "--fail-on new needs a state to tell what is new: --changed-since REV, or a baseline (--baseline FILE)" : null;
        misuse ??= asked.Together && paths.Count(p => !Verifier.IsTable(p)) < 2 ? "--together compares drafts with each other; name two or more" : null;
        misuse ??= commentsTo is null ? null : CommentedCopy.Misuse(commentsTo, paths, files.As);
        if (misuse is not null)
        {
            console.Error.WriteLine($"pverify: {misuse}");
            return ExitCode.Usage;
        }

        if (explain is not null && (fix || profile || asked.Strict || commentsTo is not null || since is not null || targets is not [{ Format: ReportOptions.Text, Path: null }]))
        {
            console.Error.WriteLine("pverify: --explain goes with none of --fix, --profile, --strict, --comments-to, --changed-since, --out and a --format but text");
            return ExitCode.Usage;
        }

        if (explain is not null)
        {
            return ExplainPlace.Run(console, options, files, paths, explain);
        }

        using var changed = former is { } at ? ChangedFiles.Of(at, paths) : null;
        var progress = console.IsErrorTerminal && !quiet && !verbose && paths.Count > 1 ? new ProgressLine(console.Error, (changed?.Files ?? paths).Count(p => !Verifier.IsTable(p))) : null;
        options = options with { Time = profile ? TimeProvider.System : options.Time, Progress = progress is null ? null : progress.Done, IsPartial = changed is { LeavesOut: true }, KeepsDocuments = since is not null || targets.Any(t => t.Format == "html"), ListsHolding = verbose || targets.Any(t => t.Format is "html" or "ess" or "junit") };
        var verifier = new Verifier(options);
        paths = changed?.Examined(verifier.Packs) ?? paths;
        if (inputs.IsEmpty(parsed) && since is null && verifier.Packs is { IsSound: true } packs && packs.Files.All(f => f.Datasets.Count == 0))
        {
            console.Error.WriteLine("pverify: nothing to check; name a draft or a dataset, or a rules file that declares one");
            return ExitCode.Usage;
        }

        if (fix && paths.Contains("-"))
        {
            console.Error.WriteLine("pverify: --fix changes files; for standard input use `pverify fix -`");
            return ExitCode.Usage;
        }

        foreach (var path in fix ? paths.Where(p => changed?.Files.Contains(p) != false && !Verifier.IsTable(p) && File.Exists(p)) : [])
        {
            FixCommand.FixBefore(console, options, files, path, [.. paths.Where(Verifier.IsTable).Select(p => files.Draft(p).Source).OfType<Source>()]);
        }

        var sources = new List<Source>();
        foreach (var (source, diagnostic) in files.Drafts(paths, options.Jobs))
        {
            if (source is not null)
            {
                sources.Add(source);
            }

            if (diagnostic is not null)
            {
                unread.Add(diagnostic);
            }
        }

        var report = verifier.Verify(sources);
        progress?.Clear();
        report = changed?.Settled(report, options, files, verifier.Packs, onlyNew) ?? report;
        report = report with { Diagnostics = [.. unread, .. report.Diagnostics.Where(d => d.Code != LanguageAssumed || IsIdle(report))] };
        if (commentsTo is not null && sources.Find(s => !Verifier.IsTable(s.Path)) is { } draft && CommentedCopy.Write(commentsTo, report, draft, files.As, options.Limits) is { } unwritten)
        {
            report = report with { Diagnostics = [.. report.Diagnostics, unwritten] };
        }

        var written = new ReportFiles(console, verbose ? Detail.Everything : quiet ? Detail.Findings : Detail.Usual, failOn, options.MessageLanguage, shared.TimeOf(parsed)).Write(report, targets);
        if (profile && report.Costs is { } costs)
        {
            new ProfileReport(console.Error).Write(costs);
        }

        if (asked.Strict && ExitCode.Unmet(report).ToList() is { Count: > 0 } unmet)
        {
            console.Error.WriteLine($"pverify: not complete (--strict): {string.Join("; ", unmet)}");
        }

        return ExitCode.Worse(ExitCode.Of(report, failOn, asked.Strict), written);
    }

    // In which language a few words were read matters where no rule found anything in them.
    private const string LanguageAssumed = "D010";

    private static bool IsIdle(Report report) => report.Files.Any(f => f.FigureCount > 0) && report.Evaluated.Values.All(n => n == 0) && report.Diagnostics.All(d => d.Kind == DiagnosticKind.Note);
}
