using PropagandaVerify.Documents.Comments;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>
/// Writes the findings of a PDF into a copy of it, as marked words with notes. The bytes of the file stay as they are, and what changes is put behind them. Marks of a former run stay where
/// their finding is still there, and go where it is not, unless somebody answered them; those of people stay as they are.
/// </summary>
internal static class PdfComments
{
    /// <param name="source">The draft that was read from the bytes.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="findings">The findings of the run; those in other files are left out.</param>
    /// <returns>The copy, the same bytes where nothing is to change; or a diagnostic.</returns>
    public static (byte[]? Copy, Diagnostic? Diagnostic) Copy(Source source, byte[] bytes, IReadOnlyList<Finding> findings, Limits limits) => PdfFile.Read(source.Path, bytes, pdf =>
    {
        var objects = new PdfObjects(pdf);
        var pages = objects.Pages();
        return pdf.IsEncrypted ? Refused(source, "it is encrypted", "save it without a password")
            : objects.IsSigned() ? Refused(source, "it is signed, and a change would break what was signed", "make the copy of a file without signatures")
            : PdfUpdate.Of(pdf, bytes) is not { } update || pages.Count != pdf.NumberOfPages ? Refused(source, "the tables of its objects are damaged", "open it and save it anew")
            : PdfReader.Read(source.Path, pdf, limits).Document?.Source.Text != source.Text ? Refused(source, "it has changed since it was read", "run the check again")
            : (Written(pdf, objects, pages, update, source, findings) ? update.Written() : bytes, null);
    });

    private static (byte[]?, Diagnostic?) Refused(Source source, string why, string help) => (null, FindingComment.Unwritable(source.Path, why, help));

    // Whether anything is to change.
    private static bool Written(PdfDocument pdf, PdfObjects objects, IReadOnlyList<IndirectReference> pages, PdfUpdate update, Source source, IReadOnlyList<Finding> findings)
    {
        var wanted = FindingComment.Of(source, findings).SelectMany(c => source.BoxesOf(c.Span).GroupBy(b => b.Page, b => b.Box).Select(g => (Page: g.Key, Mark: PdfHighlight.Of(c, pdf.GetPage(g.Key), g)))).ToLookup(m => m.Page, m => m.Mark);
        var isChanged = false;
        for (var number = 1; number <= pages.Count; number++)
        {
            var page = pages[number - 1];
            var node = objects.Dictionary(new IndirectReferenceToken(page))!;
            var entry = PdfObjects.Entry(node, "Annots");
            var annotations = objects.Array(entry);
            var left = annotations.Select(a => (Token: a, Mark: objects.Dictionary(a) is { } d ? PdfHighlight.Of(d, objects) : null)).Where(m => m.Mark is not null).ToList();
            var added = new List<PdfHighlight>();
            foreach (var mark in wanted[number])
            {
                if (left.FindIndex(l => l.Mark!.SaysTheSame(mark)) is var at and >= 0)
                {
                    left.RemoveAt(at);
                }
                else
                {
                    added.Add(mark);
                }
            }

            var gone = left.Select(l => l.Token).Where(t => !IsAnswered(t, annotations, objects)).ToHashSet();
            if (added.Count == 0 && gone.Count == 0)
            {
                continue;
            }

            // The window in which a program shows a note goes with it.
            var kept = new ArrayToken([.. annotations.Where(a => !gone.Contains(a) && !(PdfObjects.Entry(objects.Dictionary(a), "Parent") is { } parent && gone.Contains(parent))), .. added.Select(m => Added(update, m, page))]);
            if (entry is IndirectReferenceToken { Data: var list } && objects.Of(entry) is ArrayToken)
            {
                update.Set(list, kept);
            }
            else
            {
                update.Set(page, node.With(NameToken.Annots, kept));
            }

            isChanged = true;
        }

        return isChanged;
    }

    private static bool IsAnswered(IToken annotation, IEnumerable<IToken> all, PdfObjects objects) => all.Any(a => PdfObjects.Entry(objects.Dictionary(a), "IRT") is { } answered && answered.Equals(annotation));

    private static IndirectReferenceToken Added(PdfUpdate update, PdfHighlight mark, IndirectReference page)
    {
        var (annotation, look) = (update.Reserve(), update.Reserve());
        update.Set(annotation, mark.Annotation(page, look));
        update.Set(look, mark.Look());
        return new IndirectReferenceToken(annotation);
    }
}
