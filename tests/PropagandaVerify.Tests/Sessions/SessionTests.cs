using System.Globalization;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Sessions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Sessions;

public class SessionTests
{
    private const string Sums = """
        - id: sums
          title: The parts of a whole give it
          for: {w: wholes}
          with: {p: parts where p.k = w.k}
          check: w.v ~ sum(p.v)
          message: "{w.k}: {sum(p.v)} is not {w.v}"
        """;

    private static readonly FactRelation[] Relations =
    [
        new("parts", [new("k", FactKind.Text), new("v", FactKind.Number) { Decimals = 1 }]),
        new("wholes", [new("k", FactKind.Text), new("v", FactKind.Number) { Decimals = 1 }]),
    ];

    [Fact]
    public void A_change_tells_what_becomes_of_the_findings()
    {
        var session = New(Sums);
        var added = Applied(session, c =>
        {
            c.Insert("parts", 1, "a", 1.5m);
            c.Insert("parts", 2, "a", 2.5m);
            c.Insert("wholes", 1, "a", 5m);
        }).Added.ShouldHaveSingleItem();
        added.Message.ShouldBe("a: 4 is not 5");
        added.Rows.ShouldHaveSingleItem().Id.ShouldBe([1L]);
        added.Steps[0].ShouldBe("1.5 + 2.5 = 4");
        Applied(session, c => c.Update("parts", 2, "a", 3m)).Changed.ShouldHaveSingleItem().After.Message.ShouldBe("a: 4.5 is not 5");
        Applied(session, c => c.Update("parts", 2, "a", 3.5m)).Withdrawn.ShouldHaveSingleItem().Message.ShouldBe("a: 4.5 is not 5");
        session.Snapshot.Findings.ShouldBeEmpty();
        session.Snapshot.Counts["sums"].Passed.ShouldBe(1);
        Applied(session, c => c.Retract("parts", 1)).Added.ShouldHaveSingleItem().Message.ShouldBe("a: 3.5 is not 5");
        Applied(session, c => c.Retract("parts", 2)).Changed.ShouldHaveSingleItem().After.ShouldSatisfyAllConditions(f => f.IsUndecided.ShouldBeTrue(), f => f.Why.ShouldBe("the group is empty"));
        Applied(session, c => c.Retract("wholes", 1)).Withdrawn.ShouldHaveSingleItem();
        session.Count.ShouldBe(0);
    }

    [Fact]
    public void Only_the_keys_that_a_change_touches_are_asked_about()
    {
        var told = new List<SessionEvent>();
        var session = New(Sums, new SessionOptions { Observer = told.Add });
        Applied(session, c =>
        {
            for (var i = 0; i < 100; i++)
            {
                c.Insert("parts", i, $"k{i}", 1m);
                c.Insert("wholes", i, $"k{i}", 1m);
            }
        });
        told.Clear();
        Applied(session, c => c.Update("parts", 7, "k7", 2m));
        told.Select(e => $"{e.Kind} {e.Relation} {e.Id[0]} {e.Rule} {e.Why}").ShouldBe(
        [
            "Updated parts 7  ",
            "Considered wholes 7 sums evaluated 1, failed 1, undecided 0",
            "Fired wholes 7 sums k7: 2 is not 1",
        ]);
        told.Clear();
        Applied(session, c => c.Update("parts", 7, "k8", 2m));
        told.Where(e => e.Kind == SessionEventKind.Considered).Select(e => e.Id[0]).Order().ShouldBe([7L, 8L]);
        told.Count(e => e.Kind == SessionEventKind.Fired).ShouldBe(2);
    }

    [Theory]
    [InlineData("parts", 1, "a", "fact 1 of `parts` is there already, so it cannot be inserted")]
    [InlineData("parts", 9, "fine", "fact 9 of `parts`: 1.25 is finer than `v`, which has 1 decimal")]
    [InlineData("parts", 9, "text", "fact 9 of `parts`: `v` is a column of numbers, and this is a text")]
    [InlineData("parts", 9, "short", "fact 9 of `parts` has 1 values, and the relation 2 columns")]
    [InlineData("nothing", 9, "a", "fact 9: there is no relation `nothing`")]
    public void A_change_that_makes_no_sense_is_refused_and_the_others_are_taken_in(string relation, long id, string kind, string why)
    {
        var session = New(Sums);
        Applied(session, c => c.Insert("parts", 1, "a", 1m));
        var changes = session.Begin();
        FactValue[] values = kind switch { "fine" => ["a", 1.25m], "text" => ["a", "b"], "short" => ["a"], _ => ["a", 1m] };
        changes.Insert(relation, id, values);
        changes.InsertAll(relation, [id], i => i, [.. values.Select(Func<long, FactValue> (v) => _ => v)]);
        changes.Insert("wholes", 1, "a", 2m);
        var change = session.Apply(changes);
        change.Diagnostics.ShouldAllBe(d => d.Code == "E010" && d.Kind == DiagnosticKind.Incomplete);
        change.Diagnostics[0].Message.ShouldBe($"a change was refused: {why}");
        change.Diagnostics.Count.ShouldBe(2);
        change.Added.ShouldHaveSingleItem().Message.ShouldBe("a: 1 is not 2");
    }

