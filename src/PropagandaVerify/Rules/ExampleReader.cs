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
            if (item is YamlNode.Sequence)
            {
                file.Report(item.Span, "R001", "an example is a text or a mapping, not a list", "write `- \"…\"`, or `- {text: \"…\", at: \"…\"}`");
            }
            else if (item is YamlNode.Scalar text)
            {
                file.NoteComment(text);
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
                    file.Report(map.Span, "R002", "an example has `text`, `data`, or both", "write `{text: \"…\"}`, or `{data: {population: \"year,people\\n2020,5\\n\"}}`");
                }

                foreach (var part in map.Entries.Where(e => e.Key.Value is "text" or "at" or "message" or "language" or "published" or "previous" or "twin" or "together"))
                {
                    if (part.Value is YamlNode.Scalar words)
                    {
                        file.NoteComment(words);
                    }
                    else
                    {
                        file.Report(part.Value.Span, "R001", $"`{part.Key.Value}` is a text, not {part.Value.Shape}", "put it in quotes");
                    }
                }

                file.OnlyShape<YamlNode.Mapping>(map["data"], "data", "a mapping of relations to tables", "write `data: {population: \"year,people\\n2020,5\\n\"}`");
                foreach (var table in (map["data"] as YamlNode.Mapping)?.Entries ?? [])
                {
                    file.OnlyShape<YamlNode.Scalar>(table.Value, table.Key.Value, "a table as CSV text", $"write `{table.Key.Value}: \"year,people\\n2020,5\\n\"`");
                }

                yield return new RuleExample
                {
                    Expected = expected,
                    Text = map.Text("text"),
                    At = map.Text("at"),
                    Message = map.Text("message"),
                    Language = map.Text("language"),
                    Previous = map.Text("previous"),
                    Twin = map.Text("twin"),
                    Together = map.Text("together"),
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
