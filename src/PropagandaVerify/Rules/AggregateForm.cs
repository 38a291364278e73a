namespace PropagandaVerify.Rules;

/// <summary><c>aggregate</c>: each row of one relation is the sum (or another aggregate) of the rows of another with the same key; keys that only one side has are findings.</summary>
internal static class AggregateForm
{
    private static readonly string[] Ways = ["sum", "mean", "median", "min", "max"];

    public static FormDefinition Definition { get; } = new(
        "aggregate", "each row of one relation is the sum of the rows of another with the same key",
        [
            new("whole", "the column that holds the totals, such as `national.cases`, perhaps with `where`", true),
            new("parts", "the column that holds the parts, such as `regions.cases`, perhaps with `where`", true),
            new("by", "the columns that match them: `[date]`, or `{date: day}` where the whole calls `date` what the parts call `day`", true),
            new("how", "sum (unless said otherwise), mean, median, min or max"),
            FormKeyword.Tolerance, FormKeyword.Unmatched,
        ],
        form =>
        {
            var (whole, parts, by) = (form.Side("whole"), form.Side("parts"), form.Keys("by"));
            var how = form.Word("how", Ways) ?? "sum";
            var tolerance = form.OverIfAny("tolerance", "whole");
            var value = form.Column("whole", whole.Column!);
            var part = form.Column("parts", parts.Column!);
            var total = form.Compose($"{how}({{0}})", part);
            var withParts = form.Group("parts", parts, form.Match(by, "parts", "whole"));
            var severity = form.SeverityOf("unmatched");
            return new FormResult(
                new LoweredRule("check")
                {
                    For = [form.Row("whole", whole)],
                    With = [withParts],
                    Where = form.All(form.Condition(whole, "whole"), form.Compose("exists(parts)")),
                    Check = form.Compared(value, total, tolerance),
                    Marks = [value, part],
                    Repairs = [value, part],
                    Words = FormWords.Of(("key", FormWords.Listed(by.Select(k => form.Column("whole", k.Name, k.Span)))), ("whole", [("", value)]), ("total", [("", total)]), ("wholes", [(whole.Relation.Text, null)]), ("how", [(how, null)])),
                },
                new LoweredRule("no-parts")
                {
                    For = [form.Row("whole", whole)],
                    With = [withParts],
                    Where = form.Condition(whole, "whole"),
                    Check = form.Compose("exists(parts)"),
                    Marks = [new Expression.Name(whole.Relation.Span, "whole")],
                    Words = FormWords.Of(("key", FormWords.Listed(by.Select(k => form.Column("whole", k.Name, k.Span)))), ("parts", [(parts.Relation.Text, null)]), ("wholes", [(whole.Relation.Text, null)])),
                    Severity = severity,
                },
                new LoweredRule("no-whole")
                {
                    For = [form.Row("part", parts)],
                    With =
                    [
                        form.Group("wholes", whole, by.Select(k => form.Equal(form.Column("wholes", k.Name, k.Span), form.Qualified(k.Other, "part")))),
                        form.Group("alike", parts, by.Select(k => form.Equal(form.Qualified(k.Other, "alike"), form.Qualified(k.Other, "part")))),
                    ],
                    Where = form.All(form.Condition(parts, "part"), form.Compose("part = first(alike)")),
                    Check = form.Compose("exists(wholes)"),
                    Marks = [new Expression.Name(parts.Relation.Span, "part")],
                    Words = FormWords.Of(("key", FormWords.Listed(by.Select(k => form.Qualified(k.Other, "part")))), ("parts", [(parts.Relation.Text, null)]), ("wholes", [(whole.Relation.Text, null)]), ("count", [("", form.Compose("count(alike)"))])),
                    Severity = severity,
                });
        });
}
