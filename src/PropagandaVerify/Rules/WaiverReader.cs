using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads the waivers of a rules file.</summary>
internal sealed class WaiverReader(RuleFileReader file)
{
    private const string Example = "write `- {rule: total-differs-from-parts, path: archive/*.md, reason: rounded by the source}`";

    public IReadOnlyList<Waiver> Read(YamlNode? node)
    {
        file.OnlyShape<YamlNode.Sequence>(node, "waivers", "a list", Example);
        return [.. ((node as YamlNode.Sequence)?.Items ?? []).Select(One).OfType<Waiver>()];
    }

    private Waiver? One(YamlNode node)
    {
        var before = file.Mistakes;
        if (node is not YamlNode.Mapping map)
        {
            file.Report(node.Span, "R001", $"a waiver is a mapping, not {node.Shape}", Example);
            return null;
        }

        file.OnlyKeys(map, RuleKeys.Waiver);
        var rule = Text(map, "rule");
        var reason = Text(map, "reason");
        if (rule is null || reason is null)
        {
            if (file.Mistakes > before)
            {
                return null;
            }

            file.Report(map.Entries.Count > 0 ? map.Entries[0].Key.Span : map.Span, "R002", $"the waiver has no `{(rule is null ? "rule" : "reason")}`", rule is null ? "name the rule whose findings it is about" : "say why the findings are accepted: `reason: rounded by the source`");
            return null;
        }

        if (map["path"] is null && map["key"] is null && map["words"] is null)
        {
            file.Report(rule.Span, "R002", "the waiver has neither `path` nor `key` nor `words`, so it would cover every finding of the rule", $"name the files, the finding or its words; `disable: [{rule.Value}]` turns the rule off");
        }

        var row = Row(map["key"]);
        var imbalance = Imbalance(map["imbalance"]);
        var until = Until(map["until"]);
        var waiver = new Waiver
        {
            Rule = rule.Value,
            RuleSpan = rule.Span,
            Reason = reason.Value,
            Source = file.Source,
            Span = map.Span,
            Path = Text(map, "path") is { } path ? PathPattern.From(path.Value) : null,
            Key = map["key"] is YamlNode.Mapping ? null : Text(map, "key")?.Value,
            Words = Text(map, "words")?.Value,
            Row = row,
            Imbalance = imbalance,
            Author = Text(map, "author")?.Value,
            Until = until,
        };
        return file.Mistakes == before ? waiver : null;
    }

    private YamlNode.Scalar? Text(YamlNode.Mapping map, string key)
    {
        if (map[key] is YamlNode.Scalar { Value: var value } text && !string.IsNullOrWhiteSpace(value))
        {
            return text;
        }

        if (map[key] is { } other)
        {
            file.Report(other.Span, "R001", $"`{key}` is a text, this is {(other is YamlNode.Scalar ? "empty" : other.Shape)}", key == "key" ? "write the key that reports show, or columns and their values: `key: {year: 2019}`" : null);
        }

        return null;
    }

    private List<(string, string)> Row(YamlNode? node)
    {
        var columns = new List<(string, string)>();
        foreach (var (column, value) in (node as YamlNode.Mapping)?.Entries ?? [])
        {
            if (value is YamlNode.Scalar cell)
            {
                columns.Add((column.Value, cell.Value));
            }
            else
            {
                file.Report(value.Span, "R001", $"`{column.Value}` is the value of a cell, not {value.Shape}", "write one waiver for each row");
            }
        }

        return columns;
    }

    private decimal? Imbalance(YamlNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node is YamlNode.Scalar number && decimal.TryParse(number.Value.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        file.Report(node.Span, "R001", "`imbalance` is a number, the left side less the right", "write `imbalance: -100`");
        return null;
    }

    private DateOnly? Until(YamlNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node is YamlNode.Scalar text && DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        file.Report(node.Span, "R001", "`until` is a day", "write `until: 2027-01-31`, the last day on which it counts");
        return null;
    }
}
