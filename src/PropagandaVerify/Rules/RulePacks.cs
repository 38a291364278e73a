using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>
/// The rules of a run: files with the packs they extend, in the order in which they count, and the settings of each applied to all rules.
/// A pack stands before the file that extends it, so what stands nearer to the user has the last word.
/// </summary>
public sealed record RulePacks
{
    private RulePacks()
    {
    }

    /// <summary>The files in order; their rules carry the settings, and those that are off are left out.</summary>
    public IReadOnlyList<RuleFile> Files { get; private init; } = [];

    /// <summary>The rules that a file, or the rule itself, keeps from running.</summary>
    public IReadOnlyList<Rule> Disabled { get; private init; } = [];

    /// <summary>What is wrong with references and settings; what is wrong inside a file stands in the file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; private init; } = [];

    /// <summary>What files said of each rule, in the order in which it counted.</summary>
    public IReadOnlyList<AppliedSetting> Applied { get; private init; } = [];

    /// <summary>The files as written, without the settings that they make for each other.</summary>
    public IReadOnlyList<RuleFile> Written { get; private init; } = [];

    /// <summary>The relations that its rules and derivations read.</summary>
    public IReadOnlySet<string> Relations => Files.SelectMany(f => f.Rules.Concat(f.Derivations)).SelectMany(r => r.Relations).ToHashSet(StringComparer.Ordinal);

    /// <summary>The relations beside those of drafts that rules about drafts read, those that others are derived from included.</summary>
    public IReadOnlySet<string> BesideDrafts
    {
        get
        {
            var ofDraft = DraftSchemas.OfDraft.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
            List<Rule> derivations = [.. Files.SelectMany(f => f.Derivations)];
            return Files.SelectMany(f => f.Rules).Select(r => Derivations.NeededBy(r, derivations).Append(r).ToList()).Where(ReadDrafts).SelectMany(Read).Where(n => !ofDraft.Contains(n)).ToHashSet(StringComparer.Ordinal);

            IEnumerable<string> Read(List<Rule> rules) => rules.SelectMany(r => r.Relations);
            bool ReadDrafts(List<Rule> rules) => Read(rules).Any(ofDraft.Contains)
                || rules.SelectMany(r => r.Further.Prepend(r)).SelectMany(r => r.Expressions).SelectMany(e => e.All()).OfType<Expression.Column>().Any(c => c.Owner.Text == DraftSchemas.Document.Name);
        }
    }

    /// <summary>Everything that is wrong, in files and between them.</summary>
    public IEnumerable<Diagnostic> AllDiagnostics => Files.SelectMany(f => f.Diagnostics).Concat(Diagnostics);

    /// <summary>Whether anything is wrong that keeps a rule from running.</summary>
    public bool IsSound => AllDiagnostics.All(d => d.Kind == DiagnosticKind.Note);

    /// <summary>Follows <c>extends</c> and applies the settings.</summary>
    /// <param name="roots">The files that the run names, in order.</param>
    /// <param name="open">Opens what a file extends by path: one file, or those of a folder. Null opens none.</param>
    /// <param name="limits">Bounds the number of files.</param>
    /// <param name="besides">Files whose rules a run has too, so that settings may name them; they are no part of the result.</param>
    public static RulePacks Of(IReadOnlyList<RuleFile> roots, Func<string, Source, IReadOnlyList<(Source? Source, Diagnostic? Diagnostic)>>? open, Limits limits, IReadOnlyList<RuleFile>? besides = null)
    {
        var walk = new Walk(open, limits);
        foreach (var root in roots)
        {
            walk.Visit(root);
        }

        return Settled(walk.Files, walk.Diagnostics, besides ?? []);
    }

