using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class RuleTestsTests
{
    [Fact]
    public void The_types_and_units_that_a_file_declares_hold_for_its_examples()
    {
        var results = Run("""
            datasets:
              codes: {path: codes.csv, key: [code, year], columns: {code: text, v: {type: number, unit: EUR}, other: {type: number, unit: USD}}}
            rules:
            - id: twelve-is-small
              title: t
              for: {c: codes}
              where: c.code = '12'
              check: c.v <= 5
              message: "{c.v}"
              examples:
                holds: [{data: {codes: "code,v\n12,3\n"}}]
                fails: [{data: {codes: "code,v\n12,30\n12,2\n"}, at: "30", message: "30 euros"}]
              mark: [c.v]
            - {id: unlike-units, title: t, for: {c: codes}, check: c.v <= c.other, message: m, examples: {holds: [{data: {codes: "code,v,other\n1,2,3\n"}}]}}
            """);
        results.Select(r => r.Passed).ShouldBe([true, true, false]);
        results[2].Got.ShouldContain("EUR and USD cannot be compared");
    }

    [Fact]
    public void An_example_without_a_table_says_which_one_is_missing_where_it_stands()
    {
        var result = Run("""
            datasets: {schools: {path: schools.csv}}
            rules:
            - {id: a, title: t, for: {s: schools}, check: s.v > 1, message: m, examples: {holds: [{data: {school: "v\n2\n"}}]}}
            """).ShouldHaveSingleItem();
        result.Passed.ShouldBeFalse();
        result.Trouble!.Message.ShouldBe("this example gives no table `schools`");
        result.Trouble.Help.ShouldBe("is `school` meant to be `schools`?");
        result.Trouble.Position!.Value.Column.ShouldBeGreaterThan(80);
    }

    [Fact]
    public void A_cell_that_turns_a_column_into_text_is_told_at_its_example()
    {
        var results = Run("""
            rules:
            - id: a
              title: t
              for: {s: schools}
              check: s.v < 5
              message: m
              examples: {holds: [{data: {schools: "v\n2\nx\n"}}, {data: {schools: "v\n2\n"}}], fails: [{data: {schools: "w\n7\n"}}]}
            """);
        results.Select(r => r.Passed).ShouldBe([false, true, false]);
        results[0].Trouble!.Help.ShouldBe("`v` of `schools` is text here, because one cell holds `x`");
        results[2].Trouble!.Help.ShouldBe("tables of other examples have `v`");
        results.Where(r => !r.Passed).ShouldAllBe(r => r.Trouble!.Position == r.Place.Position);
    }

    [Fact]
    public void What_could_not_be_decided_is_counted_as_idle() => Run("""
            rules:
            - {id: a, title: t, for: {s: schools}, check: s.v > s.w, message: m, examples: {holds: [{data: {schools: "v,w\n2,\n"}}]}}
            """).ShouldHaveSingleItem().IsIdle.ShouldBeTrue();

    [Fact]
    public void The_examples_of_every_case_do_what_they_say()
    {
        var files = Directory.EnumerateFiles(Repository.Cases, "rules.yaml", SearchOption.AllDirectories).Where(f => !f.Contains("diagnostics", StringComparison.Ordinal))
            .Select(f => RuleFileReader.Read(new Source(f, File.ReadAllText(f)), Limits.Default)).Where(f => f.Diagnostics.Count == 0).ToList();
        var results = RuleTests.Run(files, Limits.Default);
        results.Count.ShouldBeGreaterThan(15);
        results.Where(r => !r.Passed).Select(r => $"{r.Place.Path}: {r.Rule.Id}: wanted {r.Wanted}, got {r.Got}").ShouldBeEmpty();
    }

    private static IReadOnlyList<ExampleResult> Run(string yaml)
    {
        var file = RuleFileReader.Read(new Source("rules.yaml", yaml), Limits.Default);
        file.Diagnostics.ShouldBeEmpty();
        return RuleTests.Run(file, Limits.Default);
    }
}
