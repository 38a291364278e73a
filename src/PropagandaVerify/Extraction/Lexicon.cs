using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>A currency word or sign: what it means alone, after a qualifier, and further candidates where the draft speaks of a country.</summary>
internal sealed record CurrencyWord
{
    /// <summary>What the bare word may mean, likeliest first.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>Whether the bare word also names something else ("livres"), so it needs a scale word or a qualifier to be money.</summary>
    public bool NeedsScale { get; init; }

    /// <summary>What words behind it make of it; null without any.</summary>
    public PhraseTable<string>? Qualified { get; init; }

    /// <summary>Further candidates, each with the words in the draft that suggest it.</summary>
    public Dictionary<string, Word[][]> Cues { get; } = new(StringComparer.Ordinal);
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

    /// <summary>Endings of counted nouns with those of their plurals, the longest first; any other takes <see cref="PluralSuffix"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Plurals { get; init; } = [];

    /// <summary>How a day and a month with their year are written, with <c>{day}</c>, <c>{month}</c> and <c>{year}</c>.</summary>
    public string DayForm { get; init; } = "{day} {month} {year}";

    public string MonthForm { get; init; } = "{month} {year}";

    /// <summary>What a counted noun takes in the plural.</summary>
    public string PluralSuffix { get; init; } = "s";

    /// <summary>What stands between a scale word and a unit, plain and before a vowel.</summary>
    public string Link { get; init; } = "";

    public string ElidedLink { get; init; } = "";

    public IReadOnlyDictionary<string, (string One, string Many)> Currencies { get; init; } = new Dictionary<string, (string, string)>();
}

/// <summary>Everything about one language that is not grammar: words, phrases and their meanings, read from <c>rules/lexicon/</c>.</summary>
internal sealed class Lexicon(Vocabulary vocabulary)
{
    private const int ShortNoun = 3;

    private readonly int participleBit = vocabulary.NewBit();
    private readonly int plannedBit = vocabulary.NewBit();
    private readonly int pastBit = vocabulary.NewBit();
    private readonly int adverbBit = vocabulary.NewBit();
    private readonly int infinitiveBit = vocabulary.NewBit();
    private readonly int adjectiveBit = vocabulary.NewBit();
    private readonly int numberBit = vocabulary.NewBit();

    public required string Language { get; init; }

    public required WordSet FunctionWords { get; init; }

    /// <summary>The words of the phrases that decide between currencies of one name.</summary>
    public required WordSet CueWords { get; init; }

    public required Elisions Elisions { get; init; }

    public char DecimalMark { get; init; } = ',';

    public required NumberGrammar NumberGrammar { get; init; }

    public required FigureWords Figures { get; init; }

    public required StatementWords Statements { get; init; }

    public required NameWords Names { get; init; }

    public required TestWords Tests { get; init; }

    /// <summary>Whether adjectives and other nouns stand before a counted noun and the last noun counts, as in English.</summary>
    public bool NounsComeLast { get; init; }

    /// <summary>What stands before a collective number ("une dizaine").</summary>
    public required WordSet CollectiveArticles { get; init; }

    public required WordMap Collectives { get; init; }

    public PhraseTable<bool> AndAHalf { get; } = new(vocabulary);

    /// <summary>The words of times of day and of lengths in hours and minutes.</summary>
    public ClockWords Clock { get; } = new(vocabulary);

    /// <summary>Those of <see cref="RangeNotAfter"/> behind which a range stands where nothing in the sentence tells of a change ("de 15 a 20 cm").</summary>
    public required WordSet OpensRange { get; init; }

    /// <summary>Words of changes: with one in the sentence "de 15 a 20" is no range. True for those that only ever go from one value to another ("pasó").</summary>
    public PhraseTable<bool> ChangeCues { get; } = new(vocabulary);

    /// <summary>Words behind a number that make it a part of the one before ("12 de ellos").</summary>
    public PhraseTable<bool> Partitives { get; } = new(vocabulary);

    /// <summary>Whether drafts of some countries write the decimal mark that others use for thousands, so that each draft must tell.</summary>
    public bool DecimalMarkVaries { get; init; }

    public required WordMap Scales { get; init; }

    public required WordMap ScaleSigns { get; init; }

    public required WordSet Links { get; init; }

    public PhraseTable<bool> Percent { get; } = new(vocabulary);

    public PhraseTable<bool> NotAfter { get; } = new(vocabulary);

    /// <summary>What names a number that counts nothing: streets, rooms.</summary>
    public PhraseTable<bool> NotAfterBare { get; } = new(vocabulary);

    public required WordSet NotBefore { get; init; }

