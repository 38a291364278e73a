using PropagandaVerify.Documents;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>Gives the findings of a run the suppressions that comments in drafts and waivers of rules files ask for, and tells of those that are in vain.</summary>
/// <param name="rules">The rules of the run, those that are off among them.</param>
/// <param name="today">The day that ends are compared with; null where none has come.</param>
/// <param name="pathFrom">The path of a file seen from the folder of a rules file.</param>
/// <param name="isPartial">Whether the run looks at a part of the files only, so that a waiver that says no path may be about another.</param>
internal sealed class Suppressions(IReadOnlyList<Rule> rules, DateOnly? today, Func<string, Source, string> pathFrom, bool isPartial)
{
    private readonly Dictionary<string, Rule> known = rules.DistinctBy(r => r.Id).ToDictionary(r => r.Id, StringComparer.Ordinal);
    private readonly List<Diagnostic> diagnostics = [];

    /// <summary>What is in vain, has ended, or names what is not there.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <param name="findings">The findings of the run.</param>
    /// <param name="comments">The comments of its drafts.</param>
    /// <param name="waivers">The waivers of its rules files; those with mistakes were told before.</param>
    /// <param name="checkedFiles">The files that were read.</param>
    public IReadOnlyList<Finding> Applied(IReadOnlyList<Finding> findings, IReadOnlyList<(Source Draft, IgnoreComment Comment)> comments, IReadOnlyList<Waiver> waivers, IReadOnlyList<string> checkedFiles)
    {
        var asked = new Suppression?[findings.Count];
        foreach (var (draft, comment) in comments)
        {
            foreach (var rule in comment.Rules.Distinct().Where(r => IsAllowed(r, draft, comment)))
            {
                var other = Open(findings, asked).FirstOrDefault(f => f.Rule == rule && f.Place.Source.Path == draft.Path);
                Settle(draft, PlaceOf(rule, draft, comment), comment.Until, $"the comment ignores no finding of `{rule}`", At(findings, f => f.Rule == rule && Covers(comment, draft, f)), asked,
                    new Suppression(SuppressionKind.InSource, comment.Reason) { Until = comment.Until, Author = comment.Author, Where = draft.Located(comment.Place.Start) },
                    other is null ? null : $"one is at {other.Place.Where}, but {Reach(comment, draft)}");
            }
        }

        foreach (var waiver in waivers.Where(w => known.TryGetValue(w.Rule, out var rule) && rule is { IsEnabled: true, IsSuppressible: true }))
        {
            var near = At(findings, f => f.Rule == waiver.Rule && IsMeant(waiver, f));
            var isChecked = waiver.Path is null ? !isPartial : checkedFiles.Any(f => waiver.Path.Matches(pathFrom(f, waiver.Source)));
            Settle(waiver.Source, waiver.RuleSpan, waiver.Until, isChecked ? $"the waiver covers no finding of `{waiver.Rule}`" : null, [.. near.Where(i => waiver.Imbalance is not { } accepted || findings[i].Working.Imbalance == accepted)], asked,
                new Suppression(SuppressionKind.Configuration, waiver.Reason) { Until = waiver.Until, Author = waiver.Author, Where = waiver.Source.Located(waiver.RuleSpan.Start) },
                near is [var one, ..] ? $"the imbalance at {findings[one].Place.Located} is {(findings[one].Working.Imbalance is { } imbalance ? Plain(imbalance) : "no number")}"
                    : new KeyColumns(waiver.Row).Trouble(findings.Where(f => f.Rule == waiver.Rule)) is { } misspelt ? misspelt
                    : Open(findings, asked).FirstOrDefault(f => f.Rule == waiver.Rule && IsIn(waiver, f)) is { } other ? $"one is at {other.Place.Located}, where the words are « {other.Place.Text.ReplaceLineEndings(" ")} » and the key is {other.Key}"
                    : null);
        }

        return asked.All(s => s is null) ? findings : [.. findings.Zip(asked, (f, s) => s is null ? f : f with { Suppression = s })];
    }

