using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>What a run needs besides its inputs.</summary>
public sealed record VerifierOptions
{
    /// <summary>Rules beside the shipped ones.</summary>
    public IReadOnlyList<RuleFile> RuleFiles { get; init; } = [];

    /// <summary>Whether the shipped packs take part.</summary>
    public bool UseShippedRules { get; init; } = true;

    public DraftOptions Draft { get; init; } = new();

    /// <summary>What the world is known to be.</summary>
    public ReferenceData Reference { get; init; } = ReferenceData.Shipped;

    /// <summary>What the caller found wrong with the files of this run; reported with the rest.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The previous version of the draft of the run.</summary>
    public Source? Previous { get; init; }

    /// <summary>The same text as the draft of the run in another language.</summary>
    public Source? Twin { get; init; }

    /// <summary>Whether the drafts of the run are compared with each other.</summary>
    public bool Together { get; init; }

    /// <summary>Whether the report holds the drafts and datasets as they were read, for one that shows their text or compares them; of a dataset that is read record by record only how it is read.</summary>
    public bool KeepsDocuments { get; init; }

    /// <summary>Whether the report lists what holds of datasets that are read record by record too, as far as it does of those that are held; rows of groups take one more pass.</summary>
    public bool ListsHolding { get; init; }

    /// <summary>The language of messages; null for the language of the draft.</summary>
    public string? MessageLanguage { get; init; }

    /// <summary>How many drafts are worked on at a time; null for as many as there are processors. With a clock it is one after the other, so that what is measured is not what others wait for.</summary>
    public int? Jobs { get; init; }

    /// <summary>Told how many drafts are done, each time one is; several threads may call it.</summary>
    public Action<int>? Progress { get; init; }

    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Opens a file that a rules file names, given its path and the rules file's; the library itself opens none.</summary>
    public Func<string, Source, (Source? Source, Diagnostic? Diagnostic)>? Open { get; init; }

    /// <summary>The document that the caller read from a source in a format that the library does not know; null for the others.</summary>
    public Func<Source, Document?>? DocumentOf { get; init; }

    /// <summary>The content that the caller read from a dataset in a format that the library does not know; null for the others.</summary>
    public Func<Source, TableContent?>? TableOf { get; init; }

    /// <summary>Reads the records of a dataset whose source gives its bytes only, in a format that the library does not know; null for the others.</summary>
    public Func<Source, RecordReader?>? RecordsOf { get; init; }

    /// <summary>Reads a dataset as a whole whose source gives its bytes only, for rules that need all its rows at once; null where none is.</summary>
    public Func<Source, (Source? Source, Diagnostic? Diagnostic)>? Whole { get; init; }

    /// <summary>Begins a store for rows that rules bring together and that are too many to be held; null where nothing is kept outside of memory.</summary>
    public Func<RowStore>? Store { get; init; }

    /// <summary>Whether the store takes the rows of all rules that bring rows of scanned tables together by a key, not only where there is no other way.</summary>
    public bool PrefersStore { get; init; }

    /// <summary>Begins a database that looks through large tables first, given those of the run; null where they are read row by row.</summary>
    public Func<IReadOnlyList<Source>, RowSieve>? Sieve { get; init; }

    /// <summary>Opens the rules files that a rules file extends by path: one, or those of a folder.</summary>
    public Func<string, Source, IReadOnlyList<(Source? Source, Diagnostic? Diagnostic)>>? OpenPack { get; init; }

    /// <summary>The day of the run, which ends of suppressions are compared with; null where none has ended.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Whether rules over datasets that do not say it themselves refuse rows that cannot be decided.</summary>
    public bool RefusesUnknown { get; init; }

    /// <summary>Whether files are left out that would be looked at otherwise, so that not every waiver can be found in use.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The findings known before, which do not count.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>The path of a file of the run, seen from the folder of a rules file or baseline; null where paths mean the same everywhere.</summary>
    public Func<string, Source, string>? PathFrom { get; init; }

    /// <summary>Whether a file that a baseline names is there; null where all are.</summary>
    public Func<string, Source, bool>? Exists { get; init; }

    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Measures stages and rules; null measures nothing.</summary>
    public TimeProvider? Time { get; init; }
}

/// <summary>The front door: checks drafts and datasets against rules.</summary>
public sealed class Verifier
{
    private readonly VerifierOptions options;
    private readonly ReferenceData reference;
    private readonly IReadOnlyList<LexiconFile> lexicons;
    private readonly StageLog log;
    private readonly Lazy<RulePacks> packs;

