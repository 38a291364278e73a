namespace PropagandaVerify.Rules;

/// <summary>A key of a short form, and what it means.</summary>
internal sealed record FormKeyword(string Name, string Meaning, bool IsRequired = false)
{
    // Keys that mean the same in every form.
    public static FormKeyword On { get; } = new("on", "the relation, perhaps with a condition on its rows: `regions where level = 2`", true);

    public static FormKeyword Tolerance { get; } = new("tolerance", "how far the two may lie apart beside their written precision, such as `2 %` or `0.5`");

    public static FormKeyword Unmatched { get; } = new("unmatched", "the severity of keys that only one side has: error, warning or info; the rule's own unless said");
}

/// <summary>A short form: its keys, and how it becomes core rules.</summary>
internal sealed record FormDefinition(string Name, string Meaning, IReadOnlyList<FormKeyword> Keys, Func<ShortForm, FormResult> Lower);

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
        RevisionForm.Definition,
        DraftForm.Definition,
    ];

    public static FormDefinition? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
