using CsCheck;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Rules;

public class ExpressionTextTests
{
    [Theory]
    [InlineData("a + b * c - (d - e)")]
    [InlineData("(a + b) * c / (d * e)")]
    [InlineData("not (a = b or c = d) and e < f")]
    [InlineData("a ~ b ± 2 % and c in 0..10")]
    [InlineData("-a else (b else c)")]
    [InlineData("sum(p.value, empty: 0) ~ r.'cases per day'")]
    [InlineData("d.start + 3 months <= 2020-10-26 and n.text != \"l'an\"")]
    [InlineData("day in month(2020-10)")]
    public void What_is_written_down_reads_the_same(string text) => Written(text).ShouldBe(text);

    [Fact]
    public void Whatever_is_put_together_reads_back_as_it_was()
    {
        var leaf = OneOf("a", "t.value", "7", "2 %", "'x'");
        var tree = Gen.Recursive<string>((depth, inner) => depth > 4 ? leaf : Gen.Frequency(
            (2, leaf),
            (3, Gen.Select(inner, OneOf("+", "-", "*", "/", "else"), inner, (a, op, b) => $"({a}) {op} ({b})")),
            (1, inner.Select(a => $"-({a})")),
            (1, Gen.Select(inner, inner, (a, b) => $"max(({a}), ({b}))"))));
        Gen.Select(tree, OneOf("=", "~", "<="), tree, (a, op, b) => $"({a}) {op} ({b})").Sample(text =>
        {
            var once = Written(text);
            Written(once).ShouldBe(once);
            Shape(Parsed(once)).ShouldBe(Shape(Parsed(text)));
        });
    }

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static string Written(string text) => ExpressionText.Of(Parsed(text));

    private static Expression Parsed(string text) => ExpressionParser.Parse(text, (_, _) => default, Limits.Default);

    // Everything in brackets, so that nothing depends on precedence.
    private static string Shape(Expression expression) => expression switch
    {
        Expression.Binary b => $"({Shape(b.Left)} {b.Operator} {Shape(b.Right)})",
        Expression.Comparison c => $"({Shape(c.Left)} {c.Operator} {Shape(c.Right)})",
        Expression.Unary u => $"({u.Operator} {Shape(u.Operand)})",
        Expression.Call c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Shape))})",
        _ => ExpressionText.Of(expression),
    };
}
