using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Documents.Mail;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Documents;

public class MailReaderTests
{
    private const string Head = "From: =?utf-8?q?Zo=C3=A9?= <z@example.org>\r\nDate: Thu, 4 Mar 2021 23:50:00 +0100\r\nSubject: =?iso-8859-1?q?Budget_:_12_M=80?=\r\nMIME-Version: 1.0\r\n";

    [Fact]
    public void Text_is_decoded_and_its_lines_are_its_places()
    {
        var document = Read("Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBonjour,\r\n\r\nL'=E9cole co=\r\n=FBte 3 euros.\r\n");
        Told(document).ShouldBe(["Heading Title Budget : 12 M\u0080", "Paragraph Unsaid Bonjour,", "Paragraph Unsaid L'école coûte 3 euros."]);
        document.Source.Where(document.Blocks[2].Span.Start).ShouldBe("line 3 of the message text");
        document.Source.Where(0).ShouldBe("subject");
        (document.FrontMatter.Published, document.FrontMatter.Author).ShouldBe((new DateOnly(2021, 3, 4), "Zoé"));
    }

    [Fact]
    public void What_is_quoted_and_the_signature_are_no_text()
    {
        var document = Read("""
            Content-Type: text/plain; charset=utf-8

            Le total est de 12.

            Le 3 mars 2021, Paul Durand
            a écrit :

            > Et le total ?
            >> 13

            À demain.
            --
            Zoé, 01 02 03 04 05
            """);
        Told(document).Skip(1).ShouldBe(
        [
            "Paragraph Unsaid Le total est de 12.", "Paragraph Boilerplate Le 3 mars 2021, Paul Durand", "Paragraph Boilerplate a écrit :", "Paragraph Boilerplate > Et le total ?",
            "Paragraph Boilerplate >> 13", "Paragraph Unsaid À demain.", "Paragraph Boilerplate --", "Paragraph Boilerplate Zoé, 01 02 03 04 05",
        ]);
    }

    [Theory]
    [InlineData("-----Message d'origine-----\nDe : Paul\n13 euros")]
    [InlineData("________________________________\nDe : Paul\nObjet : 13 euros")]
    public void The_message_answered_is_no_text(string answered) =>
        Told(Read($"Content-Type: text/plain; charset=utf-8\n\nOui.\n\n{answered}\n")).Count(t => !t.Contains("Boilerplate", StringComparison.Ordinal)).ShouldBe(2);

    [Fact]
    public void A_page_is_read_where_there_is_no_plain_text_and_attachments_are_named()
    {
        var document = Read("""
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/html; charset=utf-8

            <p>Le total est de 1&nbsp;200.</p><p>Paul :</p><blockquote type="cite">Et alors ?</blockquote>
            --x
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="budget.pdf"
            Content-Transfer-Encoding: base64

            AAAA
            --x--
            """);
        Told(document).Skip(1).ShouldBe(["Paragraph Unsaid Le total est de 1\u00A0200.", "Paragraph Boilerplate Paul :", "Paragraph Boilerplate Et alors ?"]);
        document.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("its attachments were not read: budget.pdf");
        document.Source.Where(document.Blocks[1].Span.Start).ShouldBe("paragraph 1 of the message");
    }

    [Fact]
    public void Flowed_lines_are_joined()
    {
        var document = Read("Content-Type: text/plain; charset=utf-8; format=flowed\n\nUn \ndeux \ntrois.\nQuatre.\n");
        document.Source.Text.ShouldContain("Un deux trois.");
    }

    [Fact]
    public void What_holds_no_text_is_not_passed_over()
    {
        MailReader.Read("m.eml", Encoding.UTF8.GetBytes(Head + "Content-Type: application/pdf\r\n\r\nx"), Limits.Default).Diagnostic!.Code.ShouldBe("D026");
        MailReader.Read("m.eml", "no headers at all\n\n"u8.ToArray(), Limits.Default).Diagnostic!.Code.ShouldBeOneOf("D025", "D026");
    }

    [Fact]
    public void Parts_within_parts_do_not_end_the_run()
    {
        var nested = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));
        var (document, diagnostic) = MailReader.Read("m.eml", Encoding.UTF8.GetBytes(Head + nested + "Content-Type: text/plain\n\n12\n"), Limits.Default);
        (document is null).ShouldBe(diagnostic is not null);
    }

    private static Document Read(string rest) => MailReader.Read("m.eml", Encoding.UTF8.GetBytes(Head + rest), Limits.Default).Document!;

    private static IEnumerable<string> Told(Document document) => document.Blocks.Select(b => $"{b.Kind} {b.Role} {document.Source.WordsOf(b.Span)}");
}
