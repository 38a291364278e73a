using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class RulePacksTests
{
    private const string Common = """
        ruleset: common
        rules:
        - {id: many, title: t, tags: [house], params: {most: 10}, for: {l: lists}, check: l.size <= most, message: "{most}"}
        - {id: rare, enabled: false, title: t, for: {l: lists}, check: l.size != 4, message: m}
        """;

    [Fact]
    public void A_file_stands_behind_those_that_it_extends_and_each_is_read_once()
    {
        var packs = Resolved("extends: [left, right]", ("left", "extends: [common]\nruleset: left"), ("right", "extends: [common]\nruleset: right"), ("common", Common));
        packs.Diagnostics.ShouldBeEmpty();
        packs.Files.Select(f => f.Source.Path).ShouldBe(["common", "left", "right", "root"]);
    }

    [Fact]
    public void What_stands_nearer_to_the_user_has_the_last_word()
    {
        var packs = Resolved(
            "extends: [far]\nenable: [many]\noverride: {many: {severity: info}}",
            ("far", "extends: [common]\ndisable: [many]\noverride: {'tag:house': {severity: error, params: {most: 3}}}"), ("common", Common));
        var rule = packs.Files[0].Rules.ShouldHaveSingleItem();
        rule.Severity.ShouldBe(Severity.Info);
        ExpressionText.Of(rule.Params[0].Expression).ShouldBe("3");
        packs.Disabled.Select(r => r.Id).ShouldBe(["rare"]);
    }

    [Fact]
    public void A_rule_that_is_off_runs_where_a_file_enables_it() =>
        Resolved("extends: [common]\nenable: [rare]", ("common", Common)).Disabled.ShouldBeEmpty();

    [Fact]
    public void The_severity_of_a_short_form_goes_for_all_its_parts_but_those_with_their_own()
    {
        var packs = Resolved(
            "extends: [forms]\noverride: {sums: {severity: info}, loose: {severity: info}}",
            ("forms", """
                rules:
                - {id: sums, severity: error, aggregate: {whole: a.x, parts: b.x, by: [k]}}
                - {id: loose, severity: error, aggregate: {whole: a.x, parts: b.x, by: [k], unmatched: warning}}
                """));
        packs.Files[0].Rules.SelectMany(r => r.Further.Prepend(r)).Select(r => r.Severity)
            .ShouldBe([.. Enumerable.Repeat(Severity.Info, 6), .. Enumerable.Repeat(Severity.Warning, 4)]);
    }

    [Fact]
    public void The_relations_of_a_rule_that_is_off_are_not_derived()
    {
        const string Forms = "rules:\n- {id: every, complete: {on: a, by: [k], has: x}}";
        Resolved("extends: [forms]", ("forms", Forms)).Files[0].Derivations.Select(d => d.Id).ShouldBe(["every_keys", "every_items"]);
        Resolved("extends: [forms]\ndisable: [every]", ("forms", Forms)).Files[0].Derivations.ShouldBeEmpty();
    }

    [Fact]
    public void Shipped_packs_and_single_files_of_them_are_known_by_name()
    {
        Resolved("extends: [core/dates]").Files.Select(f => f.Source.Path).ShouldBe(["rules/core/dates.yaml", "root"]);
        Resolved("extends: [core]").Files.Count.ShouldBe(ShippedRules.Named("core").Count + 1);
    }

    [Theory]
    [InlineData("extends: [cor]", "R027", "did you mean `core`?")]
    [InlineData("extends: [gone]", "R027", null)]
    [InlineData("extends: [common]\ndisable: [mny]", "R026", "did you mean `many`?")]
    [InlineData("extends: [common]\ndisable: ['tag:hose']", "R026", "did you mean `tag:house`?")]
    [InlineData("extends: [common]\noverride: {many: {params: {mst: 3}}}", "R026", "did you mean `most`?")]
    [InlineData("extends: [common]\noverride: {many: {params: {most: 3 %}}}", "R015", "its default is `10`")]
    [InlineData("extends: [circle]", "R025", "remove one of the references")]
    [InlineData("extends: [root]", "R025", "remove one of the references")]
    public void A_reference_or_setting_that_means_nothing_is_told_with_its_place(string root, string code, string? help)
    {
        var trouble = Resolved(root, ("common", Common), ("circle", "extends: [round]"), ("round", "extends: [circle]")).Diagnostics.ShouldHaveSingleItem();
        trouble.Code.ShouldBe(code);
        trouble.Position.ShouldNotBeNull();
        trouble.Kind.ShouldBe(DiagnosticKind.Configuration);
        if (help is not null)
        {
            trouble.Help.ShouldBe(help);
        }
    }

    [Fact]
    public void Endless_references_end_with_a_diagnostic()
    {
        var packs = RulePacks.Of([Read("root", "extends: [x0]")], (target, _) => [(new Source(target, $"extends: [x{int.Parse(target.AsSpan(1)) + 1}]"), null)], Limits.Default);
        packs.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("R027");
        packs.Files.Count.ShouldBeLessThanOrEqualTo(Limits.Default.MaxPackFiles);
    }

    [Theory]
    [InlineData("disable: [a]\nenable: [a]")]
    [InlineData("disable: {a: b}")]
    [InlineData("override: [a]")]
    [InlineData("override: {a: off}")]
    [InlineData("override: {a: {severty: info}}")]
    [InlineData("override: {a: {severity: fatal}}")]
    [InlineData("override: {a: {params: {x: y + 1}}}")]
    [InlineData("extends: ''")]
    public void A_setting_that_cannot_be_read_is_told_with_its_place(string text)
    {
        var trouble = Read("wrong", text).Diagnostics.ShouldHaveSingleItem();
        trouble.Position.ShouldNotBeNull();
        trouble.Help.ShouldNotBeNull();
    }

    private static RulePacks Resolved(string root, params (string Name, string Text)[] others)
    {
        var sources = others.ToDictionary(o => o.Name, o => new Source(o.Name, o.Text));
        var file = Read("root", root);
        sources["root"] = file.Source;
        return RulePacks.Of([file], (target, _) => sources.TryGetValue(target, out var source) ? [(source, null)] : [(null, Diagnostic.OfFile(target, "D001", DiagnosticKind.Configuration, "there is no such file"))], Limits.Default);
    }

    private static RuleFile Read(string name, string text) => RuleFileReader.Read(new Source(name, text), Limits.Default);
}
