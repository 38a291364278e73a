using PropagandaVerify.Engine;
using PropagandaVerify.Facts;

namespace PropagandaVerify.Repairs;

/// <summary>Which of some mentions outcomes read. Thousands of outcomes may read one group of thousands of rows, which is looked through once.</summary>
/// <param name="among">The mentions in question.</param>
internal sealed class SharedMentions(HashSet<Mention> among)
{
    private readonly Dictionary<(IReadOnlyList<Row> Rows, int Column), List<Mention>> ofGroups = [];

    /// <summary>Those of the mentions that the check of an outcome depends on, each once.</summary>
    public IEnumerable<Mention> ReadBy(Outcome outcome) => outcome.Rule.Reads.SelectMany(use => use.IsGroup ? OfGroup(outcome, use) : Mentions.Of(outcome, use).Where(among.Contains)).Distinct();

    private List<Mention> OfGroup(Outcome outcome, Rules.FigureUse use)
    {
        var group = (outcome.Frame.Groups[use.Slot].Rows, use.Column);
        if (!ofGroups.TryGetValue(group, out var known))
        {
            ofGroups.Add(group, known = [.. Mentions.Of(outcome, use).Where(among.Contains)]);
        }

        return known;
    }
}
