using PropagandaVerify.Reference;

namespace PropagandaVerify.Facts;

/// <summary>The relations that every draft gives, and those of the reference data.</summary>
public static class DraftSchemas
{
    private static readonly string[] Forms = ["bullets", "lines", "colon", "prose"];
    private static readonly string[] Measurings = ["number", "count", "money", "percent", "points", "unit"];

    /// <summary>The column of <c>weekdays</c> that numbers the weekday; corrections keep to the seven.</summary>
    internal const string Weekday = "weekday";

    public static Schema Document { get; } = Draft("document", "The draft itself: one row, which rules also reach as `document`.",
        Text("path", "the file"), Text("title", "its headline"), Text("language", "the language it was read in"),
        Date("published", "the day of publication"), Date("updated", "the day of the last update"));

    public static Schema Figures { get; } = Draft("figures", "Every figure: numbers with scale, unit and hedge; years and numbers of things left out.",
        Quantity("value", "the figure as written"), Text("unit", "currency code, `%`, counted noun, or empty"),
        Symbol("measure", "what it measures", Measurings),
        Symbol("scope", "the part of the draft", "headline", "standfirst", "dateline", "body", "caption", "table", "footnote", "quotation", "boilerplate"),
        Truth("quoted", "whether it stands in quotation marks"), Text("source", "who says it, as written; missing when nobody or several do"), Text("text", "the words"));

    public static Schema Lists { get; } = Draft("lists", "Enumerations of labelled amounts.",
        Text("id", "the key by which items and totals name it"), Symbol("form", "how it is written", Forms),
        Quantity("size", "how many items it has"), Text("unit", "the unit of its amounts"),
        Symbol("order", "the order of its amounts that its introduction claims", "ascending", "descending"));

    public static Schema Items { get; } = Draft("items", "The items of lists.",
        Text("list", "the list's id"), Quantity("value", "its amount, read at the finest place written in the list"), Text("unit", "its unit: currency code, counted noun, or empty"),
        Kind("kind", "the kind of thing its label names"), Text("name", "the proper name in its label, or the label"), Text("label", "the label"),
        Text("stem", "the label up to its name, without small words at its end"), Date("date", "the date in it"), Quantity("position", "its place in the list, from 1"));

    public static Schema StatedTotals { get; } = Draft("stated_totals", "Totals that the text states for a list.",
        Text("list", "the list's id"), Quantity("value", "the total"), Text("unit", "its unit: currency code, counted noun, or empty"), Symbol("form", "how the list is written", Forms),
        Kind("kind", "the kind of thing that the sentence totals"), Text("kind_word", "the word for it"), Truth("partial", "whether the words say that the parts are not all of it"));

    public static Schema Conversions { get; } = Draft("conversions", "Amounts with their counterpart in another currency.",
        Quantity("from.value", "the amount"), Text("from.currency", "its currency"), Quantity("to.value", "the counterpart"),
        Text("to.currency", "its currency"), Rate("rate", "units of the second currency for one of the first"), Date("date", "the date whose rate may be meant"),
        Symbol("dated", "where that date stands: in its own paragraph, the day of publication, the last date before, nowhere", "own", "published", "nearby", "unknown"),
        Date("latest", "the last date in its own paragraph"));

    public static Schema UnitConversions { get; } = Draft("unit_conversions", "Measures with their counterpart in another unit.",
        Quantity("from.value", "the measure"), Text("from.unit", "its unit"), Quantity("to.value", "the counterpart"), Text("to.unit", "its unit"),
        Quantity("expected", "the measure in the unit of the counterpart") with
        {
            Derivation = values => values is [Value.Number from, Value.Text unit, _, Value.Text other, ..] ? new Value.Number(ReferenceData.Shipped.Units.Convert(from.Quantity, unit.Content, other.Content)) : new Value.Missing("the units are not known"),
        });

