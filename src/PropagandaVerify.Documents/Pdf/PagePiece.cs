using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>A paragraph, heading, item or cell on one page, or on several where it runs over.</summary>
internal sealed record PagePiece(BlockKind Kind, IReadOnlyList<(int Page, PageLine Line)> Lines)
{
    public CellPlace? Cell { get; init; }

    public BlockRole Role { get; init; }

    /// <summary>Its text with the lines joined but where they were broken on purpose, words that a line break cut in two put together, and where each word stands.</summary>
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
                if (w == 0 && i > 0 && EndsInHyphen(text))
                {
                    // The word goes on; a hyphen before a small letter was put in by the break ("Unter-/nehmen"), others were written ("2010-/11").
                    if (char.IsLetter(text[^2]) && char.IsLower(word.Text[0]))
                    {
                        text.Length--;
                        origins[^1] = origins[^1] with { Span = origins[^1].Span with { End = text.Length } };
                    }
                }
                else if (text.Length > 0)
                {
                    text.Append(w == 0 && Lines[i - 1].Line.IsBroken ? '\n' : ' ');
                }

                origins.Add(new Origin(new TextSpan(text.Length, text.Length + word.Text.Length), $"page {page}") { Page = page, Box = word.Box, Edges = word.Edges });
                text.Append(word.Text);
            }
        }

        return (text.ToString(), origins);
    }

    private static bool EndsInHyphen(StringBuilder text) => text.Length > 1 && text[^1] is '-' or '\u00AD' or '\u2010' && char.IsLetterOrDigit(text[^2]);
}
