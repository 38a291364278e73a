using PropagandaVerify.Engine;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Repairs;

/// <summary>Failed outcomes that hang together, the mentions that may be behind them, and the outcomes that hold and must go on holding.</summary>
internal sealed class Component
{
    private readonly Dictionary<Mention, int> numbers = [];

    private Component(List<Outcome> failing, SharedMentions shared) => (Failing, Shared) = (failing, shared);

    /// <summary>Which of the mentions that failed outcomes read each outcome reads.</summary>
    public SharedMentions Shared { get; }

    public List<Outcome> Failing { get; }

    public List<Outcome> Outcomes { get; } = [];

    public List<Mention> Mentions { get; } = [];

    public List<Demand> Demands { get; } = [];

    /// <summary>Whether mentions were left out since there were too many.</summary>
    public bool IsCut { get; private set; }

    public static IEnumerable<Component> Of(IReadOnlyList<Outcome> failing, IReadOnlyList<Outcome> outcomes, int mostMentions, Budget budget)
    {
        // Of what failed outcomes read, the outcomes near them that read each.
        var shared = new SharedMentions([.. failing.SelectMany(Repairs.Mentions.ReadBy)]);
        var near = Near(failing, outcomes, shared);
        var order = near.Select((o, i) => (o, i)).ToDictionary(p => p.o, p => p.i, ReferenceEqualityComparer.Instance as IEqualityComparer<Outcome>);
        var readers = near.SelectMany(o => shared.ReadBy(o).Select(m => (m, o))).GroupBy(p => p.m).ToDictionary(g => g.Key, g => g.Select(p => p.o).ToList());
        var seen = new HashSet<Outcome>(ReferenceEqualityComparer.Instance);
        foreach (var first in failing)
        {
            if (!seen.Add(first))
            {
                continue;
            }

            // Failures that read a common mention are examined together.
            var component = new Component([first], shared);
            for (var i = 0; i < component.Failing.Count; i++)
            {
                component.Failing.AddRange(Repairs.Mentions.ReadBy(component.Failing[i]).SelectMany(m => readers[m]).Where(o => o.Verdict.Fails() && seen.Add(o)));
            }

            component.Grow(readers, order, mostMentions, budget);
            yield return component;
        }
    }

    /// <summary>The values of one mention that the linear demands allow while all else stays; null when there are none.</summary>
    public Interval? RangeOf(int mention)
    {
        int[] set = [mention];
        return LinearSystem.RangeOf([.. Demands.Where(d => d.Touches(set)).SelectMany(d => d.Given(set) ?? [])], mention);
    }

    // Of all outcomes those that a change of what a failed one reads may touch; there may be millions of others.
    private static List<Outcome> Near(IReadOnlyList<Outcome> failing, IReadOnlyList<Outcome> outcomes, SharedMentions shared)
    {
        var failed = new HashSet<Outcome>(failing, ReferenceEqualityComparer.Instance);
        return [.. outcomes.Where(o => failed.Contains(o) || (o.Verdict is Verdict.Holds or Verdict.Display && shared.ReadBy(o).Any()))];
    }

    // Outcomes that hold are linked by what they read in common with a failed one.
    private void Grow(Dictionary<Mention, List<Outcome>> readers, Dictionary<Outcome, int> order, int mostMentions, Budget budget)
    {
        var linked = new HashSet<Outcome>(Failing, ReferenceEqualityComparer.Instance);
        linked.UnionWith(Failing.SelectMany(Repairs.Mentions.ReadBy).SelectMany(m => readers[m]).Where(o => !o.Verdict.Fails()));
        Outcomes.AddRange(linked.OrderBy(o => order.GetValueOrDefault(o, -1)));

        // What no failed outcome reads stays as it is: nobody knows here which other outcomes read it.
        foreach (var mention in Outcomes.Where(o => o.Verdict.Fails()).SelectMany(Repairs.Mentions.Changeable).Distinct())
        {
            if (Mentions.Count == mostMentions)
            {
                IsCut = true;
                break;
            }

            numbers[mention] = Mentions.Count;
            Mentions.Add(mention);
        }

        foreach (var outcome in Outcomes)
        {
            var read = Shared.ReadBy(outcome).Where(numbers.ContainsKey).Select(m => numbers[m]).Order().ToList();
            if (read.Count > 0)
            {
                Demands.Add(new Demand { Mentions = read, Fails = outcome.Verdict.Fails(), Given = new LinearReading(outcome, read, numbers, budget).Given });
            }
        }
    }
}