    public Verifier(VerifierOptions options)
    {
        this.options = options;
        reference = options.Reference;
        log = new StageLog(options.Logger, options.Time);
        packs = new Lazy<RulePacks>(() => RulePacks.Of([.. options.UseShippedRules ? log.Timed("rules", () => ShippedRules.Files) : [], .. options.RuleFiles], options.OpenPack, options.Limits));
        if (options.UseShippedRules && options.Time is null)
        {
            // They are the same for every run, so they are read while the caller still reads its files.
            Task.Run(() => ShippedRules.Files);
        }

        lexicons = log.Timed("lexicons", () => Lexicons.Shipped);
    }

    /// <summary>The rules of this run: the shipped packs, the files beside them, and what these extend.</summary>
    public RulePacks Packs => packs.Value;

    /// <summary>What is wrong with the languages that the options ask for.</summary>
    public IEnumerable<Diagnostic> LanguageMistakes => options.Draft.Language is { } language && !Readable.Contains(language)
        ? [Diagnostic.OfFile(null, "D005", DiagnosticKind.Configuration, $"there is no lexicon for the language `{language}`", $"languages that can be read: {string.Join(", ", Readable)}"), .. MessageMistakes]
        : MessageMistakes;

    private IEnumerable<string> Readable => lexicons.Where(l => l.CanRead).Select(l => l.Language);

    private IEnumerable<Diagnostic> MessageMistakes => options.MessageLanguage is { } wanted && !Readable.Contains(wanted) && !Packs.Files.SelectMany(f => f.Rules).Any(r => r.Messages.ContainsKey(wanted))
        ? [Diagnostic.OfFile(null, "D011", DiagnosticKind.Configuration, $"no message is in `{wanted}`", $"languages of messages: {string.Join(", ", Readable)}")]
        : [];

    /// <summary>Checks files: tables by their ending <c>.csv</c> or <c>.tsv</c>, everything else as drafts. Drafts are worked on side by side; the report is the same for any number at a time.</summary>
    public Report Verify(IReadOnlyList<Source> sources)
    {
        var run = Evaluated(sources, null);
        return Settlement.Of(run.Result() with { Disabled = [.. Packs.Disabled.Select(r => r.Id)] }, run.Comments, Packs, options);
    }

    /// <summary>What stands at a place, and why each rule that reads it did or did not fire there.</summary>
    /// <param name="sources">The files of the run.</param>
    /// <param name="place">A line or several of one of them, or an empty span for one column of it.</param>
    public PlaceExplanation Explain(IReadOnlyList<Source> sources, Place place) =>
        Evaluated(sources, new PlaceExplainer(place)).Explained(place.Source.Path, hasDraft: sources.Any(s => !IsTable(s.Path)));

    // What the first records of a dataset showed may turn out wrong at its last; then the run begins anew, knowing better.
    private Run Evaluated(IReadOnlyList<Source> sources, PlaceExplainer? explainer)
    {
        var known = new Dictionary<string, TableKnowledge>(StringComparer.Ordinal);
        var drafts = sources.Where(s => !IsTable(s.Path)).ToList();

        // Reading a draft puts the lexicon of its language together, which takes as long as compiling the rules; the first one is read meanwhile.
        var first = drafts.Count > 0 && options.Time is null ? Task.Run(() => Read(drafts[0])) : null;
        while (true)
        {
            try
            {
                return Evaluated(sources, explainer, known, drafts, first);
            }
            catch (TableSurprise surprise)
            {
                known[surprise.Path] = surprise.Knowledge;
            }
        }
    }

    private Run Evaluated(IReadOnlyList<Source> sources, PlaceExplainer? explainer, IReadOnlyDictionary<string, TableKnowledge> known, List<Source> drafts, Task<Draft>? first)
    {
        var run = new Run(new RunSetting(options, reference, log, new FindingFormats(lexicons, reference), new RuleCosts(options.Time), explainer), known);
        run.Report(options.Diagnostics);
        run.Report(Packs.Files.SelectMany(f => f.Diagnostics).Concat(Packs.Diagnostics).Concat(MessageMistakes));
        log.Timed("tables", () => run.ReadTables(Packs.Files, sources));
        log.Timed("compile", () => run.Compile(Packs.Files));
        log.Timed("evaluate", run.EvaluateTables);
        if (drafts.Count > 0)
        {
            Drafts(run, drafts, first, isAlone: explainer is not null);
        }

        return run;
    }

