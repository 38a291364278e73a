using System.Collections.Immutable;
using PropagandaVerify.Engine;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Reference;
using PropagandaVerify.Repairs;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Sessions;

/// <summary>What a session needs besides its relations.</summary>
public sealed record SessionOptions
{
    /// <summary>The rules.</summary>
    public IReadOnlyList<RuleFile> RuleFiles { get; init; } = [];

    public ReferenceData Reference { get; init; } = ReferenceData.Shipped;

    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>The language of messages.</summary>
    public string Language { get; init; } = "en";

    /// <summary>How many threads evaluate many checks at a time; null for as many as there are processors. The results are the same for any number.</summary>
    public int? Jobs { get; init; }

    /// <summary>Told what happens, in the order in which it does; null where nobody observes.</summary>
    public Action<SessionEvent>? Observer { get; init; }
}

/// <summary>
/// Facts that come, change and go, and the findings about them, always those that a run over all facts would give: only the checks that a change reaches are evaluated again.
/// Changes are applied by one thread at a time; snapshots may be read by others meanwhile.
/// </summary>
public sealed class Session
{
    // So many rows are worth being evaluated side by side.
    private const int MostAlone = 4 * Batch.Size;

    private readonly Lock gate = new();
    private readonly SessionOptions options;
    private readonly TextNumbers texts = new();
    private readonly KeyNumbers keys;
    private readonly IReadOnlyList<SessionTable> tables;
    private readonly Dictionary<string, FactTable> facts;
    private readonly Dictionary<string, SessionTable> byName;
    private readonly IReadOnlyList<SessionRule> rules;
    private readonly List<(SessionLane Lane, SessionIndexes Indexes, SessionWork[] Works)> lanes = [];
    private readonly FindingFormats formats;
    private readonly FactWriter writer;
    private ImmutableSortedDictionary<FindingId, SessionFinding> findings = ImmutableSortedDictionary<FindingId, SessionFinding>.Empty;
    private int version;

    /// <exception cref="ArgumentException">Two relations, or two columns of one, have one name.</exception>
    public Session(IReadOnlyList<FactRelation> relations, SessionOptions options)
    {
        this.options = options;
        keys = new KeyNumbers(texts);
        formats = new FindingFormats(Lexicons.Shipped, options.Reference);
        if (relations.Select(r => r.Name).Concat(DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Select(s => s.Name)).GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"the name `{twice.Key}` stands for two relations", nameof(relations));
        }

