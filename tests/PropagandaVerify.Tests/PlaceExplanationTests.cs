using CsCheck;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class PlaceExplanationTests
{
    public static TheoryData<string> Drafts() => [.. Directory.EnumerateFiles(Path.Combine(Repository.Cases, "drafts"), "draft.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Drafts))]
    public void What_the_report_finds_has_fired_at_its_place_and_the_ledger_stays_the_same(string path)
    {
        var source = new Source(path, File.ReadAllText(path));
        var verifier = new Verifier(new VerifierOptions());
        var report = verifier.Verify([source]);
        foreach (var finding in report.Findings)
        {
            var explanation = verifier.Explain([source], finding.Place with { Span = new TextSpan(finding.Place.Span.Start, finding.Place.Span.Start) });
            explanation.Facts.SelectMany(f => f.Rules).Where(r => r.Rule == finding.Rule).SelectMany(r => r.Tuples)
                .ShouldContain(t => t.Answer == Answer.Fired && t.Message == finding.Message && t.Verdict == finding.Verdict && t.Severity == finding.Severity);
        }

        var whole = verifier.Explain([source], new Place(source, new TextSpan(0, source.Text.Length)));
        whole.Figures.Select(f => (f.State, f.Reason)).ShouldBe(report.Files.Single().Figures.Select(f => (report.Files.Single().Ledger.StateOf(f), report.Files.Single().Ledger.ReasonOf(f))));
        whole.Facts.SelectMany(f => f.Rules).ShouldAllBe(r => r.Trouble == null);
    }

    [Fact]
    public void A_condition_that_was_false_is_shown_with_what_its_sides_were()
    {
        var tuple = Only("for: {a: amounts}|where: a.id != 'c' and a.value * 2 > 5|check: a.value < 9", 2);
        (tuple.Answer, tuple.Condition).ShouldBe((Answer.LeftOut, "a.value * 2 > 5"));
        tuple.Operands.ShouldBe([new ExplainedValue("a.value * 2", "2")]);
    }

    [Fact]
    public void Brackets_of_a_condition_are_shown_whole() =>
        Only("for: {a: amounts}|where: not (a.value < 5 and a.value > 0)|check: a.value < 9", 2).Condition.ShouldBe("not (a.value < 5 and a.value > 0)");

    [Fact]
    public void A_condition_that_cannot_be_decided_is_told_from_a_false_one()
    {
        var tuple = Only("for: {a: amounts}|where: a.value > 5|check: a.value < 9", 5);
        tuple.IsOpen.ShouldBeTrue();
        tuple.Operands.Single().Value.ShouldStartWith("missing (");
    }

    [Fact]
    public void The_equality_that_finds_no_row_is_named_even_where_another_finds_some()
    {
        var tuple = Only("for: {a: amounts, t: totals}|where: t.group = a.group and t.total = a.value|check: a.value < 9", 2);
        (tuple.Answer, tuple.Relation, tuple.Condition).ShouldBe((Answer.Unjoined, "totals", "t.total = a.value"));
        tuple.Operands.ShouldBe([new ExplainedValue("a.value", "1")]);
    }

    [Fact]
    public void A_row_is_joined_from_whichever_side_it_stands_on() =>
        Explain("for: {t: totals, a: amounts}|where: a.group = t.group|check: a.value < t.total", 3).Tuples.Select(t => (t.Answer, t.Role)).ShouldBe([(Answer.Holds, "a")]);

    [Fact]
    public void Of_many_tuples_the_nearest_three_are_kept_and_the_others_counted()
    {
        var rule = Explain("for: {a: amounts, b: amounts}|where: a.value > 2|check: a.value < b.value", 4);
        rule.Tuples.Select(t => (t.Answer, t.Role)).ShouldBe([(Answer.Fired, "a"), (Answer.Fired, "a"), (Answer.Fired, "a")]);
        rule.Others.ShouldBe(4);
    }

    [Fact]
    public void That_a_row_is_not_its_own_partner_is_said_only_where_there_is_no_other()
    {
        const string Rule = "for: {a: amounts, b: amounts}|where: a.group = b.group and a.id != b.id|check: a.value = b.value";
        Explain(Rule, 2).Tuples.Select(t => (t.Answer, t.Role)).ShouldBe([(Answer.Fired, "a"), (Answer.Fired, "b")]);
        Only(Rule, 4).Answer.ShouldBe(Answer.LeftOut);
    }

    [Fact]
    public void A_member_of_a_group_is_asked_about_with_the_row_that_gathers_it()
    {
        var tuple = Only("for: {t: totals}|with: {parts: amounts where parts.group = t.group}|check: t.total ~ sum(parts.value)", 3);
        (tuple.Answer, tuple.Role, tuple.IsMember, tuple.Partners.Single().Note).ShouldBe((Answer.Holds, "parts", true, "t"));
        tuple.Steps[0].ShouldBe("1 + 2 = 3");
    }

    [Fact]
    public void Only_tuples_with_the_row_are_formed_so_that_large_tables_stay_within_bounds()
    {
        var large = new Source("amounts.csv", "id,group,value\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"r{i},g{i % 1000},{i}\n")));
        var limits = new Limits { MaxTracedRows = 10 };
        Explain("for: {a: amounts, b: amounts}|where: b.group = a.group and a.value < b.value|check: b.value < 9", 7, large, limits).Trouble.ShouldBeNull();
        Explain("for: {a: amounts, b: amounts}|where: a.value < b.value|check: b.value < 9", 7, large, limits).Trouble.ShouldNotBeNull().ShouldContain("more than 10 rows");
    }

    [Fact]
    public void Each_row_of_the_place_has_the_bound_to_itself()
    {
        var amounts = new Source("amounts.csv", "id,group,value\na,x,1\nb,x,2\nc,y,10\n");
        var totals = new Source("totals.csv", "group,total\nx,3\ny,11\n");
        var verifier = Asking("for: {t: totals}|with: {parts: amounts where parts.group = t.group}|check: t.total ~ sum(parts.value)", new Limits { MaxTracedRows = 2 });
        var facts = verifier.Explain([amounts, totals], new Place(totals, new TextSpan(0, totals.Text.Length))).Facts;
        facts.Select(f => f.Rules.ShouldHaveSingleItem()).Select(r => (r.Answer, r.Trouble)).ShouldBe([(Answer.Holds, null), (Answer.Fired, null)]);
    }

    [Fact]
    public void A_rule_about_drafts_was_not_asked_where_there_is_none()
    {
        var rule = Explain("for: {i: items, a: amounts}|where: i.name = a.id|check: i.value < 9", 2);
        rule.Tuples.ShouldBeEmpty();
        rule.Trouble.ShouldNotBeNull().ShouldContain("about drafts");
    }

    [Theory]
    [InlineData("for: {a: amounts, b: amounts}|where: b.group = a.group and a.value + 1 >= b.value and a != b|check: a.value >= b.value|mark: [a, b]")]
    [InlineData("for: {t: totals, a: amounts}|where: a.value > 0 and t.group = a.group|check: a.value * 2 < t.total|mark: [t, a]")]
    [InlineData("for: {t: totals}|with: {parts: amounts where parts.group = t.group and parts.value > 1}|where: count(parts) > 1|check: t.total ~ sum(parts.value)|mark: [t, parts]")]
    [InlineData("for: {a: amounts, t: totals}|with: {others: amounts where others.group = t.group and others != a}|where: exists(others) and a.value < t.total|check: a.value != max(others.value)|mark: [a, t, others]")]
    public void A_rule_fired_at_just_those_rows_that_its_findings_name(string rule) =>
        Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4]).Array[1, 8], Gen.Int[0, 9].Array[3]).Sample((amounts, totals) =>
        {
            var rows = new Source("amounts.csv", "id,group,value\n" + string.Concat(amounts.Select((a, i) => $"r{i},g{a.Item1},{a.Item2}\n")));
            var sums = new Source("totals.csv", "group,total\n" + string.Concat(totals.Select((t, i) => $"g{i},{t}\n")));
            var verifier = Asking(rule, Limits.Default);
            var named = verifier.Verify([rows, sums]).Findings.SelectMany(f => f.Related.Select(r => r.Place).Prepend(f.Place)).ToHashSet();
            foreach (var source in new[] { rows, sums })
            {
                var facts = verifier.Explain([rows, sums], new Place(source, new TextSpan(0, source.Text.Length))).Facts;
                facts.Where(f => f.Rules.Any(r => r.Answer == Answer.Fired)).Select(f => f.Place).ShouldBe(named.Where(n => n.Source == source), ignoreOrder: true);
            }
        }, iter: 60, threads: 1);

    private static Verifier Asking(string rule, Limits limits)
    {
        var file = RuleFileReader.Read(new Source("rules.yaml", $"rules:\n- id: asked\n  title: t\n  message: m\n  {rule.Replace("|", "\n  ", StringComparison.Ordinal)}\n"), Limits.Default);
        file.Diagnostics.ShouldBeEmpty();
        return new Verifier(new VerifierOptions { RuleFiles = [file], UseShippedRules = false, Limits = limits });
    }

    private static ExplainedTuple Only(string rule, int line) => Explain(rule, line).Tuples.ShouldHaveSingleItem();

    private static ExplainedRule Explain(string rule, int line, Source? amounts = null, Limits? limits = null)
    {
        amounts ??= new Source("amounts.csv", "id,group,value\na,x,1\nb,x,2\nc,y,10\nd,z,\n");
        var totals = new Source("totals.csv", "group,total\nx,3\ny,11\n");
        var verifier = Asking(rule, limits ?? Limits.Default);
        var start = amounts.OffsetOf(line, 1);
        var explanation = verifier.Explain([amounts, totals], new Place(amounts, new TextSpan(start, start)));
        explanation.Diagnostics.Where(d => d.Kind == DiagnosticKind.Configuration).ShouldBeEmpty();
        return explanation.Facts.ShouldHaveSingleItem().Rules.ShouldHaveSingleItem();
    }
}
