using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>How much a report for people shows.</summary>
public enum Detail
{
    /// <summary>Findings and what kept the run from being whole.</summary>
    Findings,

    /// <summary>Notes and the coverage too.</summary>
    Usual,

    /// <summary>What holds and what was not checked too, with the reasons.</summary>
    Everything,
}

/// <summary>Writes a report for people: source lines with carets, the reckoning, the other places, the coverage at the end.</summary>
public sealed class TextReport(TextWriter output, bool color, Detail detail = Detail.Usual)
{
    private const int Width = 110;
    private const int MostRelated = 12;
    private const int MostNames = 3;
    private readonly bool verbose = detail == Detail.Everything;
    private readonly HashSet<int> told = [];

    public void Write(Report report)
    {
        foreach (var diagnostic in report.Diagnostics.Where(d => detail != Detail.Findings || d.Kind != DiagnosticKind.Note))
        {
            Write(diagnostic);
        }

        // What was known before is many a time much, so it stands behind the rest, a line each.
        var shown = report.Findings.Where(f => f.IsOpen || detail != Detail.Findings).ToLookup(IsKnown);
        var known = shown[true].ToList();
        foreach (var finding in shown[false])
        {
            Write(finding);
        }

        known.ForEach(WriteKnown);
        if (known.Count > 0)
        {
            output.WriteLine();
        }

        if (verbose)
        {
            WriteChecked(report);
            WriteGone(report);
        }

        if (detail != Detail.Findings)
        {
            WriteCoverage(report);
        }
    }

    public void Write(Diagnostic diagnostic)
    {
        output.WriteLine($"{Head(diagnostic.Kind == DiagnosticKind.Note ? "note" : "error", diagnostic.Code)} {Printable(diagnostic.Message)}");
        WriteExcerpt(diagnostic);
        if (diagnostic.Related is { } related)
        {
            WriteExcerpt(related with { Help = related.Message });
        }

        output.WriteLine();
    }

    private void WriteExcerpt(Diagnostic diagnostic)
    {
        if (diagnostic.Position is { } position && diagnostic.Line is { } line)
        {
            var at = position.Column - 1 - diagnostic.Before;
            var span = new TextSpan(at, at + Math.Max(1, diagnostic.Span.Length));
            WriteSource($"{diagnostic.Path}:{position.Line}:{position.Column}", position, line, span, diagnostic.Help);
        }
        else if (diagnostic.Path is not null)
        {
            output.WriteLine($"  --> {Printable(diagnostic.Path)}");
            WriteHelp(diagnostic.Help);
        }
        else
        {
            WriteHelp(diagnostic.Help);
        }
    }

    private void WriteHelp(string? help)
    {
        if (help is not null)
        {
            output.WriteLine($"   | {Printable(help)}");
        }
    }

    private void WriteKnown(Finding finding)
    {
        output.WriteLine($"{Head(finding.Suppression!.Kind == SuppressionKind.Baseline ? "baselined" : "unchanged", finding.Rule)} {Printable(finding.Place.Located)} {Printable(Shortened(finding.Place.Text))} ({Word(finding.Severity)})");
        if (verbose)
        {
            output.WriteLine($"   | {Printable(finding.Message)}");
        }
    }

    // One that somebody answered for is told in short.
    private void WriteSuppressed(Finding finding, Suppression suppression)
    {
        output.WriteLine($"{Head("suppressed", finding.Rule)} {Printable(finding.Message)}");
        output.WriteLine($"  --> {Printable(finding.Place.Located)} {Printable(Shortened(finding.Place.Text))}");
        output.WriteLine($"   | {Word(finding.Severity)}, {Printable(suppression.Told)}");
        output.WriteLine();
    }

    /// <summary>One finding with its place and reckoning.</summary>
    internal void Write(Finding finding)
    {
        if (finding.Suppression is { } suppression)
        {
            WriteSuppressed(finding, suppression);
            return;
        }

        output.WriteLine($"{Head(Word(finding.Severity), finding.Rule)} {Printable(finding.Message)}");
        WritePlace(finding.Place, null);
        foreach (var step in finding.Working.Steps)
        {
            output.WriteLine($"   = {Printable(step)}");
        }

        foreach (var related in finding.Related.Take(MostRelated))
        {
            output.WriteLine($"   : {Printable(related.Place.Located)} {Printable(Shortened(related.Place.Text))}");
        }

        if (finding.Related.Count > MostRelated)
        {
            output.WriteLine($"   : and {finding.Related.Count - MostRelated} more");
        }

        // Findings of one cause share their repairs, which the first of them shows.
        foreach (var repair in finding.Culprit is { Group: var group } && told.Contains(group) ? [] : finding.Repairs)
        {
            output.WriteLine($"   ? {Told(repair)}");
        }

        if (finding.Culprit is { } culprit)
        {
            output.WriteLine($"   ! {Printable(told.Add(culprit.Group) ? culprit.Note : culprit.Brief)}");
        }

        foreach (var operand in verbose ? finding.Working.Operands : [])
        {
            WriteOperand(operand);
        }

        output.WriteLine();
    }

