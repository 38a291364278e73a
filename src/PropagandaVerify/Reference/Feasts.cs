using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>When feasts and public holidays fall. Easter is that of the Gregorian calendar.</summary>
public sealed class Feasts
{
    private const int DaysInWeek = 7;
    private readonly Dictionary<string, IReadOnlyList<FeastRule>> rules = new(StringComparer.Ordinal);

    private Feasts()
    {
    }

    /// <summary>Whether a feast is known.</summary>
    public bool Knows(string feast) => rules.ContainsKey(feast);

    /// <summary>The days of a feast in a year: more than one where countries differ, the likeliest first; none when it is unknown.</summary>
    public IEnumerable<DateOnly> Days(string feast, int year) => rules.TryGetValue(feast, out var own) ? own.Select(r => r.In(year)) : [];

    /// <summary>Easter Sunday, by the algorithm of Meeus, Jones and Butcher.</summary>
    public static DateOnly Easter(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var sunday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % DaysInWeek;
        var late = (golden + (11 * epact) + (22 * sunday)) / 451;
        var month = (epact + sunday - (DaysInWeek * late) + 114) / 31;
        return new DateOnly(year, month, ((epact + sunday - (DaysInWeek * late) + 114) % 31) + 1);
    }

    internal static Feasts Read(YamlNode.Mapping root)
    {
        var read = new Feasts();
        foreach (var feast in ((YamlNode.Mapping)root["feasts"]!).Entries)
        {
            read.rules.Add(feast.Key.Value, [.. ((YamlNode.Sequence)feast.Value).Items.Cast<YamlNode.Mapping>().Select(FeastRule.Read)]);
        }

        return read;
    }

    /// <summary>How the day of a feast is found.</summary>
    private abstract record FeastRule
    {
        public abstract DateOnly In(int year);

        public static FeastRule Read(YamlNode.Mapping node) =>
            node.Text("easter") is { } offset ? new FromEaster(Number(offset))
            : node.Text("day") is { } day ? new OnDay(Day(day))
            : new NthWeekday(
                Day(node.Text("from") ?? node.Text("before") ?? throw new InvalidDataException("a feast has no day")), node.Text("before") is not null,
                Number(node.Text("weekday")!), Number(node.Text("nth") ?? "1"), Number(node.Text("plus") ?? "0"));

        private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        private static (int Month, int Day) Day(string text) => text.Split('-') is [var month, var day] ? (Number(month), Number(day)) : throw new InvalidDataException($"{text} is no day");
    }

    private sealed record OnDay((int Month, int Day) Date) : FeastRule
    {
        public override DateOnly In(int year) => new(year, Date.Month, Date.Day);
    }

    private sealed record FromEaster(int Days) : FeastRule
    {
        public override DateOnly In(int year) => Easter(year).AddDays(Days);
    }

    /// <summary>The nth such weekday from a day on, that day included, or before a day, that day left out; and so many days later.</summary>
    private sealed record NthWeekday((int Month, int Day) Date, bool IsBefore, int Weekday, int Nth, int Plus) : FeastRule
    {
        public override DateOnly In(int year)
        {
            var day = new DateOnly(year, Date.Month, Date.Day);
            var weekday = day.DayOfWeek == DayOfWeek.Sunday ? DaysInWeek : (int)day.DayOfWeek;
            var ahead = (Weekday - weekday + DaysInWeek) % DaysInWeek;
            return day.AddDays((IsBefore ? ahead - (DaysInWeek * Nth) : ahead + (DaysInWeek * (Nth - 1))) + Plus);
        }
    }
}