    private static IEnumerable<Finding> Open(IReadOnlyList<Finding> findings, Suppression?[] asked) => findings.Where((_, i) => asked[i] is null);

    private static List<int> At(IReadOnlyList<Finding> findings, Func<Finding, bool> isMeant) => [.. Enumerable.Range(0, findings.Count).Where(i => isMeant(findings[i]))];

    // What has ended counts for nothing; what is asked first stands.
    private void Settle(Source source, TextSpan place, DateOnly? until, string? vain, List<int> covered, Suppression?[] asked, Suppression suppression, string? near)
    {
        if (until < today)
        {
            Tell(source, place, "S005", $"this ended on {until:yyyy-MM-dd}{(covered.Count > 0 ? $"; {covered.Count} finding{(covered.Count == 1 ? " that it covered counts" : "s that it covered count")} again" : "")}", "take it away, or give it another day");
            return;
        }

        if (covered.Count == 0 && vain is not null)
        {
            Tell(source, place, "S004", vain, near ?? "take it away, if the figures were corrected");
        }

        foreach (var i in covered)
        {
            asked[i] ??= suppression;
        }
    }

    private bool IsAllowed(string id, Source draft, IgnoreComment comment)
    {
        if (!known.TryGetValue(id, out var rule))
        {
            // A rule that is shipped may be none of this run.
            if (!ShippedRules.Ids.Contains(id))
            {
                Tell(draft, PlaceOf(id, draft, comment), "S002", $"no rule is called `{id}`, so the comment ignores nothing of it", Spelling.Nearest(id, known.Keys) is { } near ? $"did you mean `{near}`?" : "`pverify rules list` shows the ids");
            }

            return false;
        }

        if (!rule.IsSuppressible)
        {
            Tell(draft, PlaceOf(id, draft, comment), "S003", $"findings of `{id}` always count, whatever a comment says", "its rule says `suppressible: false`; correct the figures");
        }

        return rule is { IsSuppressible: true, IsEnabled: true };
    }

    // A comment of a word processor stands beside the text.
    private static TextSpan PlaceOf(string rule, Source draft, IgnoreComment comment) =>
        draft.Text.IndexOf(rule, comment.Place.Start, comment.Place.Length, StringComparison.Ordinal) is >= 0 and var at ? new TextSpan(at, at + rule.Length) : comment.Place;

    private static string Reach(IgnoreComment comment, Source draft) =>
        comment.Over is not { IsEmpty: false } over ? "nothing stands behind the comment"
        : draft.Where(over.Start) is var first && draft.Where(over.End - 1) is var last && first == last ? $"the comment goes for {first}" : $"the comment goes for {first} to {last}";

    private void Tell(Source source, TextSpan place, string code, string message, string help) => diagnostics.Add(Diagnostic.At(source, place, code, DiagnosticKind.Note, message, help));

    private static bool Covers(IgnoreComment comment, Source draft, Finding finding) =>
        finding.Place.Source.Path == draft.Path && (comment.Over is not { } over || over.Overlaps(finding.Place.Span with { End = Math.Max(finding.Place.Span.End, finding.Place.Span.Start + 1) }));

    private bool IsMeant(Waiver waiver, Finding finding) =>
        IsIn(waiver, finding)
        && (waiver.Key is not { } key || key == finding.Key.ToString() || key == finding.Key.Digest)
        && (waiver.Words is not { } words || FindingKey.Written(words) == FindingKey.Written(finding.Place.Text))
        && new KeyColumns(waiver.Row).Fit(finding);

    private bool IsIn(Waiver waiver, Finding finding) => waiver.Path?.Matches(pathFrom(finding.Place.Source.Path, waiver.Source)) ?? true;


    private static string Plain(decimal value) => value.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture);
}
