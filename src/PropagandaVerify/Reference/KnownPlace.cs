using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>A country or a large city, with what is known of its size.</summary>
/// <param name="Name">Its English name.</param>
/// <param name="Kind">Its kind, such as <c>country</c>.</param>
/// <param name="Population">Inhabitants.</param>
/// <param name="Area">Square kilometres; null where unknown.</param>
/// <param name="Year">The year of the figures.</param>
/// <param name="Spellings">Its names in several languages, the English one first.</param>
public sealed record KnownPlace(string Name, string Kind, decimal Population, decimal? Area, int Year, IReadOnlyList<string> Spellings)
{
    /// <summary>Reads the table <c>name,kind,population,area,year,other names</c>, the last parted by <c>|</c>. Lines that start with <c>#</c> are remarks.</summary>
    internal static IReadOnlyList<KnownPlace> Read(Source table)
    {
        var places = new List<KnownPlace>();
        foreach (var line in table.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line[0] == '#' || line.StartsWith("name,", StringComparison.Ordinal))
            {
                continue;
            }

            var fields = line.Split(',');
            places.Add(new KnownPlace(
                fields[0], fields[1], Number(fields[2]), fields[3].Length == 0 ? null : Number(fields[3]), int.Parse(fields[4], CultureInfo.InvariantCulture),
                [fields[0], .. fields[5].Split('|', StringSplitOptions.RemoveEmptyEntries)]));
        }

        return places;
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
