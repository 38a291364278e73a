using System.Globalization;
using PropagandaVerify.Findings;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Findings as CSV after RFC 4180: a header, one line a finding, and one for each rule that has more than are shown.</summary>
/// <param name="columns">The columns and the cell of a finding in each.</param>
internal sealed class FindingTable(IReadOnlyList<(string Name, Func<Finding, string> Of)> columns)
{
    public const string Rule = "rule";
    public const string Message = "message";

    /// <param name="isWanted">The rules whose findings are written.</param>
    public void Write(Report report, TextWriter output, Func<string, bool> isWanted)
    {
        output.Write(CsvLine.Of(columns.Select(c => c.Name)));
        foreach (var finding in report.Findings.Where(f => isWanted(f.Rule)))
        {
            output.Write(CsvLine.Of(columns.Select(c => Printable(c.Of(finding)))));
        }

        foreach (var (rule, count) in report.LeftOut.Where(l => isWanted(l.Rule)))
        {
            output.Write(CsvLine.Of(columns.Select(c => c.Name switch { Rule => rule, Message => $"and {count} more", _ => "" })));
        }
    }

    public static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
