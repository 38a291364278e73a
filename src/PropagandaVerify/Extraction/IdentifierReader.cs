using System.Buffers;
using System.Text;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Finds numbers and codes that identify something, behind the words that announce their scheme or by a shape that nothing else has.</summary>
internal sealed class IdentifierReader(Lexicon lexicon, IReadOnlyList<IdentifierScheme> schemes)
{
    private const int FewestAnywhere = 4;
    private const int LongestCode = 40;

    // What is shorter or longer by more was cut off, or is another number.
    private const int MostAmiss = 2;
    private const int ShortestNear = 9;
    private const string Length = "length";
    private const string Check = "check";
    private const string Form = "form";

    // What ends the sentence or the bracket around a word, and is none of it.
    private static readonly SearchValues<char> Ends = SearchValues.Create(".,;:!?)]}>\"'»”’*");

    /// <summary>Adds the codes of a passage and marks the tokens they take, which are no figures.</summary>
    public void Read(Passage passage, bool[] taken, string text, List<IdentifierMention> found)
    {
        var tokens = passage.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (lexicon.Names.IdentifierCues.At(tokens, i, tokens.Length) is var (length, key))
            {
                var at = i + length;
                while (at < tokens.Length && (tokens[at].Folded is ":" or "(" || lexicon.Names.IdentifierLinks.At(tokens, at, tokens.Length) is not null))
                {
                    at += lexicon.Names.IdentifierLinks.At(tokens, at, tokens.Length)?.Length ?? 1;
                }

                if (at < tokens.Length && Scheme(key) is { } scheme && Mention(scheme, text, tokens[at].Span.Start, passage.Block.Span.End, isAnnounced: true) is { } announced)
                {
                    found.Add(announced);
                    i = Take(tokens, taken, at, announced.Span.End) - 1;
                }
            }
            else if (IsCountryAndDigits(tokens[i], text))
            {
                foreach (var scheme in schemes)
                {
                    if (scheme.IsAnywhere && Mention(scheme, text, tokens[i].Span.Start, passage.Block.Span.End, isAnnounced: false) is { } bare)
                    {
                        found.Add(bare);
                        i = Take(tokens, taken, i, bare.Span.End) - 1;
                        break;
                    }
                }
            }
        }
    }

    private IdentifierScheme? Scheme(string key)
    {
        foreach (var scheme in schemes)
        {
            if (scheme.Key == key)
            {
                return scheme;
            }
        }

        return null;
    }

    private static int Take(Token[] tokens, bool[] taken, int at, int end)
    {
        for (; at < tokens.Length && tokens[at].Span.Start < end; at++)
        {
            taken[at] = true;
        }

        return at;
    }

    private static bool IsCountryAndDigits(in Token token, string text) =>
        token is { IsCapital: true, Length: >= FewestAnywhere } && text.AsSpan(token.Span.Start, FewestAnywhere) is [var a, var b, var c, var d] && char.IsAsciiLetterUpper(a) && char.IsAsciiLetterUpper(b) && char.IsAsciiDigit(c) && char.IsAsciiDigit(d);

    private static IdentifierMention? Mention(IdentifierScheme scheme, string text, int start, int limit, bool isAnnounced)
    {
        if (scheme.IsWord)
        {
            return WordMention(scheme, text, start, limit);
        }

        var (code, ends, isMasked) = Code(text, start, limit);
        if (isMasked || code.Length == 0)
        {
            return null;
        }

        var shapes = scheme.Shapes.Where(s => Stands(s, code, ends)).ToList();
        if (shapes.Find(s => scheme.Accepts(code[..s.Length])) is { } right)
        {
            return Of(right.Length, null);
        }

        // Another number may follow the code, or the code be one of another scheme.
        return scheme.IsMadeUp(code) || scheme.Unless.Any(s => Stands(s, code, ends) && (s.Length == code.Length || shapes.Exists(own => own.Length < s.Length))) ? null
            : shapes.Find(s => s.Length == code.Length || !char.IsAsciiDigit(code[s.Length])) is { } wrong ? Of(wrong.Length, Check)
            : isAnnounced && shapes.Count == 0 && IsNear(scheme, code) ? Of(code.Length, Length)
            : null;

        IdentifierMention Of(int length, string? fault) => new(new TextSpan(start, ends[length - 1]), scheme.Key, fault);
    }

    // What is cut off at the end of its line, or is another word altogether, fits neither a shape nor a slip.
    private static IdentifierMention? WordMention(IdentifierScheme scheme, string text, int start, int limit)
    {
        var end = start;
        while (end < limit && !Characters.IsSpace(text[end]) && !Characters.IsLineBreak(text[end]) && !Characters.IsIgnorable(text[end]))
        {
            end++;
        }

        var word = text.AsSpan(start, end - start);
        while (word.Length > 0 && Ends.Contains(word[^1]))
        {
            word = word[..^1];
        }

        var code = word.ToString();
        var span = new TextSpan(start, start + code.Length);
        return scheme.Shapes.Any(s => WordShape.Fits(s, code)) ? new IdentifierMention(span, scheme.Key, null)
            : !scheme.IsMadeUp(code) && scheme.Slips.Any(s => WordShape.Fits(s, code)) ? new IdentifierMention(span, scheme.Key, Form)
            : null;
    }

    // Whether the code begins with a shape, and no further character touches its last.
    private static bool Stands(string shape, string code, List<int> ends) =>
        IdentifierScheme.Fits(shape, code) && (shape.Length == code.Length || ends[shape.Length] > ends[shape.Length - 1] + 1);

    // The same kinds of characters as a shape, but too few or too many.
    private static bool IsNear(IdentifierScheme scheme, string code) =>
        scheme.Shapes.Any(s => s.Length >= ShortestNear && code.Length != s.Length && Math.Abs(code.Length - s.Length) <= MostAmiss && IdentifierScheme.Fits(s[..Math.Min(s.Length, code.Length)], code))
        && !scheme.Shapes.Any(s => s.Length == code.Length && IdentifierScheme.Fits(s, code));

    // Capitals and digits with single separators between them, where each ends, and whether some are hidden.
    private static (string Code, List<int> Ends, bool IsMasked) Code(string text, int start, int limit)
    {
        var code = new StringBuilder();
        var ends = new List<int>();
        var (at, last) = (start, start);
        for (; at < limit && code.Length < LongestCode; at++)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
            {
                code.Append(c);
                ends.Add(at + 1);
                last = at + 1;
            }
            else if (Characters.IsIgnorable(c) || (at == last && at > start && (Characters.IsSpace(c) || Characters.IsMinus(c) || c is '.' or '–')))
            {
                last += Characters.IsIgnorable(c) && at == last ? 1 : 0;
            }
            else
            {
                break;
            }
        }

        // A word in capitals or a name behind the code is none of it.
        while (code.Length > 0 && at < limit && char.IsLetter(text[at]) && ends[^1] == at)
        {
            code.Length--;
            ends.RemoveAt(ends.Count - 1);
            at--;
        }

        return (code.ToString(), ends, code.ToString().Contains("XX", StringComparison.Ordinal) || (at < limit && text[at] is '*' or '…' or '•' or '_' or 'x'));
    }
}
