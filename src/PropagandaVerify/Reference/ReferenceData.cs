using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>What the world is known to be: exchange rates, kinds, entities. Each part is read from its file when it is first asked for.</summary>
public sealed class ReferenceData
{
    private const string PlacesPath = "rules/reference/places.yaml";

    private readonly Lazy<ExchangeRates> rates;
    private readonly Lazy<(Kinds Kinds, IReadOnlyList<Entity> Entities, ILookup<string, Entity> ByKey, IReadOnlySet<string> Namesakes)> names;

    private readonly Lazy<Gazetteer> places;

    private readonly Lazy<PhysicalUnits> units = new(() => PhysicalUnits.Read(Root("rules/reference/units.yaml")));
    private readonly Lazy<IReadOnlyList<KnownPlace>> knownPlaces = new(() => KnownPlace.Read(ShippedFiles.Read("rules/reference/places.csv")));

    private readonly Lazy<Feasts> feasts = new(() => Feasts.Read(Root("rules/reference/feasts.yaml")));
    private readonly Lazy<IReadOnlyList<IdentifierScheme>> identifiers = new(() => IdentifierSchemes.Read(Root("rules/reference/identifiers.yaml")));
    private readonly Lazy<IReadOnlySet<string>> firstNames = new(() => Texts(Root("rules/reference/first-names.yaml"), "names").Select(n => Characters.Fold(n)).ToHashSet(StringComparer.Ordinal));

    private ReferenceData(IReadOnlyList<Source> tables, IReadOnlyList<Source> entities)
    {
        rates = new(() => ReadRates(tables));
        names = new(() => ReadNames(entities));
        places = new(() => new Gazetteer(this, names.Value.Namesakes));
    }

    /// <summary>The data that travel with the tool, read once a process.</summary>
    public static ReferenceData Shipped { get; } = new([], []);

    /// <summary>The shipped data with files of the user's beside them: rates (<c>.csv</c>) go before the shipped ones month by month, entities join them.</summary>
    /// <exception cref="FormatException">A file is malformed; the message names it.</exception>
    public static ReferenceData With(IReadOnlyList<Source> files)
    {
        if (files.Count == 0)
        {
            return Shipped;
        }

        var tables = files.ToLookup(f => f.Path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        var data = new ReferenceData([.. tables[true]], [.. tables[false]]);
        _ = (data.Rates, data.Kinds);
        return data;
    }

    public ExchangeRates Rates => rates.Value;

    public PhysicalUnits Units => units.Value;

    /// <summary>When feasts and public holidays fall.</summary>
    public Feasts Feasts => feasts.Value;

    /// <summary>Countries and large cities with their population.</summary>
    public IReadOnlyList<KnownPlace> KnownPlaces => knownPlaces.Value;

    /// <summary>Which place lies in which.</summary>
    public Gazetteer Places => places.Value;

    /// <summary>The schemes of numbers that identify something.</summary>
    internal IReadOnlyList<IdentifierScheme> Identifiers => identifiers.Value;

    public Kinds Kinds => names.Value.Kinds;

    /// <summary>Every known name in every sense and spelling.</summary>
    public IReadOnlyList<Entity> Entities => names.Value.Entities;

    /// <summary>Whether a folded name is that of a known entity.</summary>
    public bool Knows(string key) => names.Value.ByKey.Contains(key);

    /// <summary>Whether a word in lower case is a first name.</summary>
    public bool IsFirstName(string folded) => firstNames.Value.Contains(folded);

    /// <summary>The senses of a folded name that hold at some time of a period.</summary>
    public IEnumerable<Entity> Senses(string key, Period period) => names.Value.ByKey[key].Where(e => e.Valid.Overlaps(period));

    /// <summary>What is known of a currency in a month (of its last one on record without one), and of a name: one line each, with dates and source.</summary>
    /// <param name="name">A currency code or a name in any spelling.</param>
    /// <param name="month">The month, such as <c>2020-10</c>; null for the last.</param>
    public IEnumerable<string> Known(string name, string? month)
    {
        if (Rates.Describe(name, Bound(month)) is { } rate)
        {
            yield return rate;
        }

        foreach (var entity in names.Value.ByKey[Characters.Key(name)])
        {
            var (since, until) = (entity.Valid.Start == DateOnly.MinValue ? "" : $", since {entity.Valid.Start:yyyy-MM-dd}", entity.Valid.End == DateOnly.MaxValue ? "" : $", until {entity.Valid.End:yyyy-MM-dd}");
            yield return $"{Named(entity.Key, entity.Name)} is {Kinds.Name(entity.Kind, "en")}{(entity.In is { } parent ? $" in {Named(parent, names.Value.ByKey[parent].FirstOrDefault()?.Name ?? parent)}" : "")}{since}{until}";
        }

        foreach (var place in PlacesOf(Characters.Key(name)))
        {
            var area = place.Area is { } size ? string.Create(CultureInfo.InvariantCulture, $", {size:N0} km²") : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"{place.Name} had {place.Population:N0} inhabitants{area} in {place.Year} ({(place.Kind == "country" ? "World Bank" : "GeoNames")})");
        }
    }

