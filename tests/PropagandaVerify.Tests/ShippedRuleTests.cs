using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class ShippedRuleTests
{
    private static readonly IReadOnlyList<RuleFile> Packs = ShippedRules.Tested;

    [Fact]
    public void Packs_load_without_a_complaint() => Packs.SelectMany(p => p.Diagnostics).ShouldBeEmpty();

    [Fact]
    public void Every_example_does_what_it_says()
    {
        var results = Packs.SelectMany(p => RuleTests.Run(p, Limits.Default)).ToList();
        results.Count.ShouldBeGreaterThan(50);
        results.Where(r => !r.Passed).Select(r => $"{r.Rule.Id} line {r.Place.Position!.Value.Line}: wanted {r.Wanted}, got {r.Got}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_speaks_English_and_French_and_has_examples_of_both_kinds()
    {
        foreach (var rule in Packs.SelectMany(p => p.Rules))
        {
            rule.Titles.Keys.ShouldContain("en", rule.Id);
            rule.Titles.Keys.ShouldContain("fr", rule.Id);
            rule.Remedies.Keys.ShouldContain("en", rule.Id);
            rule.Remedies.Keys.ShouldContain("fr", rule.Id);
            rule.Messages.Keys.ShouldContain("en", rule.Id);
            rule.Messages.Keys.ShouldContain("fr", rule.Id);
            rule.Examples.Count(e => e.Expected != ExpectedOutcome.Fails).ShouldBeGreaterThanOrEqualTo(3, rule.Id);
            rule.Examples.Count(e => e.Expected == ExpectedOutcome.Fails).ShouldBeGreaterThanOrEqualTo(3, rule.Id);
        }
    }

    [Fact]
    public void An_example_that_is_wrong_is_found_out()
    {
        var file = RuleFileReader.Read(new Source("wrong.yaml", """
            rules:
            - id: wrong
              title: t
              for: {d: dates}
              check: d.start <= document.published
              message: m
              examples:
                holds: [{text: "Le centre a été créé en août 2021.", published: 2020-10-26}]
                fails: [{text: "Le centre a été créé en août 2019.", published: 2020-10-26}]
            """), Limits.Default);
        RuleTests.Run(file, Limits.Default).Select(r => r.Passed).ShouldBe([false, false]);
    }

    [Fact]
    public void A_shipped_rule_has_words_of_its_own()
    {
        var source = new Source("pack.yaml", "ruleset: pack\nrules:\n- {id: a-rule, for: {t: items}, check: t.value > 1}\n");
        RuleFileReader.Read(source, Limits.Default).Diagnostics.ShouldBeEmpty();
        RuleFileReader.Read(source, Limits.Default, isShipped: true).Diagnostics.Select(d => d.Message).ShouldBe(["this rule has no `title`", "this rule has no `message`"]);
    }
}
