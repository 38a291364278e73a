using System.Text;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Reports;

/// <summary>Writes a rule as a page of Markdown: what it finds, why, how, and its examples.</summary>
public static class RulePage
{
    public static string Of(Rule rule)
    {
        var page = new StringBuilder($"# {rule.Id}\n\n");
        page.Append($"**{rule.Severity.ToString().ToLowerInvariant()}**{(rule.Status == "stable" ? "" : $" · {rule.Status}")}{string.Concat(rule.Tags.Select(t => $" · {t}"))}\n\n");
        foreach (var (language, title) in rule.Titles)
        {
            page.Append($"- {language}: {title.Trim()}\n");
        }

        foreach (var why in rule.Whys.Values)
        {
            page.Append($"\n{why.Trim()}\n");
        }

        foreach (var see in rule.See)
        {
            page.Append($"\nSee {see}\n");
        }

        page.Append($"\n## The rule\n\n```yaml\n{Logic(rule)}```\n");
        page.Append(rule.Form is null ? "" : $"\n`{rule.Form}` stands for:\n\n```yaml\n{LoweredText.Of(rule)}```\n");
        foreach (var (title, expected) in new[] { ("Holds", ExpectedOutcome.Holds), ("Fails", ExpectedOutcome.Fails), ("Not evaluated", ExpectedOutcome.NotEvaluated) })
        {
            var examples = rule.Examples.Where(e => e.Expected == expected).ToList();
            if (examples.Count > 0)
            {
                page.Append($"\n## {title}\n");
                examples.ForEach(e => Write(page, e));
            }
        }

        return page.ToString();
    }

    /// <summary>The YAML of a rule without its words and examples, each line as it stands.</summary>
    public static string Logic(Rule rule)
    {
        var logic = new StringBuilder();
        var skipped = false;
        foreach (var line in rule.Source.TextOf(rule.Span).Split('\n').Select(l => l.TrimEnd('\r')))
        {
            var key = line.Length > 2 && !char.IsWhiteSpace(line[2]) ? line.TrimStart(' ', '-').Split(':')[0] : null;
            skipped = key is null ? skipped : key is "title" or "why" or "examples" or "id" or "severity" or "tags" or "status" or "see";
            if (!skipped && line.Trim().Length > 0)
            {
                logic.Append(line.TrimStart('-').PadLeft(1)).Append('\n');
            }
        }

        return logic.ToString();
    }

    // A fence longer than any in the example.
    private static void Write(StringBuilder page, RuleExample example)
    {
        foreach (var (relation, table) in example.Data)
        {
            page.Append($"\n{relation}:\n\n````csv\n{table.TrimEnd()}\n````\n");
        }

        if (example.Text is { } text)
        {
            page.Append($"\n````text\n{text.TrimEnd()}\n````\n");
        }

        var facts = new[] { example.At is { } at ? $"at « {at} »" : null, example.Message is { } message ? $"with « {message} »" : null, example.Published is { } day ? $"published {day:yyyy-MM-dd}" : null }.OfType<string>().ToList();
        page.Append(facts.Count > 0 ? $"\n{string.Join(" · ", facts)}\n" : "");
    }
}
