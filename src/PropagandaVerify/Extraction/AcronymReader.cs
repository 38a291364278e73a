using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds short forms made of initials with what they stand for, "Organisation mondiale de la santé (OMS)" or "OMS (Organisation mondiale de la santé)", and where the draft uses them.
/// </summary>
internal sealed class AcronymReader(Lexicon lexicon)
{
    private const int Shortest = 2;
    private const int Longest = 8;
    private const int LongestExpansion = 14;
    private const int StemLength = 5;

    // Letters of a part of a compound at least ("Zentral|bank", "Bundes|kriminal|amt"), and how many parts one that stands alone has.
    private const int ShortestPart = 3;
    private const int PartsAlone = 3;

    private readonly AcronymSlips slips = new(lexicon);
    private readonly Dictionary<(int Passage, int Short), string> expected = [];
    private readonly HashSet<string> expanded = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public List<AcronymMention> Read(IReadOnlyList<Passage> passages, string text)
    {
        var places = new Dictionary<(int Passage, int Short), (int Start, int End)>();
        foreach (var passage in passages.Where(IsRead))
        {
            Expand(passage, text, places);
        }

        return expanded.Count == 0 ? [] : [.. passages.Where(IsRead).SelectMany(p => Mentions(p, places, text))];
    }

    private static bool IsRead(Passage passage) => passage.Scope.IsRunning || passage.Scope == Scope.Standfirst;

    private IEnumerable<AcronymMention> Mentions(Passage passage, Dictionary<(int Passage, int Short), (int Start, int End)> places, string text)
    {
        var tokens = passage.Tokens;
        bool[]? quoted = null;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!IsShort(tokens[i], text) || Written(tokens[i], text) is not { } written || !expanded.Contains(written))
            {
                continue;
            }

            quoted ??= AttributionReader.Quoted(tokens);
            var own = tokens[i].Span;
            if (places.TryGetValue((passage.Index, i), out var place))
            {
                var words = tokens[place.Start].Span.Through(tokens[place.End - 1].Span);
                var span = words.Start < own.Start ? words.Through(own) : own.Through(words);
                yield return new AcronymMention(span, written, own, LabelReader.Spelled(text, tokens, place.Start, place.End), words, Stems(tokens, place.Start, place.End), passage.Scope, quoted[i], seen.Add($"{written}=") | seen.Add($"{passage.Scope} {written}")) { Expected = expected.GetValueOrDefault((passage.Index, i)) };
            }
            else
            {
                yield return new AcronymMention(own, written, own, null, null, null, passage.Scope, quoted[i], seen.Add($"{passage.Scope} {written}"));
            }
        }
    }

    private void Expand(Passage passage, string text, Dictionary<(int Passage, int Short), (int Start, int End)> places)
    {
        var tokens = passage.Tokens;
        for (var open = 1; open + 2 < tokens.Length; open++)
        {
            if (!tokens[open].Is("("))
            {
                continue;
            }

            var (sentence, end) = passage.SentenceAt(open);
            if (tokens[open + 2].Is(")") && IsShort(tokens[open + 1], text))
            {
                if (Behind(tokens, sentence, open, tokens[open + 1]) is { } start)
                {
                    Add(open + 1, start, open);
                }
                else if (slips.Behind(tokens, sentence, open, tokens[open + 1], Written(tokens[open + 1], text)) is var (first, initials))
                {
                    expected.Add((passage.Index, open + 1), initials);
                    Add(open + 1, first, open);
                }
            }
            else if (IsShort(tokens[open - 1], text))
            {
                var close = open + 1;
                while (close < end && close - open <= LongestExpansion && !tokens[close].Is(")"))
                {
                    close++;
                }

                if (close < end && tokens[close].Is(")") && Behind(tokens, open + 1, close, tokens[open - 1]) == open + 1)
                {
                    Add(open - 1, open + 1, close);
                }
                else if (close < end && tokens[close].Is(")") && slips.Behind(tokens, open + 1, close, tokens[open - 1], Written(tokens[open - 1], text)) is var (first, initials) && first == open + 1)
                {
                    expected.Add((passage.Index, open - 1), initials);
                    Add(open - 1, first, close);
                }
            }
        }

        void Add(int shortForm, int start, int end)
        {
            places.Add((passage.Index, shortForm), (start, end));
            expanded.Add(Written(tokens[shortForm], text));
        }
    }

    // Where the words begin, read backwards, whose initials are the letters: small words may be passed over, others may not.
    private int? Behind(Token[] tokens, int limit, int end, Token shortForm)
    {
        var letters = Characters.Key(shortForm.Folded);
        var left = letters.Length;
        for (var i = end - 1; i >= limit && i >= end - LongestExpansion; i--)
        {
            if (tokens[i].Kind != TokenKind.Word)
            {
                return null;
            }

            var initials = Initials(tokens[i].Folded);
            if (lexicon.HasCapitalNouns && tokens[i].IsCapital && Parts(letters.AsSpan(0, left), Characters.Key(tokens[i].Folded)) is > 1 and var parts)
            {
                left -= parts;
                if (left == 0 && (end - i > 1 || parts >= PartsAlone))
                {
                    return i;
                }
            }
            else if (letters.AsSpan(0, left).EndsWith(initials))
            {
                left -= initials.Length;
            }
            else if (letters.AsSpan(0, left).EndsWith(initials.AsSpan(0, 1)))
            {
                left--;
            }
            else if (!lexicon.FunctionWords.Contains(tokens[i]))
            {
                return null;
            }

            if (left == 0)
            {
                return end - i > 1 ? i : null;
            }
        }

        return null;
    }

    // How many of the last letters are initials of the parts of one compound; where parts begin is not known, only that none is short.
    private static int Parts(ReadOnlySpan<char> letters, string word)
    {
        for (var count = letters.Length; count > 1; count--)
        {
            var at = -ShortestPart;
            foreach (var letter in letters[^count..])
            {
                var next = at + ShortestPart < word.Length ? word.IndexOf(letter, at + ShortestPart) : -1;
                at = next < 0 || (at < 0 && next > 0) ? word.Length : next;
            }

            if (at + ShortestPart <= word.Length)
            {
                return count;
            }
        }

        return 0;
    }

    // Of a word with hyphens, those of its parts.
    internal static string Initials(string word) => string.Concat(word.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(p => Characters.Key(p)).Where(p => p.Length > 0).Select(p => p[0])) is { Length: > 0 } initials ? initials : "?";

    // Plurals and genders of a word share the stem.
    private string Stems(Token[] tokens, int start, int end)
    {
        var stems = new StringBuilder();
        for (var i = start; i < end; i++)
        {
            if (!lexicon.FunctionWords.Contains(tokens[i]) && Characters.Key(tokens[i].Folded).TrimEnd('s', 'x', 'e') is { Length: > 1 } key)
            {
                stems.Append(key.AsSpan(0, Math.Min(StemLength, key.Length))).Append(' ');
            }
        }

        return stems.ToString().TrimEnd();
    }

    // Two capitals at least, the first letter among them ("OMS", "BfV").
    private static bool IsShort(in Token token, string text)
    {
        if (!token.IsCapital || token.Length is < Shortest or > Longest)
        {
            return false;
        }

        var capitals = 0;
        foreach (var c in text.AsSpan(token.Span.Start, token.Length))
        {
            capitals += char.IsUpper(c) ? 1 : 0;
            if (!char.IsLetterOrDigit(c))
            {
                return false;
            }
        }

        return capitals >= Shortest && 2 * capitals > token.Length;
    }

    private static string Written(in Token token, string text) => text[token.Span.Start..token.Span.End];
}
