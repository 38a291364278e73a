using DocumentFormat.OpenXml;
using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Word;

/// <summary>What is known of a stretch of a file from around it.</summary>
/// <param name="Where">Its name for people, such as "footnote 3"; empty for the main text, whose paragraphs are numbered.</param>
/// <param name="Part">The part of the file.</param>
/// <param name="Role">The role of all its paragraphs; unsaid where each has its own.</param>
/// <param name="Anchor">The run of the main text that stands for it; null for the main text.</param>
internal sealed record WordScope(string Where, string Part, BlockRole Role, OpenXmlElement? Anchor);

/// <summary>Reads one story of a Word file (main text, a note, a header) into paragraphs, those of text boxes behind the paragraph that they hang on.</summary>
internal sealed class WordStory(WordStyles styles, WordRuns runs, WordCounts counts)
{
    private int paragraphs;
    private WordWords? pending;

    public IReadOnlyList<WordParagraph> Read(OpenXmlElement story, WordScope scope)
    {
        var read = new List<WordParagraph>();
        ReadBlocks(story, scope, read);
        return read;
    }

    private void ReadBlocks(OpenXmlElement parent, WordScope scope, List<WordParagraph> read)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child.LocalName)
            {
                case "p":
                    ReadParagraph(child, scope, read);
                    break;
                case "tbl":
                    ReadTable(child, scope, read);
                    break;
                case "sdt":
                    ReadBlocks(child, child.Child("sdtPr")?.Child("docPartObj").ValueOf("docPartGallery") == "Table of Contents" ? scope with { Role = BlockRole.Boilerplate } : scope, read);
                    break;
                case "sdtContent" or "customXml" or "ins" or "moveTo":
                    ReadBlocks(child, scope, read);
                    break;
                case "AlternateContent" when child.Chosen() is { } chosen:
                    ReadBlocks(chosen, scope, read);
                    break;
                case "altChunk":
                    counts.HasForeign = true;
                    break;
            }
        }
    }

    private void ReadParagraph(OpenXmlElement paragraph, WordScope scope, List<WordParagraph> read)
    {
        var properties = paragraph.Child("pPr");
        var style = styles.StyleOf(properties);
        var words = pending ?? new WordWords();
        pending = null;
        runs.Read(paragraph, style, words);
        if (GoesOn(properties) && paragraph.NextSibling()?.LocalName == "p")
        {
            pending = words;
            return;
        }

        if (!string.IsNullOrWhiteSpace(words.ToString()))
        {
            paragraphs++;
            read.Add(Told(words, properties, style, scope));
        }

        ReadBoxes(scope, read);
    }

    // The end of a paragraph may be deleted, which joins it to the next; so does a large initial, which is a paragraph of its own.
    private static bool GoesOn(OpenXmlElement? properties) =>
        properties?.Child("rPr")?.ChildElements.Any(c => c.LocalName is "del" or "moveFrom") == true || properties?.Child("framePr")?.Attribute("dropCap") is "drop" or "margin";

    private WordParagraph Told(WordWords words, OpenXmlElement? properties, string? style, WordScope scope)
    {
        var role = scope.Role != BlockRole.Unsaid ? scope.Role : styles.RoleOf(style);
        var level = styles.ListLevel(properties, style);
        var kind = role == BlockRole.Title || styles.IsHeading(properties, style) ? BlockKind.Heading : level is not null ? BlockKind.ListItem : BlockKind.Paragraph;
        var origin = new Origin(default, scope.Where.Length > 0 ? scope.Where : $"paragraph {paragraphs}") { Part = scope.Part, Paragraph = paragraphs };
        return new WordParagraph(kind, words.ToString(), origin, words.Pieces, words.Comments, scope.Anchor) { Role = role, Depth = kind == BlockKind.ListItem ? level ?? 0 : 0 };
    }

    private void ReadBoxes(WordScope scope, List<WordParagraph> read)
    {
        if (runs.Boxes.Count == 0)
        {
            return;
        }

        var boxes = runs.Boxes.ToList();
        runs.Boxes.Clear();
        foreach (var (content, run) in boxes)
        {
            counts.Boxes++;
            var where = $"{(scope.Where.Length > 0 ? $"{scope.Where}, " : "")}text box {counts.Boxes}";
            read.AddRange(new WordStory(styles, runs, counts).Read(content, scope with { Where = where, Anchor = scope.Anchor ?? run }));
        }
    }

    private void ReadTable(OpenXmlElement table, WordScope scope, List<WordParagraph> read)
    {
        var number = ++counts.Tables;
        var cells = new List<ExtractedCell>();
        var isHeader = true;
        var row = 0;
        foreach (var element in Rows(table, "tr").Where(r => r.Child("trPr")?.Child("del") is null))
        {
            isHeader &= element.Child("trPr").Switch("tblHeader") ?? false;
            var column = Math.Clamp(element.Child("trPr").NumberOf("gridBefore") ?? 0, 0, ExtractedTable.MostColumns);
            foreach (var cell in Rows(element, "tc"))
            {
                var properties = cell.Child("tcPr");
                if (properties?.Child("cellDel") is not null)
                {
                    continue;
                }

                // What a cell holds that goes on from the row above is not shown.
                var content = new List<WordParagraph>();
                if (properties?.Child("vMerge") is not { } merged || merged.Attribute("val") == "restart")
                {
                    var before = paragraphs;
                    ReadBlocks(cell, scope, content);
                    paragraphs = before;
                }

                cells.Add(new ExtractedCell(row, column, isHeader, content));
                column += Math.Clamp(properties.NumberOf("gridSpan") ?? 1, 1, ExtractedTable.MostColumns);
            }

            row++;
        }

        read.AddRange(cells.Count == 0 ? [] : ExtractedTable.Of(cells, number, scope.Where.Length > 0 ? $"{scope.Where}, " : "", scope.Part).Cast<WordParagraph>());
    }

    // Rows and cells may stand inside controls.
    private static IEnumerable<OpenXmlElement> Rows(OpenXmlElement parent, string name)
    {
        foreach (var child in parent.ChildElements)
        {
            foreach (var found in child.LocalName == name ? [child] : child.LocalName is "sdt" or "sdtContent" or "customXml" or "ins" or "moveTo" ? Rows(child, name) : [])
            {
                yield return found;
            }
        }
    }
}

/// <summary>What is numbered through a whole file.</summary>
internal sealed class WordCounts
{
    public int Tables { get; set; }

    public int Boxes { get; set; }

    /// <summary>Whether the file takes in another one that was not read.</summary>
    public bool HasForeign { get; set; }
}
