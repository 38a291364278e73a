using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace PropagandaVerify.Tests.Documents;

public class PdfReaderTests
{
    private const double Left = 60;
    private const double LineHeight = 15;
    private const double FontSize = 11;

    [Fact]
    public void Lines_are_joined_and_words_cut_at_their_end_put_together()
    {
        var text = Blocks(Page(
            (Left, 700, "The region counted 12,450 visitors in 2019, and the companies that keep its develop-"),
            (Left, 685, "ment going expect more, since the trains of the season 2018-"),
            (Left, 670, "19 were full. The second road stays closed until the end of the year.")));
        text.ShouldBe("Paragraph The region counted 12,450 visitors in 2019, and the companies that keep its development going expect more, since the trains of the season 2018-19 were full. The second road stays closed until the end of the year.");
    }

    [Fact]
    public void Lines_that_had_room_for_more_stay_lines() =>
        Blocks(Page((Left, 700, "Grants to the towns of the valley, as they were decided by the council in its meeting of May:"), (Left, 660, "Aston: 12 euros"), (Left, 645, "Burton: 15 euros"), (Left, 630, "Total: 27 euros")))
            .ShouldBe("Paragraph Grants to the towns of the valley, as they were decided by the council in its meeting of May: | Paragraph Aston: 12 euros | Paragraph Burton: 15 euros | Paragraph Total: 27 euros");

    [Fact]
    public void Columns_are_read_one_after_the_other()
    {
        var left = new[] { "The first column of the page", "tells of the harbour, which", "took in 12 ships this year." };
        var right = new[] { "The second column speaks of", "the airport and its runway,", "where 30 planes were parked." };
        var lines = left.Select((l, i) => (Left, 700 - (i * LineHeight), l)).Concat(right.Select((l, i) => (330.0, 700 - (i * LineHeight), l)));
        Blocks(Page([.. lines])).ShouldBe($"Paragraph {string.Join(' ', left)} | Paragraph {string.Join(' ', right)}");
    }

    [Theory]
    [InlineData(300)]
    [InlineData(125)]
    public void Rows_whose_numbers_stand_below_each_other_are_a_table(double second)
    {
        var rows = new[] { ("Aston", "12"), ("Burton", "15"), ("Corby", "9"), ("Total", "36") };
        var document = Document(Page([(Left, 715, "Town"), (second, 715, "Cases"), .. rows.SelectMany((r, i) => new[] { (Left, 700 - (i * LineHeight), r.Item1), (second, 700 - (i * LineHeight), r.Item2) })]));
        string.Join(" | ", document.Blocks.Select(b => $"{b.Cell?.Row},{b.Cell?.Column} {document.Source.TextOf(b.Span)}"))
            .ShouldBe("0,0 Town | 0,1 Cases | 1,0 Aston | 1,1 12 | 2,0 Burton | 2,1 15 | 3,0 Corby | 3,1 9 | 4,0 Total | 4,1 36");
    }

