using PropagandaVerify.Extraction;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Extraction;

/// <summary>What the reading of a text gave; zero where the language is not read.</summary>
internal readonly record struct Yield(int Figures, int Rows);

/// <summary>The only place of the extraction benchmark that knows the library.</summary>
internal sealed class ExtractorUnderTest(string language)
{
    private static readonly DateOnly Published = new(2020, 10, 26);
    private readonly Verifier verifier = new(new VerifierOptions { UseShippedRules = false, Draft = new DraftOptions { Language = language, Published = Published } });

    /// <summary>Reads numbers and amounts alone; null until the library has an entry that reads nothing else.</summary>
    public Func<string, Yield>? Figures { get; }

    /// <summary>Reads every relation.</summary>
    public Yield Everything(string text)
    {
        var relations = verifier.Facts(new Source("draft.txt", text)).Relations;
        return new Yield(relations.FirstOrDefault(r => r.Schema.Name == "figures")?.Rows.Count ?? 0, relations.Sum(r => r.Rows.Count));
    }
}
