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
        var paths = new Argument<string[]>("PATH") { Description = "Drafts (.txt, .md, .html, .srt, .vtt); - reads standard input and writes the corrected text to standard output.", Arity = ArgumentArity.OneOrMore };
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
            var files = shared.Files(parsed, console);
            var verifier = new Verifier(shared.Read(parsed, files));
            var choice = new RepairChoice(parsed.GetValue(rule), Position(parsed.GetValue(at)), parsed.GetValue(choose));
            if (Misuse(choice, verifier) is { } misuse)
            {
                console.Error.WriteLine($"pverify: {misuse}");
                return ExitCode.Usage;
            }

            // Datasets among the paths stand beside each draft, so that no repair contradicts them.
            var all = parsed.GetValue(paths)!.DistinctBy(p => p == "-" ? p : Path.GetFullPath(p)).ToList();
            var tables = all.Where(Verifier.IsTable).Select(p => files.Draft(p).Source).OfType<Source>().ToList();
            var drafts = all.Count == tables.Count ? all : all.Where(p => !Verifier.IsTable(p)).ToList();
            return drafts.Select(p => Fix(console, files, verifier, p, tables, choice, parsed.GetValue(dryRun))).Aggregate(ExitCode.Clean, ExitCode.Worse);
        });
        return command;
    }

    private static string? Misuse(RepairChoice choice, Verifier verifier)
    {
        var ids = verifier.Packs.Files.SelectMany(f => f.Rules).Select(r => r.Id).ToList();
        return choice is { Number: > 0, At: null } ? "--choose needs --at, which names the finding; `pverify check` shows the places"
            : choice.Rule is { } wanted && !ids.Contains(wanted) ? $"no rule `{wanted}`{(Suggestions.Nearest(wanted, ids) is { } near ? $"; did you mean `{near}`?" : "")}"
            : null;
    }

    /// <summary>Applies likely repairs to one file, as a first step of a check that tells the rest.</summary>
    public static void FixBefore(ConsoleContext console, VerifierOptions options, InputFiles run, string path, IReadOnlyList<Source> tables)
    {
        var files = run.Anew();
        if (files.Draft(path).Source is { Origins.Count: 0 } source && new Fixer(new Verifier(options with { DocumentOf = files.DocumentOf })).Fix(source, tables, RepairChoice.Likely.Of) is { Applied.Count: > 0 } result)
        {
            var trouble = DraftFile.Save(path, source, result.Fixed);
            TellApplied(console.Error, trouble is null ? result.Applied : []);
            console.Error.Write(trouble is null ? "" : $"pverify: {path} was not changed: {trouble}{console.Error.NewLine}");
        }
    }

    private static int Fix(ConsoleContext console, InputFiles files, Verifier verifier, string path, IReadOnlyList<Source> tables, RepairChoice choice, bool dryRun)
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

        if (source.Origins.Count > 0)
        {
            console.Error.WriteLine($"pverify: {path} was not changed: only text, Markdown, HTML and subtitles are corrected in place; correct it where it was written");
            return ExitCode.Incomplete;
        }

        var fixer = new Fixer(verifier);
        if (choice.At is not null && Absent(choice, verifier.Verify([source, .. tables]), source) is { } absent)
        {
            console.Error.WriteLine($"pverify: {absent}");
            return ExitCode.Usage;
        }

        var result = fixer.Fix(source, tables, choice.Of);
        console.Write(result.Report.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note));
        if (!dryRun && path != "-" && result.Applied.Count > 0 && DraftFile.Save(path, source, result.Fixed) is { } trouble)
        {
            console.Error.WriteLine($"pverify: {path} was not changed: {trouble}");
            return ExitCode.Incomplete;
        }

        Tell(path == "-" || dryRun ? console.Error : console.Output, result, choice, dryRun ? "would fix" : "fixed");
        if (dryRun)
        {
            console.Output.Write(UnifiedDiff.Of(source.Path, source.Text, result.Fixed.Text));
        }
        else if (path == "-")
        {
            console.Output.Write(result.Fixed.Text);
        }

        return ExitCode.Of(result.Report, Severity.Error, strict: false);
    }

    // What keeps a choice from naming a repair that can be made.
    private static string? Absent(RepairChoice choice, Report report, Source source)
    {
        var findings = Fixer.OfDraft(report, source).ToList();
        var named = findings.FindAll(choice.Covers);
        if (named.Count == 0)
        {
            var places = findings.Select(f => source.PositionOf(f.Place.Span.Start)).Select(p => $"{p.Line}:{p.Column}").Distinct().ToList();
            return $"there is no such finding in {source.Path}; {(places.Count == 0 ? "it has none" : $"findings are at {string.Join(", ", places)}")}";
        }

        return choice.Number == 0 || named.Exists(f => choice.Of(f) is { Edits.Count: > 0 }) ? null
            : named.Max(f => f.Repairs.Count) < choice.Number ? $"the finding has {named.Max(f => f.Repairs.Count)} repairs, there is no {choice.Number}"
            : $"repair {choice.Number} only says what to look at; the edit is yours to make";
    }

    private static void TellApplied(TextWriter notes, IReadOnlyList<AppliedRepair> applied, string verb = "fixed")
    {
        foreach (var (repair, settled) in applied)
        {
            var edits = string.Join("; ", repair.Edits.Select(e => $"{Where(e.Place.Source, e.Place.Span)} {Terminal.Printable(e.Place.Text)} → {Terminal.Printable(e.Text)}"));
            notes.WriteLine($"{verb} {edits} ({repair.Reason}; {string.Join(", ", settled.Select(f => f.Rule).Distinct())})");
        }
    }

    private static void Tell(TextWriter notes, FixResult result, RepairChoice choice, string verb)
    {
        TellApplied(notes, result.Applied, verb);
        var left = Fixer.OfDraft(result.Report, result.Fixed).ToList();
        foreach (var finding in left.Where(f => f.Severity >= Severity.Warning && choice.Covers(f)))
        {
            var why = finding.Repairs.Count == 0 ? "no repair is known"
                : finding.Repairs.All(r => r.Edits.Count == 0) ? "only you can make the edit"
                : finding.Repairs.All(r => !r.StandsAsRead) ? "tags or references to characters stand within its words, so only you can make the edit"
                : finding.Repairs.Any(r => r.IsLikely) ? "its repair was taken back: with it another finding came, or none went"
                : "no repair stands out; `--at` and `--choose` apply one";
            notes.WriteLine($"left  {Where(finding.Place.Source, finding.Place.Span)} {Terminal.Printable(finding.Message)} ({why})");
            for (var i = 0; i < finding.Repairs.Count; i++)
            {
                var repair = finding.Repairs[i];
                var words = repair.Edits.Count > 0 ? string.Join("; ", repair.Edits.Select(e => $"{e.Place.Text} → {e.Text}")) : repair.Place?.Text ?? "";
                notes.WriteLine($"        {i + 1}. {Terminal.Printable(words)}{(words.Length > 0 ? " " : "")}({Terminal.Printable(repair.Reason)})");
            }
        }

        var others = left.Count(f => f.Severity < Severity.Warning || !choice.Covers(f));
        if (others > 0)
        {
            notes.WriteLine($"      {others} other finding{(others == 1 ? "" : "s")} not chosen; `pverify check` shows {(others == 1 ? "it" : "them")}");
        }
        else if (result.Applied.Count == 0 && left.Count == 0)
        {
            notes.WriteLine($"{Terminal.Printable(result.Fixed.Path)}: nothing to repair");
        }
    }

    private static string Where(Source source, TextSpan span) => Terminal.Printable(source.Located(span.Start));

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
