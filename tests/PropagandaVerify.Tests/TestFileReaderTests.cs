using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class TestFileReaderTests
{
    private static readonly RuleFile House = RuleFileReader.Read(new Source("house.yaml", """
        rules:
        - id: part-exceeds-total
          title: t
          for: {t: stated_totals, i: items}
          where: i.list = t.list
          check: i.value <= t.value
          message: m
          examples: {holds: ["Paris 2, Lyon 3, soit 5 au total."]}
        """), Limits.Default);

    [Theory]
    [InlineData("packs/house.yaml", "packs/house.tests.yaml")]
    [InlineData("house.yml", "house.tests.yml")]
    public void Tests_and_rules_name_each_other(string rules, string tests)
    {
        TestFileReader.TestsOf(rules).ShouldBe(tests);
        TestFileReader.RulesOf(tests).ShouldBe(rules);
        TestFileReader.RulesOf(rules).ShouldBeNull();
    }

    [Fact]
    public void Examples_come_behind_the_rules_own_and_know_their_file()
    {
        var file = Read("tests:\n  part-exceeds-total:\n    fails: [{text: 'Paris 7, Lyon 3, soit 5 au total.'}]\n    not_evaluated: Rien.\n");
        file.Diagnostics.ShouldBeEmpty();
        var results = RuleTests.Run(file, Limits.Default);
        results.Select(r => (r.Passed, r.Made, r.Place.Path)).ShouldBe([
            (true, ExpectedOutcome.Holds, "house.yaml"), (true, ExpectedOutcome.Fails, "house.tests.yaml"), (true, ExpectedOutcome.NotEvaluated, "house.tests.yaml")]);
    }

    [Theory]
    [InlineData("tests: {part-exceeds-totl: {holds: [a]}}", "R011", 1, 9, "did you mean `part-exceeds-total`?")]
    [InlineData("test: {}", "R001", 1, 1, "did you mean `tests`?")]
    [InlineData("tests: [a]", "R001", 1, 8, "below it")]
    [InlineData("- a", "R001", 1, 1, "write `tests:`")]
    [InlineData("tests:\n  part-exceeds-total: {fail: [a]}", "R001", 2, 24, "did you mean `fails`?")]
    [InlineData("tests:\n  part-exceeds-total: {fails: [{at: a}]}", "R002", 2, 32, null)]
    [InlineData("tests:\n  part-exceeds-total: {holds: [a}", "Y003", 2, 23, null)]
    public void A_mistake_has_a_code_and_a_place(string text, string code, int line, int column, string? help)
    {
        var diagnostics = Read(text).Diagnostics;
        var diagnostic = diagnostics.First(d => d.Code == code);
        diagnostic.Kind.ShouldBe(DiagnosticKind.Configuration);
        diagnostic.Path.ShouldBe("house.tests.yaml");
        diagnostic.Position.ShouldBe(new LinePosition(line, column));
        if (help is not null)
        {
            diagnostic.Help!.ShouldContain(help);
        }
    }

    [Fact]
    public void Tests_of_a_rule_that_is_itself_in_error_are_no_second_mistake()
    {
        var broken = RuleFileReader.Read(new Source("house.yaml", "rules: [{id: broken, title: t, for: {t: stated_totals}, check: 't.value >', message: m}]"), Limits.Default);
        var file = TestFileReader.Read(new Source("house.tests.yaml", "tests: {broken: {holds: [a]}}"), broken, Limits.Default);
        file.Diagnostics.Select(d => d.Path).Distinct().ShouldBe(["house.yaml"]);
    }

    private static RuleFile Read(string text) => TestFileReader.Read(new Source("house.tests.yaml", text), House, Limits.Default);
}
