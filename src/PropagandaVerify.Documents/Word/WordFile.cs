using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Word;

/// <summary>A Word file that is open, and its paragraphs with the elements that they stand in.</summary>
internal sealed class WordFile : IDisposable
{
    private readonly WordprocessingDocument package;
    private readonly List<Diagnostic> diagnostics = [];

    private WordFile(WordprocessingDocument package) => this.package = package;

    public MainDocumentPart Main => package.MainDocumentPart ?? throw new InvalidDataException("it has no main text");

    /// <summary>Whether its elements bear the names of the strict form of the standard, which the library turns into those of the common form.</summary>
    public bool IsStrict => package.StrictRelationshipFound;

    /// <summary>The paragraphs in the order in which they are read; blank ones are left out.</summary>
    public IReadOnlyList<WordParagraph> Paragraphs { get; private set; } = [];

    /// <summary>The comments of the main text.</summary>
    public IReadOnlyList<OpenXmlElement> Comments { get; private set; } = [];

    /// <summary>The language in which all its runs say to be; null where they do not, or differ, or the file says another.</summary>
    public string? Language { get; private set; }

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>Opens a file. Reading never fails: what cannot be read gives none, and a diagnostic.</summary>
    public static (WordFile? File, Diagnostic? Diagnostic) Open(string path, byte[] bytes, Limits limits)
    {
        if (Package.Unpack(path, bytes, IsRead, keep: false, limits).Diagnostic is { } trouble)
        {
            return (null, trouble);
        }

        WordFile? file = null;
        try
        {
            var settings = new OpenSettings { AutoSave = false, MaxCharactersInPart = limits.MaxPartBytes };
            file = new WordFile(WordprocessingDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false, settings));
            file.Read(path);
            (var read, file) = (file, null);
            return (read, null);
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or InvalidDataException or IOException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or KeyNotFoundException or UriFormatException)
        {
            return (null, Package.Damaged(path, e.Message));
        }
        finally
        {
            file?.Dispose();
        }
    }

    public void Dispose() => package.Dispose();

    /// <summary>The name of a part inside the ZIP file.</summary>
    public static string NameOf(OpenXmlPart part) => part.Uri.OriginalString.TrimStart('/');

    // What Word and the library may read; data that other programs keep in the file is none of it.
    private static bool IsRead(string name) =>
        (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)) && !name.StartsWith("customXml/", StringComparison.OrdinalIgnoreCase);

    private void Read(string path)
    {
        var styles = new WordStyles(Root(Main.StyleDefinitionsPart), Root(Main.NumberingDefinitionsPart));
        var counts = new WordCounts();
        var runs = new WordRuns(styles);
        var body = Root(Main)?.Child("body") ?? throw new InvalidDataException("it has no main text");
        var paragraphs = new List<WordParagraph>(new WordStory(styles, runs, counts).Read(body, new WordScope("", NameOf(Main), BlockRole.Unsaid, null)));
        var isOpen = runs.IsOpen;
        Language = runs.Languages is { Count: 1 } said && (styles.Language is null || said.Contains(styles.Language)) ? said.Single() : null;
        paragraphs.AddRange(Notes(runs.Notes, styles, counts));
        var heads = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in Main.HeaderParts.Cast<OpenXmlPart>().Concat(Main.FooterParts))
        {
            var scope = new WordScope(part is HeaderPart ? "header" : "footer", NameOf(part), BlockRole.Boilerplate, body);

            // Each section has its own, mostly with the same words.
            paragraphs.AddRange(Root(part) is { } root ? new WordStory(styles, new WordRuns(styles), counts).Read(root, scope).Where(l => heads.Add(l.Words)) : []);
        }

        Paragraphs = paragraphs;
        Comments = [.. Root(Main.WordprocessingCommentsPart)?.ChildElements.Where(c => c.LocalName == "comment") ?? []];
        if (isOpen || runs.HasForeign || counts.HasForeign)
        {
            diagnostics.Add(Diagnostic.OfFile(path, "D034", DiagnosticKind.Incomplete, isOpen ? "a field begins in it that does not end, so the text behind it was not checked" : "it takes in another file, whose text was not checked", "open it in Word and save it anew"));
        }
    }

    private List<WordParagraph> Notes(IReadOnlyList<(string Kind, string Id, OpenXmlElement Run)> references, WordStyles styles, WordCounts counts)
    {
        var read = new List<WordParagraph>();
        foreach (var (kind, name, part) in new (string, string, OpenXmlPart?)[] { ("footnoteReference", "footnote", Main.FootnotesPart), ("endnoteReference", "endnote", Main.EndnotesPart) })
        {
            var notes = Root(part)?.ChildElements.Where(n => n.LocalName == name && n.Attribute("id") is not null).DistinctBy(n => n.Attribute("id")).ToDictionary(n => n.Attribute("id")!, StringComparer.Ordinal) ?? [];
            var number = 0;
            foreach (var (_, id, run) in references.Where(r => r.Kind == kind).DistinctBy(r => r.Id))
            {
                number++;
                if (notes.TryGetValue(id, out var note))
                {
                    read.AddRange(new WordStory(styles, new WordRuns(styles), counts).Read(note, new WordScope($"{name} {number}", NameOf(part!), BlockRole.Footnote, run)));
                }
            }
        }

        return read;
    }

    // Only parts that were looked at before may be read.
    private static OpenXmlPartRootElement? Root(OpenXmlPart? part) =>
        part is null ? null
        : IsRead(NameOf(part)) ? part.RootElement
        : throw new InvalidDataException($"a part of it has the unusual name {NameOf(part)}");
}
