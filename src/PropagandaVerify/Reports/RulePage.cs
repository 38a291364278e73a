using System.Text;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Reports;

/// <summary>Writes a rule as a page of Markdown: what it finds, why, what to do, how, and its examples.</summary>
public static class RulePage
{
    /// <summary>The page of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="pages">The ids of rules that have a page beside this one, to which <c>see</c> may lead.</param>
    public static string Of(Rule rule, IReadOnlySet<string>? pages = null) =>
        $"# {rule.Id}\n\n" + string.Join('\n', Parts(rule, pages ?? new HashSet<string>()).Select(p => (p.Heading is null ? "" : $"## {p.Heading}\n\n") + Listed(p.Texts)));

    /// <summary>The list of pages.</summary>
    public static string Index(IEnumerable<Rule> rules) =>
        "# Rules\n\n" + string.Concat(rules.Select(r => $"- [{r.Id}]({r.Id}.md) ({SeverityOf(r)}): {(r.Titles.GetValueOrDefault("en") ?? r.Titles.Values.FirstOrDefault())?.Trim()}\n"));

    /// <summary>The parameters of a rule, with the values that hold after the settings of all files.</summary>
    public static IReadOnlyList<(string Name, string Value)> Parameters(Rule rule) => [.. rule.Params.Select(p => (p.Name, ExpressionText.Of(p.Expression)))];

    /// <summary>The YAML of a rule without its words and examples, each line as it stands.</summary>
    public static string Logic(Rule rule)
    {
        var logic = new StringBuilder();
        var skipped = false;
        foreach (var line in rule.Source.TextOf(rule.Span).Split('\n').Select(l => l.TrimEnd('\r')))
        {
            var key = line.Length > 2 && !char.IsWhiteSpace(line[2]) ? line.TrimStart(' ', '-').Split(':')[0] : null;
            skipped = key is null ? skipped : key is "title" or "why" or "remedy" or "examples" or "id" or "severity" or "tags" or "status" or "see";
            if (!skipped && line.Trim().Length > 0)
            {
                logic.Append(line.TrimStart('-').PadLeft(1)).Append('\n');
            }
        }

        return logic.ToString();
    }

    /// <summary>The page below its title, part by part, so that each text can be marked with its language.</summary>
    internal static IEnumerable<PagePart> Parts(Rule rule, IReadOnlySet<string> pages)
    {
        yield return new PagePart(null, [(null, $"**{SeverityOf(rule)}**{(rule.Status == "stable" ? "" : $" · {rule.Status}")}{string.Concat(rule.Tags.Select(t => $" · {t}"))}")]);
        foreach (var (heading, words) in new[] { ("What it finds", rule.Titles), ("Why", rule.Whys), ("Remedy", rule.Remedies) }.Where(p => p.Item2.Count > 0))
        {
            yield return new PagePart(heading, [.. words.Select(w => ((string?)w.Key, w.Value.Trim()))]);
        }

        if (rule.Params.Count > 0)
        {
            yield return new PagePart("Parameters", [(null, "| name | default |\n|---|---|\n" + string.Join('\n', Parameters(rule).Select(p => $"| `{p.Name}` | `{p.Value.Replace("|", "\\|", StringComparison.Ordinal)}` |")))]);
        }

        yield return new PagePart("The rule", [(null, Fenced("yaml", Dedented(Logic(rule))))]);
        if (rule.Form is not null)
        {
            yield return new PagePart($"What {rule.Form} stands for", [(null, Fenced("yaml", LoweredText.Of(rule)))]);
        }

        foreach (var (heading, expected) in new[] { ("Holds", ExpectedOutcome.Holds), ("Fails", ExpectedOutcome.Fails), ("Not evaluated", ExpectedOutcome.NotEvaluated) })
        {
            var examples = rule.Examples.Where(e => e.Expected == expected).Select(e => ((string?)null, Written(e))).ToList();
            if (examples.Count > 0)
            {
                yield return new PagePart(heading, examples);
            }
        }

        if (rule.See.Count > 0)
        {
            yield return new PagePart("See", [(null, string.Join('\n', rule.See.Select(s => $"- {(pages.Contains(s) ? $"[{s}]({s}.md)" : Uri.TryCreate(s, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? $"<{uri.AbsoluteUri}>" : s)}")))]);
        }
    }

    internal static string SeverityOf(Rule rule) => rule.Severity.ToString().ToLowerInvariant();

    // The keys of a rule stand two columns right of its dash.
    private static string Dedented(string logic) => logic.Split('\n').All(l => l.Length == 0 || l.StartsWith("  ", StringComparison.Ordinal)) ? string.Join('\n', logic.Split('\n').Select(l => l.Length > 2 ? l[2..] : l)) : logic;

    // Several languages are a list with their codes; all else stands one below the other.
    private static string Listed(IReadOnlyList<(string? Language, string Text)> texts) => texts is [(not null, _), _, ..]
        ? string.Concat(texts.Select(t => $"- {t.Language}: {t.Text.ReplaceLineEndings("\n  ")}\n"))
        : string.Join('\n', texts.Select(t => t.Text + "\n"));

    private static string Written(RuleExample example)
    {
        var parts = example.Data.Select(d => $"{d.Key}:\n\n{Fenced("csv", d.Value)}").ToList();
        if (example.Text is { } text)
        {
            parts.Add(Fenced("text", text));
        }

        parts.AddRange(example.Beside.Select(b => $"{b.Key}:\n\n{Fenced("text", b.Text)}"));
        var facts = new[] { example.At is { } at ? $"at « {at} »" : null, example.Message is { } message ? $"with « {message} »" : null, example.Published is { } day ? $"published {day:yyyy-MM-dd}" : null }.OfType<string>().ToList();
        return string.Join("\n\n", facts.Count > 0 ? parts.Append(string.Join(" · ", facts)) : parts);
    }

    // A fence longer than any run of backticks inside, so that an example cannot end it.
    private static string Fenced(string language, string text)
    {
        var (longest, run) = (2, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return $"{fence}{language}\n{text.TrimEnd()}\n{fence}";
    }
}

/// <summary>A part of a page: texts of Markdown, each with its language if it is in one.</summary>
internal sealed record PagePart(string? Heading, IReadOnlyList<(string? Language, string Text)> Texts);
