namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>Invents drafts in which every figure is right; the same random numbers give the same draft.</summary>
internal sealed class DraftGenerator(Random random)
{
    private const int FewestItems = 3;
    private const int MostItems = 10;
    private static readonly Measured Euros = new("euros", "d'euros", "EUR");
    private static readonly Measured Dollars = new("dollars", "de dollars", "USD");
    private static readonly Measured Yuans = new("yuans", "de yuans", "CNY");
    private static readonly Measured Pounds = new("livres sterling", "de livres sterling", "GBP");
    private static readonly (Measured From, Measured To)[] Pairs = [(Euros, Dollars), (Yuans, Dollars), (Yuans, Euros), (Dollars, Euros), (Euros, Pounds), (Euros, Yuans)];
    private static readonly Measured[] Things = [new("visiteurs", "de visiteurs", null), new("spectateurs", "de spectateurs", null), new("touristes", "de touristes", null)];

    // The middle of a month, so that a week around it stays within the month. The dollar and the euro never stood at par in these.
    private static readonly DateOnly[] Days =
        [new(2012, 5, 15), new(2014, 9, 15), new(2016, 3, 15), new(2018, 11, 15), new(2019, 6, 15), new(2020, 10, 15), new(2021, 4, 15), new(2023, 6, 15), new(2024, 2, 15)];

    public ListDraft Next()
    {
        var isMoney = random.Next(4) != 0;
        var (unit, other) = isMoney ? Any(Pairs) : (Any(Things), null);
        var template = Any(isMoney ? Template.OfMoney : Template.OfCounts);
        var published = Any(Days);
        var decimals = random.Next(1, 3);
        var isScaled = isMoney && (template.IsElliptic || random.Next(3) != 0);
        var names = (unit.Currency == "CNY" ? Template.ChineseNames : Template.FrenchNames).ToList();
        var items = new List<Entry>();
        for (var count = random.Next(FewestItems, MostItems + 1); items.Count < count;)
        {
            var amount = isScaled ? Figure.Written(Spread(0.3m, 7) * Figure.Million, Figure.Million, decimals, unit) : Plain(unit, isMoney);
            if (items.TrueForAll(i => i.Amount.Value != amount.Value))
            {
                var name = Any(names);
                names.Remove(name);
                items.Add(new Entry(name, amount, null));
            }
        }

        var sum = items.Sum(i => i.Amount.Value);
        // One total in eight with two decimals among its items is openly rounded to one.
        var total = new Entry("", Figure.Written(sum, isScaled ? Figure.Million : 1, isScaled && decimals == 2 && random.Next(8) == 0 ? 1 : 3, unit), null);
        var draft = new ListDraft(template, items, total, published, null, items.Count, random.Next(2) == 0 ? ' ' : '\u00A0');
        return other is not null && random.Next(2) == 0 ? Converted(draft, other, MonthlyRates.Published.Cross(unit.Currency!, other.Currency!, published)) : draft;
    }

    // Either every item has a counterpart, or some, or only the total.
    private ListDraft Converted(ListDraft draft, Measured other, RateBand rate)
    {
        var share = Any([0, 3, 10]);
        var precision = random.Next(2, 4);
        Entry With(Entry entry) => entry with { Counterpart = Counterpart(entry.Amount.Value * rate.Mean, precision, other) };
        return draft with
        {
            Rate = rate,
            Items = [.. draft.Items.Select(e => random.Next(10) < share ? With(e) : e)],
            Total = share == 0 || random.Next(2) == 0 ? With(draft.Total) : draft.Total,
        };
    }

    private static Figure Counterpart(decimal value, int digits, Measured unit)
    {
        var place = 1m;
        while (value / place >= Figure.PowerOfTen(digits))
        {
            place *= 10;
        }

        var rounded = decimal.Round(value / place, MidpointRounding.AwayFromZero) * place;
        return Figure.Written(rounded, rounded >= Figure.Milliard ? Figure.Milliard : rounded >= Figure.Million ? Figure.Million : 1, 6, unit);
    }

    private Figure Plain(Measured unit, bool isMoney)
    {
        var grain = Any<decimal>(isMoney ? [1000, 100, 50, 1] : [10, 10, 1]);
        return Figure.Written(decimal.Round((isMoney ? Spread(3_000, 8) : Spread(800, 7)) / grain) * grain, 1, 0, unit);
    }

    // Each doubling from the lowest value on is equally likely, so that small and large items mix.
    private decimal Spread(decimal low, int doublings)
    {
        var start = low;
        for (var n = random.Next(doublings); n > 0; n--)
        {
            start *= 2;
        }

        return start + (start * random.Next(10_000) / 10_000);
    }

    private T Any<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
