using System.Globalization;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Reads a lexicon file. A lexicon is part of the product, so an error in it is a bug and throws, with its place.</summary>
internal sealed class LexiconReader
{
    private static readonly (string Key, Hedge Hedge)[] HedgeKeys =
    [
        ("exactly", Hedge.Exactly), ("about", Hedge.About), ("nearly", Hedge.NearlyBelow), ("just_above", Hedge.JustAbove), ("more", Hedge.MoreThan),
        ("at_least", Hedge.AtLeast), ("at_most", Hedge.AtMost), ("less", Hedge.LessThan), ("order", Hedge.Order),
    ];

    private readonly Source source;
    private readonly YamlNode.Mapping root;
    private readonly Elisions elisions;
    private readonly Vocabulary vocabulary = new();

    private LexiconReader(Source source)
    {
        this.source = source;
        var (node, diagnostic) = YamlReader.Read(source, Limits.Default);
        root = node as YamlNode.Mapping ?? throw new InvalidDataException($"{source.Path}: {diagnostic?.Message ?? "not a mapping"}");
        elisions = new Elisions(Words(root, "elisions"));
    }

    /// <summary>Opens a shipped lexicon, whose name is the code of its language. What stands before <c>numbers</c> is its head; the rest waits for a draft in the language.</summary>
    public static LexiconFile Open(string path)
    {
        var language = Path.GetFileNameWithoutExtension(path);
        return new LexiconFile(language, new Lazy<LexiconHead>(() => Head(path, language)), new Lazy<Lexicon>(() => new LexiconReader(ShippedFiles.Read(path)).Read()));
    }

    private static LexiconHead Head(string path, string language)
    {
        var (source, canRead) = ShippedFiles.ReadHead(path, "numbers:");
        var reader = new LexiconReader(source);
        if (reader.root.Text("language") != language || (canRead && reader.root["format"] is null))
        {
            throw reader.Bad(reader.root, $"`language: {language}` or `format` is missing before `numbers`");
        }

        return new LexiconHead(Words(reader.root, "function_words"), canRead, Format(reader.Part("format")));
    }