    private static RulePacks Settled(List<RuleFile> files, List<Diagnostic> diagnostics, IReadOnlyList<RuleFile> besides)
    {
        var rules = files.SelectMany(f => f.Rules).ToList();
        var known = rules.Concat(besides.SelectMany(f => f.Rules)).ToList();
        var applied = new List<AppliedSetting>();
        var settled = rules.ToDictionary<Rule, object, Rule>(r => r, r => r, ReferenceEqualityComparer.Instance);
        foreach (var file in files)
        {
            foreach (var setting in file.Settings)
            {
                var chosen = known.Where(setting.Selects).ToList();
                if (chosen.Count == 0)
                {
                    diagnostics.Add(Unknown(file, setting, known));
                }

                diagnostics.AddRange(WrongParams(file, setting, chosen));
                foreach (var rule in chosen.Where(settled.ContainsKey))
                {
                    settled[rule] = settled[rule].As(setting);
                    applied.Add(AppliedSetting.Of(rule, file, setting));
                }
            }
        }

        foreach (var file in files)
        {
            diagnostics.AddRange(file.Scopes.SelectMany(s => s.Settings).Where(s => !known.Exists(s.Selects)).Select(s => Unknown(file, s, known)));
            diagnostics.AddRange(file.Waivers.Select(w => WrongWaiver(file, w, known)).OfType<Diagnostic>());
        }

        var disabled = rules.Select(r => settled[r]).Where(r => !r.IsEnabled).ToList();
        return new RulePacks
        {
            Files = [.. files.Select(f => With(f, [.. f.Rules.Select(r => settled[r])]))],
            Written = files,
            Disabled = disabled,
            Applied = applied,
            Diagnostics = diagnostics,
        };
    }

    // The relations that a short form derives go with its rule.
    private static RuleFile With(RuleFile file, IReadOnlyList<Rule> rules)
    {
        var running = rules.Where(r => r.IsEnabled).ToList();
        var own = file.Derivations.Except(file.Rules.SelectMany(r => r.Derivations), ReferenceEqualityComparer.Instance).Cast<Rule>();
        return file with { Rules = running, Derivations = [.. own, .. running.SelectMany(r => r.Derivations)] };
    }

    private static Diagnostic Unknown(RuleFile file, RuleSetting setting, List<Rule> rules)
    {
        var known = setting.IsOfTag ? rules.SelectMany(r => r.Tags).Distinct().Select(t => "tag:" + t).ToList() : rules.Select(r => r.Id).Distinct().ToList();
        var help = Spelling.Nearest(setting.Selector, known) is { } near ? $"did you mean `{near}`?"
            : known.Count == 0 ? (setting.IsOfTag ? "no rule of this run has a tag" : "no rule takes part in this run; `extends: [core]` adds the shipped pack")
            : setting.IsOfTag ? $"tags: {string.Join(", ", known)}" : "`pverify rules list` shows the ids; a tag is written `tag:NAME`";
        return Diagnostic.At(file.Source, setting.Span, "R026", DiagnosticKind.Configuration, setting.IsOfTag ? $"no rule of this run has the tag of `{setting.Selector}`" : $"no rule of this run is called `{setting.Selector}`", help);
    }

    private static Diagnostic? WrongWaiver(RuleFile file, Waiver waiver, List<Rule> rules) =>
        rules.Find(r => r.Id == waiver.Rule) is not { } rule ? Unknown(file, new RuleSetting(waiver.Rule, waiver.RuleSpan), rules)
        : !rule.IsSuppressible ? Diagnostic.At(file.Source, waiver.RuleSpan, "S003", DiagnosticKind.Configuration, $"findings of `{rule.Id}` always count, so nothing can waive them", "its rule says `suppressible: false`; correct the figures")
        : null;

    private static IEnumerable<Diagnostic> WrongParams(RuleFile file, RuleSetting setting, List<Rule> chosen)
    {
        foreach (var named in chosen.Count == 0 ? [] : setting.Params)
        {
            var defaults = chosen.SelectMany(r => r.Params).Where(p => p.Name == named.Name).ToList();
            if (defaults.Count == 0)
            {
                var known = chosen.SelectMany(r => r.Params).Select(p => p.Name).Distinct().ToList();
                yield return Diagnostic.At(file.Source, named.NameSpan, "R026", DiagnosticKind.Configuration, $"`{setting.Selector}` has no parameter `{named.Name}`", known.Count == 0 ? "it has none" : RuleFileReader.Suggestion(named.Name, known));
            }
            else if (named.Expression is Expression.Literal literal && defaults.Select(d => d.Expression).OfType<Expression.Literal>().FirstOrDefault(d => d.Type != literal.Type) is { } other)
            {
                yield return Diagnostic.At(file.Source, named.Expression.Span, "R015", DiagnosticKind.Configuration, $"the parameter `{named.Name}` is {Binder.Words(other.Type)}, this is {Binder.Words(literal.Type)}", $"its default is `{ExpressionText.Of(other)}`");
            }
        }
    }

