using PropagandaVerify.Datasets;
using PropagandaVerify.Documents;
using PropagandaVerify.Engine;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>The stages of one run of the verifier: the datasets first, then each draft by itself, then all put together in the order of the drafts.</summary>
internal sealed class Run
{
    private const int MostMistakes = 200;

    // What the caller says of a dataset that is too large to be held.
    private const string TooLarge = "D009";
    private const string Windows1252 = "windows-1252";

    private readonly RunSetting setting;
    private readonly RunPart whole;
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, TableKnowledge> known;
    private readonly List<ScanTable> scanned = [];
    private readonly List<ScanTable> looked = [];
    private IReadOnlyDictionary<string, long> sifted = new Dictionary<string, long>();
    private IReadOnlyList<Relation> tables = [];
    private IReadOnlyList<CompiledRule> compiled = [];
    private IReadOnlyList<CompiledRule> derived = [];
    private RuleSet? ofDrafts;
    private Relation? entities;
    private Relation? places;

    /// <param name="known">What earlier attempts found out about datasets, by path.</param>
    public Run(RunSetting setting, IReadOnlyDictionary<string, TableKnowledge> known)
    {
        this.setting = setting;
        this.known = known;
        whole = new RunPart(setting, new Ledger());
    }

    public void Report(IEnumerable<Diagnostic> found) => whole.Diagnostics.AddRange(found);

    /// <summary>Reads the datasets that rules files declare and the tables among the inputs.</summary>
    public void ReadTables(IReadOnlyList<RuleFile> ruleFiles, IReadOnlyList<Source> sources)
    {
        var relations = new List<Relation>();
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var declaration in ruleFiles.SelectMany(f => f.Datasets))
        {
            var declared = declaration.Declared!.Value;
            if (IsTaken(declaration.Name, relations) is { } taken)
            {
                whole.Diagnostics.Add(Diagnostic.At(declared.Source, declared.Span, "R018", DiagnosticKind.Configuration, $"the name `{declaration.Name}` stands for {taken} already", "declare the dataset under another name, or once for all files"));
                continue;
            }

            var (source, trouble) = setting.Options.Open?.Invoke(declaration.Path, declared.Source) ?? (null, null);
            if (source is null)
            {
                whole.Diagnostics.Add(Diagnostic.At(declared.Source, declared.Span, "T006", DiagnosticKind.Configuration, $"the dataset `{declaration.Name}` cannot be read: {trouble?.Message ?? "no file is opened in this run"}", trouble?.Help ?? "paths are relative to the rules file; what reads the dataset was left out"));
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
                whole.Diagnostics.Add(Diagnostic.OfFile(source.Path, "T008", DiagnosticKind.Incomplete, $"the table was left out, since `{table.Name}` stands for {taken} already", "rename the file, or declare it under another name in a rules file: `datasets: {other: {path: …}}`"));
                continue;
            }

            Add(table, source, relations);
        }