    private Lexicon Read()
    {
        var numbers = Part("numbers");
        var dates = Part("dates");
        var names = Part("names");
        var lexicon = new Lexicon(vocabulary)
        {
            Language = root.Text("language") ?? throw Bad(root, "`language` is missing"),
            FunctionWords = Set(root, "function_words"),
            CueWords = new WordSet(vocabulary, Items(root, "currencies").SelectMany(c => Cues((YamlNode.Mapping)c)).SelectMany(c => c.Phrase)),
            Elisions = elisions,
            DecimalMark = (numbers.Text("decimal_mark") ?? ",")[0],
            NumberGrammar = new NumberGrammar(numbers.Text("grammar") ?? "", Integers(numbers, "numerals"), Words(numbers, "numeral_links")),
            Figures = Figures(numbers),
            Statements = Statements(Part("statements")),
            Tests = Tests(Part("statistics")),
            NounsComeLast = numbers.Text("nouns_come_last") == "true",
            Collectives = Map(numbers, "collectives"),
            VagueCollectives = Map(numbers, "vague_collectives"),
            VagueArticles = Set(numbers, "vague_articles"),
            RangeOpeners = Set(numbers, "range_openers"),
            RangeClosers = Set(numbers, "range_closers"),
            RangeLinks = Set(numbers, "range_links"),
            OpensRange = Set(numbers, "opens_range"),
            DecimalMarkVaries = numbers.Text("decimal_mark_varies") == "true",
            RangeNotAfter = Set(numbers, "range_not_after"),
            Scales = Map(numbers, "scales"),
            TimeUnits = Keyed(numbers, "time_units"),
            PointNouns = Words(numbers, "point_nouns"),
            HasCapitalNouns = root.Text("capital_nouns") == "true",
            Plurals = [.. ((numbers["plurals"] as YamlNode.Mapping)?.Entries ?? []).Select(e => KeyValuePair.Create(Characters.Fold(e.Key.Value), Text(e.Value)))],
            OtherScales = Map(numbers, "other_scales"),
            ScaleSigns = Map(numbers, "scale_signs"),
            Links = Set(numbers, "links"),
            CollectiveArticles = Set(numbers, "collective_articles"),
            NotBefore = Set(numbers, "not_before"),
            NotBeforeApart = Set(numbers, "not_before_apart"),
            AdjectiveEndings = [.. Words(numbers, "adjective_endings")],
            Halves = Map(numbers, "halves"),
            VagueAlone = Set(numbers, "vague_alone"),
            BeforeNouns = Set(numbers, "before_nouns"),
            Months = Map(dates, "months"),
            Weekdays = Map(dates, "weekdays"),
            MonthAbbreviations = Set(dates, "month_abbreviations"),
            DayArticles = Set(dates, "day_articles"),
            BetweenVerbs = Set(dates, "between_verbs"),
            AdverbEndings = [.. Words(dates, "adverb_endings")],
            Today = Set(dates, "today"),
            Been = Set(dates, "been"),
            PassiveAuxiliaries = Set(dates, "passive_auxiliaries"),
            InfinitiveEndings = [.. Words(dates, "infinitive_endings")],
            InfinitiveLinks = Set(dates, "infinitive_links"),
            InfinitivePronouns = Set(dates, "infinitive_pronouns"),
            NotInfinitives = Set(dates, "not_infinitives"),
            SourceEnds = Set(Part("sources"), "ends"),
            EventLinks = Set(dates, "event_links"),
            ClauseOpeners = Set(dates, "clause_openers"),
            YearHeads = Set(Part("tables"), "years"),
            PlaceHeads = Set(Part("tables"), "places"),
            UnitLinks = Set(Part("tables"), "unit_links"),
            AllArticles = Set(Part("totals"), "all_articles"),
            Dates = Dates(dates),
            Names = Names(names),
            WideBeforeYears = Set(dates, "wide_before_years"),
            Abbreviations = Set(root, "abbreviations"),
            Last = Set(dates, "last"),
            Next = Set(dates, "next"),
            BeforeYears = Set(dates, "before_years"),
            Byline = Set(dates, "byline"),
            TimeWords = Set(dates, "time_words"),
            Auxiliaries = Set(dates, "auxiliaries"),
            PresentAuxiliaries = Set(dates, "present_auxiliaries"),
            Reflexives = Set(dates, "reflexives"),
            MovedParticiples = Set(dates, "moved_participles"),
            PlannedParticiples = Set(dates, "planned_participles"),
            ParticipleEndings = [.. Words(dates, "participle_endings")],
            Participles = Set(dates, "participles"),
            NotParticiples = Set(dates, "not_participles"),
            PastEndings = [.. Words(dates, "past_endings")],
            PastVerbs = Set(dates, "past_verbs"),
            NotPastVerbs = Set(dates, "not_past_verbs"),
            StateParticiples = Set(dates, "state_participles"),
            ParticipleLast = dates.Text("participle_last") == "true",
            PastBeforeObjects = dates.Text("past_before_objects") == "true",
            PlannedEndings = [.. Words(dates, "planned_endings")],
            NotPlanned = Set(dates, "not_planned"),
            DatedPapers = Set(dates, "dated_papers"),
            Coordinators = Set(Part("totals"), "coordinators"),
            RangeMarks = Set(Part("totals"), "range_marks"),
            KindAdjectives = Set(names, "kind_adjectives"),
            Achievements = Set(dates, "achievements"),
            BroaderNouns = ((Part("totals")["broader_nouns"] as YamlNode.Mapping)?.Entries ?? []).ToDictionary(e => e.Key.Value, e => (IReadOnlySet<string>)((YamlNode.Sequence)e.Value).Items.Select(i => Characters.Fold(Text(i))).ToHashSet()),
            OfLinks = Set(names, "of_links"),
            NameArticles = Set(names, "articles"),
            NameParticles = Set(names, "particles"),
            Determiners = Set(names, "determiners"),
        };
        Phrases(lexicon.AndAHalf, numbers, "and_a_half", true);
        Clock(lexicon.Clock, Part("clock"));
        Phrases(lexicon.HalfBefore, numbers, "half_before", true);
        Phrases(lexicon.Percent, numbers, "percent", true);
        Phrases(lexicon.Comparatives, numbers, "comparatives", true);
        Phrases(lexicon.PercentPoints, numbers, "percent_points", true);
        Units(lexicon.Units, numbers, "units");
        Phrases(lexicon.ChangeCues, numbers, "change_cues", true);
        Phrases(lexicon.Partitives, Part("totals"), "partitives", true);
        Phrases(lexicon.NotAfter, numbers, "not_after", true);
        Phrases(lexicon.NotAfterBare, numbers, "not_after_bare", true);
        Phrases(lexicon.OtherYears, dates, "other_years", true);
        Phrases(lexicon.UnreadAmounts, numbers, "unread_amounts", true);
        foreach (var (key, hedge) in HedgeKeys)
        {
            Phrases(lexicon.Hedges, Part("hedges"), key, hedge);
        }

        Phrases(lexicon.ConversionCues, Part("conversions"), "cues", true);
        Phrases(lexicon.ConversionTails, Part("conversions"), "tails", true);
        Phrases(lexicon.NotConversion, Part("conversions"), "not_followed", true);
        Phrases(lexicon.TotalCues, Part("totals"), "cues", true);
        Phrases(lexicon.TotalLabels, Part("totals"), "labels", true);
        Phrases(lexicon.TotalLabelHeads, Part("totals"), "label_heads", true);
        Phrases(lexicon.SubtotalHeads, Part("totals"), "subtotal_heads", true);
        Phrases(lexicon.TotalCloses, Part("totals"), "closes", true);
        Phrases(lexicon.Splits, Part("totals"), "splits", true);
        Phrases(lexicon.OfWhich, Part("totals"), "of_which", true);
        Phrases(lexicon.OpenCues, Part("totals"), "open", true);
        Phrases(lexicon.SelectiveCues, Part("totals"), "selective", true);
        Phrases(lexicon.NotAdditive, Part("totals"), "not_additive", true);
        Phrases(lexicon.TableTotals, Part("tables"), "totals", true);
        Phrases(lexicon.TableNotAdditive, Part("tables"), "not_additive", true);
        Phrases(lexicon.TableChanges, Part("tables"), "changes", true);
        Phrases(lexicon.TableShares, Part("tables"), "shares", true);
        Phrases(lexicon.RelativeTimes, Part("conversions"), "relative_times", true);
        Phrases(lexicon.Corrections, Part("conversions"), "corrections", true);
        Phrases(lexicon.OtherRates, Part("conversions"), "other_rates", true);
        Phrases(lexicon.RankedCues, Part("totals"), "ranked", true);
        Phrases(lexicon.Subordinate, Part("totals"), "subordinate", true);
        Phrases(lexicon.RelativeYears, dates, "this_year", 0);
        Phrases(lexicon.RelativeYears, dates, "last_year", -1);
        Phrases(lexicon.RelativeYears, dates, "next_year", 1);
        Phrases(lexicon.Published, dates, "published", true);
        Phrases(lexicon.Updated, dates, "updated", true);
        Phrases(lexicon.Planned, dates, "planned", true);
        Phrases(lexicon.PastLinks, dates, "past_links", true);
        Phrases(lexicon.DatedPaperLinks, dates, "dated_papers_links", true);
        Phrases(lexicon.JoinedNames, names, "joined", true);
        Phrases(lexicon.ListIntroducers, names, "introducers", true);
        Phrases(lexicon.Doubts, names, "doubts", true);
        Phrases(lexicon.NotNames, names, "not_names", true);
        Phrases(lexicon.SourceLinks, Part("sources"), "before", true);
        Phrases(lexicon.NotSources, Part("sources"), "not", true);
        Phrases(lexicon.SourceVerbs, Part("sources"), "verbs", true);
        Phrases(lexicon.Captions, Part("sources"), "captions", true);
        Phrases(lexicon.Boilerplate, root, "boilerplate", true);
        foreach (var currency in Items(root, "currencies"))
        {
            Currency(lexicon, (YamlNode.Mapping)currency);
        }

        foreach (var kind in Items(names, "kinds").Cast<YamlNode.Mapping>())
        {
            var link = kind.Text("link") switch { "of" => NameLink.Of, "beside" => NameLink.Beside, "none" => NameLink.None, _ => throw Bad(kind, "`link` is of, beside or none") };
            var key = kind.Text("kind") ?? throw Bad(kind, "`kind` is missing");
            Phrases(lexicon.KindWords, kind, "words", new KindWord(key, link, false));
            Phrases(lexicon.KindWords, kind, "plural", new KindWord(key, link, true));
        }

        Constructions(lexicon);
        foreach (var word in vocabulary.All)
        {
            lexicon.Describe(word);
        }

        return lexicon;
    }

