using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Repairs;

/// <summary>What several findings have in common: the mention whose change settles them.</summary>
/// <param name="Number">The group's number in its run of rules, from 0.</param>
/// <param name="Places">The place in question; several where any of them may be the one.</param>
/// <param name="Failing">The outcomes that share it.</param>
internal sealed record Culprit(int Number, IReadOnlyList<Place> Places, IReadOnlyList<Outcome> Failing);

/// <summary>
/// What is most likely wrong, judged over all outcomes of one fact base: corrections for each failed outcome, and the smallest weighted set of
/// mentions whose change settles all of them.
/// </summary>
internal sealed class Diagnosis
{
    // The rank of a slip that settles one finding and that chance would seldom produce.
    private const double PlainSlip = 0.05;

    // Within this factor two mentions are equally suspect.
    private const double AsLikely = 100;

    // How many corrections a report shows.
    public const int Shown = 4;

    private readonly Evaluator evaluator;
    private readonly Limits limits;
    private readonly Dictionary<Outcome, List<Correction>> corrections = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Outcome, Culprit> culprits = new(ReferenceEqualityComparer.Instance);

    private Diagnosis(Evaluator evaluator, Limits limits)
    {
        this.evaluator = evaluator;
        this.limits = limits;
    }

    /// <summary>How many culprits were found that findings share.</summary>
    public int Groups { get; private set; }

    /// <summary>What was left out because a bound was hit; null when nothing was.</summary>
    public string? Cut { get; private set; }

    /// <summary>A diagnosis that says nothing.</summary>
    public static Diagnosis None(Evaluator evaluator, Limits limits) => new(evaluator, limits);

    /// <param name="outcomes">All outcomes of the run, those that hold included.</param>
    /// <param name="evaluator">The evaluator that made them.</param>
    /// <param name="limits">The bounds of the run.</param>
    public static Diagnosis Of(IReadOnlyList<Outcome> outcomes, Evaluator evaluator, Limits limits)
    {
        var diagnosis = new Diagnosis(evaluator, limits);

        // A rule that proposes no repair, such as one about rows that are missing, suspects no figure.
        var failing = outcomes.Where(o => o.Verdict.Fails() && o.Rule.Rule.Repairs.Count + o.Rule.Rule.RepairWords.Count > 0).ToList();
        if (failing.Count > limits.MaxDiagnosed)
        {
            diagnosis.Cut = $"repairs were looked for in the first {limits.MaxDiagnosed} of {failing.Count} findings";
            failing.RemoveRange(limits.MaxDiagnosed, failing.Count - limits.MaxDiagnosed);
        }

        if (failing.Count > 0)
        {
            var budget = new Budget(limits.MaxDiagnosisRows);
            foreach (var component in Component.Of(failing, outcomes, limits.MaxMentions, budget))
            {
                if (budget.IsSpent)
                {
                    diagnosis.Cut ??= $"after {limits.MaxDiagnosisRows} rows the search was ended; later findings have none";
                    break;
                }

                diagnosis.Examine(component, budget);
            }
        }

        return diagnosis;
    }

    /// <summary>Single edits that settle a failed outcome and make none fail that holds, likeliest first.</summary>
    public IReadOnlyList<Correction> CorrectionsOf(Outcome failing) => corrections.TryGetValue(failing, out var found) ? found : [];

    /// <summary>The culprit that a failed outcome shares with others; null when it shares none.</summary>
    public Culprit? CulpritOf(Outcome failing) => culprits.GetValueOrDefault(failing);

    private void Examine(Component component, Budget budget)
    {
        Cut ??= component.IsCut ? $"a finding depends on more than {limits.MaxMentions} figures, so only its own were considered for repair" : null;
        var finder = new CorrectionFinder(evaluator, component.Outcomes, component.Shared, budget);
        var found = new List<Correction>();
        var best = new double[component.Mentions.Count];
        for (var i = 0; i < component.Mentions.Count && !budget.IsSpent; i++)
        {
            foreach (var correction in finder.Of(component.Mentions[i], component.RangeOf(i)))
            {
                found.Add(correction);
                best[i] = Math.Max(best[i], correction.Rank);
            }
        }

        found.AddRange(component.Failing.SelectMany(finder.Beyond));
        foreach (var failing in component.Failing)
        {
            // Only what the rule proposes to correct; two slips that lead to one value are one correction.
            var proposed = Mentions.Changeable(failing).ToHashSet();
            var own = found.Where(c => c.Settles.Contains(failing) && (c.Mention is null || proposed.Count == 0 || proposed.Contains(c.Mention))).OrderByDescending(c => c.Rank)
                .DistinctBy(c => (c.Mention, c.Value, c.Period, c.Slip is Slip.MissingItem or Slip.DoubledItem or Slip.SwappedUnits or Slip.Points ? c.Slip : Slip.Reckoned)).ToList();

            Promote(own, Mentions.Changeable(failing).FirstOrDefault());

            // Any item of a list could be made to fit by an arbitrary value; that says nothing about it.
            corrections[failing] = own.Exists(c => !IsArbitrary(c, failing)) ? own.FindAll(c => !IsArbitrary(c, failing)) : own;
        }

        if (component.Failing.Count > 1 && component.Mentions.Count > 0 && !budget.IsSpent)
        {
            Localise(component, best);
        }
    }

    // What the rule names first is shown among the first, however many items would do as well.
    private static void Promote(List<Correction> corrections, Mention? first)
    {
        var at = corrections.FindIndex(c => c.Mention is { } m && m.Equals(first));
        if (at >= Shown)
        {
            var correction = corrections[at];
            corrections.RemoveAt(at);
            corrections.Insert(Shown - 1, correction);
        }
    }

    private static bool IsArbitrary(Correction correction, Outcome failing) =>
        correction is { Slip: Slip.Reckoned, Mention.Row: { } row } && !Array.Exists(failing.Frame.Rows, r => r.Identity == row.Identity);

    private void Localise(Component component, double[] best)
    {
        // What a plain slip explains is cheaper to change than what a digit here or there, or only reckoning, could tell.
        var weights = best.Select(b => b >= PlainSlip ? 2 : 3).ToList();
        var result = Localiser.Find(component.Demands, weights, limits.MaxLocaliserTrials);
        Cut ??= result.IsCut ? $"the search for the figure behind several findings was cut short" : null;
        if (result.Sets.Count == 0)
        {
            return;
        }

        var likeliest = result.Sets.Max(s => s.Sum(m => best[m]));
        var sets = result.Sets.Where(s => s.Sum(m => best[m]) * AsLikely >= likeliest).ToList();

        // Each failure belongs to the mention of the chosen set that it reads; among equal sets any may be the one.
        foreach (var sharing in component.Failing.GroupBy(o => string.Join(' ', sets.Select(s => s.FirstOrDefault(m => Mentions.ReadBy(o).Contains(component.Mentions[m]), -1)))).Where(g => g.Count() > 1))
        {
            var places = sets.Select(s => s.FirstOrDefault(m => Mentions.ReadBy(sharing.First()).Contains(component.Mentions[m]), -1)).Where(m => m >= 0)
                .Select(m => component.Mentions[m].Place).OfType<Place>().Distinct().ToList();
            if (places.Count is > 0 and <= 3)
            {
                var culprit = new Culprit(Groups++, places, [.. sharing]);
                foreach (var outcome in sharing)
                {
                    culprits[outcome] = culprit;
                }
            }
        }
    }
}
