using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class RuleTestsTests
{
    [Fact]
    public void An_example_needs_the_tables_of_its_own_rule_only()
    {
        var file = Read("""
            rules:
            - id: regions-complete
              complete: {on: regions, by: [date], has: region}
              examples:
                fails: [{data: {regions: "date,region\n2020-01-01,A\n2020-01-01,B\n2020-01-02,A\n"}}]
            - id: trade-complete
              complete: {on: trade, by: [date], has: code}
              examples:
                holds: [{data: {trade: "date,code\n2020-01-01,A\n2020-01-02,A\n"}}]
            """);
        RuleTests.Run(file, Limits.Default).Select(r => r.Got).ShouldBe(["fails", "holds"]);
    }

    [Fact]
    public void An_example_has_what_its_rule_reads_through_several_derivations()
    {
        var file = Read("""
            rules:
            - {derive: doubles, for: {s: singles}, columns: {twice: s.x * 2, at: s}}
            - {derive: singles, for: {r: rows}, columns: {x: r.x, at: r}}
            - {derive: others, for: {o: elsewhere}, columns: {x: o.x}}
            - id: small
              title: t
              for: {d: doubles}
              check: d.twice <= 4
              message: m
              examples: {holds: [{data: {rows: "x\n2\n"}}], fails: [{data: {rows: "x\n3\n"}}]}
            """);
        RuleTests.Run(file, Limits.Default).Select(r => r.Got).ShouldBe(["holds", "fails"]);
    }

    private static RuleFile Read(string text)
    {
        var file = RuleFileReader.Read(new Source("house.yaml", text), Limits.Default);
        file.Diagnostics.ShouldBeEmpty();
        return file;
    }
}
