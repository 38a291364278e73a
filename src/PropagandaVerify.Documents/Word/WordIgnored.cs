using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Word;

/// <summary>The comments of a Word file by which people answer for findings. They go for the findings at the words that they hang on; answers hang on the words of what they answer.</summary>
internal static class WordIgnored
{
    public static Document In(Document document, WordFile file)
    {
        var meant = file.Comments.Where(c => c.Attribute("id") is not null && IgnoreComment.IsMeant(Words(c))).ToList();
        if (meant.Count == 0)
        {
            return document;
        }

        var marks = document.Source.Origins.Zip(file.Paragraphs).SelectMany(p => p.Second.Comments.Select(c => (Mark: c, At: p.First.Span.Start + c.At))).ToLookup(m => m.Mark.Id);
        var ignored = new List<IgnoreComment>();
        var diagnostics = new List<Diagnostic>(document.Diagnostics);
        foreach (var comment in meant)
        {
            var ends = marks[comment.Attribute("id")!].ToList();
            if (ends.Find(m => !m.Mark.IsEnd) is not { Mark.Id: not null } start)
            {
                diagnostics.Add(Diagnostic.OfFile(document.Source.Path, "S001", DiagnosticKind.Note, $"the comment ignores nothing: `{Words(comment).Trim()}` hangs on no words that are read", "mark the figure, then write the comment"));
                continue;
            }

            // One that hangs on a point goes for what stands there.
            var span = new TextSpan(start.At, Math.Max(start.At + 1, ends.Where(m => m.Mark.IsEnd).Select(m => m.At).LastOrDefault()));
            var (read, mistake) = IgnoreComment.Read(document.Source, Words(comment), span, span);
            ignored.AddRange(read is null ? [] : [read with { Author = comment.Attribute("author") }]);
            diagnostics.AddRange(mistake is null ? [] : [mistake]);
        }

        return document with { Ignored = ignored, Diagnostics = diagnostics };
    }

    private static string Words(DocumentFormat.OpenXml.OpenXmlElement comment) => string.Join('\n', comment.Descendants().Where(e => e.LocalName == "p").Select(p => p.InnerText));
}
