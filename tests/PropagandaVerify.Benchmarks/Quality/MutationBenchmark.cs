using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Changes one figure, date or item of each clean draft at a time and counts how often a new finding marks the place or one that stands in a relation with it.</summary>
internal static class MutationBenchmark
{
    private const string Name = QualityArea.Name;

    /// <param name="perDraft">How many changes of each kind are made to each draft, at most; they are spread over it.</param>
    public static AreaResult Measure(int perDraft)
    {
        var drafts = CleanDraft.ReadAll();
        var weekdays = CorpusReader.ReadAll().Select(c => c.Corpus).OfType<Corpus>().ToDictionary(c => c.Language, c => c.Weekdays);
        var trials = drafts.SelectMany(d => Trials(d, [.. Mutations.Of(d, weekdays.GetValueOrDefault(d.Language ?? "", [])).GroupBy(m => m.Kind).SelectMany(g => Spread([.. g], perDraft))])).ToList();
        var measurements = new List<Measurement>();
        foreach (var kind in trials.GroupBy(t => t.Mutation.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            measurements.AddRange(Recall(kind.Key, [.. kind]));
        }

        measurements.AddRange(Recall("any change", trials));
        foreach (var own in drafts.GroupBy(d => d.Language ?? "unknown").OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            measurements.Add(QualityArea.PerThousandWords($"false alarms on clean drafts {own.Key}", own.Sum(d => d.Findings.Count(f => f.Severity >= Severity.Warning)), own.Sum(d => QualityArea.Words(d.Source.Text))));
        }

        return new AreaResult(measurements, [.. trials.Where(t => t.Mutation.Target.IsChecked && !t.IsNoticed).Select(t => t.Account)]);
    }

    private static IEnumerable<Measurement> Recall(string kind, IReadOnlyList<Trial> trials)
    {
        var considered = trials.Where(t => t.Mutation.Target.IsChecked).ToList();
        if (considered.Count > 0)
        {
            yield return new Measurement(Name, $"noticed of what was checked, {kind} ({considered.Count})", (decimal)considered.Count(t => t.IsNoticed) / considered.Count, Measurement.RatioUnit);
        }

        yield return new Measurement(Name, $"noticed of all, {kind} ({trials.Count})", trials.Count == 0 ? 0 : (decimal)trials.Count(t => t.IsNoticed) / trials.Count, Measurement.RatioUnit);
    }

    private static IEnumerable<Mutation> Spread(List<Mutation> mutations, int most) =>
        mutations.Count <= most ? mutations : Enumerable.Range(0, most).Select(i => mutations[(int)((long)i * mutations.Count / most)]);

    private static IEnumerable<Trial> Trials(CleanDraft draft, IReadOnlyList<Mutation> mutations)
    {
        var findings = draft.Check([.. mutations.Select(m => m.Apply(draft.Source.Text))]);
        return mutations.Select((m, n) => new Trial(draft, m, findings[n].Any(f => IsNew(draft, m, f) && Marks(f).Any(s => m.Target.Linked.Any(l => Moved(l, m).Overlaps(s))))));
    }

    private static bool IsNew(CleanDraft draft, Mutation mutation, Finding finding) =>
        !draft.Findings.Any(f => f.Rule == finding.Rule && Moved(f.Place.Span, mutation).Overlaps(finding.Place.Span));

    private static IEnumerable<TextSpan> Marks(Finding finding) =>
        finding.Related.Select(r => r.Place.Span).Concat(finding.Working.Operands.Where(o => o.Place is not null).Select(o => o.Place!.Value.Span)).Prepend(finding.Place.Span);

    // Where a place of the clean draft stands in the changed one.
    private static TextSpan Moved(TextSpan span, Mutation mutation)
    {
        var changed = mutation.Target.Span;
        var by = mutation.Replacement.Length - changed.Length;
        return new TextSpan(span.Start >= changed.End ? span.Start + by : span.Start, span.End >= changed.End ? span.End + by : span.End);
    }

    private sealed record Trial(CleanDraft Draft, Mutation Mutation, bool IsNoticed)
    {
        public string Account => $"--- not noticed: {Mutation.Kind}, line {Draft.Source.PositionOf(Mutation.Target.Span.Start).Line} of the {Draft.Language} draft that begins “{Draft.Source.Text[..Math.Min(40, Draft.Source.Text.Length)].ReplaceLineEndings(" ")}”: {Draft.Source.TextOf(Mutation.Target.Span).TrimEnd()} → {Mutation.Replacement}";
    }
}
