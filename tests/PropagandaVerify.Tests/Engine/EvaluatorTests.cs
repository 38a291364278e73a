using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Engine;

/// <summary>Rules over small tables, through the whole line.</summary>
public class EvaluatorTests
{
    private const string Amounts = "id,group,value\na,x,1\nb,x,2\nc,y,10\nd,z,7\n";
    private const string Totals = "group,total\nx,3\ny,11\nw,5\n";

    [Fact]
    public void A_let_in_a_condition_is_worked_out_for_each_row() =>
        Findings("for: {a: amounts}", "let: {double: a.value * 2}\n  where: double >= 14", "check: a.value < 5", "{a.id}").ShouldBe(["c", "d"]);

    [Fact]
    public void Groups_join_by_their_equalities() =>
        Findings("for: {t: totals}", "with: {parts: amounts where parts.group = t.group}\n  where: exists(parts)", "check: t.total ~ sum(parts.value)", "{t.group} {sum(parts.value)}").ShouldBe(["y 10"]);

    [Fact]
    public void Several_relations_join_by_where() =>
        Findings("for: {a: amounts, t: totals}", "where: a.group = t.group and a.value > 1", "check: a.value > t.total", "{a.id} {t.group}").ShouldBe(["b x", "c y"]);

    [Fact]
    public void Rows_are_told_apart_by_themselves() =>
        Findings("for: {a: amounts}", "with: {others: amounts where others.group = a.group and others != a}", "check: count(others) = 0", "{a.id}").ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("count(g) = 4", true)]
    [InlineData("count(g, g.value > 1) = 3", true)]
    [InlineData("sum(g.value) = 20", true)]
    [InlineData("min(g.value) = 1 and max(g.value) = 10", true)]
    [InlineData("mean(g.value) = 5", true)]
    [InlineData("median(g.value) = 4.5", true)]
    [InlineData("distinct(g.group) = 3", true)]
    [InlineData("first(g.id) = 'a'", true)]
    [InlineData("all(g, g.value > 0) and any(g, g.value = 7)", true)]
    [InlineData("exists(g) and not (count(g) > 4)", true)]
    [InlineData("sum(g.value) in 19..21", true)]
    [InlineData("sum(g.value) ~ 21 ± 5 %", true)]
    [InlineData("sum(g.value) ~ 22 ± 5 %", false)]
    [InlineData("abs(0 - 5) = 5 and folded('É a') = 'ea'", true)]
    public void Aggregates_and_functions_reckon_as_documented(string check, bool holds) =>
        Findings("for: {t: totals}", "with: {g: amounts}\n  where: t.group = 'x'", $"check: {check}", "no").ShouldBe(holds ? [] : ["no"]);

    [Fact]
    public void The_first_row_of_a_group_is_a_row() =>
        Findings("for: {a: amounts}", "with: {same: amounts where same.group = a.group}\n  where: a = first(same)", "check: count(same) = 1", "{a.id}").ShouldBe(["a"]);

    [Theory]
    [InlineData("kind('Douyin', 2020-10-26) = platform", true)]
    [InlineData("exists(kind('Orange', 2020-10-26))", false)]
    [InlineData("exists(kind('nobody knows this', 2020-10-26))", false)]
    [InlineData("platform != kind('Shanghai', 2020-10)", true)]
    public void The_kind_of_a_name_is_known_when_all_its_senses_agree(string check, bool holds) =>
        Findings("for: {t: totals}", "where: t.group = 'x'", $"check: {check}", "no").ShouldBe(holds ? [] : ["no"]);

    [Fact]
    public void What_is_given_under_a_condition_that_fails_is_missing_and_says_why()
    {
        var report = Verify("for: {t: totals}", "where: t.group = 'y'", "check: given(t.total, t.group = 'z') > 100", "m", Limits.Default);
        report.Findings.ShouldBeEmpty();
        report.Checked.ShouldHaveSingleItem().Why.ShouldBe("the condition `t.group = 'z'` does not hold");
    }

    [Fact]
    public void A_column_of_years_is_one_of_dates_where_it_is_declared_so()
    {
        const string Yaml = """
            datasets: {births: {path: births.csv, columns: {born: date}}}
            rules:
            - id: r
              title: t
              severity: error
              for: {b: births}
              check: b.born < 2019-06-01 and months(b.born, b.seen) >= 6
              message: "{b.born} {year_number(b.seen)}"
            """;
        var file = RuleFileReader.Read(new Source("r.yaml", Yaml), Limits.Default);
        var options = new VerifierOptions { RuleFiles = [file], UseShippedRules = false, Open = (path, _) => (new Source(path, "born,seen\n2018,2019-03-01\n2020,2021-01-01\n2018-05,2018-06-01\n"), null) };
        var report = new Verifier(options).Verify([]);
        report.Diagnostics.ShouldBeEmpty();
        report.Findings.Select(f => f.Message).ShouldBe(["2020 2021", "May 2018 2018"], ignoreOrder: true);
    }

    [Fact]
    public void The_working_shows_how_dates_were_reckoned()
    {
        const string Spans = "id,from,to\na,2020-01-31,2020-03-31\n";
        string[] Steps(string check) => [.. Verify("for: {s: totals}", "", $"check: {check}", "m", Limits.Default, totals: Spans).Findings.ShouldHaveSingleItem().Working.Steps];
        Steps("s.to <= s.from + 1 month").ShouldBe(["31 January 2020 + 1 month = 29 February 2020", "31 March 2020 > 29 February 2020"]);
        Steps("s.to - s.from <= 30 days").ShouldBe(["31 March 2020 − 31 January 2020 = 60", "difference 30"]);
        Steps("months(s.from, s.to) > 2").ShouldBe(["31 January 2020 → 31 March 2020 = 2", "2 = 2"]);
        Steps("rounds_to(2.34, 2.4)").ShouldBe(["2.34 < 2.4", "difference 0.06; the written precision explains up to 0.05"]);
    }

    [Fact]
    public void A_sum_over_nothing_is_missing_unless_the_rule_says_so()
    {
        const string With = "with: {parts: amounts where parts.group = t.group}\n  where: t.group = 'w'";
        Findings("for: {t: totals}", With, "check: t.total ~ sum(parts.value)", "no").ShouldBeEmpty();
        Findings("for: {t: totals}", "with:\n    parts: amounts where parts.group = t.group\n  where: t.group = 'w'", "check: \"t.total ~ sum(parts.value, empty: 0)\"", "no").ShouldBe(["no"]);
    }

    [Fact]
    public void A_bound_that_is_hit_is_a_diagnostic_and_other_rules_go_on()
    {
        // Rows that share a key are more than can be told when the rule is read.
        var report = Verify("for: {a: amounts, b: amounts}", "where: a.group = b.group", "check: a.value = b.value", "m", new Limits { MaxTuplesPerRule = 9 });
        report.Diagnostics.ShouldContain(d => d.Code == "E001" && d.Kind == DiagnosticKind.Incomplete);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        var shuffled = "id,group,value\nd,z,7\nb,x,2\nc,y,10\na,x,1\n";
        string[] Of(string amounts) => [.. Verify("for: {t: totals}", "with: {parts: amounts where parts.group = t.group}", "check: t.total ~ sum(parts.value)", "{t.group} {sum(parts.value)}", Limits.Default, amounts).Findings.Select(f => f.Message)];
        Of(shuffled).ShouldBe(Of(Amounts));
    }

    private static string[] Findings(string forLine, string more, string check, string message)
    {
        var report = Verify(forLine, more, check, message, Limits.Default);
        report.Diagnostics.ShouldBeEmpty();
        return [.. report.Findings.Select(f => f.Message)];
    }

    private static Report Verify(string forLine, string more, string check, string message, Limits limits, string amounts = Amounts, string totals = Totals)
    {
        var yaml = $"rules:\n- id: r\n  title: t\n  severity: error\n  {forLine}\n  {more}\n  {check}\n  message: \"{message}\"\n";
        var file = RuleFileReader.Read(new Source("r.yaml", yaml), limits);
        var options = new VerifierOptions { RuleFiles = [file], UseShippedRules = false, Limits = limits };
        return new Verifier(options).Verify([new Source("amounts.csv", amounts), new Source("totals.csv", totals)]);
    }
}
