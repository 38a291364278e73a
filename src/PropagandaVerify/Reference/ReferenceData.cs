using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>What the world is known to be: exchange rates, kinds, entities. Each part is read from its file when it is first asked for.</summary>
public sealed class ReferenceData
{
    private readonly Lazy<ExchangeRates> rates = new(ReadRates);
    private readonly Lazy<(Kinds Kinds, IReadOnlyList<Entity> Entities, ILookup<string, Entity> ByKey)> names = new(ReadNames);

    private readonly Lazy<PhysicalUnits> units = new(() => PhysicalUnits.Read(Root("rules/reference/units.yaml")));

    private readonly Lazy<Feasts> feasts = new(() => Feasts.Read(Root("rules/reference/feasts.yaml")));

    private ReferenceData()
    {
    }

    /// <summary>The data that travel with the tool, read once a process.</summary>
    public static ReferenceData Shipped { get; } = new();

    public ExchangeRates Rates => rates.Value;

    public PhysicalUnits Units => units.Value;

    /// <summary>When feasts and public holidays fall.</summary>
    public Feasts Feasts => feasts.Value;

    public Kinds Kinds => names.Value.Kinds;

    /// <summary>Every known name in every sense and spelling.</summary>
    public IReadOnlyList<Entity> Entities => names.Value.Entities;

    /// <summary>Whether a folded name is that of a known entity.</summary>
    public bool Knows(string key) => names.Value.ByKey.Contains(key);

    /// <summary>The senses of a folded name that hold at some time of a period.</summary>
    public IEnumerable<Entity> Senses(string key, Period period) => names.Value.ByKey[key].Where(e => e.Valid.Overlaps(period));

    private static ExchangeRates ReadRates()
    {
        var currencies = Root("rules/reference/currencies.yaml");
        var parities = ((YamlNode.Mapping)currencies["parities"]!).Entries
            .ToDictionary(e => e.Key.Value, e => decimal.Parse(((YamlNode.Scalar)e.Value).Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
        return ExchangeRates.Read(ShippedFiles.Read("rules/reference/exchange-rates.csv"), parities);
    }

    private static (Kinds, IReadOnlyList<Entity>, ILookup<string, Entity>) ReadNames()
    {
        var root = Root("rules/reference/entities.yaml");
        var kinds = new Kinds();
        foreach (var entry in ((YamlNode.Mapping)root["kinds"]!).Entries)
        {
            var kind = (YamlNode.Mapping)entry.Value;
            kinds.Add(entry.Key.Value, kind.Text("broader"), kind.Entries.Where(e => e.Key.Value.Length == 2).ToDictionary(e => e.Key.Value, e => ((YamlNode.Scalar)e.Value).Value));
        }

        foreach (var pair in ((YamlNode.Sequence)root["disjoint"]!).Items.Cast<YamlNode.Sequence>())
        {
            kinds.Exclude(((YamlNode.Scalar)pair.Items[0]).Value, ((YamlNode.Scalar)pair.Items[1]).Value);
        }

        var entities = new List<Entity>();
        foreach (var node in ((YamlNode.Sequence)root["entities"]!).Items.Cast<YamlNode.Mapping>())
        {
            var name = node.Text("name") ?? throw new InvalidDataException("rules/reference/entities.yaml: an entity has no name");
            var kind = node.Text("kind") is { } k && kinds.Knows(k) ? k : throw new InvalidDataException($"rules/reference/entities.yaml: {name} has no known kind");
            var valid = new Period(Bound(node.Text("since"))?.Start ?? DateOnly.MinValue, Bound(node.Text("until"))?.End ?? DateOnly.MaxValue);
            var aliases = (node["aliases"] as YamlNode.Sequence)?.Items.Select(i => ((YamlNode.Scalar)i).Value) ?? [];
            entities.AddRange(aliases.Prepend(name).DistinctBy(a => Characters.Key(a)).Select(spelling => new Entity(name, Characters.Key(spelling), kind, valid)));
        }

        return (kinds, entities, entities.ToLookup(e => e.Key, StringComparer.Ordinal));
    }

    // "2021", "2021-03" or "2021-03-15".
    private static Period? Bound(string? text) => text?.Length switch
    {
        null => null,
        4 => Period.Year(int.Parse(text, CultureInfo.InvariantCulture)),
        7 => Period.Month(int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(5), CultureInfo.InvariantCulture)),
        _ => Period.Day(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
    };

    private static YamlNode.Mapping Root(string path)
    {
        var (root, diagnostic) = YamlReader.Read(ShippedFiles.Read(path), Limits.Default);
        return root as YamlNode.Mapping ?? throw new InvalidDataException($"{path}: {diagnostic?.Message ?? "not a mapping"}");
    }
}
