using System.Text;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using static PropagandaVerify.Reports.MarkdownText;

namespace PropagandaVerify.Reports;

/// <summary>Writes a report as Markdown for a comment on a pull request: a table of counts, then each finding with its sentence, its arithmetic and its repairs.</summary>
public static class MarkdownReport
{
    /// <summary>The most characters of a report; a comment on GitHub has room for 65,536.</summary>
    public const int MostCharacters = 60_000;

    private const int MostOfTable = 10_000;
    private const int MostOfTrouble = 10_000;
    private const int MostOfFinding = 8_000;
    private const int MostRelated = 5;

    // Room to say what was left out.
    private const int Reserve = 200;

    public static void Write(Report report, TextWriter output)
    {
        var open = report.Findings.Where(f => f.IsOpen).ToList();
        var text = new StringBuilder($"### PropagandaVerify: {Counts(open)}{TextReport.Silent(report.Findings)}\n\n");
        AddAll(text, "| file | errors | warnings | info | figures | checked |\n|---|--:|--:|--:|--:|--:|\n", [.. report.Files.Select(f => Row(report, f))], MostOfTable, n => $"\n{n} more files are not listed.\n");
        AddAll(text, "\n#### What could not be done\n\n", [.. report.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note).Select(Trouble)], text.Length + MostOfTrouble, n => $"\n{n} more are not listed.\n");
        AddAll(text, "\n#### Findings\n", [.. open.Select(Shown)], MostCharacters, n => $"\n{n} of {open.Count} findings are not shown here: the report is too long for a comment.\n");
        AddAll(text, "\n#### Findings beyond the bound\n\n", [.. report.LeftOut.Select(l => $"- `{l.Rule}`: and {l.Count} more\n")], MostCharacters, n => $"\n{n} more rules are not listed.\n");
        AddAll(text, "\n#### Findings that do not count\n\n", [.. report.Findings.Where(f => !f.IsOpen).Select(Silent)], MostCharacters, n => $"\n{n} more do not count and are not shown here.\n");
        output.Write(text);
    }

    /// <summary>Adds as many parts as there is room for, and says how many there was none for.</summary>
    internal static void AddAll(StringBuilder text, string heading, List<string> parts, int most, Func<int, string> rest)
    {
        if (parts.Count == 0)
        {
            return;
        }

        text.Append(heading);
        var shown = 0;
        while (shown < parts.Count && text.Length + parts[shown].Length <= most - Reserve)
        {
            text.Append(parts[shown++]);
        }

        if (shown < parts.Count)
        {
            text.Append(rest(parts.Count - shown));
        }
    }

    /// <summary>How many errors, warnings and infos: "1 error, 2 warnings, 0 info".</summary>
    internal static string Counts(IEnumerable<Finding> findings)
    {
        var by = findings.ToLookup(f => f.Severity);
        return $"{Counted(by[Severity.Error].Count(), "error")}, {Counted(by[Severity.Warning].Count(), "warning")}, {by[Severity.Info].Count()} info";
    }

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Row(Report report, FileReport file)
    {
        var by = report.Findings.Where(f => f.IsOpen && f.Place.Source.Path == file.Path).ToLookup(f => f.Severity);
        return $"| {Escaped(file.Path)} | {by[Severity.Error].Count()} | {by[Severity.Warning].Count()} | {by[Severity.Info].Count()} | {file.FigureCount} | {file.CheckedCount} |\n";
    }

    private static string Trouble(Diagnostic diagnostic) =>
        $"- `{diagnostic.Code}` {(diagnostic.Path is { } path ? $"{Escaped(diagnostic.Position is { } at ? $"{path}:{at.Line}:{at.Column}" : path)}: " : "")}{Escaped(diagnostic.Message)}{(diagnostic.Help is { } help ? $" ({Escaped(help)})" : "")}\n";

    private static string Silent(Finding finding) =>
        $"- {finding.Severity.ToString().ToLowerInvariant()} `{finding.Rule}` {Escaped(finding.Place.Located)} « {Escaped(TextReport.Shortened(finding.Place.Text))} »: {Escaped(finding.Suppression!.Told)}\n";

    /// <summary>One finding with its sentence, arithmetic and repairs.</summary>
    internal static string Shown(Finding finding)
    {
        var text = new StringBuilder($"\n**{finding.Severity.ToString().ToLowerInvariant()}** `{finding.Rule}` {Escaped(finding.Place.Located)}\n\n{Escaped(finding.Message)}\n\n> {Sentence(finding.Place)}\n");
        List<string> lines =
        [
            .. finding.Working.Steps.Select(s => $"- {Escaped(s)}\n"),
            .. finding.Related.Take(MostRelated).Select(r => $"- beside: {Escaped($"{r.Place.Located} « {TextReport.Shortened(r.Place.Text)} »")}\n"),
            .. finding.Related.Count > MostRelated ? [$"- and {finding.Related.Count - MostRelated} more places\n"] : Array.Empty<string>(),
            .. finding.Repairs.Select(r => $"- repair: {Escaped(TextReport.Told(r))}\n"),
            .. finding.Culprit is { } culprit ? [$"- {Escaped(culprit.Note)}\n"] : Array.Empty<string>(),
        ];
        AddAll(text, "\n", lines, MostOfFinding, n => $"- and {n} more lines\n");
        return text.ToString();
    }

    // The words in question are set off.
    private static string Sentence(Place place)
    {
        var sentence = QuotedSentence.Of(place);
        return $"{Escaped(sentence.Before)}**{Escaped(TextReport.Shortened(sentence.Words)).Trim()}**{Escaped(sentence.After)}";
    }
}
