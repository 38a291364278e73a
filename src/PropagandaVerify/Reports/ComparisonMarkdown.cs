using System.Text;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using static PropagandaVerify.Reports.MarkdownText;

namespace PropagandaVerify.Reports;

/// <summary>Writes a comparison as Markdown for a comment on a pull request: the counts, what is new in full, what is gone in a line each, and what changed in the datasets.</summary>
public static class ComparisonMarkdown
{
    private const int MostListed = 10;
    private const int MostOfDatasets = 20_000;

    public static void Write(Comparison comparison, TextWriter output)
    {
        var text = new StringBuilder($"### PropagandaVerify: {comparison.New.Count} new, {comparison.Gone.Count} gone\n\n{Escaped($"{comparison.Before} → {comparison.Now}")}: {ComparisonReport.Summary(comparison)}\n");
        var (diagnostics, changes) = (comparison.Report.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note).ToList(), comparison.Datasets.Where(d => !d.IsEmpty).ToList());
        MarkdownReport.AddAll(text, "\n#### What could not be done\n\n", [.. diagnostics.Select(d => $"- `{d.Code}` {(d.Path is { } path ? $"{Escaped(path)}: " : "")}{Escaped(d.Message)}\n")], MostOfDatasets, n => $"\n{n} more are not listed.\n");
        MarkdownReport.AddAll(text, "\n#### What changed in the datasets\n", [.. changes.Select(Shown)], text.Length + MostOfDatasets, n => $"\n{n} more datasets changed.\n");
        MarkdownReport.AddAll(text, "\n#### New findings\n", [.. comparison.New.Select(MarkdownReport.Shown)], MarkdownReport.MostCharacters, n => $"\n{n} of {comparison.New.Count} new findings are not shown here: the report is too long for a comment.\n");
        MarkdownReport.AddAll(text, "\n#### Findings that are gone\n\n", [.. comparison.Gone.Select(f => Line(f, comparison.FormerlyAt(f)))], MarkdownReport.MostCharacters, n => $"\n{n} more are gone.\n");
        MarkdownReport.AddAll(text, "\n#### Findings that somebody answers for since\n\n", [.. comparison.Answered.Select(f => Line(f.Is, f.Is.Place.Located))], MarkdownReport.MostCharacters, n => $"\n{n} more.\n");
        output.Write(text);
    }

    private static string Line(Finding finding, string at) => $"- {finding.Severity.ToString().ToLowerInvariant()} `{finding.Rule}` {Escaped($"{at} « {TextReport.Shortened(finding.Place.Text)} »")}\n";

    private static string Shown(DatasetChange change)
    {
        var text = new StringBuilder($"\n**{Escaped(ComparisonReport.Summary(change))}**\n\n");
        foreach (var (_, heading, count, lines) in ComparisonReport.Lists(change).Where(l => l.Count > 0))
        {
            text.Append($"- {Escaped(heading)}\n");
            foreach (var line in lines.Take(MostListed))
            {
                text.Append($"  - {Escaped(line)}\n");
            }

            text.Append(count > MostListed ? $"  - and {count - MostListed} more\n" : "");
        }

        return text.ToString();
    }
}
