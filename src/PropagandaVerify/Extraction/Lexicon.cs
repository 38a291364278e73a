using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>A currency word or sign: what it means alone, after a qualifier, and further candidates where the draft speaks of a country.</summary>
internal sealed record CurrencyWord
{
    /// <summary>What the bare word may mean, likeliest first.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>Whether the bare word also names something else ("livres"), so it needs a scale word or a qualifier to be money.</summary>
    public bool NeedsScale { get; init; }

    public PhraseTable<string> Qualified { get; } = new();

    /// <summary>Further candidates, each with the words in the draft that suggest it.</summary>
    public Dictionary<string, string[][]> Cues { get; } = new(StringComparer.Ordinal);
}

internal enum NameLink
{
    /// <summary>The word classes items, but makes no label with a name after it.</summary>
    None,

    /// <summary>"la ville de X".</summary>
    Of,

    /// <summary>"la plateforme X".</summary>
    Beside,
}

internal sealed record KindWord(string Kind, NameLink Link, bool IsPlural);

/// <summary>How to write figures in a language.</summary>
internal sealed record NumberFormat
{
    public string DecimalMark { get; init; } = ".";

    public string GroupMark { get; init; } = ",";

    /// <summary>What follows a percentage.</summary>
    public string Percent { get; init; } = "%";

    /// <summary>The fixed words of workings and repairs; <c>{0}</c> is an amount.</summary>
    public IReadOnlyDictionary<string, string> Phrases { get; init; } = new Dictionary<string, string>();

    /// <summary>Scale words, singular and plural, by power of ten.</summary>
    public IReadOnlyDictionary<int, (string One, string Many)> Scales { get; init; } = new Dictionary<int, (string, string)>();

    /// <summary>Names of months, January first.</summary>
    public IReadOnlyList<string> Months { get; init; } = [];

    /// <summary>How the first of a month is written; null where it is a plain 1.</summary>
    public string? FirstDay { get; init; }

    /// <summary>Names of weekdays, Monday first.</summary>
    public IReadOnlyList<string> Weekdays { get; init; } = [];

    /// <summary>The signs and words for "percent", as written after a number.</summary>
    public IReadOnlyList<string> PercentWords { get; init; } = ["%"];

    /// <summary>The amount from which a noun takes its plural: 2 in French, just above 1 in English.</summary>
    public decimal PluralFrom { get; init; } = 2;

    /// <summary>What a counted noun takes in the plural.</summary>
    public string PluralSuffix { get; init; } = "s";

    /// <summary>What stands between a scale word and a unit, plain and before a vowel.</summary>
    public string Link { get; init; } = "";

    public string ElidedLink { get; init; } = "";

    public IReadOnlyDictionary<string, (string One, string Many)> Currencies { get; init; } = new Dictionary<string, (string, string)>();
}

/// <summary>Everything about one language that is not grammar: words, phrases and their meanings, read from <c>rules/lexicon/</c>.</summary>
internal sealed class Lexicon
{
    public required string Language { get; init; }

