using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class CostsTests
{
    private static readonly RuleFile House = RuleFileReader.Read(new Source("house.yaml", """
        rules:
        - derive: large
          for: {a: amounts}
          where: a.value > 1
          columns: {value: a.value}
        - {id: grows, title: t, for: {l: large}, check: l.value < 3, message: m}
        - {id: counts, title: t, for: {a: amounts, b: amounts}, where: a.value < b.value, check: a.value > 0, message: m}
        """), Limits.Default);

    private static readonly Source Amounts = new("amounts.csv", "id,value\na,1\nb,2\nc,3\n");

    [Fact]
    public void Rules_and_derivations_are_charged_with_their_rows_tuples_and_findings()
    {
        var costs = new Verifier(Options(new Ticks())).Verify([Amounts]).Costs!;
        costs.Rules.Select(r => (r.Rule, r.Elapsed.TotalMilliseconds, r.Rows, r.Tuples, r.Findings)).ShouldBe([("counts", 1, 12, 3, 0), ("large", 1, 3, 2, 0), ("grows", 1, 2, 2, 1)]);
    }

    [Fact]
    public void A_stage_inside_another_is_taken_off_the_outer_one()
    {
        var stages = new Verifier(Options(new Ticks())).Verify([Amounts]).Costs!.Stages.ToDictionary(s => s.Stage, s => s.Elapsed.TotalMilliseconds);
        stages["compile"].ShouldBe(1);
        stages["diagnose"].ShouldBe(1);

        // Three rules and the search for repairs read the clock twice each; all but the time of the search is the stage's own.
        stages["evaluate"].ShouldBe(8);
    }

    [Fact]
    public void Each_run_of_a_verifier_is_charged_on_its_own()
    {
        var verifier = new Verifier(Options(new Ticks()));
        verifier.Verify([Amounts]);
        verifier.Verify([Amounts]).Costs!.Stages.Single(s => s.Stage == "compile").Elapsed.TotalMilliseconds.ShouldBe(1);
    }

    [Fact]
    public void Without_a_clock_nothing_is_measured() => new Verifier(Options(null)).Verify([Amounts]).Costs.ShouldBeNull();

    [Fact]
    public void The_profile_is_a_line_a_rule_and_a_line_a_stage()
    {
        var output = new StringWriter { NewLine = "\n" };
        new ProfileReport(output).Write(new RunCosts([new("slow", TimeSpan.FromMilliseconds(12.5), 100, 20, 3), new("quick", TimeSpan.Zero, 1, 0, 0)], [new("compile", TimeSpan.FromMilliseconds(1))]));
        output.ToString().ShouldBe("""
            rule, slowest first          ms        rows    tuples  findings
            slow                     12.500         100        20         3
            quick                     0.000           1         0         0

            stage                        ms
            compile                   1.000

            """.ReplaceLineEndings("\n"));
    }

    private static VerifierOptions Options(TimeProvider? time) => new() { RuleFiles = [House], UseShippedRules = false, Time = time };

    /// <summary>A clock that goes on by a millisecond whenever it is read.</summary>
    private sealed class Ticks : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => now++;
    }
}
