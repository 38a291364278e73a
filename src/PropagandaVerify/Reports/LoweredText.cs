using System.Text;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Reports;

/// <summary>Writes what a short form stands for: the relations that it derives, then each of its rules, in the core language.</summary>
public static class LoweredText
{
    /// <summary>YAML in the core language; empty for a rule that is written in it already.</summary>
    public static string Of(Rule rule)
    {
        if (rule.Form is null)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var derivation in rule.Derivations)
        {
            text.Append($"- derive: {derivation.Id}\n");
            WriteSource(text, derivation);
            text.Append("  columns:\n");
            foreach (var column in derivation.Columns!)
            {
                text.Append($"    {column.Name}: {InYaml(ExpressionText.Of(column.Expression))}\n");
            }
        }

        foreach (var part in rule.Further.Prepend(rule))
        {
            text.Append($"- severity: {part.Severity.ToString().ToLowerInvariant()}\n");
            WriteSource(text, part);
            text.Append($"  check: {InYaml(ExpressionText.Of(part.Check))}\n");
            WriteList(text, "mark", part.Marks);
            WriteList(text, "repair", part.Repairs);
            if ((part.Messages.GetValueOrDefault("en") ?? part.Messages.Values.FirstOrDefault()) is { } message)
            {
                text.Append($"  message: {Quoted(string.Concat(message.Parts.Select(p => p.Expression is null ? p.Text : $"{{{ExpressionText.Of(p.Expression)}}}")))}\n");
            }
        }

        return text.ToString();
    }

    private static void WriteSource(StringBuilder text, Rule rule)
    {
        text.Append($"  for: {{{string.Join(", ", rule.For.Select(b => $"{b.Name}: {b.Relation}"))}}}\n");
        if (rule.With.Count > 0)
        {
            text.Append("  with:\n");
            foreach (var group in rule.With)
            {
                text.Append($"    {group.Name}: {InYaml(group.Relation.Text + (group.Condition is { } condition ? $" where {ExpressionText.Of(condition)}" : ""))}\n");
            }
        }

        WriteNamed(text, "params", rule.Params);
        WriteNamed(text, "let", rule.Lets);
        if (rule.Where is { } where)
        {
            text.Append($"  where: {InYaml(ExpressionText.Of(where))}\n");
        }
    }

    private static void WriteNamed(StringBuilder text, string key, IReadOnlyList<Named> named)
    {
        text.Append(named.Count > 0 ? $"  {key}:\n" : "");
        foreach (var one in named)
        {
            text.Append($"    {one.Name}: {InYaml(ExpressionText.Of(one.Expression))}\n");
        }
    }

    // What YAML would read as something else stands in quotes.
    private static string InYaml(string expression) =>
        expression.Contains(": ", StringComparison.Ordinal) || expression.Contains(" #", StringComparison.Ordinal) || !(char.IsLetterOrDigit(expression[0]) || expression[0] is '(' or '_')
            ? Quoted(expression)
            : expression;

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static void WriteList(StringBuilder text, string key, IReadOnlyList<Expression> expressions)
    {
        if (expressions.Count > 0)
        {
            text.Append($"  {key}: [{string.Join(", ", expressions.Select(ExpressionText.Of))}]\n");
        }
    }
}
