using System.Globalization;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>How a value follows from other slots: decimals, names, the four operations and brackets.</summary>
internal abstract record Formula
{
    private Formula()
    {
    }

    public sealed record Literal(decimal Value) : Formula;

    public sealed record Name(string Slot) : Formula;

    public sealed record Operation(char Sign, Formula Left, Formula Right) : Formula;

    /// <summary>The slots it needs.</summary>
    public IEnumerable<string> Names => this switch
    {
        Name n => [n.Slot],
        Operation o => o.Left.Names.Concat(o.Right.Names),
        _ => [],
    };

    public decimal Evaluate(Func<string, decimal> slots) => this switch
    {
        Literal l => l.Value,
        Name n => slots(n.Slot),
        Operation { Sign: '+' } o => o.Left.Evaluate(slots) + o.Right.Evaluate(slots),
        Operation { Sign: '-' } o => o.Left.Evaluate(slots) - o.Right.Evaluate(slots),
        Operation { Sign: '*' } o => o.Left.Evaluate(slots) * o.Right.Evaluate(slots),
        Operation { Sign: '/' } o => o.Left.Evaluate(slots) / o.Right.Evaluate(slots),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Null when the text is no formula.</summary>
    public static Formula? Parse(string text)
    {
        var reader = new Reader(text);
        return reader.Sum() is { } formula && reader.IsAtEnd ? formula : null;
    }

    private sealed class Reader(string text)
    {
        private int at;

        public bool IsAtEnd
        {
            get
            {
                while (at < text.Length && text[at] == ' ')
                {
                    at++;
                }

                return at == text.Length;
            }
        }

        public Formula? Sum() => Chain("+-", Product);

        private Formula? Product() => Chain("*/", Term);

        private Formula? Chain(string signs, Func<Formula?> part)
        {
            var left = part();
            while (left is not null && !IsAtEnd && signs.Contains(text[at]))
            {
                var sign = text[at++];
                left = part() is { } right ? new Operation(sign, left, right) : null;
            }

            return left;
        }

        private Formula? Term()
        {
            if (IsAtEnd)
            {
                return null;
            }

            if (text[at] == '-')
            {
                at++;
                return Term() is { } negated ? new Operation('-', new Literal(0), negated) : null;
            }

            if (text[at] == '(')
            {
                at++;
                var inner = Sum();
                return !IsAtEnd && text[at++] == ')' ? inner : null;
            }

            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.'))
            {
                at++;
            }

            var word = text[start..at];
            return word.Length == 0 ? null
                : char.IsDigit(word[0]) ? decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? new Literal(value) : null
                : new Name(word);
        }
    }
}
