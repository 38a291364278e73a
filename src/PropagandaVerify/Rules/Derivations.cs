using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Puts rules that derive relations in layers: each reads only relations of the layers below, so that working them out always ends.</summary>
internal static class Derivations
{
    private const int MostCycles = 20;
    private const int LongestPath = 8;

    /// <summary>Compiles derivations in an order in which each finds what it reads; those in a cycle, or unsound, are reported and left out. How many rows each may have is added to <paramref name="rows"/>.</summary>
    /// <param name="rules">The derivations, in any order.</param>
    /// <param name="given">The relations that there are already.</param>
    /// <param name="reference">What conditions may look up.</param>
    /// <param name="rows">How many rows each relation may have.</param>
    /// <param name="unread">Relations whose trouble was told; derivations that read them are left out without a word and added, as are unsound ones.</param>
    /// <param name="limits">The bounds of a run.</param>
    public static (IReadOnlyList<CompiledRule> Compiled, IReadOnlyList<Diagnostic> Diagnostics) InOrder(IReadOnlyList<Rule> rules, IReadOnlyList<Schema> given, ReferenceData reference, IDictionary<string, long> rows, ISet<string> unread, Limits limits)
    {
        var schemas = given.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var compiled = new List<CompiledRule>();
        var diagnostics = new List<Diagnostic>();
        var waiting = new List<Rule>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (schemas.ContainsKey(rule.Id) || names.Contains(rule.Id))
            {
                diagnostics.Add(At(rule, "R018", $"there is a relation `{rule.Id}` already", "derive it under another name"));
            }
            else
            {
                waiting.Add(rule);
                names.Add(rule.Id);
            }
        }

        while (waiting.FirstOrDefault(r => !Reads(r).Any(names.Contains)) is { } ready)
        {
            waiting.Remove(ready);
            names.Remove(ready.Id);
            if (Reads(ready).Any(unread.Contains))
            {
                unread.Add(ready.Id);
                continue;
            }

            var (rule, mistakes) = RuleCompiler.Compile(ready, new Catalog(schemas.Values, rows.AsReadOnly()), reference, limits);
            diagnostics.AddRange(mistakes);
            if (rule is null)
            {
                unread.Add(ready.Id);
            }
            else
            {
                compiled.Add(rule);
                schemas.Add(ready.Id, rule.Derived!.Value.Schema);
                // Conditions may thin a derived relation out as far as may be; only what is surely too much is refused.
                rows[ready.Id] = Math.Min(rule.Tuples, limits.AssumedDraftRows);
            }
        }

        unread.UnionWith(waiting.Select(w => w.Id));
        var byName = waiting.ToDictionary(w => w.Id, StringComparer.Ordinal);
        foreach (var rule in waiting.Take(MostCycles))
        {
            diagnostics.Add(At(rule, "R022", $"`{rule.Id}` is derived from itself: {Cycle(rule, byName)}", "a relation may only be derived from relations below it"));
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

    /// <summary>The derivations that one rule reads, directly or through others, as written and in their order.</summary>
    public static IReadOnlyList<Rule> NeededBy(Rule rule, IReadOnlyList<Rule> derivations)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<Rule>(rule.Further.Prepend(rule));
        while (waiting.TryDequeue(out var next))
        {
            var read = Reads(next).Where(wanted.Add).ToHashSet(StringComparer.Ordinal);
            foreach (var derivation in derivations.Where(d => read.Contains(d.Id)))
            {
                waiting.Enqueue(derivation);
            }
        }

        return [.. derivations.Where(d => wanted.Contains(d.Id))];
    }

    private static IEnumerable<string> Reads(Rule rule) => rule.For.Select(b => b.Relation).Concat(rule.With.Select(g => g.Relation.Text));

    // Follows the first relation that is itself waiting, until one comes again.
    private static string Cycle(Rule rule, Dictionary<string, Rule> waiting)
    {
        var path = new List<string> { rule.Id };
        var seen = new HashSet<string>(path, StringComparer.Ordinal);
        while (waiting.TryGetValue(path[^1], out var at) && Reads(at).FirstOrDefault(waiting.ContainsKey) is { } next)
        {
            path.Add(next);
            if (!seen.Add(next))
            {
                break;
            }
        }

        var names = path.Select(p => $"`{p}`").ToList();
        return string.Join(" reads ", names.Count <= LongestPath ? names : [.. names[..(LongestPath - 2)], "…", names[^1]]);
    }

    private static Diagnostic At(Rule rule, string code, string message, string help) => Diagnostic.At(rule.Source, rule.IdSpan, code, DiagnosticKind.Configuration, message, help);
}
