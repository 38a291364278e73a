namespace PropagandaVerify.Benchmarks.Engine;

/// <summary>What somebody would write by hand: a hash table over the objects, and decimals.</summary>
internal static class HashLoops
{
    /// <summary>How many totals are not the sum of their figures, within half a unit of the last place of each.</summary>
    public static int Sums(Figure[] figures, Total[] totals)
    {
        var sums = new Dictionary<string, (decimal Sum, int Count)>(StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            var known = sums.GetValueOrDefault(figure.List);
            sums[figure.List] = (known.Sum + figure.Value, known.Count + 1);
        }

        var wrong = 0;
        foreach (var total in totals)
        {
            if (sums.TryGetValue(total.List, out var sum) && Math.Abs(sum.Sum - total.Value) > 0.005m * (sum.Count + 1))
            {
                wrong++;
            }
        }

        return wrong;
    }

    /// <summary>How many conversions are more than two percent off what the rate of their month gives.</summary>
    public static int Conversions(Amount[] amounts, Rate[] rates)
    {
        var byKey = new Dictionary<(string, DateOnly), decimal>();
        foreach (var rate in rates)
        {
            byKey.Add((rate.Currency, rate.Month), rate.Value);
        }

        var wrong = 0;
        foreach (var amount in amounts)
        {
            if (byKey.TryGetValue((amount.Currency, amount.Month), out var rate))
            {
                var dollars = amount.Local / rate;
                if (Math.Abs(dollars - amount.Dollars) > (0.02m * dollars) + 0.005m)
                {
                    wrong++;
                }
            }
        }

        return wrong;
    }
}
