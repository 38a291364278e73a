namespace PropagandaVerify.Reference;

/// <summary>The tree of kinds of named things, which of them exclude each other, and what they are called.</summary>
public sealed class Kinds
{
    private readonly Dictionary<string, Kind> kinds = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> disjoint = [];

    public IEnumerable<string> Names => kinds.Keys;

    public bool Knows(string kind) => kinds.ContainsKey(kind);

    /// <summary>Whether the first kind is the second or a broader one.</summary>
    public bool Covers(string broad, string narrow) => Line(narrow).Contains(broad);

    /// <summary>Whether nothing can be of both kinds; unknown kinds exclude nothing.</summary>
    public bool AreDisjoint(string a, string b)
    {
        foreach (var x in Line(a))
        {
            foreach (var y in Line(b))
            {
                if (disjoint.Contains((x, y)) || disjoint.Contains((y, x)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The kind with its indefinite article in a language ("une plateforme"), or its own key.</summary>
    public string Name(string kind, string language) =>
        kinds.TryGetValue(kind, out var k) ? k.Names.GetValueOrDefault(language) ?? k.Names.GetValueOrDefault("en") ?? kind : kind;

    internal void Add(string key, string? broader, Dictionary<string, string> names) => kinds[key] = new Kind(broader, names);

    internal void Exclude(string a, string b) => disjoint.Add((a, b));

    // From the kind itself up to the broadest; a cycle in the data ends the walk.
    private IEnumerable<string> Line(string kind)
    {
        for (var (at, steps) = (kind, 0); at is not null && steps < 32; at = kinds.TryGetValue(at, out var k) ? k.Broader : null, steps++)
        {
            yield return at;
        }
    }

    private sealed record Kind(string? Broader, Dictionary<string, string> Names);
}

/// <summary>A name in one of its senses.</summary>
/// <param name="Name">The name as usually written.</param>
/// <param name="Key">The folded form under which it or one of its aliases is looked up.</param>
/// <param name="Kind">Its kind in this sense.</param>
/// <param name="Valid">When the sense holds.</param>
/// <param name="In">The folded name of the larger place that it lies in; null for none, or where none is known.</param>
public sealed record Entity(string Name, string Key, string Kind, Period Valid, string? In = null);
