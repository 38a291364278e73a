using DocumentFormat.OpenXml;
using PropagandaVerify.Documents.Comments;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace PropagandaVerify.Documents.Word;

/// <summary>
/// Writes the findings of a Word file into a copy of it, as comments at the words that they are about. Comments of a former run stay where their finding is still there, and go where it
/// is not, unless somebody answered them; those of people stay as they are.
/// </summary>
internal static class WordComments
{
    private const string Initials = "pv";

    /// <param name="source">The draft that was read from the bytes.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="findings">The findings of the run; those in other files are left out.</param>
    /// <returns>The copy, the same bytes where nothing is to change; or a diagnostic.</returns>
    public static (byte[]? Copy, Diagnostic? Diagnostic) Copy(Source source, byte[] bytes, IReadOnlyList<Finding> findings, Limits limits)
    {
        var (file, diagnostic) = WordFile.Open(source.Path, bytes, limits);
        using (file)
        {
            return file is null ? (null, diagnostic)
                : file.IsStrict ? (null, FindingComment.Unwritable(source.Path, "it is saved in the strict form of the format", "save it as an ordinary Word document"))
                : !HasWordsOf(source, file.Paragraphs) ? (null, FindingComment.Unwritable(source.Path, "it has changed since it was read", "run the check again"))
                : (Written(file, bytes, source, [.. FindingComment.Of(source, findings).Where(c => HasPlace(file, source, c))]), null);
        }
    }

    private static bool HasWordsOf(Source source, IReadOnlyList<WordParagraph> paragraphs) =>
        source.Origins.Count == paragraphs.Count && source.Origins.Zip(paragraphs).All(p => source.TextOf(p.First.Span) == p.Second.Words);

    private static byte[] Written(WordFile file, byte[] bytes, Source source, IReadOnlyList<FindingComment> wanted)
    {
        var comments = file.Main.WordprocessingCommentsPart?.Comments ?? new W.Comments();
        var starts = source.Origins.Zip(file.Paragraphs).SelectMany(p => p.Second.Comments.Where(c => !c.IsEnd).Select(c => (c.Id, At: p.First.Span.Start + c.At))).GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First().At, StringComparer.Ordinal);
        var own = comments.ChildElements.Where(c => c.LocalName == "comment" && KeyOf(c) is not null).ToLookup(c => KeyOf(c)!);
        var left = own.SelectMany(g => g).ToHashSet();
        var added = new List<FindingComment>();
        foreach (var comment in wanted)
        {
            // One that hangs on a reference is known by its words alone.
            var isPlaced = file.Paragraphs[ParagraphAt(source, comment.Span.Start)].Anchor is null;
            var known = own[comment.Key].FirstOrDefault(o => left.Contains(o) && (!isPlaced || (starts.TryGetValue(o.Attribute("id") ?? "", out var at) && at == comment.Span.Start)));
            if (known is null)
            {
                added.Add(comment);
            }
            else
            {
                left.Remove(known);
            }
        }

        left.ExceptWith(Answered(file, left));
        if (added.Count == 0 && left.Count == 0)
        {
            return bytes;
        }