    // Depth first, each file once; a file that is still being followed closes a circle.
    private sealed class Walk(Func<string, Source, IReadOnlyList<(Source? Source, Diagnostic? Diagnostic)>>? open, Limits limits)
    {
        private readonly Dictionary<Source, RuleFile> read = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<Source> done = new(ReferenceEqualityComparer.Instance);
        private readonly List<Source> path = [];

        public List<RuleFile> Files { get; } = [];

        public List<Diagnostic> Diagnostics { get; } = [];

        public void Visit(RuleFile file)
        {
            if (done.Contains(file.Source))
            {
                return;
            }

            path.Add(file.Source);
            foreach (var reference in file.Extends)
            {
                var found = Found(file, reference).ToList();
                foreach (var pack in found)
                {
                    if (found.Count > 1 && pack.Source == file.Source)
                    {
                        // A folder that a file extends may hold the file itself.
                        continue;
                    }

                    if (path.Contains(pack.Source))
                    {
                        var circle = path.Skip(path.IndexOf(pack.Source)).Append(pack.Source).Select(s => s.Path);
                        Diagnostics.Add(At(file, reference, "R025", $"the files extend each other in a circle: {string.Join(" extends ", circle)}", "remove one of the references"));
                    }
                    else if (done.Count < limits.MaxPackFiles && path.Count < limits.MaxPackFiles)
                    {
                        Visit(pack);
                    }
                    else
                    {
                        Diagnostics.Add(At(file, reference, "R027", $"more than {limits.MaxPackFiles} rules files take part", "merge some of them"));
                        break;
                    }
                }
            }

            path.RemoveAt(path.Count - 1);
            if (done.Add(file.Source))
            {
                Files.Add(file);
            }
        }

        private IEnumerable<RuleFile> Found(RuleFile file, PackReference reference)
        {
            if (ShippedRules.Packs.Contains(reference.Target.Split('/')[0]) && ShippedRules.Named(reference.Target) is { Count: > 0 } shipped)
            {
                return shipped;
            }

            var isName = !reference.Target.Contains('.', StringComparison.Ordinal) && !reference.Target.Contains('/', StringComparison.Ordinal);
            var opened = open?.Invoke(reference.Target, file.Source) ?? [];
            var found = opened.Select(o => o.Source).OfType<Source>().ToList();
            foreach (var trouble in opened.Select(o => o.Diagnostic).OfType<Diagnostic>())
            {
                var near = isName ? Spelling.Nearest(reference.Target, ShippedRules.Packs) : null;
                Diagnostics.Add(At(file, reference, "R027", $"`{reference.Target}` is no shipped pack, and cannot be read: {trouble.Message}", near is not null ? $"did you mean `{near}`?" : trouble.Help ?? $"shipped packs: {string.Join(", ", ShippedRules.Packs)}; a path is relative to this file"));
            }

            if (opened.Count == 0)
            {
                Diagnostics.Add(At(file, reference, "R027", $"there is no pack `{reference.Target}`", $"shipped packs: {string.Join(", ", ShippedRules.Packs)}"));
            }

            return found.Select(s => read.TryGetValue(s, out var known) ? known : read[s] = RuleFileReader.Read(s, limits));
        }

        private static Diagnostic At(RuleFile file, PackReference reference, string code, string message, string help) =>
            Diagnostic.At(file.Source, reference.Span, code, DiagnosticKind.Configuration, message, help);
    }
}
