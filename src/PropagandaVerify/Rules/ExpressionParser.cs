using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>
/// Reads an expression by precedence, from loose to tight: or, and, not, comparisons, else, + −, * /, sign, columns. Errors carry their place.
/// </summary>
internal sealed class ExpressionParser
{
    private const int MostErrors = 10;

    /// <summary>The words that have a meaning of their own, so that nothing else is named so.</summary>
    internal static readonly string[] Reserved = ["and", "or", "not", "in", "else", "where", "true", "false"];
    internal static readonly string[] Comparisons = ["=", "!=", "~", "<", "<=", ">", ">="];

    private readonly List<ExpressionError> errors = [];
    private readonly List<Lexeme> lexemes;
    private readonly Func<int, int, TextSpan> place;
    private readonly Limits limits;
    private readonly Stack<int> open = new();
    private int at;
    private int depth;

    private ExpressionParser(string text, Func<int, int, TextSpan> place, Limits limits)
    {
        lexemes = ExpressionLexer.Read(text, limits, errors);
        this.place = place;
        this.limits = limits;
    }

    private Lexeme Current => lexemes[at];

    /// <summary>Parses a whole text as one expression.</summary>
    /// <exception cref="ExpressionError">It is none.</exception>
    public static Expression Parse(string text, Func<int, int, TextSpan> place, Limits limits)
    {
        var parser = new ExpressionParser(text, place, limits);
        var expression = parser.Or();
        parser.Finish();
        return expression;
    }

    /// <summary>Parses <c>relation</c> or <c>relation where condition</c>.</summary>
    /// <exception cref="ExpressionError">It is neither.</exception>
    public static (Expression.Name Relation, Expression? Condition) ParseGroup(string text, Func<int, int, TextSpan> place, Limits limits)
    {
        var parser = new ExpressionParser(text, place, limits);
        var relation = parser.Identifier("a relation");
        return (relation, parser.Where());
    }

    // What a relation's rows must satisfy, up to the end of the text.
    private Expression? Where()
    {
        Expression? condition = null;
        if (Current.Is("where"))
        {
            at++;
            condition = Or();
        }

        Finish();
        return condition;
    }

    /// <summary>Parses <c>relation.column</c> or <c>relation.column where condition</c>.</summary>
    /// <exception cref="ExpressionError">It is neither.</exception>
    public static (Expression Side, Expression? Condition) ParseSide(string text, Func<int, int, TextSpan> place, Limits limits)
    {
        var parser = new ExpressionParser(text, place, limits);
        var token = parser.Current;
        Expression side = parser.Identifier("a relation");
        side = parser.Current.Is(".") ? parser.Reference(token) : side;
        return (side, parser.Where());
    }

    /// <summary>Parses <c>low..high</c>.</summary>
    /// <exception cref="ExpressionError">It is no range.</exception>
    public static (Expression Low, Expression High) ParseRange(string text, Func<int, int, TextSpan> place, Limits limits)
    {
        var parser = new ExpressionParser(text, place, limits);
        var low = parser.Else();
        if (!parser.Current.Is(".."))
        {
            throw parser.Unexpected("`..`");
        }

        parser.at++;
        var high = parser.Else();
        parser.Finish();
        return (low, high);
    }

    private Expression Or()
    {
        var left = And();
        while (Current.Is("or"))
        {
            left = Joined(left, And);
        }

        return left;
    }

    private Expression And()
    {
        var left = Condition();
        while (Current.Is("and"))
        {
            left = Joined(left, Condition);
        }

        return left;
    }

    // Only what follows an operator takes a delegate; most operands stand alone.
    private Expression.Binary Joined(Expression left, Func<Expression> operand)
    {
        var op = Current.Text;
        at++;
        var right = operand();
        return new Expression.Binary(left.Span.Through(right.Span), op, left, right);
    }

    // After an error the next condition is read all the same, so that one run shows more than the first mistake.
    private Expression Condition()
    {
        var (opened, nested) = (open.Count, depth);
        try
        {
            return Not();
        }
        catch (ExpressionError e) when (errors.Count < MostErrors)
        {
            errors.Add(e);
            for (var inside = 0; Current.Kind != LexemeKind.End && !(inside == 0 && (Current.Is("and") || Current.Is("or") || (Current.Is(")") && opened > 0))); at++)
            {
                inside += Current.Is("(") ? 1 : Current.Is(")") && inside > 0 ? -1 : 0;
            }

            while (open.Count > opened)
            {
                open.Pop();
            }

            depth = nested;
            return new Expression.Literal(Place(Current), Value.True, FactType.Truth);
        }
    }

    private Expression Not()
    {
        if (!Current.Is("not"))
        {
            return Comparison();
        }

        var start = Current;
        at++;
        Deeper(start);
        var operand = Not();
        depth--;
        return new Expression.Unary(Place(start).Through(operand.Span), "not", operand);
    }

    private Expression Comparison()
    {
        var left = Else();
        if (Current.Is("in"))
        {
            at++;
            var low = Else();
            Expression? high = null;
            if (Current.Is(".."))
            {
                at++;
                high = Else();
            }

            return new Expression.Within(left.Span.Through((high ?? low).Span), left, low, high);
        }

        Expression? chain = null;
        while (Current.Kind == LexemeKind.Operator && Comparisons.Contains(Current.Text))
        {
            var op = Current.Text;
            at++;
            var right = Else();
            Expression? tolerance = null;
            if (Current.Is("±"))
            {
                at++;
                tolerance = Product();
            }

            Expression link = new Expression.Comparison(left.Span.Through((tolerance ?? right).Span), op, left, right, tolerance);
            chain = chain is null ? link : new Expression.Binary(chain.Span.Through(link.Span), "and", chain, link);
            left = right;
        }

        return chain ?? left;
    }

