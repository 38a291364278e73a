using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>The words of a language that are cut before an apostrophe, so that they are a token of their own ("d'", "jusqu'").</summary>
internal sealed class Elisions
{
    private readonly HashSet<string> folded;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly int longest;

    public Elisions(IEnumerable<string> folded)
    {
        this.folded = new HashSet<string>(folded, StringComparer.Ordinal);
        lookup = this.folded.GetAlternateLookup<ReadOnlySpan<char>>();
        longest = this.folded.Select(f => f.Length).DefaultIfEmpty().Max();
    }

    public bool Contains(ReadOnlySpan<char> written)
    {
        if (written.Length > longest)
        {
            return written.ContainsAnyExceptInRange(' ', '\u00FF') && folded.Contains(Characters.Fold(written));
        }

        Span<char> lower = stackalloc char[written.Length];
        for (var i = 0; i < written.Length; i++)
        {
            lower[i] = char.ToLowerInvariant(written[i]);
        }

        return lookup.Contains(lower) || (written.ContainsAnyExceptInRange(' ', '\u00FF') && folded.Contains(Characters.Fold(written)));
    }
}
