namespace PropagandaVerify.Extraction;

/// <summary>The words by which a language writes dates.</summary>
internal sealed class DateWords(Vocabulary vocabulary)
{
    private readonly int dateBit = vocabulary.NewBit();

    /// <summary>Whether months are written with a capital, so that "may" is a verb.</summary>
    public bool HasCapitalMonths { get; init; }

    /// <summary>Whether a day may stand behind its month ("May 5").</summary>
    public bool MonthFirst { get; init; }

    /// <summary>Whether a year may stand without a preposition ("wurde 1923 gegründet").</summary>
    public bool BareYears { get; init; }

    /// <summary>Whether a weekday may stand for one day right behind a verb ("said Monday").</summary>
    public bool WeekdayAfterVerbs { get; init; }

    /// <summary>dmy where the day comes first in "3/5/2020", ambiguous where it may be the month.</summary>
    public bool NumericIsAmbiguous { get; init; }

    /// <summary>Words between a day, its month and its year ("de", "of").</summary>
    public required WordSet MonthLinks { get; init; }

    /// <summary>Words behind which a month stands without a day ("In March 20 people died").</summary>
    public required WordSet MonthAloneAfter { get; init; }

    /// <summary>What follows the number of a day or of a rank ("er", "th", a stop).</summary>
    public required WordSet DaySuffixes { get; init; }

    /// <summary>Words between the ends of a range of dates, and those before its first end.</summary>
    public required WordSet RangeLinks { get; init; }

    public required WordSet RangeOpeners { get; init; }

    /// <summary>Words between two days that join them only behind an opener of ranges ("vom 24. auf den 25. Dezember").</summary>
    public required WordSet OpenedRangeLinks { get; init; }

    /// <summary>Words that join two dates ("et"); behind some openers they join the ends of a range ("entre mars et mai").</summary>
    public required WordSet BothLinks { get; init; }

    public required WordSet BothOpeners { get; init; }

    /// <summary>Words for days, weeks, months and years counted from publication.</summary>
    public PhraseTable<(string Unit, int Offset)> Relative { get; } = new(vocabulary);

    /// <summary>Words for days counted from the date before them ("la veille").</summary>
    public PhraseTable<int> Anchored { get; } = new(vocabulary);

    /// <summary>Words between a weekday and the number of its day ("martes día 5").</summary>
    public required WordSet DayWords { get; init; }

    /// <summary>Words right before a weekday that stands for one day ("on Monday"); empty where none is needed.</summary>
    public required WordSet WeekdayLinks { get; init; }

    /// <summary>Articles of a weekday that stands behind its date ("5 mai 2020, un mardi").</summary>
    public required WordSet WeekdayArticles { get; init; }

    /// <summary>Words before a weekday that stands for all of them ("le lundi", "every Monday").</summary>
    public required WordSet WeekdayNotAfter { get; init; }

    /// <summary>Words that make a weekday behind them the name of a feast ("Good Friday, May 25").</summary>
    public required WordSet FeastWords { get; init; }

    /// <summary>Words for what is put on another day ("avancé", "brought forward"), whose two dates are no range.</summary>
    public required WordSet MovingWords { get; init; }

    /// <summary>Words of what goes on from one date to another, "between" them too ("the survey was carried out").</summary>
    public required WordSet LastingWords { get; init; }

    public required WordMap QuarterSigns { get; init; }

    public required WordMap HalfSigns { get; init; }

    public required WordSet QuarterNouns { get; init; }

    public required WordSet HalfNouns { get; init; }

    /// <summary>Nouns that name a half of a year only with the year behind them: "in the second half" alone is football.</summary>
    public required WordSet DatedHalfNouns { get; init; }

    /// <summary>Nouns between a part of a year and its number ("first quarter of the year 2020").</summary>
    public required WordSet YearNouns { get; init; }

    /// <summary>Words for years with a beginning of their own, whose quarters are not those of the calendar ("fiscal", "exercice").</summary>
    public required WordSet OwnYears { get; init; }

    /// <summary>What makes a date behind it part of a name ("rue du 8 mai 1945").</summary>
    public PhraseTable<bool> NameHeads { get; } = new(vocabulary);

    public required WordMap Ordinals { get; init; }

    /// <summary>Words before the number of a decade ("années 1980"), and what follows the number in other languages ("1980s").</summary>
    public required WordSet DecadeWords { get; init; }

    public required WordSet DecadeSuffixes { get; init; }

    /// <summary>Nouns that name a decade with a link or an article between ("la década de los 80").</summary>
    public required WordSet DecadeHeads { get; init; }

    /// <summary>What follows the number of a quarter ("2T de 2019").</summary>
    public required WordSet QuarterSuffixes { get; init; }

    public required WordSet CenturyNouns { get; init; }

    /// <summary>Words before a year that spans two ("exercice 2018-2019").</summary>
    public required WordSet YearSpanWords { get; init; }

    /// <summary>Parts of a month or year before it ("fin", "mid").</summary>
    public required WordSet Parts { get; init; }

    /// <summary>Whether a date that is not counted from another may be named by a word; most words are passed over by this test alone.</summary>
    public bool NamesDate(Word word) => word.Has(dateBit);

    /// <summary>Marks a word that may name a date. Once for each word, before it is shared.</summary>
    public void Describe(Word word, Lexicon lexicon)
    {
        var hyphen = word.Text.IndexOf('-', StringComparison.Ordinal);
        var tail = hyphen > 0 ? lexicon.Find(word.Text.AsSpan(hyphen + 1)) : null;
        if (lexicon.Months.Contains(word) || (tail is not null && lexicon.Months.Contains(tail)) || QuarterSigns.Contains(word) || HalfSigns.Contains(word)
            || QuarterNouns.Contains(word) || HalfNouns.Contains(word) || DatedHalfNouns.Contains(word) || CenturyNouns.Contains(word))
        {
            word.Mark(dateBit);
        }
    }
}