    public static Schema Dates { get; } = Draft("dates", "Dates and ranges of dates, resolved against publication.",
        Date("start", "its first day"), Date("end", "its last day"), Date("period", "the days it covers"),
        Date("nearest", "the first day, without a stated year read in this year or the last, whichever is nearer to publication"),
        Truth("has_year", "whether the year is stated"), Symbol("mode", "how the text speaks of it", "open", "reported", "planned"), Text("text", "the words"));

    public static Schema Weekdays { get; } = Draft("weekdays", "Dates with the weekday that is written before them.",
        Quantity(Weekday, "the weekday, Monday = 1"), Date("date", "the date"),
        Date("likeliest", "the date, without a stated year read in one named nearby that its weekday confirms, else in the year nearest to publication that the words allow"),
        Truth("has_year", "whether the year is stated"), Truth("fits_a_year", "whether the weekday is right in some year that may be meant"), Symbol("mode", "how the text speaks of it", "open", "reported", "planned"),
        Text("text", "the words"));

    public static Schema Labels { get; } = Draft("labels", "Names with the kind word that introduces them.",
        Kind("kind", "what the words call it"), Text("word", "the kind word"), Text("name", "the name"), Date("date", "the day for which it is said"), Text("text", "the words"));

    public static Schema Ranges { get; } = Draft("ranges", "Figures that are given as a range.",
        Quantity("low", "the first end"), Quantity("high", "the second end"), Text("unit", "their unit"), Text("text", "the words"));

    public static Schema Shares { get; } = Draft("shares", "A part of a whole with its percentage.",
        Quantity("part", "the part"), Quantity("whole", "the whole"), Quantity("share", "the percentage"));

    public static Schema Changes { get; } = Draft("changes", "A quantity that goes from one value to another, or by how much; at least two of the three are there.",
        Quantity("from", "the value before"), Quantity("to", "the value after"), Quantity("change", "by how much it changed, always positive as written"),
        Symbol("kind", "whether the change is given in per cent, in points or as an amount", "percent", "points", "amount"), Symbol("direction", "what the words say", "up", "down"), Text("unit", "the unit of the values: currency code, `%`, counted noun, or empty"));

    public static Schema Multiples { get; } = Draft("multiples", "A quantity that was multiplied or divided.",
        Quantity("from", "the value before"), Quantity("to", "the value after"), Quantity("factor", "the factor: 2 for doubled and for halved"), Symbol("direction", "which way", "multiplied", "divided"), Symbol("side", "above for `more than doubled`, below for `less than doubled`; missing without such words", "above", "below"));

    public static Schema Ratios { get; } = Draft("ratios", "Fractions in words, with the percentage beside them.",
        Quantity("numerator", "one in five: 1"), Quantity("denominator", "one in five: 5"), Quantity("share", "the percentage beside it"), Symbol("side", "on which side of the fraction its wording lies: above for `more than`, below for `less than`; missing without such words", "above", "below"), Text("text", "the words"));

    public static Schema Counts { get; } = Draft("counts", "Counts of things with the names that they announce.",
        Quantity("count", "the count as written"), Text("noun", "the counted noun"), Quantity("listed", "how many names there are"),
        Symbol("form", "how the names are written: behind a colon, in parentheses, between commas or dashes, behind `are`, before the count, or before a word such as `both`", "colon", "parentheses", "apposition", "predicate", "before", "resumed"),
        Truth("joined", "whether a word such as `and` joins the last name to the others"), Text("names", "the names as written"));

    public static Schema Means { get; } = Draft("means", "Means with the size of their sample, and means or medians with their extremes.",
        Quantity("mean", "the mean"), Quantity("sample", "how many values it is the mean of"), Quantity("low", "the lowest value"), Quantity("high", "the highest value"));

    public static Schema Ages { get; } = Draft("ages", "Ages with a day of birth.",
        Quantity("age", "in years"), Date("born", "the day, month or year of birth"), Date("at", "the day for which the age is said; publication when none is written"));

