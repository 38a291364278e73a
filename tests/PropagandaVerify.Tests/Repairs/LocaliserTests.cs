using CsCheck;
using PropagandaVerify.Quantities;
using PropagandaVerify.Repairs;

namespace PropagandaVerify.Tests.Repairs;

public class LocaliserTests
{
    private const int MostTrials = 100_000;
    private const int Bound = 1_000;

    private static readonly Gen<Sum> Sums = Gen.Select(Gen.Select(Gen.Int[0, 11], Gen.Int[-1, 1]).Array[2, 4], Gen.Int[0, 1], Gen.Int[-3, 3].Where(e => e > -3)).Select((terms, room, error) =>
        new Sum(terms.Where(t => t.Item2 != 0).DistinctBy(t => t.Item1).ToDictionary(t => t.Item1, t => t.Item2), room, error is 2 or 3 ? error * 7 : 0));

    [Fact]
    public void The_set_found_repairs_everything_and_no_lighter_one_does_against_brute_force_up_to_12_mentions()
    {
        var localised = 0;
        var size = 0;
        Gen.Select(Gen.Int[0, 9].Array[12], Gen.Int[1, 2].Array[12], Sums.Array[1, 5]).Sample(
            (values, weights, sums) =>
            {
                var checks = sums.Where(s => s.Terms.Count > 1).Select(s => s.Over(values)).ToList();
                if (!checks.Exists(c => c.Fails(values)))
                {
                    return;
                }

                var result = Localiser.Find([.. checks.Select(c => c.Demand(values))], weights, MostTrials);
                result.IsCut.ShouldBeFalse();
                var subsets = Subsets(checks.SelectMany(c => c.Terms.Keys).Distinct().Order().ToList(), 3).Where(s => s.Count > 0).ToList();
                var feasible = subsets.Where(s => Satisfies(checks, values, s)).ToList();
                var lightest = feasible.Count == 0 ? int.MaxValue : feasible.Min(s => s.Sum(m => weights[m]));
                if (result.Sets.Any(s => s.Count > 3) || lightest == int.MaxValue)
                {
                    // Sets of four and more are beyond the brute force; that none of three is lighter can still be said.
                    (result.Sets.Count == 0 || result.Weight <= lightest).ShouldBeTrue();
                    return;
                }

                Interlocked.Increment(ref localised);
                Interlocked.Add(ref size, result.Sets[0].Count);
                result.Weight.ShouldBe(lightest);
                string.Join(" | ", result.Sets.Select(s => string.Join(',', s)).Order()).ShouldBe(string.Join(" | ", feasible.Where(s => s.Sum(m => weights[m]) == lightest).Select(s => string.Join(',', s)).Order()));
            },
            iter: 1_500);
        localised.ShouldBeGreaterThan(300);
        size.ShouldBeGreaterThan(localised);
    }

    [Fact]
    public void A_bound_that_is_hit_is_said()
    {
        // Twelve sums that all fail and share nothing: the set must hold one mention of each.
        var demands = Enumerable.Range(0, 12).Select(i => new Demand { Mentions = [2 * i, (2 * i) + 1], Fails = true, Given = _ => null }).ToList();
        var weights = Enumerable.Repeat(1, 24).ToList();
        Localiser.Find(demands, weights, 500).IsCut.ShouldBeTrue();
        Localiser.Find(demands[..4], weights, 5_000).Sets.Count.ShouldBe(16);
    }

    [Fact]
    public void A_check_that_holds_protects_its_mentions()
    {
        // 0 + 1 = 2 fails; 2 is confirmed by 3 and 1 by 4, so 0 alone is to blame.
        var values = new[] { 65, 3, 10, 10, 3 };
        Check[] checks = [new Check(new() { [0] = 1, [1] = 1, [2] = -1 }, 0, 0), new Check(new() { [2] = 1, [3] = -1 }, 0, 0), new Check(new() { [1] = 1, [4] = -1 }, 0, 0)];
        var result = Localiser.Find([.. checks.Select(c => c.Demand(values))], [1, 1, 1, 1, 1], MostTrials);
        result.Sets.ShouldHaveSingleItem().ShouldBe([0]);
    }

