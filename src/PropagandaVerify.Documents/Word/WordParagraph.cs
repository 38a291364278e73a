using System.Text;
using DocumentFormat.OpenXml;
using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Word;

/// <summary>A stretch of a paragraph's words and the element that holds it.</summary>
/// <param name="Start">Where it begins in the words of the paragraph.</param>
/// <param name="Element">A <c>w:t</c>, or what stands for one character, or an equation.</param>
/// <param name="Offset">Where it begins in the text of a <c>w:t</c>; null for what cannot be cut.</param>
internal sealed record WordPiece(int Start, int Length, OpenXmlElement Element, int? Offset)
{
    public int End => Start + Length;
}

/// <summary>Where the range of a comment begins, or ends, in the words of a paragraph.</summary>
internal readonly record struct CommentMark(string Id, int At, bool IsEnd = false);

/// <summary>A paragraph of a Word file with the elements that its words stand in.</summary>
/// <param name="Anchor">The run of the main text that stands for it, such as the reference of its footnote; null for a paragraph of the main text.</param>
internal sealed record WordParagraph(BlockKind Kind, string Words, Origin Origin, IReadOnlyList<WordPiece> Pieces, IReadOnlyList<CommentMark> Comments, OpenXmlElement? Anchor) : Extract(Kind, Words, Origin)
{
    public override Extract Joined(Extract next)
    {
        var shift = Words.Length + 1;
        return base.Joined(next) is WordParagraph joined && next is WordParagraph word
            ? joined with
            {
                Pieces = [.. Pieces, .. word.Pieces.Select(p => p with { Start = p.Start + shift })],
                Comments = [.. Comments, .. word.Comments.Select(c => c with { At = c.At + shift })],
            }
            : throw new ArgumentException("the two are of different files", nameof(next));
    }
}

/// <summary>The words of a paragraph as they are gathered.</summary>
internal sealed class WordWords
{
    private readonly StringBuilder words = new();

    public List<WordPiece> Pieces { get; } = [];

    public List<CommentMark> Comments { get; } = [];

    public int Length => words.Length;

    /// <summary>Text of a <c>w:t</c>.</summary>
    /// <param name="offset">Where it begins in the text of the element.</param>
    public void AddText(OpenXmlElement element, string text, int offset)
    {
        if (text.Length > 0)
        {
            Pieces.Add(new WordPiece(words.Length, text.Length, element, offset));
            words.Append(text);
        }
    }

    /// <summary>Text that an element stands for as a whole.</summary>
    public void AddWhole(OpenXmlElement element, string text)
    {
        if (text.Length > 0)
        {
            Pieces.Add(new WordPiece(words.Length, text.Length, element, null));
            words.Append(text);
        }
    }

    public override string ToString() => words.ToString();
}
