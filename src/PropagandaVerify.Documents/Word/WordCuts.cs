using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace PropagandaVerify.Documents.Word;

/// <summary>Cuts the runs of a paragraph, each piece keeping its format, so that a comment can stand around single characters.</summary>
internal sealed class WordCuts(IReadOnlyList<WordPiece> pieces)
{
    // A run of more elements is the work of no word processor, and slow to cut.
    private const int MostElements = 1_000;

    private readonly List<WordPiece> pieces = [.. pieces];

    /// <summary>Makes a run end at an offset in the words of the paragraph, unless what stands there cannot be cut.</summary>
    public void CutAt(int offset)
    {
        var at = pieces.FindIndex(p => p.Start < offset && offset < p.End);
        if (at >= 0 && pieces[at] is { Offset: { } from, Element: W.Text text } piece && text.Parent is { LocalName: "r", ChildElements.Count: <= MostElements })
        {
            var length = offset - piece.Start;
            var whole = text.Text;
            var rest = new W.Text(whole.Substring(from + length, piece.Length - length)) { Space = SpaceProcessingModeValues.Preserve };
            text.Text = whole.Substring(from, length);
            text.Space = SpaceProcessingModeValues.Preserve;
            text.InsertAfterSelf(rest);
            pieces[at] = piece with { Length = length, Offset = 0 };
            pieces.Insert(at + 1, new WordPiece(offset, piece.Length - length, rest, 0));
        }

        var next = pieces.FindIndex(p => p.Start == offset);
        if (next > 0 && pieces[next].Element is { Parent: { LocalName: "r", ChildElements.Count: <= MostElements } run } first && ReferenceEquals(run, pieces[next - 1].Element.Parent))
        {
            Cut(run, first);
        }
    }

    /// <summary>The run, or equation, in which the words from an offset on begin.</summary>
    public OpenXmlElement Opening(int offset) => Holder(pieces.First(p => p.End > offset).Element);

    /// <summary>The one in which the words up to an offset end.</summary>
    public OpenXmlElement Closing(int offset) => Holder(pieces.Last(p => p.Start < offset).Element);

    private static OpenXmlElement Holder(OpenXmlElement element) => element.LocalName is "oMath" or "oMathPara" ? element : element.Ancestors().First(a => a.LocalName == "r");

    private static void Cut(OpenXmlElement run, OpenXmlElement first)
    {
        var rest = run.CloneNode(deep: false);
        if (run.Child("rPr") is { } properties)
        {
            rest.AppendChild(properties.CloneNode(deep: true));
        }

        for (OpenXmlElement? moved = first; moved is not null;)
        {
            var following = moved.NextSibling();
            moved.Remove();
            rest.AppendChild(moved);
            moved = following;
        }

        run.InsertAfterSelf(rest);
    }
}
