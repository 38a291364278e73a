using PropagandaVerify.Quantities;

namespace PropagandaVerify.Repairs;

/// <summary>Systems of linear inequalities over a few unknowns, solved exactly by Fourier–Motzkin elimination.</summary>
internal static class LinearSystem
{
    // Elimination may square the number of inequalities; beyond this it is cheaper to believe the system.
    private const int MostInequalities = 2_000;

    /// <summary>Whether some values of the unknowns satisfy every inequality.</summary>
    public static bool IsSatisfiable(IReadOnlyList<Inequality> system, IReadOnlyList<int> unknowns)
    {
        foreach (var unknown in unknowns)
        {
            system = Without(system, unknown);
            if (system.Count > MostInequalities)
            {
                return true;
            }
        }

        return system.All(i => i.Bound.Sign > 0 || (i.Bound.Sign == 0 && !i.Strict));
    }

    /// <summary>The values of one unknown for which some values of the others satisfy the system; null when there are none.</summary>
    public static Interval? RangeOf(IReadOnlyList<Inequality> system, int unknown, IReadOnlyList<int> others)
    {
        foreach (var other in others.Where(o => o != unknown))
        {
            system = Without(system, other);
        }

        var range = Interval.Everything;
        foreach (var (coefficients, bound, strict) in system)
        {
            var coefficient = coefficients.GetValueOrDefault(unknown);
            if (coefficient.Sign == 0)
            {
                if (bound.Sign < 0 || (bound.Sign == 0 && strict))
                {
                    return null;
                }

                continue;
            }

            var end = bound / coefficient;
            var half = coefficient.Sign > 0 ? new Interval(null, end, HighOpen: strict) : new Interval(end, null, LowOpen: strict);
            if (!range.Meets(half))
            {
                return null;
            }

            range = range.Intersect(half);
        }

        return range;
    }

    // Each lower bound of the unknown must not exceed each upper one.
    private static List<Inequality> Without(IReadOnlyList<Inequality> system, int unknown)
    {
        var kept = new List<Inequality>();
        var (upper, lower) = (new List<Inequality>(), new List<Inequality>());
        foreach (var inequality in system)
        {
            (inequality.Coefficients.GetValueOrDefault(unknown).Sign switch { > 0 => upper, < 0 => lower, _ => kept }).Add(inequality);
        }

        foreach (var u in upper)
        {
            foreach (var l in lower)
            {
                var (x, y) = (1 / u.Coefficients[unknown], -(1 / l.Coefficients[unknown]));
                var sum = new Dictionary<int, Rational>();
                foreach (var (mention, coefficient) in u.Coefficients.Select(c => (c.Key, c.Value * x)).Concat(l.Coefficients.Select(c => (c.Key, c.Value * y))))
                {
                    sum[mention] = sum.GetValueOrDefault(mention) + coefficient;
                }

                sum.Remove(unknown);
                kept.Add(new Inequality(sum, (u.Bound * x) + (l.Bound * y), u.Strict || l.Strict));
            }
        }

        return kept;
    }
}