        if (relations.SelectMany(r => r.Columns.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"the column `{g.Key}` stands twice in `{r.Name}`")).FirstOrDefault() is { } column)
        {
            throw new ArgumentException(column, nameof(relations));
        }

        var compiled = SessionRules.Of(options.RuleFiles, [.. relations.Select(r => r.Schema())], options.Reference, options.Limits);
        Diagnostics = compiled.Diagnostics;
        var derivations = compiled.Rules.Where(r => r.Derived is not null).ToList();
        var given = new RowFactory(new Ledger());
        var known = new[] { ReferenceFacts.Entities(options.Reference, given), ReferenceFacts.Places(options.Reference, given) }.Where(k => compiled.Rules.Any(r => r.Relations.Contains(k.Schema))).ToList();
        var count = relations.Count + derivations.Count + known.Count;
        var made = new List<SessionTable>();
        made.AddRange(relations.Select((r, i) => new FactTable(r, texts, i, count)));
        made.AddRange(known.Select((k, i) => new HeldTable(k.Schema, null, relations.Count + i, count)));
        foreach (var derivation in derivations)
        {
            made.Add(new HeldTable(derivation.Derived!.Value.Schema, made.First(t => t.Schema.Name == derivation.For[0].Schema.Name), made.Count, count));
        }

        tables = made;
        byName = tables.ToDictionary(t => t.Schema.Name, StringComparer.Ordinal);
        facts = tables.OfType<FactTable>().ToDictionary(t => t.Schema.Name, StringComparer.Ordinal);
        var lane = new SessionLane(byName, texts);
        var planner = new SessionPlanner(byName, keys, lane);
        rules = [.. compiled.Rules.Select((r, i) => Planned(planner, r, i))];
        AddLane(lane);
        writer = new FactWriter(lane, options.Observer);
        foreach (var relation in known)
        {
            ((HeldTable)byName[relation.Schema.Name]).Fill(relation.Rows, lane.BatchOf(relation.Schema.Name));
        }

        Snapshot = new SessionSnapshot(0, [], Counts(), 0);
        Settle();
    }

    /// <summary>What is wrong with the rules; those that are sound take part.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The latest state.</summary>
    public SessionSnapshot Snapshot { get; private set; }

    /// <summary>How many facts there are.</summary>
    public long Count => facts.Values.Sum(t => (long)t.Count);

    /// <summary>About how many bytes facts, groups and findings take.</summary>
    public long Size => tables.Sum(t => t.Size) + texts.Size + keys.Size + rules.Sum(r => r.Size);

    /// <summary>Begins changes, for <see cref="Apply"/>.</summary>
    public ChangeSet Begin() => new(facts);

    /// <summary>Takes changes in and evaluates what they reach.</summary>
    /// <param name="changes">The changes, which are not used again.</param>
    /// <param name="cancellation">Stops evaluating, not taking in: the checks that are left wait for the next changes or for <see cref="Settle"/>.</param>
    public SessionChange Apply(ChangeSet changes, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            List<Diagnostic> diagnostics = [.. changes.Troubles.Select(Refused)];
            foreach (var table in changes.Changes.Values)
            {
                if (table.Inserted > 0 && Size + ((long)table.Inserted * table.Table.RowSize) > options.Limits.MaxSessionBytes)
                {
                    diagnostics.Add(Diagnostic.OfFile(null, "E011", DiagnosticKind.Incomplete, $"the changes of `{table.Table.Schema.Name}` were refused: with {table.Inserted} facts more the session would take more than {options.Limits.MaxSessionBytes / (1 << 20)} MiB", "retract facts first, or raise the bound"));
                    continue;
                }

                diagnostics.AddRange(writer.Write(table).Select(Refused));
            }

            return Evaluated(diagnostics, cancellation);
        }
    }

    /// <summary>Evaluates the checks that still wait.</summary>
    public SessionChange Settle(CancellationToken cancellation = default)
    {
        lock (gate)
        {
            return Evaluated([], cancellation);
        }
    }

    private static Diagnostic Refused(string trouble) => Diagnostic.OfFile(null, "E010", DiagnosticKind.Incomplete, $"a change was refused: {trouble}", "the other changes were taken in");

    private SessionRule Planned(SessionPlanner planner, CompiledRule rule, int order)
    {
        var reaches = planner.Reaches(rule);
        return new SessionRule(rule, order, byName[rule.For[0].Schema.Name], reaches, rule.Derived is null ? planner.Uses(rule, reaches) : null, rule.Derived is var (schema, _) ? (HeldTable)byName[schema.Name] : null);
    }

    private void AddLane(SessionLane lane)
    {
        var indexes = new SessionIndexes(keys);
        var builder = new FindingBuilder(formats.For, options.Language, options.Language, Diagnosis.None(new Evaluator(new FactBase([]), new Ledger(), options.Limits), options.Limits), 0);
        lanes.Add((lane, indexes, [.. rules.Select(r => new SessionWork(r, lane, indexes, tables, builder, options.Limits))]));
    }

    private SessionChange Evaluated(List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var changed = new FindingChanges(findings, options.Observer);
        foreach (var rule in rules)
        {
            rule.Gather();
            if (rule.Pending > 0 && !cancellation.IsCancellationRequested)
            {
                Evaluate(rule, changed, diagnostics, cancellation);
            }
        }

        foreach (var table in tables)
        {
            table.Changed.Clear();
            foreach (var grouping in table.Groupings)
            {
                grouping.Settle();
            }
        }

        foreach (var (_, indexes, _) in lanes)
        {
            indexes.Clear();
        }

        version++;
        (findings, var change) = changed.Result(version, rules.Sum(r => r.Pending), diagnostics);
        Snapshot = new SessionSnapshot(version, findings.Values, Counts(), change.Pending);
        return change;
    }

    private void Evaluate(SessionRule rule, FindingChanges changed, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var slots = rule.Take();
        var chunks = (slots.Length + Batch.Size - 1) / Batch.Size;
        var jobs = slots.Length > MostAlone ? Math.Min(chunks, options.Jobs ?? Environment.ProcessorCount) : 1;
        while (lanes.Count < jobs)
        {
            AddLane(new SessionLane(byName, texts));
        }

        for (var from = 0; from < chunks; from += jobs)
        {
            if (cancellation.IsCancellationRequested)
            {
                rule.PutBack(slots.AsSpan(from * Batch.Size));
                return;
            }

            var results = new WorkResult[Math.Min(jobs, chunks - from)];
            if (results.Length == 1)
            {
                results[0] = Work(0, from);
            }
            else
            {
                Parallel.For(0, results.Length, i => results[i] = Work(i, from + i));
            }

            foreach (var result in results)
            {
                Put(rule, result, changed);
            }

            if (rule.Findings > options.Limits.MaxSessionFindings || rule.Derived?.Count > options.Limits.MaxDerivedRows)
            {
                Stop(rule, changed, diagnostics);
                return;
            }
        }

        WorkResult Work(int lane, int chunk) => lanes[lane].Works[rule.Order].Evaluate(slots.AsSpan(chunk * Batch.Size, Math.Min(Batch.Size, slots.Length - (chunk * Batch.Size))));
    }

    private void Put(SessionRule rule, WorkResult result, FindingChanges changed)
    {
        foreach (var (slot, holds) in result.Rows)
        {
            var asked = holds is null ? result.Asked[slot] : null;
            var before = asked is null ? rule.Settled(slot, holds!.Value) : rule.Put(slot, asked);
            changed.Note(before.Findings, asked?.Findings ?? []);
            Tell(SessionEventKind.Considered, rule, slot, holds switch { true => "it holds", false => "the rule is not about it", _ => $"evaluated {asked!.Evaluated}, failed {asked.Failed}, undecided {asked.Unknown}" });
            if (rule.Derived is { } derived && derived.Derive(slot, result.Derived.GetValueOrDefault(slot) ?? [], lanes[0].Lane.BatchOf(derived.Schema.Name)))
            {
                Tell(SessionEventKind.Derived, rule, slot, null);
            }
        }
    }

    // Of a fact that went there is nothing left to tell.
    private void Tell(SessionEventKind kind, SessionRule rule, int slot, string? why)
    {
        if (options.Observer is { } observer && rule.Root.IsAlive(slot))
        {
            var path = new List<long>();
            rule.Root.Path(slot, path);
            observer(new SessionEvent(kind, rule.Root.Schema.Name, path, rule.Rule.Rule.Id, why));
        }
    }

    private void Stop(SessionRule rule, FindingChanges changed, List<Diagnostic> diagnostics)
    {
        var why = rule.Derived is null ? $"it has more than {options.Limits.MaxSessionFindings} findings and undecided checks" : $"it derives more than {options.Limits.MaxDerivedRows} rows";
        foreach (var id in rule.Stop())
        {
            changed.Withdraw(id);
        }

        rule.Derived?.Clear(lanes[0].Lane.BatchOf(rule.Derived.Schema.Name));
        diagnostics.Add(Diagnostic.At(rule.Rule.Rule.Source, rule.Rule.Rule.IdSpan, "E012", DiagnosticKind.Incomplete, $"the rule `{rule.Rule.Rule.Id}` was stopped: {why}", "narrow `where`; it says nothing more in this session"));
    }

    private Dictionary<string, RuleCount> Counts()
    {
        var counts = new Dictionary<string, RuleCount>(StringComparer.Ordinal);
        foreach (var rule in rules.Where(r => r.Derived is null))
        {
            var own = rule.Rule.Rule.IsBeside ? new RuleCount(0, 0, 0, rule.Counts.Failed) : rule.Counts;
            counts[rule.Rule.Rule.Id] = counts.GetValueOrDefault(rule.Rule.Rule.Id) + own;
        }

        return counts;
    }
}
