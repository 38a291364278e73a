using CsCheck;
using PropagandaVerify.Rules;
using PropagandaVerify.Sessions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>Whatever comes, changes and goes, a session says what a run over the facts that are left says.</summary>
public class SessionPropertyTests
{
    private static readonly IReadOnlyList<RuleFile> Files = [RuleFileReader.Read(new Source("sessions.yaml", File.ReadAllText(Path.Combine(Repository.Root, "tests", "PropagandaVerify.Tests", "Sessions", "sessions.yaml"))), Limits.Default)];

    // More are asked for in the nightly way: `PVERIFY_SEQUENCES=100000`.
    private static readonly int Sequences = int.TryParse(Environment.GetEnvironmentVariable("PVERIFY_SEQUENCES"), out var asked) ? asked : 300;

    [Fact]
    public void All_rules_of_the_test_are_sound() => new Session(SessionFacts.Relations, new SessionOptions { RuleFiles = Files }).Diagnostics.Select(d => $"{d.Position?.Line}: {d.Message}").ShouldBeEmpty();

    [Fact]
    public void Edits_in_any_sequence_give_what_a_run_from_scratch_gives() => Gen.Int.Sample(Check, iter: Sequences);

    [Fact]
    public void The_order_of_facts_and_the_number_of_threads_change_no_byte()
    {
        const int Parts = 30_000;
        var random = new Random(5);
        var facts = Enumerable.Range(0, Parts).Select(i => (Relation: "parts", Id: (long)i, Values: SessionFacts.Values("parts", random))).ToList();
        foreach (var relation in new[] { "wholes", "rates", "before" })
        {
            facts.AddRange(Enumerable.Range(0, 50).Select(i => (relation, (long)i, SessionFacts.Values(relation, random))));
        }

        // Four keys for so many rows, so rules that bring all rows of a key together are left out.
        IReadOnlyList<RuleFile> files = [Files[0] with { Rules = [.. Files[0].Rules.Where(r => r.Id is "balance" or "aggregate" or "aggregate-min" or "order" or "range" or "conversion" or "sums" or "counts" or "first" or "all-and-any" or "whole-table" or "fixed")] }];
        string? first = null;
        foreach (var jobs in new[] { 1, 2, 8, 3 })
        {
            var session = new Session(SessionFacts.Relations, new SessionOptions { RuleFiles = files, Jobs = jobs });
            var changes = session.Begin();
            foreach (var (relation, id, values) in facts)
            {
                changes.Insert(relation, id, values);
            }

            session.Apply(changes).Diagnostics.ShouldBeEmpty();
            var lines = string.Join('\n', Said(session.Snapshot.Findings)) + string.Join('\n', session.Snapshot.Counts.OrderBy(c => c.Key, StringComparer.Ordinal));
            first ??= lines;
            (lines == first).ShouldBeTrue($"{jobs} threads in another order say otherwise");
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(facts));
        }

        first!.Length.ShouldBeGreaterThan(100_000);
    }

    private static void Check(int seed)
    {
        var random = new Random(seed);

        // A few rules at a time, since most of the time goes into making a session.
        IReadOnlyList<RuleFile> files = random.Next(20) == 0 ? Files : [Files[0] with { Rules = [.. Enumerable.Range(0, 4).Select(_ => Files[0].Rules[random.Next(Files[0].Rules.Count)]).Distinct()] }];
        var session = new Session(SessionFacts.Relations, new SessionOptions { RuleFiles = files, Jobs = random.Next(1, 4) });
        var facts = SessionFacts.Relations.ToDictionary(r => r.Name, _ => new SortedDictionary<long, FactValue[]>());
        var said = new SortedSet<string>(StringComparer.Ordinal);
        for (var batch = random.Next(1, 6); batch > 0; batch--)
        {
            var changes = session.Begin();
            for (var edit = random.Next(1, random.Next(3) == 0 ? 60 : 6); edit > 0; edit--)
            {
                Edit(random, changes, facts);
            }

            var change = session.Apply(changes);
            change.Diagnostics.ShouldBeEmpty();
            said.ExceptWith(Said(change.Withdrawn.Concat(change.Changed.Select(c => c.Before))));
            said.UnionWith(Said(change.Added.Concat(change.Changed.Select(c => c.After))));
            var (lines, wanted) = (SessionOracle.Lines(session), SessionOracle.Lines(files, SessionFacts.Relations, facts));
            wanted.Except(lines).Select(l => $"lacks {l}").Concat(lines.Except(wanted).Select(l => $"adds {l}")).ShouldBeEmpty();
            lines.Count.ShouldBe(wanted.Count);
            var now = Said(session.Snapshot.Findings).ToHashSet();
            said.Except(now).Select(l => $"not withdrawn: {l}").Concat(now.Except(said).Select(l => $"not told: {l}")).ShouldBeEmpty();
        }
    }

    // With the whole names of derived rows, several of which may say the same.
    private static IEnumerable<string> Said(IEnumerable<SessionFinding> findings) =>
        findings.Select(f => $"{f.Rule} {string.Join(' ', f.Rows.Select(r => $"{r.Relation}:{string.Join('.', r.Id)}"))} {f.Severity} {f.Verdict} {f.Message} {string.Join('|', f.Steps)} {f.Why}");

    private static void Edit(Random random, ChangeSet changes, Dictionary<string, SortedDictionary<long, FactValue[]>> facts)
    {
        var relation = SessionFacts.Relations[random.Next(3) > 0 ? 0 : random.Next(4)].Name;
        var known = facts[relation];
        var id = random.Next(40);
        var values = SessionFacts.Values(relation, random);
        if (!known.ContainsKey(id))
        {
            known.Add(id, values);
            changes.Insert(relation, id, values);
        }
        else if (random.Next(3) == 0)
        {
            known.Remove(id);
            changes.Retract(relation, id);
        }
        else
        {
            known[id] = values;
            changes.Update(relation, id, values);
        }
    }
}
