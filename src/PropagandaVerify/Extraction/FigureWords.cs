using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>The words around a number that tell what it counts, or that it counts nothing.</summary>
internal sealed class FigureWords(Vocabulary vocabulary)
{
    /// <summary>Hundredths of a percentage point ("basis points").</summary>
    public PhraseTable<bool> BasisPoints { get; } = new(vocabulary);

    /// <summary>What makes a time of day of the number before it ("a.m.").</summary>
    public PhraseTable<bool> TimeMarks { get; } = new(vocabulary);

    /// <summary>Signs of hours that stand between hour and minutes ("7 h 30"), or alone behind one of <see cref="BeforeTimes"/> ("vers 7 h").</summary>
    public required WordSet HourSigns { get; init; }

    public PhraseTable<bool> BeforeTimes { get; } = new(vocabulary);

    /// <summary>Words that stand for a minus before degrees.</summary>
    public required WordSet MinusWords { get; init; }

    /// <summary>Participles before which four digits are a year ("der 1899 gegründete Verein").</summary>
    public required WordSet AfterYears { get; init; }

    /// <summary>Verbs behind which four digits count people, and are no year ("interviewed 1921 registered voters").</summary>
    public required WordSet CountingVerbs { get; init; }

    /// <summary>Words of streets, before or behind the number of a house.</summary>
    public required WordSet Streets { get; init; }

    /// <summary>Units that count only where their capitals are glued to the number ("27C").</summary>
    public PhraseTable<string> GluedUnits { get; } = new(vocabulary);

    /// <summary>Words that are units only beside a counterpart in another unit: "31 in" in a parenthesis, "141 livres (64 kg)".</summary>
    public PhraseTable<string> BesideUnits { get; } = new(vocabulary);

    /// <summary>Signs of a currency with a scale of their own ("TEUR"), as powers of ten.</summary>
    public required WordMap ScaledCurrencies { get; init; }

    /// <summary>Words before a number of some of the things counted last ("dont 12").</summary>
    public PhraseTable<bool> PartOpeners { get; } = new(vocabulary);

    /// <summary>Hedges that stand behind the figure ("12 euros environ").</summary>
    public PhraseTable<Hedge> HedgesAfter { get; } = new(vocabulary);

    /// <summary>Words that say a range is given, though it is written like a change ("varie de 3 à 5 %").</summary>
    public PhraseTable<bool> SpreadCues { get; } = new(vocabulary);

    /// <summary>Words behind a range that say why it is one ("selon les quartiers").</summary>
    public PhraseTable<bool> SpreadTails { get; } = new(vocabulary);

    /// <summary>Nouns that stay as they are in the plural.</summary>
    public required WordSet SamePlurals { get; init; }

    /// <summary>Signs of a scale that may be glued to a number before a noun ("12k followers").</summary>
    public required WordSet SignsBeforeNouns { get; init; }

    /// <summary>Things that have a length: behind them the "m" at a number stays metres ("110m hurdles").</summary>
    public required WordSet LongThings { get; init; }
}