    private void WriteOperand(Operand operand)
    {
        var at = operand.Place is { } place ? $" ({place.Where})" : "";
        var range = operand is { Value: not null } && operand.Low != operand.High ? $" [{Plain(operand.Low)} – {Plain(operand.High)}]" : "";
        output.WriteLine(Printable($"   · {operand.Name} {operand.Text}{at}{range}{(operand.Width.Length > 0 ? $": {operand.Width}" : "")}"));
    }

    private static string Plain(decimal? value) => value?.ToString("G8", CultureInfo.InvariantCulture) ?? "∞";

    internal void WritePlace(Place place, string? note)
    {
        var position = place.Source.PositionOf(place.Span.Start);
        var (line, at) = place.Source.LineAround(place.Span.Start);
        WriteSource(place.Located, position, line, new TextSpan(at, at + place.Span.Length), note);
    }

    // A paragraph is one long line, so only the words around the place are shown.
    private void WriteSource(string located, LinePosition position, string line, TextSpan span, string? note)
    {
        output.WriteLine($"  --> {Printable(located)}");
        var start = Math.Max(0, Math.Min(span.Start, line.Length));
        var end = Math.Max(start, Math.Min(span.End, line.Length));
        var from = line.Length <= Width ? 0 : Math.Max(0, Math.Min(start - 40, line.Length - Width));
        var to = Math.Min(line.Length, Math.Max(from + Width, Math.Min(end, start + Width)));
        var before = (from > 0 ? "…" : "") + Printable(line[from..start]);
        var marked = Printable(line[start..Math.Min(end, to)]);
        var number = position.Line.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        var margin = new string(' ', number.Length);
        output.WriteLine($"{number} | {before}{marked}{Printable(line[Math.Min(end, to)..to])}{(to < line.Length ? "…" : "")}");
        output.WriteLine($"{margin} | {new string(' ', Columns(before))}{Paint(new string('^', Math.Max(1, Columns(marked))), "31")}{(note is null ? "" : " " + Printable(note))}");
    }

    private void WriteChecked(Report report)
    {
        foreach (var held in report.Checked)
        {
            var at = held.Place is { } place ? place.Located : "";
            var verdict = held.Verdict switch { Verdict.Undecidable => "undecided", Verdict.Display => "rounded", _ => "holds" };
            output.WriteLine($"{verdict}[{held.Rule}] {Printable(at)} {Printable(held.Place is { } p ? Shortened(p.Text) : "")}");
            foreach (var step in held.Steps)
            {
                output.WriteLine($"   = {Printable(step)}");
            }

            if (held.Why is not null)
            {
                output.WriteLine($"   | {Printable(held.Why)}");
            }
        }

        foreach (var (rule, count) in report.Counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            WriteMore("holds", rule, count.HoldingLeftOut);
            WriteMore("undecided", rule, count.UnknownLeftOut);
        }

        // The ledger knows few figures of a dataset that is read record by record.
        foreach (var file in report.Files.Where(f => f.Scanned is not null && f.CheckedCount < f.FigureCount))
        {
            output.WriteLine($"unchecked {Printable(file.Path)}: {Counted(file.FigureCount - file.CheckedCount, "figure")}, not listed, since the dataset is read record by record");
        }

        foreach (var (file, figure) in report.Files.Where(f => f.Scanned is null).SelectMany(f => f.Figures.Select(n => (File: f, Figure: n))).Where(f => f.File.Ledger.StateOf(f.Figure) != FigureState.Checked && f.File.Ledger.PlaceOf(f.Figure) is not null))
        {
            var place = file.Ledger.PlaceOf(figure)!.Value;
            output.WriteLine($"unchecked {Printable(place.Located)} {Printable(Shortened(place.Text))}: {Printable(file.Ledger.ReasonOf(figure))}");
        }

        output.WriteLine();
    }

    private void WriteMore(string verdict, string rule, int count)
    {
        if (count > 0)
        {
            output.WriteLine($"{verdict}[{rule}] {count} more, not listed");
        }
    }

    private void WriteGone(Report report)
    {
        foreach (var gone in report.Baseline?.Gone ?? [])
        {
            output.WriteLine($"gone[{gone.Rule}] {Printable(gone.File)} {Printable(Shortened(gone.Words))}");
        }

        if (report.Baseline?.Gone.Count > 0)
        {
            output.WriteLine();
        }
    }

