using System.CommandLine;
using System.Globalization;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify fix</c>: applies repairs to drafts.</summary>
internal static class FixCommand
{
    public static Command Create(ConsoleContext console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Drafts (.txt, .md); - reads standard input and writes the corrected text to standard output.", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run", "-n") { Description = "Change nothing; print the changes as a unified diff." };
        var rule = new Option<string?>("--rule") { Description = "Only findings of this rule.", HelpName = "ID" };
        var at = new Option<string?>("--at") { Description = "Only findings on this line, or at this place.", HelpName = "LINE[:COLUMN]" };
        at.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Position(token.Value) is null)
            {
                result.AddError($"`{token.Value}` is no place; write --at 12 or --at 12:31");
            }
        });
        var choose = new Option<int>("--choose") { Description = "Apply the N-th repair of a finding instead of a likely one; needs --at.", HelpName = "N", DefaultValueFactory = _ => 0 };
        var shared = new SharedOptions();
        var command = new Command("fix", "Apply likely repairs to drafts, or the one that you choose.") { paths, dryRun, rule, at, choose };
        shared.AddTo(command, withRules: true);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(choose) > 0 && parsed.GetValue(at) is null)
            {
                console.Error.WriteLine("pverify: --choose needs --at, which names the finding; `pverify check` shows the places");
                return ExitCode.Usage;
            }

            var files = new InputFiles(Limits.Default, console.StandardInput);
            var verifier = new Verifier(shared.Read(parsed, files));
            var choice = new RepairChoice(parsed.GetValue(rule), Position(parsed.GetValue(at)), parsed.GetValue(choose));
            return parsed.GetValue(paths)!.Distinct().Select(p => Fix(console, files, verifier, p, choice, parsed.GetValue(dryRun))).Aggregate(ExitCode.Clean, ExitCode.Worse);
        });
        return command;
    }

    /// <summary>Applies likely repairs to one file, as a first step of a check that tells the rest.</summary>
    public static void FixBefore(ConsoleContext console, VerifierOptions options, string path)
    {
        var files = new InputFiles(Limits.Default, console.StandardInput);
        if (files.Draft(path).Source is { } source && new Fixer(new Verifier(options)).Fix(source, RepairChoice.Likely.Of) is { Applied.Count: > 0 } result)
        {
            var trouble = DraftFile.Save(path, source, result.Fixed);
            TellApplied(console.Error, trouble is null ? result.Applied : []);
            console.Error.Write(trouble is null ? "" : $"pverify: {path} was not changed: {trouble}{console.Error.NewLine}");
        }
    }

    private static int Fix(ConsoleContext console, InputFiles files, Verifier verifier, string path, RepairChoice choice, bool dryRun)
    {
        var (source, diagnostic) = files.Draft(path);
        if (diagnostic is not null)
        {
            console.Write([diagnostic]);
        }

        if (source is null || Verifier.IsTable(path))
        {
            console.Error.WriteLine(source is null ? $"pverify: {path} was not changed" : $"pverify: {path} is a dataset; only drafts are corrected, so it was not changed");
            return ExitCode.Incomplete;
        }

        var result = new Fixer(verifier).Fix(source, choice.Of);
        console.Write(result.Report.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note));
        var notes = path == "-" || dryRun ? console.Error : console.Output;
        Tell(notes, result, choice);
        if (dryRun)
        {
            console.Output.Write(UnifiedDiff.Of(source.Path, source.Text, result.Fixed.Text));
        }
        else if (path == "-")
        {
            console.Output.Write(result.Fixed.Text);
        }
        else if (result.Applied.Count > 0 && DraftFile.Save(path, source, result.Fixed) is { } trouble)
        {
            console.Error.WriteLine($"pverify: {path} was not changed: {trouble}");
            return ExitCode.Incomplete;
        }

        return ExitCode.Of(result.Report, Severity.Error, strict: false);
    }

    private static void TellApplied(TextWriter notes, IReadOnlyList<AppliedRepair> applied)
    {
        foreach (var (repair, settled) in applied)
        {
            var edits = string.Join("; ", repair.Edits.Select(e => $"{Where(e.Place.Source, e.Place.Span)} {Terminal.Printable(e.Place.Text)} → {Terminal.Printable(e.Text)}"));
            notes.WriteLine($"fixed {edits} ({repair.Reason}; {string.Join(", ", settled.Select(f => f.Rule).Distinct())})");
        }
    }

    private static void Tell(TextWriter notes, FixResult result, RepairChoice choice)
    {
        TellApplied(notes, result.Applied);
        foreach (var finding in result.Report.Findings.Where(f => f.Severity >= Severity.Warning))
        {
            var why = finding.Repairs.All(r => r.Edits.Count == 0) ? "no repair is known" : !choice.Covers(finding) ? "not chosen" : finding.Repairs.Any(r => r.IsLikely) ? "its repair did not help" : "none of its repairs stands out; --at and --choose pick one";
            notes.WriteLine($"left  {Where(finding.Place.Source, finding.Place.Span)} {Terminal.Printable(finding.Message)} ({why})");
            for (var i = 0; i < finding.Repairs.Count; i++)
            {
                var repair = finding.Repairs[i];
                var words = repair.Edits.Count > 0 ? string.Join("; ", repair.Edits.Select(e => $"{e.Place.Text} → {e.Text}")) : repair.Place?.Text ?? "";
                notes.WriteLine($"        {i + 1}. {Terminal.Printable(words)}{(words.Length > 0 ? " " : "")}({Terminal.Printable(repair.Reason)})");
            }
        }

        if (result.Applied.Count == 0 && result.Report.Findings.All(f => f.Severity < Severity.Warning))
        {
            notes.WriteLine($"{Terminal.Printable(result.Fixed.Path)}: nothing to repair");
        }
    }

    private static string Where(Source source, TextSpan span)
    {
        var position = source.PositionOf(span.Start);
        return $"{Terminal.Printable(source.Path)}:{position.Line}:{position.Column}";
    }

    private static (int Line, int? Column)? Position(string? text)
    {
        var parts = (text ?? "").Split(':');
        return parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > 0
            ? parts.Length == 1 ? (line, null) : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var column) ? (line, column) : null
            : null;
    }
}

/// <summary>Which findings to repair, and which of their repairs to take.</summary>
/// <param name="Rule">Only findings of this rule.</param>
/// <param name="At">Only findings on this line, or at this place.</param>
/// <param name="Number">The repair to take, counted from 1; 0 takes a likely one.</param>
internal sealed record RepairChoice(string? Rule, (int Line, int? Column)? At, int Number)
{
    public static RepairChoice Likely { get; } = new(null, null, 0);

    public Repair? Of(Finding finding) =>
        !Covers(finding) ? null
        : Number > 0 ? finding.Repairs.ElementAtOrDefault(Number - 1)
        : finding.Severity >= Severity.Warning ? finding.Repairs.FirstOrDefault(r => r.IsLikely)
        : null;

    public bool Covers(Finding finding)
    {
        var position = finding.Place.Source.PositionOf(finding.Place.Span.Start);
        return (Rule is null || Rule == finding.Rule) && (At is not { } at || (at.Line == position.Line && (at.Column is null || at.Column == position.Column)));
    }
}
