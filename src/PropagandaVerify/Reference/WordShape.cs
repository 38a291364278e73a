namespace PropagandaVerify.Reference;

/// <summary>
/// The shape of a whole word: 9 is a digit, a a letter, ? a mark other than a slash, a plus behind one of them one or more of it, … whatever follows, a character at least;
/// any other character is itself.
/// </summary>
internal static class WordShape
{
    public static bool Fits(ReadOnlySpan<char> shape, ReadOnlySpan<char> word)
    {
        var at = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] == '…')
            {
                return at < word.Length;
            }

            if (at == word.Length || !Is(shape[i], word[at]))
            {
                return false;
            }

            at++;
            if (i + 1 < shape.Length && shape[i + 1] == '+')
            {
                while (at < word.Length && Is(shape[i], word[at]))
                {
                    at++;
                }

                i++;
            }
        }

        return at == word.Length;
    }

    private static bool Is(char sort, char c) => sort switch
    {
        '9' => char.IsAsciiDigit(c),
        'a' => char.IsAsciiLetter(c),
        '?' => !char.IsLetterOrDigit(c) && c != '/',
        _ => c == sort,
    };
}