    private FigureWords Figures(YamlNode.Mapping node)
    {
        var words = new FigureWords(vocabulary)
        {
            HourSigns = Set(node, "hour_signs"),
            MinusWords = Set(node, "minus_words"),
            AfterYears = Set(node, "after_years"),
            CountingVerbs = Set(node, "counting_verbs"),
            Streets = Set(node, "streets"),
            ScaledCurrencies = Map(node, "scaled_currencies"),
            SamePlurals = Set(node, "same_plurals"),
            SignsBeforeNouns = Set(node, "signs_before_nouns"),
            LongThings = Set(node, "long_things"),
        };
        Phrases(words.BasisPoints, node, "basis_points", true);
        Phrases(words.TimeMarks, node, "time_marks", true);
        Phrases(words.BeforeTimes, node, "before_times", true);
        Phrases(words.PartOpeners, node, "part_openers", true);
        Phrases(words.SpreadCues, node, "spread_cues", true);
        Phrases(words.SpreadTails, node, "spread_tails", true);
        Units(words.GluedUnits, node, "glued_units");
        Units(words.BesideUnits, node, "beside_units");
        foreach (var (key, hedge) in HedgeKeys)
        {
            Phrases(words.FactorHedges, node["factor_hedges"] as YamlNode.Mapping ?? new YamlNode.Mapping(root.Span, []), key, hedge);
            Phrases(words.HedgesAfter, node["hedges_after"] as YamlNode.Mapping ?? new YamlNode.Mapping(root.Span, []), key, hedge);
        }

        return words;
    }

