namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Measures what is read rightly from generated texts, and what is noticed when a figure of a right draft is changed.</summary>
internal static class QualityArea
{
    private const decimal PrecisionTarget = 0.98m;
    private const decimal RecallTarget = 0.95m;

    public const string Name = "quality";

    /// <param name="perTemplate">How often each template is filled.</param>
    /// <param name="perDraft">How many changes of each kind are made to each clean draft, at most.</param>
    public static AreaResult Measure(int perTemplate, int perDraft)
    {
        var measurements = new List<Measurement>();
        var misses = new List<string>();
        var scorer = new Scorer();
        foreach (var (corpus, problems) in CorpusReader.ReadAll())
        {
            misses.AddRange(problems);
            if (corpus is not null)
            {
                var generator = new Generator(corpus);
                var instances = generator.Instances(perTemplate).ToList();
                misses.AddRange(generator.Unfillable(perTemplate));
                measurements.AddRange(Measurements(corpus.Language, [.. instances.SelectMany(scorer.Compare)]));
                var alarms = scorer.FalseAlarms(instances);
                measurements.Add(PerThousandWords($"false alarms on generated texts {corpus.Language}", alarms.Count, instances.Sum(i => Words(i.Text))));
                misses.AddRange(alarms.DistinctBy(a => (a.Finding.Rule, a.Instance.Template.Id)).Select(a => $"--- false alarm {a.Finding.Rule}, template {a.Instance.Template.Id}\n{a.Instance.Text}\n  {a.Finding.Message}"));
            }
        }

        var mutated = MutationBenchmark.Measure(perDraft);
        return new AreaResult([.. measurements, .. mutated.Measurements], [.. misses, .. mutated.Misses]);
    }

    public static Measurement PerThousandWords(string what, int count, int words) => new(Name, what, words == 0 ? 0 : 1000m * count / words, "per 1,000 words");

    public static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetterOrDigit));

    private static IEnumerable<Measurement> Measurements(string language, IReadOnlyList<Comparison> comparisons)
    {
        foreach (var relation in comparisons.GroupBy(c => c.Relation).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var score = Score.Of(relation);
            foreach (var line in Lines($"{relation.Key} {language}", score))
            {
                yield return line;
            }
        }

        foreach (var line in Lines($"all {language}", Score.Of(comparisons)))
        {
            yield return line;
        }
    }

    private static IEnumerable<Measurement> Lines(string what, Score score)
    {
        if (score.Precision is { } precision)
        {
            yield return new Measurement(Name, $"precision {what}", precision, Measurement.RatioUnit, Target: PrecisionTarget);
        }

        if (score.Recall is { } recall)
        {
            yield return new Measurement(Name, $"recall {what}", recall, Measurement.RatioUnit, Target: RecallTarget);
        }
    }
}
