namespace PropagandaVerify.Extraction;

/// <summary>The words of times of day and of lengths in hours and minutes.</summary>
internal sealed class ClockWords(Vocabulary vocabulary)
{
    /// <summary>What stands behind the number of the hour and makes a time of day of it ("Uhr", "h", "o'clock").</summary>
    public PhraseTable<int> Signs { get; } = new(vocabulary);

    /// <summary>Halves of the day, as the hour that they begin at ("p.m.", "du soir": 12).</summary>
    public PhraseTable<int> Halves { get; } = new(vocabulary);

    /// <summary>Hours that have a name ("midi": 12).</summary>
    public PhraseTable<int> Named { get; } = new(vocabulary);

    /// <summary>Parts of an hour beside a number of hours, in minutes ("et demie": 30).</summary>
    public PhraseTable<int> Parts { get; } = new(vocabulary);

    /// <summary>Hours and minutes as units of a length, in minutes.</summary>
    public PhraseTable<int> Units { get; } = new(vocabulary);

    /// <summary>Lengths without a number of their own, in minutes ("une demi-heure": 30).</summary>
    public PhraseTable<int> Lengths { get; } = new(vocabulary);
}
