using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Cuts a block of reading text into tokens in one forward pass.</summary>
internal sealed class Tokenizer(string text, char decimalMark, IReadOnlySet<string> elisions, int maxDigits)
{
    private readonly HashSet<string> words = new(StringComparer.Ordinal);

    public List<Token> Read(TextSpan span)
    {
        var tokens = new List<Token>();
        var space = true;
        var at = span.Start;
        while (at < span.End)
        {
            var c = text[at];
            if (Characters.IsIgnorable(c))
            {
                at++;
            }
            else if (Characters.IsSpace(c) || Characters.IsLineBreak(c))
            {
                space = true;
                at++;
            }
            else
            {
                var token = Characters.IsDigit(c) ? Number(at, space)
                    : char.IsLetter(c) ? Word(at, span.End, space, unit: !space && tokens is [.., { Kind: TokenKind.Number }])
                    : new Token(TokenKind.Mark, new TextSpan(at, at + 1), Shared(Characters.Fold(text.AsSpan(at, 1))), space, false);
                tokens.Add(token);
                at = token.Span.End;
                space = false;
            }
        }

        return tokens;
    }

    /// <summary>The folded tokens of a phrase of a lexicon, cut as a draft is.</summary>
    public static string[] Phrase(string phrase, IReadOnlySet<string> elisions) =>
        [.. new Tokenizer(phrase, ',', elisions, 28).Read(new TextSpan(0, phrase.Length)).Select(t => t.Folded)];

    private Token Number(int start, bool space)
    {
        var numeral = new NumeralScanner(text, decimalMark, maxDigits).Read(start, out var end);
        return new Token(TokenKind.Number, new TextSpan(start, end), Shared(Characters.Fold(text.AsSpan(start, end - start))), space, false, numeral);
    }

    // What is glued to a number is letters only, so that "21h30" is three tokens.
    private Token Word(int start, int limit, bool space, bool unit)
    {
        var end = start;
        for (var at = start; at < limit; at++)
        {
            var c = text[at];
            if (unit && !char.IsLetter(c))
            {
                break;
            }

            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                end = at + 1;
            }
            else if (Characters.IsApostrophe(c) && at == end)
            {
                if (elisions.Contains(Characters.Fold(text.AsSpan(start, at - start))))
                {
                    return Made(start, at + 1, space);
                }

                if (at + 1 >= limit || !char.IsLetter(text[at + 1]))
                {
                    break;
                }
            }
            else if (Characters.IsMinus(c) && at == end)
            {
                if (at + 1 >= limit || !char.IsLetterOrDigit(text[at + 1]))
                {
                    break;
                }
            }
            else if (!Characters.IsIgnorable(c))
            {
                break;
            }
        }

        return Made(start, end, space);
    }

    private Token Made(int start, int end, bool space) =>
        new(TokenKind.Word, new TextSpan(start, end), Shared(Characters.Fold(text.AsSpan(start, end - start))), space, char.IsUpper(text[start]));

    private string Shared(string word)
    {
        if (words.TryGetValue(word, out var known))
        {
            return known;
        }

        words.Add(word);
        return word;
    }
}
