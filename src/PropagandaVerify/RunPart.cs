using PropagandaVerify.Documents;
using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Repairs;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>What all parts of a run have in common.</summary>
/// <param name="Explainer">The place that is asked about; null in a run that only reports.</param>
internal sealed record RunSetting(VerifierOptions Options, ReferenceData Reference, StageLog Log, FindingFormats Formats, RuleCosts Costs, PlaceExplainer? Explainer);

/// <summary>Rules that are evaluated together.</summary>
/// <param name="Needed">The derivations that they read, in their order.</param>
/// <param name="Shared">The relations that they read and that are of no draft.</param>
internal sealed record RuleSet(IReadOnlyList<CompiledRule> Ready, IReadOnlyList<CompiledRule> Needed, IReadOnlyList<Relation> Shared);

/// <summary>What a part of a run gave: the datasets, or one draft. Parts of drafts know nothing of each other, so they may be worked out side by side.</summary>
internal sealed class RunPart(RunSetting setting, Ledger ledger, int firstRow = 0)
{
    private readonly Limits limits = setting.Options.Limits;
    private int groups;

    public Ledger Ledger => ledger;

    public RowFactory Factory { get; } = new(ledger, firstRow);

    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>The comments of its drafts by which their authors answer for findings.</summary>
    public List<(Source Draft, IgnoreComment Comment)> Comments { get; } = [];

    public List<FileReport> Files { get; } = [];

    public List<Finding> Findings { get; } = [];

    public List<Checked> Held { get; } = [];

    /// <summary>How many tuples each rule looked at.</summary>
    public Dictionary<string, int> Evaluated { get; } = new(StringComparer.Ordinal);

    /// <summary>About how many of them it could decide.</summary>
    public Dictionary<string, int> Decided { get; } = new(StringComparer.Ordinal);

    /// <summary>What each rule made of the tuples that it is about.</summary>
    public Dictionary<string, RuleCount> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Puts what another part gave behind what this one has.</summary>
    public void Add(RunPart part)
    {
        part.Ledger.Settle();
        Diagnostics.AddRange(part.Diagnostics);
        Comments.AddRange(part.Comments);
        Files.AddRange(part.Files);
        Findings.AddRange(part.Findings.Select(f => f.Culprit is { } c ? f with { Culprit = c with { Group = groups + c.Group } } : f));
        Held.AddRange(part.Held);
        groups += part.groups;
        foreach (var (sum, more) in new[] { (Evaluated, part.Evaluated), (Decided, part.Decided) })
        {
            foreach (var (rule, count) in more)
            {
                sum[rule] = sum.GetValueOrDefault(rule) + count;
            }
        }

        foreach (var (rule, count) in part.Counts)
        {
            Counts[rule] = Counts.GetValueOrDefault(rule) + count;
        }
    }

    /// <summary>Evaluates rules over one draft or the datasets, and gathers what came of it.</summary>
    /// <param name="rules">The rules, and what they read beside the draft.</param>
    /// <param name="relations">The relations of the draft.</param>
    /// <param name="language">The language of messages.</param>
    /// <param name="draftLanguage">The language of the draft.</param>
    /// <param name="figures">The ledger's numbers of the draft's figures.</param>
    public void Evaluate(RuleSet rules, IReadOnlyList<Relation> relations, string language, string draftLanguage, IReadOnlyList<int>? figures = null)
    {
        var (ready, needed) = (rules.Ready, rules.Needed);
        var facts = new FactBase([.. relations, .. rules.Shared]);
        var evaluator = new Evaluator(facts, Ledger, limits);
        foreach (var derivation in needed)
        {
            Report(derivation, setting.Costs.Of(derivation.Rule.Id, () => evaluator.Derive(derivation, Factory)));
        }

        var results = ready.OrderBy(r => r.Blocks.Count > 0 ? 0 : 1).Select(r => setting.Costs.Of(r.Rule.Id, () => evaluator.Evaluate(r))).ToList();
        new Coverage([.. needed, .. ready]).Explain(facts, figures ?? [], Ledger);
        Gather(facts, evaluator, results, [.. needed, .. ready], language, draftLanguage, relations);
    }

