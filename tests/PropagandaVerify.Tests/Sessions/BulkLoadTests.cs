using System.Globalization;
using PropagandaVerify.Rules;
using PropagandaVerify.Sessions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>Many facts at once fill whole pages, which a table takes as they are; nothing may tell them from facts that came one by one.</summary>
public class BulkLoadTests
{
    private const int Count = 70_000;
    private const int Groups = 900;

    private const string Rules = """
        ruleset: test
        rules:
          - id: sums
            title: The parts of a whole give it
            for: {w: wholes}
            with: {p: parts where p.k = w.k and p.year = w.year}
            check: w.v ~ sum(p.v)
            message: "{w.k}: {sum(p.v)} is not {w.v}"
          - id: largest
            title: No part is larger than its whole
            for: {w: wholes}
            with: {p: parts where p.k = w.k and p.year = w.year}
            where: exists(p)
            check: max(p.v) <= w.v
            message: "{w.k}: {max(p.v)} of {w.v}"
          - id: joined
            title: A part is not its whole
            for: {p: parts, w: wholes}
            where: p.k = w.k and p.year = w.year
            check: p.v != w.v
            message: "{p.k}: {p.v}"
        """;

    private sealed record Fact(long Id, string Group, int Year, decimal Value);

    [Fact]
    public void Facts_that_come_together_are_as_facts_that_come_one_by_one()
    {
        var facts = Facts();
        var (together, single) = (New(), New());
        var whole = together.Begin();
        whole.InsertAll("parts", facts, f => f.Id, f => f.Group, f => f.Year, f => f.Value);
        Wholes(whole);
        var refused = together.Apply(whole).Diagnostics.Select(d => d.Message).Order(StringComparer.Ordinal).ToList();
        var singly = new List<string>();
        foreach (var some in facts.Chunk(7_777))
        {
            var changes = single.Begin();
            Array.ForEach(some, f => changes.Insert("parts", f.Id, f.Group, f.Year, f.Value));
            singly.AddRange(single.Apply(changes).Diagnostics.Select(d => d.Message));
        }

        var last = single.Begin();
        Wholes(last);
        single.Apply(last);
        refused.ShouldBe(singly.Order(StringComparer.Ordinal));
        refused.Count(r => r.Contains("there already", StringComparison.Ordinal)).ShouldBe(7);
        refused.Count(r => r.Contains("is finer than", StringComparison.Ordinal)).ShouldBe(7);
        together.Count.ShouldBe(Count - 14 + Groups);
        Lines(together).ShouldBe(Lines(single));
        Lines(together).Count.ShouldBeGreaterThan(Groups);

        foreach (var session in new[] { together, single })
        {
            Edit(session, facts);
        }

        Lines(together).ShouldBe(Lines(single));
    }

    [Fact]
    public void Changes_are_applied_once()
    {
        var session = New();
        var changes = session.Begin();
        changes.Insert("parts", 1, "a", 1, 1m);
        session.Apply(changes);
        Should.Throw<InvalidOperationException>(() => session.Apply(changes)).Message.ShouldContain("applied already");
        Should.Throw<InvalidOperationException>(() => changes.Retract("parts", 1)).Message.ShouldContain("applied already");
        var next = session.Begin();
        next.Insert("parts", 2, "a", 1, 1m);
        session.Apply(next).Diagnostics.ShouldBeEmpty();
        session.Count.ShouldBe(2);
    }

    // Seven ids stand twice, seven values are too fine and seven fit no word; the ids come in no order.
    private static Fact[] Facts()
    {
        var random = new Random(5);
        var facts = new Fact[Count];
        for (var i = 0; i < Count; i++)
        {
            var value = i % 10_000 == 9 ? 12_345_678_901_234_567_890_123.4m : i % 10_000 == 17 ? 1.25m : random.Next(1, 1_000) / 10m;
            facts[i] = new Fact(i % 10_000 == 5 ? i - 5 : i, $"g{i % Groups}", 2000 + (i % 3), value);
        }

        random.Shuffle(facts);
        return facts;
    }

    private static void Wholes(ChangeSet changes)
    {
        for (var g = 0; g < Groups; g++)
        {
            changes.Insert("wholes", g, $"g{g}", 2000 + (g % 3), g % 7 == 0 ? 90m : 3_900m);
        }
    }

    private static void Edit(Session session, Fact[] facts)
    {
        var random = new Random(6);
        for (var round = 0; round < 40; round++)
        {
            var changes = session.Begin();
            var (a, b, c) = (random.Next(50_000), random.Next(Groups), 60_011 + round);
            changes.Update("parts", a - (a % 10) + 1, $"g{b}", 2000 + (b % 3), 3_900m);
            changes.Retract("parts", c - (c % 10) + 2 + round);
            changes.Insert("parts", Count + round, $"g{b}", 2000 + (b % 3), 0.1m);
            changes.Update("wholes", b, $"g{b}", 2000 + (b % 3), round % 2 == 0 ? 12_345_678_901_234_567_890_123.4m : facts[round].Value > 1_000 ? 1m : 2m);
            session.Apply(changes);
        }
    }

    private static List<string> Lines(Session session) =>
    [
        .. session.Snapshot.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}")),
        .. session.Snapshot.Findings.Select(f => $"{f.Rule} {f.Message} {string.Join(" | ", f.Steps)} {string.Join(" ", f.Rows.SelectMany(r => r.Id))}"),
    ];

    private static Session New() => new(
        [
            new("parts", [new("k", FactKind.Text), new("year", FactKind.Number), new("v", FactKind.Number) { Decimals = 1 }]),
            new("wholes", [new("k", FactKind.Text), new("year", FactKind.Number), new("v", FactKind.Number) { Decimals = 1 }]),
        ],
        new SessionOptions { RuleFiles = [RuleFileReader.Read(new Source("rules.yaml", Rules), Limits.Default)] });
}
