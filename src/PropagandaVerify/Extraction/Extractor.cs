using PropagandaVerify.Documents;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>What the caller knows about a draft; it overrides what the draft says.</summary>
public sealed record DraftOptions
{
    public DateOnly? Published { get; init; }

    /// <summary>The language of the drafts, such as <c>fr</c>; null to tell it from the text.</summary>
    public string? Language { get; init; }
}

/// <summary>Reads a document into a draft: tokens, head, dates, figures, conversions, tables, lists with their totals, labels.</summary>
internal sealed class Extractor(IReadOnlyList<LexiconFile> lexicons, ReferenceData reference, Limits limits)
{
    /// <summary>The code of the note that the language was not told by the text.</summary>
    public const string LanguageAssumed = "D010";

    private const string DefaultLanguage = "fr";

    public Draft Read(Document document, DraftOptions options)
    {
        var (lexicon, trouble) = Choose(document, options);
        if (lexicon is null)
        {
            return new Draft { Document = document, Language = options.Language, Diagnostics = trouble };
        }

        var mark = lexicon.DecimalMarkVaries ? DecimalMarks.Of(document.Reading, lexicon.DecimalMark) : lexicon.DecimalMark;
        var tokenizer = new Tokenizer(document.Reading, lexicon, mark, limits.MaxDigits);
        var tokens = document.Blocks.Select(b => tokenizer.Read(b.Span)).ToList();
        var head = new HeadReader(lexicon, document.Reading).Read(document, tokens);
        var published = options.Published ?? head.Published;
        var updated = head.Updated is { } day && (options.Published is null || day >= options.Published) ? head.Updated : null;
        var passages = Passages(document, tokens, head, lexicon);

        var cues = new CurrencyCues(lexicon, tokens);
        var reader = new FigureReader(lexicon, cues.Stands, limits.MaxFigure);
        var dateReader = new DateReader(lexicon, published, document.Reading);
        var grids = TableGrid.Of(passages, lexicon);
        var amounts = grids.SelectMany(g => g.Amounts).ToHashSet();
        var attribution = new AttributionReader(lexicon);
        var figures = new List<Figure>();
        var dates = new List<DateMention>();
        var testReader = new TestResultReader(lexicon, document.Reading);
        var tests = new List<TestMention>();
        var identifierReader = new IdentifierReader(lexicon, reference.Identifiers);
        var identifiers = new List<IdentifierMention>();
        var marks = Array.Empty<bool>();
        foreach (var passage in passages)
        {
            var taken = Cleared(ref marks, passage.Tokens.Length);
            identifierReader.Read(passage, taken, document.Reading, identifiers);
            var isAmount = amounts.Contains(passage);
            if (!isAmount)
            {
                dateReader.Read(passage, taken, dates);
            }

            if (passage.Scope != Scope.Dateline)
            {
                testReader.Read(passage, taken, tests);
                var before = figures.Count;
                reader.Read(passage, taken, figures, isAmount);
                attribution.Read(passage, figures, before, document.Source);
            }
        }

        figures = WithOneMark(figures);
        var tables = new TableReader(lexicon, reader, passages, limits.MaxFigure).Read(grids, figures);
        var mentions = new PassageMentions(figures, dates, passages.Count);
        var conversions = Conversions(passages, mentions, published, updated, lexicon, reference.Units);
        var labelReader = new LabelReader(lexicon, reference.Knows);
        var items = new ItemReader(lexicon, labelReader, document.Reading, [.. conversions.Select(c => c.To.Index)]);
        var totals = new TotalReader(lexicon, items);
        var lists = new List<ListMention>();
        var stated = new List<TotalMention>();
        new ListReader(items, new ListTotals(items, totals, passages, mentions), passages, mentions).Read(lists, stated);
        var enumeration = new Enumeration(lexicon, items, new SegmentReader(lexicon, labelReader, items), totals, labelReader, mentions, lists, stated);
        new EnumerationReader(lexicon, new SentenceAmounts(lexicon, items), totals, enumeration).Read(passages, mentions);
        var statements = new StatementReader(lexicon).Read(passages, mentions);
        var constructions = ConstructionsIn(passages, mentions, lexicon);
        var leads = new LeadReader(lexicon, passages, mentions);
        var headlines = leads.Read();
        return new Draft
        {
            Document = document,
            Language = lexicon.Language,
            Title = head.Title,
            Byline = head.Byline,
            Published = published,
            Updated = updated,
            Figures = figures,
            Dates = dates,
            DateSpans = dateReader.Spans,
            WeekdayPairs = dateReader.Pairs,
            LateDays = dateReader.LateDays,
            Conversions = [.. conversions.Where(c => c.To.UnitSign is null)],
            UnitConversions = [.. conversions.Where(c => c.To.UnitSign is not null)],
            Lists = [.. new OrderReader(lexicon, passages).Ordered(lists)],
            Totals = stated,
            Labels = LabelsIn(passages, labelReader, document.Reading),
            NameLists = new NameListReader(lexicon, passages, mentions).Read(),
            Constructions = constructions,
            Tables = tables,
            Statements = statements,
            Headlines = headlines,
            HeadlineTolls = leads.Tolls(constructions, headlines),
            HeadlineInjured = leads.Injured(constructions, headlines),
            HeadlineDates = leads.Dates(published),
            Announcements = new AnnouncementReader(lexicon, passages, mentions).Read(),
            Restatements = new RestatementReader(lexicon, document).Read(statements, tables),
            Passages = passages,
            Placements = PlacementsIn(passages, new PlacementReader(lexicon, reference.Places.Knows), new CapitalReader(lexicon, reference.Places.Knows), document.Reading),
            Persons = new PersonReader(lexicon, reference.IsFirstName).Read(passages, document.Reading),
            Acronyms = new AcronymReader(lexicon).Read(passages, document.Reading),
            Identifiers = identifiers,
            Tests = tests,
            IsOneTailed = tests.Count > 0 && passages.Exists(p => lexicon.Tests.OneTailed.Within(p.Tokens, 0, p.Tokens.Length) is not null),
            IsCorrected = tests.Count > 0 && passages.Exists(p => lexicon.Tests.Corrected.Within(p.Tokens, 0, p.Tokens.Length) is not null),
            Diagnostics = trouble,
        };
    }

