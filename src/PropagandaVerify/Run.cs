using PropagandaVerify.Datasets;
using PropagandaVerify.Documents;
using PropagandaVerify.Engine;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Repairs;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>The stages of one run of the verifier, and what they gather.</summary>
internal sealed class Run(VerifierOptions options, ReferenceData reference, StageLog log, FindingFormats formats)
{
    private const int MostMistakes = 200;

    private readonly Ledger ledger = new();
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<FileReport> files = [];
    private readonly List<Finding> findings = [];
    private readonly List<Checked> held = [];
    private readonly Dictionary<string, int> evaluated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> decided = new(StringComparer.Ordinal);
    private readonly RuleCosts costs = new(options.Time);
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);
    private IReadOnlyList<CompiledRule> derived = [];
    private int groups;
    private IReadOnlyDictionary<int, string>? ofTables;
    private RowFactory? factory;
    private Relation? entities;
    private Relation? places;

    /// <summary>The place that is asked about; null in a run that only reports.</summary>
    public PlaceExplainer? Explainer { get; init; }

    private RowFactory Factory => factory ??= new RowFactory(ledger);

    public void Report(IEnumerable<Diagnostic> found) => diagnostics.AddRange(found);

    /// <summary>The relations of the datasets that rules files declare and of the tables among the inputs.</summary>
    public IReadOnlyList<Relation> Tables(IReadOnlyList<RuleFile> ruleFiles, IReadOnlyList<Source> sources)
    {
        var relations = new List<Relation>();
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var declaration in ruleFiles.SelectMany(f => f.Datasets))
        {
            var declared = declaration.Declared!.Value;
            if (IsTaken(declaration.Name, relations) is { } taken)
            {
                diagnostics.Add(Diagnostic.At(declared.Source, declared.Span, "R018", DiagnosticKind.Configuration, $"the name `{declaration.Name}` stands for {taken} already", "declare the dataset under another name, or once for all files"));
                continue;
            }

            var (source, trouble) = options.Open?.Invoke(declaration.Path, declared.Source) ?? (null, null);
            if (source is null)
            {
                diagnostics.Add(Diagnostic.At(declared.Source, declared.Span, "T006", DiagnosticKind.Configuration, $"the dataset `{declaration.Name}` cannot be read: {trouble?.Message ?? "no file is opened in this run"}", trouble?.Help ?? "paths are relative to the rules file; what reads the dataset was left out"));
                unread.Add(declaration.Name);
                continue;
            }

            read.Add(source.Path);
            Add(declaration, source, relations);
        }

        foreach (var source in sources.Where(s => Verifier.IsTable(s.Path) && !read.Contains(s.Path)))
        {
            var table = Verifier.TableOf(source);
            if (IsTaken(table.Name, relations) is { } taken)
            {
                diagnostics.Add(Diagnostic.OfFile(source.Path, "T008", DiagnosticKind.Incomplete, $"the table was left out, since `{table.Name}` stands for {taken} already", "rename the file, or declare it under another name in a rules file: `datasets: {other: {path: …}}`"));
                continue;
            }

            Add(table, source, relations);
        }

        return relations;
    }

    // A relation has one meaning in a run; a second table of its name would take the place of the first.
    private static string? IsTaken(string name, List<Relation> relations) =>
        DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Any(s => s.Name == name) ? "a relation of drafts"
        : relations.Exists(r => r.Schema.Name == name) ? "another table"
        : null;

    /// <summary>Checks every rule against the relations of this run; unsound ones are reported and left out.</summary>
    public IReadOnlyList<CompiledRule> Compile(IReadOnlyList<RuleFile> ruleFiles, IReadOnlyList<Relation> tables)
    {
        var schemas = DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Concat(tables.Select(t => t.Schema)).DistinctBy(s => s.Name).ToList();
        var rows = tables.GroupBy(t => t.Schema.Name).ToDictionary(g => g.Key, g => (long)g.First().Rows.Count, StringComparer.Ordinal);
        rows[DraftSchemas.Document.Name] = 1;
        unread.UnionWith(ruleFiles.SelectMany(f => f.Unsound).Where(u => !schemas.Exists(s => s.Name == u)));
        var (derivations, trouble) = Derivations.InOrder([.. ruleFiles.SelectMany(f => f.Derivations)], schemas, reference, rows, unread, options.Limits);
        derived = derivations;
        diagnostics.AddRange(trouble);
        var catalog = new Catalog([.. schemas, .. derivations.Select(d => d.Derived!.Value.Schema)], rows);
        var ids = new Dictionary<string, Rule>(StringComparer.Ordinal);
        var ready = new List<Rule>();
        foreach (var rule in ruleFiles.SelectMany(f => f.Rules).Where(r => !r.Relations.Any(unread.Contains)))
        {
            if (ids.TryAdd(rule.Id, rule))
            {
                // What a short form adds is of the same rule.
                ready.AddRange(rule.Further.Prepend(rule));
            }
            else
            {
                var first = ids[rule.Id];
                diagnostics.Add(Diagnostic.At(rule.Source, rule.IdSpan, "R018", DiagnosticKind.Configuration, $"the rule id `{rule.Id}` stands in {first.Source.Path} already", "ids are used once; choose another")
                    with { Related = Diagnostic.At(first.Source, first.IdSpan, "R018", DiagnosticKind.Note, "the first one") });
            }
        }

        var compiled = new List<CompiledRule>();
        var told = new HashSet<Diagnostic>(diagnostics);
        var before = diagnostics.Count;
        var untold = 0;
        foreach (var (one, mistakes) in RuleCompiler.Compile(ready, catalog, reference, options.Limits))
        {
            // A mistake in several parts of one rule is told once, and what comes behind so many of a run helps nobody.
            var fresh = mistakes.Where(told.Add).ToList();
            var shown = Math.Min(fresh.Count, MostMistakes - (diagnostics.Count - before));
            diagnostics.AddRange(fresh.Take(shown));
            untold += fresh.Count - shown;
            if (one is not null)
            {
                compiled.Add(one);
                evaluated[one.Rule.Id] = 0;
            }
        }

        if (untold > 0)
        {
            diagnostics.Add(Diagnostic.OfFile(null, "R001", DiagnosticKind.Configuration, $"the rules have more than {MostMistakes} mistakes; the others are not shown", "correct these first"));
        }

        ledger.Otherwise = new Coverage([.. derived, .. compiled]).OfCells(tables);
        return compiled;
    }

    public void EvaluateTables(IReadOnlyList<CompiledRule> rules, IReadOnlyList<Relation> tables)
    {
        if (rules.Any(r => !r.IsOfDraft) || Explainer is not null)
        {
            Evaluate(rules.Where(r => !r.IsOfDraft), [.. tables], options.MessageLanguage ?? "en", "en");
        }
    }

    /// <summary>The comments of the drafts evaluated so far by which their authors answer for findings.</summary>
    public List<(Source Draft, IgnoreComment Comment)> Comments { get; } = [];

    /// <summary>The statements of the drafts evaluated so far, for those behind them.</summary>
    public List<Row> Statements { get; } = [];

    public void EvaluateDraft(IReadOnlyList<CompiledRule> rules, IReadOnlyList<Relation> tables, Draft draft, Companions companions)
    {
        // What the datasets contradict stays in doubt; what another draft did does not.
        ledger.Conflicts = ofTables ??= ledger.Conflicts;
        diagnostics.AddRange(draft.Document.Diagnostics);
        Comments.AddRange(draft.Document.Ignored.Select(c => (draft.Document.Source, c)));
        diagnostics.AddRange(draft.Diagnostics);
        var (relations, figures) = DraftFacts.Of(draft, reference, Factory);
        files.Add(new FileReport(draft.Document.Source.Path, draft.Document.Source.Encoding, draft.Language, draft.Published, figures));
        log.Facts(draft.Document.Source.Path, relations);
        if (draft.Published is null && draft.Conversions.Count + draft.Dates.Count > 0 && rules.Any(r => r.Relations.Any(s => s == DraftSchemas.Conversions || s == DraftSchemas.Dates)))
        {
            diagnostics.Add(Diagnostic.OfFile(draft.Document.Source.Path, "D004", DiagnosticKind.Note, "no day of publication was found, so dates were not compared with it and rates were compared with every month on record", "`--published 2020-10-26`, or `published:` in the front matter, gives it"));
        }

        var beside = new CompanionFacts(draft, companions, Factory, figures, options.Limits);
        relations = [.. relations, .. beside.Relations()];
        diagnostics.AddRange(beside.Diagnostics);
        if (options.Together)
        {
            Statements.AddRange(new StatementFacts(draft, Factory, new FigureValues(draft), figures).Statements(DraftSchemas.OtherStatements));
        }

        Evaluate(rules.Where(r => r.IsOfDraft), [.. relations, .. tables], options.MessageLanguage ?? draft.Language ?? "en", draft.Language ?? "en", figures);
    }

    /// <summary>What was gathered about the place asked about.</summary>
    public PlaceExplanation Explained(IReadOnlyList<CompiledRule> rules, string path, bool hasDraft) => Explainer!.Result(
        ledger, files.Where(f => f.Path == path).SelectMany(f => f.Figures), hasDraft ? [] : [.. rules.Where(r => r.IsOfDraft).Select(r => (r, "it is about drafts, and none is in this run"))]) with
        { Diagnostics = diagnostics };

    public Report Result(IReadOnlyList<CompiledRule> rules) => new()
    {
        Files = files,
        Findings = FindingKey.Given(InOrder()),
        Checked = [.. held.OrderBy(c => c.Place?.Source.Path, StringComparer.Ordinal).ThenBy(c => c.Place?.Span.Start).ThenBy(c => c.Rule, StringComparer.Ordinal)],
        Diagnostics = diagnostics,
        Ledger = ledger,
        Evaluated = evaluated,
        Rules = [.. rules.Select(r => r.Rule).DistinctBy(r => r.Id)],
        Costs = options.Time is null ? null : new RunCosts(costs.Slowest, log.TakeStages()),
        DecidedNothing = [.. evaluated.Where(e => e.Value > 0 && decided.GetValueOrDefault(e.Key) == 0).Select(e => e.Key).Order(StringComparer.Ordinal)],
        MatchedNothing = [.. rules.Where(r => evaluated[r.Rule.Id] < r.Rule.MinMatches).OrderBy(r => r.Rule.IsShipped).ThenBy(r => r.Rule.Id, StringComparer.Ordinal).Select(r => r.Rule.Id).Distinct()],
    };

    // By place; findings that share a culprit follow the first of them.
    private List<Finding> InOrder()
    {
        var firsts = findings.Where(f => f.Culprit is not null).GroupBy(f => f.Culprit!.Group).ToDictionary(g => g.Key, g => g.Min(f => f.Place.Span.Start));
        return
        [
            .. findings.OrderBy(f => f.Place.Source.Path, StringComparer.Ordinal).ThenBy(f => f.Culprit is { } c ? firsts[c.Group] : f.Place.Span.Start)
                .ThenBy(f => f.Culprit?.Group ?? -1).ThenBy(f => f.Place.Span.Start).ThenBy(f => f.Rule, StringComparer.Ordinal),
        ];
    }

    private void Add(DatasetDeclaration declaration, Source source, List<Relation> relations)
    {
        var (table, trouble) = CsvTable.Read(source, declaration, options.Limits);
        diagnostics.AddRange(trouble);
        if (table is null)
        {
            unread.Add(declaration.Name);
            return;
        }

        var (relation, figures, cells) = TableFacts.Of(table, Factory);
        diagnostics.AddRange(cells);
        files.Add(new FileReport(source.Path, source.Encoding, null, null, figures));
        relations.Add(relation);
        log.Facts(source.Path, [relation]);
    }

    private void Evaluate(IEnumerable<CompiledRule> rules, List<Relation> relations, string language, string draftLanguage, IReadOnlyList<int>? figures = null)
    {
        var ready = rules.ToList();
        var needed = Derivations.NeededBy(ready, derived);
        var read = ready.Concat(needed).SelectMany(r => r.Relations).ToHashSet();
        relations.AddRange(read.Contains(DraftSchemas.Entities) ? [entities ??= ReferenceFacts.Entities(reference, Factory)] : []);
        relations.AddRange(read.Contains(DraftSchemas.KnownPlaces) ? [places ??= ReferenceFacts.Places(reference, Factory)] : []);

        var facts = new FactBase(relations);
        var evaluator = new Evaluator(facts, ledger, options.Limits);
        foreach (var derivation in needed)
        {
            Report(derivation, costs.Of(derivation.Rule.Id, () => evaluator.Derive(derivation, Factory)));
        }

        var results = ready.OrderBy(r => r.Blocks.Count > 0 ? 0 : 1).Select(r => (Rule: r, Result: costs.Of(r.Rule.Id, () => evaluator.Evaluate(r)))).ToList();
        var outcomes = results.SelectMany(r => r.Result.Outcomes).ToList();
        new Coverage([.. needed, .. ready]).Explain(facts, figures ?? [], ledger);
        var diagnosis = log.Timed("diagnose", () => Diagnosed(outcomes, evaluator));
        var nouns = DraftNouns.Of(relations.Where(r => r.Schema == DraftSchemas.Figures).SelectMany(r => r.Rows), draftLanguage);
        var builder = new FindingBuilder(l => formats.For(l).With(nouns), language, draftLanguage, diagnosis, groups);
        groups += diagnosis.Groups;
        Explainer?.Ask(facts, evaluator, [.. needed, .. ready], builder, formats.For(language).With(nouns));
        findings.AddRange(outcomes.Where(o => o.Verdict.Fails()).Select(builder.Finding));
        foreach (var (rule, result) in results)
        {
            evaluated[rule.Rule.Id] += result.Evaluated;
            decided[rule.Rule.Id] = decided.GetValueOrDefault(rule.Rule.Id) + result.Decided;
            held.AddRange(result.Outcomes.Where(o => !o.Verdict.Fails()).Take(options.Limits.MaxFindingsPerRule).Select(builder.Checked));
            if (result.Failed > options.Limits.MaxFindingsPerRule)
            {
                diagnostics.Add(Diagnostic.OfFile(null, "E002", DiagnosticKind.Note, $"the rule `{rule.Rule.Id}` has {result.Failed} findings; the first {options.Limits.MaxFindingsPerRule} are shown"));
            }

            Report(rule, result);
        }

        var partial = results.Where(r => r.Result.Evaluated - r.Result.Failed > options.Limits.MaxHeldOutcomes).Select(r => $"of the rule `{r.Rule.Rule.Id}` only the first {options.Limits.MaxHeldOutcomes} checks that hold were considered").FirstOrDefault();
        if (outcomes.Exists(o => o.Verdict.Fails()) && (diagnosis.Cut ?? partial) is { } cut)
        {
            diagnostics.Add(Diagnostic.OfFile(null, "E004", DiagnosticKind.Note, $"the repairs may be incomplete: {cut}"));
        }
    }

    // Findings must not be lost because no repair could be found for them.
    private Diagnosis Diagnosed(List<Outcome> outcomes, Evaluator evaluator)
    {
        try
        {
            return Diagnosis.Of(outcomes, evaluator, options.Limits);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            diagnostics.Add(Diagnostic.OfFile(null, "E004", DiagnosticKind.Note, $"no repairs were looked for: {e.GetType().Name}: {e.Message}", "this is a bug of pverify; please report it with the input"));
            return Diagnosis.None(evaluator, options.Limits);
        }
    }

    private void Report(CompiledRule rule, RuleOutcome result)
    {
        if (result.Trouble is not null)
        {
            diagnostics.Add(Diagnostic.At(rule.Rule.Source, rule.Rule.IdSpan, "E001", DiagnosticKind.Incomplete, $"the rule `{rule.Rule.Id}` did not finish: {result.Trouble}"));
        }
    }
}