    /// <summary>Those of <see cref="NotBefore"/> that count even apart from the number though they are short ("Uhr").</summary>
    public required WordSet NotBeforeApart { get; init; }

    public required WordSet BeforeNouns { get; init; }

    /// <summary>Endings of adjectives, by which they are known between a number and a noun with a capital.</summary>
    public IReadOnlyList<string> AdjectiveEndings { get; init; } = [];

    /// <summary>Words for a number and a half, with how many halves they are ("anderthalb": 3).</summary>
    public required WordMap Halves { get; init; }

    /// <summary>Phrases that make a half of the scale word or the collective behind them ("eine halbe Million").</summary>
    public PhraseTable<bool> HalfBefore { get; } = new(vocabulary);

    public PhraseTable<Hedge> Hedges { get; } = new(vocabulary);

    public PhraseTable<CurrencyWord> Currencies { get; } = new(vocabulary);

    public PhraseTable<CurrencyWord> CurrencySigns { get; } = new(vocabulary, isTight: true);

    public PhraseTable<bool> ConversionCues { get; } = new(vocabulary);

    public PhraseTable<bool> ConversionTails { get; } = new(vocabulary);

    public PhraseTable<bool> NotConversion { get; } = new(vocabulary);

    public PhraseTable<bool> TotalCues { get; } = new(vocabulary);

    public PhraseTable<bool> TotalLabels { get; } = new(vocabulary);

    /// <summary>Beginnings of such labels ("total des …").</summary>
    public PhraseTable<bool> TotalLabelHeads { get; } = new(vocabulary);

    /// <summary>Beginnings of labels of subtotals.</summary>
    public PhraseTable<bool> SubtotalHeads { get; } = new(vocabulary);

    /// <summary>Nouns that count what narrower nouns count ("personne": "homme", "femme"), singular.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> BroaderNouns { get; init; } = new Dictionary<string, IReadOnlySet<string>>();

    public PhraseTable<bool> TotalCloses { get; } = new(vocabulary);

    /// <summary>Words that lead from a total to all of its parts ("se répartit", "consists of").</summary>
    public PhraseTable<bool> Splits { get; } = new(vocabulary);

    /// <summary>Those of <see cref="Subordinate"/> behind which all parts of an amount may stand ("dont", "of which").</summary>
    public PhraseTable<bool> OfWhich { get; } = new(vocabulary);

    /// <summary>Words that say a total is of more, or of something else, than the parts before it.</summary>
    public PhraseTable<bool> OpenCues { get; } = new(vocabulary);

    /// <summary>Words that say a list is a selection.</summary>
    public PhraseTable<bool> SelectiveCues { get; } = new(vocabulary);

    /// <summary>Words of things that do not add up: means, prices, rates.</summary>
    public PhraseTable<bool> NotAdditive { get; } = new(vocabulary);

    /// <summary>Labels of total rows and columns beside <see cref="TotalLabels"/>; each is the whole label.</summary>
    public PhraseTable<bool> TableTotals { get; } = new(vocabulary);

    /// <summary>Words in a label of a table of what does not add up, beside <see cref="NotAdditive"/>.</summary>
    public PhraseTable<bool> TableNotAdditive { get; } = new(vocabulary);

    /// <summary>Words in the head of a column that gives by how much two others differ, in per cent.</summary>
    public PhraseTable<bool> TableChanges { get; } = new(vocabulary);

    /// <summary>Words in the head of a column that gives what its rows are of their total, in per cent.</summary>
    public PhraseTable<bool> TableShares { get; } = new(vocabulary);

    /// <summary>Heads of columns of years.</summary>
    public required WordSet YearHeads { get; init; }

    /// <summary>Heads of columns of places in a ranking.</summary>
    public required WordSet PlaceHeads { get; init; }

    /// <summary>Words before the unit of a table or a column ("en millions d'euros").</summary>
    public required WordSet UnitLinks { get; init; }

    /// <summary>Articles before a kind in the plural that name all of a list ("les comtés").</summary>
    public required WordSet AllArticles { get; init; }

    /// <summary>Words that say a list is the head of a longer one.</summary>
    public PhraseTable<bool> RankedCues { get; } = new(vocabulary);

    /// <summary>Words that make the amount behind them a part of, or a comparison to, the one before ("dont", "contre").</summary>
    public PhraseTable<bool> Subordinate { get; } = new(vocabulary);

    /// <summary>Words that join the last of an enumeration ("et").</summary>
    public required WordSet Coordinators { get; init; }

    /// <summary>Words that open a range ("entre"), and those that join its ends behind one.</summary>
    public required WordSet RangeOpeners { get; init; }

