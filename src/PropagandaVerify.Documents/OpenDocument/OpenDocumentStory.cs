using System.Xml.Linq;
using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.OpenDocument;

/// <summary>Reads the text of an OpenDocument file into paragraphs, those of frames behind the paragraph that they hang on, notes when they are asked for.</summary>
internal sealed class OpenDocumentStory(OpenDocumentStyles styles, string part)
{
    private readonly List<XElement> notes = [];
    private int tables;
    private int boxes;

    /// <param name="where">Its name for people, such as "footnote 3"; empty for the main text.</param>
    /// <param name="role">The role of all its paragraphs; unsaid where each has its own.</param>
    public IReadOnlyList<Extract> Read(XElement story, string where = "", BlockRole role = BlockRole.Unsaid)
    {
        var read = new List<Extract>();
        ReadBlocks(story, new Frame(where, role, null, new Counter()), read);
        return read;
    }

    /// <summary>The notes of all that was read, footnotes before endnotes.</summary>
    public IReadOnlyList<Extract> ReadNotes()
    {
        var read = new List<Extract>();
        foreach (var kind in new[] { "footnote", "endnote" })
        {
            var number = 0;
            foreach (var note in notes.Where(n => (n.Said("note-class") ?? "footnote") == kind).ToList())
            {
                number++;
                if (note.Elements().FirstOrDefault(e => e.Name.LocalName == "note-body") is { } body)
                {
                    read.AddRange(Read(body, $"{kind} {number}", BlockRole.Footnote));
                }
            }
        }

        return read;
    }

    private void ReadBlocks(XElement parent, Frame frame, List<Extract> read)
    {
        foreach (var child in parent.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "p" or "h":
                    ReadParagraph(child, frame, read);
                    break;
                case "list":
                    ReadBlocks(child, frame with { Level = frame.Level is { } level ? level + 1 : 0 }, read);
                    break;
                case "list-item" or "index-body" or "index-title" or "numbered-paragraph" or "text-box":
                    ReadBlocks(child, child.Name.LocalName == "numbered-paragraph" ? frame with { Level = frame.Level ?? 0 } : frame, read);
                    break;
                case "list-header":
                    ReadBlocks(child, frame with { Level = null }, read);
                    break;
                case "section" when child.Said("display") != "none":
                    ReadBlocks(child, frame, read);
                    break;
                case "table-of-content" or "illustration-index" or "table-index" or "object-index" or "user-index" or "alphabetical-index":
                    ReadBlocks(child, frame with { Role = BlockRole.Boilerplate }, read);
                    break;
                case "bibliography":
                    ReadBlocks(child, frame, read);
                    break;
                case "table":
                    ReadTable(child, frame, read);
                    break;
                case "frame" or "custom-shape" or "rect" or "ellipse" or "g" or "line" or "polygon" or "path" or "connector":
                    ReadFrame(child, frame, read);
                    break;
            }
        }
    }

    private void ReadParagraph(XElement paragraph, Frame frame, List<Extract> read)
    {
        var style = paragraph.Said("style-name");
        if (styles.IsHidden("paragraph", style) || paragraph.Descendants().Any(e => e.Name.LocalName == "hidden-paragraph" && e.Said("is-hidden") == "true"))
        {
            return;
        }

        var words = new OpenDocumentWords(styles);
        words.Read(paragraph);
        notes.AddRange(words.Notes);
        if (!string.IsNullOrWhiteSpace(words.ToString()))
        {
            frame.Paragraphs.Count++;
            var role = frame.Role != BlockRole.Unsaid ? frame.Role : styles.RoleOf(style);
            var kind = role == BlockRole.Title || paragraph.Name.LocalName == "h" || styles.IsHeading(style) ? BlockKind.Heading : frame.Level is not null ? BlockKind.ListItem : BlockKind.Paragraph;
            var number = frame.Paragraphs.Count;
            var origin = new Origin(default, frame.Where.Length > 0 ? frame.Where : $"paragraph {number}") { Part = part, Paragraph = number };
            read.Add(new Extract(kind, words.ToString(), origin) { Role = role, Depth = kind == BlockKind.ListItem ? frame.Level ?? 0 : 0 });
        }

        foreach (var box in words.Frames)
        {
            ReadFrame(box, frame, read);
        }
    }

    // A frame holds a text box, or a picture, or the same text in several forms, of which the first counts.
    private void ReadFrame(XElement element, Frame frame, List<Extract> read)
    {
        var inside = new Frame($"{Before(frame.Where)}text box {boxes + 1}", frame.Role, null, new Counter());
        var found = new List<Extract>();
        if (element.Name.LocalName == "frame")
        {
            foreach (var box in element.Elements().Where(e => e.Name.LocalName == "text-box").Take(1))
            {
                boxes++;
                ReadBlocks(box, inside, found);
            }
        }
        else
        {
            boxes++;
            ReadBlocks(element, inside, found);
        }

        read.AddRange(found);
    }

    private void ReadTable(XElement table, Frame frame, List<Extract> read)
    {
        var number = ++tables;
        var cells = new List<ExtractedCell>();
        var row = 0;
        foreach (var (element, isHeader) in Rows(table, false))
        {
            var column = 0;
            foreach (var cell in element.Elements().Where(e => e.Name.LocalName is "table-cell" or "covered-table-cell"))
            {
                // Only empty cells are repeated; what covered cells hold is not shown.
                var content = new List<Extract>();
                if (cell.Name.LocalName == "table-cell")
                {
                    ReadBlocks(cell, frame with { Level = null, Paragraphs = new Counter() }, content);
                }

                cells.Add(new ExtractedCell(row, column, isHeader, content));
                column += cell.CountOf("number-columns-repeated", ExtractedTable.MostColumns);
            }

            row++;
        }

        read.AddRange(cells.Count == 0 ? [] : ExtractedTable.Of(cells, number, Before(frame.Where), part));
    }

    private static IEnumerable<(XElement Row, bool IsHeader)> Rows(XElement parent, bool isHeader)
    {
        foreach (var child in parent.Elements())
        {
            var rows = child.Name.LocalName switch
            {
                "table-row" when child.Said("visibility") is null or "visible" => [(child, isHeader)],
                "table-header-rows" => Rows(child, true),
                "table-rows" or "table-row-group" => Rows(child, isHeader),
                _ => Enumerable.Empty<(XElement, bool)>(),
            };
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    private static string Before(string where) => where.Length > 0 ? $"{where}, " : "";

    /// <summary>What is known of a stretch from around it.</summary>
    /// <param name="Level">How deep it is in lists; null outside them.</param>
    private sealed record Frame(string Where, BlockRole Role, int? Level, Counter Paragraphs);

    private sealed class Counter
    {
        public int Count { get; set; }
    }
}
