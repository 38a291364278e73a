namespace PropagandaVerify.Rules;

/// <summary><c>conversion</c>: an amount and its counterpart at the rate of a table; a row without a rate, or with two, is a finding.</summary>
internal static class ConversionForm
{
    private static readonly KeyTable Rate = new("rate", "`rate`",
    [
        FormKeys.On, FormKeys.Of("value", "The column of rates.", isRequired: true),
        FormKeys.Choice("quote", "What a rate counts: to/from, units of the counterpart for one of the amount; from/to, the reverse.", "to/from", "from/to") with { IsRequired = true },
        FormKeys.Columns("match", "The table's columns and what they equal over a row: {month: month(booked_on)}.", isRequired: true),
    ]);

    public static FormDefinition Definition { get; } = new(
        "conversion", "An amount and its counterpart at the rate of a table; rows without a rate, or with two, are findings.",
        [
            FormKeys.On, FormKeys.Of("from", "The amount.", isRequired: true), FormKeys.Of("to", "Its counterpart.", isRequired: true),
            FormKeys.Inner("rate", "The table of rates and how a row finds its own.", Rate, isRequired: true),
            FormKeys.Tolerance, FormKeys.Unmatched,
        ],
        form =>
        {
            var on = form.Relation("on");
            var (from, to) = (form.Over("from", "row"), form.Over("to", "row"));
            var rate = form.Inner("rate", "write `rate: {on: fx, value: rate, quote: to/from, match: {month: month(booked_on)}}`");
            var (table, value, match) = (rate.Relation("on"), rate.Over("value", "rates"), rate.Keys("match"));
            var quote = rate.Word("quote", "`quote: to/from` says that a rate is units of the counterpart for one of the amount, `quote: from/to` the reverse");
            var rates = form.Group("rates", table, [.. match.Select(k => form.Equal(form.Column("rates", k.Name, k.Span), form.Of(k, "row"))), form.Compose("exists({0})", value)]);
            var keys = match.Select(k => form.Of(k, "row")).ToList();
            var isKeyed = form.All(form.Filled(keys));
            var any = form.Compose("exists({0}) or exists({1})", from, to);
            var both = form.All(form.Condition(on, "row"), form.Compose("exists({0})", from), form.Compose("exists({0})", to), isKeyed);
            var converted = form.Compose(quote == "to/from" ? "number({0}) * number(rate)" : "number({0}) / number(rate)", from);
            var alike = form.Group("alike", on, [.. match.Select(k => form.Equal(form.Of(k, "alike"), form.Of(k, "row"))), form.Compose("exists({0})", form.Over("from", "alike")), form.Compose("exists({0})", form.Over("to", "alike"))]);
            return new FormResult(
                new LoweredRule("check")
                {
                    For = [form.Row("row", on)],
                    With = [rates],
                    Lets = [form.Define("rate", form.Compose("given(first({0}), distinct({0}) = 1)", value))],
                    Where = form.All(form.Condition(on, "row"), isKeyed, any, form.Compose("exists(rates) or not exists({0}) or not exists({1})", from, to)),
                    Check = form.Compared(form.Compose("number({0})", to), converted, form.Tolerance("tolerance", "row")),
                    Marks = FormWords.Columns(to, from),
                    Repairs = FormWords.Columns(to, from),
                    Words = FormWords.Of(("key", FormWords.KeyOf(form, on, "row")), ("from", [("", from)]), ("to", [("", to)]), ("rate", [("", form.Compose("rate"))]), ("converted", [("", converted)])),
                },
                new LoweredRule("no-rate")
                {
                    For = [form.Row("row", on)],
                    With = [rates, alike],
                    Where = both,
                    Check = form.Compose("exists(rates)"),
                    Marks = FormWords.Columns(keys) is { Count: > 0 } cells ? cells : [new Expression.Name(on.Relation.Span, "row")],
                    Words = FormWords.Of(("values", FormWords.Listed(keys)), ("table", [(table.Relation.Text, null)]), ("count", [("", form.Compose("count(alike)"))])),
                    Severity = form.SeverityOf("unmatched"),
                },
                new LoweredRule("two-rates")
                {
                    For = [form.Row("row", on)],
                    With = [rates, alike],
                    Where = form.All(both, form.Compose("exists(rates)"), form.Compose("row = first(alike)")),
                    Check = form.Compose("distinct({0}) = 1", value),
                    Marks = [new Expression.Name(on.Relation.Span, "rates")],
                    Words = FormWords.Of(("values", FormWords.Listed(keys)), ("table", [(table.Relation.Text, null)]), ("count", [("", form.Compose("distinct({0})", value))])),
                },
                KeyGaps.Of(form, on, match, form.SeverityOf("unmatched"), any));
        });
}
