using System.Globalization;
using DocumentFormat.OpenXml;
using PropagandaVerify.Documents.Packages;

namespace PropagandaVerify.Documents.Word;

/// <summary>
/// Gathers the words of paragraphs as a reader sees them once all changes are accepted: inserted text, results of fields and links; nothing that is deleted, hidden or an instruction.
/// Fields may go over several paragraphs, so one object reads a story from its begin to its end.
/// </summary>
internal sealed class WordRuns(WordStyles styles)
{
    // Symbols of the font of that name that stand in figures; others of it are letters of a text in no known language.
    private static readonly Dictionary<int, char> Symbols = new()
    {
        [0x25] = '%', [0x2B] = '+', [0x2D] = '−', [0x3C] = '<', [0x3D] = '=', [0x3E] = '>', [0x6D] = 'µ', [0xA3] = '≤', [0xAE] = '→', [0xB0] = '°', [0xB1] = '±', [0xB3] = '≥', [0xB4] = '×', [0xB8] = '÷',
        [0xB9] = '≠', [0xBB] = '≈', [0xA0] = '€',
    };

    private const string Equation = "\uFFFC";

    // For each open field, whether its result has begun.
    private readonly Stack<bool> fields = new();
    private int instructions;

    /// <summary>The notes referred to, with the run that does.</summary>
    public List<(string Kind, string Id, OpenXmlElement Run)> Notes { get; } = [];

    /// <summary>Text boxes that hang on the paragraphs read, with the run that holds them.</summary>
    public List<(OpenXmlElement Content, OpenXmlElement Run)> Boxes { get; } = [];

    /// <summary>The languages that runs say; null for those that say none.</summary>
    public HashSet<string?> Languages { get; } = [];

    /// <summary>Whether a field is open that nothing closed, which would swallow what follows.</summary>
    public bool IsOpen => instructions > 0;

    /// <summary>Whether a part of the text stands in another file that was not read.</summary>
    public bool HasForeign { get; private set; }

    /// <summary>Gathers what stands inside an element: a paragraph, a link, an insertion.</summary>
    public void Read(OpenXmlElement parent, string? style, WordWords words)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child.LocalName)
            {
                case "r":
                    Run(child, style, words);
                    break;
                case "hyperlink" or "smartTag" or "customXml" or "sdt" or "sdtContent" or "ins" or "moveTo" or "fldSimple" or "dir" or "bdo":
                    Read(child, style, words);
                    break;
                case "AlternateContent" when child.Chosen() is { } chosen:
                    Read(chosen, style, words);
                    break;
                case "oMath" or "oMathPara":
                    ReadEquation(child, words);
                    break;
                case "commentRangeStart" when child.Attribute("id") is { } id:
                    words.Comments.Add(new CommentMark(id, words.Length));
                    break;
                case "commentRangeEnd" when child.Attribute("id") is { } id:
                    words.Comments.Add(new CommentMark(id, words.Length, IsEnd: true));
                    break;
                case "subDoc":
                    HasForeign = true;
                    break;
            }
        }
    }

    private void Run(OpenXmlElement run, string? style, WordWords words)
    {
        var properties = run.Child("rPr");
        ReadRun(run, run, properties, !styles.IsHidden(properties, style), style, words);
    }

    private void ReadRun(OpenXmlElement parent, OpenXmlElement run, OpenXmlElement? properties, bool isShown, string? style, WordWords words)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child.LocalName)
            {
                case "fldChar":
                    Field(child.Attribute("fldCharType"));
                    break;
                case "AlternateContent" when child.Chosen() is { } chosen:
                    ReadRun(chosen, run, properties, isShown, style, words);
                    break;
                case "footnoteReference" or "endnoteReference" when child.Attribute("id") is { } id && isShown:
                    Notes.Add((child.LocalName, id, run));
                    break;
                case "drawing" or "pict" or "object" when isShown:
                    Boxes.AddRange(TextBoxes(child).Select(b => (b, run)));
                    break;
                case "ruby" when child.Child("rubyBase") is { } read && isShown:
                    Read(read, style, words);
                    break;
                case "t" when isShown && !IsOpen:
                    ReadText(child, properties, words);
                    break;
                case var name when isShown && !IsOpen:
                    words.AddWhole(child, name switch
                    {
                        "tab" or "ptab" => "\t",
                        "br" or "cr" => "\n",
                        "noBreakHyphen" => "\u2011",
                        "softHyphen" => "\u00AD",
                        "sym" => Symbol(child),
                        _ => "",
                    });
                    break;
            }
        }
    }

    private void Field(string? mark)
    {
        if (mark == "begin")
        {
            fields.Push(false);
            instructions++;
        }
        else if (fields.TryPop(out var hasResult))
        {
            instructions -= hasResult ? 0 : 1;
            if (mark == "separate")
            {
                fields.Push(true);
            }
        }
    }

    private void ReadText(OpenXmlElement element, OpenXmlElement? properties, WordWords words)
    {
        var text = element.InnerText.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
        var offset = 0;
        if (element.Attribute("space") != "preserve")
        {
            offset = text.Length - text.TrimStart(' ').Length;
            text = text.Trim(' ');
        }

        if (text.Any(char.IsLetter))
        {
            Languages.Add(WordStyles.LanguageOf(properties));
        }

        words.AddText(element, styles.IsRaised(properties) ? RaisedDigits.Of(text) : text, offset);
    }

    // An equation of one line is read; what stands on top of each other has no order that a reader of figures could follow.
    private static void ReadEquation(OpenXmlElement equation, WordWords words)
    {
        var isFlat = equation.ChildElements.All(c => c.LocalName is "r" or "oMathParaPr" or "ctrlPr" || (c.LocalName == "oMath" && c.ChildElements.All(r => r.LocalName == "r")));
        words.AddWhole(equation, isFlat ? string.Concat(equation.Descendants().Where(e => e.LocalName == "t").Select(e => e.InnerText)) : Equation);
    }

    private static IEnumerable<OpenXmlElement> TextBoxes(OpenXmlElement drawing)
    {
        foreach (var child in drawing.ChildElements)
        {
            foreach (var box in child.LocalName == "txbxContent" ? [child] : child.LocalName != "AlternateContent" ? TextBoxes(child) : child.Chosen() is { } chosen ? TextBoxes(chosen) : [])
            {
                yield return box;
            }
        }
    }

    // Fonts of symbols have their characters at F000 and above.
    private static string Symbol(OpenXmlElement element)
    {
        if (!int.TryParse(element.Attribute("char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) || code is <= 0x1F or > 0xFFFF or (>= 0xD800 and <= 0xDFFF))
        {
            return "";
        }

        return element.Attribute("font") == "Symbol" && Symbols.TryGetValue(code & 0xFF, out var symbol) ? symbol.ToString() : ((char)code).ToString();
    }
}