    private static bool IsText(Passage passage) => passage.Scope.IsRunning || passage.Scope is Scope.Headline or Scope.Standfirst or Scope.Caption;

    private static List<PlacementMention> PlacementsIn(List<Passage> passages, PlacementReader reader, CapitalReader capitals, string text)
    {
        var found = new List<PlacementMention>();
        foreach (var passage in passages.Where(IsText))
        {
            reader.Read(passage, text, found);
            capitals.Read(passage, text, found);
        }

        return found;
    }

    private static List<LabelMention> LabelsIn(List<Passage> passages, LabelReader reader, string text)
    {
        var found = new List<LabelMention>();
        foreach (var passage in passages.Where(p => p.Scope.IsRunning || p.Scope is Scope.Headline or Scope.Standfirst or Scope.Table))
        {
            reader.Read(passage, text, found);
        }

        return found;
    }

    private static List<ConstructionMention> ConstructionsIn(List<Passage> passages, PassageMentions mentions, Lexicon lexicon)
    {
        var reader = new ConstructionReader(lexicon);
        var found = new List<ConstructionMention>();
        foreach (var passage in passages.Where(p => p.Scope.IsRunning || p.Scope is Scope.Headline or Scope.Standfirst))
        {
            reader.Read(passage, mentions.FigureList(passage.Index), mentions.DateList(passage.Index), found);
        }

        return found;
    }

    // A writer uses one mark of thousands: where two figures of a draft have it, neither is a decimal in disguise.
    private static List<Figure> WithOneMark(List<Figure> figures) => figures.Count(IsGrouped) < 2 ? figures : [.. figures.Select(f => IsGrouped(f) ? f with { Alternatives = [] } : f)];

    private static bool IsGrouped(Figure figure) => figure is { Scale: 1, Place: 1, Alternatives: [{ Place: < 1 }] };

    private (Lexicon? Lexicon, IReadOnlyList<Diagnostic> Trouble) Choose(Document document, DraftOptions options)
    {
        var wanted = options.Language ?? document.FrontMatter.Language?[..Math.Min(2, document.FrontMatter.Language.Length)].ToLowerInvariant();
        var readable = string.Join(", ", lexicons.Where(l => l.CanRead).Select(l => l.Language));
        var lexicon = wanted is not null
            ? lexicons.FirstOrDefault(l => l.Language == wanted)
            : LanguageDetector.Detect(document.Reading, lexicons);
        if (lexicon is null && wanted is null)
        {
            return (lexicons.First(l => l.Language == DefaultLanguage).Lexicon, [Diagnostic.OfFile(document.Source.Path, LanguageAssumed, DiagnosticKind.Note, $"too little text to tell its language; it was read as {DefaultLanguage}", $"`--language` says which it is, or `language:` in the front matter or the example: {readable}")]);
        }

        return lexicon switch
        {
            { CanRead: true } => (lexicon.Lexicon, []),
            null => (null, [Diagnostic.OfFile(document.Source.Path, "D005", DiagnosticKind.Incomplete, $"there is no lexicon for the language `{wanted}`, so nothing was checked", $"languages that can be read: {readable}")]),
            _ => (null, [Diagnostic.OfFile(document.Source.Path, "D005", DiagnosticKind.Incomplete, $"the draft is in `{lexicon.Language}`, which cannot be read yet, so nothing was checked", $"languages that can be read: {readable}; `--language` names another one if this is a mistake")]),
        };
    }