    private Expression Else()
    {
        var left = Sum();
        while (Current.Is("else"))
        {
            left = Joined(left, Sum);
        }

        return left;
    }

    private Expression Sum()
    {
        var left = Product();
        while (Current.Is("+") || Current.Is("-"))
        {
            left = Joined(left, Product);
        }

        return left;
    }

    private Expression Product()
    {
        var left = Sign();
        while (Current.Is("*") || Current.Is("/"))
        {
            left = Joined(left, Sign);
        }

        return left;
    }

    private Expression Sign()
    {
        if (!Current.Is("-"))
        {
            return Primary();
        }

        var start = Current;
        at++;
        Deeper(start);
        var operand = Sign();
        depth--;
        return new Expression.Unary(Place(start).Through(operand.Span), "-", operand);
    }

    private Expression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case LexemeKind.Number:
            case LexemeKind.Date:
            case LexemeKind.Text:
                var (literal, taken) = Literals.Read(token, lexemes[at + 1], Place);
                at += taken;
                return literal;
            case LexemeKind.Operator when token.Text is "(" or "[":
                return Parenthesis(token);
            case LexemeKind.Name when token.Text is "true" or "false":
                at++;
                return new Expression.Literal(Place(token), Value.Of(token.Text == "true"), FactType.Truth);
            case LexemeKind.Name when !Reserved.Contains(token.Text):
                at++;
                return Current.Is("(") ? Call(token) : Reference(token);
            default:
                throw Unexpected("a value");
        }
    }

    private Expression Parenthesis(Lexeme opening)
    {
        if (opening.Text == "[")
        {
            throw new ExpressionError("R010", opening.Start, opening.End, "`[` means nothing in an expression", at > 0 && lexemes[at - 1].Is("in") ? ExpressionHelp.NoList : "group with `(` and `)`; several conditions are joined with `and`");
        }

        at++;
        Deeper(opening);
        open.Push(opening.Start);
        var inner = Or();
        Close();
        return inner;
    }

    private Expression.Call Call(Lexeme name)
    {
        var opening = Current;
        at++;
        Deeper(opening);
        open.Push(opening.Start);
        var arguments = new List<Expression>();
        var named = new Dictionary<string, Expression>(StringComparer.Ordinal);
        while (!Current.Is(")"))
        {
            if (Current.Kind == LexemeKind.Name && lexemes[at + 1].Is(":"))
            {
                var key = Current;
                at += 2;
                if (!named.TryAdd(key.Text, Or()))
                {
                    throw new ExpressionError("R010", key.Start, key.End, $"`{key.Text}:` stands twice", "leave one out");
                }
            }
            else
            {
                arguments.Add(Or());
            }

            if (Current.Is(","))
            {
                at++;
            }
            else if (!Current.Is(")"))
            {
                break;
            }
        }

        var closing = Close();
        return new Expression.Call(Place(name).Through(Place(closing)), name.Text, Place(name), arguments, named);
    }

    private Expression Reference(Lexeme name)
    {
        var owner = new Expression.Name(Place(name), name.Text);
        if (!Current.Is("."))
        {
            return owner;
        }

        var first = at + 1;
        var path = new List<string>();
        while (Current.Is("."))
        {
            at++;
            // A header such as `cases per day` stands in quotes.
            if (Current.Kind is not (LexemeKind.Name or LexemeKind.Text))
            {
                throw Unexpected("a column");
            }

            path.Add(Current.Text);
            at++;
        }

        var span = place(lexemes[first].Start, lexemes[at - 1].End);
        return new Expression.Column(owner.Span.Through(span), owner, string.Join('.', path), span);
    }

    private Expression.Name Identifier(string what)
    {
        if (Current.Kind != LexemeKind.Name || Reserved.Contains(Current.Text))
        {
            throw Unexpected(what);
        }

        var token = Current;
        at++;
        return new Expression.Name(Place(token), token.Text);
    }

    private Lexeme Close()
    {
        var start = open.Pop();
        if (!Current.Is(")"))
        {
            throw Current.Kind == LexemeKind.End
                ? new ExpressionError("R010", start, start + 1, "`(` is never closed", "add `)`", null)
                : Unexpected("`)`", (start, "opened here"));
        }

        var token = Current;
        at++;
        depth--;
        return token;
    }

    // Every error that was found is thrown as one.
    private void Finish()
    {
        if (errors.Count == 0 || Current.Kind == LexemeKind.End)
        {
            ExpectEnd();
        }

        if (errors.Count > 0)
        {
            var inOrder = errors.OrderBy(e => e.Start).ToList();
            throw inOrder[0].With(inOrder[1..]);
        }
    }

    private void ExpectEnd()
    {
        if (Current.Kind != LexemeKind.End)
        {
            throw Current.Is(")") ? new ExpressionError("R010", Current.Start, Current.End, "`)` closes nothing", "remove it, or open it before") : Unexpected("an operator or the end");
        }
    }

    private ExpressionError Unexpected(string wanted, (int, string)? related = null)
    {
        var found = Current.Kind == LexemeKind.End ? "the expression ends" : $"`{Current.Text}` stands";
        return new ExpressionError("R010", Current.Start, Math.Max(Current.Start + 1, Current.End), $"{found} where {wanted} was expected", ExpressionHelp.For(lexemes, at), related);
    }

    private void Deeper(Lexeme token)
    {
        if (++depth > limits.MaxExpressionDepth)
        {
            throw new ExpressionError("R010", token.Start, token.End, $"nesting goes deeper than {limits.MaxExpressionDepth} levels", "split it with `let`");
        }
    }

    private TextSpan Place(Lexeme token) => place(token.Start, token.End);
}
