using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>A paragraph, heading, item or cell on one page, or on several where it runs over.</summary>
internal sealed record PagePiece(BlockKind Kind, IReadOnlyList<(int Page, PageLine Line)> Lines)
{
    public CellPlace? Cell { get; init; }

    public BlockRole Role { get; init; }

    /// <summary>Its text with the lines joined and words that a line break cut in two put together, and where each word stands.</summary>
    public (string Text, IReadOnlyList<Origin> Origins) Joined()
    {
        var text = new StringBuilder();
        var origins = new List<Origin>();
        for (var i = 0; i < Lines.Count; i++)
        {
            var (page, line) = Lines[i];
            for (var w = 0; w < line.Words.Count; w++)
            {
                var word = line.Words[w];
                if (w == 0 && i > 0 && IsCut(text, word.Text))
                {
                    // The word goes on: its first half loses the hyphen, and the place of that character.
                    text.Length--;
                    origins[^1] = origins[^1] with { Span = origins[^1].Span with { End = text.Length } };
                }
                else if (text.Length > 0 && !word.IsRaised)
                {
                    text.Append(' ');
                }

                origins.Add(new Origin(new TextSpan(text.Length, text.Length + word.Text.Length), $"page {page}") { Page = page, Box = word.Box });
                text.Append(word.Text);
            }
        }

        return (text.ToString(), origins);
    }

    // A hyphen behind a letter at the end of a line, and a small letter at the beginning of the next.
    private static bool IsCut(StringBuilder text, string next) =>
        text.Length > 1 && text[^1] is '-' or '\u00AD' or '\u2010' && char.IsLetter(text[^2]) && next.Length > 0 && char.IsLower(next[0]);
}