    private StatementWords Statements(YamlNode.Mapping node)
    {
        var words = new StatementWords(vocabulary) { Inverts = node.Text("inverts") == "true", Announced = Words(node, "announced"), Following = Set(node, "following") };
        foreach (var tense in new[] { "present", "past" })
        {
            Phrases(words.Verbs, node["verbs"] as YamlNode.Mapping ?? new YamlNode.Mapping(root.Span, []), tense, tense);
            Phrases(words.Holds, node["holds"] as YamlNode.Mapping ?? new YamlNode.Mapping(root.Span, []), tense, tense);
        }

        Phrases(words.Openers, node, "openers", true);
        Phrases(words.Qualifiers, node, "qualifiers", true);
        return words;
    }

    private NameWords Names(YamlNode.Mapping node)
    {
        var words = new NameWords(vocabulary)
        {
            BareParents = node.Text("bare_parents") == "true",
            PlacePrepositions = Set(node, "place_prepositions"),
            Locatives = Set(node, "locatives"),
            PlaceNotAfter = Set(node, "place_not_after"),
            IrregularAcronyms = Set(node, "irregular_acronyms"),
            CapitalNouns = Set(node, "capital_nouns"),
            CapitalVerbs = Set(node, "capital_verbs"),
            CapitalGenitive = node.Text("capital_genitive") ?? "",
            ResumptionVerbs = Set(node, "resumption_verbs"),
        };
        Phrases(words.PlaceLinks, node, "place_links", true);
        Phrases(words.CapitalsOf, node, "capitals_of", true);
        Phrases(words.FormerCapitals, node, "former_capitals", true);
        Units(words.Demonyms, node, "demonyms");
        Phrases(words.Titles, node, "titles", true);
        Phrases(words.IdentifierLinks, node, "identifier_links", true);
        Units(words.IdentifierCues, node, "identifiers");
        Units(words.Orders, node, "orders");
        foreach (var number in (node["resumptions"] as YamlNode.Mapping)?.Entries ?? [])
        {
            Phrases(words.Resumptions, (YamlNode.Mapping)node["resumptions"]!, number.Key.Value, int.Parse(number.Key.Value, CultureInfo.InvariantCulture));
        }

        return words;
    }

    private TestWords Tests(YamlNode.Mapping node)
    {
        var words = new TestWords(vocabulary);
        Units(words.Statistics, node, "tests");
        Phrases(words.Probability, node, "probability", true);
        Phrases(words.NotSignificant, node, "not_significant", true);
        Phrases(words.Sample, node, "sample", true);
        Phrases(words.Freedom, node, "freedom", true);
        Phrases(words.Significance, node, "significance", true);
        Phrases(words.OneTailed, node, "one_tailed", true);
        Phrases(words.Corrected, node, "corrected", true);
        return words;
    }

