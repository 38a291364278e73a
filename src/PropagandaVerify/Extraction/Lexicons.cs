using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>The lexicons that travel with the tool, read once a process.</summary>
internal static class Lexicons
{
    private static readonly Lazy<IReadOnlyList<LexiconFile>> All = new(() => [.. ShippedFiles.Paths("rules/lexicon/").Select(p => LexiconReader.Open(ShippedFiles.Read(p)))]);

    public static IReadOnlyList<LexiconFile> Shipped => All.Value;
}