    // In English where the tables of countries and cities have the name, else as entities write it.
    private string Named(string key, string written) => PlacesOf(key).FirstOrDefault()?.Name ?? written;

    private IEnumerable<KnownPlace> PlacesOf(string key) => KnownPlaces.Where(p => p.Spellings.Any(s => Characters.Key(s) == key));

    private static ExchangeRates ReadRates(IReadOnlyList<Source> tables)
    {
        var currencies = Root("rules/reference/currencies.yaml");
        return ExchangeRates.Read([ShippedFiles.Read("rules/reference/exchange-rates.csv"), .. tables], Parities((YamlNode.Mapping)currencies["parities"]!, "EUR"), ((YamlNode.Mapping)currencies["pegs"]!).Entries
            .SelectMany(to => Parities((YamlNode.Mapping)to.Value, to.Key.Value)).ToDictionary(StringComparer.Ordinal));
    }

    // "FRF: 6.55957", or with its first day "SIT: {units: 239.640, since: 2007}".
    private static Dictionary<string, Parity> Parities(YamlNode.Mapping node, string to) => node.Entries.ToDictionary(
        e => e.Key.Value,
        e => new Parity(
            to, decimal.Parse(e.Value is YamlNode.Mapping dated ? dated.Text("units")! : ((YamlNode.Scalar)e.Value).Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
            Bound((e.Value as YamlNode.Mapping)?.Text("since"))?.Start ?? Parity.FirstDay),
        StringComparer.Ordinal);

    private static (Kinds, IReadOnlyList<Entity>, ILookup<string, Entity>, IReadOnlySet<string>) ReadNames(IReadOnlyList<Source> further)
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
        Add(root, "rules/reference/entities.yaml", kinds, entities);
        foreach (var source in further)
        {
            var (own, diagnostic) = YamlReader.Read(source, Limits.Default);
            Add(own as YamlNode.Mapping ?? throw new FormatException($"{source.Path}: {diagnostic?.Message ?? "not a mapping with `entities`"}"), source.Path, kinds, entities);
        }

        // A place that entities have with the same parent is no second sense.
        var known = entities.Where(e => e.In is not null).Select(e => (e.Key, e.In)).ToHashSet();
        var places = Root(PlacesPath);
        foreach (var group in ((YamlNode.Sequence)places["places"]!).Items.Cast<YamlNode.Mapping>())
        {
            var kind = group.Text("kind") is { } k && kinds.Knows(k) ? k : throw new FormatException($"{PlacesPath}: {group.Text("kind")} is no known kind");
            entities.AddRange(Texts(group, "names").SelectMany(names => Spelled(group, kind, names.Split(" / "))).Where(e => !known.Contains((e.Key, e.In))));
        }

        return (kinds, entities, entities.ToLookup(e => e.Key, StringComparer.Ordinal), Texts(places, "namesakes").Select(n => Characters.Key(n)).ToHashSet(StringComparer.Ordinal));
    }

    private static void Add(YamlNode.Mapping root, string path, Kinds kinds, List<Entity> entities)
    {
        foreach (var node in (root["entities"] as YamlNode.Sequence ?? throw new FormatException($"{path}: it has no list `entities`")).Items)
        {
            var one = node as YamlNode.Mapping ?? throw new FormatException($"{path}: an entity is a mapping such as {{name: Berlin, kind: city}}");
            var name = one.Text("name") ?? throw new FormatException($"{path}: an entity has no name");
            var kind = one.Text("kind") is { } k && kinds.Knows(k) ? k : throw new FormatException($"{path}: {name} has no known kind; kinds are {string.Join(", ", kinds.Names)}");
            entities.AddRange(Spelled(one, kind, Texts(one, "aliases").Prepend(name)));
        }
    }

    // One sense in its spellings, the usual one first.
    private static List<Entity> Spelled(YamlNode.Mapping node, string kind, IEnumerable<string> spellings)
    {
        var valid = new Period(Bound(node.Text("since"))?.Start ?? DateOnly.MinValue, Bound(node.Text("until"))?.End ?? DateOnly.MaxValue);
        var parent = node.Text("in") is { } place ? Characters.Key(place) : null;
        var senses = new List<Entity>();
        foreach (var spelling in spellings)
        {
            var key = Characters.Key(spelling);
            if (!senses.Exists(s => s.Key == key))
            {
                senses.Add(new Entity(senses is [var usual, ..] ? usual.Name : spelling, key, kind, valid, parent));
            }
        }

        return senses;
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
