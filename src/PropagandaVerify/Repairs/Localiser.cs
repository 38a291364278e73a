using PropagandaVerify.Quantities;

namespace PropagandaVerify.Repairs;

/// <summary>A sum of mentions with coefficients that must not exceed a bound (or must stay below it).</summary>
internal sealed record Inequality(IReadOnlyDictionary<int, Rational> Coefficients, Rational Bound, bool Strict);

/// <summary>What one check demands of the mentions it reads.</summary>
internal sealed record Demand
{
    /// <summary>The mentions whose change may satisfy it.</summary>
    public required IReadOnlyList<int> Mentions { get; init; }

    /// <summary>Whether it fails as things are.</summary>
    public required bool Fails { get; init; }

    /// <summary>What it demands of the mentions that may change, the others staying as they are; null when it says nothing about them.</summary>
    public required Func<IReadOnlyCollection<int>, IReadOnlyList<Inequality>?> Given { get; init; }

    public bool Touches(IReadOnlyCollection<int> set) => Mentions.Any(set.Contains);
}

/// <summary>The lightest sets of mentions whose change satisfies every demand.</summary>
/// <param name="Sets">All of one weight, in order of their mentions.</param>
/// <param name="Weight">That weight.</param>
/// <param name="IsCut">Whether a bound was hit, so that a lighter set may exist.</param>
internal sealed record Localisation(IReadOnlyList<IReadOnlyList<int>> Sets, int Weight, bool IsCut);

/// <summary>
/// Error localisation after Fellegi and Holt (1976): the smallest weighted set of mentions that can be changed so that all checks hold, those
/// that hold already included. Sets are tried from the lightest on; each is extended only by mentions of the checks that stand in its way.
/// </summary>
internal static class Localiser
{
    /// <param name="demands">The checks of one connected group.</param>
    /// <param name="weights">What changing each mention costs; positive.</param>
    /// <param name="mostTrials">The most sets to try.</param>
    public static Localisation Find(IReadOnlyList<Demand> demands, IReadOnlyList<int> weights, int mostTrials)
    {
        var open = new PriorityQueue<IReadOnlyList<int>, (int Weight, string Order)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<IReadOnlyList<int>>();
        var best = int.MaxValue;
        var isCut = false;
        Push([]);
        for (var trials = 0; open.TryDequeue(out var set, out var priority) && priority.Weight <= best; trials++)
        {
            if (trials == mostTrials)
            {
                return new Localisation(found, best, IsCut: true);
            }

            if (Obstacles(demands, set, ref isCut) is not { } obstacles)
            {
                best = priority.Weight;
                found.Add(set);
                continue;
            }

            foreach (var mention in obstacles.Where(m => !set.Contains(m)))
            {
                Push([.. set.Append(mention).Order()]);
            }
        }

        // A set that holds another found one is lighter by nothing: weights are positive, so all found are minimal.
        return new Localisation(found, best, isCut);

        void Push(IReadOnlyList<int> set)
        {
            var key = string.Join(',', set.Select(m => m.ToString("D5", System.Globalization.CultureInfo.InvariantCulture)));
            if (seen.Add(key))
            {
                open.Enqueue(set, (set.Sum(m => weights[m]), key));
            }
        }
    }

    // Null when the set will do; else the mentions of which a larger set must hold one. A set of which nobody can say is passed over.
    private static List<int>? Obstacles(IReadOnlyList<Demand> demands, IReadOnlyList<int> set, ref bool isCut)
    {
        if (demands.FirstOrDefault(d => d.Fails && !d.Touches(set)) is { } untouched)
        {
            return [.. untouched.Mentions];
        }

        var touched = demands.Where(d => d.Touches(set)).ToList();
        var satisfiable = LinearSystem.IsSatisfiable([.. touched.SelectMany(d => d.Given(set) ?? [])], set);
        isCut |= satisfiable is null;
        return satisfiable == true ? null : [.. touched.SelectMany(d => d.Mentions).Distinct().Order()];
    }
}
