using System.Text;
using System.Xml.Linq;
using PropagandaVerify.Documents.Packages;

namespace PropagandaVerify.Documents.OpenDocument;

/// <summary>Gathers the words of a paragraph as a reader sees them, and what hangs on it.</summary>
internal sealed class OpenDocumentWords(OpenDocumentStyles styles)
{
    private const int MostSpaces = 1_000;

    private readonly StringBuilder words = new();

    /// <summary>The notes of the paragraph.</summary>
    public List<XElement> Notes { get; } = [];

    /// <summary>Frames and shapes in it that hold text.</summary>
    public List<XElement> Frames { get; } = [];

    public void Read(XElement parent, bool isRaised = false)
    {
        foreach (var node in parent.Nodes())
        {
            if (node is XText text)
            {
                Add(isRaised ? RaisedDigits.Of(text.Value) : text.Value);
            }
            else if (node is XElement element)
            {
                Read(element, isRaised, element.Name.LocalName);
            }
        }
    }

    public override string ToString() => words.ToString();

    private void Read(XElement element, bool isRaised, string name)
    {
        switch (name)
        {
            case "s":
                words.Append(' ', element.CountOf("c", MostSpaces));
                break;
            case "tab":
                words.Append('\t');
                break;
            case "line-break":
                words.Append('\n');
                break;
            case "note":
                Notes.Add(element);
                break;
            case "span" when !styles.IsHidden("text", element.Said("style-name")):
                Read(element, isRaised || styles.IsRaised(element.Said("style-name")));
                break;
            case "ruby":
                Read(element.Elements().First(e => e.Name.LocalName == "ruby-base"), isRaised);
                break;
            case "frame" or "custom-shape" or "rect" or "ellipse" or "g" or "line" or "polygon" or "path" or "control" or "connector":
                Frames.Add(element);
                break;
            case "a" when element.Elements().All(e => e.Name.LocalName == "frame") && element.HasElements:
                Frames.AddRange(element.Elements());
                break;
            case "span" or "annotation" or "annotation-end" or "hidden-text" or "tracked-changes" or "script" or "ruby-text" or "note-ref-mark":
                break;
            default:
                // Links, marks of a change, and fields, whose content is their result.
                Read(element, isRaised);
                break;
        }
    }

    // White space is one space, and none at the head of a paragraph.
    private void Add(string text)
    {
        foreach (var c in text)
        {
            if (c is not (' ' or '\t' or '\n' or '\r'))
            {
                words.Append(c);
            }
            else if (words.Length > 0 && words[^1] is not (' ' or '\n'))
            {
                words.Append(' ');
            }
        }
    }
}
