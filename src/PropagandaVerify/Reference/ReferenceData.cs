using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>What the world is known to be: exchange rates, kinds, entities. Each part is read from its file when it is first asked for.</summary>
public sealed class ReferenceData
{
    private const string PlacesPath = "rules/reference/places.yaml";

    private readonly Lazy<ExchangeRates> rates = new(ReadRates);
    private readonly Lazy<(Kinds Kinds, IReadOnlyList<Entity> Entities, ILookup<string, Entity> ByKey)> names = new(ReadNames);

    private readonly Lazy<Gazetteer> places;

    private readonly Lazy<PhysicalUnits> units = new(() => PhysicalUnits.Read(Root("rules/reference/units.yaml")));

    private readonly Lazy<Feasts> feasts = new(() => Feasts.Read(Root("rules/reference/feasts.yaml")));
    private readonly Lazy<IReadOnlyList<IdentifierScheme>> identifiers = new(() => IdentifierSchemes.Read(Root("rules/reference/identifiers.yaml")));
    private readonly Lazy<IReadOnlySet<string>> firstNames = new(() => Texts(Root("rules/reference/first-names.yaml"), "names").Select(n => Characters.Fold(n)).ToHashSet(StringComparer.Ordinal));

    private ReferenceData() => places = new(() => new Gazetteer(this, Texts(Root(PlacesPath), "namesakes").Select(n => Characters.Key(n)).ToHashSet(StringComparer.Ordinal)));

    /// <summary>The data that travel with the tool, read once a process.</summary>
    public static ReferenceData Shipped { get; } = new();

    public ExchangeRates Rates => rates.Value;

    public PhysicalUnits Units => units.Value;

    /// <summary>Which place lies in which.</summary>
    public Gazetteer Places => places.Value;

    /// <summary>The schemes of numbers that identify something.</summary>
    internal IReadOnlyList<IdentifierScheme> Identifiers => identifiers.Value;

    /// <summary>When feasts and public holidays fall.</summary>
    public Feasts Feasts => feasts.Value;

    public Kinds Kinds => names.Value.Kinds;

    /// <summary>Every known name in every sense and spelling.</summary>
    public IReadOnlyList<Entity> Entities => names.Value.Entities;

    /// <summary>Whether a folded name is that of a known entity.</summary>
    public bool Knows(string key) => names.Value.ByKey.Contains(key);

    /// <summary>Whether a word in lower case is a first name.</summary>
    public bool IsFirstName(string folded) => firstNames.Value.Contains(folded);

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
            entities.AddRange(Spelled(node, kind, Texts(node, "aliases").Prepend(name)));
        }

        // A place that entities.yaml has with the same parent is no second sense.
        var known = entities.Where(e => e.In is not null).Select(e => (e.Key, e.In)).ToHashSet();
        foreach (var group in ((YamlNode.Sequence)Root(PlacesPath)["places"]!).Items.Cast<YamlNode.Mapping>())
        {
            var kind = group.Text("kind") is { } k && kinds.Knows(k) ? k : throw new InvalidDataException($"{PlacesPath}: {group.Text("kind")} is no known kind");
            entities.AddRange(Texts(group, "names").SelectMany(names => Spelled(group, kind, names.Split(" / "))).Where(e => !known.Contains((e.Key, e.In))));
        }

        return (kinds, entities, entities.ToLookup(e => e.Key, StringComparer.Ordinal));
    }

    // One sense in its spellings, the usual one first.
    private static IEnumerable<Entity> Spelled(YamlNode.Mapping node, string kind, IEnumerable<string> spellings)
    {
        var valid = new Period(Bound(node.Text("since"))?.Start ?? DateOnly.MinValue, Bound(node.Text("until"))?.End ?? DateOnly.MaxValue);
        var parent = node.Text("in") is { } place ? Characters.Key(place) : null;
        var name = spellings.First();
        return spellings.DistinctBy(s => Characters.Key(s)).Select(spelling => new Entity(name, Characters.Key(spelling), kind, valid, parent));
    }

    private static IEnumerable<string> Texts(YamlNode.Mapping node, string key) => (node[key] as YamlNode.Sequence)?.Items.Select(i => ((YamlNode.Scalar)i).Value) ?? [];

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
