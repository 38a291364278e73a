using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace PropagandaVerify.Tests.Documents;

public class PdfCommentsTests
{
    private const string List = "The town has 30 schools: 12 in the north, 15 in the south and 4 in the west.";
    private const string Sales = "Sales rose from 100 to 120 euros, an increase of 30% in a year.";

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(90, 0, false)]
    [InlineData(180, 20, false)]
    [InlineData(270, 20, true)]
    [InlineData(0, 20, true)]
    public void A_mark_stands_at_the_words_however_the_page_is_turned_and_cut(int rotation, int corner, bool hasStreams)
    {
        var file = new RawPdf(List, Sales) { Rotation = rotation, Corner = corner, HasStreams = hasStreams }.Bytes();
        var (copy, findings) = Commented(file);
        copy.AsSpan(0, file.Length).SequenceEqual(file).ShouldBeTrue();
        using var pdf = PdfDocument.Open(copy);
        var page = pdf.GetPage(1);
        page.GetAnnotations().Select(a => (a.Type, a.Name, Words(page, a), a.Content.ShouldNotBeNull().Split('\n')[0])).ShouldBe(findings.Select(f => (AnnotationType.Highlight, (string?)f.Key.ToString(), f.Place.Text, f.Message)));
        page.GetAnnotations().ShouldAllBe(a => a.HasNormalAppearance);
        findings.Select(f => f.Place.Text).ShouldBe(["30 schools", "30%"]);
        Text(copy).ShouldBe(Text(file));
    }

    [Fact]
    public void Words_that_a_line_break_parts_are_marked_on_both_lines()
    {
        var (copy, findings) = Commented(new RawPdf("The report of the ministry says at length and in all its many parts that the town has 30", "schools: 12 in the north, 15 in the south and 4 in the west, and that all of them are open.").Bytes());
        findings.ShouldHaveSingleItem();
        using var pdf = PdfDocument.Open(copy);
        var mark = pdf.GetPage(1).GetAnnotations().ShouldHaveSingleItem();
        mark.QuadPoints.Count.ShouldBe(2);
        Words(pdf.GetPage(1), mark).ShouldBe("30 schools");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_second_run_changes_nothing_and_a_mark_goes_with_its_finding(bool hasStreams)
    {
        var (copy, findings) = Commented(new RawPdf(List, Sales) { HasStreams = hasStreams }.Bytes());
        findings.Count.ShouldBe(2);
        Commented(copy).Copy.ShouldBe(copy);

        var corrected = Edited(copy, "has 30 schools", "has 31 schools");
        var left = Commented(corrected).Copy;
        Marks(left).ShouldBe([findings[1].Key.ToString()]);
        Commented(left).Copy.ShouldBe(left);
        Marks(Commented(Edited(left, "has 31 schools", "has 30 schools")).Copy).ShouldBe([findings[1].Key.ToString(), findings[0].Key.ToString()]);
    }

    [Theory]
    [InlineData("/Annots [6 0 R 7 0 R]")]
    [InlineData("/Annots 8 0 R")]
    public void Annotations_of_people_stay_and_so_does_what_they_answered(string entry)
    {
        const string Note = "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /T (A person) /Contents (Is this \\(so\\) \\376?) >>";
        const string Utf16 = "<< /Type /Annot /Subtype /Highlight /Rect [10 50 30 60] /T (A person) /NM (p) /QuadPoints [10 60 30 60 10 50 30 50] /Contents <FEFF005C00280029> >>";
        var file = new RawPdf(List, Sales) { Page = entry + " /PieceInfo << /X (\\376\\377\\000\\(\\000\\\\) /N 0.000125 >>", Objects = [Note, Utf16, "[6 0 R 7 0 R]"] }.Bytes();
        var (copy, findings) = Commented(file);
        Marks(copy).ShouldBe([null, "p", .. findings.Select(f => f.Key.ToString())]);
        using var pdf = PdfDocument.Open(copy);
        var notes = pdf.GetPage(1).GetAnnotations().Take(2).Select(a => a.Content).ToList();
        using var before = PdfDocument.Open(file);
        notes.ShouldBe(before.GetPage(1).GetAnnotations().Select(a => a.Content));
        var pieces = pdf.GetPage(1).Dictionary.Data["PieceInfo"].ShouldBeOfType<DictionaryToken>();
        (pieces.Data["X"] is HexToken hex ? hex.Bytes.ToArray() : ((StringToken)pieces.Data["X"]).GetBytes()).ShouldBe([0xFE, 0xFF, 0x00, 0x28, 0x00, 0x5C]);
        pieces.Data["N"].ShouldBeOfType<NumericToken>().Data.ShouldBe(0.000125);

        // A person answers the first mark, which is then corrected; the answer keeps what it is about.
        Marks(Copied(Answered(copy, 9), [])).ShouldBe([null, "p", findings[0].Key.ToString(), null]);
        Marks(Copied(copy, [])).ShouldBe([null, "p"]);
    }

    [Theory]
    [InlineData("/Perms << /DocMDP 6 0 R >>", "it is signed")]
    [InlineData("/AcroForm << /Fields [7 0 R] >>", "it is signed")]
    [InlineData("/AcroForm << /Fields [8 0 R] >>", null)]
    public void A_signed_file_gets_no_marks(string entry, string? why)
    {
        var file = new RawPdf(List) { Catalog = entry, Objects = ["<< /Type /Sig >>", "<< /Kids [<< /FT /Tx >> 9 0 R] >>", "<< /FT /Sig /T (empty) >>", "<< /FT /Sig /V 6 0 R >>"] }.Bytes();
        Trouble(Source(file), file).ShouldBe(why is null ? null : $"D035 no copy with comments was written: {why}, and a change would break what was signed");
    }

    [Fact]
    public void A_file_with_broken_tables_or_that_changed_since_gets_no_marks()
    {
        var file = new RawPdf(List).Bytes();
        var broken = Edited(file, "startxref\n", "startxref\n9");
        Trouble(Source(broken), broken).ShouldBe("D035 no copy with comments was written: the tables of its objects are damaged");
        Trouble(Source(file), new RawPdf(Sales).Bytes()).ShouldBe("D035 no copy with comments was written: it has changed since it was read");
        Trouble(Source(file), file[..200]).ShouldNotBeNull().ShouldStartWith("D04");
    }

    [Fact]
    public void A_damaged_file_never_ends_in_an_exception()
    {
        var (sound, findings) = Commented(new RawPdf(List, Sales) { HasStreams = true }.Bytes());
        var source = Source(sound);
        var random = new Random(20_201_026);
        for (var i = 0; i < 200; i++)
        {
            var damaged = sound.ToArray();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var (copy, diagnostic) = CommentedDraft.Copy(source, damaged, DraftFormat.Pdf, [], Limits.Default);
            (copy is null).ShouldBe(diagnostic is not null);
            copy?.AsSpan(0, damaged.Length).SequenceEqual(damaged).ShouldBeTrue();
        }
    }

    private static (byte[] Copy, IReadOnlyList<Finding> Findings) Commented(byte[] file)
    {
        var (document, _) = DraftFormats.Read("draft.pdf", file, DraftFormat.Pdf, Limits.Default);
        var findings = new Verifier(new VerifierOptions { DocumentOf = _ => document, MessageLanguage = "en" }).Verify([document.ShouldNotBeNull().Source]).Findings;
        var (copy, diagnostic) = CommentedDraft.Copy(document.Source, file, DraftFormat.Pdf, findings, Limits.Default);
        diagnostic.ShouldBeNull();
        return (copy.ShouldNotBeNull(), findings);
    }

    private static byte[] Copied(byte[] file, IReadOnlyList<Finding> findings) => CommentedDraft.Copy(Source(file), file, DraftFormat.Pdf, findings, Limits.Default).Copy.ShouldNotBeNull();

    private static string? Trouble(Source source, byte[] file) => CommentedDraft.Copy(source, file, DraftFormat.Pdf, [], Limits.Default).Diagnostic is { } d ? $"{d.Code} {d.Message}" : null;

    private static Source Source(byte[] file) => DraftFormats.Read("draft.pdf", file, DraftFormat.Pdf, Limits.Default).Document.ShouldNotBeNull().Source;

    private static string Text(byte[] file) => Source(file).Text;

    private static List<string?> Marks(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        return [.. pdf.GetPage(1).GetAnnotations().Select(a => a.Name)];
    }

    // The letters whose middle lies in the marked quadrangles.
    private static string Words(Page page, Annotation mark)
    {
        var text = new StringBuilder();
        foreach (var quadrangle in mark.QuadPoints)
        {
            var corners = quadrangle.Points.ToArray();
            var inside = page.Letters.Where(l => l.BoundingBox.Centroid is var c && c.X > corners.Min(p => p.X) && c.X < corners.Max(p => p.X) && l.StartBaseLine.Y + 3 is var y && y > corners.Min(p => p.Y) && y < corners.Max(p => p.Y));
            text.Append(text.Length > 0 ? " " : "").Append(string.Concat(inside.Select(l => l.Value)).Trim());
        }

        return text.ToString();
    }

    private static byte[] Edited(byte[] file, string from, string to) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace(from, to, StringComparison.Ordinal));

    // The file with an answer to an annotation, as a program would put it behind the file: the answer, and the object that lists the annotations anew.
    private static byte[] Answered(byte[] file, int number)
    {
        var text = Encoding.Latin1.GetString(file);
        var list = text.LastIndexOf("[ 6 0 R", StringComparison.Ordinal);
        var begin = text.LastIndexOf(" 0 obj", list, StringComparison.Ordinal) - 1;
        var listed = text[begin..(text.IndexOf("endobj\n", list, StringComparison.Ordinal) + 7)].Insert(text.IndexOf(']', list) - begin, "90 0 R ");
        var last = text[text.LastIndexOf("startxref", StringComparison.Ordinal)..].Split('\n')[1];
        var answer = $"90 0 obj\n<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (A person) /Contents (No.) /IRT {number} 0 R >>\nendobj\n";
        var table = $"xref\n{text[begin]} 1\n{text.Length:D10} 00000 n \n90 1\n{text.Length + listed.Length:D10} 00000 n \ntrailer\n<< /Size 91 /Root 1 0 R /Prev {last} >>\n";
        return Encoding.Latin1.GetBytes($"{text}{listed}{answer}{table}startxref\n{text.Length + listed.Length + answer.Length}\n%%EOF\n");
    }
}
