using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds short forms beside names whose initials they are but for one slip: two letters that stand the wrong way round ("Organisation mondiale de la santé (OSM)"), or one that no word of the name has ("(OMC)").
/// </summary>
internal sealed class AcronymSlips(Lexicon lexicon)
{
    private const int FewestLetters = 3;

    /// <summary>The words before a token whose initials come so near to a short form, with those initials; null where none do.</summary>
    /// <param name="tokens">The tokens of the passage.</param>
    /// <param name="limit">The first token that may belong to the name.</param>
    /// <param name="end">The token behind the name.</param>
    /// <param name="shortForm">The short form.</param>
    /// <param name="written">It as written: small letters are of a plural or of small words ("SMEs", "BfV"), and nothing is told.</param>
    public (int Start, string Initials)? Behind(Token[] tokens, int limit, int end, in Token shortForm, string written)
    {
        var letters = Characters.Key(shortForm.Folded);
        if (letters.Length < FewestLetters || written.Any(char.IsLower) || lexicon.Names.IrregularAcronyms.Contains(shortForm))
        {
            return null;
        }

        var initials = new StringBuilder();
        var words = new StringBuilder();
        var hasSmallWords = false;
        for (var i = end - 1; i >= limit && tokens[i].Kind == TokenKind.Word; i--)
        {
            if (lexicon.FunctionWords.Contains(tokens[i]))
            {
                hasSmallWords = true;
                continue;
            }

            initials.Insert(0, AcronymReader.Initials(tokens[i].Folded));
            words.Append(Characters.Key(tokens[i].Folded));
            if (initials.Length >= letters.Length)
            {
                var own = initials.ToString();
                return tokens[i].IsCapital && own.Length == letters.Length && (IsSwapped(own, letters) || (hasSmallWords && IsForeign(own, letters, words.ToString()))) ? (i, own.ToUpperInvariant()) : null;
            }
        }

        return null;
    }

    private static bool IsSwapped(string own, string letters)
    {
        var at = own.AsSpan().CommonPrefixLength(letters);
        return at + 1 < own.Length && own[at] == letters[at + 1] && own[at + 1] == letters[at] && own.AsSpan(at + 2).SequenceEqual(letters.AsSpan(at + 2));
    }

    // A letter from inside a word is one of a compound ("Selbstkontrolle").
    private static bool IsForeign(string own, string letters, string words)
    {
        var at = own.AsSpan().CommonPrefixLength(letters);
        return at < own.Length && own.AsSpan(at + 1).SequenceEqual(letters.AsSpan(at + 1)) && !words.Contains(letters[at]);
    }
}
