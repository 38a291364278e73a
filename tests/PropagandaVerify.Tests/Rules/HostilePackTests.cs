using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Rules;

/// <summary>Packs that mean harm end with a diagnostic and never with an exception; how soon, the benchmark of rules says.</summary>
public class HostilePackTests
{
    public static TheoryData<string, string> Packs() => new()
    {
        { "Y006", "a: &a [x,x,x]\n" + string.Concat("bcdefgh".Select(c => $"{c}: &{c} [*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)}]\n")) },
        { "Y001", $"rules:\n- id: r\n  title: \"{new string('x', 10_000_000)}\"\n" },
        { "R010", Rule("t.value > 1").Replace("message: m", $"message: \"{new string('x', 3_000_000)}\"", StringComparison.Ordinal) },
        { "R010", Rule("t.value > 1").Replace("message: m", $"message: \"{Repeated("{t.valu}", 20_000)}\"", StringComparison.Ordinal) },
        { "Y004", $"a: {new string('[', 1_000)}{new string(']', 1_000)}\n" },
        { "Y004", $"a: {Repeated("{a: ", 1_000)}{new string('}', 1_000)}\n" },
        { "Y004", $"a: {new string('[', 200_000)}" },
        { "Y004", $"a: [x 'y{Repeated(", [ 'z", 200_000)}" },
        { "Y004", string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{new string(' ', i * 2)}a:\n")) },
        { "Y004", Repeated("- ", 100_000) + "x\n" },
        { "Y004", $"a: [{Repeated("x,", 250_000)}]\n" },
        { "Y002", "a: \"" + Repeated("x\n", 500_000) },
        { "R010", Rule("1" + Repeated(" + 1", 999_999) + " > 0") },
        { "R010", Rule(new string('(', 3_000) + "1") },
        { "R011", Rule(new string('u', 3_900) + " > 1").Replace("{t: ", $"{{t: stated_totals, {new string('t', 100_000)}: ", StringComparison.Ordinal) },
        { "R001", "rules:\n- id: r\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"  k{i}: x\n")) },
        { "R022", "rules:\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"- derive: d{i}\n  for: {{x: d{(i + 1) % 2_000}}}\n  columns: {{n: x.n}}\n")) },
        { "R011", "rules:\n" + string.Concat(Enumerable.Range(0, 120).Select(i => Rule("q" + Repeated("+q", 1_900) + " > 1").Replace("id: r", $"id: r{i}", StringComparison.Ordinal)[7..])) },
        { "R024", "rules:\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"- derive: d{i}\n  for: {{x: {Below(i)}, y: {Below(i)}, z: {Below(i)}}}\n  columns: {{n: x.value}}\n")) },
    };

    [Theory]
    [MemberData(nameof(Packs))]
    public void Ends_with_a_diagnostic(string code, string yaml)
    {
        var report = Run(yaml);
        report.Diagnostics.ShouldContain(d => d.Code == code);
        report.Diagnostics.Count.ShouldBeLessThan(300);
    }

    [Fact]
    public void Long_but_lawful_packs_are_worked_through()
    {
        var chain = Rule("t.value" + Repeated("+1", 1_950) + " < 0");
        Run(chain + string.Concat(Enumerable.Range(0, 20).Select(i => chain[7..].Replace("id: r", $"id: r{i}", StringComparison.Ordinal)))).Findings.ShouldNotBeEmpty();

        var lets = string.Concat(Enumerable.Range(1, 24).Select(i => $"    a{i}: a{i - 1} + a{i - 1}\n"));
        var report = Run(Rule("a24 ~ 1").Replace("  check", $"  let:\n    a0: t.value\n{lets}  repair: [t.value]\n  check", StringComparison.Ordinal));
        report.Findings.ShouldHaveSingleItem();

        var derived = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"- derive: d{i}\n  for: {{x: {(i == 1_999 ? "figures" : $"d{i + 1}")}}}\n  columns: {{value: x.value}}\n"));
        report = Run(Rule("t.value > 7").Replace("stated_totals", "d0", StringComparison.Ordinal).Replace("rules:\n", "rules:\n" + derived, StringComparison.Ordinal));
        report.Findings.Count.ShouldBe(3);
    }

    [Fact]
    public void Many_rules_with_many_mistakes_are_worked_through()
    {
        var rules = string.Concat(Enumerable.Range(0, 2_500).Select(i => Rule(string.Join(" and ", Enumerable.Range(0, 12).Select(k => $"t.x{k} = 1"))).Replace("id: r", $"id: r{i}", StringComparison.Ordinal)[7..]));
        var report = Run("rules:\n" + rules);
        report.Diagnostics.Count(d => d.Code == "R013").ShouldBe(200);
        report.Diagnostics.ShouldContain(d => d.Message.Contains("more than 200 mistakes", StringComparison.Ordinal));
    }

    private static Report Run(string yaml)
    {
        var file = RuleFileReader.Read(new Source("r.yaml", yaml), Limits.Default);
        var options = new VerifierOptions { RuleFiles = [file], UseShippedRules = false };
        return new Verifier(options).Verify([new Source("draft.txt", "Paris 2, Lyon 3, soit 5 au total.")]);
    }

    private static string Rule(string check) => $"rules:\n- id: r\n  title: t\n  for: {{t: stated_totals}}\n  check: {check}\n  message: m\n";

    private static string Below(int layer) => layer == 0 ? "figures" : $"d{layer - 1}";

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
