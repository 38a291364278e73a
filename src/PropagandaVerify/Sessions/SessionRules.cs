using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Sessions;

/// <summary>The rules of a session, checked against its relations: derivations in layers first, then the rules in the order of their files.</summary>
internal sealed record SessionRules(IReadOnlyList<CompiledRule> Rules, IReadOnlyList<Diagnostic> Diagnostics)
{
    private const string Draft = "it reads what drafts say, and a session holds facts";

    public static SessionRules Of(IReadOnlyList<RuleFile> files, IReadOnlyList<Schema> own, ReferenceData reference, Limits limits)
    {
        List<Schema> schemas = [.. own, .. DraftSchemas.OfReference];
        List<Diagnostic> diagnostics = [.. files.SelectMany(f => f.Diagnostics)];
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        var unread = files.SelectMany(f => f.Unsound).Where(u => !schemas.Exists(s => s.Name == u)).ToHashSet(StringComparer.Ordinal);
        var drafts = DraftSchemas.OfDraft.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);

        // What is derived from drafts speaks of drafts, through however many layers.
        var derivations = files.SelectMany(f => f.Derivations).ToList();
        while (derivations.RemoveAll(d => Reads(d).Any(drafts.Contains) && drafts.Add(d.Id)) > 0)
        {
        }

        var (derived, trouble) = Derivations.InOrder(derivations, [.. schemas, .. DraftSchemas.OfDraft], reference, rows, unread, limits);
        diagnostics.AddRange(trouble);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var ready = new List<Rule>();
        foreach (var rule in files.SelectMany(f => f.Rules))
        {
            if (!ids.Add(rule.Id))
            {
                diagnostics.Add(Diagnostic.At(rule.Source, rule.IdSpan, "R018", DiagnosticKind.Configuration, $"the rule id `{rule.Id}` is used twice", "ids are used once; choose another"));
            }
            else if (rule.Relations.Any(drafts.Contains))
            {
                diagnostics.Add(Left(rule, Draft));
            }
            else if (!rule.Relations.Any(unread.Contains))
            {
                ready.AddRange(rule.Further.Prepend(rule));
            }
        }

        var compiled = new List<CompiledRule>();
        var told = new HashSet<Diagnostic>(diagnostics);
        foreach (var (one, mistakes) in RuleCompiler.Compile(ready, new Catalog([.. schemas, .. derived.Select(d => d.Derived!.Value.Schema)], rows), reference, limits))
        {
            diagnostics.AddRange(mistakes.Where(told.Add));
            if (one?.Blocks.Count > 0)
            {
                diagnostics.Add(Left(one.Rule, "it puts figures in doubt for other rules (`blocks`), which only whole runs do"));
            }
            else if (one?.IsOfDraft == true)
            {
                diagnostics.Add(Left(one.Rule, Draft));
            }
            else if (one is not null)
            {
                compiled.Add(one);
                diagnostics.AddRange(Unheeded(one.Rule));
            }
        }

        return new SessionRules([.. Derivations.NeededBy(compiled, derived), .. compiled], diagnostics);
    }

    // A session tells each finding as it comes, so that nothing can wait for the last row.
    private static IEnumerable<Diagnostic> Unheeded(Rule rule)
    {
        string[] keys = [.. rule.MaxFailures is null ? [] : new[] { "max_failures" }, .. rule.RefusesUnknown == true ? ["unknown: refused"] : Array.Empty<string>(), .. rule.MinMatches > 1 ? ["min_matches"] : Array.Empty<string>()];
        return keys.Select(k => Diagnostic.At(rule.Source, rule.IdSpan, "E009", DiagnosticKind.Note, $"`{k}` of the rule `{rule.Id}` does nothing in a session, which tells every finding and every undecided check", "ask the counts of its snapshot"));
    }

    private static Diagnostic Left(Rule rule, string why) =>
        Diagnostic.At(rule.Source, rule.IdSpan, "E009", DiagnosticKind.Incomplete, $"the rule `{rule.Id}` takes no part in the session: {why}", "check it with `pverify check`");

    private static IEnumerable<string> Reads(Rule rule) => rule.For.Select(b => b.Relation).Concat(rule.With.Select(g => g.Relation.Text));
}
