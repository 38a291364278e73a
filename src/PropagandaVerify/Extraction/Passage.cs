using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>A block with its tokens and the sentences they form.</summary>
internal sealed class Passage
{
    // What is longer is no sentence; readers look back to its beginning.
    private const int LongestSentence = 300;

    // Null where all tokens are of one sentence, as in cells and items.
    private readonly int[]? sentenceOf;

    public Passage(int index, Block block, Token[] tokens, Scope scope, Lexicon lexicon)
    {
        Index = index;
        Block = block;
        Tokens = tokens;
        Scope = scope;
        var first = EndOfSentence(0);
        if (first == tokens.Length)
        {
            Sentences = tokens.Length == 0 ? [] : [(0, first)];
            return;
        }

        sentenceOf = new int[tokens.Length];
        var sentences = new List<(int Start, int End)>();
        for (var (start, end) = (0, first); start < tokens.Length; (start, end) = (end, EndOfSentence(end)))
        {
            Array.Fill(sentenceOf, sentences.Count, start, end - start);
            sentences.Add((start, end));
        }

        Sentences = sentences;

        int EndOfSentence(int start)
        {
            var end = start;
            while (end < tokens.Length && end + 1 != tokens.Length && end + 1 - start < LongestSentence && !Ends(tokens, end, lexicon))
            {
                end++;
            }

            return Math.Min(end + 1, tokens.Length);
        }
    }

    public int Index { get; }

    public Block Block { get; }

    public Token[] Tokens { get; }

    public Scope Scope { get; }

    public IReadOnlyList<(int Start, int End)> Sentences { get; }

    /// <summary>The tokens of the sentence that holds a token.</summary>
    public (int Start, int End) SentenceAt(int token) => Sentences[sentenceOf?[token] ?? 0];

    // A stop ends a sentence when a capital, a quotation mark or a number follows after a space, and what stands before it is
    // no initial and no short form. Many drafts lack the space after a stop; a capital right behind a lower-case word ends it too.
    private static bool Ends(Token[] tokens, int i, Lexicon lexicon)
    {
        var token = tokens[i];
        if (token.Kind != TokenKind.Mark || token.Folded is not ("." or "!" or "?" or "…"))
        {
            return false;
        }

        var next = tokens[i + 1];

        // Initials and short forms; a letter behind a number is its unit ("£12m.").
        if (i > 0 && token.Is(".") && tokens[i - 1] is { Kind: TokenKind.Word } before && ((before.Length == 1 && !(i > 1 && tokens[i - 2].Kind == TokenKind.Number)) || lexicon.Abbreviations.Contains(before)))
        {
            return false;
        }

        // "5. Mai", "im 3. Quartal": the stop makes a rank of the number before it.
        if (i > 0 && token is { Folded: ".", SpaceBefore: false } && lexicon.Dates.DaySuffixes.Contains(token) && tokens[i - 1] is { Kind: TokenKind.Number, Length: <= 2 } && next.Kind == TokenKind.Word && !lexicon.FunctionWords.Contains(next))
        {
            return false;
        }

        return next.IsCapital || (next.SpaceBefore && (next.Kind == TokenKind.Number || next.Folded is "¿" or "¡" or "«" or "\"" or "“" or "-" or "–" or "—"));
    }
}
