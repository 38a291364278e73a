namespace PropagandaVerify.Text;

/// <summary>Finds what a misspelt word most likely means.</summary>
public static class Suggestions
{
    /// <summary>The nearest of the known words, or null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) => Spelling.Nearest(word, known);
}
