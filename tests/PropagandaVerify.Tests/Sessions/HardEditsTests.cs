using PropagandaVerify.Rules;
using PropagandaVerify.Sessions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>Edits at the edges of what a session does: whatever comes, it says what a session says that was given the last facts.</summary>
public class HardEditsTests
{
    private static readonly FactRelation[] Relations =
    [
        new("parts", [new("k", FactKind.Text), new("r", FactKind.Text), new("v", FactKind.Number) { Decimals = 2 }]),
        new("wholes", [new("k", FactKind.Text), new("v", FactKind.Number) { Decimals = 2 }]) { Key = ["k"] },
    ];

    private const string Sums = """
        - id: sums
          title: The parts of a whole give it
          for: {w: wholes}
          with: {p: parts where p.k = w.k}
          check: w.v ~ sum(p.v)
          message: "{w.k}: {sum(p.v)} is not {w.v}"
        """;

    private const string Derived = """
        - derive: large
          for: {p: parts}
          where: p.v > 10
          columns: {k: p.k, r: p.r}
        - derive: keys
          for: {l: large}
          columns: {k: l.k}
        - id: there
          title: No part is large
          for: {l: large}
          check: l.r = 'none'
          message: "{l.k} {l.r}"
        - id: first
          title: The first large part is of a region
          for: {w: wholes}
          with: {l: large where l.k = w.k}
          check: first(l.r) = 'a'
          message: "{first(l.r)} is first"
        - id: key
          title: No key is large
          for: {x: keys}
          check: x.k = 'none'
          message: "{x.k}"
        """;

