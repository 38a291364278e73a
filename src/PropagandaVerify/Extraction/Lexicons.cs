using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>The lexicons that travel with the tool, read once a process.</summary>
internal static class Lexicons
{
    private static readonly Lazy<IReadOnlyList<Lexicon>> All = new(() => [.. ShippedFiles.Paths("rules/lexicon/").Select(p => LexiconReader.Read(ShippedFiles.Read(p)))]);

    public static IReadOnlyList<Lexicon> Shipped => All.Value;
}
