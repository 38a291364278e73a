using PropagandaVerify.Reference;

namespace PropagandaVerify.Facts;

/// <summary>The names of the reference data as a relation.</summary>
internal static class EntityFacts
{
    public static Relation Of(ReferenceData reference, RowFactory rows) => new(DraftSchemas.Entities,
    [
        .. reference.Entities.Select(e => rows.Make(
            DraftSchemas.Entities, [new Value.Text(e.Key), new Value.Text(e.Name), new Value.Kind(e.Kind), new Value.Date(e.Valid)], null)),
    ]);
}
