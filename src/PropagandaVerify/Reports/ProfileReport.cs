using System.Globalization;

namespace PropagandaVerify.Reports;

/// <summary>Writes what a run cost: a line a rule, slowest first, then a line a stage.</summary>
public sealed class ProfileReport(TextWriter output)
{
    public void Write(RunCosts costs)
    {
        const string Rules = "rule, slowest first";
        const string Stages = "stage";
        var width = costs.Rules.Select(r => r.Rule.Length).Concat(costs.Stages.Select(s => s.Stage.Length)).Append(Rules.Length).Max();
        output.WriteLine($"{Rules.PadRight(width)}  {"ms",10}  {"rows",10}  {"tuples",8}  {"findings",8}");
        foreach (var rule in costs.Rules)
        {
            output.WriteLine($"{rule.Rule.PadRight(width)}  {Milliseconds(rule.Elapsed),10}  {rule.Rows,10}  {rule.Tuples,8}  {rule.Findings,8}");
        }

        output.WriteLine();
        output.WriteLine($"{Stages.PadRight(width)}  {"ms",10}");
        foreach (var stage in costs.Stages)
        {
            output.WriteLine($"{stage.Stage.PadRight(width)}  {Milliseconds(stage.Elapsed),10}");
        }
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture);
}
