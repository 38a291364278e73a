using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads the examples that stand in a file of their own beside a rules file, and adds them to the rules they are for.</summary>
public static class TestFileReader
{
    private const string Ending = ".tests";

    /// <summary>The path of the tests that belong to a rules file: <c>house.tests.yaml</c> for <c>house.yaml</c>.</summary>
    public static string TestsOf(string rules) => Path.ChangeExtension(rules, null) + Ending + Path.GetExtension(rules);

    /// <summary>The path of the rules that a file of tests is for; null for a path that names no tests.</summary>
    public static string? RulesOf(string tests) =>
        Path.ChangeExtension(tests, null) is var stem && stem.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) && Path.GetFileName(stem).Length > Ending.Length
            ? stem[..^Ending.Length] + Path.GetExtension(tests)
            : null;

    /// <summary>The rules with the examples of a file of tests behind their own; mistakes in it are diagnostics of the rules file.</summary>
    public static RuleFile Read(Source source, RuleFile rules, Limits limits)
    {
        var (root, trouble) = YamlReader.Read(source, limits);
        if (trouble is not null)
        {
            return rules with { Diagnostics = [.. rules.Diagnostics, trouble] };
        }

        var file = new RuleFileReader(source, limits, isShipped: false);
        var examples = new Dictionary<string, IReadOnlyList<RuleExample>>(StringComparer.Ordinal);
        if (root is not YamlNode.Mapping map)
        {
            file.Report(new TextSpan(0, 0), "R001", "a file of tests is a mapping with `tests:`", "write `tests:`, then the id of a rule with `holds` and `fails`");
        }
        else
        {
            file.OnlyKeys(map, RuleKeys.Tests);
            foreach (var entry in Entries(file, map))
            {
                if (!rules.Rules.Any(r => r.Id == entry.Key.Value))
                {
                    Unknown(file, entry.Key, rules);
                }

                examples[entry.Key.Value] = new ExampleReader(file).Read(entry.Value);
            }
        }

        return rules with
        {
            Rules = [.. rules.Rules.Select(r => examples.TryGetValue(r.Id, out var more) ? r with { Examples = [.. r.Examples, .. more] } : r)],
            Diagnostics = [.. rules.Diagnostics, .. file.Diagnostics],
        };
    }

    private static IReadOnlyList<YamlNode.Entry> Entries(RuleFileReader file, YamlNode.Mapping map)
    {
        switch (map["tests"])
        {
            case YamlNode.Mapping tests:
                return tests.Entries;
            case null:
                file.Report(map.Span with { End = map.Span.Start }, "R002", "the file has no `tests`", "write `tests:`, then the id of a rule with `holds` and `fails`");
                return [];
            case var other:
                file.Report(other.Span, "R001", $"`tests` is a mapping of rule ids, not {other.Shape}", "write the id of a rule, then `holds` and `fails` below it");
                return [];
        }
    }

    // A rule that is itself in error was left out, which its own diagnostics say.
    private static void Unknown(RuleFileReader file, YamlNode.Scalar id, RuleFile rules)
    {
        var written = rules.Diagnostics.Count == 0 ? [] : Written(rules.Source, file.Limits);
        if (!written.Contains(id.Value))
        {
            file.Report(id.Span, "R011", $"`{rules.Source.Path}` has no rule `{id.Value}`", RuleFileReader.Suggestion(id.Value, [.. rules.Rules.Select(r => r.Id).Union(written)]));
        }
    }

    private static List<string> Written(Source source, Limits limits) =>
        YamlReader.Read(source, limits).Root is YamlNode.Mapping map && map["rules"] is YamlNode.Sequence rules
            ? [.. rules.Items.OfType<YamlNode.Mapping>().Select(r => r.Text("id")).OfType<string>()]
            : [];
}
