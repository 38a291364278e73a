using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads the examples of a rule.</summary>
internal sealed class ExampleReader(RuleFileReader file)
{
    private static readonly (string Key, ExpectedOutcome Expected)[] Kinds = [("holds", ExpectedOutcome.Holds), ("fails", ExpectedOutcome.Fails), ("not_evaluated", ExpectedOutcome.NotEvaluated)];

    public List<RuleExample> Read(YamlNode? node)
    {
        var examples = new List<RuleExample>();
        if (node is YamlNode.Mapping map)
        {
            file.OnlyKeys(map, RuleKeys.Examples);
            foreach (var (key, expected) in Kinds)
            {
                examples.AddRange(List(map[key], expected));
            }
        }
        else if (node is not null)
        {
            file.Report(node.Span, "R001", $"`examples` is a mapping with `holds`, `fails` and `not_evaluated`, not {node.Shape}", null);
        }

        return examples;
    }

    private IEnumerable<RuleExample> List(YamlNode? node, ExpectedOutcome expected)
    {
        foreach (var item in node is YamlNode.Sequence s ? s.Items : node is null ? [] : [node])
        {
            if (item is YamlNode.Scalar text)
            {
                yield return new RuleExample { Expected = expected, Text = text.Value, Source = file.Source, Span = text.Span };
            }
            else if (item is YamlNode.Mapping map)
            {
                file.OnlyKeys(map, RuleKeys.Example);
                if (expected != ExpectedOutcome.Fails && (map["at"] ?? map["message"]) is { } vain)
                {
                    file.Report(vain.Span, "R021", "only an example under `fails` has a place and a message", "leave out `at` and `message`, or move the example to `fails`");
                }

                if (map["text"] is null && map["data"] is null)
                {
                    file.Report(map.Span, "R002", "an example has `text`, `data`, or both", null);
                }

                yield return new RuleExample
                {
                    Expected = expected,
                    Text = map.Text("text"),
                    At = map.Text("at"),
                    Message = map.Text("message"),
                    Language = map.Text("language"),
                    Published = Day(map["published"]),
                    Data = (map["data"] as YamlNode.Mapping)?.Entries.Where(e => e.Value is YamlNode.Scalar).ToDictionary(e => e.Key.Value, e => ((YamlNode.Scalar)e.Value).Value) ?? [],
                    Source = file.Source,
                    Span = map.Span,
                };
            }
        }
    }

    private DateOnly? Day(YamlNode? node)
    {
        if (node is not YamlNode.Scalar scalar)
        {
            return null;
        }

        if (DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        file.Report(scalar.Span, "R001", $"`{scalar.Value}` is no date", "write `2020-10-26`");
        return null;
    }
}