    // Drafts that are compared with those before them make one part, and so do those of a run that asks about a place; the others are worked on side by side, unless their time is taken.
    private void Drafts(Run run, List<Source> drafts, Task<Draft>? first, bool isAlone)
    {
        var (previous, twin) = Beside(run.Report);
        run.BeginDrafts();
        var done = 0;
        if (options.Together || isAlone || drafts.Count == 1)
        {
            var (part, others) = (run.NewPart(), new List<Row>());
            for (var i = 0; i < drafts.Count; i++)
            {
                Evaluate(part, i, new Companions(previous, twin, [.. others]), others);
            }

            run.Add(part);
            return;
        }

        var parts = new RunPart[drafts.Count];
        var jobs = options.Time is not null ? 1 : options.Jobs ?? -1;
        Parallel.For(0, drafts.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i => Evaluate(parts[i] = run.NewPart(), i, new Companions(previous, twin, []), []));
        foreach (var part in parts)
        {
            run.Add(part);
        }

        void Evaluate(RunPart part, int at, Companions companions, List<Row> others)
        {
            var source = drafts[at];

            // A bug that one draft brings out must not hide what the others hold.
            try
            {
                var draft = log.Timed("extract", () => at == 0 && first is not null ? first.GetAwaiter().GetResult() : Read(source));
                log.Timed("evaluate", () => run.EvaluateDraft(part, draft, ScopesOf(source.Path), companions, others));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                part.Diagnostics.Add(Diagnostic.OfFile(source.Path, "E003", DiagnosticKind.Incomplete, $"reading broke off, so the draft was not checked: {e.GetType().Name}: {e.Message}", "this is a bug of pverify; please report it with the draft"));
            }

            options.Progress?.Invoke(Interlocked.Increment(ref done));
        }
    }

    /// <summary>The relations of one draft, as rules see them.</summary>
    public (IReadOnlyList<Relation> Relations, IReadOnlyList<Diagnostic> Diagnostics) Facts(Source source)
    {
        var rows = new RowFactory(new Ledger());
        if (IsTable(source.Path))
        {
            var (table, trouble) = Table.Read(source, TableOf(source), options.Limits, options.TableOf?.Invoke(source));
            return table is null ? ([], trouble) : TableFacts.Of(table, TableFacts.SchemaOf(table), rows) is var facts ? ([facts.Relation], [.. trouble, .. facts.Diagnostics]) : default;
        }

        var draft = Read(source);
        List<Diagnostic> diagnostics = [.. draft.Document.Diagnostics, .. draft.Diagnostics];
        var (previous, twin) = Beside(diagnostics.AddRange);
        var (relations, figures) = DraftFacts.Of(draft, reference, rows);
        var beside = new CompanionFacts(draft, new Companions(previous, twin, []), rows, figures, options.Limits);
        relations = [.. relations, .. beside.Relations()];
        return (relations, [.. diagnostics, .. beside.Diagnostics]);
    }

    /// <summary>Whether a path names a dataset.</summary>
    public static bool IsTable(string path) => !Rules.DataPackage.IsPackage(path) && (TableEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) || path.Contains(".xlsx#", StringComparison.OrdinalIgnoreCase));

    // Workbooks and Parquet files are read by the caller.
    private static readonly string[] TableEndings = [".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xlsx", ".parquet"];

    /// <summary>What a dataset holds: columns, types, gaps.</summary>
    /// <param name="content">What the caller read of a file whose bytes are no text; null for the others.</param>
    public static (TableDescription? Description, IReadOnlyList<Diagnostic> Diagnostics) Describe(Source source, TableContent? content, Limits limits) => TableDescription.Of(source, TableOf(source), limits, content);

    internal static DatasetDeclaration TableOf(Source source) => new() { Name = RelationOf(source.Path), Path = source.Path };

    /// <summary>The relation that a dataset becomes where no rules file names it.</summary>
    public static string RelationOf(string path) => (Path.GetFileName(path) is var name && name.IndexOf(".xlsx#", StringComparison.OrdinalIgnoreCase) is > 0 and var sheet ? $"{name[..sheet]}_{name[(sheet + 6)..]}" : Path.GetFileNameWithoutExtension(path)).Replace('-', '_').Replace(' ', '_');

    // The drafts to compare with, and what was wrong with them.
    private (Draft? Previous, Draft? Twin) Beside(Action<IEnumerable<Diagnostic>> report)
    {
        var previous = options.Previous is { } before ? Read(before) : null;

        // What the caller knows of the draft holds for its twin too, but for the language.
        var twin = options.Twin is { } other ? Read(other, options.Draft with { Language = null }) : null;
        foreach (var draft in new[] { previous, twin }.OfType<Draft>())
        {
            report([.. draft.Document.Diagnostics, .. draft.Diagnostics]);
        }

        return (previous, twin);
    }

    private List<PathScope> ScopesOf(string path) => [.. Packs.Files.SelectMany(f => f.Scopes).Where(s => s.Path.Matches(Settlement.PathFrom(options, path, s.Source)))];

    private Draft Read(Source source) => Read(source, options.Draft);

    private Draft Read(Source source, DraftOptions known)
    {
        var document = options.DocumentOf?.Invoke(source) ?? DocumentReader.Read(source, options.Limits);
        return new Extractor(lexicons, reference, options.Limits).Read(document, known);
    }
}
