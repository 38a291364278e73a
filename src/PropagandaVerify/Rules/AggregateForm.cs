namespace PropagandaVerify.Rules;

/// <summary><c>aggregate</c>: each row of one relation is the sum (or another aggregate) of the rows of another with the same key; keys that only one side has are findings.</summary>
internal static class AggregateForm
{
    public static FormDefinition Definition { get; } = new(
        "aggregate", "Each row of one relation is the sum of the rows of another with the same key; keys of one side alone are findings.",
        [
            FormKeys.Of("whole", "The column of the totals, such as national.cases, perhaps with where.", isRequired: true),
            FormKeys.Of("parts", "The column of the parts, such as regions.cases, perhaps with where.", isRequired: true),
            FormKeys.Columns("by", "Columns that match them: [date], {date: day} with the whole's first, {month: month(day)}; [] for one total of all.", isRequired: true),
            FormKeys.Choice("how", "How the parts make the whole; by their sum unless said.", "sum", "mean", "median", "min", "max"),
            FormKeys.Tolerance, FormKeys.Unmatched,
        ],
        form =>
        {
            var (whole, parts, by) = (form.Side("whole"), form.Side("parts"), form.IsEmptyList("by") ? [] : form.Keys("by"));
            var how = form.Word("how") ?? "sum";
            var tolerance = form.Tolerance("tolerance", "whole");
            var value = form.Column("whole", whole.Column!);
            var part = form.Column("parts", parts.Column!);
            var total = form.Compose($"{how}({{0}})", part);
            var withParts = form.Group("parts", parts, form.Match(by, "parts", "whole"));
            var severity = form.SeverityOf("unmatched");
            var keys = by.Select(k => form.Column("whole", k.Name, k.Span)).ToList();
            List<LoweredRule> rules =
            [
                new("check")
                {
                    For = [form.Row("whole", whole)],
                    With = [withParts],
                    Where = form.All(form.Condition(whole, "whole"), form.Compose("exists(parts)")),
                    Check = form.Compared(value, total, tolerance),
                    Marks = [value, part],
                    Repairs = [value, part],
                    Words = FormWords.Of(("key", FormWords.Listed(keys)), ("whole", [("", value)]), ("total", [("", total)]), ("wholes", [(whole.Relation.Text, null)]), ("how", [(how, null)])),
                },
                new("no-parts")
                {
                    For = [form.Row("whole", whole)],
                    With = [withParts],
                    Where = form.All([form.Condition(whole, "whole"), .. form.Filled(keys)]),
                    Check = form.Compose("exists(parts)"),
                    Marks = [new Expression.Name(whole.Relation.Span, "whole")],
                    Words = FormWords.Of(("key", FormWords.Listed(keys)), ("parts", [(parts.Relation.Text, null)]), ("wholes", [(whole.Relation.Text, null)])),
                    Severity = severity,
                },
                new("no-whole")
                {
                    For = [form.Row("part", parts)],
                    With =
                    [
                        form.Group("wholes", whole, by.Select(k => form.Equal(form.Column("wholes", k.Name, k.Span), form.Of(k, "part")))),
                        form.Group("alike", parts, by.Select(k => form.Equal(form.Of(k, "alike"), form.Of(k, "part")))),
                    ],
                    Where = form.All([form.Condition(parts, "part"), .. form.Filled(by.Select(k => form.Of(k, "part"))), form.Compose("part = first(alike)")]),
                    Check = form.Compose("exists(wholes)"),
                    Marks = [new Expression.Name(parts.Relation.Span, "part")],
                    Words = FormWords.Of(("key", FormWords.Listed(by.Select(k => form.Of(k, "part")))), ("parts", [(parts.Relation.Text, null)]), ("wholes", [(whole.Relation.Text, null)]), ("count", [("", form.Compose("count(alike)"))])),
                    Severity = severity,
                },
            ];
            return new FormResult(by.Count > 0 ? [.. rules, KeyGaps.Of(form, whole, KeyGaps.Named(by), severity), KeyGaps.Of(form, parts, by, severity)] : rules);
        });
}
