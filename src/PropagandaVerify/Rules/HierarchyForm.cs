namespace PropagandaVerify.Rules;

/// <summary>
/// <c>hierarchy</c>: each item that a code list gives children is the sum of them. What is missing counts as in the Validation and
/// Transformation Language (check_hierarchy, VTL 2.1): as null or as zero, where all, some or none of it is there.
/// </summary>
internal static class HierarchyForm
{
    private const string NonNull = "non_null";

    // Names that no table is likely to have.
    private const string Child = "the_child";
    private const string Parent = "the_parent";
    private const string Value = "the_value";
    private const string At = "the_row";
    private const string Sure = "is_sure";

    private static readonly KeyTable Codes = new("codelist", "`codelist`",
    [
        FormKeys.On, FormKeys.Of("child", "The column of the codes.", isRequired: true), FormKeys.Of("parent", "The column of their parents.", isRequired: true),
        FormKeys.Of("sign", "The column of 1 and −1, where children are also taken away."),
        FormKeys.Of("from", "The column of the day from which a code belongs to its parent; an empty cell sets no bound."), FormKeys.Of("to", "The column of its last day there."),
        FormKeys.Of("at", "The column of on that says which day counts, such as period; needed with from or to."),
    ]);

    public static FormDefinition Definition { get; } = new(
        "hierarchy", "Each item with children in a code list is the sum of them.",
        [
            FormKeys.On, FormKeys.Of("value", "The column of the values.", isRequired: true), FormKeys.Of("item", "The column that names the item.", isRequired: true),
            FormKeys.List("by", "The other columns that name a row: [period]; those of the dataset's declaration unless said."), FormKeys.Inner("codelist", "The relation of codes and its columns.", Codes, isRequired: true),
            FormKeys.Choice("missing", "How missing rows count, in the words of VTL; non_null unless said.", NonNull, "non_zero", "partial_null", "partial_zero", "always_null", "always_zero"),
            FormKeys.Tolerance, FormKeys.Unmatched,
        ],
        Lower);

    private static FormResult Lower(ShortForm form)
    {
        var on = form.Relation("on");
        var (item, by) = (form.OnlyColumn("item"), form.Has("by") ? form.Columns("by") : form.DeclaredKey(on.Relation.Text).Where(k => k != form.Text("item")).Select(k => new FormKey(k, on.Relation.Span, new Expression.Name(on.Relation.Span, k))).ToList());
        var codes = form.Inner("codelist", "write `codelist: {on: nace, child: code, parent: parent}`");
        var (list, child, parent) = (codes.Relation("on"), codes.OnlyColumn("child"), codes.OnlyColumn("parent"));
        var mode = form.Word("missing") ?? NonNull;
        var asZero = mode.EndsWith("zero", StringComparison.Ordinal);
        var (children, severity, tolerance) = (form.Derived("children"), form.SeverityOf("unmatched"), form.Tolerance("tolerance", "whole"));

        var value = form.Over("value", "whole");
        var part = form.Column("parts", Value, item.Span);
        var total = form.Compose(asZero ? "sum({0}, empty: 0)" : "sum({0})", part);
        var key = FormWords.Listed([.. by.Select(k => form.Column("whole", k.Name, k.Span)), form.Column("whole", item.Name, item.Span)]);
        Validity(form, codes);
        // Which children a row without a day has is not known: all that there are on any day, so that it is undecided and not passed over.
        var at = codes.Has("at") ? codes.Over("at", "whole") : null;
        var day = at is null ? null : form.Compose("first_day({0}) <= last_day({0})", at);
        var valid = form.All(Valid(form, codes, "children", "whole"));
        var kin = form.Group("children", list, form.Equal(form.Column("children", parent.Name, parent.Span), form.Column("whole", item.Name, item.Span)), at is null || valid is null ? valid : form.Compose("not exists({0}) or {1}", at, valid));
        var parts = form.Group("parts", children, [form.Equal(form.Column("parts", Parent, item.Span), form.Column("whole", item.Name, item.Span)), .. by.Select(k => form.Equal(form.Column("parts", k.Name, k.Span), form.Column("whole", k.Name, k.Span)))]);
        // A child that stands twice must not hide one that is missing.
        var there = form.Compose($"distinct(parts.{Child})");
        var listed = form.Compose("distinct({0})", form.Column("children", child.Name, child.Span));
        var all = form.Equal(there, listed);
        // Where the code list itself is in doubt nothing says what the sum should be.
        Expression sum = total;
        foreach (var condition in new[] { day, asZero || mode == NonNull ? null : all, form.Compose("count(children) = {0}", listed), form.Compose("not any(children, {0} = {1})", form.Column("children", child.Name, child.Span), form.Column("whole", item.Name, item.Span)), Surely(form, codes, "children", "whole") is { } surely ? form.Compose("all(children, {0})", surely) : null }.OfType<Expression>())
        {
            sum = form.Compose("given({0}, {1})", sum, condition);
        }

        var filled = form.Filled(by.Select(k => form.Column("whole", k.Name, k.Span)));
        var words = FormWords.Of(("key", key), ("value", [("", value)]), ("total", [("", total)]), ("there", [("", there)]), ("children", [("", listed)]), ("on", [(on.Relation.Text, null)]));
        var rules = new List<LoweredRule>
        {
            new("check")
            {
                For = [form.Row("whole", on)],
                With = [kin, parts],
                Where = form.All([form.Condition(on, "whole"), .. filled, form.Compose("exists(children)"), mode switch
                {
                    NonNull => at is null ? all : form.Compose("{0} or not exists({1})", all, at),
                    "non_zero" => form.Compose("{0} != 0 or any(parts, {1} != 0)", value, part),
                    _ => null,
                }]),
                Check = form.Compared(value, sum, tolerance),
                Marks = [value, part],
                Repairs = FormWords.Columns(value, part),
                Words = words,
            },
        };
        if (!asZero)
        {
            rules.Add(new("missing-children")
            {
                For = [form.Row("whole", on)],
                With = [kin, parts],
                Where = form.All([form.Condition(on, "whole"), .. filled, form.Compose("exists(children)")]),
                Check = day is null ? all : form.Compose("given({0}, {1})", all, day),
                Marks = [new Expression.Name(on.Relation.Span, "whole")],
                Words = words,
                Severity = severity,
            });
        }

        rules.Add(KeyGaps.Of(form, on, [item, .. by], severity));
        rules.Add(NoWhole(form, on, item, by, children, asZero, codes.Has("at"), severity));
        rules.AddRange(Doubled(form, codes, list, child, parent, severity));
        return new FormResult(rules, [Children(form, on, item, by, children, codes, list, child, parent)]);
    }

