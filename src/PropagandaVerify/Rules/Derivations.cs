using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Puts rules that derive relations in layers: each reads only relations of the layers below, so that working them out always ends.</summary>
internal static class Derivations
{
    /// <summary>Compiles derivations in an order in which each finds what it reads; those in a cycle, or unsound, are reported and left out. How many rows each may have is added to <paramref name="rows"/>.</summary>
    public static (IReadOnlyList<CompiledRule> Compiled, IReadOnlyList<Diagnostic> Diagnostics) InOrder(IReadOnlyList<Rule> rules, IReadOnlyList<Schema> given, ReferenceData reference, IDictionary<string, long> rows, Limits limits)
    {
        var schemas = given.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var compiled = new List<CompiledRule>();
        var diagnostics = new List<Diagnostic>();
        var waiting = new List<Rule>();
        foreach (var rule in rules)
        {
            if (schemas.ContainsKey(rule.Id) || waiting.Exists(w => w.Id == rule.Id))
            {
                diagnostics.Add(At(rule, "R018", $"there is a relation `{rule.Id}` already", "derive it under another name"));
            }
            else
            {
                waiting.Add(rule);
            }
        }

        while (waiting.FirstOrDefault(r => !Reads(r).Any(name => waiting.Exists(w => w.Id == name))) is { } ready)
        {
            waiting.Remove(ready);
            var (rule, mistakes) = RuleCompiler.Compile(ready, new Catalog(schemas.Values, rows.AsReadOnly()), reference, limits);
            diagnostics.AddRange(mistakes);
            if (rule is not null)
            {
                compiled.Add(rule);
                schemas.Add(ready.Id, rule.Derived!.Value.Schema);
                rows[ready.Id] = rule.Tuples;
            }
        }

        foreach (var rule in waiting)
        {
            diagnostics.Add(At(rule, "R022", $"`{rule.Id}` is derived from itself: {Cycle(rule, waiting)}", "a relation may only be derived from relations below it"));
        }

        return (compiled, diagnostics);
    }

    /// <summary>The derivations that some rules read, directly or through others, in order.</summary>
    public static IReadOnlyList<CompiledRule> NeededBy(IEnumerable<CompiledRule> rules, IReadOnlyList<CompiledRule> derivations)
    {
        var wanted = rules.SelectMany(r => r.Relations).ToHashSet();
        var needed = new List<CompiledRule>();
        for (var i = derivations.Count - 1; i >= 0; i--)
        {
            if (wanted.Contains(derivations[i].Derived!.Value.Schema))
            {
                needed.Insert(0, derivations[i]);
                wanted.UnionWith(derivations[i].Relations);
            }
        }

        return needed;
    }

    private static IEnumerable<string> Reads(Rule rule) => rule.For.Select(b => b.Relation).Concat(rule.With.Select(g => g.Relation.Text));

    // Follows the first relation that is itself waiting, until one comes again.
    private static string Cycle(Rule rule, List<Rule> waiting)
    {
        var path = new List<string> { rule.Id };
        while (waiting.Find(w => w.Id == path[^1]) is { } at && Reads(at).FirstOrDefault(name => waiting.Exists(w => w.Id == name)) is { } next)
        {
            path.Add(next);
            if (path.IndexOf(next) < path.Count - 1)
            {
                break;
            }
        }

        return string.Join(" reads ", path.Select(p => $"`{p}`"));
    }

    private static Diagnostic At(Rule rule, string code, string message, string help) => Diagnostic.At(rule.Source, rule.IdSpan, code, DiagnosticKind.Configuration, message, help);
}
