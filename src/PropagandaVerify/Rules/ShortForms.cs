namespace PropagandaVerify.Rules;

/// <summary>A short form: its keys, and how it becomes core rules.</summary>
/// <param name="Name">The key under which it stands in a rule.</param>
/// <param name="Meaning">What it checks, in a sentence.</param>
/// <param name="Keys">The keys of its mapping.</param>
/// <param name="Lower">Makes the core rules.</param>
internal sealed record FormDefinition(string Name, string Meaning, IReadOnlyList<RuleKey> Keys, Func<ShortForm, FormResult> Lower)
{
    public KeyTable Table { get; } = new(Name, $"`{Name}`", Keys);
}

/// <summary>The core rules that a short form stands for, the first of which is its own, and the relations that they derive.</summary>
internal sealed record FormResult(IReadOnlyList<LoweredRule> Rules, IReadOnlyList<LoweredDerivation> Derivations)
{
    public FormResult(params IReadOnlyList<LoweredRule> rules)
        : this(rules, [])
    {
    }
}

/// <summary>Every short form there is.</summary>
internal static class ShortForms
{
    public static IReadOnlyList<FormDefinition> All { get; } =
    [
        BalanceForm.Definition,
        AggregateForm.Definition,
        HierarchyForm.Definition,
        ConversionForm.Definition,
        OrderForm.Definition,
        ReferenceForm.Definition,
        UniqueForm.Definition,
        CompleteForm.Definition,
        RangeForm.Definition,
        OutlierForm.Definition,
        MonotoneForm.Definition,
        RevisionForm.Definition,
        DraftForm.Definition,
    ];

    private static readonly Dictionary<string, FormDefinition> ByName = All.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static FormDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
