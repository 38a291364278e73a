using System.Runtime.CompilerServices;

namespace PropagandaVerify.Benchmarks;

/// <summary>The places of the repository that benchmarks read.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Corpus => Path.Combine(Root, "tests", "corpus");

    public static string Drafts => Path.Combine(Root, "tests", "cases", "drafts");

    private static string FindRoot([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
