using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>The lexicons that travel with the tool, read once a process.</summary>
internal static class Lexicons
{
    private static readonly Lazy<IReadOnlyList<LexiconFile>> All = new(() => [.. ShippedFiles.Paths("rules/lexicon/").Select(LexiconReader.Open)]);

    public static IReadOnlyList<LexiconFile> Shipped => All.Value;
}
