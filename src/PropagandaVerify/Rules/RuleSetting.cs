using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Another pack that a rules file builds on: the name of a shipped one, or a path.</summary>
internal sealed record PackReference(string Target, TextSpan Span);

/// <summary>What a rules file says of rules, its own or others: whether they run, how much they weigh, their parameters.</summary>
/// <param name="Selector">A rule's id, or <c>tag:</c> and a tag.</param>
/// <param name="Span">Where the selector stands.</param>
internal sealed record RuleSetting(string Selector, TextSpan Span)
{
    private const string TagPrefix = "tag:";

    public bool? IsEnabled { get; init; }

    public Severity? Severity { get; init; }

    public FailureBound? MaxFailures { get; init; }

    public bool? RefusesUnknown { get; init; }

    /// <summary>Parameters with the literals that take the place of their defaults.</summary>
    public IReadOnlyList<Named> Params { get; init; } = [];

    public bool IsOfTag => Selector.StartsWith(TagPrefix, StringComparison.Ordinal);

    public bool Selects(Rule rule) => IsOfTag ? rule.Tags.Contains(Selector[TagPrefix.Length..]) : rule.Id == Selector;
}

/// <summary>What a rules file changed of a rule.</summary>
/// <param name="Rule">The rule as written.</param>
/// <param name="Selector">The id or tag by which the file named it, and where.</param>
/// <param name="Changes">What changed, in words: "off", "severity: error", "most: 3 %".</param>
public sealed record AppliedSetting(Rule Rule, Said Selector, IReadOnlyList<string> Changes)
{
    internal static AppliedSetting Of(Rule rule, RuleFile file, RuleSetting setting) => new(rule, new Said(setting.Selector, file.Source, setting.Span),
    [
        .. setting.IsEnabled is { } isOn ? [isOn ? "on" : "off"] : Array.Empty<string>(),
        .. setting.Severity is { } severity ? [$"severity: {severity.ToString().ToLowerInvariant()}"] : Array.Empty<string>(),
        .. setting.MaxFailures is { } most ? [$"max_failures: {most}"] : Array.Empty<string>(),
        .. setting.RefusesUnknown is { } isRefused ? [$"unknown: {(isRefused ? RuleKeys.Refused : RuleKeys.Allowed)}"] : Array.Empty<string>(),
        .. setting.Params.Where(p => rule.Params.Any(own => own.Name == p.Name)).Select(p => $"{p.Name}: {ExpressionText.Of(p.Expression)}"),
    ]);
}