    public static Schema Durations { get; } = Draft("durations", "Lengths of time with their ends.",
        Quantity("length", "as written"), Symbol("unit", "what it counts", "days", "weeks", "months", "years", "hours", "minutes", "seconds"), Date("start", "its beginning"), Date("end", "its end; publication when none is written"));

    public static Schema ClockSpans { get; } = Draft("clock_spans", "Lengths of time in hours and minutes with the times of day between which they lie.",
        Quantity("length", "in minutes"), Quantity("begin", "when it begins, in minutes from midnight"), Quantity("finish", "when it ends, in minutes from midnight; half a day too little or too much where the words do not tell morning and evening apart"),
        Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema Intervals { get; } = Draft("intervals", "Estimates with their interval of confidence.",
        Quantity("value", "the estimate"), Quantity("level", "the level of confidence, such as 95 %"), Quantity("low", "the lower end"), Quantity("high", "the upper end"),
        Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema Votes { get; } = Draft("votes", "Results of votes.",
        Quantity("for", "votes for"), Quantity("against", "votes against"), Quantity("abstained", "abstentions"), Quantity("cast", "all votes"), Quantity("members", "how many may vote: the members, or those of them present"));

    public static Schema Scores { get; } = Draft("scores", "Results of games.",
        Quantity("left", "the first number"), Quantity("right", "the second number"), Text("text", "the words"));

    public static Schema Partitions { get; } = Draft("partitions", "A whole and the parts that it falls into, the last of them named as the rest or closing the list.",
        Quantity("whole", "the whole; missing where the parts are percentages"), Quantity("first", "the first part"), Quantity("second", "the second part"), Quantity("third", "the third part"), Quantity("fourth", "the fourth part"),
        Quantity("last", "the last part"), Truth("closed", "whether the words say that the parts are all of it"), Text("unit", "the unit of the last part: currency code, `%`, counted noun, or empty"));

    public static Schema Products { get; } = Draft("products", "So many things at so much each, with what that makes.",
        Quantity("count", "how many"), Quantity("each", "the amount for one"), Quantity("total", "the amount for all"));

    public static Schema Differences { get; } = Draft("differences", "Two quantities with how far they lie apart.",
        Quantity("first", "the first quantity"), Quantity("second", "the second quantity"), Quantity("difference", "how far apart they are, as written"));

    public static Schema Records { get; } = Draft("records", "Wins, draws and defeats of a team with the number of its games.",
        Quantity("won", "games won"), Quantity("drawn", "games drawn"), Quantity("lost", "games lost"), Quantity("played", "games played"));

    public static Schema Majorities { get; } = Draft("majorities", "Words for more or less than half with the percentage that they introduce.",
        Quantity("share", "the percentage"), Symbol("side", "what the words say", "over", "under"), Text("text", "the words"));

    public static Schema Falls { get; } = Draft("falls", "Falls in per cent, of things that cannot go below nothing.", Quantity("fall", "the percentage"), Text("text", "the words"));

    public static Schema Chains { get; } = Draft("chains", "Changes in per cent that follow one another, with the change in all.",
        Quantity("first", "the first change"), Quantity("second", "the second change"), Quantity("third", "the third change"), Quantity("total", "the change in all"));

    public static Schema Subsets { get; } = Draft("subsets", "A quantity with a part that it is said to include.", Quantity("whole", "the quantity"), Quantity("part", "what it includes"));

    public static Schema Growths { get; } = Draft("growths", "A quantity that went from one value to another over years, with its mean change a year.",
        Quantity("from", "the value before"), Quantity("to", "the value after"), Quantity("rate", "the change a year, in per cent, as written"), Date("start", "when it had the first value"), Date("end", "when it had the second"));

    public static Schema Tables { get; } = Draft("tables", "Tables in Markdown or in aligned text.",
        Text("id", "the key by which cells name it"), Text("caption", "the heading or the short or introducing paragraph right above it"), Quantity("rows", "how many rows it has below its header"),
        Quantity("columns", "how many columns it has, that of the labels among them"), Truth("has_total", "whether a row or a column is labelled as a total"),
        Quantity("additive_columns", "how many columns hold amounts that may be added up"));

    public static Schema Cells { get; } = Draft("cells", "The cells of tables that hold one figure, and the gaps between them.",
        Text("table", "the table's id"), Quantity("row", "its row, from 1; the header does not count"), Quantity("column", "its column, from 1; that of the labels counts"),
        Text("row_label", "the label of its row"), Text("column_label", "the head of its column"), Quantity("value", "its figure, in the unit of its row, column or table"),
        Text("unit", "its unit: currency code, `%`, counted noun, unit sign, or empty"), Truth("is_total", "whether its row or its column is labelled as a total"),
        Truth("is_additive", "whether amounts like it may be added up: no percentages, means, rates, differences"),
        Truth("is_change", "whether the head of its column speaks of changes between two others"), Truth("is_share", "whether the head of its column speaks of shares of a total"),
        Quantity("adds_to", "the row of the total that its row adds to, as the columns of the table show"));

    public static Schema LateDays { get; } = Draft("late_days", "Days beyond the 28th, as written, whether or not the calendar has them.",
        Quantity("day", "the number of the day"), Quantity("month", "the number of the month"), Quantity("year", "the year; missing when none is stated"),
        Quantity("length", "how many days the month has; without a year the most that it may have"), Text("text", "the words"));

    public static Schema DateRanges { get; } = Draft("date_ranges", "Ranges of dates as written, whichever end is the earlier.",
        Date("start", "its first end"), Date("end", "its last end"), Truth("has_year", "whether the years of both ends are known from the words"),
        Truth("shares_month", "whether one name of a month serves both days"), Text("text", "the words"));

    public static Schema WeekdayPairs { get; } = Draft("weekday_pairs", "Neighbouring dates with a weekday each, of one month or the ends of a range.",
        Quantity("first.weekday", "the weekday of the first, Monday = 1"), Date("first.date", "the first date"), Quantity("second.weekday", "the weekday of the second"), Date("second.date", "the second date"),
        Truth("has_year", "whether the year of either is stated"), Text("text", "the words"));

    public static Schema Lifetimes { get; } = Draft("lifetimes", "When somebody was born and died, or something began and ended.",
        Date("start", "the birth or the beginning"), Date("end", "the death or the end"), Symbol("of", "what it is told of", "person", "thing"));

    public static Schema Anniversaries { get; } = Draft("anniversaries", "Anniversaries with the year from which they count.",
        Quantity("number", "which anniversary"), Date("since", "the date from which it counts"), Date("held", "the date for which it is said; missing when none is written, so that publication is meant"),
        Symbol("kind", "whether the anniversary is kept or only so many years after are told", "kept", "after"), Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema Editions { get; } = Draft("editions", "Editions of what is held again and again, with the year of the first.",
        Quantity("number", "which edition, in digits"), Quantity("edition", "which edition, in words"), Date("since", "when the first was held"), Truth("yearly", "whether the words say that one was held every year"),
        Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema Appositions { get; } = Draft("appositions", "A date beside other words for the same time.",
        Date("date", "the date"), Date("relative", "what the words counted from publication mean (yesterday, last year)"), Date("era", "the decade or century"),
        Truth("has_year", "whether the year of the date is stated"), Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema Feasts { get; } = Draft("feasts", "Feasts and public holidays with a date beside them.",
        Text("feast", "which feast, by its name in the reference data"), Text("name", "the feast as written"), Date("date", "the date beside it"),
        Date("expected", "the day of the feast in the year of the date"), Truth("has_year", "whether the year of the date is stated"), Truth("quoted", "whether it stands in quotation marks"),
        Symbol("link", "how the two stand: right beside each other or in parentheses, or with a comma between, as in a list", "beside", "comma"));

    public static Schema Nights { get; } = Draft("nights", "Nights told of by the two days that they join.",
        Date("start", "the day on which it begins"), Date("end", "the day on which it ends"), Quantity("evening", "the weekday on which it begins, Monday = 1"),
        Quantity("morning", "the weekday on which it ends"), Text("text", "the words"));

    public static Schema Acts { get; } = Draft("acts", "What somebody does whose years of life stand in parentheses.",
        Date("born", "the birth"), Date("died", "the death"), Date("date", "when it was done"), Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema Plans { get; } = Draft("plans", "What is told as still to come, with its date.",
        Date("date", "the date"), Quantity("what", "of how many things, or of what worth"), Date("until", "its last day"), Truth("has_year", "whether its year is stated"), Symbol("mode", "how the text speaks of the date", "open", "reported", "planned"),
        Truth("present", "whether the present tense announces it"), Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema WholePeriods { get; } = Draft("whole_periods", "Results told for the whole of a period.",
        Date("period", "the period"), Date("until", "its last day"), Truth("has_year", "whether its year is stated"), Symbol("mode", "how the text speaks of the period", "open", "reported", "planned"),
        Truth("quoted", "whether it stands in quotation marks"), Text("text", "the words"));

    public static Schema Measures { get; } = Draft("measures", "Figures with the dimension of what they are said to measure.",
        Symbol("dimension", "what the words name: a length, an area …", "length", "area", "volume", "mass", "speed", "power", "energy"), Quantity("value", "the figure"), Text("unit", "its unit: currency code, `%`, counted noun, unit sign, or empty"));

    public static Schema PlaceFigures { get; } = Draft("place_figures", "What a country or a large city is said to have.",
        Text("place", "the place, by its name in `known_places`"), Symbol("measure", "what the figure is: all inhabitants, some of them, the area", "population", "people", "area"), Quantity("value", "the figure"),
        Text("unit", "its unit: counted noun or unit sign"));

    public static Schema Numerals { get; } = Draft("numerals", "Figures as their digits are written: with a mark of thousands or of decimals, or with a scale word of two meanings.",
        Quantity("value", "the figure"), Text("unit", "its unit: currency code, `%`, counted noun, or empty"), Symbol("measure", "what it measures", "number", "count", "money", "percent", "points", "unit"),
        Symbol("grouping", "the mark between its groups of three digits", "space", "dot", "comma", "apostrophe"), Symbol("decimal", "its decimal mark", "dot", "comma"),
        Symbol("decimals", "how many decimals it has: one or two, three, or more", "few", "three", "many"), Truth("round", "whether these are noughts"), Truth("certain", "whether its marks can be read in one way only"),
        Truth("malformed", "whether a hard space joins two groups of digits that make no thousands"), Truth("scaled", "whether it has a scale word"),
        Truth("ambiguous_scale", "whether that word has a second meaning"), Text("text", "the words"));

    /// <summary>The relations of the reference data.</summary>
    public static Schema Standings { get; } = Draft("standings", "The rows of tables with a column of places (rank, position), in plain numbers throughout.",
        Text("table", "the table's id"), Quantity("row", "its row, from 1; the header does not count"), Quantity("place", "the place, 1 for the first"),
        Quantity("value", "what is ranked, where the table has one column of figures beside the places"),
        Text("unit", "its unit: currency code, `%`, counted noun, unit sign, or empty"));

    public static IReadOnlyList<Schema> OfReference => [Entities, KnownPlaces];

    public static Schema KnownPlaces { get; } = new("known_places", "Countries and large cities with what is known of their size.",
        [Text("name", "its English name"), Kind("kind", "its kind"), Quantity("population", "its inhabitants"), Quantity("area", "in square kilometres"), Quantity("year", "the year of the figures")], isOfDraft: false);

    public static Schema Statements { get; } = Statement("statements", "Clauses that give a thing its figure and say nothing else: a subject, a verb, the figure.");

    public static Schema OtherStatements { get; } = Statement("other_statements", "The statements of the drafts named before in a run with `--together`.");

    public static Schema HeadlineFigures { get; } = Draft("headline_figures", "The one figure of its unit in the headline or standfirst, with the one in the opening sentence that shares words with it.",
        Quantity("value", "the figure of the headline"), Quantity("body", "the figure of the opening"), Text("unit", "their unit: currency code, `%`, counted noun"));

    public static Schema Tolls { get; } = Draft("tolls", "Counts of dead.",
        Quantity("dead", "how many died"), Quantity("more", "how many more, told beside"), Truth("further", "whether the words tell of a death beside"), Text("text", "the words"));

    public static Schema HeadlineTolls { get; } = Draft("headline_tolls", "The one count of dead of the headline or standfirst, with the one of the opening paragraphs, of whatever noun.",
        Quantity("value", "the dead of the headline"), Quantity("body", "the dead of the opening"));

    public static Schema Injuries { get; } = Draft("injuries", "Counts of injured.", Quantity("hurt", "how many were injured"), Text("text", "the words"));

    public static Schema HeadlineInjured { get; } = Draft("headline_injured", "The one count of injured of the headline or standfirst, with the one of the opening paragraphs, of whatever noun.",
        Quantity("value", "the injured of the headline"), Quantity("body", "the injured of the opening"));

    public static Schema HeadlineDates { get; } = Draft("headline_dates", "The one day of the headline or standfirst that stands nowhere below, with the one of the opening paragraphs, in sentences that share words.",
        Date("date", "the day of the headline"), Date("body", "the day of the opening"));

    public static Schema Announcements { get; } = Draft("announcements", "Counts of what the draft itself lays out: headings below its title, items of the list behind a colon.",
        Quantity("count", "the count as written"), Text("noun", "the counted noun"), Quantity("listed", "how many parts there are"),
        Symbol("form", "what the parts are: headings with numbers, headings without, items of a list", "numbered", "headings", "items"));

    public static Schema Restatements { get; } = Draft("restatements", "Statements about a cell of a table of the same draft.",
        Quantity("value", "the figure of the text"), Quantity("cell", "the figure of the cell"), Text("unit", "their unit: currency code, `%`, counted noun"),
        Text("row_label", "the label of its row"), Text("column_label", "the head of its column"));

    public static Schema Revisions { get; } = Draft("revisions", "Figures with what they were in the previous version of the draft (`--previous`).",
        Quantity("before", "the figure of the previous version"), Quantity("now", "the figure of the draft"), Text("unit", "their unit: currency code, `%`, counted noun, or empty"),
        Symbol("measure", "what they measure", Measurings), Quantity("digits", "how many digits of the former one are not zeros at an end"));

    public static Schema Twins { get; } = Draft("twins", "Figures with their counterpart in the same text in another language (`--twin`).",
        Quantity("value", "the figure of the draft; missing when the twin alone has it"), Quantity("other", "the figure of the twin; missing when the draft alone has it"),
        Symbol("measure", "what they measure", Measurings));

    public static Schema TwinDates { get; } = Draft("twin_dates", "Dates with their counterpart in the same text in another language (`--twin`).",
        Date("date", "the date of the draft; missing when the twin alone has it"), Date("other", "the date of the twin; missing when the draft alone has it"));

    public static Schema Placements { get; } = Draft("placements", "Places that the text puts into a larger one, or calls its capital; both are known names.",
        Text("place", "the place"), Text("parent", "the larger one"), Truth("located", "whether a preposition of place stands before it, so that it is no person's name"),
        Truth("aside", "whether the larger one stands in parentheses"), Truth("capital", "whether the words call the place the capital of the other"), Date("time", "the time that the draft speaks of: from its earliest date to publication"), Text("text", "the words"));

    public static Schema Persons { get; } = Draft("persons", "Names of persons: with a first name that is known as one, behind a title, and surnames alone of those.",
        Text("first", "the first name; missing without one"), Text("last", "the surname, particles left out"),
        Symbol("form", "how the name is written: with a first name, behind a title, or as a surname alone", "full", "titled", "bare"),
        Symbol("scope", "the part of the draft", "headline", "standfirst", "body", "caption", "footnote", "quotation"), Truth("quoted", "whether it stands in quotation marks"),
        Truth("is_first", "whether the draft has not had this form of the name before"),
        Truth("alone", "whether marks and small words alone stand beside it, so that it is no part of a longer name"), Quantity("paragraph", "the number of its paragraph"),
        Quantity("position", "its place among the names of the draft"), Text("text", "the words"));

    public static Schema Acronyms { get; } = Draft("acronyms", "Short forms made of initials that the draft expands somewhere: each expansion and each use.",
        Text("short", "the short form"), Text("expansion", "what it stands for; missing where it is merely used"), Text("stems", "the beginnings of the words of the expansion"), Text("initials", "the initials of the expansion; missing where they make the short form"),
        Symbol("scope", "the part of the draft", "standfirst", "body", "footnote", "quotation"), Truth("quoted", "whether it stands in quotation marks"),
        Truth("is_first", "whether its part of the draft has not had it before; of an expansion also, whether the draft had none"), Quantity("position", "its place among those of the draft"));

    public static Schema Identifiers { get; } = Draft("identifiers", "Numbers and codes that identify something, by the schemes of `reference/identifiers.yaml`.",
        Text("scheme", "the key of the scheme"), Symbol("fault", "what is wrong with it; missing when it is well formed", "length", "check", "form"), Text("text", "the code"));

    public static Schema Extremes { get; } = Draft("extremes", "Figures that the words call the highest or the lowest of something.",
        Quantity("value", "the figure"), Text("unit", "its unit: currency code, `%`, counted noun, unit sign, or empty"), Symbol("extent", "which end it is", "most", "least"), Text("text", "the words"));

    public static Schema Leads { get; } = Draft("leads", "The figure of who is said to have most, with the figures of those behind.",
        Quantity("ahead", "the figure of who leads"), Quantity("behind", "the figure of the next one named"), Quantity("further", "the figure of another behind"));

    public static Schema Ranks { get; } = Draft("ranks", "Ranks with the size of what is ranked.",
        Quantity("rank", "the rank"), Quantity("size", "how many are ranked"), Text("text", "the words"));

    public static Schema TestResults { get; } = Draft("test_results", "Results of statistical tests, such as `t(28) = 2.20, p = .036`.",
        Symbol("test", "the statistic; missing where a probability stands alone", "t", "f", "chi2", "r", "z"), Quantity("statistic", "its value"), Quantity("df1", "the degrees of freedom, of F those of the numerator"),
        Quantity("df2", "those of the denominator of F"), Quantity("p", "the probability as reported; `ns` is more than 0.05"),
        Quantity("p_value", "the probability that follows from the statistic and its degrees of freedom: two-tailed for t, r and z") with
        {
            Derivation = values => values is [Value.Text test, Value.Number statistic, var df1, var df2, ..] && Quantities.TestStatistic.Probability(test.Content, statistic.Quantity, (df1 as Value.Number)?.Quantity, (df2 as Value.Number)?.Quantity) is { } p ? new Value.Number(p) : new Value.Missing("its degrees of freedom are not known, or no such statistic can be"),
        },
        Symbol("tails", "whether the draft speaks of one-tailed tests", "one", "two"),
        Truth("corrected", "whether the draft speaks of probabilities corrected for many tests, which makes them larger"), Truth("significance", "whether its sentence speaks of significance"), Text("text", "the words"));

    public static Schema SampleResults { get; } = Draft("sample_results", "Means of things counted, and percentages, of a sample whose size is told; one of the two is there.",
        Quantity("mean", "the mean"), Quantity("share", "the percentage"), Quantity("size", "how many the sample has"));

    public static Schema PollSamples { get; } = Draft("poll_samples", "Polls with the size of their sample, and what is said of their error.",
        Quantity("sample", "how many were asked"), Symbol("caveat", "what the words name that keeps a lead from being one: the margin of error, or a tie", "margin", "tie"));

    public static Schema PollLeads { get; } = Draft("poll_leads", "Who lies ahead of whom, by percentages or by points.",
        Quantity("ahead", "the percentage of who leads"), Quantity("behind", "that of who follows"), Quantity("gap", "the lead in points"));

    public static Schema Incidences { get; } = Draft("incidences", "Events among so many people, with their rate for a round number of them.",
        Quantity("events", "how many there were"), Quantity("exposure", "among how many"), Quantity("rate", "how many for each round number"), Quantity("per", "the round number, such as 100,000"));

    public static Schema GroupRates { get; } = Draft("group_rates", "The percentages of two groups that are all there are, women and men, with that of both together.",
        Quantity("first", "the percentage of one group"), Quantity("second", "that of the other"), Quantity("overall", "that of both together"));

    public static Schema Entities { get; } = new("entities", "Names whose kind is known, one row for each sense and spelling.",
        [Text("name", "the name, as looked up with folded(…)"), Text("as", "the name as usually written"), Kind("kind", "its kind"), Date("valid", "when this sense holds")], isOfDraft: false);

    /// <summary>The relations of a draft, in the order in which `facts` shows them.</summary>
    public static IReadOnlyList<Schema> OfDraft { get; } =
    [
        Document, Figures, Lists, Items, StatedTotals, Conversions, UnitConversions, Dates, Weekdays, Labels,
        Ranges, Shares, Changes, Multiples, Ratios, Counts, Means, Ages, Durations, ClockSpans, Intervals, Votes,
        Scores, Partitions, Products, Differences, Records, Majorities, Falls, Chains, Subsets, Growths,
        Tables, Cells, Standings, LateDays, DateRanges, WeekdayPairs, Lifetimes, Anniversaries, Editions, Appositions, Nights, Plans,
        WholePeriods, Feasts, Measures, PlaceFigures, Numerals, Statements, OtherStatements, HeadlineFigures, Tolls, HeadlineTolls, Injuries, HeadlineInjured, HeadlineDates, Announcements, Restatements,
        Revisions, Twins, TwinDates, Placements, Persons, Acronyms, Identifiers, Ranks, Extremes, Leads, Acts, TestResults,
        SampleResults, PollSamples, PollLeads, Incidences, GroupRates,
    ];

    private static Schema Statement(string name, string meaning) => Draft(name, meaning,
        Quantity("value", "the figure"), Text("unit", "currency code, `%`, counted noun, or empty"), Symbol("measure", "what it measures", Measurings),
        Text("subject", "everything that says what the figure is of, in lower case, without articles and dates"), Truth("named", "whether a proper name says of whom or where"),
        Symbol("tense", "the tense of its verb", "present", "past"), Text("period", "the dates of its sentence; empty without one"),
        Text("source", "who says it, as written; empty when nobody or several do"), Truth("quoted", "whether it stands in quotation marks"),
        Text("section", "how many headings with a number in them stand before it"), Date("published", "the day of publication of its draft"), Quantity("position", "its place among the statements of the draft"),
        Text("text", "the words"));


    private static Schema Draft(string name, string meaning, params IReadOnlyList<Column> columns) => new(name, meaning, columns, isOfDraft: true);

    private static Column Text(string name, string meaning) => new(name, FactType.Text, meaning);

    private static Column Quantity(string name, string meaning) => new(name, FactType.Quantity, meaning);

    private static Column Rate(string name, string meaning) => Quantity(name, meaning) with
    {
        Derivation = values => values is [Value.Number from, _, Value.Number to, ..] && Quantities.Quantity.Divide(to.Quantity, from.Quantity) is { } rate
            ? new Value.Number(rate)
            : new Value.Missing("the amount may be zero"),
    };

    private static Column Date(string name, string meaning) => new(name, FactType.Date, meaning);

    private static Column Kind(string name, string meaning) => new(name, FactType.Kind, meaning);

    private static Column Truth(string name, string meaning) => new(name, FactType.Truth, meaning);

    private static Column Symbol(string name, string meaning, params IReadOnlyList<string> symbols) => new(name, FactType.Text, meaning) { Symbols = symbols };
}