    // Words in groups, each under its sign.
    private void Units(PhraseTable<string> table, YamlNode.Mapping node, string key)
    {
        foreach (var unit in (node[key] as YamlNode.Mapping)?.Entries ?? [])
        {
            Phrases(table, (YamlNode.Mapping)node[key]!, unit.Key.Value, unit.Key.Value);
        }
    }

    private void Clock(ClockWords words, YamlNode.Mapping node)
    {
        Phrases(words.Signs, node, "signs", 0);
        Minutes(words.Halves, node, "halves");
        Minutes(words.Named, node, "named");
        Minutes(words.Parts, node, "parts");
        Minutes(words.Units, node, "units");
        Minutes(words.Lengths, node, "lengths");
    }

    private void Minutes(PhraseTable<int> table, YamlNode.Mapping node, string key)
    {
        foreach (var entry in (node[key] as YamlNode.Mapping)?.Entries ?? [])
        {
            Phrases(table, (YamlNode.Mapping)node[key]!, entry.Key.Value, int.TryParse(entry.Key.Value, CultureInfo.InvariantCulture, out var n) ? n : throw Bad(entry.Value, "a key that is a whole number was expected"));
        }
    }

    private DateWords Dates(YamlNode.Mapping node)
    {
        var words = new DateWords(vocabulary)
        {
            HasCapitalMonths = node.Text("capital_months") == "true",
            MonthFirst = node.Text("month_first") == "true",
            BareYears = node.Text("bare_years") == "true",
            WeekdayAfterVerbs = node.Text("weekday_after_verbs") == "true",
            NumericIsAmbiguous = node.Text("numeric_order") == "ambiguous",
            MonthLinks = Set(node, "month_links"),
            MonthAloneAfter = Set(node, "month_alone_after"),
            DaySuffixes = Set(node, "day_suffixes"),
            RangeLinks = Set(node, "range_links"),
            RangeOpeners = Set(node, "range_openers"),
            OpenedRangeLinks = Set(node, "opened_range_links"),
            BothLinks = Set(node, "both_links"),
            BothOpeners = Set(node, "both_openers"),
            DayWords = Set(node, "day_words"),
            DecadeHeads = Set(node, "decade_heads"),
            QuarterSuffixes = Set(node, "quarter_suffixes"),
            WeekdayLinks = Set(node, "weekday_links"),
            WeekdayArticles = Set(node, "weekday_articles"),
            WeekdayNotAfter = Set(node, "weekday_not_after"),
            FeastWords = Set(node, "feast_words"),
            MovingWords = Set(node, "moving_words"),
            LastingWords = Set(node, "lasting_words"),
            QuarterSigns = Map(node, "quarter_signs"),
            HalfSigns = Map(node, "half_signs"),
            QuarterNouns = Set(node, "quarter_nouns"),
            HalfNouns = Set(node, "half_nouns"),
            DatedHalfNouns = Set(node, "dated_half_nouns"),
            YearNouns = Set(node, "year_nouns"),
            OwnYears = Set(node, "own_years"),
            Ordinals = Map(node, "ordinals"),
            DecadeWords = Set(node, "decade_words"),
            DecadeSuffixes = Set(node, "decade_suffixes"),
            CenturyNouns = Set(node, "century_nouns"),
            YearSpanWords = Set(node, "year_span_words"),
            Parts = Set(node, "parts"),
        };
        foreach (var unit in (node["relative"] as YamlNode.Mapping)?.Entries ?? [])
        {
            foreach (var offset in ((YamlNode.Mapping)unit.Value).Entries)
            {
                Phrases(words.Relative, (YamlNode.Mapping)unit.Value, offset.Key.Value, (unit.Key.Value, int.Parse(offset.Key.Value, CultureInfo.InvariantCulture)));
            }
        }

        foreach (var offset in (node["anchored"] as YamlNode.Mapping)?.Entries ?? [])
        {
            Phrases(words.Anchored, (YamlNode.Mapping)node["anchored"]!, offset.Key.Value, int.Parse(offset.Key.Value, CultureInfo.InvariantCulture));
        }

        Phrases(words.NameHeads, node, "name_heads", true);
        return words;
    }