    public required WordSet RangeClosers { get; init; }

    /// <summary>Words that join the ends of a range without an opener ("2 à 3 millions"), unless the lower end stands after one of <see cref="RangeNotAfter"/>.</summary>
    public required WordSet RangeLinks { get; init; }

    public required WordSet RangeNotAfter { get; init; }

    /// <summary>Collective nouns that give no count ("des milliers"), and the words before them.</summary>
    public required WordMap VagueCollectives { get; init; }

    public required WordSet VagueArticles { get; init; }

    /// <summary>Vague collectives that need no such word ("Hunderte").</summary>
    public required WordSet VagueAlone { get; init; }

    /// <summary>Words by which a paragraph speaks of another year without naming it.</summary>
    public PhraseTable<bool> OtherYears { get; } = new(vocabulary);

    /// <summary>Words that stand for an amount without giving it: "autant", "le double".</summary>
    public PhraseTable<bool> UnreadAmounts { get; } = new(vocabulary);

    /// <summary>Words of physical units with the sign of each; figures in them are rounded even where they are whole.</summary>
    public PhraseTable<string> Units { get; } = new(vocabulary);

    /// <summary>Words of spans of time, in the singular: days, weeks, months or years for each, else hours, minutes, seconds.</summary>
    public required IReadOnlyDictionary<string, string> TimeUnits { get; init; }

    /// <summary>Phrases for percentage points.</summary>
    public PhraseTable<bool> PercentPoints { get; } = new(vocabulary);

    /// <summary>Nouns that mean percentage points beside a percentage ("trois points"), in the singular.</summary>
    public required IReadOnlySet<string> PointNouns { get; init; }

    /// <summary>Whether nouns are written with a capital, as in German.</summary>
    public bool HasCapitalNouns { get; init; }

    /// <summary>Endings of plurals with what stands for them in the singular, the longest first.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Plurals { get; init; }

    /// <summary>Words behind a percentage that make it so much more or less ("plus", "higher").</summary>
    public PhraseTable<bool> Comparatives { get; } = new(vocabulary);

    public Constructions Constructions { get; } = new(vocabulary);

    /// <summary>The other power of ten that a scale word may mean.</summary>
    public required WordMap OtherScales { get; init; }

    /// <summary>Words between two alternatives or the ends of a range ("ou", "à").</summary>
    public required WordSet RangeMarks { get; init; }

    public required WordMap Months { get; init; }

    public required WordMap Weekdays { get; init; }

    /// <summary>Short forms of months, which a full stop may follow.</summary>
    public required WordSet MonthAbbreviations { get; init; }

    /// <summary>The article before a day of the month.</summary>
    public required WordSet DayArticles { get; init; }

    /// <summary>Phrases after a day and month that name the year relative to publication: 0 this, −1 last, 1 next.</summary>
    public PhraseTable<int> RelativeYears { get; } = new(vocabulary);

    public required DateWords Dates { get; init; }

    /// <summary>Words of <see cref="BeforeYears"/> that also stand before things counted ("avant 2000 personnes").</summary>
    public required WordSet WideBeforeYears { get; init; }

    /// <summary>Short forms whose stop ends no sentence.</summary>
    public required WordSet Abbreviations { get; init; }

    public required WordSet Last { get; init; }

    public required WordSet Next { get; init; }

    public required WordSet BeforeYears { get; init; }

    /// <summary>The demonstrative before a weekday and date that are the day of writing ("ce mardi 17 juin 2025").</summary>
    public required WordSet Today { get; init; }

    public PhraseTable<bool> Published { get; } = new(vocabulary);

    public PhraseTable<bool> Updated { get; } = new(vocabulary);

    public required WordSet Byline { get; init; }

    public required WordSet TimeWords { get; init; }

    public required WordSet Auxiliaries { get; init; }

    /// <summary>Auxiliaries in the present ("est"): with most participles they tell of a state, with a few verbs and after a reflexive of the past.</summary>
    public required WordSet PresentAuxiliaries { get; init; }

    public required WordSet Reflexives { get; init; }

    /// <summary>Participles of the verbs that make their perfect with "est" ("est mort").</summary>
    public required WordSet MovedParticiples { get; init; }

    /// <summary>Participles of plans ("prévu"), which never report.</summary>
    public required WordSet PlannedParticiples { get; init; }

    /// <summary>Words between a verb and the date of its event ("le", "en"); "au" and "du" open periods and targets.</summary>
    public required WordSet EventLinks { get; init; }

    /// <summary>Words that open a relative or side clause.</summary>
    public required WordSet ClauseOpeners { get; init; }

