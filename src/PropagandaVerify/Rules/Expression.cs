using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>An expression of the rule language as written. Spans are offsets into the rule file.</summary>
internal abstract record Expression(TextSpan Span)
{
    /// <summary>A number, share, duration or quoted text.</summary>
    public sealed record Literal(TextSpan Span, Value Value, FactType Type) : Expression(Span);

    /// <summary>A bare name: a row, a group, a let, a parameter, or a symbol.</summary>
    public sealed record Name(TextSpan Span, string Text) : Expression(Span);

    /// <summary>A column of a row or group: <c>total.value</c>, <c>c.from.value</c>.</summary>
    public sealed record Column(TextSpan Span, Name Owner, string Path, TextSpan PathSpan) : Expression(Span)
    {
        /// <summary>Whether a short form supplied the owner, so that a word that is no column may be a symbol.</summary>
        public bool IsBare { get; init; }
    }

    public sealed record Call(TextSpan Span, string Function, TextSpan NameSpan, IReadOnlyList<Expression> Arguments, IReadOnlyDictionary<string, Expression> Named) : Expression(Span);

    public sealed record Unary(TextSpan Span, string Operator, Expression Operand) : Expression(Span);

    /// <summary>Arithmetic, <c>and</c>, <c>or</c>, <c>else</c>.</summary>
    public sealed record Binary(TextSpan Span, string Operator, Expression Left, Expression Right) : Expression(Span);

    /// <summary><c>= != ~ &lt; &lt;= &gt; &gt;=</c>, with a tolerance behind <c>±</c>.</summary>
    public sealed record Comparison(TextSpan Span, string Operator, Expression Left, Expression Right, Expression? Tolerance) : Expression(Span);

    /// <summary><c>a in lo..hi</c>, or <c>day in period</c> with no upper end.</summary>
    public sealed record Within(TextSpan Span, Expression Operand, Expression Low, Expression? High) : Expression(Span);

    /// <summary>Every node below and including this one, each before those below it.</summary>
    public IReadOnlyList<Expression> All()
    {
        // A chain of a thousand terms is a thousand levels deep, so the walk keeps a stack of its own.
        var all = new List<Expression>();
        var waiting = new Stack<Expression>();
        waiting.Push(this);
        while (waiting.TryPop(out var next))
        {
            all.Add(next);
            switch (next)
            {
                case Column c:
                    waiting.Push(c.Owner);
                    break;
                case Unary u:
                    waiting.Push(u.Operand);
                    break;
                case Binary b:
                    waiting.Push(b.Right);
                    waiting.Push(b.Left);
                    break;
                case Comparison { Tolerance: null } c:
                    waiting.Push(c.Right);
                    waiting.Push(c.Left);
                    break;
                case Literal or Name:
                    break;
                default:
                    foreach (var child in next.Children().Reverse())
                    {
                        waiting.Push(child);
                    }

                    break;
            }
        }

        return all;
    }

    public IEnumerable<Expression> Children() => this switch
    {
        Column c => [c.Owner],
        Call c => c.Arguments.Concat(c.Named.Values),
        Unary u => [u.Operand],
        Binary b => [b.Left, b.Right],
        Comparison c => c.Tolerance is null ? [c.Left, c.Right] : [c.Left, c.Right, c.Tolerance],
        Within w => w.High is null ? [w.Operand, w.Low] : [w.Operand, w.Low, w.High],
        _ => [],
    };

    /// <summary>The expression with some nodes replaced; <paramref name="change"/> gives the new node, or null to look below it.</summary>
    public Expression Map(Func<Expression, Expression?> change) => change(this) ?? this switch
    {
        Call c => c with { Arguments = [.. c.Arguments.Select(a => a.Map(change))], Named = c.Named.ToDictionary(n => n.Key, n => n.Value.Map(change)) },
        Unary u => u with { Operand = u.Operand.Map(change) },
        Binary b => b with { Left = b.Left.Map(change), Right = b.Right.Map(change) },
        Comparison c => c with { Left = c.Left.Map(change), Right = c.Right.Map(change), Tolerance = c.Tolerance?.Map(change) },
        Within w => w with { Operand = w.Operand.Map(change), Low = w.Low.Map(change), High = w.High?.Map(change) },
        _ => this,
    };
}
