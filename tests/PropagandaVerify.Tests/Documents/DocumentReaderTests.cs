using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Documents;

public class DocumentReaderTests
{
    [Theory]
    [InlineData("Un\n\nDeux", "Paragraph Un | Paragraph Deux")]
    [InlineData("- un\n- deux\n  suite\n\nfin", "ListItem un | ListItem deux\n  suite | Paragraph fin")]
    [InlineData("1. un\n2) deux", "ListItem un | ListItem deux")]
    [InlineData("Lyon : 3\nLille : 4", "Paragraph Lyon : 3 | Paragraph Lille : 4")]
    [InlineData("Une phrase qui est coupée à la ligne par un vieux logiciel et\nqui continue ici sans raison.", "Paragraph Une phrase qui est coupée à la ligne par un vieux logiciel et\nqui continue ici sans raison.")]
    public void Reads_plain_text_into_blocks(string text, string expected) => Blocks("a.txt", text).ShouldBe(expected);

    [Theory]
    [InlineData("# T\n\nUn *deux*", "Heading T | Paragraph Un *deux")]
    [InlineData("- un\n  - deux\n- trois", "ListItem un | ListItem deux | ListItem trois")]
    [InlineData("| A | B |\n|---|---|\n| 1 | 2 |", "TableCell A | TableCell B | TableCell 1 | TableCell 2")]
    [InlineData("> cité", "Paragraph cité")]
    [InlineData("```\n3 € + 4 €\n```\nfin", "Paragraph fin")]
    public void Reads_markdown_into_blocks(string text, string expected) => Blocks("a.md", text).ShouldBe(expected);

    [Theory]
    [InlineData("> ", 400)]
    [InlineData("[a](b", 20_000)]
    [InlineData("`", 40_000)]
    [InlineData("<div>", 20_000)]
    public void Hostile_markup_is_read_as_plain_text_and_said(string piece, int times)
    {
        var document = DocumentReader.Read(new Source("a.md", string.Concat(Enumerable.Repeat(piece, times)) + "x"), Limits.Default);
        document.Diagnostics.ShouldContain(d => d.Code == "D007");
        document.Reading.Length.ShouldBe(document.Source.Text.Length);
    }

    [Fact]
    public void A_bad_date_in_the_front_matter_has_a_place()
    {
        var document = DocumentReader.Read(new Source("a.md", "---\ntitle: T\npublished: 2020-13-45\n---\nTexte"), Limits.Default);
        var diagnostic = document.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Position.ShouldBe(new LinePosition(3, 12));
        diagnostic.Kind.ShouldBe(DiagnosticKind.Configuration);
    }

    private static string Blocks(string path, string text)
    {
        var document = DocumentReader.Read(new Source(path, text), Limits.Default);
        document.Reading.Length.ShouldBe(text.Length);
        return string.Join(" | ", document.Blocks.Select(b => $"{b.Kind} {document.Source.TextOf(b.Span)}"));
    }
}
