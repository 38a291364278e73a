using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>What a rules file says of rules for some drafts alone: which do not run there, and what weighs how much.</summary>
/// <param name="Path">The drafts, seen from the folder of the file.</param>
/// <param name="Source">The file.</param>
/// <param name="Span">The whole entry.</param>
public sealed record PathScope(PathPattern Path, Source Source, TextSpan Span)
{
    /// <summary>Where it stands, and what it says: "off: a-rule", "tag:money: info".</summary>
    public IReadOnlyList<(Said Selector, string Change)> Changes => [.. Settings.Select(s => (new Said(s.Selector, Source, s.Span), s.IsEnabled == false ? "off" : $"severity: {s.Severity?.ToString().ToLowerInvariant()}"))];

    internal IReadOnlyList<RuleSetting> Settings { get; init; } = [];

    /// <summary>The rules as they run over one draft; of two scopes that speak of a rule the later counts.</summary>
    /// <param name="scopes">The scopes that it lies in.</param>
    internal static IReadOnlyList<CompiledRule> Applied(IReadOnlyList<CompiledRule> rules, IReadOnlyList<PathScope> scopes)
    {
        var settings = scopes.SelectMany(s => s.Settings).ToList();
        return settings.Count == 0 ? rules : [.. rules.Select(r => Set(r, settings)).Where(r => r.Rule.IsEnabled)];
    }

    private static CompiledRule Set(CompiledRule compiled, List<RuleSetting> settings)
    {
        var rule = compiled.Rule;
        foreach (var setting in settings.Where(s => s.Selects(rule)))
        {
            // A part of a short form may say by itself how grave it is.
            rule = rule with { IsEnabled = setting.IsEnabled ?? rule.IsEnabled, Severity = rule.HasOwnSeverity ? rule.Severity : setting.Severity ?? rule.Severity };
        }

        return ReferenceEquals(rule, compiled.Rule) ? compiled : compiled with { Rule = rule };
    }
}
