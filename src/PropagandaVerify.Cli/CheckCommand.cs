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
        var inputs = new InputOptions();
        var failOn = new Option<string[]>("--fail-on") { Description = "The least severity that makes the exit code 1, error by default; `new`, also beside a severity: only findings count that the baseline or the former state did not have." };
        Choices.Limit(failOn, [.. Severities.Names, New]);
        var unknown = new Option<string?>("--unknown") { Description = "Whether rows of datasets that a rule cannot decide are allowed; refused makes the exit code 1." };
        Choices.Limit(unknown, "allowed", "refused");
        var strict = new Option<bool>("--strict") { Description = "Exit code 3 when a rule of your own found nothing to look at, or any rule could decide nothing." };
        var fix = new Option<bool>("--fix") { Description = "Apply likely repairs to the drafts first, then report what is left." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Show findings and errors alone: no notes and no summary." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Also show what holds, what was not checked and why; log the stages." };
        var profile = new Option<bool>("--profile") { Description = "After the report, say on standard error what each rule and stage cost." };
        var explain = new Option<string?>("--explain") { Description = "Instead of the report, say what each rule made of one place.", HelpName = "FILE:LINE[:COLUMN]" };
        var together = new Option<bool>("--together") { Description = "Also compare the drafts named with each other." };
        var reports = new ReportOptions();
        var commentsTo = new Option<string?>("--comments-to") { Description = "Also write a copy of a Word file or PDF with the findings as comments.", HelpName = "COPY" };
        var baseline = new Option<string?>("--baseline") { Description = "The findings known before, as `pverify baseline` writes them: they are shown and do not count.", HelpName = "FILE" };
        var changedSince = new Option<string?>("--changed-since") { Description = "Examine only the files that differ from a revision of git (all of the repository where none is named), and of datasets only the rows that do; REV... is where REV and HEAD parted.", HelpName = "REV" };
        var companions = new CompanionOptions();
        var shared = new SharedOptions();
        var command = new Command("check", "Check drafts and datasets.") { failOn, unknown, strict, fix, quiet, verbose, profile, explain, together, commentsTo, baseline, changedSince };
        inputs.AddTo(command);
        reports.AddTo(command);
        companions.AddTo(command);
        shared.AddTo(command, withRules: true);
        command.SetAction(parsed => Run(console, parsed, inputs, shared, companions, reports, parsed.GetValue(together), parsed.GetValue(failOn), parsed.GetValue(unknown), parsed.GetValue(strict), parsed.GetValue(fix), parsed.GetValue(quiet), parsed.GetValue(verbose), parsed.GetValue(profile), parsed.GetValue(explain), parsed.GetValue(commentsTo), parsed.GetValue(baseline), parsed.GetValue(changedSince)));
        return command;
    }

    private static int Run(ConsoleContext console, ParseResult parsed, InputOptions inputs, SharedOptions shared, CompanionOptions companions, ReportOptions reports, bool together, string[]? failing, string? unknown, bool strict, bool fix, bool quiet, bool verbose, bool profile, string? explain, string? commentsTo, string? known, string? since)
    {
        var files = shared.Files(parsed, console, isHeld: explain is not null || since is not null);
        var settings = shared.Settings(parsed, files);
        var failOn = Severities.Of(failing?.LastOrDefault(f => f != New) ?? settings.FailOn?.Text);
        var onlyNew = failing?.Contains(New) ?? false;
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
        var options = companions.Read(parsed, shared.Read(parsed, files, loggers?.CreateLogger("pverify")), paths, files, unread, out var misuse) with { Together = together, Jobs = inputs.JobsOf(parsed) };
        options = options with { RefusesUnknown = unknown is null ? options.RefusesUnknown : unknown == "refused" };
        options = BaselineInput.Read(known, settings, options with { RuleFiles = [.. options.RuleFiles, .. named.Where(DataPackage.IsPackage).Select(files.Package)] }, files, unread);
        var targets = reports.Read(parsed, explain is null ? settings : new RunSettings(), paths, out var misplaced);
        misuse ??= unclear ?? misplaced;
        misuse ??= quiet && verbose ? "--quiet and --verbose say opposite things" : null;
        misuse ??= together && since is not null ? "--together compares all drafts with each other, so --changed-since can leave none out" : null;
        misuse ??= since is null ? null : shared.MisuseOfStream(parsed, "--changed-since");
        misuse ??= onlyNew && since is null && BaselineInput.PathOf(known, settings) is null ? "--fail-on new needs a state to tell what is new: --changed-since REV, or a baseline (--baseline FILE)" : null;
        misuse ??= together && paths.Count(p => !Verifier.IsTable(p)) < 2 ? "--together compares drafts with each other; name two or more" : null;
        misuse ??= commentsTo is null ? null : CommentedCopy.Misuse(commentsTo, paths, files.As);
        if (misuse is not null)
        {
            console.Error.WriteLine($"pverify: {misuse}");
            return ExitCode.Usage;
        }

        if (explain is not null && (fix || profile || strict || commentsTo is not null || since is not null || targets is not [{ Format: ReportOptions.Text, Path: null }]))
        {
            console.Error.WriteLine("pverify: --explain goes with none of --fix, --profile, --strict, --comments-to, --changed-since, --out and a --format but text");
            return ExitCode.Usage;
        }

        if (explain is not null)
        {
            return ExplainPlace.Run(console, options, files, paths, explain);
        }

        var changed = former is { } at ? ChangedFiles.Of(at, paths) : null;
        var progress = console.IsErrorTerminal && !quiet && !verbose && paths.Count > 1 ? new ProgressLine(console.Error, (changed?.Files ?? paths).Count(p => !Verifier.IsTable(p))) : null;
        options = options with { Time = profile ? TimeProvider.System : options.Time, Progress = progress is null ? null : progress.Done, IsPartial = changed is { LeavesOut: true }, KeepsDocuments = since is not null || targets.Any(t => t.Format == "html") };
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

        foreach (var path in fix ? paths.Where(p => !Verifier.IsTable(p) && File.Exists(p)) : [])
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

        if (strict && ExitCode.Unmet(report).ToList() is { Count: > 0 } unmet)
        {
            console.Error.WriteLine($"pverify: not complete (--strict): {string.Join("; ", unmet)}");
        }

        return ExitCode.Worse(ExitCode.Of(report, failOn, strict), written);
    }

    private const string New = "new";

    // In which language a few words were read matters where no rule found anything in them.
    private const string LanguageAssumed = "D010";

    private static bool IsIdle(Report report) => report.Files.Any(f => f.FigureCount > 0) && report.Evaluated.Values.All(n => n == 0) && report.Diagnostics.All(d => d.Kind == DiagnosticKind.Note);
}