    private static IEnumerable<List<int>> Subsets(List<int> of, int most)
    {
        yield return [];
        for (var i = 0; i < of.Count && most > 0; i++)
        {
            foreach (var rest in Subsets(of[(i + 1)..], most - 1))
            {
                yield return [of[i], .. rest];
            }
        }
    }

    // By another way than elimination: a bounded system that has a solution has one at a corner, where as many bounds as unknowns are reached.
    private static bool Satisfies(List<Check> checks, int[] values, List<int> set)
    {
        var rows = new List<(Rational[] Coefficients, Rational Most)>();
        foreach (var check in checks)
        {
            var fixedPart = check.Terms.Where(t => !set.Contains(t.Key)).Sum(t => t.Value * values[t.Key]);
            var coefficients = set.Select(m => (Rational)check.Terms.GetValueOrDefault(m)).ToArray();
            rows.Add((coefficients, check.High - fixedPart));
            rows.Add(([.. coefficients.Select(c => -c)], -(check.Low - fixedPart)));
        }

        if (rows.Exists(r => r.Coefficients.All(c => c.Sign == 0) && r.Most.Sign < 0))
        {
            return false;
        }

        for (var i = 0; i < set.Count; i++)
        {
            var unit = set.Select((_, j) => (Rational)(i == j ? 1 : 0)).ToArray();
            rows.Add((unit, Bound));
            rows.Add(([.. unit.Select(c => -c)], Bound));
        }

        return Subsets([.. Enumerable.Range(0, rows.Count)], set.Count).Where(s => s.Count == set.Count)
            .Select(s => Corner([.. s.Select(r => rows[r])])).OfType<Rational[]>()
            .Any(x => rows.All(r => r.Coefficients.Select((c, i) => c * x[i]).Aggregate(Rational.Zero, (a, b) => a + b) <= r.Most));
    }

    // Gauss; null when the rows do not meet in one point.
    private static Rational[]? Corner((Rational[] Coefficients, Rational Most)[] rows)
    {
        var n = rows.Length;
        var m = rows.Select(r => r.Coefficients.Append(r.Most).ToArray()).ToArray();
        for (var c = 0; c < n; c++)
        {
            var pivot = Array.FindIndex(m, c, r => r[c].Sign != 0);
            if (pivot < 0)
            {
                return null;
            }

            (m[c], m[pivot]) = (m[pivot], m[c]);
            for (var r = 0; r < n; r++)
            {
                var factor = r == c ? 0 : m[r][c] / m[c][c];
                m[r] = [.. m[r].Select((x, i) => x - (factor * m[c][i]))];
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => m[i][n] / m[i][i])];
    }

    private sealed record Sum(Dictionary<int, int> Terms, int Room, int Error)
    {
        public Check Over(int[] values)
        {
            var sum = Terms.Sum(t => t.Value * values[t.Key]) + Error;
            return new Check(Terms, sum - Room, sum + Room);
        }
    }

    private sealed record Check(Dictionary<int, int> Terms, int Low, int High)
    {
        public bool Fails(int[] values) => Terms.Sum(t => t.Value * values[t.Key]) is var sum && (sum < Low || sum > High);

        public Demand Demand(int[] values) => new()
        {
            Mentions = [.. Terms.Keys.Order()],
            Fails = Fails(values),
            Given = set =>
            {
                var fixedPart = Terms.Where(t => !set.Contains(t.Key)).Sum(t => t.Value * values[t.Key]);
                var free = Terms.Where(t => set.Contains(t.Key)).ToDictionary(t => t.Key, t => (Rational)t.Value);
                return [new Inequality(free, High - fixedPart, false), new Inequality(free.ToDictionary(f => f.Key, f => -f.Value), fixedPart - Low, false)];
            },
        };
    }
}
