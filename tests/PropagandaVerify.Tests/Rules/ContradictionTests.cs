using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Rules;

/// <summary>Rules that can never look at anything, never fail or always fail are told when they are read; all others are left alone.</summary>
public class ContradictionTests
{
    private const string Nothing = "so the rule looks at nothing";
    private const string NeverFails = "can never fail";
    private const string AlwaysFails = "always fails";

    [Theory]
    [InlineData("t.value > 10 and t.value < 5", Nothing)]
    [InlineData("t.value > 10 and exists(t.unit) and not (t.value >= 5)", Nothing)]
    [InlineData("t.value in 0..5 and 7 < t.value", Nothing)]
    [InlineData("t.value > 5 and t.value <= 5", Nothing)]
    [InlineData("t.value = 5 and t.value = 6", Nothing)]
    [InlineData("t.value = 5 and t.value != 5", Nothing)]
    [InlineData("t.value - 2 > limit and t.value - 2 < limit / 2", null)]
    [InlineData("size > limit and t.value < 0", null)]
    [InlineData("d.mode = reported and d.mode = planned", Nothing)]
    [InlineData("d.mode = reported and d.mode != reported", Nothing)]
    [InlineData("t.unit = 'EUR' and 'USD' = t.unit", Nothing)]
    [InlineData("t.partial and not t.partial", Nothing)]
    [InlineData("d.start > 2020-10-26 and d.start < 2020-10", null)]
    [InlineData("d.start > 2020-10-26 and d.start < 2020-09", Nothing)]
    [InlineData("d.end - d.start > 30 days and days(d.start, d.end) < 2 weeks", null)]
    [InlineData("d.end - d.start > 30 days and d.end - d.start < 2 weeks", Nothing)]
    [InlineData("exists(p) and count(p) = 0", Nothing)]
    [InlineData("count(p) > 0 and count(p) < 1", Nothing)]
    [InlineData("count(p) < 0", Nothing)]
    [InlineData("count(p) = 1.5", Nothing)]
    [InlineData("weekday(d.start) > 7", Nothing)]
    [InlineData("abs(t.value) < 0", Nothing)]
    [InlineData("t.value > 10 and (t.value < 5 or t.value < 6)", Nothing)]
    [InlineData("t.value > 10 and (t.value < 5 or t.value < 60)", null)]
    [InlineData("t.value > 10 or t.value < 5", null)]
    [InlineData("t.value >= 5 and t.value <= 5", null)]
    [InlineData("t.value > 5 and p2 < 3", null)]
    [InlineData("t.value = t.value", "compared with itself")]
    [InlineData("t.value in 10..5", "nothing lies in 10..5")]
    [InlineData("d.start in 2020-10..2020-09", "nothing lies in")]
    [InlineData("d.start in 2020-10..2020-10-26", null)]
    [InlineData("not (t.value > 3 and t.value < 2)", null)]
    [InlineData("t.value ~ 5 and t.value ~ 6", null)]
    public void A_condition_that_can_never_hold_is_told(string where, string? told) => Told(where, "check: t.value != 77", told);

    [Theory]
    [InlineData("t.value > 3", "t.value >= 0", NeverFails)]
    [InlineData("t.value > 3", "t.value >= 0 and t.value != 1", null)]
    [InlineData("t.value > 3", "t.value >= 0 or t.partial", NeverFails)]
    [InlineData("t.value in 1..5", "t.value in 0..10", NeverFails)]
    [InlineData("t.value in 1..5", "t.value in 2..10", null)]
    [InlineData("exists(p)", "count(p) > 0", NeverFails)]
    [InlineData("exists(t.unit)", "count(p) >= 0", NeverFails)]
    [InlineData("exists(t.unit)", "weekday(d.start) in 1..7", NeverFails)]
    [InlineData("d.mode = reported", "d.mode != planned", NeverFails)]
    [InlineData("d.mode = reported", "d.mode = planned", null)]
    [InlineData("t.value > 3", "t.value < 2", null)]
    [InlineData("t.value > 3", "not (t.value < 2)", null)]
    [InlineData("t.value > 3", "not (t.value < 2 or t.value > 9)", null)]
    [InlineData("t.value > 3", "t.value > 9 and t.value < 2", AlwaysFails)]
    [InlineData("t.partial", "t.value > 9 and t.value < 2", AlwaysFails)]
    [InlineData("t.partial", "t.partial", NeverFails)]
    [InlineData("t.partial", "not t.partial", null)]
    [InlineData("t.value < w.weekday", "t.value < w.weekday", NeverFails)]
    [InlineData("t.value > 3", "t.value > 4", null)]
    [InlineData("exists(t.unit)", "3 > 2", "both sides are constants")]
    [InlineData("exists(t.unit)", "t.value > 3 or 2 > 3", "both sides are constants")]
    [InlineData("t.value < w.weekday", "t.value = w.weekday", null)]
    [InlineData("t.value > 3 EUR", "t.value > 4", "R010")]
    public void A_check_that_nothing_can_change_is_told(string where, string check, string? told) => Told(where, $"check: {check}", told);