    /// <summary>Words that say a figure is of a time before, without a date.</summary>
    public PhraseTable<bool> RelativeTimes { get; } = new(vocabulary);

    /// <summary>Words of corrections and fiction, which quote what is wrong.</summary>
    public PhraseTable<bool> Corrections { get; } = new(vocabulary);

    /// <summary>Words that say a conversion uses a rate of another time.</summary>
    public PhraseTable<bool> OtherRates { get; } = new(vocabulary);

    /// <summary>Words that may stand between an auxiliary and its participle ("été", adverbs by their ending).</summary>
    public required WordSet BetweenVerbs { get; init; }

    /// <summary>Words that make a passive of an auxiliary and a participle ("a été ouvert").</summary>
    public required WordSet Been { get; init; }

    /// <summary>Auxiliaries that make a passive alone ("fut ouvert").</summary>
    public required WordSet PassiveAuxiliaries { get; init; }

    public IReadOnlyList<string> InfinitiveEndings { get; init; } = [];

    /// <summary>What an infinitive stands behind ("de", "fait"), pronouns aside; empty where the ending is enough.</summary>
    public required WordSet InfinitiveLinks { get; init; }

    public required WordSet InfinitivePronouns { get; init; }

    /// <summary>Nouns with the ending of an infinitive.</summary>
    public required WordSet NotInfinitives { get; init; }

    public IReadOnlyList<string> AdverbEndings { get; init; } = [];

    public IReadOnlyList<string> ParticipleEndings { get; init; } = [];

    public required WordSet Participles { get; init; }

    public required WordSet NotParticiples { get; init; }

    public PhraseTable<bool> Planned { get; } = new(vocabulary);

    public IReadOnlyList<string> PlannedEndings { get; init; } = [];

    /// <summary>Endings of verbs in a past tense of one word ("publicó"), and such verbs with endings of their own.</summary>
    public IReadOnlyList<string> PastEndings { get; init; } = [];

    public required WordSet PastVerbs { get; init; }

    /// <summary>Words that look like such verbs, and verbs that speak of other days than their own ("anunció", "fijó") or only tell who said it ("informó").</summary>
    public required WordSet NotPastVerbs { get; init; }

    /// <summary>Participles that with "have" may tell of a state: "hat geöffnet".</summary>
    public required WordSet StateParticiples { get; init; }

    /// <summary>Whether the finite verb stands second and the participle closes the clause: "Am 3. Mai wurde die Brücke eröffnet".</summary>
    public bool ParticipleLast { get; init; }

    /// <summary>Whether a past like the participle is told by the object behind it: "completed the purchase".</summary>
    public bool PastBeforeObjects { get; init; }

    public required WordSet NotPlanned { get; init; }

    public required WordSet DatedPapers { get; init; }

    /// <summary>Links that point back to a date ("depuis", "remonte à").</summary>
    public PhraseTable<bool> PastLinks { get; } = new(vocabulary);

    public PhraseTable<bool> DatedPaperLinks { get; } = new(vocabulary);

    public required WordSet NameParticles { get; init; }

    /// <summary>Words between a kind and a name that belongs to it ("de").</summary>
    /// <summary>Adjectives that may stand between a kind and a name ("l'application chinoise X").</summary>
    public required WordSet KindAdjectives { get; init; }

    public required WordSet OfLinks { get; init; }

    /// <summary>Articles that may stand between such a link and the name ("la").</summary>
    public required WordSet NameArticles { get; init; }

    /// <summary>Nouns that are no names though they stand beside a kind; needed where all nouns have a capital.</summary>
    public PhraseTable<bool> NotNames { get; } = new(vocabulary);

    /// <summary>Names that hold a coordinator ("Wallis et Futuna"), which would else be two.</summary>
    public PhraseTable<bool> JoinedNames { get; } = new(vocabulary);

    /// <summary>Words between a count and the names that it announces ("à savoir").</summary>
    public PhraseTable<bool> ListIntroducers { get; } = new(vocabulary);

    public PhraseTable<bool> Doubts { get; } = new(vocabulary);

    public required WordSet Determiners { get; init; }

    public PhraseTable<KindWord> KindWords { get; } = new(vocabulary);

    public PhraseTable<bool> Boilerplate { get; } = new(vocabulary);

    /// <summary>Words before the name of who says something ("selon"), and what behind them makes them mean something else ("selon les besoins").</summary>
    public PhraseTable<bool> SourceLinks { get; } = new(vocabulary);

    public PhraseTable<bool> NotSources { get; } = new(vocabulary);