    /// <summary>Gathers what came of evaluating rules.</summary>
    /// <param name="results">What each rule gave.</param>
    /// <param name="asked">The rules that may be asked about a place.</param>
    /// <param name="isLinked">Whether the checks beside the findings are among the results; without these no repair is looked for.</param>
    public void Gather(FactBase facts, Evaluator evaluator, IReadOnlyList<RuleOutcome> results, IReadOnlyList<CompiledRule> asked, string language, string draftLanguage, IReadOnlyList<Relation> relations, bool isLinked = true)
    {
        var outcomes = results.SelectMany(r => r.Outcomes).ToList();
        var diagnosis = setting.Log.Timed("diagnose", () => Diagnosed(isLinked ? outcomes : [], evaluator));
        var nouns = DraftNouns.Of(relations.Where(r => r.Schema == DraftSchemas.Figures).SelectMany(r => r.Rows), draftLanguage);
        var builder = new FindingBuilder(l => setting.Formats.For(l).With(nouns), language, draftLanguage, diagnosis, groups);
        groups += diagnosis.Groups;
        setting.Explainer?.Ask(facts, evaluator, asked, builder, setting.Formats.For(language).With(nouns));
        Findings.AddRange(outcomes.Where(o => o.Verdict.Fails()).Select(builder.Finding));
        foreach (var result in results)
        {
            var id = result.Rule.Rule.Id;
            Evaluated[id] = Evaluated.GetValueOrDefault(id) + result.Evaluated;
            Decided[id] = Decided.GetValueOrDefault(id) + result.Decided;
            var listed = result.Outcomes.Where(o => !o.Verdict.Fails()).GroupBy(o => o.Verdict == Verdict.Undecidable).SelectMany(g => g.Take(limits.MaxFindingsPerRule)).ToList();
            var undecided = listed.Count(o => o.Verdict == Verdict.Undecidable);
            Held.AddRange(listed.Select(builder.Checked));
            Counts[id] = Counts.GetValueOrDefault(id)
                + (result.Rule.Rule.IsBeside ? new RuleCount(0, 0, 0, result.Failed) : new RuleCount(result.Evaluated, result.Failed, result.Evaluated - result.Decided, 0))
                with { HoldingLeftOut = result.Decided - result.Failed - listed.Count + undecided, UnknownLeftOut = result.Evaluated - result.Decided - undecided };
            Report(result.Rule, result);
        }

        var partial = results.Where(r => r.Decided - r.Failed > limits.MaxHeldOutcomes).Select(r => $"of the rule `{r.Rule.Rule.Id}` only the first {limits.MaxHeldOutcomes} checks that hold were considered").FirstOrDefault();
        if (outcomes.Exists(o => o.Verdict.Fails()) && (isLinked ? diagnosis.Cut ?? partial : "too many findings, or checks beside them") is { } cut)
        {
            Diagnostics.Add(Diagnostic.OfFile(null, "E004", DiagnosticKind.Note, $"the repairs may be incomplete: {cut}"));
        }
    }

    // Findings must not be lost because no repair could be found for them.
    private Diagnosis Diagnosed(List<Outcome> outcomes, Evaluator evaluator)
    {
        try
        {
            // No repair is looked for in a group whose rows are not all held.
            return Diagnosis.Of([.. outcomes.Where(o => !o.Frame.Groups.Any(g => g.Count > g.Rows.Count))], evaluator, limits);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Diagnostics.Add(Diagnostic.OfFile(null, "E004", DiagnosticKind.Note, $"no repairs were looked for: {e.GetType().Name}: {e.Message}", "this is a bug of pverify; please report it with the input"));
            return Diagnosis.None(evaluator, limits);
        }
    }

    /// <summary>Reports that a rule did not finish, if it did not.</summary>
    public void Report(CompiledRule rule, RuleOutcome result)
    {
        if (result.Trouble is not null)
        {
            Diagnostics.Add(Diagnostic.At(rule.Rule.Source, rule.Rule.IdSpan, "E001", DiagnosticKind.Incomplete, $"the rule `{rule.Rule.Id}` did not finish: {result.Trouble}"));
        }
    }
}