    [Theory]
    [InlineData("p.list = p.list", "compared with itself")]
    [InlineData("p.list = t.list and p.value > 3 and p.value < 2", "so `p` never has a row")]
    [InlineData("p.list = t.list and t.value < 50", "so `p` never has a row")]
    [InlineData("p.list = t.list and p.value < 50", null)]
    public void A_group_that_is_always_empty_is_told(string condition, string? told) => Told("t.value > 100", "check: count(p) > 2", told, condition);

    [Fact]
    public void Both_places_are_shown()
    {
        var diagnostic = Diagnostics("t.value > 10 and exists(t.unit) and t.value < 5", "check: t.value != 77", "p.list = t.list").ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("R023");
        diagnostic.Line!.Substring(diagnostic.Position!.Value.Column - 1, diagnostic.Span.Length).ShouldBe("t.value < 5");
        diagnostic.Related!.Line!.Substring(diagnostic.Related.Position!.Value.Column - 1, diagnostic.Related.Span.Length).ShouldBe("t.value > 10");
    }

    [Fact]
    public void A_chain_of_doublings_fills_no_memory_and_compiles()
    {
        static string Doublings(string key, string from) => $"  {key}:\n    {key}0: {from}\n" + string.Concat(Enumerable.Range(1, 90).Select(i => $"    {key}{i}: {key}{i - 1} / {key}{i - 1} + {key}{i - 1}\n"));
        var yaml = $"rules:\n- id: r\n  title: t\n  for: {{t: stated_totals}}\n{Doublings("params", "1.5")}{Doublings("let", "t.value")}  where: let90 > params90\n  check: let90 > 3 and params90 < 5\n  message: m\n";
        var file = RuleFileReader.Read(new Source("r.yaml", yaml), Limits.Default);
        RuleCompiler.Compile(file.Rules.ShouldHaveSingleItem(), new Catalog(DraftSchemas.OfDraft), ReferenceData.Shipped).Compiled.ShouldNotBeNull();
    }

    private static void Told(string where, string check, string? told, string group = "p.list = t.list")
    {
        var diagnostics = Diagnostics(where, check, group);
        if (told is null)
        {
            diagnostics.Select(d => d.Message).ShouldBeEmpty();
        }
        else
        {
            (diagnostics.ShouldHaveSingleItem() is var only && only.Code == told ? told : only.Message).ShouldContain(told);
        }
    }

    private static IReadOnlyList<Diagnostic> Diagnostics(string where, string check, string group)
    {
        var yaml = $"""
            rules:
            - id: r
              title: t
              for: {"{"}t: stated_totals, {(where.Contains("w.", StringComparison.Ordinal) ? "w: weekdays" : "d: dates")}{"}"}
              with:
                p: items where {group}
              params: {"{"}limit: 10 + 10{"}"}
              let:
                size: t.value
                p2: count(p) / 2
              where: {where}
              {check}
              message: m
            """;
        var file = RuleFileReader.Read(new Source("r.yaml", yaml), Limits.Default);
        return file.Diagnostics.Count > 0 ? file.Diagnostics : RuleCompiler.Compile(file.Rules.ShouldHaveSingleItem(), new Catalog(DraftSchemas.OfDraft), ReferenceData.Shipped).Diagnostics;
    }
}
