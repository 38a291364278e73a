using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Rules;

/// <summary>Writes an expression as a rule would, with as few brackets as its precedence allows.</summary>
internal static class ExpressionText
{
    private const int Or = 1;
    private const int And = 2;
    private const int Not = 3;
    private const int Compare = 4;
    private const int Else = 5;
    private const int Sum = 6;
    private const int Product = 7;
    private const int Tight = 8;

    public static string Of(Expression expression) => expression switch
    {
        Expression.Name n => n.Text,
        Expression.Column c => $"{c.Owner.Text}.{(c.Path.All(x => char.IsLetterOrDigit(x) || x is '_' or '.' or '-') ? c.Path : $"'{c.Path}'")}",
        Expression.Literal l => Literal(l.Value),
        Expression.Call c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Of).Concat(c.Named.Select(n => $"{n.Key}: {Of(n.Value)}")))})",
        Expression.Unary { Operator: "not" } u => $"not {Inside(u.Operand, Not)}",
        Expression.Unary u => $"-{Inside(u.Operand, Tight)}",
        Expression.Binary b => $"{Inside(b.Left, Level(b))} {b.Operator} {Inside(b.Right, Level(b) + (b.Operator is "and" or "or" ? 0 : 1))}",
        Expression.Comparison c => $"{Inside(c.Left, Else)} {c.Operator} {Inside(c.Right, Else)}{(c.Tolerance is { } t ? $" ± {Inside(t, Product)}" : "")}",
        Expression.Within w => $"{Inside(w.Operand, Else)} in {Inside(w.Low, Else)}{(w.High is { } high ? $"..{Inside(high, Else)}" : "")}",
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    private static string Inside(Expression expression, int least) => Level(expression) < least ? $"({Of(expression)})" : Of(expression);

    private static int Level(Expression expression) => expression switch
    {
        Expression.Binary { Operator: "or" } => Or,
        Expression.Binary { Operator: "and" } => And,
        Expression.Unary { Operator: "not" } => Not,
        Expression.Comparison or Expression.Within => Compare,
        Expression.Binary { Operator: "else" } => Else,
        Expression.Binary { Operator: "+" or "-" } => Sum,
        Expression.Binary => Product,
        _ => Tight,
    };

    private static string Literal(Value value) => value switch
    {
        Value.Text t => t.Content.Contains('\'', StringComparison.Ordinal) ? $"\"{t.Content}\"" : $"'{t.Content}'",
        Value.Number { Quantity: var q } => Number(q) + (q.Unit == Unit.Percent ? " %" : ""),
        Value.Date d => d.Period.ToString(),
        Value.Judgement j => j.IsTrue ? "true" : "false",
        Value.Duration d => d.Months > 0 ? $"{d.Months} month{(d.Months == 1 ? "" : "s")}" : $"{d.Days} day{(d.Days == 1 ? "" : "s")}",
        _ => value.ToString() ?? "",
    };

    private static string Number(Quantity quantity) => quantity.Value.ToDecimal() is { } exact ? exact.ToString(CultureInfo.InvariantCulture) : quantity.Value.ToString() ?? "";
}
