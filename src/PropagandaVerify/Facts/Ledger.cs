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

/// <summary>Accounts for every figure of a run: which rules used it, or why none did.</summary>
public sealed class Ledger
{
    internal const string NoConstruction = "no construction relates it to another figure";

    private readonly List<Place?> places = [];
    private readonly List<FigureState> states = [];
    private readonly List<SortedSet<string>?> rules = [];
    private readonly Dictionary<int, string> reasons = [];
    private readonly Dictionary<int, string> conflicts = [];

    public int Count => states.Count;

    internal int Add(Place? place, string? reason = null)
    {
        places.Add(place);
        states.Add(FigureState.Unchecked);
        rules.Add(null);
        if (reason is not null)
        {
            reasons[states.Count - 1] = reason;
        }

        return states.Count - 1;
    }

    public Place? PlaceOf(int figure) => places[figure];

    public FigureState StateOf(int figure) => states[figure];

    /// <summary>The rules that decided about a figure, in ordinal order.</summary>
    public IReadOnlyCollection<string> RulesOf(int figure) => rules[figure] ?? (IReadOnlyCollection<string>)[];

    /// <summary>Why no rule decided about a figure.</summary>
    public string ReasonOf(int figure) => reasons.TryGetValue(figure, out var reason) ? reason : Otherwise?.Invoke(figure) ?? NoConstruction;

    /// <summary>Reasons of figures that are too many to keep one for each.</summary>
    internal Func<int, string?>? Otherwise { get; set; }

    /// <summary>Gives a figure that no rule looked at a reason, unless it has one.</summary>
    internal void Explain(int figure, string reason) => reasons.TryAdd(figure, reason);

    internal void Checked(int figure, string rule)
    {
        states[figure] = FigureState.Checked;
        (rules[figure] ??= new SortedSet<string>(StringComparer.Ordinal)).Add(rule);
    }

    internal void Undecided(int figure, string rule, string why)
    {
        if (states[figure] == FigureState.Unchecked)
        {
            states[figure] = FigureState.Undecided;
            reasons[figure] = $"{rule} could not decide: {why}";
        }
    }

    internal bool HasConflicts => conflicts.Count > 0;

    /// <summary>Why no rule may build on a figure; null when one may.</summary>
    internal string? ConflictOf(int figure) => conflicts.GetValueOrDefault(figure);

    /// <summary>The figures in doubt; what one draft puts in doubt must not follow into the next.</summary>
    internal IReadOnlyDictionary<int, string> Conflicts
    {
        get => new Dictionary<int, string>(conflicts);
        set
        {
            var kept = value.ToList();
            conflicts.Clear();
            kept.ForEach(c => conflicts.Add(c.Key, c.Value));
        }
    }

    internal void Block(int figure, string why) => conflicts.TryAdd(figure, why);
}
