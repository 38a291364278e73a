using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>The packs that travel with the tool. A shipped rule without examples of both kinds does not load.</summary>
public static class ShippedRules
{
    private static readonly string[] NoPacks = ["rules/lexicon/", "rules/reference/"];

    private static readonly Lazy<IReadOnlyList<RuleFile>> All = new(Read);

    /// <summary>The packs, read once a process.</summary>
    public static IReadOnlyList<RuleFile> Files => All.Value;

    private static IReadOnlyList<RuleFile> Read() =>
    [
        .. ShippedFiles.Paths("rules/")
            .Where(p => p.EndsWith(".yaml", StringComparison.Ordinal) && !NoPacks.Any(n => p.StartsWith(n, StringComparison.Ordinal)))
            .Select(p => WithExamplesOnly(RuleFileReader.Read(ShippedFiles.Read(p), Limits.Default, isShipped: true))),
    ];

    private static RuleFile WithExamplesOnly(RuleFile file)
    {
        var bare = file.Rules.Where(r => !r.Examples.Any(e => e.Expected == ExpectedOutcome.Holds) || !r.Examples.Any(e => e.Expected == ExpectedOutcome.Fails)).ToList();
        return file with
        {
            Rules = [.. file.Rules.Except(bare)],
            Diagnostics = [.. file.Diagnostics, .. bare.Select(r => Diagnostic.At(r.Source, r.IdSpan, "R021", DiagnosticKind.Configuration, $"the shipped rule `{r.Id}` lacks examples that hold or that fail", "add both"))],
        };
    }
}
