namespace PropagandaVerify.Rules;

/// <summary>The keys that short forms are made of.</summary>
internal static class FormKeys
{
    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["on"] = "regions", ["value"] = "cases", ["whole"] = "national.cases", ["parts"] = "regions.cases", ["by"] = "[date]", ["key"] = "[date]", ["match"] = "{code: nace}", ["against"] = "last_week",
        ["along"] = "date", ["has"] = "region", ["item"] = "nace", ["child"] = "code", ["parent"] = "parent", ["in"] = "0..100",
    };

    /// <summary>It stands here and not in <see cref="RuleKeys"/>, whose tables are made of those of the forms.</summary>
    public static KeyShape.Choice Severities { get; } = new(["error", "warning", "info"]);

    public static RuleKey On => Of("on", "The relation, perhaps with a condition on its rows: regions where level = 2.", isRequired: true);

    public static RuleKey Tolerance => Of("tolerance", "How far the two may lie apart beside their written precision, such as 0.5, or 2 % of what the value is held against.");

    public static RuleKey Unmatched => Severity("unmatched", "The severity of keys that only one side has; the rule's own unless said.");

    /// <summary>An expression, a column or a relation.</summary>
    public static RuleKey Of(string name, string meaning, bool isRequired = false) => new(name, meaning, new KeyShape.Text()) { IsRequired = isRequired, Sample = Samples.GetValueOrDefault(name) };

    /// <summary>Columns of one relation: one, or a list.</summary>
    public static RuleKey List(string name, string meaning) => new(name, meaning, new KeyShape.Either([new KeyShape.Text(), new KeyShape.List(new KeyShape.Text())])) { Sample = Samples.GetValueOrDefault(name) };

    /// <summary>Columns: one, a list, or a mapping of those of one relation to expressions over another.</summary>
    public static RuleKey Columns(string name, string meaning, bool isRequired = false) =>
        new(name, meaning, new KeyShape.Either([new KeyShape.Text(), new KeyShape.List(new KeyShape.Text()), new KeyShape.Named(new KeyShape.Text())])) { IsRequired = isRequired, Sample = Samples.GetValueOrDefault(name) };

    public static RuleKey Choice(string name, string meaning, params IReadOnlyList<string> words) => new(name, meaning, new KeyShape.Choice(words));

    public static RuleKey Severity(string name, string meaning) => new(name, meaning, Severities);

    public static RuleKey Inner(string name, string meaning, KeyTable table, bool isRequired = false) => new(name, meaning, new KeyShape.Keyed(table)) { IsRequired = isRequired };
}
