namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>How well a draft agrees with itself.</summary>
internal enum Agreement
{
    /// <summary>A relation fails by more than rounding explains.</summary>
    None,

    /// <summary>All hold, the sum only because its terms may be rounded.</summary>
    WithinRounding,

    /// <summary>All hold as written.</summary>
    Exact,
}

/// <summary>
/// What must be true of a draft by the generator's own reckoning: the items make the total, and each counterpart lies within the month's
/// lowest and highest rate and a twentieth. Only figures with a scale word are rounded, to half the finest place written in the list; a total that is
/// written more coarsely than its items is rounded to its own last place.
/// </summary>
internal static class Relations
{
    private const decimal Tolerance = 0.05m;

    public static Agreement Of(ListDraft draft) => draft.Slots.Where(s => s.IsCounterpart).All(s => Converts(draft.Of(s.Item), draft.Rate!)) ? OfSum(draft) : Agreement.None;

    private static Agreement OfSum(ListDraft draft)
    {
        var total = draft.Total.Amount;
        var items = draft.Items.Select(i => i.Amount).ToList();
        var finest = items.Min(i => i.SignificantPlace);
        var coarse = total.IsScaled && total.SignificantPlace > finest ? total.SignificantPlace / 2 : 0;
        var difference = Math.Abs(items.Sum(i => i.Value) - total.Value);
        if (difference <= coarse)
        {
            return Agreement.Exact;
        }

        var place = Math.Min(finest, total.SignificantPlace);
        var terms = items.Count(i => i.IsScaled) + (total.IsScaled && coarse == 0 ? 1 : 0);
        return difference <= coarse + (terms * place / 2) ? Agreement.WithinRounding : Agreement.None;
    }

    private static bool Converts(Entry entry, RateBand rate)
    {
        var half = entry.Counterpart!.SignificantPlace / 2;
        return entry.Counterpart.Value + half >= entry.Amount.Value * rate.Low * (1 - Tolerance) && entry.Counterpart.Value - half <= entry.Amount.Value * rate.High * (1 + Tolerance);
    }
}