    [Theory]
    [InlineData(true, "there is no fact 5 of `parts` to update")]
    [InlineData(false, "there is no fact 5 of `parts` to retract")]
    public void What_is_not_there_cannot_change(bool isUpdate, string why)
    {
        var session = New(Sums);
        var changes = session.Begin();
        if (isUpdate)
        {
            changes.Update("parts", 5, "a", 1m);
        }
        else
        {
            changes.Retract("parts", 5);
        }

        session.Apply(changes).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe($"a change was refused: {why}");
    }

    [Fact]
    public void One_set_may_insert_update_and_retract_the_same_fact()
    {
        var session = New(Sums);
        Applied(session, c =>
        {
            c.Insert("parts", 1, "a", 1m);
            c.Update("parts", 1, "a", 2m);
            c.Update("parts", 1, "a", 3m);
            c.Retract("parts", 1);
            c.Insert("parts", 1, "a", 4m);
            c.Insert("wholes", 1, "a", 4m);
        }).Added.ShouldBeEmpty();
        (session.Count, session.Snapshot.Counts["sums"].Passed).ShouldBe((2, 1));
    }

    [Fact]
    public void Numbers_of_any_length_add_up()
    {
        var session = New(Sums);
        Applied(session, c =>
        {
            c.Insert("parts", 1, "a", 7_922_816_251_426_433_759_354_395_033.5m);
            c.Insert("parts", 2, "a", -7_922_816_251_426_433_759_354_395_033.4m);
            c.Insert("wholes", 1, "a", 0.1m);
            c.Insert("wholes", 2, "a", 5m);
        }).Added.ShouldHaveSingleItem().Message.ShouldBe("a: 0.1 is not 5");
    }

    [Fact]
    public void A_snapshot_stays_what_it_was()
    {
        var session = New(Sums);
        Applied(session, c =>
        {
            c.Insert("parts", 1, "a", 1m);
            c.Insert("wholes", 1, "a", 2m);
        });
        var before = session.Snapshot;
        Applied(session, c => c.Update("wholes", 1, "a", 1m));
        before.Findings.ShouldHaveSingleItem().Message.ShouldBe("a: 1 is not 2");
        (before.Counts["sums"].Failed, session.Snapshot.Counts["sums"].Failed, session.Snapshot.Version - before.Version).ShouldBe((1, 0, 1));
    }

