using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>A block with its tokens and the sentences they form.</summary>
internal sealed class Passage
{
    // What is longer is no sentence; readers look back to its beginning.
    private const int LongestSentence = 300;

    private readonly int[] sentenceOf;
    private readonly List<(int Start, int End)> sentences = [];

    public Passage(int index, Block block, Token[] tokens, Scope scope, Lexicon lexicon)
    {
        Index = index;
        Block = block;
        Tokens = tokens;
        Scope = scope;
        sentenceOf = new int[tokens.Length];
        var start = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            sentenceOf[i] = sentences.Count;
            if (i + 1 == tokens.Length || i + 1 - start >= LongestSentence || Ends(tokens, i, lexicon))
            {
                sentences.Add((start, i + 1));
                start = i + 1;
            }
        }
    }

    public int Index { get; }

    public Block Block { get; }

    public Token[] Tokens { get; }

    public Scope Scope { get; }

    public IReadOnlyList<(int Start, int End)> Sentences => sentences;

    /// <summary>The tokens of the sentence that holds a token.</summary>
    public (int Start, int End) SentenceAt(int token) => sentences[sentenceOf[token]];

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