        tables = relations;
    }

    // A relation has one meaning in a run; a second table of its name would take the place of the first.
    private string? IsTaken(string name, List<Relation> relations) =>
        DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Any(s => s.Name == name) ? "a relation of drafts"
        : relations.Exists(r => r.Schema.Name == name) || scanned.Exists(t => t.Schema.Name == name) ? "another table"
        : null;

    /// <summary>Checks every rule against the relations of this run; unsound ones are reported and left out.</summary>
    public void Compile(IReadOnlyList<RuleFile> ruleFiles)
    {
        var schemas = DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Concat(tables.Select(t => t.Schema)).Concat(scanned.Select(t => t.Schema)).DistinctBy(s => s.Name).ToList();
        var rows = tables.GroupBy(t => t.Schema.Name).ToDictionary(g => g.Key, g => (long)g.First().Rows.Count, StringComparer.Ordinal);
        rows[DraftSchemas.Document.Name] = 1;
        unread.UnionWith(ruleFiles.SelectMany(f => f.Unsound).Where(u => !schemas.Exists(s => s.Name == u)));
        var (derivations, trouble) = Derivations.InOrder([.. ruleFiles.SelectMany(f => f.Derivations)], schemas, setting.Reference, rows, unread, setting.Options.Limits);
        derived = derivations;
        whole.Diagnostics.AddRange(trouble);
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
                whole.Diagnostics.Add(Diagnostic.At(rule.Source, rule.IdSpan, "R018", DiagnosticKind.Configuration, $"the rule id `{rule.Id}` stands in {first.Source.Path} already", "ids are used once; choose another")
                    with { Related = Diagnostic.At(first.Source, first.IdSpan, "R018", DiagnosticKind.Note, "the first one") });
            }
        }

        var (sound, unsound) = (new List<CompiledRule>(), new HashSet<string>(StringComparer.Ordinal));
        var told = new HashSet<Diagnostic>(whole.Diagnostics);
        var before = whole.Diagnostics.Count;
        var untold = 0;
        foreach (var (rule, (one, mistakes)) in ready.Zip(RuleCompiler.Compile(ready, catalog, setting.Reference, setting.Options.Limits)))
        {
            // A mistake in several parts of one rule is told once, and what comes behind so many of a run helps nobody.
            var fresh = mistakes.Where(told.Add).ToList();
            var shown = Math.Min(fresh.Count, MostMistakes - (whole.Diagnostics.Count - before));
            whole.Diagnostics.AddRange(fresh.Take(shown));
            untold += fresh.Count - shown;
            if (one is not null)
            {
                sound.Add(one);
            }
            else
            {
                unsound.UnionWith(mistakes.Count > 0 ? [rule.Id] : Array.Empty<string>());
            }
        }

        // Of a short form one part of which is wrong the others would say half of what was asked.
        sound.RemoveAll(r => unsound.Contains(r.Rule.Id));
        sound.ForEach(r => whole.Evaluated[r.Rule.Id] = 0);

        if (untold > 0)
        {
            whole.Diagnostics.Add(Diagnostic.OfFile(null, "R001", DiagnosticKind.Configuration, $"the rules have more than {MostMistakes} mistakes; the others are not shown", "correct these first"));
        }

        whole.Ledger.Otherwise = new Coverage([.. derived, .. sound]).OfCells(tables);
        compiled = [.. sound.Where(IsWithinReach)];
    }

    // Whether a rule can be evaluated over the datasets as they are read. One that needs the rows of a table at once makes the run begin anew with these held, where they can be.
    private bool IsWithinReach(CompiledRule rule)
    {
        var read = scanned.Where(t => ReadBy(rule).Contains(t.Schema)).ToList();
        if (read.Count == 0)
        {
            return true;
        }

        var why = ObstacleOf(rule);
        if (why is null || PartitionOf(rule) is not null)
        {
            return true;
        }

        if (read.Find(t => setting.Options.Whole is not null && known.GetValueOrDefault(t.Source.Path) is not ({ IsHeld: true } or { IsTooLarge: true })) is { } table)
        {
            throw table.Whole();
        }

        Leave(rule, why);
        return false;
    }

    private void Leave(CompiledRule rule, string why)
    {
        var path = scanned.Find(t => ReadBy(rule).Contains(t.Schema))?.Source.Path ?? scanned[0].Source.Path;
        var remedy = setting.Options.Store is null && PartitionByKey(rule) is not null ? "let its rows be kept in a database: `--engine auto`" : "let it compare all its names by one column at least (`by`), or write it with groups (`with`) by equal columns";
        whole.Diagnostics.Add(Diagnostic.At(
            rule.Rule.Source, rule.Rule.IdSpan, "E007", DiagnosticKind.Incomplete, $"the rule `{rule.Rule.Id}` was not evaluated: {why}, and {path} is read record by record",
            $"{remedy}, or split the dataset{(known.GetValueOrDefault(path)?.IsTooLarge == true ? ": it is too large to be held" : ", or hold it with `--engine memory`")}"));
    }

    // The relations that a rule reads, and those that what it reads is derived from.
    private HashSet<Schema> ReadBy(CompiledRule rule) => [.. Derivations.NeededBy([rule], derived).Append(rule).SelectMany(r => r.Relations)];

    /// <summary>Evaluates the rules that read no draft.</summary>
    public void EvaluateTables()
    {
        var rules = compiled.Where(r => !r.IsOfDraft).ToList();
        var ofScans = BesideScans(rules);
        var ofHeld = rules.Except(ofScans).ToList();
        var language = setting.Options.MessageLanguage ?? "en";
        if (ofHeld.Count > 0 || setting.Explainer is not null)
        {
            whole.Evaluate(Reading(ofHeld), [], language, "en");
        }

        if (scanned.Count > 0)
        {
            // A database that looks through a table counts what holds and lists none of it.
            Scan(ofScans, language, setting.Options.PrefersStore, setting.Options.Sieve is not null && !setting.Options.ListsHolding);
        }
    }

    // The rules that read scanned tables, and those over the small tables that these read too: a repair must leave both holding. What a short form adds stays with it.
    private List<CompiledRule> BesideScans(List<CompiledRule> rules)
    {
        var tables = scanned.Select(t => t.Schema).ToHashSet();
        var of = new List<CompiledRule>();
        for (var before = -1; of.Count > before;)
        {
            before = of.Count;
            of = rules.FindAll(r => ReadBy(r).Overlaps(tables) && (IsOfScans(r) || rules.Where(o => o.Rule.Id == r.Rule.Id).All(o => ObstacleOf(o) is null || PartitionOf(o) is not null)));
            tables.UnionWith(of.SelectMany(ReadBy).Where(s => looked.Exists(t => t.Schema == s)));
        }

        return of;
    }

    private bool IsOfScans(CompiledRule rule) => scanned.Exists(t => ReadBy(rule).Contains(t.Schema));

    private bool IsTable(Schema schema) => scanned.Concat(looked).Any(t => t.Schema == schema);

    // What is derived from scanned tables is derived by scans of its own; all else from what is held then.
    private string? ObstacleOf(CompiledRule rule) => Derivations.NeededBy([rule], derived).Any(d => IsByScan(d) && !ScanPlanner.CanDerive(d, IsTable))
        ? "it derives rows from those of the table by more than groups"
        : ScanPlanner.Obstacle(rule, IsTable, s => looked.Exists(t => t.Schema == s));

    // How a store brings the rows of a rule together; null where there is no store, or no such way.
    private Partition? PartitionOf(CompiledRule rule) => setting.Options.Store is null ? null : PartitionByKey(rule);

    // Small tables are looked up like the large ones, unless rows are derived by them in each bucket, or they are joined by other keys. What scans can derive they derive.
    private Partition? PartitionByKey(CompiledRule rule)
    {
        var needed = Derivations.NeededBy([rule], derived);
        if (needed.Any(d => IsByScan(d) && ScanPlanner.CanDerive(d, IsTable)))
        {
            return null;
        }

        Partition? By(IEnumerable<ScanTable> tables) => Partition.Of(rule, s => tables.FirstOrDefault(t => t.Schema == s), needed);
        return needed.Any(IsByScan) ? By(scanned) : By(scanned.Concat(looked)) ?? By(scanned);
    }

    private bool IsByScan(CompiledRule derivation) => derivation.Relations.Any(r => scanned.Exists(t => t.Schema == r));

    // The rules whose rows a store keeps, and the small tables that are held beside each bucket, since rows are derived by them there. A rule that needs these in a store too is told of.
    private (Dictionary<CompiledRule, Partition> Kept, HashSet<Schema> InBuckets) Kept(List<CompiledRule> rules, bool prefersStore, RowSieve? sieve)
    {
        bool IsLookedThrough(CompiledRule rule) => sieve is not null && rule.Relations.All(s => looked.Exists(t => t.Schema == s) || scanned.Exists(t => t.Schema == s && sieve.Knows(t.Source)));

        // Rows that are joined with those of small tables are joined by the database where that reads the file itself.
        bool IsKept(CompiledRule rule) => ObstacleOf(rule) is not null || (IsLookedThrough(rule) ? rule.For.Skip(1).Any(a => IsTable(a.Schema)) : prefersStore);
        var kept = rules.Where(IsKept).Select(r => (Rule: r, Plan: PartitionOf(r))).Where(r => r.Plan is not null).ToDictionary(r => r.Rule, r => r.Plan!);
        var inBuckets = kept.Where(k => k.Value.Derivations.Count > 0).SelectMany(k => ReadBy(k.Key)).Where(s => looked.Exists(t => t.Schema == s)).ToHashSet();
        foreach (var (rule, plan) in kept.Where(k => k.Value.Others.Select(o => o.Table).Append(k.Value.Over).Any(t => inBuckets.Contains(t.Schema))).ToList())
        {
            kept.Remove(rule);
            if (ObstacleOf(rule) is { } why)
            {
                Leave(rule, $"{why}, and another rule derives rows by {plan.Over.Source.Path}");
            }
        }

        return (kept, inBuckets);
    }

    private void Scan(List<CompiledRule> rules, string language, bool prefersStore, bool isSifted)
    {
        using var sieve = isSifted ? Sieve() : null;
        var (kept, inBuckets) = Kept(rules, prefersStore, sieve);
        using var store = kept.Count > 0 ? setting.Options.Store!() : null;
        try
        {
            // Small tables that these rules read too are looked up like the large ones.
            var needed = Derivations.NeededBy(rules, derived);
            var byBucket = kept.Values.SelectMany(p => p.Derivations).ToHashSet();
            var origins = new Dictionary<int, (string Table, int Number)>();
            var shared = Derived(rules, byBucket, sieve, origins);
            rules = rules.FindAll(r => Derivations.NeededBy([r], derived).All(d => shared[d.Derived!.Value.Schema.Name] is not null || (kept.ContainsKey(r) && byBucket.Contains(d))) && (kept.ContainsKey(r) || ObstacleOf(r) is null));
            var beside = looked.Where(t => rules.Exists(r => r.Relations.Contains(t.Schema)) && !inBuckets.Contains(t.Schema)).ToList();
            var scan = new ScanRun(new ScanSetting([.. scanned, .. beside], [.. shared.Relations.Where(r => !beside.Exists(t => t.Schema == r.Schema))], rules, whole.Factory, setting.Options.Limits, store, kept, sieve) { KeepsHolding = setting.Options.ListsHolding, Origins = origins });
            var result = scan.Evaluate();
            sifted = rules.GroupBy(r => r.Rule.Id).Where(g => g.All(scan.Sifted.ContainsKey)).ToDictionary(g => g.Key, g => g.Sum(r => scan.Sifted[r]), StringComparer.Ordinal);
            setting.Log.Sifted(sifted);
            whole.Gather(result.Facts, result.Evaluator, result.Results, [.. needed, .. rules], language, "en", [], result.IsLinked);
            foreach (var table in scanned)
            {
                whole.Diagnostics.AddRange(scan.Scans[table.Schema.Name].Diagnostics);
                whole.Files.Add(new FileReport(table.Source.Path, table.Encoding, null, null, result.Figures[table.Schema.Name], whole.Ledger) { Scanned = scan.CountsOf(table), Dataset = setting.Options.KeepsDocuments ? new DatasetState(table, scan.Scans[table.Schema.Name].Rows) : null });
            }

            foreach (var table in beside)
            {
                // What other rules decided about its figures counts beside what these did.
                var at = whole.Files.FindIndex(f => f.Path == table.Source.Path);
                var counts = scan.CountsOf(table);
                whole.Files[at] = whole.Files[at] with { Scanned = counts with { Checked = Math.Max(counts.Checked, whole.Files[at].CheckedCount) } };
            }
        }
        catch (BoundException) when (setting.Options.Store is not null && (isSifted || !prefersStore))
        {
            // What does not fit into memory is kept in the store.
            Scan(rules, language, prefersStore: true, isSifted: false);
        }
        catch (SieveTrouble e)
        {
            TellUnsifted(e.Message);
            Scan(rules, language, prefersStore, isSifted: false);
        }
        catch (Exception e) when (e is BoundException or IOException)
        {
            whole.Diagnostics.Add(Diagnostic.OfFile(scanned[0].Source.Path, "E008", DiagnosticKind.Incomplete, $"the datasets that are read record by record were not checked: {e.Message}", "split the dataset, or narrow the conditions of the rules"));
            whole.Evaluate(Reading(rules.FindAll(r => !IsOfScans(r))), [], language, "en");
        }
    }

    // What rules read that is held: tables, and relations derived from these and from the scanned ones. A rule that reads one with too many rows is told of.
    private FactBase Derived(List<CompiledRule> rules, IReadOnlySet<CompiledRule> byBucket, RowSieve? sieve, Dictionary<int, (string Table, int Number)> origins)
    {
        List<CompiledRule> needed = [.. Derivations.NeededBy(rules, derived).Except(byBucket)];
        var byScan = needed.FindAll(IsByScan);
        var facts = new FactBase(Reading(rules).Shared);
        if (byScan.Count > 0)
        {
            var tables = scanned.Concat(looked).Where(t => byScan.Exists(d => d.Relations.Contains(t.Schema))).ToList();
            foreach (var (derivation, relation) in new ScanRun(new ScanSetting(tables, [], byScan, whole.Factory, setting.Options.Limits, null, new Dictionary<CompiledRule, Partition>(), sieve)).Derive(origins))
            {
                if (relation is not null)
                {
                    facts.Add(relation);
                }
            }
        }

        var evaluator = new Evaluator(facts, whole.Ledger, setting.Options.Limits);
        foreach (var derivation in needed.Except(byScan).Where(d => Derivations.NeededBy([d], derived).Except(byBucket).All(n => facts[n.Derived!.Value.Schema.Name] is not null)))
        {
            whole.Report(derivation, evaluator.Derive(derivation, whole.Factory));
        }

        foreach (var rule in rules.Where(r => Derivations.NeededBy([r], derived).Except(byBucket).Any(d => facts[d.Derived!.Value.Schema.Name] is null)))
        {
            Leave(rule, $"what it derives from the table has more than {ScanRun.MostDerived} rows");
        }

        return facts;
    }

    // Null where it could not begin, such as without a place for its files.
    private RowSieve? Sieve()
    {
        try
        {
            return setting.Options.Sieve!([.. scanned.Select(t => t.Source)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellUnsifted(e.Message);
            return null;
        }
    }

    private void TellUnsifted(string why) =>
        whole.Diagnostics.Add(Diagnostic.OfFile(scanned[0].Source.Path, "E013", DiagnosticKind.Note, $"the database could not look through the datasets, so they were read row by row: {why}"));

    /// <summary>Makes ready what all drafts share; no draft is evaluated before that, and no table after it.</summary>
    public void BeginDrafts() => ofDrafts = Reading([.. compiled.Where(r => r.IsOfDraft)]);

    /// <summary>The comments of the drafts by which their authors answer for findings.</summary>
    public IReadOnlyList<(Source Draft, IgnoreComment Comment)> Comments => whole.Comments;

    /// <summary>A part of the run in which drafts are evaluated; several may be under way at a time.</summary>
    public RunPart NewPart() => new(setting, new Ledger(whole.Ledger), whole.Factory.Next);

    /// <summary>Evaluates one draft.</summary>
    /// <param name="part">The part that takes the results.</param>
    /// <param name="scopes">The scopes that it lies in.</param>
    /// <param name="others">The statements of the drafts before it, where drafts are compared.</param>
    public void EvaluateDraft(RunPart part, Draft draft, IReadOnlyList<PathScope> scopes, Companions companions, List<Row> others)
    {
        var source = draft.Document.Source;
        part.Ledger.Trust();
        part.Diagnostics.AddRange(draft.Document.Diagnostics);
        part.Comments.AddRange(draft.Document.Ignored.Select(c => (source, c)));
        part.Diagnostics.AddRange(draft.Diagnostics);
        var (relations, figures) = DraftFacts.Of(draft, setting.Reference, part.Factory);
        part.Files.Add(new FileReport(source.Path, source.Encoding, draft.Language, draft.Published, figures, part.Ledger) { Title = draft.Title, Document = setting.Options.KeepsDocuments ? draft.Document : null });
        setting.Log.Facts(source.Path, relations);
        if (draft.Published is null && draft.Conversions.Count + draft.Dates.Count > 0 && compiled.Any(r => r.Relations.Any(s => s == DraftSchemas.Conversions || s == DraftSchemas.Dates)))
        {
            part.Diagnostics.Add(Diagnostic.OfFile(source.Path, "D004", DiagnosticKind.Note, "no day of publication was found, so dates were not compared with it and rates were compared with every month on record", "`--published 2020-10-26`, or `published:` in the front matter, gives it"));
        }

        var beside = new CompanionFacts(draft, companions, part.Factory, figures, setting.Options.Limits);
        relations = [.. relations, .. beside.Relations()];
        part.Diagnostics.AddRange(beside.Diagnostics);
        if (setting.Options.Together)
        {
            others.AddRange(new StatementFacts(draft, part.Factory, new FigureValues(draft), figures).Statements(DraftSchemas.OtherStatements));
        }

        part.Evaluate(ofDrafts! with { Ready = PathScope.Applied(ofDrafts.Ready, scopes) }, relations, setting.Options.MessageLanguage ?? draft.Language ?? "en", draft.Language ?? "en", figures);
    }

    /// <summary>Puts what a part gave behind what there is.</summary>
    public void Add(RunPart part) => whole.Add(part);

    /// <summary>What was gathered about the place asked about.</summary>
    public PlaceExplanation Explained(string path, bool hasDraft)
    {
        var file = whole.Files.Find(f => f.Path == path);
        var unasked = hasDraft ? [] : compiled.Where(r => r.IsOfDraft).Select(r => (r, "it is about drafts, and none is in this run")).ToList();
        return setting.Explainer!.Result(file?.Ledger ?? whole.Ledger, file?.Figures ?? [], unasked) with { Diagnostics = whole.Diagnostics };
    }

    public Report Result() => new()
    {
        Files = whole.Files,
        Findings = FindingKey.Given(InOrder()),
        Checked = [.. whole.Held.OrderBy(c => c.Place?.Source.Path, StringComparer.Ordinal).ThenBy(c => c.Place is { } place ? Start(place) : default).ThenBy(c => c.Rule, StringComparer.Ordinal)],
        Diagnostics = whole.Diagnostics,
        Evaluated = whole.Evaluated,
        Counts = whole.Counts,
        OverDatasets = [.. compiled.Where(r => !r.IsOfDraft).Select(r => r.Rule.Id).Distinct().Order(StringComparer.Ordinal)],
        Rules = [.. compiled.Select(r => r.Rule).DistinctBy(r => r.Id)],
        Costs = setting.Options.Time is null ? null : new RunCosts(setting.Costs.Slowest, setting.Log.TakeStages()),
        Sifted = sifted,
        DecidedNothing = [.. whole.Evaluated.Where(e => e.Value > 0 && whole.Decided.GetValueOrDefault(e.Key) == 0).Select(e => e.Key).Order(StringComparer.Ordinal)],
        MatchedNothing = [.. compiled.Where(r => whole.Evaluated[r.Rule.Id] < r.Rule.MinMatches).OrderBy(r => r.Rule.IsShipped).ThenBy(r => r.Rule.Id, StringComparer.Ordinal).Select(r => r.Rule.Id).Distinct()],
    };

    // By place in the file, since of a dataset there may be excerpts; findings that share a culprit follow the first of them in their file.
    private List<Finding> InOrder()
    {
        var firsts = whole.Findings.Where(f => f.Culprit is not null).GroupBy(f => (f.Culprit!.Group, f.Place.Source.Path)).ToDictionary(g => g.Key, g => g.Min(f => Start(f.Place)));
        return
        [
            .. whole.Findings.OrderBy(f => f.Place.Source.Path, StringComparer.Ordinal).ThenBy(f => f.Culprit is { } c ? firsts[(c.Group, f.Place.Source.Path)] : Start(f.Place))
                .ThenBy(f => f.Culprit?.Group ?? -1).ThenBy(f => Start(f.Place)).ThenBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal),
        ];
    }

    private static (int Line, int Column) Start(Place place)
    {
        var at = place.Source.PositionOf(place.Span.Start);
        return (at.Line, at.Column);
    }

    private void Add(DatasetDeclaration declaration, Source source, List<Relation> relations)
    {
        if (source.Bytes is not null)
        {
            var knowledge = known.GetValueOrDefault(source.Path) ?? new TableKnowledge();
            if (!knowledge.IsHeld)
            {
                AddScanned(declaration, source, knowledge);
                return;
            }

            var (held, obstacle) = setting.Options.Whole!(source);
            if (obstacle?.Code == TooLarge)
            {
                throw new TableSurprise(source.Path, knowledge with { IsHeld = false, IsTooLarge = true });
            }

            if (held is null)
            {
                whole.Diagnostics.Add(obstacle!);
                unread.Add(declaration.Name);
                return;
            }

            source = held;
        }

        TellEncoding(source.Path, source.Encoding);
        var (table, trouble) = Table.Read(source, declaration, setting.Options.Limits, setting.Options.TableOf?.Invoke(source));
        whole.Diagnostics.AddRange(trouble);
        if (table is null)
        {
            unread.Add(declaration.Name);
            return;
        }

        var (relation, figures, cells) = TableFacts.Of(table, TableFacts.SchemaOf(table), whole.Factory);
        whole.Diagnostics.AddRange(cells);
        var again = ScanTable.OfHeld(table, relation.Schema);
        whole.Files.Add(new FileReport(source.Path, source.Encoding, null, null, figures, whole.Ledger) { Dataset = setting.Options.KeepsDocuments ? new DatasetState(again, table.Records.Count) : null });
        relations.Add(relation);
        looked.Add(again);
        setting.Log.Facts(source.Path, [relation]);
    }

    private void AddScanned(DatasetDeclaration declaration, Source source, TableKnowledge knowledge)
    {
        var (table, trouble) = ScanTable.Of(source, declaration, setting.Options.Limits, setting.Options.RecordsOf, knowledge);
        TellEncoding(source.Path, knowledge.IsWindows1252 ? Windows1252 : source.Encoding);
        whole.Diagnostics.AddRange(trouble);
        if (table is null)
        {
            unread.Add(declaration.Name);
            return;
        }

        scanned.Add(table);
    }

    // One byte that is no UTF-8 makes all accents of a file others.
    private void TellEncoding(string path, string encoding)
    {
        if (encoding == Windows1252)
        {
            whole.Diagnostics.Add(Diagnostic.OfFile(path, "T017", DiagnosticKind.Note, "the file is no UTF-8, so it was read as windows-1252; if only some of its bytes are, other letters than plain ones are wrong", "save it as UTF-8"));
        }
    }

    // What the rules read beside drafts. Reference data become relations once somebody reads them.
    private RuleSet Reading(IReadOnlyList<CompiledRule> ready)
    {
        var needed = Derivations.NeededBy(ready, derived);
        var read = ready.Concat(needed).SelectMany(r => r.Relations).ToHashSet();
        return new RuleSet(
            ready,
            needed,
            [
                .. tables,
                .. read.Contains(DraftSchemas.Entities) ? [entities ??= ReferenceFacts.Entities(setting.Reference, whole.Factory)] : Array.Empty<Relation>(),
                .. read.Contains(DraftSchemas.KnownPlaces) ? [places ??= ReferenceFacts.Places(setting.Reference, whole.Factory)] : Array.Empty<Relation>(),
            ]);
    }
}
