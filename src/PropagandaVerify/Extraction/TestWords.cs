namespace PropagandaVerify.Extraction;

/// <summary>The signs and words in which results of statistical tests are written.</summary>
internal sealed class TestWords(Vocabulary vocabulary)
{
    /// <summary>Signs of test statistics, each with the test: t, f, chi2, r, z.</summary>
    public PhraseTable<string> Statistics { get; } = new(vocabulary, isTight: true);

    /// <summary>What stands before the probability ("p").</summary>
    public PhraseTable<bool> Probability { get; } = new(vocabulary);

    /// <summary>What stands for a probability above the level of significance ("ns").</summary>
    public PhraseTable<bool> NotSignificant { get; } = new(vocabulary);

    /// <summary>Words of significance, beside which a p is a probability.</summary>
    public PhraseTable<bool> Significance { get; } = new(vocabulary);

    /// <summary>What stands before the size of the sample ("N").</summary>
    public PhraseTable<bool> Sample { get; } = new(vocabulary);

    /// <summary>What stands before degrees of freedom ("df").</summary>
    public PhraseTable<bool> Freedom { get; } = new(vocabulary);

    /// <summary>Names and words for probabilities that were raised for many tests, or for what the test takes for granted.</summary>
    public PhraseTable<bool> Corrected { get; } = new(vocabulary);

    /// <summary>Words for tests of one side alone.</summary>
    public PhraseTable<bool> OneTailed { get; } = new(vocabulary);
}
