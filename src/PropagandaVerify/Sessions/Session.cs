using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
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
    /// <summary>The rules; what files set for rules (`override`) holds.</summary>
    public IReadOnlyList<RuleFile> RuleFiles { get; init; } = [];

    public ReferenceData Reference { get; init; } = ReferenceData.Shipped;

    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>The language of messages.</summary>
    public string Language { get; init; } = "en";

    /// <summary>How many threads evaluate many checks at a time; null for as many as there are processors. The results are the same for any number.</summary>
    public int? Jobs { get; init; }

    /// <summary>
    /// Told what happens, in the order in which it does; null where nobody observes. The first exception that it throws comes out when the changes are taken in and evaluated, so that the
    /// snapshot is of them; it may not apply changes itself.
    /// </summary>
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

    // So many batches are worked on before anybody asks whether to go on.
    private const int MostAtOnce = 16;

    private readonly Lock gate = new();
    private readonly SessionOptions options;
    private readonly TextNumbers texts = new();
    private readonly KeyNumbers keys;
    private readonly SessionTable[] tables;
    private readonly Dictionary<string, FactTable> facts;
    private readonly Dictionary<string, SessionTable> byName;
    private readonly SessionRule[] rules;
    private readonly List<(SessionLane Lane, SessionIndexes Indexes, SessionWork[] Works)> lanes = [];
    private readonly FindingFormats formats;
    private readonly FindingChanges changed;
    private readonly FactWriter writer;
    private readonly Action<SessionEvent>? observer;
    private ExceptionDispatchInfo? thrown;
    private readonly Dictionary<string, SessionRule[]> byId;
    private readonly List<SessionRule> evaluated = [];
    private readonly List<SessionRule> whole = [];
    private readonly List<(SessionRule Rule, string Why)> stopped = [];
    private ImmutableSortedDictionary<string, RuleCount> counts;
    private long inserted;
    private bool isFull;
    private ImmutableSortedDictionary<FindingId, SessionFinding> findings = ImmutableSortedDictionary<FindingId, SessionFinding>.Empty;
    private int version;

    /// <exception cref="ArgumentException">Two relations, or two columns of one, have one name, or a relation that of one of drafts; a column has no kind, or decimals beyond what a number has; there are to be no jobs.</exception>
    public Session(IReadOnlyList<FactRelation> relations, SessionOptions options)
    {
        this.options = options;
        keys = new KeyNumbers(texts);
        formats = new FindingFormats(Lexicons.Shipped, options.Reference);
        Refuse(relations);
        if (options.Jobs < 1)
        {
            throw new ArgumentException($"there are to be {options.Jobs} jobs; 1 is the least", nameof(options));
        }

        var packs = RulePacks.Of(options.RuleFiles, null, options.Limits);
        var compiled = SessionRules.Of(packs.Files, [.. relations.Select(r => r.Schema())], options.Reference, options.Limits);
        Diagnostics = [.. packs.Diagnostics, .. compiled.Diagnostics];
        var derivations = compiled.Rules.Where(r => r.Derived is not null).ToList();
        var given = new RowFactory(new Ledger());
        var read = compiled.Rules.SelectMany(r => r.Relations).ToHashSet();
        List<Relation> known =
        [
            .. read.Contains(DraftSchemas.Entities) ? [ReferenceFacts.Entities(options.Reference, given)] : Array.Empty<Relation>(),
            .. read.Contains(DraftSchemas.KnownPlaces) ? [ReferenceFacts.Places(options.Reference, given)] : Array.Empty<Relation>(),
        ];
        var count = relations.Count + derivations.Count + known.Count;
        var made = new List<SessionTable>();
        made.AddRange(relations.Select((r, i) => new FactTable(r, texts, i, count)));
        made.AddRange(known.Select((k, i) => new HeldTable(k.Schema, null, relations.Count + i, count)));
        foreach (var derivation in derivations)
        {
            made.Add(new HeldTable(derivation.Derived!.Value.Schema, made.First(t => t.Schema.Name == derivation.For[0].Schema.Name), made.Count, count));
        }

        tables = [.. made];
        byName = tables.ToDictionary(t => t.Schema.Name, StringComparer.Ordinal);
        facts = tables.OfType<FactTable>().ToDictionary(t => t.Schema.Name, StringComparer.Ordinal);
        var lane = new SessionLane(byName, texts);
        var planner = new SessionPlanner(byName, keys, lane);
        rules = [.. compiled.Rules.Select((r, i) => Planned(planner, r, i))];
        AddLane(lane);
        observer = options.Observer is null ? null : Observed;
        writer = new FactWriter(lane, observer);
        changed = new FindingChanges(observer);
        foreach (var relation in known)
        {
            ((HeldTable)byName[relation.Schema.Name]).Fill(relation.Rows, lane.BatchOf(relation.Schema.Name));
        }

        byId = rules.Where(r => r.Derived is null).GroupBy(r => r.Rule.Rule.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        counts = byId.Keys.ToImmutableSortedDictionary(id => id, _ => default(RuleCount), StringComparer.Ordinal);
        Snapshot = new SessionSnapshot(0, [], counts, 0);
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
    /// <exception cref="ArgumentException">Another session began the changes.</exception>
    /// <exception cref="InvalidOperationException">They were applied already, or an observer applies them.</exception>
    public SessionChange Apply(ChangeSet changes, CancellationToken cancellation = default)
    {
        if (!changes.IsOf(facts))
        {
            throw new ArgumentException("another session began these changes; begin them with the one that applies them", nameof(changes));
        }

        RefuseWithin();
        lock (gate)
        {
            var troubles = changes.Troubles;
            var diagnostics = default(List<Diagnostic>);
            foreach (var table in changes.Spend())
            {
                if (IsTooMuch(table))
                {
                    (diagnostics ??= []).Add(Diagnostic.OfFile(null, "E011", DiagnosticKind.Incomplete, $"the changes of `{table.Table.Schema.Name}` were refused: with {table.Inserted} facts more the session would take more than {options.Limits.MaxSessionBytes / (1 << 20)} MiB", "retract facts first, or raise the bound"));
                    continue;
                }

                writer.Write(table, troubles);
            }

            if (troubles.Count > 0)
            {
                (diagnostics ??= []).AddRange(troubles.Select(Refused));
            }

            return Evaluated(diagnostics, cancellation);
        }
    }

    /// <summary>Evaluates the checks that still wait.</summary>
    public SessionChange Settle(CancellationToken cancellation = default)
    {
        RefuseWithin();
        lock (gate)
        {
            return Evaluated(null, cancellation);
        }
    }

    private void RefuseWithin()
    {
        if (gate.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException("changes are being applied; who observes that may not apply others meanwhile");
        }
    }

    // Whoever observes breaks nothing.
    private void Observed(SessionEvent happened)
    {
        try
        {
            options.Observer!(happened);
        }
        catch (Exception e)
        {
            thrown ??= ExceptionDispatchInfo.Capture(e);
        }
    }

    // How much memory is taken is reckoned once for many insertions.
    private bool IsTooMuch(TableChanges changes)
    {
        const int Unreckoned = 10_000;
        inserted += changes.Inserted;
        if (changes.Inserted == 0 || (inserted < Unreckoned && version > 1 && !isFull))
        {
            return false;
        }

        // Facts that went left room behind.
        inserted = 0;
        var more = Math.Max(0L, changes.Inserted - (changes.Table.Slots - changes.Table.Count));
        return isFull = more > 0 && Size + (more * changes.Table.RowSize) > options.Limits.MaxSessionBytes;
    }

    private static void Refuse(IReadOnlyList<FactRelation> relations)
    {
        var taken = DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var relation in relations)
        {
            var columns = new HashSet<string>(StringComparer.Ordinal);
            var trouble = taken.Contains(relation.Name) ? $"`{relation.Name}` is a relation of drafts or of reference data already"
                : !names.Add(relation.Name) ? $"there are two relations `{relation.Name}`"
                : relation.Columns.FirstOrDefault(c => !columns.Add(c.Name)) is { } twice ? $"the column `{twice.Name}` stands twice in `{relation.Name}`"
                : relation.Columns.FirstOrDefault(c => c.Kind is FactKind.Missing or > FactKind.Date) is { } none ? $"the column `{none.Name}` of `{relation.Name}` has no kind of values"
                : relation.Columns.FirstOrDefault(c => c.Kind != FactKind.Number && (c.Decimals != 0 || c.Unit is not null)) is { } wordy ? $"the column `{wordy.Name}` of `{relation.Name}` holds no numbers, and so has neither decimals nor a unit"
                : relation.Key.FirstOrDefault(k => !columns.Contains(k)) is { } astray ? $"the key of `{relation.Name}` names the column `{astray}`, which it does not have"
                : string.IsNullOrWhiteSpace(relation.Name) || columns.Any(string.IsNullOrWhiteSpace) ? $"`{relation.Name}`, or a column of it, has no name"
                : relation.Columns.FirstOrDefault(c => c.Decimals is < 0 or > 28) is { } fine ? $"the column `{fine.Name}` of `{relation.Name}` has {fine.Decimals} decimals; 0 to 28 are possible"
                : null;
            if (trouble is not null)
            {
                throw new ArgumentException(trouble, nameof(relations));
            }
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

    private SessionChange Evaluated(List<Diagnostic>? diagnostics, CancellationToken cancellation)
    {
        evaluated.Clear();
        whole.Clear();
        stopped.Clear();
        foreach (var rule in rules)
        {
            // What a derivation changes reaches the rules behind it; the other rules change nothing, so that one scan serves all that are asked about every row.
            rule.Gather();
            if (rule is { IsAllPending: true, Derived: null })
            {
                whole.Add(rule);
            }
            else if (rule.Pending > 0)
            {
                Evaluate(rule.Alone, cancellation);
            }
        }

        if (whole.Count > 0)
        {
            foreach (var ofTable in whole.GroupBy(r => r.Root))
            {
                Evaluate([.. ofTable], cancellation);
            }
        }

        foreach (var table in tables)
        {
            table.Settle();
        }

        foreach (var (_, indexes, _) in lanes)
        {
            indexes.Clear();
        }

        if (stopped.Count > 0)
        {
            (diagnostics ??= []).AddRange(stopped.OrderBy(s => s.Rule.Order).Select(s => Stopped(s.Rule, s.Why)));
        }

        version++;
        var told = findings;
        (findings, var change) = changed.Result(findings, version, evaluated.Count == 0 && Snapshot.Pending == 0 ? 0 : Waiting(), diagnostics ?? []);
        foreach (var rule in evaluated)
        {
            var id = rule.Rule.Rule.Id;
            if (rule.Derived is null && CountOf(id) is var count && counts[id] != count)
            {
                counts = counts.SetItem(id, count);
            }
        }

        Snapshot = new SessionSnapshot(version, ReferenceEquals(findings, told) ? Snapshot.Findings : findings.Values, counts, change.Pending);
        var trouble = thrown;
        thrown = null;
        trouble?.Throw();
        return change;
    }

    private int Waiting()
    {
        var waiting = 0;
        foreach (var rule in rules)
        {
            waiting += rule.Pending;
        }

        return waiting;
    }

    // Evaluates rules over one table that are asked about the same rows.
    private void Evaluate(SessionRule[] together, CancellationToken cancellation)
    {
        evaluated.AddRange(together);
        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        List<int>? slots = null;
        foreach (var rule in together)
        {
            slots = rule.Take();
        }

        var count = slots?.Count ?? together[0].Root.Slots;
        var jobs = count > MostAlone ? options.Jobs ?? Environment.ProcessorCount : 1;
        var step = Batch.Size * (options.Observer is null && together[0].Derived is null ? Math.Clamp(count / (4 * jobs * Batch.Size), 1, MostAtOnce) : 1);
        while (lanes.Count < jobs)
        {
            AddLane(new SessionLane(byName, texts));
        }

        for (var from = 0; from < count; from += jobs * step)
        {
            if (cancellation.IsCancellationRequested)
            {
                PutBack(together, slots, from);
                return;
            }

            var busy = Math.Min(jobs, (count - from + step - 1) / step);
            if (busy == 1)
            {
                Work(lanes[0], together, slots, from, Math.Min(count, from + step));
            }
            else
            {
                WorkInParallel(together, slots, from, step, count, busy);
            }

            for (var lane = 0; lane < busy; lane++)
            {
                Put(together, lanes[lane]);
            }
        }

        foreach (var rule in together)
        {
            if (rule.Findings > options.Limits.MaxSessionFindings || rule.Derived?.Count > options.Limits.MaxDerivedRows)
            {
                Stop(rule, TooMuch(rule));
            }
        }
    }

    private static void PutBack(SessionRule[] together, List<int>? slots, int from)
    {
        foreach (var rule in together)
        {
            rule.PutBack(slots, from);
        }
    }

    private void WorkInParallel(SessionRule[] together, List<int>? slots, int from, int step, int count, int busy) =>
        Parallel.For(0, busy, i => Work(lanes[i], together, slots, from + (i * step), Math.Min(count, from + ((i + 1) * step))));

    // What is simply so is noted at once, since each thread has rows of its own; the rest is taken when all are done.
    private static void Work((SessionLane Lane, SessionIndexes Indexes, SessionWork[] Works) at, SessionRule[] together, List<int>? slots, int from, int to)
    {
        var (lane, root) = (at.Lane, together[0].Root);
        foreach (var rule in together)
        {
            at.Works[rule.Order].Restart();
        }

        for (; from < to; from += Batch.Size)
        {
            var end = Math.Min(to, from + Batch.Size);
            if (slots is null)
            {
                lane.Load(root, from, end);
            }
            else
            {
                lane.Load(root, CollectionsMarshal.AsSpan(slots)[from..end]);
            }

            foreach (var rule in together)
            {
                var work = at.Works[rule.Order];
                work.Drop(lane.GoneSlots);
                work.Evaluate(lane.AliveSlots);
            }
        }
    }

    private void Put(SessionRule[] together, (SessionLane Lane, SessionIndexes Indexes, SessionWork[] Works) at)
    {
        foreach (var rule in together)
        {
            var work = at.Works[rule.Order];
            if (rule.IsStopped)
            {
                continue;
            }

            rule.Put(work, changed);
            if (rule.Derived is { } derived)
            {
                Derive(rule, derived, at.Lane, work);
                rule.Told += work.Derived.Values.Sum(d => d.Count);
            }

            if (options.Observer is not null)
            {
                Considered(rule, at.Lane, work);
            }

            // Rows that are evaluated later may take back more than these bring, but never what these bring.
            if (rule.Told > (rule.Derived is null ? options.Limits.MaxSessionFindings : options.Limits.MaxDerivedRows))
            {
                Stop(rule, TooMuch(rule));
            }
        }
    }

    private void Considered(SessionRule rule, SessionLane lane, SessionWork work)
    {
        var asked = work.Others.Where(o => o.Said is not null).ToDictionary(o => o.Slot, o => o.Said!.Words);
        for (var row = 0; row < lane.AliveSlots.Length; row++)
        {
            var slot = lane.AliveSlots[row];
            Tell(SessionEventKind.Considered, rule, slot, work.Marks[row] switch { RowMark.None => "the rule is not about it", RowMark.Holds => "it holds", _ => asked[slot] });
        }
    }

    private void Derive(SessionRule rule, HeldTable derived, SessionLane lane, SessionWork work)
    {
        var batch = lanes[0].Lane.BatchOf(derived.Schema.Name);
        foreach (var slot in lane.GoneSlots)
        {
            derived.Derive(slot, [], batch);
        }

        foreach (var slot in lane.AliveSlots)
        {
            if (derived.Derive(slot, work.Derived.GetValueOrDefault(slot) ?? [], batch))
            {
                Tell(SessionEventKind.Derived, rule, slot, null);
            }
        }
    }

    // Of a fact that went there is nothing left to tell.
    private void Tell(SessionEventKind kind, SessionRule rule, int slot, string? why)
    {
        if (observer is not null)
        {
            var path = new List<long>();
            rule.Root.Path(slot, path);
            observer(new SessionEvent(kind, rule.Root.Schema.Name, path, rule.Rule.Rule.Id, why));
        }
    }

    private string TooMuch(SessionRule rule) =>
        rule.Derived is null ? $"it has more than {options.Limits.MaxSessionFindings} findings and undecided checks" : $"it derives more than {options.Limits.MaxDerivedRows} rows";

    // Rules that read what it derives would miss rows that are there.
    private void Stop(SessionRule rule, string why)
    {
        foreach (var id in rule.Stop())
        {
            changed.Withdraw(id);
        }

        evaluated.Add(rule);
        stopped.Add((rule, why));
        if (rule.Derived is not { } derived)
        {
            return;
        }

        derived.Clear(lanes[0].Lane.BatchOf(derived.Schema.Name));
        foreach (var reader in rules.Where(r => !r.IsStopped && r.Rule.Relations.Contains(derived.Schema)))
        {
            Stop(reader, $"it reads `{rule.Rule.Rule.Id}`, which was stopped");
        }
    }

    private static Diagnostic Stopped(SessionRule rule, string why) =>
        Diagnostic.At(rule.Rule.Rule.Source, rule.Rule.Rule.IdSpan, "E012", DiagnosticKind.Incomplete, $"the rule `{rule.Rule.Rule.Id}` was stopped: {why}", "narrow `where`; it says nothing more in this session");

    // What a short form adds is of the same rule.
    private RuleCount CountOf(string id)
    {
        var count = default(RuleCount);
        foreach (var rule in byId[id])
        {
            count += rule.Rule.Rule.IsBeside ? new RuleCount(0, 0, 0, rule.Counts.Failed) : rule.Counts;
        }

        return count;
    }
}
