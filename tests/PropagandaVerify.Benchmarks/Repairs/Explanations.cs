namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>One single edit that makes every relation of a corrupted draft hold again.</summary>
internal sealed record Explanation(Culprit Culprit, ExplanationStrength Strength);

/// <summary>How readily an explanation is believed, weakest first.</summary>
internal enum ExplanationStrength
{
    /// <summary>An item of just the difference was left out: it always fits where the items make too little, and nothing on the page speaks for it.</summary>
    MissingItem,

    /// <summary>An edit after which rounding has to explain the rest.</summary>
    EditWithinRounding,

    /// <summary>An edit, or an item counted twice, after which the sum is right as written.</summary>
    ExactEdit,
}

/// <summary>
/// Tells, without the tool, whether a corrupted draft shows its culprit. By brute force over the generator's own numbers, every figure (item, total,
/// counterpart) takes every edit of <see cref="Edits"/>, every item is left out once, and one item of the difference is added where the difference is
/// positive; the edits that make all <see cref="Relations"/> hold are the explanations. The draft is identifiable when those of the strongest class
/// all concern one culprit and that is the true one. So a dropped item is identifiable only where no edit of a figure would do; how many items a
/// sentence counts ("les six villes") is not taken into account.
/// </summary>
internal static class Explanations
{
    public static bool Identify(Corruption corruption)
    {
        var all = Of(corruption.Draft).ToList();
        var strongest = all.Max(e => (ExplanationStrength?)e.Strength);
        return strongest is not null && all.Where(e => e.Strength == strongest).All(e => e.Culprit == corruption.Culprit);
    }

    public static IEnumerable<Explanation> Of(ListDraft draft)
    {
        foreach (var slot in draft.Slots)
        {
            var culprit = new Culprit(draft.Of(slot.Item).Name, slot.IsCounterpart);
            foreach (var figure in Edits.All(draft[slot]))
            {
                if (Judged(culprit, draft.With(slot, figure)) is { } explanation)
                {
                    yield return explanation;
                }
            }
        }

        for (var item = 0; item < draft.Items.Count; item++)
        {
            if (Judged(new Culprit(draft.Items[item].Name, false), draft.Without(item)) is { } explanation)
            {
                yield return explanation;
            }
        }

        var difference = draft.Total.Amount.Value - draft.Items.Sum(i => i.Amount.Value);
        if (difference > 0 && Relations.Of(draft with { Items = [.. draft.Items, new Entry("", Figure.Written(difference, draft.Total.Amount.Scale, 6, draft.Total.Amount.Unit), null)] }) == Agreement.Exact)
        {
            yield return new Explanation(Culprit.MissingItem, ExplanationStrength.MissingItem);
        }
    }

    private static Explanation? Judged(Culprit culprit, ListDraft mended) => Relations.Of(mended) switch
    {
        Agreement.Exact => new Explanation(culprit, ExplanationStrength.ExactEdit),
        Agreement.WithinRounding => new Explanation(culprit, ExplanationStrength.EditWithinRounding),
        _ => null,
    };
}