    [Fact]
    public void A_head_of_several_words_stands_above_its_columns_and_the_next_table_is_another()
    {
        var rows = new[] { ("Aston", "12", "14"), ("Burton", "15", "11"), ("Total", "27", "25") };
        List<(double, double, string)> table = [(Left, 715, "Town"), (Left + 70, 715, "Cases in 2019"), (Left + 152, 715, "Cases in 2020"), .. rows.SelectMany((r, i) => Row(700 - (i * LineHeight), r.Item1, r.Item2, r.Item3))];
        List<(double, double, string)> next = [(Left, 655, "Rank"), (Left + 70, 655, "Club"), (Left + 152, 655, "Points"), .. Row(640, "1", "Rowers", "30"), .. Row(625, "2", "Runners", "20"), .. Row(610, "3", "Skaters", "10")];
        Cells(Page([.. table, .. next])).ShouldBe(
            "0:0,0 Town | 0:0,1 Cases in 2019 | 0:0,2 Cases in 2020 | 0:1,0 Aston | 0:1,1 12 | 0:1,2 14 | 0:2,0 Burton | 0:2,1 15 | 0:2,2 11 | 0:3,0 Total | 0:3,1 27 | 0:3,2 25 | "
            + "1:0,0 Rank | 1:0,1 Club | 1:0,2 Points | 1:1,0 1 | 1:1,1 Rowers | 1:1,2 30 | 1:2,0 2 | 1:2,1 Runners | 1:2,2 20 | 1:3,0 3 | 1:3,1 Skaters | 1:3,2 10");

        static IEnumerable<(double, double, string)> Row(double y, string first, string second, string third) => [(Left, y, first), (Left + 70, y, second), (Left + 152, y, third)];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_table_goes_on_at_the_top_of_the_next_page_whether_its_head_is_repeated_or_not(bool isRepeated)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var (first, second) = (builder.AddPage(PageSize.A4), builder.AddPage(PageSize.A4));
        Row(first, 100, "Town", "Cases");
        Row(first, 85, "Aston", "12");
        Row(first, 70, "Burton", "15");
        first.AddText("Page 1", FontSize, new PdfPoint(Left, 30), font);
        second.AddText("Report", FontSize, new PdfPoint(Left, 815), font);
        if (isRepeated)
        {
            Row(second, 780, "Town", "Cases");
        }

        Row(second, 765, "Corby", "9");
        Row(second, 750, "Total", "36");
        second.AddText("The numbers were counted in May.", FontSize, new PdfPoint(Left, 700), font);
        Cells(builder.Build()).ShouldBe("0:0,0 Town | 0:0,1 Cases | 0:1,0 Aston | 0:1,1 12 | 0:2,0 Burton | 0:2,1 15 | 0:3,0 Corby | 0:3,1 9 | 0:4,0 Total | 0:4,1 36");

        void Row(PdfPageBuilder page, double y, string label, string number)
        {
            page.AddText(label, FontSize, new PdfPoint(Left, y), font);
            page.AddText(number, FontSize, new PdfPoint(300, y), font);
        }
    }