        Remove(file.Main.Document!, left);
        Add(file, source, comments, added);
        return WordPackage.With(bytes, file.Main, comments);
    }

    private static string? KeyOf(OpenXmlElement comment) => FindingComment.KeyIn(comment.ChildElements.LastOrDefault(p => p.LocalName == "p")?.InnerText ?? "");

    // An answer names the last paragraph of what it answers.
    private static List<OpenXmlElement> Answered(WordFile file, IEnumerable<OpenXmlElement> comments)
    {
        var answered = (file.Main.WordprocessingCommentsExPart?.CommentsEx?.ChildElements.Select(e => e.Attribute("paraIdParent")) ?? []).ToHashSet();
        return [.. comments.Where(c => c.ChildElements.LastOrDefault(p => p.LocalName == "p")?.Attribute("paraId") is { } id && answered.Contains(id))];
    }

    private static void Remove(OpenXmlElement document, IReadOnlyCollection<OpenXmlElement> comments)
    {
        var ids = comments.Select(c => c.Attribute("id")).ToHashSet();
        foreach (var mark in ids.Count == 0 ? [] : document.Descendants().Where(e => e.LocalName is "commentRangeStart" or "commentRangeEnd" or "commentReference" && ids.Contains(e.Attribute("id"))).ToList())
        {
            var run = mark.Parent;
            mark.Remove();
            if (run is { LocalName: "r" } && run.ChildElements.All(c => c.LocalName == "rPr"))
            {
                run.Remove();
            }
        }

        foreach (var comment in comments)
        {
            comment.Remove();
        }
    }

    private static void Add(WordFile file, Source source, W.Comments comments, IReadOnlyList<FindingComment> added)
    {
        // All cuts before the first mark, so that a mark never stands inside a run that is cut later.
        var cuts = new Dictionary<int, WordCuts>();
        var ranges = added.Select(c => Range(file, source, c)).ToList();
        foreach (var (paragraph, at) in ranges.SelectMany(r => new[] { r.From, r.To }).Where(e => file.Paragraphs[e.Paragraph].Anchor is null))
        {
            if (!cuts.TryGetValue(paragraph, out var cut))
            {
                cuts.Add(paragraph, cut = new WordCuts(file.Paragraphs[paragraph].Pieces));
            }

            cut.CutAt(at);
        }

        var id = comments.ChildElements.Concat(file.Main.Document!.Descendants().Where(e => e.LocalName is "commentRangeStart" or "commentReference"))
            .Max(c => int.TryParse(c.Attribute("id"), out var number) ? number : (int?)null) ?? -1;
        foreach (var (comment, (from, to)) in added.Zip(ranges))
        {
            var anchor = file.Paragraphs[from.Paragraph].Anchor;
            var opening = anchor ?? cuts[from.Paragraph].Opening(from.At);
            var closing = anchor ?? cuts[to.Paragraph].Closing(to.At);
            var name = (++id).ToString(System.Globalization.CultureInfo.InvariantCulture);
            comments.AppendChild(Comment(name, comment.Lines));
            opening.InsertBeforeSelf(new W.CommentRangeStart { Id = name });
            closing.InsertAfterSelf(new W.CommentRangeEnd { Id = name }).InsertAfterSelf(new W.Run(new W.CommentReference { Id = name }));
        }
    }

    // A file may have words in running heads and nowhere else.
    private static bool HasPlace(WordFile file, Source source, FindingComment comment) =>
        file.Paragraphs[ParagraphAt(source, comment.Span.Start)].Anchor?.LocalName != "body" || file.Paragraphs.Any(p => p.Anchor is null);

    // Running heads stand in no place of the main text; what is said of them goes to its head.
    private static ((int Paragraph, int At) From, (int Paragraph, int At) To) Range(WordFile file, Source source, FindingComment comment)
    {
        var first = ParagraphAt(source, comment.Span.Start);
        if (file.Paragraphs[first].Anchor?.LocalName == "body")
        {
            first = file.Paragraphs.TakeWhile(p => p.Anchor is not null).Count();
            return ((first, 0), (first, file.Paragraphs[first].Words.Length));
        }

        var start = source.Origins[first].Span;
        var end = Math.Max(comment.Span.Start + 1, comment.Span.End);
        var last = ParagraphAt(source, end - 1);
        last = file.Paragraphs[first].Anchor is null && file.Paragraphs[last].Anchor is null ? last : first;
        var stop = source.Origins[last].Span;
        return ((first, comment.Span.Start - start.Start), (last, Math.Min(end, stop.End) - stop.Start));
    }

    // The last paragraph that begins at an offset or before it.
    private static int ParagraphAt(Source source, int offset)
    {
        var (low, high) = (0, source.Origins.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = source.Origins[middle].Span.Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static W.Comment Comment(string id, IReadOnlyList<string> lines)
    {
        var comment = new W.Comment { Id = id, Author = FindingComment.Author, Initials = Initials };
        foreach (var line in lines)
        {
            var paragraph = new W.Paragraph();
            if (!comment.HasChildren)
            {
                paragraph.AppendChild(new W.Run(new W.AnnotationReferenceMark()));
            }

            paragraph.AppendChild(new W.Run(new W.Text(line) { Space = SpaceProcessingModeValues.Preserve }));
            comment.AppendChild(paragraph);
        }

        return comment;
    }
}