    // Each relation has a list of forms; a form is a text, or a mapping with `form` or `not` and the columns that it decides.
    private void Constructions(Lexicon lexicon)
    {
        var classes = new Dictionary<string, PhraseTable<string>>(StringComparer.Ordinal);
        foreach (var named in (root["classes"] as YamlNode.Mapping)?.Entries ?? [])
        {
            var table = new PhraseTable<string>(vocabulary);
            foreach (var meaning in ((YamlNode.Mapping)named.Value).Entries)
            {
                Phrases(table, (YamlNode.Mapping)named.Value, meaning.Key.Value, meaning.Key.Value);
            }

            classes.Add(named.Key.Value, table);
            if (Words(Part("numbers"), "change_classes").Contains(named.Key.Value))
            {
                foreach (var meaning in ((YamlNode.Mapping)named.Value).Entries)
                {
                    // A sign ("-") is also a dash.
                    foreach (var item in Items((YamlNode.Mapping)named.Value, meaning.Key.Value).Where(i => char.IsLetter(Text(i)[0])))
                    {
                        lexicon.ChangeCues.Add(Tokenizer.Phrase(Text(item), elisions), false);
                    }
                }
            }
        }

        // Names of places are reference data, the same in all languages.
        var places = new PhraseTable<string>(vocabulary);
        foreach (var place in ReferenceData.Shipped.KnownPlaces)
        {
            place.Spellings.ToList().ForEach(name => places.Add(Tokenizer.Phrase(name, elisions), place.Name));
        }

        classes.Add("place", places);
        var parser = new ConstructionParser(vocabulary, elisions, classes);
        foreach (var relation in (root["constructions"] as YamlNode.Mapping)?.Entries ?? [])
        {
            var name = relation.Key.Value;
            foreach (var node in ((YamlNode.Sequence)relation.Value).Items)
            {
                var mapping = node as YamlNode.Mapping;
                var isDecoy = mapping?["not"] is not null;
                var written = mapping is null ? Text(node) : mapping.Text(isDecoy ? "not" : "form") ?? throw Bad(node, "`form` or `not` is missing");
                var attributes = (mapping?.Entries ?? []).Where(e => e.Key.Value is not ("form" or "not" or "next" or "outranks")).ToDictionary(e => e.Key.Value, e => Text(e.Value), StringComparer.Ordinal);
                try
                {
                    var next = mapping?.Text("next") is { } further ? parser.Parse(InFull(further), name) : [];
                    foreach (var elements in parser.Parse(InFull(written), name))
                    {
                        lexicon.Constructions.Add(new Construction(name, elements, attributes, isDecoy, [.. next]) { Outranks = mapping?.Text("outranks") == "true" });
                    }
                }
                catch (Exception e) when (e is FormatException or InvalidOperationException)
                {
                    throw Bad(node, e.Message);
                }
            }
        }
    }

    // "@name" stands for the choices that `shorthands` list under the name.
    private string InFull(string form)
    {
        foreach (var entry in form.Contains('@') ? (root["shorthands"] as YamlNode.Mapping)?.Entries ?? [] : [])
        {
            form = form.Replace("@" + entry.Key.Value, Text(entry.Value), StringComparison.Ordinal);
        }

        return form;
    }

    private void Currency(Lexicon lexicon, YamlNode.Mapping node)
    {
        var word = new CurrencyWord { Codes = [.. Items(node, "codes").Select(Text)], NeedsScale = node.Text("needs_scale") == "true", Qualified = node["qualified"] is null ? null : new(vocabulary) };
        foreach (var entry in (node["qualified"] as YamlNode.Mapping)?.Entries ?? [])
        {
            word.Qualified!.Add(Tokenizer.Phrase(entry.Key.Value, elisions), Text(entry.Value));
        }

        foreach (var cues in Cues(node).GroupBy(c => c.Code, c => c.Phrase))
        {
            word.Cues.Add(cues.Key, [.. cues.Select(p => p.Select(vocabulary.Intern).ToArray())]);
        }

        Phrases(lexicon.Currencies, node, "words", word);
        Phrases(lexicon.CurrencySigns, node, "signs", word);
    }

    private IEnumerable<(string Code, string[] Phrase)> Cues(YamlNode.Mapping currency) =>
        ((currency["cues"] as YamlNode.Mapping)?.Entries ?? []).SelectMany(e => ((YamlNode.Sequence)e.Value).Items.Select(i => (e.Key.Value, Tokenizer.Phrase(Text(i), elisions))));

