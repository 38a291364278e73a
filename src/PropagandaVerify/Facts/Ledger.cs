namespace PropagandaVerify.Facts;

/// <summary>What became of a figure.</summary>
public enum FigureState : byte
{
    /// <summary>No rule looked at it.</summary>
    Unchecked,

    /// <summary>A rule looked at it and could not decide.</summary>
    Undecided,

    /// <summary>At least one rule decided about it.</summary>
    Checked,
}

/// <summary>Accounts for every figure of a part of a run: which rules used it, or why none did.</summary>
public sealed class Ledger
{
    internal const string NoConstruction = "no construction relates it to another figure";

    // The figures of the datasets belong to all drafts. What one draft makes of them waits here until the drafts are put together, in their order.
    private readonly Ledger? below;
    private readonly int first;
    private readonly List<(int Figure, string Rule, string? Undecided)> notes = [];

    private readonly List<Place?> places = [];
    private readonly List<FigureState> states = [];
    private readonly List<SortedSet<string>?> rules = [];
    private readonly Dictionary<int, string> reasons = [];
    private readonly Dictionary<int, string> conflicts = [];

    /// <param name="below">The ledger whose figures this one speaks of too; nothing may be added to it any more.</param>
    internal Ledger(Ledger? below = null)
    {
        this.below = below;
        first = below?.Count ?? 0;
    }

    public int Count => first + states.Count;

    internal int Add(Place? place, string? reason = null)
    {
        places.Add(place);
        states.Add(FigureState.Unchecked);
        rules.Add(null);
        if (reason is not null)
        {
            reasons[Count - 1] = reason;
        }

        return Count - 1;
    }

    public Place? PlaceOf(int figure) => figure < first ? below!.PlaceOf(figure) : places[figure - first];

    public FigureState StateOf(int figure) => figure < first ? below!.StateOf(figure) : states[figure - first];

    /// <summary>The rules that decided about a figure, in ordinal order.</summary>
    public IReadOnlyCollection<string> RulesOf(int figure) => figure < first ? below!.RulesOf(figure) : rules[figure - first] ?? (IReadOnlyCollection<string>)[];

    /// <summary>Why no rule decided about a figure.</summary>
    public string ReasonOf(int figure) => figure < first ? below!.ReasonOf(figure) : reasons.TryGetValue(figure, out var reason) ? reason : Otherwise?.Invoke(figure) ?? NoConstruction;

    /// <summary>Reasons of figures that are too many to keep one for each.</summary>
    internal Func<int, string?>? Otherwise { get; set; }

    /// <summary>Gives a figure that no rule looked at a reason, unless it has one.</summary>
    internal void Explain(int figure, string reason) => reasons.TryAdd(figure, reason);

    internal void Checked(int figure, string rule)
    {
        if (figure < first)
        {
            notes.Add((figure, rule, null));
            return;
        }

        states[figure - first] = FigureState.Checked;
        (rules[figure - first] ??= new SortedSet<string>(StringComparer.Ordinal)).Add(rule);
    }

    internal void Undecided(int figure, string rule, string why)
    {
        if (figure < first)
        {
            notes.Add((figure, rule, why));
        }
        else if (states[figure - first] == FigureState.Unchecked)
        {
            states[figure - first] = FigureState.Undecided;
            reasons[figure] = $"{rule} could not decide: {why}";
        }
    }

    /// <summary>Writes what became of the figures of the ledger below into it.</summary>
    internal void Settle()
    {
        foreach (var (figure, rule, undecided) in notes)
        {
            if (undecided is null)
            {
                below!.Checked(figure, rule);
            }
            else
            {
                below!.Undecided(figure, rule, undecided);
            }
        }

        notes.Clear();
    }

    internal bool HasConflicts => conflicts.Count > 0 || below?.HasConflicts == true;

    /// <summary>Why no rule may build on a figure; null when one may.</summary>
    internal string? ConflictOf(int figure) => conflicts.GetValueOrDefault(figure) ?? below?.ConflictOf(figure);

    internal void Block(int figure, string why) => conflicts.TryAdd(figure, why);

    /// <summary>Takes back the doubts of this ledger, but not those of the one below: what one draft puts in doubt must not follow into the next.</summary>
    internal void Trust() => conflicts.Clear();
}
