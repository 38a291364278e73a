namespace PropagandaVerify.Extraction;

/// <summary>A language as a run first meets it: enough to recognise it and to write in it. Its lexicon is put together when a draft first needs it, which takes far longer.</summary>
/// <param name="language">Its code, such as <c>fr</c>.</param>
/// <param name="functionWords">Its commonest words, folded.</param>
/// <param name="canRead">Whether drafts can be read in it; else it is only recognised.</param>
/// <param name="format">How values are written in it.</param>
/// <param name="lexicon">The lexicon.</param>
internal sealed class LexiconFile(string language, IReadOnlySet<string> functionWords, bool canRead, Lazy<NumberFormat> format, Lazy<Lexicon> lexicon)
{
    public string Language { get; } = language;

    public IReadOnlySet<string> FunctionWords { get; } = functionWords;

    public bool CanRead { get; } = canRead;

    public NumberFormat Format => format.Value;

    public Lexicon Lexicon => lexicon.Value;
}
