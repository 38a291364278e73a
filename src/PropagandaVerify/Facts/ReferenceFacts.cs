using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Facts;

/// <summary>The names and places of the reference data as relations.</summary>
internal static class ReferenceFacts
{
    public static Relation Entities(ReferenceData reference, RowFactory rows) => new(DraftSchemas.Entities,
    [
        .. reference.Entities.Select(e => rows.Make(
            DraftSchemas.Entities, [new Value.Text(e.Key), new Value.Text(e.Name), new Value.Kind(e.Kind), new Value.Date(e.Valid)], null)),
    ]);

    public static Relation Places(ReferenceData reference, RowFactory rows) => new(DraftSchemas.KnownPlaces,
    [
        .. reference.KnownPlaces.Select(p => rows.Make(
            DraftSchemas.KnownPlaces,
            [
                new Value.Text(p.Name), new Value.Kind(p.Kind), new Value.Number(Quantity.Exact(p.Population)),
                p.Area is { } area ? new Value.Number(Quantity.Exact(area, Unit.Of("km²"))) : new Value.Missing("its area is not known"),
                new Value.Number(Quantity.Exact(p.Year) with { IsLabel = true }),
            ],
            null)),
    ]);
}
