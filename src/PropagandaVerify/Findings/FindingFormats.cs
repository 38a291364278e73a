using System.Collections.Concurrent;
using PropagandaVerify.Extraction;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Findings;

/// <summary>The ways of writing values, one a language.</summary>
internal sealed class FindingFormats(IReadOnlyList<LexiconFile> lexicons, ReferenceData reference)
{
    private readonly ConcurrentDictionary<string, ValueFormat> formats = new(StringComparer.Ordinal);

    public ValueFormat For(string language) => formats.GetOrAdd(language, l => new ValueFormat(l, (lexicons.FirstOrDefault(f => f.Language == l) ?? lexicons.First(f => f.Language == "en")).Format, reference));
}
