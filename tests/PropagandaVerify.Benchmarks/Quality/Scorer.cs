using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>What came out of one instance for one judged relation.</summary>
/// <param name="Missed">Stated rows that no extracted one fits.</param>
/// <param name="Wrong">Extracted rows that no stated one fits.</param>
internal sealed record Comparison(Instance Instance, string Relation, int Found, IReadOnlyList<StatedRow> Missed, IReadOnlyList<Row> Wrong, IReadOnlyList<Row> Extracted)
{
    public bool IsRight => Missed.Count + Wrong.Count == 0;
}

/// <summary>How often a relation was read rightly.</summary>
internal readonly record struct Score(int Found, int Wrong, int Missed)
{
    /// <summary>Null when nothing was extracted, which is neither precise nor imprecise.</summary>
    public decimal? Precision => Found + Wrong == 0 ? null : (decimal)Found / (Found + Wrong);

    /// <summary>Null when nothing was stated.</summary>
    public decimal? Recall => Found + Missed == 0 ? null : (decimal)Found / (Found + Missed);

    public static Score Of(IEnumerable<Comparison> comparisons) =>
        comparisons.Aggregate(default(Score), (sum, c) => new Score(sum.Found + c.Found, sum.Wrong + c.Wrong.Count, sum.Missed + c.Missed.Count));
}

/// <summary>Runs the library over generated texts; the only place of the corpus benchmark that knows it.</summary>
internal sealed class Scorer
{
    private readonly Dictionary<(string Language, DateOnly Published, bool Shipped), Verifier> verifiers = [];

    /// <summary>Extracts every relation that the instance judges and compares. A relation that the library lacks gives no row.</summary>
    public IEnumerable<Comparison> Compare(Instance instance)
    {
        var relations = For(instance, shipped: false).Facts(new Source(Name(instance, 0), instance.Text)).Relations;
        foreach (var relation in instance.Template.Judged)
        {
            var stated = instance.Rows.Where(r => r.Relation == relation).ToList();
            var extracted = relations.FirstOrDefault(r => r.Schema.Name == relation)?.Rows ?? [];
            var (missed, wrong) = RowMatcher.Match(stated, extracted);
            yield return new Comparison(instance, relation, stated.Count - missed.Count, missed, wrong, extracted);
        }
    }

    /// <summary>The errors and warnings that the shipped rules give on texts in which every figure is right.</summary>
    public IReadOnlyList<(Instance Instance, Finding Finding)> FalseAlarms(IEnumerable<Instance> instances)
    {
        var alarms = new List<(Instance, Finding)>();
        foreach (var group in instances.GroupBy(i => (i.Language, i.Template.Published)))
        {
            // One run over many texts compiles the rules once.
            var byPath = group.Select((i, n) => (Path: Name(i, n), Instance: i)).ToDictionary(p => p.Path, p => p.Instance);
            var report = For(group.First(), shipped: true).Verify([.. byPath.Select(p => new Source(p.Key, p.Value.Text))]);
            alarms.AddRange(report.Findings.Where(f => f.Severity >= Severity.Warning).Select(f => (byPath[f.Place.Source.Path], f)));
        }

        return alarms;
    }

    private static string Name(Instance instance, int n) => $"draft{n}{(instance.Template.IsMarkdown ? ".md" : ".txt")}";

    private Verifier For(Instance instance, bool shipped)
    {
        var key = (instance.Language, instance.Template.Published, shipped);
        if (!verifiers.TryGetValue(key, out var verifier))
        {
            verifiers.Add(key, verifier = new Verifier(new VerifierOptions { UseShippedRules = shipped, Draft = new DraftOptions { Language = instance.Language, Published = instance.Template.Published } }));
        }

        return verifier;
    }
}
