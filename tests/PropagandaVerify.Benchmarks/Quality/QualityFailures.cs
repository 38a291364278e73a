using PropagandaVerify.Facts;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Shows the templates that are read worst, one filled text of each, for whoever tunes the extraction.</summary>
internal static class QualityFailures
{
    /// <param name="language">Null for all.</param>
    /// <param name="relation">Null for all.</param>
    /// <param name="most">How many templates to show.</param>
    public static IEnumerable<string> Worst(string? language, string? relation, int most, int perTemplate)
    {
        var scorer = new Scorer();
        var comparisons = new List<Comparison>();
        foreach (var (corpus, problems) in CorpusReader.ReadAll())
        {
            foreach (var problem in problems)
            {
                yield return problem;
            }

            if (corpus is not null && (language is null || corpus.Language == language))
            {
                comparisons.AddRange(new Generator(corpus).Instances(perTemplate).SelectMany(scorer.Compare).Where(c => relation is null || c.Relation == relation));
            }
        }

        var templates = comparisons.GroupBy(c => (c.Instance.Language, c.Instance.Template.Id)).Select(g => (Failing: g.Where(c => !c.IsRight).ToList(), All: g.Count())).Where(t => t.Failing.Count > 0).ToList();
        yield return $"{templates.Count} templates fail, in {templates.Sum(t => t.Failing.Count)} of {comparisons.Count} comparisons";
        foreach (var (failing, all) in templates.OrderByDescending(t => t.Failing.Sum(c => c.Missed.Count + c.Wrong.Count)).ThenBy(t => t.Failing[0].Instance.Template.Id, StringComparer.Ordinal).Take(most))
        {
            var instance = failing[0].Instance;
            var own = failing.Where(c => c.Instance == instance).Select(Account);
            yield return $"--- {instance.Language} {instance.Template.Id}: {failing.Count} of {all} comparisons fail, published {instance.Template.Published:yyyy-MM-dd}\n{instance.Text}\n{string.Join('\n', own)}";
        }
    }

    private static string Account(Comparison comparison)
    {
        var stated = comparison.Instance.Rows.Where(r => r.Relation == comparison.Relation)
            .Select(r => $"  expected  {(comparison.Missed.Contains(r) ? "✗" : "✓")} {r}").DefaultIfEmpty($"  expected    no {comparison.Relation}");
        var extracted = comparison.Extracted.Select(r => $"  extracted {(comparison.Wrong.Contains(r) ? "✗" : "✓")} {Shown(r)}").DefaultIfEmpty($"  extracted   no {comparison.Relation}");
        return string.Join('\n', stated.Concat(extracted));
    }

    private static string Shown(Row row) => $"{row.Schema.Name}: " + string.Join(", ", row.Schema.Columns.Zip(row.Values).Where(p => p.Second is not Value.Missing).Select(p => $"{p.First.Name} {Shown(p.Second)}"));

    private static string Shown(Value value) => value switch
    {
        Value.Number n => n.Quantity.Value.ToString(),
        Value.Text t => $"“{t.Content}”",
        Value.Date d => d.Period.ToString(),
        Value.Duration d => $"{d.Days} days {d.Months} months",
        Value.Kind k => k.Name,
        Value.Judgement j => j.IsTrue ? "true" : "false",
        _ => "…",
    };
}