    [Fact]
    public void What_was_cancelled_waits_and_is_settled_later()
    {
        var session = New(Sums);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var changes = session.Begin();
        changes.Insert("parts", 1, "a", 1m);
        changes.Insert("wholes", 1, "a", 2m);
        var change = session.Apply(changes, cancelled.Token);
        (change.Added.Count, change.Pending > 0, session.Snapshot.Pending).ShouldBe((0, true, change.Pending));
        var settled = session.Settle();
        (settled.Added.Count, settled.Pending, session.Snapshot.Pending).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void A_bound_of_memory_refuses_what_goes_beyond_it_and_keeps_the_rest()
    {
        var session = New(Sums, new SessionOptions { Limits = Limits.Default with { MaxSessionBytes = 4_000_000 } });
        var changes = session.Begin();
        changes.InsertAll("parts", [.. Enumerable.Range(0, 200_000)], i => i, _ => "a", i => (decimal)i);
        changes.Insert("wholes", 1, "a", 2m);
        var refused = session.Apply(changes).Diagnostics.ShouldHaveSingleItem();
        (refused.Code, refused.Kind).ShouldBe(("E011", DiagnosticKind.Incomplete));
        session.Count.ShouldBe(1);
    }

    [Fact]
    public void A_rule_with_too_many_findings_is_stopped_and_the_others_go_on()
    {
        var session = New(Sums + """

            - id: small
              title: Parts are small
              for: {p: parts}
              check: p.v < 1
              message: "{p.v} is large"
            """, new SessionOptions { Limits = Limits.Default with { MaxSessionFindings = 10 } });
        var change = Applied(session, c =>
        {
            c.Insert("wholes", 1, "a", 2m);
            for (var i = 0; i < 11; i++)
            {
                c.Insert("parts", i, "a", 3m);
            }
        });
        change.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("the rule `small` was stopped: it has more than 10 findings and undecided checks");
        change.Added.ShouldHaveSingleItem().Rule.ShouldBe("sums");
        Applied(session, c => c.Insert("parts", 20, "a", 1m)).Changed.ShouldHaveSingleItem().After.Rule.ShouldBe("sums");
    }

    [Fact]
    public void A_row_about_which_a_rule_goes_beyond_its_bound_is_undecided_and_the_others_are_not()
    {
        var session = New("""
            - id: pairs
              title: A join over too many rows
              for: {w: wholes, p: parts}
              where: p.k = w.k
              check: p.v <= w.v + 5
              message: "{p.v} > {w.v}"
            """, new SessionOptions { Limits = Limits.Default with { MaxTuplesPerRule = 50_000 } });
        session.Diagnostics.ShouldBeEmpty();
        var change = Applied(session, c =>
        {
            c.Insert("wholes", 1, "a", 1m);
            c.Insert("wholes", 2, "b", 1m);
            c.Insert("parts", 100, "b", 9m);
            for (var i = 1000; i < 52_000; i++)
            {
                c.Insert("parts", i, "a", 1m);
            }
        });
        change.Added.Select(f => (f.Rows[0].Id[0], f.Verdict, f.Why)).ShouldBe([(1, Verdict.Undecidable, "it looked at more than 50000 rows; join by an equality, or narrow `where`"), (2, Verdict.Impossible, null)]);
    }

    [Fact]
    public void Derivations_twenty_deep_follow_a_change_and_stop_where_nothing_changes()
    {
        var rules = new System.Text.StringBuilder();
        for (var i = 1; i <= 20; i++)
        {
            rules.Append(CultureInfo.InvariantCulture, $"- derive: d{i}\n  for: {{p: {(i == 1 ? "parts" : $"d{i - 1}")}}}\n  columns: {{k: p.k, v: {(i == 10 ? "p.v - p.v" : "p.v + 1")}}}\n");
        }

        rules.Append("""
            - id: early
              title: The ninth
              for: {d: d9}
              check: d.v < 100
              message: "{d.v}"
            - id: late
              title: The twentieth
              for: {d: d20}
              check: d.v < 9
              message: "{d.v}"
            """);
        var told = new List<SessionEvent>();
        var session = New(rules.ToString(), new SessionOptions { Observer = told.Add });
        session.Diagnostics.ShouldBeEmpty();
        Applied(session, c =>
        {
            c.Insert("parts", 3, "a", 95m);
            c.Insert("parts", 4, "a", 5m);
        }).Added.Select(f => $"{f.Rule} {string.Join('.', f.Rows[0].Id)} {f.Message}").ShouldBe(["early 3.0.0.0.0.0.0.0.0.0 104", "late 3.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0 10", "late 4.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0 10"]);
        told.Clear();
        Applied(session, c => c.Update("parts", 3, "a", 90m)).Withdrawn.ShouldHaveSingleItem().Rule.ShouldBe("early");
        told.Where(e => e.Kind == SessionEventKind.Derived).Select(e => e.Rule).ShouldBe(["d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"]);
    }

    [Fact]
    public void A_relation_derived_from_itself_is_told_and_takes_no_part()
    {
        var session = New("""
            - derive: one
              for: {p: two}
              columns: {k: p.k, v: p.v}
            - derive: two
              for: {p: one}
              columns: {k: p.k, v: p.v}
            - id: round
              title: In a circle
              for: {o: one}
              check: o.v < 1
              message: "{o.v}"
            """ + "\n" + Sums);
        session.Diagnostics.Select(d => d.Code).Distinct().ShouldBe(["R022"]);
        Applied(session, c =>
        {
            c.Insert("parts", 1, "a", 1m);
            c.Insert("wholes", 1, "a", 2m);
        }).Added.ShouldHaveSingleItem().Rule.ShouldBe("sums");
    }

    [Fact]
    public void Facts_are_held_against_reference_data()
    {
        var session = New("""
            - id: no-place
              title: Parts are of places
              for: {p: parts, e: entities}
              where: e.name = folded(p.k)
              check: e.kind != 'platform'
              message: "{p.k} is {e.kind}"
            """);
        session.Diagnostics.ShouldBeEmpty();
        var found = Applied(session, c =>
        {
            c.Insert("parts", 1, "Douyin", 1m);
            c.Insert("parts", 2, "Paris", 1m);
        }).Added.ShouldHaveSingleItem();
        found.Message.ShouldBe("Douyin is a platform");
        found.Rows.Select(r => r.Relation).ShouldBe(["parts", "entities"]);
        Applied(session, c => c.Update("parts", 1, "Lyon", 1m)).Withdrawn.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_a_file_sets_for_rules_holds()
    {
        var file = RuleFileReader.Read(new Source("rules.yaml", $"ruleset: test\noverride:\n  sums: {{severity: error}}\nrules:\n{Sums}"), Limits.Default);
        var session = new Session(Relations, new SessionOptions { RuleFiles = [file] });
        session.Diagnostics.ShouldBeEmpty();
        Applied(session, c =>
        {
            c.Insert("parts", 1, "a", 1m);
            c.Insert("wholes", 1, "a", 2m);
        }).Added.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void Rules_about_drafts_are_told_and_take_no_part() =>
        New("""
            - id: draft
              title: About drafts
              for: {i: items}
              check: i.value > 0
              message: "{i.value}"
            """).Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Code.ShouldBe("E009"), d => d.Message.ShouldContain("it reads what drafts say"));

    [Fact]
    public void A_rule_that_asks_for_the_day_of_the_draft_is_told_and_takes_no_part() =>
        New("""
            - id: late
              title: About the draft itself
              for: {p: parts}
              check: document.published >= 2020-01-01 or p.v > 0
              message: "{p.k}"
            """).Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Code.ShouldBe("E009"), d => d.Message.ShouldContain("takes no part"));

    [Fact]
    public void What_a_session_does_not_heed_is_told()
    {
        var session = New("""
            - id: few
              title: A few may fail
              for: {p: parts}
              check: p.v > 0
              message: "{p.k}"
              max_failures: 3
              unknown: refused
              min_matches: 2
            """);
        session.Diagnostics.ShouldAllBe(d => d.Code == "E009" && d.Kind == DiagnosticKind.Note);
        session.Diagnostics.Select(d => d.Message.Split('`')[1]).ShouldBe(["max_failures", "unknown: refused", "min_matches"]);
        Applied(session, c => c.Insert("parts", 1, "a", -1m)).Added.ShouldHaveSingleItem();
    }

    [Fact]
    public void Changes_of_which_a_part_could_not_be_read_are_not_applied()
    {
        var session = New(Sums);
        var changes = session.Begin();
        Should.Throw<FormatException>(() => changes.InsertAll("parts", new[] { "1", "x" }, s => s[0], s => s, s => decimal.Parse(s, CultureInfo.InvariantCulture)));
        Should.Throw<InvalidOperationException>(() => session.Apply(changes)).Message.ShouldContain("broke off");
        session.Count.ShouldBe(0);
    }

    [Fact]
    public void A_relation_that_means_nothing_is_refused()
    {
        FactColumn text = new("k", FactKind.Text);
        Refused(new("p", [text with { Decimals = 2 }])).ShouldStartWith("the column `k` of `p` holds no numbers, and so has neither decimals nor a unit");
        Refused(new("p", [text]) { Key = ["zz"] }).ShouldStartWith("the key of `p` names the column `zz`, which it does not have");
        Refused(new(" ", [text])).ShouldContain("has no name");
        Refused(new("p", [new("k", (FactKind)9)])).ShouldStartWith("the column `k` of `p` has no kind of values");

        static string Refused(FactRelation relation) => Should.Throw<ArgumentException>(() => new Session([relation], new SessionOptions())).Message;
    }

    [Theory]
    [InlineData("figures", "k", FactKind.Text, "`figures` is a relation of drafts or of reference data already")]
    [InlineData("parts", "k", FactKind.Text, "there are two relations `parts`")]
    [InlineData("others", "v", FactKind.Text, "the column `v` stands twice in `others`")]
    [InlineData("others", "k", FactKind.Missing, "the column `k` of `others` has no kind of values")]
    public void Relations_that_cannot_be_told_apart_are_refused(string name, string column, FactKind kind, string why) =>
        Should.Throw<ArgumentException>(() => new Session([.. Relations, new(name, [new(column, kind), new("v", FactKind.Number)])], new SessionOptions())).Message.ShouldStartWith(why);

    private static Session New(string rules, SessionOptions? options = null) =>
        new(Relations, (options ?? new SessionOptions()) with { RuleFiles = [RuleFileReader.Read(new Source("rules.yaml", $"ruleset: test\nrules:\n{rules}"), Limits.Default)] });

    private static SessionChange Applied(Session session, Action<ChangeSet> write)
    {
        var changes = session.Begin();
        write(changes);
        return session.Apply(changes);
    }
}
