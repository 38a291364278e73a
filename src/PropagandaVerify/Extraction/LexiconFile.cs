namespace PropagandaVerify.Extraction;

/// <summary>A language as a run first meets it: enough to recognise it and to write in it, read when it is first asked for. Its lexicon is put together when a draft first needs it, which takes far longer.</summary>
/// <param name="language">Its code, such as <c>fr</c>.</param>
/// <param name="head">Its commonest words and how values are written in it.</param>
/// <param name="lexicon">The lexicon.</param>
internal sealed class LexiconFile(string language, Lazy<LexiconHead> head, Lazy<Lexicon> lexicon)
{
    public string Language { get; } = language;

    public IReadOnlySet<string> FunctionWords => head.Value.FunctionWords;

    public bool CanRead => head.Value.CanRead;

    public NumberFormat Format => head.Value.Format;

    public Lexicon Lexicon => lexicon.Value;
}

/// <summary>What stands before the words of a lexicon.</summary>
/// <param name="FunctionWords">The commonest words of the language, folded.</param>
/// <param name="CanRead">Whether drafts can be read in it; else it is only recognised.</param>
/// <param name="Format">How values are written in it.</param>
internal sealed record LexiconHead(IReadOnlySet<string> FunctionWords, bool CanRead, NumberFormat Format);
