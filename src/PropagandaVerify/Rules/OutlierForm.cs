using PropagandaVerify.Facts;

namespace PropagandaVerify.Rules;

/// <summary>
/// <c>outlier</c>: a value that is ten, a thousand … times what the others of its group suggest, or a fraction of it. Only a group whose values lie close together
/// suggests anything, so that data which span magnitudes are left alone.
/// </summary>
internal static class OutlierForm
{
    public static FormDefinition Definition { get; } = new(
        "outlier", "A value that is a power of ten away from what the others of its group suggest, by their median.",
        [
            FormKeys.On, FormKeys.Of("value", "The column, or what is reckoned from columns.", isRequired: true),
            FormKeys.List("by", "The columns that make the groups; the whole relation is one unless said."),
            FormKeys.Of("least", "How many other values a group must have to suggest anything, 2 or more; 5 unless said."),
            FormKeys.Of("within", "The factor around the median within which values lie close together, from above 1 up to 3; 2 unless said."),
            FormKeys.Of("agree", "The share of the other values that must lie within it; 90 % unless said."),
        ],
        form =>
        {
            var on = form.Relation("on");
            var by = form.Has("by") ? form.Columns("by") : [];
            var (value, other) = (form.Over("value", "row"), form.Over("value", "peers"));
            var (least, within, agree) = (Setting(form, "least", "5", FactType.Quantity, 2, 1_000_000), Setting(form, "within", "2", FactType.Quantity, 1.01m, 3), Setting(form, "agree", "90 %", FactType.Share, 50, 100));
            return new FormResult(new LoweredRule("check")
            {
                For = [form.Row("row", on)],
                With = [form.Group("peers", on, [.. by.Select(k => form.Equal(form.Column("peers", k.Name, k.Span), form.Column("row", k.Name, k.Span))), form.Compose("exists({0})", other)])],
                Lets =
                [
                    form.Define("typical", form.Compose("median({0})", other)),
                    form.Define("close", form.Compose("count(peers, {0} / typical in 1 / {1}..{1})", other, within)),
                    form.Define("factor", form.Compose("magnitude({0} / typical)", value)),
                    form.Define("expected", form.Compose("given({0} / factor, factor != 1 and {0} / factor / typical in 1 / {1}..{1}) else {0}", value, within)),
                ],
                Where = form.All(form.Condition(on, "row"), form.Compose("count(peers) > {0} and close >= {1} * (count(peers) - 1)", least, agree)),
                Check = form.Compose("{0} = expected", value),
                Marks = FormWords.Columns(value),
                Repairs = FormWords.Columns(value),
                Words = FormWords.Of(
                    ("key", FormWords.KeyOf(form, on, "row")), ("what", [(form.Text("value"), null)]), ("value", [("", value)]), ("factor", [("", form.Compose("factor"))]),
                    ("expected", [("", form.Compose("expected"))]), ("typical", [("", form.Compose("typical"))]), ("count", [("", form.Compose("count(peers) - 1"))])),
            });
        });

    private static Expression Setting(ShortForm form, string key, string otherwise, FactType type, decimal low, decimal high)
    {
        if (form.OverIfAny(key, "row") is not { } given)
        {
            return form.Compose(otherwise);
        }

        var isPlain = given is not (Expression.Literal or Expression.Unary);
        if (!isPlain && !(given is Expression.Literal literal && literal.Type == type && literal.Value is Value.Number { Quantity.Value: var number } && number >= low && number <= high))
        {
            form.Tell(key, "R015", $"`{key}` is {(type == FactType.Share ? "a share" : "a number")} from {PlainText(low)} to {PlainText(high)}{(type == FactType.Share ? " %" : "")}", $"write `{key}: {otherwise}`");
        }

        return given;
    }

    private static string PlainText(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
