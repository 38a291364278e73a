using PropagandaVerify.Quantities;

namespace PropagandaVerify.Repairs;

/// <summary>Systems of linear inequalities over a few unknowns, solved exactly by Fourier–Motzkin elimination.</summary>
internal static class LinearSystem
{
    // Elimination may square the number of inequalities.
    private const int MostInequalities = 2_000;

    /// <summary>Whether some values of the unknowns satisfy every inequality; null when the system grows too large to say.</summary>
    public static bool? IsSatisfiable(IReadOnlyList<Inequality> system, IReadOnlyList<int> unknowns)
    {
        for (var i = 0; i + 1 < unknowns.Count; i++)
        {
            if (Without(system, unknowns[i]) is not { } smaller)
            {
                return null;
            }

            system = smaller;
        }

        return RangeOf(system, unknowns.Count == 0 ? -1 : unknowns[^1]) is not null;
    }

    /// <summary>The values of the one unknown left that satisfy a system; null when there are none.</summary>
    public static Interval? RangeOf(IReadOnlyList<Inequality> system, int unknown)
    {
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
    private static List<Inequality>? Without(IReadOnlyList<Inequality> system, int unknown)
    {
        var kept = new List<Inequality>();
        var (upper, lower) = (new List<Inequality>(), new List<Inequality>());
        foreach (var inequality in system)
        {
            (inequality.Coefficients.GetValueOrDefault(unknown).Sign switch { > 0 => upper, < 0 => lower, _ => kept }).Add(inequality);
        }

        if (((long)upper.Count * lower.Count) + kept.Count > MostInequalities)
        {
            return null;
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
