using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Findings;

/// <summary>Tells what the sides of a condition were, in the words of the rule.</summary>
internal sealed class ConditionOperands(CompiledRule rule, Frame frame, ValueFormat format)
{
    private const int MostValues = 4;

    /// <summary>The values of all that a condition compares; what is written out in it is left away.</summary>
    public IReadOnlyList<ExplainedValue> Of(Expression condition) =>
        [.. Leaves(condition).Select(e => (Text: Text(e), Value: Shown(e))).Where(v => v.Value is not null).DistinctBy(v => v.Text).Select(v => new ExplainedValue(v.Text, v.Value!))];

    /// <summary>The value of one side of a comparison; nothing for one that is written out.</summary>
    public IEnumerable<ExplainedValue> Sides(Expression side) => side is not Expression.Literal && Shown(side) is { } value ? [new ExplainedValue(Text(side), value)] : [];

    /// <summary>An expression on one line, as it is written in the rule or as a short form makes it.</summary>
    public string Text(Expression expression)
    {
        // What a short form put together stands nowhere in the file.
        if (rule.Rule.Form is not null)
        {
            return ExpressionText.Of(expression);
        }

        var (text, start, end) = (rule.Rule.Source.Text, expression.Span.Start, expression.Span.End);

        // The span of an expression leaves out brackets around its outer operands.
        var written = text[start..end];
        for (var open = written.Count(c => c == '(') - written.Count(c => c == ')'); open > 0 && end < text.Length; end++)
        {
            open -= text[end] == ')' ? 1 : 0;
        }

        for (var close = written.Count(c => c == ')') - written.Count(c => c == '('); close > 0 && start > 0; start--)
        {
            close -= text[start - 1] == '(' ? 1 : 0;
        }

        return string.Join(' ', text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A value as a rule would write it; numbers and dates as a reader expects them.</summary>
    public static string Written(Value value, Column? column, ValueFormat format) => value switch
    {
        Value.Text t when column is { Symbols.Count: > 0 } => t.Content,
        Value.Text t => $"'{t.Content}'",
        Value.Kind k => k.Name,
        Value.Missing m => $"missing ({m.Why})",
        _ => format.Of(value),
    };

    private static IEnumerable<Expression> Leaves(Expression expression) => expression switch
    {
        Expression.Literal => [],
        Expression.Unary { Operator: "not", Operand: var operand } => Leaves(operand),
        Expression.Binary { Operator: "and" or "or" } b => Leaves(b.Left).Concat(Leaves(b.Right)),
        Expression.Comparison { Left: var left, Right: var right } => new[] { left, right }.Where(e => e is not Expression.Literal),
        Expression.Within w => w.Children().Where(e => e is not Expression.Literal),
        Expression.Call { Function: "exists" or "all" or "any" or "covers" or "disjoint" or "slip" or "can_be_whole" or "hedged" } c => c.Arguments.SelectMany(Leaves),
        _ => [expression],
    };

    private string? Shown(Expression expression)
    {
        if (expression is Expression.Name name && rule.Names.TryGetValue(name.Text, out var named))
        {
            return named.IsGroup && frame.Groups[named.Slot] is { } group ? Rows(group) : null;
        }

        if (expression is Expression.Column column && rule.Names.TryGetValue(column.Owner.Text, out var owner))
        {
            var at = owner.Schema.IndexOf(column.Path);
            var rows = !owner.IsGroup ? [frame.Rows[owner.Slot]] : frame.Members[owner.Slot] is { } member ? [member] : frame.Groups[owner.Slot]?.Rows ?? [];
            var values = rows.Select(r => Written(r.Values[at], owner.Schema.Columns[at], format)).Distinct().Take(MostValues + 1).ToList();
            return values.Count == 0 ? "no rows" : string.Join(" / ", values.Take(MostValues)) + (values.Count > MostValues ? " / …" : "");
        }

        return NeedsMember(expression) || !rule.Bound.TryGetValue(expression, out var bound) ? null : Run(bound);
    }

    private string? Run(Bound bound)
    {
        try
        {
            Array.Clear(frame.Lets);
            return bound.Run(frame) is var value and not Value.RowRef ? Written(value, null, format) : null;
        }
        catch (OverflowException)
        {
            return "too large to reckon with";
        }
    }

    // What is said of each row of a group has no one value; an aggregate has.
    private bool NeedsMember(Expression expression) => expression switch
    {
        Expression.Name n => rule.Names.TryGetValue(n.Text, out var name) && name.IsGroup && frame.Members[name.Slot] is null,
        Expression.Call { Arguments: [var first, ..] } c when NeedsMember(first) => !Aggregates.Names.Contains(c.Function),
        _ => expression.Children().Any(NeedsMember),
    };

    private static string Rows(RowGroup group) => group.Rows.Count switch { 0 => "no rows", 1 => "1 row", var n => $"{n} rows" };
}
