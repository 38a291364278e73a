using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>The nouns that a draft counts, as it writes them; no other language has plurals for them.</summary>
internal sealed class DraftNouns
{
    // So many letters are the same in "Haus" and "Häuser"; a word that shares fewer with the unit is not the noun.
    private const int Alike = 3;

    private readonly Dictionary<(string Unit, bool IsMany), string> written = [];

    private DraftNouns(string language) => Language = language;

    /// <summary>The language of the draft.</summary>
    public string Language { get; }

    /// <param name="figures">The rows of <see cref="DraftSchemas.Figures"/>.</param>
    /// <param name="language">The language of the draft.</param>
    public static DraftNouns Of(IEnumerable<Row> figures, string language)
    {
        var nouns = new DraftNouns(language);
        var (value, unit, measure) = (DraftSchemas.Figures.IndexOf("value"), DraftSchemas.Figures.IndexOf("unit"), DraftSchemas.Figures.IndexOf("measure"));
        foreach (var row in figures)
        {
            // The sign of a unit is the same in every language.
            if (row.Values[measure] is Value.Text { Content: "count" } && row.Values[unit] is Value.Text { Content: { Length: > 0 } noun } && row.Values[value] is Value.Number number && LastWord(row.Place?.Text ?? "") is { Length: > 0 } word && AreAlike(word, noun))
            {
                nouns.written.TryAdd((noun, number.Quantity.Value > 1), word);
            }
        }

        return nouns;
    }

    /// <summary>The noun of a unit beside one or several; null where the draft writes it beside no figure.</summary>
    public string? Written(string unit, bool isMany) => written.GetValueOrDefault((unit, isMany));

    private static string LastWord(string text)
    {
        var start = text.Length;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }

        return text[start..].TrimStart('-');
    }

    private static bool AreAlike(string word, string noun)
    {
        var (a, b) = (Characters.Key(word), Characters.Key(noun));
        var length = Math.Min(Alike, b.Length);
        return a.Length >= length && string.CompareOrdinal(a, 0, b, 0, length) == 0;
    }
}
