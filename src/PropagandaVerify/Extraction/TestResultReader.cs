using System.Buffers;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds results of statistical tests in the notation of the American Psychological Association and its kin: "t(28) = 2.20, p = .036", "F(2, 57) = 3,41 ; p &lt; 0,05",
/// "χ²(2, N = 90) = 6.1, ns". The tokens of a result are no figures of the sentence.
/// </summary>
internal sealed class TestResultReader(Lexicon lexicon, string text)
{
    private const int LongestBracket = 28;
    private const int LongestName = 4;

    // The statistics that may stand without degrees of freedom.
    private const string Normal = "z";
    private const string Correlation = "r";

    // What may stand between the statistic and its probability: the mean square, the size of the effect.
    private const int MostBetween = 2;

    // What is not significant without a number has a probability above this.
    private const decimal Level = 0.05m;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.,");

    private readonly TestWords words = lexicon.Tests;
    private Token[] tokens = [];
    private int at;
    private int limit;

    /// <summary>Adds the results of a passage and marks the tokens they take.</summary>
    public void Read(Passage passage, bool[] taken, List<TestMention> found)
    {
        tokens = passage.Tokens;
        limit = tokens.Length == 0 ? 0 : tokens[^1].Span.End;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (ResultAt(i) is not { } result)
            {
                continue;
            }

            var (start, end) = passage.SentenceAt(i);
            found.Add(result with { IsOfSignificance = words.Significance.Within(tokens, start, end) is not null });
            for (; i < tokens.Length && tokens[i].Span.Start < result.Span.End; i++)
            {
                taken[i] = true;
            }

            i--;
        }
    }

    private TestMention? ResultAt(int i) =>
        words.Statistics.BeginsWith(tokens[i].Word) && words.Statistics.At(tokens, i, tokens.Length) is var (length, test) && Result(i, length, test) is { } result ? result
            : words.Probability.BeginsWith(tokens[i].Word) && words.Probability.At(tokens, i, tokens.Length) is var (count, _) && Alone(i, count) is { } p ? new TestMention(null, null, null, null, p, tokens[i].Span.Through(p.Span))
            : null;

    // "(p < 0,01)" without the statistic. A unit behind it, and it is a pressure or a power.
    private WrittenNumber? Alone(int token, int count)
    {
        at = tokens[token + count - 1].Span.End;
        return Compared() is { } p && !GoesOn() && TokenAt(at) is var behind && (behind == tokens.Length || tokens[behind].Kind == TokenKind.Mark || lexicon.FunctionWords.Contains(tokens[behind])) ? p : null;
    }

    private TestMention? Result(int first, int length, string test)
    {
        at = tokens[first + length - 1].Span.End;
        (WrittenNumber First, WrittenNumber? Second)? freedom = null;
        if (Next() is '(' or '[')
        {
            if (Freedom(test) is not { } read)
            {
                return null;
            }

            freedom = read;
        }
        else if (test is not (Normal or Correlation))
        {
            return null;
        }

        if (Compared() is not { } statistic || Probability() is not { } p)
        {
            return null;
        }

        var start = tokens[first].Span.Start;
        return new TestMention(test, freedom?.First, freedom?.Second, statistic, p, new TextSpan(start, p.Span.End));
    }

    // "(28)", "(2, 57)", "(1 ; 118)", "(df = 3)", "(2, N = 90)", "(1,5; 27,4)".
    private (WrittenNumber First, WrittenNumber? Second)? Freedom(string test)
    {
        var open = at + 1;
        var close = text.AsSpan(open, Math.Min(LongestBracket, limit - open)).IndexOfAny(')', ']') is >= 0 and var length ? open + length : -1;
        if (close < 0)
        {
            return null;
        }

        var (from, end) = (open, close);
        var token = TokenAt(open);
        if (words.Freedom.At(tokens, token, tokens.Length) is var (count, _) && token + count < tokens.Length && tokens[token + count].Is("="))
        {
            from = tokens[token + count].Span.End;
        }

        at = close + 1;
        if (test == "chi2")
        {
            for (token = TokenAt(from); token < tokens.Length && tokens[token].Span.Start < close; token++)
            {
                // Behind the degrees of freedom the size of the sample.
                if (words.Sample.At(tokens, token, tokens.Length) is not null && token > 0 && tokens[token - 1].Kind == TokenKind.Mark)
                {
                    end = tokens[token - 1].Span.Start;
                    break;
                }
            }
        }

        if (test != "f")
        {
            return Whole(from, end) is { Value: > 0 } only ? (only, null) : null;
        }

        var inside = text[Math.Min(from, end)..end];
        var split = inside.IndexOf(';', StringComparison.Ordinal) is >= 0 and var semicolon ? semicolon
            : Spaced(inside) is >= 0 and var spaced ? spaced
            : inside.IndexOf(',', StringComparison.Ordinal);
        return split > 0 && Whole(from, from + split) is { Value: > 0 } numerator && Whole(from + split + 1, end) is { Value: > 0 } denominator ? (numerator, denominator) : null;
    }

    // The first comma with a space behind it, which is no decimal mark.
    private static int Spaced(string inside)
    {
        for (var i = 0; i + 1 < inside.Length; i++)
        {
            if (inside[i] == ',' && IsBlank(inside[i + 1]))
            {
                return i;
            }
        }

        return -1;
    }

    // ", p = .036", "; p < 0,001", ", ns", "(p = .04)", ", MSE = 0.45, p = .08".
    private WrittenNumber? Probability()
    {
        for (var between = 0; between <= MostBetween; between++)
        {
            if (Next() is ',' or ';' or '(')
            {
                at++;
            }

            var token = TokenAt(at);
            if (words.NotSignificant.At(tokens, token, tokens.Length) is var (length, _))
            {
                return NotSignificant(token, length);
            }

            if (words.Probability.At(tokens, token, tokens.Length) is var (count, _))
            {
                at = tokens[token + count - 1].Span.End;
                var sign = Next();
                var stop = TokenAt(at + (sign is '=' or '>' ? 1 : 0));
                return words.NotSignificant.At(tokens, stop, tokens.Length) is var (longer, _) ? NotSignificant(stop, longer)
                    : Compared() is { } p && !GoesOn() ? p
                    : null;
            }

            if (!SkipsOther(token))
            {
                return null;
            }
        }

        return null;
    }

    private WrittenNumber NotSignificant(int token, int length) => new(Level, Numeral.PlaceOf(2), Hedge.MoreThan, tokens[token].Span.Through(tokens[token + length - 1].Span));

    // "MSE = 0.45": a name and its number; a further statistic with brackets of its own has a probability of its own.
    private bool SkipsOther(int token)
    {
        for (var i = token; i < tokens.Length && i - token <= LongestName; i++)
        {
            if (words.Statistics.At(tokens, i, tokens.Length) is not null)
            {
                return false;
            }

            if (i > token && tokens[i].Folded is "=" or "<" or ">")
            {
                at = tokens[i].Span.Start;
                return Compared() is not null;
            }

            if (tokens[i].Kind == TokenKind.Number || tokens[i].Folded is "," or ";" or "." or "(" or ")" or ":")
            {
                return false;
            }
        }

        return false;
    }

    // A power of ten or a percentage behind it, and the number is another.
    private bool GoesOn() => (at < limit && char.IsLetterOrDigit(text[at])) || Next() is '×' or '*' or '·' or '^' or '%' or '\u2030';

    private WrittenNumber? Compared()
    {
        Hedge? hedge = Next() switch { '=' => Hedge.None, '<' => Hedge.LessThan, '>' => Hedge.MoreThan, '≤' => Hedge.AtMost, '≥' => Hedge.AtLeast, _ => null };
        if (hedge is null)
        {
            return null;
        }

        at++;
        Next();
        var start = at;
        var isNegative = Characters.IsMinus(Next()) || Characters.IsDash(Next());
        at += isNegative ? 1 : 0;
        Next();
        var first = at;
        while (at < limit && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < limit && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        return WrittenNumber.Of(text, new TextSpan(first, at), lexicon.DecimalMark) is { } number
            ? number with { Value = isNegative ? -number.Value : number.Value, Hedge = hedge.Value, Span = new TextSpan(start, at) }
            : null;
    }

    private WrittenNumber? Whole(int from, int end)
    {
        while (from < end && IsBlank(text[from]))
        {
            from++;
        }

        while (end > from && IsBlank(text[end - 1]))
        {
            end--;
        }

        return end > from && text.AsSpan(from, end - from).IndexOfAnyExcept(Digits) < 0 ? WrittenNumber.Of(text, new TextSpan(from, end), lexicon.DecimalMark) : null;
    }

    // The next character that is no space and no mark of Markdown.
    private char Next()
    {
        while (at < limit && IsBlank(text[at]))
        {
            at++;
        }

        return at < limit ? text[at] : '\0';
    }

    private int TokenAt(int offset)
    {
        var low = 0;
        var high = tokens.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].Span.Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool IsBlank(char c) => Characters.IsSpace(c) || Characters.IsIgnorable(c) || Characters.IsLineBreak(c);
}
