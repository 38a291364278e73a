namespace PropagandaVerify.Extraction;

/// <summary>The words around names of places and persons, short forms and numbers that identify.</summary>
internal sealed class NameWords(Vocabulary vocabulary)
{
    /// <summary>Words between a place and the larger one behind its comma ("Lyon, en France").</summary>
    public PhraseTable<bool> PlaceLinks { get; } = new(vocabulary);

    /// <summary>Whether the larger place may stand behind the comma alone ("Lyon, France").</summary>
    public required bool BareParents { get; init; }

    /// <summary>Words before a place where something is or happens.</summary>
    public required WordSet PlacePrepositions { get; init; }

    /// <summary>Those of them behind which nothing is but the place itself, so that a link behind the comma says where that lies ("à Lyon, en France"; not "les joueurs de Lyon, en Allemagne").</summary>
    public required WordSet Locatives { get; init; }

    /// <summary>Words before these that make the place behind them one compared, not one where something happens ("contrairement à Lyon").</summary>
    public required WordSet PlaceNotAfter { get; init; }

    /// <summary>Short forms whose letters follow another order or language than the name that is written out ("ISO", "NATO").</summary>
    public required WordSet IrregularAcronyms { get; init; }

    /// <summary>Words that call what stands beside them the capital of the territory behind them ("capitale de la").</summary>
    public PhraseTable<bool> CapitalsOf { get; } = new(vocabulary);

    /// <summary>Words for a capital, beside an adjective of <see cref="Demonyms"/>.</summary>
    public required WordSet CapitalNouns { get; init; }

    /// <summary>Adjectives of countries, with the country.</summary>
    public PhraseTable<string> Demonyms { get; } = new(vocabulary);

    /// <summary>Verbs between a place and what it is the capital of.</summary>
    public required WordSet CapitalVerbs { get; init; }

    /// <summary>Words of a sentence that tells of a capital of another time, or in another sense.</summary>
    public PhraseTable<bool> FormerCapitals { get; } = new(vocabulary);

    /// <summary>The ending of names in the genitive ("Österreichs"); empty where a language has none.</summary>
    public required string CapitalGenitive { get; init; }

    /// <summary>Titles before a surname ("Mme", "Herr").</summary>
    public PhraseTable<bool> Titles { get; } = new(vocabulary);

    /// <summary>Words for all of two or three that were just named ("tous deux"), with how many they are.</summary>
    public PhraseTable<int> Resumptions { get; } = new(vocabulary);

    /// <summary>Words that claim an order of amounts ("par ordre décroissant"), with which.</summary>
    public PhraseTable<string> Orders { get; } = new(vocabulary);

    /// <summary>Verbs that may stand between the names and such a word.</summary>
    public required WordSet ResumptionVerbs { get; init; }

    /// <summary>Words before a number that say which scheme it is of ("SIREN").</summary>
    public PhraseTable<string> IdentifierCues { get; } = new(vocabulary);

    /// <summary>Words between such a cue and its number ("n°", "numéro").</summary>
    public PhraseTable<bool> IdentifierLinks { get; } = new(vocabulary);
}
