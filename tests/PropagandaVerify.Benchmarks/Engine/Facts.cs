namespace PropagandaVerify.Benchmarks.Engine;

/// <summary>A figure as a program holds it.</summary>
internal sealed record Figure(long Id, string List, decimal Value);

/// <summary>The stated total of a list.</summary>
internal sealed record Total(long Id, string List, decimal Value);

/// <summary>An amount with its conversion, and the month of its rate.</summary>
internal sealed record Amount(long Id, string Currency, DateOnly Month, decimal Local, decimal Dollars);

internal sealed record Rate(long Id, string Currency, DateOnly Month, decimal Value);

/// <summary>Facts for the benchmarks: lists of ten figures with their totals, one in a thousand wrong; amounts with their conversions, one in a hundred thousand wrong.</summary>
internal static class Facts
{
    public const int FiguresOfList = 10;
    private const int Currencies = 40;
    private const int Months = 120;

    public static (Figure[] Figures, Total[] Totals) Sums(int figures)
    {
        var random = new Random(1);
        var (parts, totals) = (new Figure[figures], new Total[figures / FiguresOfList]);
        for (var list = 0; list < totals.Length; list++)
        {
            var (name, sum) = ($"list {list}", 0m);
            for (var i = 0; i < FiguresOfList; i++)
            {
                var value = random.Next(100, 10_000_000) / 100m;
                parts[(list * FiguresOfList) + i] = new Figure((list * FiguresOfList) + i, name, value);
                sum += value;
            }

            totals[list] = new Total(list, name, random.Next(1_000) == 0 ? sum + 100 : sum);
        }

        // Facts seldom come list by list.
        random.Shuffle(parts);
        return (parts, totals);
    }

    public static (Amount[] Amounts, Rate[] Rates) Conversions(int amounts)
    {
        var random = new Random(2);
        var rates = new Rate[Currencies * Months];
        for (var i = 0; i < rates.Length; i++)
        {
            rates[i] = new Rate(i, $"C{i % Currencies:00}", new DateOnly(2015, 1, 1).AddMonths(i / Currencies), random.Next(500, 200_000) / 1000m);
        }

        var made = new Amount[amounts];
        for (var i = 0; i < made.Length; i++)
        {
            var (rate, local) = (rates[random.Next(rates.Length)], random.Next(10_000, 1_000_000_000) / 100m);
            made[i] = new Amount(i, rate.Currency, rate.Month, local, Math.Round(local / rate.Value, 2) + (random.Next(100_000) == 0 ? 1_000 : 0));
        }

        return (made, rates);
    }
}