    public IReadOnlySet<string> FunctionWords { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Elisions { get; init; } = new HashSet<string>();

    /// <summary>Whether drafts in this language can be read, not only recognised.</summary>
    public bool CanRead { get; init; }

    public NumberFormat Format { get; init; } = new();

    public char DecimalMark { get; init; } = ',';

    public IReadOnlyDictionary<string, int> Numerals { get; init; } = new Dictionary<string, int>();

    /// <summary>What stands before a collective number ("une dizaine").</summary>
    public IReadOnlySet<string> CollectiveArticles { get; init; } = new HashSet<string>();

    public IReadOnlyDictionary<string, int> Collectives { get; init; } = new Dictionary<string, int>();

    public PhraseTable<bool> AndAHalf { get; } = new();

    public IReadOnlyDictionary<string, int> Scales { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, int> ScaleSigns { get; init; } = new Dictionary<string, int>();

    public IReadOnlySet<string> Links { get; init; } = new HashSet<string>();

    public PhraseTable<bool> Percent { get; } = new();

    public PhraseTable<bool> NotAfter { get; } = new();

    public IReadOnlySet<string> NotBefore { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> BeforeNouns { get; init; } = new HashSet<string>();

    public PhraseTable<Hedge> Hedges { get; } = new();

    public PhraseTable<CurrencyWord> Currencies { get; } = new();

    public PhraseTable<CurrencyWord> CurrencySigns { get; } = new();

    public PhraseTable<bool> ConversionCues { get; } = new();

    public PhraseTable<bool> ConversionTails { get; } = new();

    public PhraseTable<bool> NotConversion { get; } = new();

    public PhraseTable<bool> TotalCues { get; } = new();

    public PhraseTable<bool> TotalLabels { get; } = new();

    /// <summary>Beginnings of such labels ("total des …").</summary>
    public PhraseTable<bool> TotalLabelHeads { get; } = new();

    /// <summary>Beginnings of labels of subtotals.</summary>
    public PhraseTable<bool> SubtotalHeads { get; } = new();

    /// <summary>Nouns that count what narrower nouns count ("personne": "homme", "femme"), singular.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> BroaderNouns { get; init; } = new Dictionary<string, IReadOnlySet<string>>();

    public PhraseTable<bool> TotalCloses { get; } = new();

    /// <summary>Words that say a total is of more, or of something else, than the parts before it.</summary>
    public PhraseTable<bool> OpenCues { get; } = new();

    /// <summary>Words that say a list is a selection.</summary>
    public PhraseTable<bool> SelectiveCues { get; } = new();

    /// <summary>Words of things that do not add up: means, prices, rates.</summary>
    public PhraseTable<bool> NotAdditive { get; } = new();

    /// <summary>Articles before a kind in the plural that name all of a list ("les comtés").</summary>
    public IReadOnlySet<string> AllArticles { get; init; } = new HashSet<string>();

    /// <summary>Words that say a list is the head of a longer one.</summary>
    public PhraseTable<bool> RankedCues { get; } = new();

    /// <summary>Words that make the amount behind them a part of, or a comparison to, the one before ("dont", "contre").</summary>
    public PhraseTable<bool> Subordinate { get; } = new();

    /// <summary>Words that join the last of an enumeration ("et").</summary>
    public IReadOnlySet<string> Coordinators { get; init; } = new HashSet<string>();

    /// <summary>Words that open a range ("entre"), and those that join its ends behind one.</summary>
    public IReadOnlySet<string> RangeOpeners { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> RangeClosers { get; init; } = new HashSet<string>();

    /// <summary>Words that join the ends of a range without an opener ("2 à 3 millions"), unless the lower end stands after one of <see cref="RangeNotAfter"/>.</summary>
    public IReadOnlySet<string> RangeLinks { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> RangeNotAfter { get; init; } = new HashSet<string>();

    /// <summary>Collective nouns that give no count ("des milliers"), and the words before them.</summary>
    public IReadOnlyDictionary<string, int> VagueCollectives { get; init; } = new Dictionary<string, int>();

    public IReadOnlySet<string> VagueArticles { get; init; } = new HashSet<string>();

    /// <summary>Words by which a paragraph speaks of another year without naming it.</summary>
    public PhraseTable<bool> OtherYears { get; } = new();

    /// <summary>Words that stand for an amount without giving it: "autant", "le double".</summary>
    public PhraseTable<bool> UnreadAmounts { get; } = new();

    /// <summary>Units that measure, in the singular; figures in them are rounded even where they are whole.</summary>
    public IReadOnlySet<string> PhysicalUnits { get; init; } = new HashSet<string>();

    /// <summary>The other power of ten that a scale word may mean.</summary>
    public IReadOnlyDictionary<string, int> OtherScales { get; init; } = new Dictionary<string, int>();

    /// <summary>Words between two alternatives or the ends of a range ("ou", "à").</summary>
    public IReadOnlySet<string> RangeMarks { get; init; } = new HashSet<string>();

    public IReadOnlyDictionary<string, int> Months { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, int> Weekdays { get; init; } = new Dictionary<string, int>();

    /// <summary>Short forms of months, which a full stop may follow.</summary>
    public IReadOnlySet<string> MonthAbbreviations { get; init; } = new HashSet<string>();

    /// <summary>The article before a day of the month.</summary>
    public IReadOnlySet<string> DayArticles { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> FirstDay { get; init; } = new HashSet<string>();

    /// <summary>Phrases after a day and month that name the year relative to publication: 0 this, −1 last, 1 next.</summary>
    public PhraseTable<int> RelativeYears { get; } = new();

    public IReadOnlySet<string> Last { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Next { get; init; } = new HashSet<string>();

    /// <summary>Words that name the beginning (1), middle (2) or end (3) of a month.</summary>
    public IReadOnlyDictionary<string, int> MonthParts { get; init; } = new Dictionary<string, int>();

    public IReadOnlySet<string> RangeWords { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> BeforeYears { get; init; } = new HashSet<string>();

    /// <summary>The demonstrative before a weekday and date that are the day of writing ("ce mardi 17 juin 2025").</summary>
    public IReadOnlySet<string> Today { get; init; } = new HashSet<string>();

    public PhraseTable<bool> Published { get; } = new();

    public PhraseTable<bool> Updated { get; } = new();

    public IReadOnlySet<string> Byline { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> TimeWords { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Auxiliaries { get; init; } = new HashSet<string>();

    /// <summary>Auxiliaries in the present ("est"): with most participles they tell of a state, with a few verbs and after a reflexive of the past.</summary>
    public IReadOnlySet<string> PresentAuxiliaries { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Reflexives { get; init; } = new HashSet<string>();

    /// <summary>Participles of the verbs that make their perfect with "est" ("est mort").</summary>
    public IReadOnlySet<string> MovedParticiples { get; init; } = new HashSet<string>();

    /// <summary>Participles of plans ("prévu"), which never report.</summary>
    public IReadOnlySet<string> PlannedParticiples { get; init; } = new HashSet<string>();

    /// <summary>Words between a verb and the date of its event ("le", "en"); "au" and "du" open periods and targets.</summary>
    public IReadOnlySet<string> EventLinks { get; init; } = new HashSet<string>();

    /// <summary>Words that open a relative or side clause.</summary>
    public IReadOnlySet<string> ClauseOpeners { get; init; } = new HashSet<string>();

    /// <summary>Words that say a figure is of a time before, without a date.</summary>
    public PhraseTable<bool> RelativeTimes { get; } = new();

    /// <summary>Words of corrections and fiction, which quote what is wrong.</summary>
    public PhraseTable<bool> Corrections { get; } = new();

    /// <summary>Words that say a conversion uses a rate of another time.</summary>
    public PhraseTable<bool> OtherRates { get; } = new();

    /// <summary>Words that may stand between an auxiliary and its participle ("été", adverbs by their ending).</summary>
    public IReadOnlySet<string> BetweenVerbs { get; init; } = new HashSet<string>();

    /// <summary>Words that make a passive of an auxiliary and a participle ("a été ouvert").</summary>
    public IReadOnlySet<string> Been { get; init; } = new HashSet<string>();

    /// <summary>Auxiliaries that make a passive alone ("fut ouvert").</summary>
    public IReadOnlySet<string> PassiveAuxiliaries { get; init; } = new HashSet<string>();

    public IReadOnlyList<string> InfinitiveEndings { get; init; } = [];

    public IReadOnlyList<string> AdverbEndings { get; init; } = [];

    public IReadOnlyList<string> ParticipleEndings { get; init; } = [];

    public IReadOnlySet<string> Participles { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> NotParticiples { get; init; } = new HashSet<string>();

    public PhraseTable<bool> Planned { get; } = new();

    public IReadOnlyList<string> PlannedEndings { get; init; } = [];

    public IReadOnlySet<string> NotPlanned { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> DatedPapers { get; init; } = new HashSet<string>();

    /// <summary>Links that point back to a date ("depuis", "remonte à").</summary>
    public PhraseTable<bool> PastLinks { get; } = new();

    public PhraseTable<bool> DatedPaperLinks { get; } = new();

    public IReadOnlySet<string> NameParticles { get; init; } = new HashSet<string>();

    /// <summary>Words between a kind and a name that belongs to it ("de").</summary>
    /// <summary>Adjectives that may stand between a kind and a name ("l'application chinoise X").</summary>
    public IReadOnlySet<string> KindAdjectives { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> OfLinks { get; init; } = new HashSet<string>();

    /// <summary>Articles that may stand between such a link and the name ("la").</summary>
    public IReadOnlySet<string> NameArticles { get; init; } = new HashSet<string>();

    public PhraseTable<bool> Doubts { get; } = new();

    public IReadOnlySet<string> Determiners { get; init; } = new HashSet<string>();

    public PhraseTable<KindWord> KindWords { get; } = new();

    public PhraseTable<bool> Boilerplate { get; } = new();

    /// <summary>Whether a word is a past participle by its ending or by name, and no noun that looks like one.</summary>
    public bool IsParticiple(string word) => !NotParticiples.Contains(word) && LooksLikeParticiple(word);

    /// <summary>Whether an auxiliary and a participle tell of something done: "a écrit", "s'est tenu", "est mort", not "est ouvert".</summary>
    public bool IsPast(string? before, string auxiliary, string participle) =>
        Auxiliaries.Contains(auxiliary) ? LooksLikeParticiple(participle) && !FunctionWords.Contains(participle)
        : PresentAuxiliaries.Contains(auxiliary) && LooksLikeParticiple(participle) && ((before is not null && Reflexives.Contains(before)) || MovedParticiples.Contains(participle));

    private bool LooksLikeParticiple(string word) =>
        word.Length >= 2 && !PlannedParticiples.Contains(word)
        && (Participles.Contains(word) || (word.Length >= 3 && ParticipleEndings.Any(e => word.EndsWith(e, StringComparison.Ordinal))));

    /// <summary>Participles of things done at once ("signé", "ouvert"): their date may stand behind an object.</summary>
    public IReadOnlySet<string> Achievements { get; init; } = new HashSet<string>();

    /// <summary>Whether a counted noun is the other or counts it among others.</summary>
    public bool Counts(string? broad, string? narrow) => broad == narrow || (broad is not null && narrow is not null && BroaderNouns.TryGetValue(broad, out var nouns) && nouns.Contains(narrow));

    public bool IsBetweenVerbs(string word) => BetweenVerbs.Contains(word) || AdverbEndings.Any(e => word.EndsWith(e, StringComparison.Ordinal));

    /// <summary>Whether a word is a verb in the future or the conditional by its ending.</summary>
    public bool IsPlannedVerb(string word) =>
        word.Length >= 4 && !NotPlanned.Contains(word) && PlannedEndings.Any(e => word.EndsWith(e, StringComparison.Ordinal));
}
