using PropagandaVerify.Extraction;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Findings;

/// <summary>The ways of writing values, one a language.</summary>
internal sealed class FindingFormats(IReadOnlyList<LexiconFile> lexicons, ReferenceData reference)
{
    private readonly Dictionary<string, ValueFormat> formats = new(StringComparer.Ordinal);

    public ValueFormat For(string language)
    {
        if (!formats.TryGetValue(language, out var format))
        {
            var lexicon = lexicons.FirstOrDefault(l => l.Language == language) ?? lexicons.First(l => l.Language == "en");
            formats.Add(language, format = new ValueFormat(language, lexicon.Format, reference.Kinds));
        }

        return format;
    }
}
