using PropagandaVerify.Engine;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Repairs;

/// <summary>Failed outcomes that hang together, the mentions that may be behind them, and the outcomes that hold and must go on holding.</summary>
internal sealed class Component
{
    private const int Steps = 4;
    private const int MostReached = 10_000;
    private readonly Dictionary<Mention, int> numbers = [];

    private Component(List<Outcome> failing) => Failing = failing;

    public List<Outcome> Failing { get; }

    public List<Outcome> Outcomes { get; } = [];

    public List<Mention> Mentions { get; } = [];

    public List<Demand> Demands { get; } = [];

    /// <summary>Whether mentions were left out since there were too many.</summary>
    public bool IsCut { get; private set; }

    public static IEnumerable<Component> Of(IReadOnlyList<Outcome> failing, IReadOnlyList<Outcome> outcomes, int mostMentions)
    {
        outcomes = Near(failing, outcomes);
        var left = new List<Outcome>(failing);
        while (left.Count > 0)
        {
            // Failures that read a common mention are examined together.
            var group = new List<Outcome> { left[0] };
            left.RemoveAt(0);
            for (var i = 0; i < group.Count; i++)
            {
                var linked = left.Where(o => Repairs.Mentions.ReadBy(o).Overlaps(Repairs.Mentions.ReadBy(group[i]))).ToList();
                group.AddRange(linked);
                left.RemoveAll(linked.Contains);
            }

            var component = new Component(group);
            component.Grow(outcomes, mostMentions);
            yield return component;
        }
    }

    /// <summary>The values of one mention that the linear demands allow while all else stays; null when there are none.</summary>
    public Interval? RangeOf(int mention)
    {
        int[] set = [mention];
        return LinearSystem.RangeOf([.. Demands.Where(d => d.Touches(set)).SelectMany(d => d.Given(set) ?? [])], mention, set);
    }

    // Of all outcomes those that hang together with a failed one, a few steps deep; there may be millions of others.
    private static List<Outcome> Near(IReadOnlyList<Outcome> failing, IReadOnlyList<Outcome> outcomes)
    {
        var near = new HashSet<Outcome>(failing, ReferenceEqualityComparer.Instance);
        var reach = new HashSet<Mention>(failing.SelectMany(Repairs.Mentions.ReadBy));
        for (var step = 0; step < Steps; step++)
        {
            var added = outcomes.Where(o => o.Verdict is Verdict.Holds or Verdict.Display && !near.Contains(o) && Repairs.Mentions.Reads(o, reach)).ToList();
            near.UnionWith(added);
            reach.UnionWith(added.SelectMany(Repairs.Mentions.ReadBy));
            if (added.Count == 0 || reach.Count > MostReached)
            {
                break;
            }
        }

        return [.. outcomes.Where(near.Contains)];
    }

    // Outcomes that hold are linked by what they read in common with a failed one.
    private void Grow(IReadOnlyList<Outcome> outcomes, int mostMentions)
    {
        var linked = new HashSet<Outcome>(Failing, ReferenceEqualityComparer.Instance);
        var reach = new HashSet<Mention>(Failing.SelectMany(Repairs.Mentions.ReadBy));
        for (var grows = true; grows && reach.Count <= mostMentions * 4;)
        {
            var added = outcomes.Where(o => !o.Verdict.Fails() && !linked.Contains(o) && Repairs.Mentions.Reads(o, reach)).ToList();
            linked.UnionWith(added);
            reach.UnionWith(added.SelectMany(Repairs.Mentions.ReadBy));
            grows = added.Count > 0;
        }

        Outcomes.AddRange(outcomes.Where(linked.Contains));
        foreach (var mention in Outcomes.OrderBy(o => Failing.Contains(o) ? 0 : 1).SelectMany(Repairs.Mentions.Changeable).Distinct())
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
            var read = Repairs.Mentions.ReadBy(outcome).Where(numbers.ContainsKey).Select(m => numbers[m]).Order().ToList();
            if (read.Count > 0)
            {
                Demands.Add(new Demand { Mentions = read, Fails = outcome.Verdict.Fails(), Given = new LinearReading(outcome, numbers).Given });
            }
        }
    }
}