    private static List<Passage> Passages(Document document, List<Token[]> tokens, HeadReader.Head head, Lexicon lexicon)
    {
        var passages = new List<Passage>();
        var closing = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var block = document.Blocks[i];
            var appeals = lexicon.Boilerplate.At(tokens[i], 0, tokens[i].Length) is not null;
            closing |= appeals && i * 3 > tokens.Count * 2;
            var scope = appeals || closing || block.Role == BlockRole.Boilerplate ? Scope.Boilerplate
                : head.Scopes.TryGetValue(i, out var known) ? known
                : Marked(block.Role) is { } marked ? marked
                : IsCaption(tokens[i], lexicon) ? Scope.Caption
                : block.Kind == BlockKind.TableCell ? Scope.Table
                : block.Kind == BlockKind.Heading ? Scope.Headline
                : Scope.Body;
            passages.Add(new Passage(i, block, tokens[i], scope, lexicon));
        }

        return passages;
    }

    private static Scope? Marked(BlockRole role) => role switch
    {
        BlockRole.Title => Scope.Headline,
        BlockRole.Standfirst => Scope.Standfirst,
        BlockRole.Caption => Scope.Caption,
        BlockRole.Footnote => Scope.Footnote,
        BlockRole.Quotation => Scope.Quotation,
        _ => null,
    };

    private static bool IsCaption(Token[] tokens, Lexicon lexicon) => tokens.Length > 0 && (tokens[0].Is("©") || lexicon.Captions.At(tokens, 0, tokens.Length) is not null);

    // A conversion may use the rate of the event or of the day it was written, so every date that could be meant is a candidate.
    private static List<ConversionMention> Conversions(List<Passage> passages, PassageMentions mentions, DateOnly? published, DateOnly? updated, Lexicon lexicon, PhysicalUnits units)
    {
        var reader = new ConversionReader(lexicon, units);
        var conversions = new List<ConversionMention>();
        DateMention? before = null;
        foreach (var passage in passages)
        {
            if (passage.Scope == Scope.Dateline)
            {
                continue;
            }

            var nearby = before;
            before = mentions.Dates(passage.Index) is [.., var last] ? last : before;
            if (!HoldsTwo(mentions.Figures(passage.Index)))
            {
                continue;
            }

            var (own, amounts) = (mentions.DateList(passage.Index), mentions.FigureList(passage.Index));
            var candidates = own.Select(d => new RateDate(d.Period, RateDateSource.Own))
                .Concat(new[] { published, updated }.OfType<DateOnly>().Select(d => new RateDate(Period.Day(d), RateDateSource.Published)))
                .Concat(OtherTimes(passage, own, amounts, lexicon))
                .Concat(nearby is null ? [] : [new RateDate(nearby.Period, RateDateSource.Nearby)])
                .DistinctBy(d => d.Period).ToList();
            conversions.AddRange(reader.Read(passage, amounts, candidates.Count > 0 ? candidates : [new RateDate(Period.Always, RateDateSource.Unknown)]));
        }

        return conversions;
    }

    private static bool HoldsTwo(ReadOnlySpan<Figure> figures)
    {
        var amounts = 0;
        foreach (var figure in figures)
        {
            amounts += figure.UnitSign is not null || figure.Currencies.Count > 0 ? 1 : 0;
        }

        return amounts > 1;
    }

    // "un an plus tôt", "au taux de l'époque", a pluperfect: dates that nobody can work out leave every rate possible; so do years in any wording ("la crise
    // de 2008") for their own.
    private static IEnumerable<RateDate> OtherTimes(Passage passage, IReadOnlyList<DateMention> dates, IReadOnlyList<Figure> figures, Lexicon lexicon) =>
        lexicon.OtherRates.Within(passage.Tokens, 0, passage.Tokens.Length) is not null || lexicon.RelativeTimes.Within(passage.Tokens, 0, passage.Tokens.Length) is not null
            ? [new RateDate(Period.Always, RateDateSource.Own)]
            : YearsBeside(passage.Tokens, dates, figures);

    private static IEnumerable<RateDate> YearsBeside(Token[] tokens, IReadOnlyList<DateMention> dates, IReadOnlyList<Figure> figures)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Number, Length: 4, Numeral: { IsIdentifier: false, IsGrouped: false, Decimals: 0, Value: >= 1950 and <= 2100 } year }
                && !IsRead(i, dates, figures))
            {
                yield return new RateDate(Period.Year((int)year.Value), RateDateSource.Own);
            }
        }
    }

    private static bool IsRead(int token, IReadOnlyList<DateMention> dates, IReadOnlyList<Figure> figures) =>
        dates.Any(d => d.FirstToken <= token && token < d.EndToken) || figures.Any(f => f.FirstToken <= token && token < f.EndToken);

    private static bool[] Cleared(ref bool[] marks, int length)
    {
        if (marks.Length < length)
        {
            marks = new bool[2 * length];
        }
        else
        {
            Array.Clear(marks, 0, length);
        }

        return marks;
    }
}
