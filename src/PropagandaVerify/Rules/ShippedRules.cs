using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>The packs that travel with the tool. A shipped rule without examples of both kinds does not load.</summary>
public static class ShippedRules
{
    private static readonly string[] NoPacks = ["rules/lexicon/", "rules/reference/"];

    private static readonly Lazy<IReadOnlyList<RuleFile>> All = new(Read);

    private static readonly Lazy<IReadOnlyList<RuleFile>> AllTested = new(() => [.. Files.Select(WithTests)]);

    private static readonly Lazy<IReadOnlySet<string>> AllIds = new(() => Files.SelectMany(f => f.Rules).Select(r => r.Id).ToHashSet(StringComparer.Ordinal));

    /// <summary>The packs, read once a process.</summary>
    public static IReadOnlyList<RuleFile> Files => All.Value;

    /// <summary>The packs with the examples that stand in files of tests beside them, which no run but that of the examples reads.</summary>
    public static IReadOnlyList<RuleFile> Tested => AllTested.Value;

    /// <summary>The names by which files extend the shipped packs.</summary>
    internal static IReadOnlyList<string> Packs { get; } = [.. ShippedFiles.Paths("rules/").Where(IsPack).Select(p => p.Split('/')).Where(p => p.Length == 3).Select(p => p[1]).Distinct()];

    /// <summary>The files of a pack such as <c>core</c>, or one file of it such as <c>core/dates</c>; none for another name.</summary>
    internal static IReadOnlyList<RuleFile> Named(string name) => [.. Files.Where(f => f.Source.Path == $"rules/{name}.yaml" || f.Source.Path.StartsWith($"rules/{name}/", StringComparison.Ordinal))];

    /// <summary>The ids of all shipped rules.</summary>
    public static IReadOnlySet<string> Ids => AllIds.Value;

    // What stands beside the folders words short forms and pages.
    private static bool IsPack(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) && path.Count(c => c == '/') > 1 && TestFileReader.RulesOf(path) is null && !NoPacks.Any(n => path.StartsWith(n, StringComparison.Ordinal));

    private static IReadOnlyList<RuleFile> Read() =>
    [
        .. ShippedFiles.Paths("rules/")
            .Where(IsPack)
            .Select(p => WithExamplesOnly(RuleFileReader.Read(ShippedFiles.Read(p), Limits.Default, isShipped: true))),
    ];

    private static RuleFile WithTests(RuleFile file) => ShippedFiles.Paths(TestFileReader.TestsOf(file.Source.Path)).Aggregate(file, (f, tests) => TestFileReader.Read(ShippedFiles.Read(tests), f, Limits.Default));

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
