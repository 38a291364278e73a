using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class LoweredTextTests
{
    private const string Awkward = """
        rules:
        - id: awkward
          params: {share: 5 %, name: "'it # is'"}
          balance: {on: "rows where name = kind or kind = \"it's: so\"", check: a = b - (c - d), rounding: share}
          message: "He said \"no\" \\ twice:\n{row.a - -row.b}"
        """;

    public static TheoryData<string> Forms() => [.. Directory.EnumerateDirectories(Path.Combine(Repository.Cases, "forms")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_a_short_form_stands_for_reads_as_the_rules_that_it_makes(string name) =>
        ReadsBack(File.ReadAllText(Path.Combine(Repository.Cases, "forms", name, "rules.yaml")));

    [Fact]
    public void Texts_that_mean_something_in_yaml_are_quoted() => ReadsBack(Awkward);

    [Fact]
    public void A_rule_in_the_core_language_stands_for_itself() =>
        LoweredText.Of(Read("rules:\n- {id: plain, title: t, for: {t: stated_totals}, check: t.value > 0, message: m}\n").Rules[0]).ShouldBeEmpty();

    private static void ReadsBack(string rules)
    {
        foreach (var rule in Read(rules).Rules.Where(r => r.Form is not null))
        {
            var parts = rule.Further.Prepend(rule).ToList();
            var number = 0;
            var lines = LoweredText.Of(rule).Split('\n').Select(l => l.StartsWith("- severity:", StringComparison.Ordinal) ? $"- id: part-{number++}\n  title: t\n  {l[2..]}" : l);
            var again = Read("rules:\n" + string.Join('\n', lines));
            again.Rules.Select(Written).ShouldBe(parts.Select(Written));
            again.Derivations.Select(Written).ShouldBe(rule.Derivations.Select(Written));
        }
    }

    private static RuleFile Read(string text)
    {
        var file = RuleFileReader.Read(new Source("rules.yaml", text), Limits.Default);
        file.Diagnostics.ShouldBeEmpty(text);
        return file;
    }

    // All of a rule that its findings depend on.
    private static string Written(Rule rule) => string.Join('\n',
    [
        rule.Severity.ToString(),
        .. rule.For.Select(b => $"{b.Name}: {b.Relation}"),
        .. rule.With.Select(g => $"{g.Name}: {g.Relation.Text} {Of(g.Condition)}"),
        .. rule.Params.Concat(rule.Lets).Concat(rule.Columns ?? []).Select(n => $"{n.Name}: {Of(n.Expression)}"),
        Of(rule.Where), Of(rule.Check),
        .. rule.Marks.Concat(rule.Repairs).Select(Of),
        rule.Messages.TryGetValue("en", out var message) ? string.Concat(message.Parts.Select(p => p.Text + Of(p.Expression))) : "",
    ]);

    private static string Of(Expression? expression) => expression is null ? "" : ExpressionText.Of(expression);
}
