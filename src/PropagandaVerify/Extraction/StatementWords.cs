namespace PropagandaVerify.Extraction;

/// <summary>The words by which statements about a named thing, and counts of what follows, are known.</summary>
internal sealed class StatementWords(Vocabulary vocabulary)
{
    /// <summary>Between a thing and its figure ("s'élève à"), with their tense.</summary>
    public PhraseTable<string> Verbs { get; } = new(vocabulary);

    /// <summary>Between an owner and the things counted ("compte"), with their tense.</summary>
    public PhraseTable<string> Holds { get; } = new(vocabulary);

    /// <summary>Whether the verb comes before the subject where something else opens the sentence ("Im Jahr 2019 betrug der Etat …").</summary>
    public bool Inverts { get; init; }

    /// <summary>Words that may open a sentence and say nothing of its subject ("en effet").</summary>
    public PhraseTable<bool> Openers { get; } = new(vocabulary);

    /// <summary>Words that make it a figure of another thing or another time ("hors", "en moyenne").</summary>
    public PhraseTable<bool> Qualifiers { get; } = new(vocabulary);

    /// <summary>Nouns that headings count, in the singular ("raison"), as do sentences before a list.</summary>
    public required IReadOnlySet<string> Announced { get; init; }

    /// <summary>Words by which a count announces what follows it ("suivants").</summary>
    public required WordSet Following { get; init; }
}
