using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads what a rules file says of other packs and of rules: <c>extends</c>, <c>enable</c>, <c>disable</c>, <c>override</c>, <c>scopes</c>.</summary>
internal sealed class SettingReader(RuleFileReader file, YamlNode.Mapping map)
{
    private const string Selector = "a rule id or `tag:NAME`";
    private const string Help = "write `disable: [item-label-deviates, 'tag:style']`";
    private const string ScopeHelp = "write `- {path: archive/**, disable: [date-reads-as-future]}`";

    public IReadOnlyList<PackReference> Extends() => [.. Texts("extends", "a shipped pack or a path", "write `extends: [core, ../common/rules.yaml]`").Select(t => new PackReference(t.Value, t.Span))];

    /// <summary>What is said for some drafts alone.</summary>
    public IReadOnlyList<PathScope> Scopes()
    {
        file.OnlyShape<YamlNode.Sequence>(map["scopes"], "scopes", "a list", ScopeHelp);
        return [.. ((map["scopes"] as YamlNode.Sequence)?.Items ?? []).Select(Scope).OfType<PathScope>()];
    }

    private PathScope? Scope(YamlNode node)
    {
        var before = file.Mistakes;
        if (node is not YamlNode.Mapping scope)
        {
            file.Report(node.Span, "R001", $"a scope is a mapping, not {node.Shape}", ScopeHelp);
            return null;
        }

        file.OnlyKeys(scope, RuleKeys.Scope);
        var path = scope["path"] as YamlNode.Scalar;
        if (path is not { Value.Length: > 0 })
        {
            file.Report(scope["path"]?.Span ?? scope.Span with { End = scope.Span.Start }, "R002", "the scope names no drafts", ScopeHelp);
        }

        var inner = new SettingReader(file, scope);
        IReadOnlyList<RuleSetting> settings = [.. inner.Disabled(), .. inner.Overrides(RuleKeys.ScopedOverride)];
        if (settings.Count == 0 && file.Mistakes == before)
        {
            file.Report(path!.Span, "R002", "the scope changes nothing", "add `disable` or `override`");
        }

        return file.Mistakes == before ? new PathScope(PathPattern.From(path!.Value), file.Source, scope.Span) { Settings = settings } : null;
    }

    private IEnumerable<RuleSetting> Disabled() => Texts("disable", Selector, Help).Select(t => new RuleSetting(t.Value, t.Span) { IsEnabled = false });

    /// <summary>Everything off first, then everything on, then what is set; a later file goes over all of it.</summary>
    public IReadOnlyList<RuleSetting> Settings()
    {
        var settings = Disabled().ToList();
        settings.AddRange(Texts("enable", Selector, Help).Select(t => new RuleSetting(t.Value, t.Span) { IsEnabled = true }));
        foreach (var both in settings.Where(s => s.IsEnabled == true && settings.Exists(o => o.IsEnabled == false && o.Selector == s.Selector)).ToList())
        {
            file.Report(both.Span, "R001", $"`{both.Selector}` is both enabled and disabled here", "keep one of the two");
        }

        settings.AddRange(Overrides(RuleKeys.Override));
        return settings;
    }

    private IEnumerable<RuleSetting> Overrides(KeyTable keys)
    {
        file.OnlyShape<YamlNode.Mapping>(map["override"], "override", "a mapping of rules to what changes", "write `override: {date-reads-as-future: {severity: warning}}`");

        // What is said of one rule goes over what is said of its tag, wherever it stands.
        return ((map["override"] as YamlNode.Mapping)?.Entries ?? []).Select(e => Override(e, keys)).OfType<RuleSetting>().OrderBy(s => !s.IsOfTag);
    }

    private RuleSetting? Override(YamlNode.Entry entry, KeyTable keys)
    {
        if (entry.Value is not YamlNode.Mapping changes)
        {
            file.Report(entry.Value.Span, "R001", $"`{entry.Key.Value}` maps to what changes, not to {entry.Value.Shape}", $"write `{entry.Key.Value}: {{severity: warning}}`");
            return null;
        }

        file.OnlyKeys(changes, keys);
        file.OnlyShape<YamlNode.Mapping>(changes["params"], "params", "a mapping of names to values", "write `params: {tolerance: 5 %}`");
        return new RuleSetting(entry.Key.Value, entry.Key.Span)
        {
            Severity = file.SeverityOf(changes["severity"]),
            MaxFailures = file.FailuresOf(changes["max_failures"]),
            RefusesUnknown = file.OneOf(changes["unknown"], RuleKeys.Unknown) is { } unknown ? unknown == RuleKeys.Refused : null,
            Params = changes["params"] is YamlNode.Mapping parameters ? [.. parameters.Entries.Select(Param).OfType<Named>()] : [],
        };
    }

    // A parameter is set to a value, since another file's names mean nothing here.
    private Named? Param(YamlNode.Entry entry)
    {
        var before = file.Mistakes;
        var expression = new ExpressionReader(file).Guarded(entry.Value, s => ExpressionParser.Parse(s.Value, s.Place, file.Limits));
        if (file.Mistakes > before)
        {
            return null;
        }

        if (expression is Expression.Unary { Operator: "-", Operand: Expression.Literal { Value: Value.Number { Quantity: var size } } positive })
        {
            expression = positive with { Value = new Value.Number(-size) };
        }

        if (expression is Expression.Literal)
        {
            return new Named(entry.Key.Value, entry.Key.Span, expression);
        }

        file.Report(entry.Value.Span, "R015", "a parameter is set to a value, not to an expression", "write a number, a share such as `5 %`, a duration such as `7 days`, a date, or a text in quotes");
        return null;
    }

    private IEnumerable<YamlNode.Scalar> Texts(string key, string what, string help)
    {
        foreach (var node in map[key] switch { YamlNode.Sequence s => s.Items, null => [], var one => [one] })
        {
            if (node is YamlNode.Scalar { Value.Length: > 0 } text)
            {
                yield return text;
            }
            else
            {
                file.Report(node.Span, "R001", $"`{key}` lists {what}, this is {(node is YamlNode.Scalar ? "empty" : node.Shape)}", help);
            }
        }
    }
}
