namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>Measures error localisation: one slip is put into each of many right drafts, and the first repair of the first alarm should be at the true culprit.</summary>
internal static class RepairsArea
{
    private const string Name = "repairs";
    private const int Seed = 20_201_026;
    private const int SeedStep = 1_000_003;
    private const int MostDraftsPerList = 4;
    private const decimal Target = 90;
    private const decimal FixTarget = 98;
    private static readonly Slip[] Slips = [.. Edits.OfFigures, Slip.DroppedItem, Slip.DoubledItem];

    public static AreaResult Measure(int lists)
    {
        var verifier = new VerifierUnderTest();
        var trials = new List<Trial>();
        var discarded = new List<string>();
        for (var n = 0; trials.Count < lists && n < lists * MostDraftsPerList; n++)
        {
            // Each draft has random numbers of its own, so that what the tool says of one changes no other.
            var random = new Random(unchecked(Seed + (n * SeedStep)));
            var clean = new DraftGenerator(random).Next();
            if (Corruption.Of(clean, Slips[n % Slips.Length], random) is not { } corruption)
            {
                continue;
            }

            var (text, _) = clean.Render();
            if (verifier.Alarms(text, clean.Published) is { Count: > 0 } alarms)
            {
                discarded.Add(Account($"clean draft with alarms, published {clean.Published:yyyy-MM-dd}", text, alarms));
                continue;
            }

            trials.Add(Trial.Of(corruption, text, verifier));
        }

        return new AreaResult(Measurements(trials, discarded.Count, verifier.MillisecondsPerRun), [.. discarded, .. trials.Where(t => !t.IsHit || t.Fixed == false).Select(t => (t.Fixed == false ? "--- fixed wrongly\n" : "") + t.Account)]);
    }

    private static List<Measurement> Measurements(List<Trial> trials, int discarded, decimal milliseconds)
    {
        var identifiable = trials.Where(t => t.IsIdentifiable).ToList();
        var measured = new List<Measurement>
        {
            new(Name, "culprit first, identifiable", Share(identifiable, t => t.IsHit), "%", Target: Target),
            new(Name, "culprit first, all", Share(trials, t => t.IsHit), "%"),
            new(Name, "culprit first, silent alarms passed over", Share(identifiable, t => t.IsHitLater), "%"),
            new(Name, "fix changes the draft", Share(trials, t => t.Fixed is not null), "%"),
            new(Name, "fix restores every figure, where it changes one", Share([.. trials.Where(t => t.Fixed is not null)], t => t.Fixed == true), "%", Target: FixTarget),
            new(Name, "identifiable", identifiable.Count, $"of {trials.Count}"),
            new(Name, "found at all", Share(trials, t => t.Alarms.Count > 0), "%"),
            new(Name, "found at all, identifiable", Share(identifiable, t => t.Alarms.Count > 0), "%"),
            new(Name, "clean drafts with alarms", discarded, "drafts"),
        };
        measured.AddRange(Slips.Select(slip => (Slip: slip, Own: identifiable.Where(t => t.Corruption.Slip == slip).ToList()))
            .Select(g => new Measurement(Name, $"culprit first, {Words(g.Slip)}", Share(g.Own, t => t.IsHit), $"% of {g.Own.Count}")));
        measured.AddRange(identifiable.GroupBy(t => t.Corruption.Draft.Template.Form).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Measurement(Name, $"culprit first, in {g.Key}", Share([.. g], t => t.IsHit), $"% of {g.Count()}")));
        measured.Add(new Measurement(Name, "time per draft", milliseconds, "ms"));
        return measured;
    }

    private static decimal Share(IReadOnlyCollection<Trial> trials, Func<Trial, bool> which) => trials.Count == 0 ? 0 : 100m * trials.Count(which) / trials.Count;

    private static string Words(Slip slip) => slip switch
    {
        Slip.TimesTen => "times ten",
        Slip.TenthOf => "a tenth",
        Slip.TimesThousand => "times a thousand",
        Slip.ThousandthOf => "a thousandth",
        Slip.SwappedDigits => "swapped digits",
        Slip.OneDigit => "one digit changed",
        Slip.DroppedItem => "dropped item",
        Slip.DoubledItem => "doubled item",
        _ => throw new ArgumentOutOfRangeException(nameof(slip)),
    };

    private static string Account(string what, string text, IReadOnlyList<Alarm> alarms) =>
        $"--- {what}\n{text.TrimEnd()}\n{string.Join('\n', alarms.SelectMany(Lines).DefaultIfEmpty("  no alarm"))}";

    private static IEnumerable<string> Lines(Alarm alarm) => alarm.Repairs.Select(r => $"  {alarm.Rule}: {r.Words}").DefaultIfEmpty($"  {alarm.Rule}: no repair");

    /// <summary>One corrupted draft and what the tool said of it.</summary>
    /// <param name="IsHit">Whether the first repair of the first alarm is at the culprit.</param>
    /// <param name="IsHitLater">Whether the first repair of the first alarm that has any is.</param>
    /// <param name="Fixed">Whether fixing, unasked, gives the figures as they were before; null when it changes nothing.</param>
    private sealed record Trial(Corruption Corruption, string Text, bool IsIdentifiable, bool IsHit, bool IsHitLater, bool? Fixed, IReadOnlyList<Alarm> Alarms)
    {
        public string Account => RepairsArea.Account($"{Words(Corruption.Slip)}, {(IsIdentifiable ? "identifiable" : "ambiguous")}, published {Corruption.Draft.Published:yyyy-MM-dd}: {Corruption.Story}", Text, Alarms);

        public static Trial Of(Corruption corruption, string clean, VerifierUnderTest verifier)
        {
            var (text, places) = corruption.Draft.Render();
            var culprits = corruption.Slots.Select(s => places[s]).ToList();
            var alarms = verifier.Alarms(text, corruption.Draft.Published);
            var corrected = verifier.Fixed(text, corruption.Draft.Published);
            bool? isFixed = corrected == text ? null : verifier.Figures(corrected, corruption.Draft.Published) == verifier.Figures(clean, corruption.Draft.Published);
            return new Trial(corruption, text, Explanations.Identify(corruption), IsAt(alarms is [var alarm, ..] ? alarm : null), IsAt(alarms.FirstOrDefault(a => a.Repairs.Count > 0)), isFixed, alarms);

            // A repair without a place says that an item is missing, which is right only of a dropped one.
            bool IsAt(Alarm? from) => from?.Repairs is [var first, ..] && (first.Place is { } place ? culprits.Exists(place.Overlaps) : culprits.Count == 0);
        }
    }
}
