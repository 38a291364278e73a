namespace PropagandaVerify.Rules;

/// <summary><c>complete</c>: cells that must be filled, or every item under each key.</summary>
internal static class CompleteForm
{
    // A name that no table is likely to have.
    private const string At = "the_row";

    public static FormDefinition Definition { get; } = new(
        "complete", "Filled cells, or every item under each key.",
        [
            FormKeys.On, FormKeys.List("columns", "The columns that must be filled."), FormKeys.List("by", "The columns of the key: [date]."),
            FormKeys.Of("has", "The column that must have every item under each key."), FormKeys.Of("of", "Where the items are listed, such as codes.code; those of the relation itself unless said."),
        ],
        form =>
        {
            var on = form.Relation("on");
            if (form.Has("columns") == (form.Has("by") || form.Has("has")))
            {
                throw form.Wrong(null, "R002", "`complete` has either `columns`, or `by` and `has`", "write `{on: regions, columns: [cases]}` for filled cells, `{on: regions, by: [date], has: region}` for every region on each date");
            }

            if (form.Has("columns") && form.Has("of"))
            {
                throw form.Wrong("of", "R001", "`of` goes with `by` and `has`", "leave it out: filled cells need no list");
            }

            return form.Has("columns") ? Filled(form, on) : Every(form, on);
        });

    private static FormResult Filled(ShortForm form, FormSide on) => new(
    [
        .. form.Columns("columns").Select(k => new LoweredRule("check")
        {
            For = [form.Row("row", on)],
            Where = form.Condition(on, "row"),
            Check = form.Compose("exists({0})", form.Column("row", k.Name, k.Span)),
            Marks = [form.Column("row", k.Name, k.Span)],
            Words = FormWords.Of(("key", FormWords.KeyOf(form, on, "row")), ("column", [(k.Name, null)])),
        }),
    ]);

    private static FormResult Every(ShortForm form, FormSide on)
    {
        var (by, has) = (form.Columns("by"), form.OnlyColumn("has"));
        var (keys, items) = (form.Derived("keys"), form.Derived("items"));
        var derivations = new List<LoweredDerivation> { Distinct(form, on, keys, by) };
        var of = form.Has("of") ? form.Side("of") : null;
        // Wherever the items are listed, they are values of the column that must have them.
        var listed = of is null ? has : new FormKey(of.Column!.Path, of.Column.PathSpan, new Expression.Name(of.Column.PathSpan, of.Column.Path));
        derivations.Add(Distinct(form, of ?? on, items, [listed], has.Name));
        var item = form.Column("item", has.Name, listed.Span);
        var rule = new LoweredRule("every")
        {
            For = [form.Row("key", keys), form.Row("item", items)],
            With = [form.Group("row", on, [.. by.Select(k => form.Equal(form.Column("row", k.Name, k.Span), form.Column("key", k.Name, k.Span))), form.Equal(form.Column("row", has.Name, has.Span), item)])],
            Where = form.Compose("exists({0})", item),
            Check = form.Compose("exists(row)"),
            Marks = [form.Column("key", At, has.Span)],
            Words = FormWords.Of(("key", FormWords.Listed(by.Select(k => form.Column("key", k.Name, k.Span)))), ("has", [(has.Name, null)]), ("item", [("", item)]), ("on", [(on.Relation.Text, null)])),
        };
        return new FormResult([rule, KeyGaps.Of(form, on, [.. by, has], severity: null)], derivations);
    }

    // The different values of some columns, each with the first row that holds them.
    private static LoweredDerivation Distinct(ShortForm form, FormSide on, string name, IReadOnlyList<FormKey> columns, string? called = null) => new(
        name,
        [form.Row("row", on)],
        [form.Group("alike", on, columns.Select(k => form.Equal(form.Column("alike", k.Name, k.Span), form.Column("row", k.Name, k.Span))))],
        form.All(form.Condition(on, "row"), form.Compose("row = first(alike)")),
        [.. columns.Select(k => form.Define(called ?? k.Name, form.Column("row", k.Name, k.Span))), form.Define(At, form.Compose("row"))]);
}
