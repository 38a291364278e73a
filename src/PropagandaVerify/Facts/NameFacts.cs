using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns names of places and persons, short forms and codes into rows.</summary>
internal sealed class NameFacts(Draft draft, RowFactory rows)
{
    private readonly Source source = draft.Document.Source;

    public IEnumerable<Relation> Relations() => [Placements(), Persons(), Acronyms(), Identifiers()];

    private Relation Placements()
    {
        var time = draft.Published is { } day ? Period.Day(day) : Period.Always;
        foreach (var date in draft.Dates)
        {
            time = new Period(date.Period.Start < time.Start ? date.Period.Start : time.Start, time.End);
        }

        return new Relation(DraftSchemas.Placements,
        [
            .. draft.Placements.Select(p => rows.Make(
                DraftSchemas.Placements, [new Value.Text(p.Place), new Value.Text(p.Parent), Value.Of(p.IsLocated), Value.Of(p.IsAside), Value.Of(p.IsCapital), new Value.Date(time), Words(p.Span)],
                new Place(source, p.Span), RowFactory.At(source, p.PlaceSpan, p.ParentSpan, null, null, null, null, p.Span))),
        ]);
    }

    private Relation Persons() => new(DraftSchemas.Persons,
    [
        .. draft.Persons.Select((p, i) => rows.Make(
            DraftSchemas.Persons,
            [Value.Of(p.First, "the name stands without a first name"), new Value.Text(p.Last), Symbol(p.Form), Symbol(p.Scope), Value.Of(p.IsQuoted), Value.Of(p.IsFirst), Value.Of(p.IsAlone), Number(p.Passage), Number(i), Words(p.Span)],
            new Place(source, p.Span), RowFactory.At(source, p.Span, p.LastSpan, null, null, null, null, null, null, null, p.Span))),
    ]);

    private Relation Acronyms() => new(DraftSchemas.Acronyms,
    [
        .. draft.Acronyms.Select((a, i) => rows.Make(
            DraftSchemas.Acronyms,
            [new Value.Text(a.Short), Value.Of(a.Expansion, "it is used without what it stands for"), Value.Of(a.Stems, "it is used without what it stands for"), Value.Of(a.Expected, "the initials are the short form"), Symbol(a.Scope), Value.Of(a.IsQuoted), Value.Of(a.IsFirst), Number(i)],
            new Place(source, a.Span), RowFactory.At(source, a.ShortSpan, a.ExpansionSpan, a.ExpansionSpan, a.ExpansionSpan, null, null, null, null))),
    ]);

    private Relation Identifiers() => new(DraftSchemas.Identifiers,
    [
        .. draft.Identifiers.Select(i => rows.Make(
            DraftSchemas.Identifiers, [new Value.Text(i.Scheme), Value.Of(i.Fault, "it is well formed"), Words(i.Span)], new Place(source, i.Span), RowFactory.At(source, i.Span, i.Span, i.Span))),
    ]);

    private Value.Text Words(TextSpan span) => new(draft.Document.Reading[span.Start..span.End].Replace("\u2060", "", StringComparison.Ordinal));

    private static Value.Text Symbol<T>(T value)
        where T : struct, Enum => new(value.ToString().ToLowerInvariant());

    private static Value.Number Number(int value) => new(Quantity.Exact(value + 1));
}
