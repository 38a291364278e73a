namespace PropagandaVerify.Reference;

/// <summary>Which place lies in which, as far as the reference data tell.</summary>
public sealed class Gazetteer
{
    private const string AnyPlace = "place";
    private const string Division = "division";
    private const string NaturalFeature = "natural-feature";
    private const string Country = "country";
    private const string Capital = "capital";
    private const string RegionalCapital = "regional-capital";
    private const int Deepest = 8;

    private readonly ReferenceData reference;
    private readonly IReadOnlySet<string> namesakes;

    /// <param name="reference">The names.</param>
    /// <param name="namesakes">The folded names of the countries whose towns bear names of towns elsewhere.</param>
    internal Gazetteer(ReferenceData reference, IReadOnlySet<string> namesakes) => (this.reference, this.namesakes) = (reference, namesakes);

    /// <summary>Whether a folded name is that of a known place.</summary>
    public bool Knows(string key) => reference.Senses(key, Period.Always).Any(e => reference.Kinds.Covers(AnyPlace, e.Kind));

    /// <summary>
    /// Whether a place lies in another at some time of a period. False only if every sense of the first lies outside every sense of the second: in another country,
    /// or in another division of the same kind. Null where a sense may fit that is not known. A river or a mountain holds no place.
    /// </summary>
    public bool? LiesIn(string place, string parent, Period period)
    {
        var inner = reference.Senses(place, period).Where(e => reference.Kinds.Covers(AnyPlace, e.Kind)).ToList();
        var outer = reference.Senses(parent, period).Where(e => reference.Kinds.Covers(AnyPlace, e.Kind) && !reference.Kinds.Covers(NaturalFeature, e.Kind)).ToList();
        var isOutside = inner.Count > 0 && outer.Count > 0 && outer.TrueForAll(e => reference.Kinds.Covers(Division, e.Kind));
        foreach (var sense in inner)
        {
            var around = Around(sense, period);
            foreach (var larger in outer)
            {
                if (around.Exists(a => IsOne(a, larger)))
                {
                    return true;
                }

                isOutside = isOutside && IsApart(around, larger, period);
            }
        }

        return isOutside ? false : null;
    }

    /// <summary>Whether a place is the capital of a territory at some time of a period. Null where no capital of it is known, or where the place is not.</summary>
    public bool? IsCapital(string place, string territory, Period period)
    {
        var own = reference.Senses(place, period).Where(e => reference.Kinds.Covers(AnyPlace, e.Kind)).ToList();
        var outer = reference.Senses(territory, period).Where(e => reference.Kinds.Covers(Division, e.Kind)).ToList();
        var seats = reference.Entities.Where(e => e.Valid.Overlaps(period) && IsSeat(e, outer, period)).ToList();
        return own.Count == 0 || seats.Count == 0 ? null : own.Exists(o => seats.Exists(s => s.Name == o.Name));
    }

    // That of a country may lie in one of its regions.
    private bool IsSeat(Entity city, List<Entity> territories, Period period) => city.Kind switch
    {
        Capital => Around(city, period).Exists(a => territories.Exists(t => IsOne(a, t))),
        RegionalCapital => city.In is { } parent && reference.Senses(parent, period).Any(e => territories.Exists(t => IsOne(e, t))),
        _ => false,
    };

    private bool IsApart(List<Entity> around, Entity larger, Period period)
    {
        var (own, other) = (Countries(around), Countries(Around(larger, period)));
        return own.Count == 0 || other.Count == 0 ? false
            : own.Exists(a => other.Exists(b => IsOne(a, b))) ? around.Exists(a => a.Kind == larger.Kind)
            : !own.Concat(other).Any(c => namesakes.Contains(c.Key) || namesakes.Contains(Text.Characters.Key(c.Name)));
    }

    private static List<Entity> Countries(List<Entity> places) => places.FindAll(p => p.Kind == Country);

    private static bool IsOne(Entity a, Entity b) => a.Name == b.Name && a.Kind == b.Kind;

    // The place itself and what it lies in, from the smallest to the largest.
    private List<Entity> Around(Entity sense, Period period)
    {
        List<Entity> around = [sense];
        for (var i = 0; i < around.Count && around.Count < Deepest * Deepest; i++)
        {
            if (around[i].In is { } parent)
            {
                around.AddRange(reference.Senses(parent, period).Where(e => reference.Kinds.Covers(Division, e.Kind) && !around.Contains(e)));
            }
        }

        return around;
    }
}
