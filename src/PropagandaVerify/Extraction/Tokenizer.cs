using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Cuts blocks of a reading text into tokens in one forward pass. Each word of a draft is looked up in the lexicon once.</summary>
internal sealed class Tokenizer
{
    private const int LongestKnownNumber = 4;

    private static readonly Word?[] NoMarks = new Word?[128];

    private readonly string text;
    private readonly Lexicon lexicon;
    private readonly char decimalMark;
    private readonly int maxDigits;
    private readonly WordTable words = new();
    private readonly Word?[] marks = (Word?[])NoMarks.Clone();
    private readonly List<Token> tokens = [];

    public Tokenizer(string text, Lexicon lexicon, char decimalMark, int maxDigits)
    {
        this.text = text;
        this.lexicon = lexicon;
        this.decimalMark = decimalMark;
        this.maxDigits = maxDigits;
    }

    public Token[] Read(TextSpan span)
    {
        tokens.Clear();
        var space = true;
        var at = span.Start;
        while (at < span.End)
        {
            var c = text[at];
            if (c == ' ' || Characters.IsSpace(c) || Characters.IsLineBreak(c))
            {
                space = true;
                at++;
            }
            else if (char.IsLetter(c))
            {
                at = ReadWord(at, span.End, space, unit: !space && tokens is [.., { Kind: TokenKind.Number }]);
                space = false;
            }
            else if (Characters.IsDigit(c))
            {
                var numeral = new NumeralScanner(text.AsSpan(0, span.End), decimalMark, maxDigits).Read(at, out var end);
                var word = end - at <= LongestKnownNumber ? lexicon.Find(text.AsSpan(at, end - at)) : null;
                tokens.Add(new Token(TokenKind.Number, new TextSpan(at, end), word ?? Word.None, space, false, numeral));
                at = end;
                space = false;
            }
            else if (Characters.IsIgnorable(c))
            {
                at++;
            }
            else
            {
                tokens.Add(new Token(TokenKind.Mark, new TextSpan(at, at + 1), Mark(c), space, false));
                at++;
                space = false;
            }
        }

        return [.. tokens];
    }

    /// <summary>The folded tokens of a phrase of a lexicon, cut as a draft is.</summary>
    public static string[] Phrase(string phrase, Elisions elisions)
    {
        var words = new List<string>();
        var at = 0;
        while (at < phrase.Length)
        {
            var c = phrase[at];
            if (Characters.IsSpace(c))
            {
                at++;
                continue;
            }

            var end = char.IsLetter(c) ? WordEnd(phrase, at, phrase.Length, unit: at > 0 && Characters.IsDigit(phrase[at - 1]), elisions)
                : Characters.IsDigit(c) ? at + phrase.AsSpan(at).IndexOfAnyExceptInRange('0', '9') is var stop && stop < at ? phrase.Length : at + phrase.AsSpan(at).IndexOfAnyExceptInRange('0', '9')
                : at + 1;
            words.Add(Characters.Fold(phrase.AsSpan(at, end - at)));
            at = end;
        }

        return [.. words];
    }

    private int ReadWord(int start, int limit, bool space, bool unit)
    {
        var end = WordEnd(text, start, limit, unit, lexicon.Elisions);
        tokens.Add(new Token(TokenKind.Word, new TextSpan(start, end), WordOf(text.AsSpan(start, end - start)), space, char.IsUpper(text[start])));
        return end;
    }

    // What is glued to a number is letters only, so that "21h30" is three tokens.
    private static int WordEnd(string text, int start, int limit, bool unit, Elisions elisions)
    {
        var end = start;
        for (var at = start; at < limit; at++)
        {
            var c = text[at];
            if (char.IsAsciiLetter(c))
            {
                end = at + 1;
            }
            else if (unit && !char.IsLetter(c))
            {
                break;
            }
            else if (c == ' ')
            {
                break;
            }
            else if (char.IsLetterOrDigit(c) || (c > '\u02FF' && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark))
            {
                end = at + 1;
            }
            else if (Characters.IsApostrophe(c) && at == end)
            {
                if (elisions.Contains(text.AsSpan(start, at - start)))
                {
                    return at + 1;
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

        return end;
    }

    private Word WordOf(ReadOnlySpan<char> written)
    {
        const int Short = 48;
        Span<char> buffer = stackalloc char[Short];
        if (written.Length <= Short)
        {
            var plain = true;
            var hash = WordTable.Seed;
            for (var i = 0; i < written.Length && plain; i++)
            {
                var c = written[i];
                c = char.IsAsciiLetterUpper(c) ? (char)(c | ' ') : c;
                buffer[i] = c;
                hash = WordTable.Hash(hash, c);
                plain = char.IsAsciiLetterOrDigit(c) || c is '-' or '\'' || c is (>= 'ß' and <= 'ÿ' and not ('æ' or '÷'));
            }

            if (plain)
            {
                return Known(buffer[..written.Length], hash);
            }
        }

        var folded = Characters.Fold(written);
        return Known(folded, WordTable.Hash(folded));
    }

    private Word Known(ReadOnlySpan<char> folded, uint hash)
    {
        if (words.Find(folded, hash) is { } seen)
        {
            return seen;
        }

        var word = lexicon.Find(folded);
        if (word is null)
        {
            word = new Word(folded.ToString());
            lexicon.Describe(word);
        }

        words.Add(word, hash);
        return word;
    }

    private Word Mark(char c) => c < marks.Length ? marks[c] ??= WordOf([c]) : WordOf([c]);
}