    [Fact]
    public void A_heading_of_two_lines_is_one_and_numbered_lines_are_items()
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        page.AddText("The harbour of Marlow will shed more than 50", 20, new PdfPoint(Left, 760), font);
        page.AddText("jobs", 20, new PdfPoint(Left, 736), font);
        page.AddText("The board of the harbour said so on Thursday, and it gave the following reasons for its plan:", FontSize, new PdfPoint(Left, 700), font);
        page.AddText("1. fewer ferries to the islands;", FontSize, new PdfPoint(Left, 685), font);
        page.AddText("2. the price of fuel.", FontSize, new PdfPoint(Left, 670), font);
        Blocks(builder.Build()).ShouldBe("Heading The harbour of Marlow will shed more than 50 jobs | Paragraph The board of the harbour said so on Thursday, and it gave the following reasons for its plan: | ListItem fewer ferries to the islands; | ListItem the price of fuel.");
    }

    [Fact]
    public void What_stands_at_the_edge_of_several_pages_is_boilerplate()
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        for (var page = 1; page <= 3; page++)
        {
            var sheet = builder.AddPage(PageSize.A4);
            sheet.AddText($"Annual report 2020, part {page}", FontSize, new PdfPoint(Left, 800), font);
            sheet.AddText($"Chapter {page} tells what the town did for its {page + 3} schools.", FontSize, new PdfPoint(Left, 600), font);
            sheet.AddText(page.ToString(System.Globalization.CultureInfo.InvariantCulture), FontSize, new PdfPoint(300, 30), font);
        }

        var document = Document(builder.Build());
        document.Blocks.Where(b => b.Role == BlockRole.Boilerplate).Select(b => document.Source.TextOf(b.Span)).ShouldBe(["Annual report 2020, part 1", "1", "Annual report 2020, part 2", "2", "Annual report 2020, part 3", "3"]);
        document.Source.OriginOf(document.Blocks[^2].Span.Start)!.Page.ShouldBe(3);
    }

    [Fact]
    public void The_raised_mark_of_a_note_does_not_lengthen_a_figure()
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var sheet = builder.AddPage(PageSize.A4);
        var words = sheet.AddText("The fair counted 450", FontSize, new PdfPoint(Left, 700), font);
        sheet.AddText("1", 6, new PdfPoint(words[^1].EndBaseLine.X + 0.3, 704.5), font);
        Blocks(builder.Build()).ShouldBe("Paragraph The fair counted 450¹");
    }

    [Fact]
    public void Every_word_knows_its_box()
    {
        var document = Document(Page((Left, 700, "The fair counted 450 guests.")));
        var at = document.Source.Text.IndexOf("450", StringComparison.Ordinal);
        var box = document.Source.OriginOf(at)!.Box!.Value;
        box.Bottom.ShouldBeInRange(699, 701);
        box.Left.ShouldBeGreaterThan(100);
        document.Source.Located(at).ShouldBe("draft.pdf, page 1");
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        var sound = Page((Left, 700, "The fair counted 450 guests."));
        Trouble(sound[..(sound.Length / 2)]).ShouldStartWith("D04");
        Trouble("%PDF-1.4\nnothing"u8.ToArray()).ShouldStartWith("D040 it is no sound PDF");
        Trouble(Page()).ShouldBe("D043 it holds no text, so nothing in it was checked");
        Trouble(Raw("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>", "")).ShouldStartWith("D04");
        Trouble(Raw("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", $" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{new string('A', 64)}> /U <{new string('B', 64)}> /P -4 >> /ID [<01> <01>]")).ShouldStartWith("D041 it is encrypted");
        DraftFormats.Read("draft.pdf", TwoPages(), DraftFormat.Pdf, Limits.Default with { MaxPages = 1 }).Diagnostic!.Message.ShouldBe("it has 2 pages; at most 1 are read, so it was not checked");
    }

    [Fact]
    public void A_damaged_file_never_ends_in_an_exception()
    {
        var sound = Page((Left, 700, "The fair counted 450 guests."), (Left, 685, "They paid 12 euros each."));
        var random = new Random(20_201_026);
        for (var i = 0; i < 200; i++)
        {
            var damaged = sound.ToArray();
            for (var n = random.Next(1, 12); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var (document, diagnostic) = DraftFormats.Read("draft.pdf", damaged, DraftFormat.Pdf, Limits.Default);
            (document is null).ShouldBe(diagnostic is not null);
        }
    }

    private static string Cells(byte[] bytes)
    {
        var document = Document(bytes);
        return string.Join(" | ", document.Blocks.Where(b => b.Cell is not null).Select(b => $"{b.Cell!.Value.Table}:{b.Cell.Value.Row},{b.Cell.Value.Column} {document.Source.TextOf(b.Span)}"));
    }

    private static string Blocks(byte[] bytes)
    {
        var document = Document(bytes);
        return string.Join(" | ", document.Blocks.Select(b => $"{b.Kind} {document.Source.TextOf(b.Span)}"));
    }

    private static Document Document(byte[] bytes)
    {
        var (document, diagnostic) = DraftFormats.Read("draft.pdf", bytes, DraftFormat.Pdf, Limits.Default);
        diagnostic.ShouldBeNull();
        return document!;
    }

    private static string Trouble(byte[] bytes)
    {
        var (document, diagnostic) = DraftFormats.Read("draft.pdf", bytes, DraftFormat.Pdf, Limits.Default);
        document.ShouldBeNull();
        return $"{diagnostic!.Code} {diagnostic.Message}";
    }

    private static byte[] Page(params (double X, double Y, string Text)[] lines)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        foreach (var (x, y, text) in lines)
        {
            page.AddText(text, FontSize, new PdfPoint(x, y), font);
        }

        return builder.Build();
    }

    private static byte[] TwoPages()
    {
        var builder = new PdfDocumentBuilder();
        builder.AddPage(PageSize.A4);
        builder.AddPage(PageSize.A4);
        return builder.Build();
    }

    // A file by hand, with its second object and its trailer as said.
    private static byte[] Raw(string pages, string trailer)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var body in new[] { "<< /Type /Catalog /Pages 2 0 R >>", pages, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>" })
        {
            offsets.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        var start = text.Length;
        text.Append("xref\n0 4\n0000000000 65535 f \n");
        offsets.ForEach(o => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{o:D10} 00000 n \n"));
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size 4 /Root 1 0 R{trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