    [Fact]
    public void Facts_whose_ids_follow_each_other_go_as_fast_as_they_came()
    {
        const int Count = 200_000;
        var session = New("");
        Applied(session, c => c.InsertAll("parts", [.. Enumerable.Range(0, Count)], i => i, _ => "a", _ => "r", _ => 1m));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Applied(session, c => Enumerable.Range(0, Count - 3).ToList().ForEach(i => c.Retract("parts", i))).Diagnostics.ShouldBeEmpty();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15), "each that goes looks at all behind it");
        session.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(63)]
    public void Ids_are_found_whatever_went_before_them(int step)
    {
        var random = new Random(step);
        var (session, ids) = (New(""), new HashSet<long>());
        for (var round = 0; round < 300; round++)
        {
            var (before, wanted) = (ids.ToList(), 0);
            var change = Applied(session, c =>
            {
                for (var i = 0; i < 40; i++)
                {
                    long id = random.Next(2) == 0 ? random.Next(200) * step : random.Next(200) + (256L * random.Next(4));
                    if (random.Next(2) == 0)
                    {
                        wanted += ids.Add(id) ? 0 : 1;
                        c.Insert("parts", id, "a", "r", 1m);
                    }
                    else
                    {
                        wanted += ids.Remove(id) ? 0 : 1;
                        c.Retract("parts", id);
                    }
                }
            });
            (change.Diagnostics.Count, session.Count).ShouldBe((wanted, (long)ids.Count), $"round {round} over {before.Count}");
        }
    }

    // Of many facts that come at once the table takes the room as it is.
    [Fact]
    public void What_is_left_of_many_facts_that_were_refused_stays_what_it_is()
    {
        var session = New(Sums);
        Applied(session, c => c.InsertAll("parts", [.. Enumerable.Range(0, 20_000)], i => i, _ => "a", _ => "r", i => i % 8_000 == 0 ? 1 + (i / 8_000) : 1.001m)).Diagnostics.Count.ShouldBe(19_997);
        Applied(session, c => c.Insert("wholes", 1, "a", 6m)).Added.ShouldBeEmpty();
        Applied(session, c => c.Update("parts", 16_000, "a", "r", 500m)).Added.ShouldHaveSingleItem().Message.ShouldBe("a: 503 is not 6");
        Applied(session, c => c.Update("parts", 0, "a", "r", 2m)).Changed.ShouldHaveSingleItem().After.Message.ShouldBe("a: 504 is not 6");
    }

    [Fact]
    public void A_derived_row_has_the_name_and_the_place_of_the_fact_that_it_comes_from_now()
    {
        var (session, fresh) = (New(Derived), New(Derived));
        Applied(session, c =>
        {
            c.Insert("parts", 5, "a", "b", 20m);
            c.Insert("parts", 7, "a", "c", 20m);
            c.Insert("parts", 11, "a", "d", 1m);
            c.Insert("wholes", 1, "a", 1m);
        });
        Applied(session, c =>
        {
            c.Retract("parts", 5);
            c.Insert("parts", 9, "a", "b", 20m);
        });
        Applied(session, c =>
        {
            c.Update("parts", 7, "a", "c", 1m);
            c.Update("parts", 11, "a", "d", 30m);
        });
        Applied(fresh, c =>
        {
            c.Insert("parts", 7, "a", "c", 1m);
            c.Insert("parts", 9, "a", "b", 20m);
            c.Insert("parts", 11, "a", "d", 30m);
            c.Insert("wholes", 1, "a", 1m);
        });
        Lines(session).ShouldBe(Lines(fresh));
        Lines(session).ShouldContain("key 11,0,0: a");
    }

    [Fact]
    public void A_finding_whose_row_has_another_key_is_told_though_it_says_the_same()
    {
        var session = New(Sums);
        Applied(session, c => c.Insert("wholes", 1, "a", 1m)).Added.ShouldHaveSingleItem().Row!.ToString().ShouldBe("k=a");
        Applied(session, c => c.Update("wholes", 1, "b", 1m)).Changed.ShouldHaveSingleItem().After.Row!.ToString().ShouldBe("k=b");
        session.Snapshot.Findings.ShouldHaveSingleItem().Row!.ToString().ShouldBe("k=b");
    }

    [Fact]
    public void Changes_are_of_the_session_that_began_them()
    {
        var (session, other) = (New(Sums), New(Sums));
        var changes = other.Begin();
        changes.Insert("wholes", 1, "a", 1m);
        Should.Throw<ArgumentException>(() => session.Apply(changes)).Message.ShouldStartWith("another session began these changes");
        other.Apply(changes).Added.ShouldHaveSingleItem();
        (session.Count, other.Count).ShouldBe((0L, 1L));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Somebody_must_do_the_work(int jobs) => Should.Throw<ArgumentException>(() => New(Sums, new SessionOptions { Jobs = jobs })).Message.ShouldStartWith($"there are to be {jobs} jobs");

    [Fact]
    public void A_derivation_with_the_name_of_a_relation_of_drafts_is_told() =>
        New("""
            - derive: lists
              for: {p: parts}
              columns: {k: p.k}
            """).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("there is a relation `lists` already");

    [Fact]
    public void Counts_are_in_an_order() => New(Derived).Snapshot.Counts.Keys.ShouldBe(["first", "key", "there"]);

    [Fact]
    public void Facts_that_went_leave_room_for_others_where_a_session_is_full()
    {
        var session = New(Sums, new SessionOptions { Limits = Limits.Default with { MaxSessionBytes = 4 << 20 } });
        var id = 0;
        var last = default(SessionChange);
        while (last is not { Diagnostics.Count: > 0 })
        {
            last = Applied(session, c => Enumerable.Range(0, 5_000).ToList().ForEach(_ => c.Insert("parts", id++, "a", "r", 1m)));
        }

        last.Diagnostics.ShouldHaveSingleItem().Help.ShouldBe("retract facts first, or raise the bound");
        Applied(session, c => Enumerable.Range(0, 6_000).ToList().ForEach(i => c.Retract("parts", i))).Diagnostics.ShouldBeEmpty();
        Applied(session, c => Enumerable.Range(0, 6_000).ToList().ForEach(i => c.Insert("parts", i, "a", "r", 2m))).Diagnostics.ShouldBeEmpty();
        Applied(session, c => Enumerable.Range(id, 11_000).ToList().ForEach(i => c.Insert("parts", i, "a", "r", 2m))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("E011");
    }

    [Theory]
    [InlineData(SessionEventKind.Inserted)]
    [InlineData(SessionEventKind.Updated)]
    [InlineData(SessionEventKind.Retracted)]
    [InlineData(SessionEventKind.Considered)]
    [InlineData(SessionEventKind.Derived)]
    [InlineData(SessionEventKind.Fired)]
    [InlineData(SessionEventKind.Withdrawn)]
    public void What_an_observer_throws_comes_out_when_all_is_done(SessionEventKind at)
    {
        var (throws, count) = (false, 0);
        void Observe(SessionEvent e)
        {
            if (throws && e.Kind == at && count++ % 2 == 0)
            {
                throw new TimeoutException(at.ToString());
            }
        }

        var (session, fresh) = (New(Sums + '\n' + Derived, new SessionOptions { Observer = Observe }), New(Sums + '\n' + Derived));
        Applied(session, c =>
        {
            c.Insert("parts", 1, "a", "r", 50m);
            c.Insert("parts", 2, "b", "r", 70m);
            c.Insert("wholes", 1, "a", 40m);
        });
        throws = true;
        Should.Throw<TimeoutException>(() => Applied(session, c =>
        {
            c.Update("parts", 1, "a", "r", 40m);
            c.Retract("parts", 2);
            c.Insert("parts", 3, "b", "r", 90m);
            c.Insert("wholes", 2, "b", 40m);
        })).Message.ShouldBe(at.ToString());
        Applied(fresh, c =>
        {
            c.Insert("parts", 1, "a", "r", 40m);
            c.Insert("parts", 3, "b", "r", 90m);
            c.Insert("wholes", 1, "a", 40m);
            c.Insert("wholes", 2, "b", 40m);
        });
        Lines(session).ShouldBe(Lines(fresh));
        session.Snapshot.Counts.ShouldBe(fresh.Snapshot.Counts);
    }

    [Fact]
    public void An_observer_applies_no_changes()
    {
        Session? session = null;
        session = New(Sums, new SessionOptions { Observer = _ => session!.Settle() });
        Should.Throw<InvalidOperationException>(() => Applied(session, c => c.Insert("wholes", 1, "a", 1m))).Message.ShouldStartWith("changes are being applied");
        Lines(session).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_rule_is_stopped_by_what_it_says_in_the_end_for_any_number_of_threads(int jobs)
    {
        const int Count = 40_960;
        var session = New("""
            - id: small
              title: Parts are small
              for: {p: parts}
              check: p.v < 100
              message: "{p.v} is large"
            """, new SessionOptions { Jobs = jobs, Limits = Limits.Default with { MaxSessionFindings = Count / 2 } });
        Applied(session, c => Enumerable.Range(0, Count).ToList().ForEach(i => c.Insert("parts", i, "a", "r", i % 2048 >= 1024 ? 500m : 1m))).Diagnostics.ShouldBeEmpty();
        Applied(session, c => Enumerable.Range(0, Count).ToList().ForEach(i => c.Update("parts", i, "a", "r", i % 2048 < 1024 ? 500m : 1m))).Diagnostics.ShouldBeEmpty();
        session.Snapshot.Findings.Count().ShouldBe(Count / 2);
        Applied(session, c => c.Insert("parts", Count, "a", "r", 500m)).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("E012");
        session.Snapshot.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Rules_that_read_what_was_stopped_are_stopped_too()
    {
        var session = New("""
            - derive: large
              for: {p: parts}
              where: p.v > 10
              columns: {k: p.k}
            - id: has-none
              title: A whole has a large part
              for: {w: wholes}
              with: {l: large where l.k = w.k}
              check: exists(l)
              message: "{w.k} has no large part"
            """, new SessionOptions { Limits = Limits.Default with { MaxDerivedRows = 100 } });
        Applied(session, c =>
        {
            Enumerable.Range(0, 100).ToList().ForEach(i => c.Insert("parts", i, "a", "r", 20m));
            c.Insert("wholes", 1, "a", 1m);
        }).Diagnostics.ShouldBeEmpty();
        Applied(session, c => c.Insert("parts", 100, "a", "r", 20m)).Diagnostics.Select(d => d.Message).ShouldBe(
            ["the rule `large` was stopped: it derives more than 100 rows", "the rule `has-none` was stopped: it reads `large`, which was stopped"]);
        session.Snapshot.Findings.ShouldBeEmpty();
        session.Snapshot.Counts["has-none"].Evaluated.ShouldBe(0);
    }

    // Each text must be one text, whoever writes it first.
    [Fact]
    public void Threads_may_write_sets_of_their_own_while_others_apply_theirs()
    {
        const int Threads = 8;
        const int Each = 300;
        for (var round = 0; round < 8; round++)
        {
            var session = New("""
                - id: same
                  title: Both are one text
                  for: {p: parts}
                  with: {q: parts where q.r = p.k}
                  check: p.k = p.r and count(q) = 1
                  message: "{p.k} is not {p.r}, or is there {count(q)} times"
                """, new SessionOptions { Jobs = 2 });
            var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
            {
                for (var set = 0; set < 5; set++)
                {
                    Applied(session, c =>
                    {
                        for (var i = 0; i < Each; i++)
                        {
                            c.Insert("parts", (((set * Each) + i) * Threads) + t, $"{set} {i} {t}", $"{set} {i} {t}", 1m);
                        }
                    });
                    session.Snapshot.Findings.ShouldBeEmpty();
                }
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            (session.Count, session.Snapshot.Counts["same"].Passed).ShouldBe((5L * Threads * Each, 5 * Threads * Each));
        }
    }

    private static Session New(string rules, SessionOptions? options = null) =>
        new(Relations, (options ?? new SessionOptions()) with { RuleFiles = rules.Length == 0 ? [] : [RuleFileReader.Read(new Source("rules.yaml", $"ruleset: test\nrules:\n{rules}"), Limits.Default)] });

    private static SessionChange Applied(Session session, Action<ChangeSet> write)
    {
        var changes = session.Begin();
        write(changes);
        return session.Apply(changes);
    }

    private static List<string> Lines(Session session) => [.. session.Snapshot.Findings.Select(f => $"{f.Rule} {string.Join(',', f.Rows[0].Id)}: {f.Message}{f.Why}")];
}