    private void WriteCoverage(Report report)
    {
        var (figures, done) = (0, 0);
        foreach (var file in report.Files)
        {
            var count = file.CheckedCount;
            figures += file.FigureCount;
            done += count;
            output.WriteLine($"{Printable(file.Path)}: {Counted(file.FigureCount, "figure")}, {count} checked, {file.FigureCount - count} unchecked{(file.Language is null ? "" : $" ({file.Language}{(file.Published is { } day ? $", published {day:yyyy-MM-dd}" : "")})")}");
        }

        foreach (var rule in report.OverDatasets.Where(r => report.Counts.TryGetValue(r, out var c) && c.Findings + c.Unknown > 0))
        {
            WriteCount(report, rule, report.Counts[rule]);
        }

        var by = report.Findings.Where(f => f.IsOpen).GroupBy(f => f.Severity).ToDictionary(g => g.Key, g => g.Count());
        output.WriteLine($"{Counted(report.Files.Count, "file")}, {Counted(figures, "figure")}: {done} checked, {figures - done} unchecked; "
            + $"{Counted(by.GetValueOrDefault(Severity.Error), "error")}, {Counted(by.GetValueOrDefault(Severity.Warning), "warning")}, {by.GetValueOrDefault(Severity.Info)} info{Silent(report.Findings)}; "
            + $"{Counted(report.Evaluated.Count(e => e.Value > 0), "rule")} evaluated{(report.MatchedNothing.Count > 0 && report.Files.Count > 0 ? $", nothing to check for {Unmatched(report.MatchedNothing)}" : "")}{(report.DecidedNothing.Count > 0 ? $"; undecided throughout: {Names(report.DecidedNothing)}" : "")}{(report.Disabled.Count > 0 ? $"; off: {Names(report.Disabled)}" : "")}");
    }

    private void WriteCount(Report report, string rule, RuleCount count)
    {
        var bound = report.Rules.FirstOrDefault(r => r.Id == rule)?.MaxFailures is { } max && report.Open(rule) is > 0 and var open
            ? max.Accepts(open, count.Evaluated) ? $"; accepted, up to {max} may fail" : $"; not accepted, up to {max} may fail" : "";
        output.WriteLine(Printable($"{rule}: {count.Passed} passed, {count.Failed} failed, {count.Unknown} unknown{(Thresholds.Reasons(rule, report.Checked) is { Length: > 0 } why ? $" ({why})" : "")}{(count.Beside > 0 ? $"; {Counted(count.Beside, "finding")} beside" : "")}{bound}"));
    }

    /// <summary>How many findings do not count, behind those that do: ", 2 suppressed, 3 baselined, 1 unchanged"; empty where all do.</summary>
    internal static string Silent(IEnumerable<Finding> findings)
    {
        var by = findings.Where(f => !f.IsOpen).GroupBy(f => f.Suppression!.Kind switch { SuppressionKind.Baseline => "baselined", SuppressionKind.Unchanged => "unchanged", _ => "suppressed" }).ToDictionary(g => g.Key, g => g.Count());
        return string.Concat(Unopened.Where(by.ContainsKey).Select(k => $", {by[k]} {k}"));
    }

    // The words for what does not count, in their order.
    private static readonly string[] Unopened = ["suppressed", "baselined", "unchanged"];

    // What nobody answered for, but was there before.
    private static bool IsKnown(Finding finding) => finding.Suppression?.Kind is SuppressionKind.Baseline or SuppressionKind.Unchanged;

    // The rules of the reader by name; of those that travel with the tool most find nothing in most texts.
    private string Unmatched(IReadOnlyList<string> rules)
    {
        var own = verbose ? rules : [.. rules.Where(r => !ShippedRules.Ids.Contains(r))];
        var rest = rules.Count - own.Count;
        return string.Join(" and ", new[] { own.Count > 0 ? Names(own) : "", rest > 0 ? $"{Counted(rest, "shipped rule")} (-v names them)" : "" }.Where(p => p.Length > 0));
    }

    private string Names(IReadOnlyList<string> rules) => verbose || rules.Count <= MostNames + 1
        ? string.Join(", ", rules)
        : $"{string.Join(", ", rules.Take(MostNames))} and {rules.Count - MostNames} more (-v names them)";

    private string Head(string severity, string code) => Paint($"{severity}[{code}]", severity switch { "error" => "1;31", "warning" => "1;33", "suppressed" or "baselined" or "unchanged" => "2", _ => "1;36" }) + ":";

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private string Paint(string text, string code) => color ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A repair in one line: the words and what would take their place, or what to look at.</summary>
    internal static string Told(Repair repair) => Printable(
        repair.Edits.Count > 0 ? $"{string.Join("; ", repair.Edits.Select(e => $"{e.Place.Text} → {e.Text}"))} ({repair.Reason})"
        : repair.Place is { } place ? $"{place.Text} ({repair.Reason})"
        : repair.Reason);

    internal static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 80 ? line : line[..(char.IsHighSurrogate(line[78]) ? 78 : 79)] + "…";
    }
}
