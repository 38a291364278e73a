using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Says what is poor about rules that are sound: names that nothing uses, examples that are missing, words that say too little.</summary>
public static class RuleLint
{
    /// <summary>Notes about the rules of a file, in the order of the file.</summary>
    public static IReadOnlyList<Diagnostic> Of(RuleFile file)
    {
        var notes = new List<Diagnostic>();
        var known = new Dictionary<string, Rule>(StringComparer.Ordinal);
        foreach (var rule in file.Rules)
        {
            notes.AddRange(Unused(rule));
            notes.AddRange(Examples(rule));
            notes.AddRange(Words(rule));
            if (Logic(rule) is { } logic && !known.TryAdd(logic, rule))
            {
                notes.Add(At(rule, rule.IdSpan, "L006", $"`{rule.Id}` checks the same as `{known[logic].Id}`", "keep one of the two"));
            }
        }

        foreach (var derivation in file.Derivations.Where(d => d.IdSpan != default && !file.Rules.Any(r => r.Derivations.Contains(d))))
        {
            notes.AddRange(Unused(derivation));
        }

        return [.. notes.OrderBy(n => n.Span.Start).ThenBy(n => n.Code, StringComparer.Ordinal)];
    }

    // A name of `for` that nothing uses multiplies the rows; the others do nothing at all.
    private static IEnumerable<Diagnostic> Unused(Rule rule)
    {
        var used = rule.Further.Prepend(rule).Concat(rule.Derivations).SelectMany(r => r.Expressions).SelectMany(e => e.All()).Select(e => e switch { Expression.Name n => n.Text, Expression.Column c => c.Owner.Text, _ => "" }).ToHashSet(StringComparer.Ordinal);
        IEnumerable<(string Name, TextSpan Span, string Key)> names = rule.Params.Select(p => (p.Name, p.NameSpan, "params"));
        if (rule.Form is null)
        {
            names = names.Concat(rule.Lets.Select(l => (l.Name, l.NameSpan, "let"))).Concat(rule.With.Select(w => (w.Name, w.NameSpan, "with")))
                .Concat(rule.For.Count > 1 ? rule.For.Select(b => (b.Name, b.NameSpan, "for")) : []);
        }

        return names.Where(n => !used.Contains(n.Name)).Select(n => At(rule, n.Span, "L001", $"nothing uses `{n.Name}` of `{n.Key}`", n.Key == "for" ? "join it by an equality in `where`, or leave it out: each of its rows repeats the others" : "leave it out"));
    }

    private static IEnumerable<Diagnostic> Examples(Rule rule)
    {
        var fails = rule.Examples.Where(e => e.Expected == ExpectedOutcome.Fails).ToList();
        if (rule.Examples.Count == 0)
        {
            yield return At(rule, rule.IdSpan, "L002", $"`{rule.Id}` has no examples", "add one that fails and one that holds, the most tempting false alarm");
        }
        else if (fails.Count == 0)
        {
            yield return At(rule, rule.IdSpan, "L002", $"`{rule.Id}` has no example that fails", "without one nothing shows that it ever fires");
        }
        else if (fails.Count == rule.Examples.Count)
        {
            yield return At(rule, rule.IdSpan, "L002", $"`{rule.Id}` has no example that holds", "add the most tempting false alarm");
        }

        foreach (var vague in fails.Where(e => e.At is null && e.Message is null))
        {
            yield return Diagnostic.At(vague.Source, vague.Span, "L003", DiagnosticKind.Note, "this example does not say where the rule must fail", "add `at:` with the words that must be marked");
        }
    }

    private static IEnumerable<Diagnostic> Words(Rule rule)
    {
        if (rule.Form is null && !rule.HasOwnMessage)
        {
            yield return At(rule, rule.IdSpan, "L008", $"`{rule.Id}` has no message, so findings repeat its check", "say with `message` what is wrong, with figures in braces, such as `{t.value}`");
        }
        else if (rule.Form is null && rule.Messages.Values.All(m => m.Parts.All(p => p.Expression is null)))
        {
            yield return At(rule, rule.IdSpan, "L004", $"the message of `{rule.Id}` shows no value", "name the figures in braces, such as `{t.value}`");
        }

        // A form says in its own words what the rule leaves unsaid.
        if (rule.Form is null && rule.Titles.Keys.Except(rule.Messages.Keys).FirstOrDefault() is { } missing && rule.Messages.Count > 0)
        {
            yield return At(rule, rule.IdSpan, "L005", $"`{rule.Id}` has a title in `{missing}`, but no message", $"add `{missing}:` to its `message`");
        }

        if (rule.Status == "deprecated" && rule.See.Count == 0)
        {
            yield return At(rule, rule.IdSpan, "L007", $"`{rule.Id}` is deprecated, but does not say what to use instead", "add `see:` with the id of the rule that takes its place");
        }
    }

    // What a rule checks, apart from its words.
    private static string Logic(Rule rule) => string.Join(
        '\n',
        rule.For.Select(b => $"{b.Name}: {b.Relation}")
            .Concat(rule.With.Select(w => $"{w.Name}: {w.Relation.Text} {(w.Condition is null ? "" : ExpressionText.Of(w.Condition))}"))
            .Concat(rule.Params.Concat(rule.Lets).Select(l => $"{l.Name}= {ExpressionText.Of(l.Expression)}"))
            .Append(rule.Where is null ? "" : ExpressionText.Of(rule.Where)).Append(ExpressionText.Of(rule.Check)));

    private static Diagnostic At(Rule rule, TextSpan span, string code, string message, string help) => Diagnostic.At(rule.Source, span, code, DiagnosticKind.Note, message, help);
}
