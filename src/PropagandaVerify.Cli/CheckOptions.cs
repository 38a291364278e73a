using System.CommandLine;

namespace PropagandaVerify.Cli;

/// <summary>What `pverify check` was asked for beside its inputs, rules and reports.</summary>
internal sealed record CheckRequest
{
    public required IReadOnlyList<string> FailOn { get; init; }

    public string? Unknown { get; init; }

    public bool Strict { get; init; }

    public bool Fix { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    public bool Profile { get; init; }

    public string? Explain { get; init; }

    public bool Together { get; init; }

    public string? CommentsTo { get; init; }

    public string? Baseline { get; init; }

    public string? ChangedSince { get; init; }
}

/// <summary>The options of `pverify check`.</summary>
internal sealed class CheckOptions
{
    /// <summary>The word of `--fail-on` that leaves out what was known before.</summary>
    public const string New = "new";

    private readonly Option<string[]> failOn = new("--fail-on") { Description = "The least severity that makes the exit code 1, error by default; `new`, also beside a severity: only findings count that the baseline or the former state did not have." };
    private readonly Option<string?> unknown = new("--unknown") { Description = "Whether rows of datasets that a rule cannot decide are allowed; refused makes the exit code 1." };
    private readonly Option<bool> strict = new("--strict") { Description = "Exit code 3 when a rule of your own found nothing to look at, or any rule could decide nothing." };
    private readonly Option<bool> fix = new("--fix") { Description = "Apply likely repairs to the drafts first, then report what is left." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Show findings and errors alone: no notes and no summary." };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Also show what holds, what was not checked and why; log the stages." };
    private readonly Option<bool> profile = new("--profile") { Description = "After the report, say on standard error what each rule and stage cost." };
    private readonly Option<string?> explain = new("--explain") { Description = "Instead of the report, say what each rule made of one place.", HelpName = "FILE:LINE[:COLUMN]" };
    private readonly Option<bool> together = new("--together") { Description = "Also compare the drafts named with each other." };
    private readonly Option<string?> commentsTo = new("--comments-to") { Description = "Also write a copy of a Word file or PDF with the findings as comments.", HelpName = "COPY" };
    private readonly Option<string?> baseline = new("--baseline") { Description = "The findings known before, as `pverify baseline` writes them: they are shown and do not count.", HelpName = "FILE" };
    private readonly Option<string?> changedSince = new("--changed-since") { Description = "Examine only the files that differ from a revision of git (all of the repository where none is named), and of datasets, however large, only the rows that do; REV... is where REV and HEAD parted.", HelpName = "REV" };

    public InputOptions Inputs { get; } = new();

    public ReportOptions Reports { get; } = new();

    public CompanionOptions Companions { get; } = new();

    public SharedOptions Shared { get; } = new();

    public void AddTo(Command command)
    {
        Choices.Limit(failOn, [.. Severities.Names, New]);
        Choices.Limit(unknown, "allowed", "refused");
        foreach (var option in new Option[] { failOn, unknown, strict, fix, quiet, verbose, profile, explain, together, commentsTo, baseline, changedSince })
        {
            command.Add(option);
        }

        Inputs.AddTo(command);
        Reports.AddTo(command);
        Companions.AddTo(command);
        Shared.AddTo(command, withRules: true);
    }

    public CheckRequest Read(ParseResult parsed) => new()
    {
        FailOn = parsed.GetValue(failOn) ?? [],
        Unknown = parsed.GetValue(unknown),
        Strict = parsed.GetValue(strict),
        Fix = parsed.GetValue(fix),
        Quiet = parsed.GetValue(quiet),
        Verbose = parsed.GetValue(verbose),
        Profile = parsed.GetValue(profile),
        Explain = parsed.GetValue(explain),
        Together = parsed.GetValue(together),
        CommentsTo = parsed.GetValue(commentsTo),
        Baseline = parsed.GetValue(baseline),
        ChangedSince = parsed.GetValue(changedSince),
    };
}
