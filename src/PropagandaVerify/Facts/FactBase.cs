using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>The relations that rules range over in one evaluation: those of one draft, the datasets, the reference data.</summary>
public sealed class FactBase
{
    private readonly Dictionary<string, Relation> relations = new(StringComparer.Ordinal);

    public FactBase(IEnumerable<Relation> relations)
    {
        foreach (var relation in relations)
        {
            this.relations[relation.Schema.Name] = relation;
        }
    }

    /// <summary>Adds a derived relation; nothing may have asked for it before.</summary>
    internal void Add(Relation relation) => relations.Add(relation.Schema.Name, relation);

    public Relation? this[string name] => relations.GetValueOrDefault(name);

    public IEnumerable<Relation> Relations => relations.Values;

    /// <summary>The one row of the draft, or null when only datasets are examined.</summary>
    public Row? Document => this[DraftSchemas.Document.Name]?.Rows is [var row] ? row : null;
}

/// <summary>Gives every row of a part of a run a number of its own.</summary>
/// <param name="ledger">The ledger of its figures.</param>
/// <param name="first">The first number; rows that rules see together have different ones.</param>
internal sealed class RowFactory(Ledger ledger, int first = 0)
{
    private int next = first;

    /// <summary>The number of the next row.</summary>
    public int Next => next;

    public Ledger Ledger => ledger;

    public Row Make(Schema schema, Value[] values, Place? place, Place?[]? places = null, int[]? figures = null, IReadOnlyList<Value[]>? readings = null) => new()
    {
        Schema = schema,
        Identity = next++,
        Values = values,
        Place = place,
        Places = places,
        Figures = figures,
        Readings = readings ?? [],
    };

    public static Place?[] At(Source source, params ReadOnlySpan<TextSpan?> spans)
    {
        var places = new Place?[spans.Length];
        for (var i = 0; i < spans.Length; i++)
        {
            places[i] = spans[i] is { } span ? new Place(source, span) : null;
        }

        return places;
    }
}