    /// <summary>What a speaker does ("a déclaré").</summary>
    public PhraseTable<bool> SourceVerbs { get; } = new(vocabulary);

    /// <summary>Words that the name of a source does not reach over.</summary>
    public required WordSet SourceEnds { get; init; }

    /// <summary>Beginnings of captions and picture credits.</summary>
    public PhraseTable<bool> Captions { get; } = new(vocabulary);

    /// <summary>Things done at once ("signé", "ouvert"): their date may stand behind an object.</summary>
    public required WordSet Achievements { get; init; }

    /// <summary>The word of the lexicon, or null when it knows none.</summary>
    public Word? Find(ReadOnlySpan<char> folded) => vocabulary.Find(folded);

    /// <summary>Marks a word with what its form tells: its numerals and its endings. Once for each word, before it is shared.</summary>
    public void Describe(Word word)
    {
        var text = word.Text;
        word.Numerals = NumberGrammar.NumeralsOf(text);
        if (word.Numerals is not null || Collectives.Contains(word) || VagueCollectives.Contains(word) || Halves.Contains(word) || HalfBefore.BeginsWith(word))
        {
            word.Mark(numberBit);
        }

        if (text.Length >= 2 && !PlannedParticiples.Contains(word) && (Participles.Contains(word) || (text.Length >= 3 && EndsIn(text, ParticipleEndings))))
        {
            word.Mark(participleBit);
        }

        if (text.Length >= 4 && !NotPlanned.Contains(word) && EndsIn(text, PlannedEndings))
        {
            word.Mark(plannedBit);
        }

        Dates.Describe(word, this);
        if (!NotPastVerbs.Contains(word) && (PastVerbs.Contains(word) || (text.Length >= 4 && EndsIn(text, PastEndings))))
        {
            word.Mark(pastBit);
        }

        if (EndsIn(text, AdverbEndings))
        {
            word.Mark(adverbBit);
        }

        if (EndsIn(text, AdjectiveEndings) && !FunctionWords.Contains(word))
        {
            word.Mark(adjectiveBit);
        }

        vocabulary.MarkEndings(word);
        if (EndsIn(text, InfinitiveEndings) && word.Numerals is null && !NotInfinitives.Contains(word) && !Months.Contains(word))
        {
            word.Mark(infinitiveBit);
        }
    }

    /// <summary>Whether a number in words may begin with a word.</summary>
    public bool BeginsNumber(Word word) => word.Has(numberBit);

    /// <summary>Whether a word is a past participle by its ending or by name, and no noun that looks like one.</summary>
    public bool IsParticiple(Word word) => !NotParticiples.Contains(word) && word.Has(participleBit);

    /// <summary>Whether an auxiliary and a participle tell of something done: "a écrit", "s'est tenu", "est mort", not "est ouvert".</summary>
    public bool IsPast(Word? before, Word auxiliary, Word participle) =>
        Auxiliaries.Contains(auxiliary) ? participle.Has(participleBit) && !FunctionWords.Contains(participle)
        : PresentAuxiliaries.Contains(auxiliary) && participle.Has(participleBit) && ((before is not null && Reflexives.Contains(before)) || MovedParticiples.Contains(participle));

    /// <summary>Whether a word alone tells of something done: "publicó".</summary>
    public bool IsPastVerb(Word word) => word.Has(pastBit);

    /// <summary>Whether a counted noun is the other or counts it among others.</summary>
    public bool Counts(string? broad, string? narrow) => broad == narrow || (broad is not null && narrow is not null && BroaderNouns.TryGetValue(broad, out var nouns) && nouns.Contains(narrow));

    /// <summary>A noun in the singular, enough to give "visiteur" and "visiteurs" one unit. Short words stay as they are.</summary>
    public string Singular(string noun, out bool isPlural)
    {
        foreach (var (ending, singular) in Plurals)
        {
            if (noun.Length >= ending.Length && noun.EndsWith(ending, StringComparison.Ordinal))
            {
                isPlural = ending != singular;
                return noun.Length > ShortNoun ? noun[..^ending.Length] + singular : noun;
            }
        }

        isPlural = false;
        return noun;
    }

    public bool IsBetweenVerbs(Word word) => BetweenVerbs.Contains(word) || word.Has(adverbBit);

    public bool IsAdjective(Word word) => word.Has(adjectiveBit);

    public bool IsInfinitive(Word word) => word.Has(infinitiveBit);

    /// <summary>Whether a word is a verb in the future or the conditional by its ending.</summary>
    public bool IsPlannedVerb(Word word) => word.Has(plannedBit);

    private static bool EndsIn(string text, IReadOnlyList<string> endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