    // Which day counts must be said where codes move, and nowhere else.
    private static void Validity(ShortForm form, ShortForm codes)
    {
        var moves = codes.Has("from") || codes.Has("to");
        if (codes.Has("at") && !moves)
        {
            codes.Tell("at", "R001", "`at` goes with `from` or `to`", "name the columns of the code list that hold the first and the last day");
        }
        else if (moves && !codes.Has("at"))
        {
            codes.Tell("at", "R002", "`codelist` has no `at`", $"`at` is the column of `{form.Relation("on").Relation.Text}` that says which day counts: `at: period`");
        }
    }

    // Whether a code belongs to its parent on the day of a row.
    private static IEnumerable<Expression> Valid(ShortForm form, ShortForm codes, string code, string row) => codes.Has("at")
        ? Bounds(form, codes, code, row, "{0} <= {1}", "{1} <= {0}")
        : [];

    // The same on every day of a row's month or year; null where codes do not move.
    private static Expression? Surely(ShortForm form, ShortForm codes, string code, string row) =>
        codes.Has("at") ? form.All(Bounds(form, codes, code, row, "first_day({0}) <= first_day({1})", "last_day({1}) <= last_day({0})")) : null;

    private static IEnumerable<Expression> Bounds(ShortForm form, ShortForm codes, string code, string row, string from, string to) =>
        new[] { (Key: "from", Order: from), (Key: "to", Order: to) }.Where(b => codes.Has(b.Key)).Select(b => form.Compose($"not exists({{0}}) or {b.Order}", codes.Over(b.Key, code), codes.Over("at", row)));

