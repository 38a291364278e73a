namespace PropagandaVerify.EndToEndTests;

public sealed class RulesCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_new_rule_passes_its_own_examples_and_is_covered_by_them()
    {
        Run("rules", "new", "part-exceeds-total", "--out", "house.yaml").ExitCode.ShouldBe(0);
        var tested = Run("rules", "test", "house.yaml", "--coverage");
        tested.Output.ShouldContain("1 rule, 2 examples: 2 passed, 0 failed");
        tested.ExitCode.ShouldBe(0);

        // Never over a file that is there.
        Run("rules", "new", "part-exceeds-total", "--out", "house.yaml").ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("Bad Id", "is no rule id")]
    [InlineData("../up", "is no rule id")]
    [InlineData("total-differs-from-parts", "a shipped rule is called")]
    public void A_rule_needs_an_id_of_its_own(string id, string message)
    {
        var result = Run("rules", "new", id);
        result.Error.ShouldContain(message);
        result.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Coverage_asks_for_an_example_that_fails()
    {
        File.WriteAllText(Path.Combine(folder, "house.yaml"), """
            rules:
            - id: never-tried
              title: t
              for: {t: stated_totals}
              check: t.value > 0
              message: "m"
              examples: {holds: ["Paris 2, Lyon 3, soit 5 au total."], not_evaluated: ["Rien."]}
            """);
        Run("rules", "test", "house.yaml").ExitCode.ShouldBe(0);
        var covered = Run("rules", "test", "house.yaml", "--coverage");
        covered.Output.ShouldContain("never fails: never-tried");
        covered.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Tests_beside_the_rules_are_run_once_and_count_for_coverage()
    {
        WriteHouse();
        File.WriteAllText(Path.Combine(folder, "house.tests.yaml"), "tests:\n  part-exceeds-total:\n    fails: ['Paris 7, Lyon 3, soit 5 au total.']\n    not_evaluated: Rien.\n");
        var tested = Run("rules", "test", "house.yaml", "house.tests.yaml", "--coverage");
        tested.Output.ShouldContain("1 rule, 3 examples: 3 passed, 0 failed");
        tested.Output.ShouldMatch(@"(?m)^part-exceeds-total +1 +1 +1$");
        tested.ExitCode.ShouldBe(0, tested.Error);
        Run("rules", "test", "./house.tests.yaml", "--coverage").Output.ShouldBe(tested.Output);
        Run("rules", "docs", "house.tests.yaml", "house.yaml", "--out", "pages").Output.ShouldContain("1 page ");
    }

    [Fact]
    public void A_test_for_an_unknown_rule_is_pointed_at()
    {
        WriteHouse();
        File.WriteAllText(Path.Combine(folder, "house.tests.yaml"), "tests:\n  part-exceeds-totl:\n    holds: [a]\n");
        var tested = Run("rules", "test", "house.yaml");
        tested.Error.ShouldContain("house.tests.yaml:2:3");
        tested.Error.ShouldContain("^ did you mean `part-exceeds-total`?");
        tested.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Tests_that_are_named_must_be_there()
    {
        WriteHouse();
        Run("rules", "test", "house.yaml").ExitCode.ShouldBe(0);
        var tested = Run("rules", "test", "house.tests.yaml");
        tested.Error.ShouldContain("there is no such file");
        tested.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Examples_side_by_side_give_the_same_report_each_time() =>
        Enumerable.Range(0, 3).Select(_ => Run("rules", "test", "--coverage").Output).Distinct().ShouldHaveSingleItem();

    private void WriteHouse() => File.WriteAllText(Path.Combine(folder, "house.yaml"), """
        rules:
        - id: part-exceeds-total
          title: t
          for: {t: stated_totals, i: items}
          where: i.list = t.list
          check: i.value <= t.value
          message: m
          examples: {holds: ["Paris 2, Lyon 3, soit 5 au total."]}
        """);

    [Fact]
    public void A_rule_without_examples_is_read_for_its_meaning()
    {
        File.WriteAllText(Path.Combine(folder, "house.yaml"), "rules:\n- {id: bare, title: t, for: {t: stated_totals}, check: t.valeu > 0, message: m}\n");
        var result = Run("rules", "test", "house.yaml");
        result.Error.ShouldContain("did you mean `value`?");
        result.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void A_filter_that_no_rule_meets_is_wrong_usage()
    {
        WriteHouse();
        Run("rules", "test", "house.yaml", "--filter", "part").Output.ShouldContain("1 rule, 1 example: 1 passed");
        var missed = Run("rules", "test", "house.yaml", "--filter", "prat");
        missed.Error.ShouldContain("no rule has `prat` in its id or in a tag");
        missed.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Docs_are_one_page_a_rule_and_an_index()
    {
        var result = Run("rules", "docs", "--out", "pages");
        result.ExitCode.ShouldBe(0);
        var pages = Directory.GetFiles(Path.Combine(folder, "pages")).Select(p => Path.GetFileName(p)).ToList();
        result.Output.ShouldContain($"{pages.Count - 1} pages");
        pages.ShouldContain("total-differs-from-parts.md");
        File.ReadAllText(Path.Combine(folder, "pages", "README.md")).ShouldContain("[total-differs-from-parts](total-differs-from-parts.md) (error)");
        File.ReadAllText(Path.Combine(folder, "pages", "total-differs-from-parts.md")).ShouldContain("check: total.value ~ sum(parts.value)");
    }

    [Fact]
    public void Docs_are_web_pages_too()
    {
        var result = Run("rules", "docs", "--out", "pages", "--format", "html");
        result.ExitCode.ShouldBe(0);
        Directory.GetFiles(Path.Combine(folder, "pages")).ShouldAllBe(p => p.EndsWith(".html"));
        File.ReadAllText(Path.Combine(folder, "pages", "index.html")).ShouldContain("<a href=\"total-differs-from-parts.html\">");
        File.ReadAllText(Path.Combine(folder, "pages", "total-differs-from-parts.html")).ShouldContain("<h2 id=\"remedy\">Remedy</h2>");
        Run("rules", "docs", "--out", "pages", "--format", "pdf").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void The_schema_is_the_one_beside_the_rules()
    {
        var committed = File.ReadAllText(Path.Combine(Pverify.Root, "rules", "ruleset.schema.json"));
        Run("rules", "schema").Output.ShouldBe(committed);
        var written = Run("rules", "schema", "--out", "house.json");
        written.Output.ShouldContain("# yaml-language-server: $schema=house.json");
        File.ReadAllText(Path.Combine(folder, "house.json")).ShouldBe(committed);
        Run("rules", "schema", "--out", Path.Combine("no-such-folder", "house.json")).ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("mermaid", "flowchart LR\n")]
    [InlineData("dot", "digraph rules {\n")]
    [InlineData("json", "{\n  \"version\": 1,")]
    public void A_graph_is_drawn_in_three_forms(string format, string start)
    {
        File.WriteAllText(Path.Combine(folder, "house.yaml"), "rules:\n- {id: a-rule, title: t, for: {t: stated_totals}, check: t.value > 0, message: m}\n");
        var result = Run("rules", "graph", "house.yaml", "--format", format);
        result.Output.ShouldStartWith(start);
        result.Output.ShouldContain("a-rule");
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_graph_of_rules_that_cannot_all_be_read_says_so()
    {
        File.WriteAllText(Path.Combine(folder, "house.yaml"), "rules:\n- {id: a-rule, title: t, for: {t: stated_totals}, message: m}\n");
        var result = Run("rules", "graph", "house.yaml");
        result.Error.ShouldContain("this rule has no `check`");
        result.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Explain_says_what_to_do()
    {
        var result = Run("explain", "total-differs-from-parts");
        result.Output.ShouldContain("\nRemedy:\n  en: Add the items up again");
        result.Output.ShouldContain("\n  fr: Refaire l'addition");
        result.Output.ShouldNotContain("  remedy:", Case.Sensitive);
    }

    private Pverify.Result Run(params string[] arguments) => Pverify.RunIn(folder, null, arguments);
}
