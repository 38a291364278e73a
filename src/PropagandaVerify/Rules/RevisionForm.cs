using PropagandaVerify.Facts;

namespace PropagandaVerify.Rules;

/// <summary><c>revision</c>: a value against the previous release; keys that vanished are findings, and new ones where the form asks for them.</summary>
internal static class RevisionForm
{
    private static readonly KeyTable Allow = new("allow", "`allow`",
    [
        FormKeys.Of("rel", "A share of the earlier value, such as 5 %."), FormKeys.Of("abs", "An amount, such as 100; one of the two widths is enough."),
        FormKeys.Choice("sign", "The only direction in which it may move: up or down.", "up", "down"),
    ]);

    public static FormDefinition Definition { get; } = new(
        "revision", "A value against the previous release of its dataset.",
        [
            FormKeys.On, FormKeys.Of("value", "The column, or what is reckoned from columns.", isRequired: true), FormKeys.Of("against", "The relation of the previous release.", isRequired: true),
            FormKeys.Columns("by", "The columns that name a row: [date], or {month: month(day)}; those of the dataset's declaration unless said."),
            FormKeys.Inner("allow", "How far and in which direction it may move; not at all unless said.", Allow),
            FormKeys.Severity("vanished", "The severity of keys that are gone; the rule's own unless said."), FormKeys.Severity("appeared", "The severity of new keys; they are accepted unless said."),
        ],
        form =>
        {
            var (on, old) = (form.Relation("on"), form.Relation("against"));
            var by = form.Has("by") ? form.Keys("by") : form.DeclaredKeys("by", on);
            var value = form.Over("value", "row");
            var before = form.Compose("given(first({0}), count(earlier) = 1)", form.Over("value", "earlier"));
            var keys = by.Select(k => form.Column("row", k.Name, k.Span)).ToList();
            var earlier = form.Group("earlier", old, form.Match(by, "earlier", "row"));
            var words = FormWords.Of(("key", FormWords.Listed(keys)), ("value", [("", value)]), ("before", [("", before)]), ("what", [(form.Text("value"), null)]), ("old", [(old.Relation.Text, null)]), ("on", [(on.Relation.Text, null)]));
            var rules = new List<LoweredRule>
            {
                new("check")
                {
                    For = [form.Row("row", on)],
                    With = [earlier],
                    Where = form.All(form.Condition(on, "row"), form.Compose("exists(earlier)")),
                    Check = Allowed(form, value, before),
                    Marks = [.. FormWords.Columns(value), .. FormWords.Columns(form.Over("value", "earlier"))],
                    Repairs = FormWords.Columns(value),
                    Words = words,
                },
                new("vanished")
                {
                    For = [form.Row("gone", old)],
                    With = [form.Group("row", on, by.Select(k => form.Equal(form.Column("row", k.Name, k.Span), form.Of(k, "gone"))))],
                    Where = form.All([form.Condition(old, "gone"), .. form.Filled(by.Select(k => form.Of(k, "gone")))]),
                    Check = form.Compose("exists(row)"),
                    Marks = [new Expression.Name(old.Relation.Span, "gone")],
                    Words = FormWords.Of(("key", FormWords.Listed(by.Select(k => form.Of(k, "gone")))), ("old", [(old.Relation.Text, null)]), ("on", [(on.Relation.Text, null)])),
                    Severity = form.SeverityOf("vanished"),
                },
            };
            // The first of several earlier values would decide by chance.
            rules.Add(new("two-before")
            {
                For = [form.Row("row", on)],
                With = [earlier],
                Where = form.All(form.Condition(on, "row"), form.Compose("exists(earlier)")),
                Check = form.Compose("count(earlier) = 1"),
                Marks = [new Expression.Name(old.Relation.Span, "earlier")],
                Words = FormWords.Of(("key", FormWords.Listed(keys)), ("old", [(old.Relation.Text, null)]), ("count", [("", form.Compose("count(earlier)"))])),
            });
            if (form.SeverityOf("appeared") is { } appeared)
            {
                rules.Add(new("appeared")
                {
                    For = [form.Row("row", on)],
                    With = [earlier],
                    Where = form.All([form.Condition(on, "row"), .. form.Filled(keys)]),
                    Check = form.Compose("exists(earlier)"),
                    Marks = [new Expression.Name(on.Relation.Span, "row")],
                    Words = FormWords.Of(("key", FormWords.Listed(keys)), ("old", [(old.Relation.Text, null)]), ("on", [(on.Relation.Text, null)])),
                    Severity = appeared,
                });
            }

            return new FormResult([.. rules, KeyGaps.Of(form, on, KeyGaps.Named(by), severity: null), KeyGaps.Of(form, old, by, form.SeverityOf("vanished"))]);
        });

    // Within either width, and only in the direction that is allowed. A direction alone allows any width.
    private static Expression Allowed(ShortForm form, Expression value, Expression before)
    {
        var allow = form.Inner("allow");
        Width(allow, "rel", FactType.Share, "a share such as `5 %`");
        Width(allow, "abs", FactType.Quantity, "a number such as `100`");
        var widths = new[] { allow?.OverIfAny("rel", "row"), allow?.OverIfAny("abs", "row") }.OfType<Expression>().Select(w => form.Compared(value, before, w)).ToList();
        var sign = allow?.Word("sign") switch { "up" => form.Compose("{0} >= {1}", value, before), "down" => form.Compose("{0} <= {1}", value, before), _ => null };
        var within = widths.Count == 2 ? form.Compose("{0} or {1}", widths[0], widths[1]) : widths.Count == 1 ? widths[0] : sign is null ? form.Compared(value, before, null) : null;
        return form.All(sign, within)!;
    }

    private static void Width(ShortForm? allow, string key, FactType wanted, string words)
    {
        if (allow?.OverIfAny(key, "row") is { } width && (width is Expression.Literal literal ? literal.Type != wanted : width is Expression.Unary))
        {
            allow.Tell(key, "R015", $"`{key}` is {words}, not below zero", $"write `{key}: {(wanted == FactType.Share ? "5 %" : "100")}`");
        }
    }
}