    // Lines of the code list that leave open what a sum is: those that stand twice for one time, and codes that are their own parents.
    private static IEnumerable<LoweredRule> Doubled(ShortForm form, ShortForm codes, FormSide list, FormKey child, FormKey parent, Text.Severity? severity)
    {
        var (code, of) = (form.Column("code", child.Name, child.Span), form.Column("code", parent.Name, parent.Span));
        var words = FormWords.Of(("codes", [(list.Relation.Text, null)]), ("child", [("", code)]), ("parent", [("", of)]), ("count", [("", form.Compose("count(alike)"))]));
        Expression Disjoint(string first, string second) => form.Compose("exists({0}) and exists({1}) and last_day({0}) < first_day({1})", codes.Over("to", first), codes.Over("from", second));
        yield return new LoweredRule("doubled-code")
        {
            For = [form.Row("code", list)],
            With =
            [
                form.Group("alike", list, [
                    form.Equal(form.Column("alike", child.Name, child.Span), code), form.Equal(form.Column("alike", parent.Name, parent.Span), of),
                    .. codes.Has("from") && codes.Has("to") ? [form.Compose("not ({0})", Disjoint("alike", "code")), form.Compose("not ({0})", Disjoint("code", "alike"))] : Enumerable.Empty<Expression>()]),
            ],
            Where = form.All(form.Condition(list, "code"), form.Compose("code = first(alike)")),
            Check = form.Compose("count(alike) = 1"),
            Marks = [new Expression.Name(list.Relation.Span, "alike")],
            Words = words,
            Severity = severity,
        };
        yield return new LoweredRule("own-parent")
        {
            For = [form.Row("code", list)],
            Where = form.All([form.Condition(list, "code"), .. form.Filled(code, of)]),
            Check = form.Compose("{0} != {1}", code, of),
            Marks = [code, of],
            Words = words,
            Severity = severity,
        };
    }

    // Children whose parent has no row: a finding, or, where missing rows count as zero, an error unless they add up to it.
    private static LoweredRule NoWhole(ShortForm form, FormSide on, FormKey item, IReadOnlyList<FormKey> by, string children, bool asZero, bool moves, Text.Severity? severity) => new("no-whole")
    {
        For = [form.Row("part", children)],
        With =
        [
            form.Group("wholes", on, [form.Equal(form.Column("wholes", item.Name, item.Span), form.Column("part", Parent, item.Span)), .. by.Select(k => form.Equal(form.Column("wholes", k.Name, k.Span), form.Column("part", k.Name, k.Span)))]),
            form.Group("alike", children, [form.Equal(form.Column("alike", Parent, item.Span), form.Column("part", Parent, item.Span)), .. by.Select(k => form.Equal(form.Column("alike", k.Name, k.Span), form.Column("part", k.Name, k.Span)))]),
        ],
        Where = form.Compose(asZero ? "part = first(alike) and not exists(wholes)" : "part = first(alike)"),
        Check = form.Compose((asZero, moves) switch
        {
            (true, true) => $"given(sum(alike.{Value}), all(alike, alike.{Sure})) ~ 0",
            (true, false) => $"sum(alike.{Value}) ~ 0",
            (false, true) => $"exists(wholes) or given(false, all(alike, alike.{Sure}))",
            (false, false) => "exists(wholes)",
        }),
        Marks = [form.Column("part", At, item.Span)],
        Words = FormWords.Of(("key", FormWords.Listed([.. by.Select(k => form.Column("part", k.Name, k.Span)), form.Column("part", Parent, item.Span)])), ("on", [(on.Relation.Text, null)]), ("there", [("", form.Compose("count(alike)"))])),
        Severity = severity,
    };

    private static LoweredDerivation Children(ShortForm form, FormSide on, FormKey item, IReadOnlyList<FormKey> by, string name, ShortForm codes, FormSide list, FormKey child, FormKey parent)
    {
        var value = form.Over("value", "row");
        return new LoweredDerivation(
            name,
            [form.Row("row", on), form.Row("code", list)],
            [],
            form.All([form.Condition(on, "row"), .. form.Filled(by.Select(k => form.Column("row", k.Name, k.Span))), form.Condition(list, "code"), form.Equal(form.Column("row", item.Name, item.Span), form.Column("code", child.Name, child.Span)), form.Compose("exists({0})", form.Column("code", parent.Name, parent.Span)), .. Valid(form, codes, "code", "row")]),
            [
                form.Define(Child, form.Column("code", child.Name, child.Span)),
                form.Define(Parent, form.Column("code", parent.Name, parent.Span)),
                .. by.Select(k => form.Define(k.Name, form.Column("row", k.Name, k.Span))),
                form.Define(Value, codes.Has("sign") ? form.Compose("{0} * {1}", value, codes.Over("sign", "code")) : value),
                form.Define(At, form.Compose("row")),
                .. Surely(form, codes, "code", "row") is { } surely ? [form.Define(Sure, surely)] : Enumerable.Empty<Named>(),
            ]);
    }
}