    private static NumberFormat Format(YamlNode.Mapping node) => new()
    {
        DecimalMark = node.Text("decimal_mark") ?? ".",
        GroupMark = node.Text("group_mark") ?? ",",
        Link = node.Text("link") ?? "",
        ElidedLink = node.Text("elided_link") ?? "",
        Plurals = [.. ((node["plurals"] as YamlNode.Mapping)?.Entries ?? []).Select(e => KeyValuePair.Create(e.Key.Value, Text(e.Value)))],
        DayForm = node.Text("day_form") ?? "{day} {month} {year}",
        MonthForm = node.Text("month_form") ?? "{month} {year}",
        PluralSuffix = node.Text("plural_suffix") ?? "s",
        Percent = node.Text("percent") ?? "%",
        Phrases = ((node["phrases"] as YamlNode.Mapping)?.Entries ?? []).ToDictionary(e => e.Key.Value, e => Text(e.Value)),
        Months = [.. Items(node, "months").Select(Text)],
        FirstDay = node.Text("first_day"),
        Weekdays = [.. Items(node, "weekdays").Select(Text)],
        PercentWords = [.. Items(node, "percent_words").Select(Text)],
        PluralFrom = decimal.Parse(node.Text("plural_from") ?? "2", CultureInfo.InvariantCulture),
        Scales = Pairs(node, "scales").ToDictionary(p => int.Parse(p.Key, CultureInfo.InvariantCulture), p => p.Pair),
        Currencies = Pairs(node, "currencies").ToDictionary(p => p.Key, p => p.Pair),
    };

    private static IEnumerable<(string Key, (string One, string Many) Pair)> Pairs(YamlNode.Mapping node, string key) =>
        ((node[key] as YamlNode.Mapping)?.Entries ?? []).Select(e => (e.Key.Value, (Text(((YamlNode.Sequence)e.Value).Items[0]), Text(((YamlNode.Sequence)e.Value).Items[1]))));

    private YamlNode.Mapping Part(string key) => root[key] as YamlNode.Mapping ?? new YamlNode.Mapping(root.Span, []);

    private void Phrases<T>(PhraseTable<T> table, YamlNode.Mapping node, string key, T meaning)
    {
        foreach (var item in Items(node, key))
        {
            // "-preis" stands for every word that ends so.
            if (Text(item) is ['-', _, ..] ending && char.IsLetter(ending[1]))
            {
                table.AddEnding(Characters.Fold(ending.AsSpan(1)), meaning);
                continue;
            }

            var phrase = Tokenizer.Phrase(Text(item), elisions);
            table.Add(phrase.Length > 0 ? phrase : throw Bad(item, "an empty phrase"), meaning);
        }
    }

    private static HashSet<string> Words(YamlNode.Mapping node, string key) => [.. Items(node, key).Select(i => Characters.Fold(Text(i)))];

    private WordSet Set(YamlNode.Mapping node, string key) => new(vocabulary, Words(node, key));

    private WordMap Map(YamlNode.Mapping node, string key) => new(vocabulary, Integers(node, key));

    // Words in groups, each word with the name of its group.
    private static Dictionary<string, string> Keyed(YamlNode.Mapping node, string key) =>
        ((node[key] as YamlNode.Mapping)?.Entries ?? []).SelectMany(e => ((YamlNode.Sequence)e.Value).Items.Select(i => (Word: Characters.Fold(Text(i)), Group: e.Key.Value))).ToDictionary(p => p.Word, p => p.Group, StringComparer.Ordinal);

    private Dictionary<string, int> Integers(YamlNode.Mapping node, string key) =>
        ((node[key] as YamlNode.Mapping)?.Entries ?? []).ToDictionary(
            e => Characters.Fold(e.Key.Value),
            e => int.TryParse(Text(e.Value), CultureInfo.InvariantCulture, out var n) ? n : throw Bad(e.Value, "a whole number was expected"));

    private static IReadOnlyList<YamlNode> Items(YamlNode.Mapping node, string key) => node[key] is YamlNode.Sequence s ? s.Items : [];

    private static string Text(YamlNode node) => ((YamlNode.Scalar)node).Value;

    private InvalidDataException Bad(YamlNode node, string message)
    {
        var at = source.PositionOf(node.Span.Start);
        return new InvalidDataException($"{source.Path}:{at.Line}:{at.Column}: {message}");
    }
}
