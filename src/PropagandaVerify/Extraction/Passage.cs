using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>A block with its tokens and the sentences they form.</summary>
internal sealed class Passage
{
    private readonly int[] sentenceOf;
    private readonly List<(int Start, int End)> sentences = [];

    public Passage(int index, Block block, Token[] tokens, Scope scope)
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
            if (i + 1 == tokens.Length || Ends(tokens, i))
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
    private static bool Ends(Token[] tokens, int i)
    {
        var token = tokens[i];
        if (token.Kind != TokenKind.Mark || token.Folded is not ("." or "!" or "?" or "…"))
        {
            return false;
        }

        var next = tokens[i + 1];
        if (i > 0 && token.Is(".") && tokens[i - 1] is { Kind: TokenKind.Word } before && (before.Folded.Length == 1 || (before.IsCapital && before.Folded is "mme" or "mm" or "dr" or "me" or "mgr" or "st")))
        {
            return false;
        }

        return next.IsCapital || (next.SpaceBefore && (next.Kind == TokenKind.Number || next.Folded is "«" or "\"" or "“" or "-" or "–" or "—"));
    }
}
