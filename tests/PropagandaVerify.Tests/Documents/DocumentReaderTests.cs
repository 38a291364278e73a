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
    [InlineData("a.txt", "Ville  Cas\nBron   12\nLyon   30", "0:0,0 Ville | 0:0,1 Cas | 0:1,0 Bron | 0:1,1 12 | 0:2,0 Lyon | 0:2,1 30")]
    [InlineData("a.txt", "       2018  2019\nBron     12    14\nLyon     30    31", "0:0,1 2018 | 0:0,2 2019 | 0:1,0 Bron | 0:1,1 12 | 0:1,2 14 | 0:2,0 Lyon | 0:2,1 30 | 0:2,2 31")]
    [InlineData("a.txt", "Ville | Cas\n------|----\nBron | 12\nLyon | –", "")]
    [InlineData("a.txt", "Ville\tCas\nBron\t12\nLyon\t30", "0:0,0 Ville | 0:0,1 Cas | 0:1,0 Bron | 0:1,1 12 | 0:2,0 Lyon | 0:2,1 30")]
    [InlineData("a.txt", "Il pleut.  Le 12 mai.\nIl neige.  Le 13 mai.\nIl vente.  Le 14 mai.", "")]
    [InlineData("a.txt", "Bron  12\nLyon  30", "")]
    [InlineData("a.md", "A     B\nBron  12\nLyon  30\n\n| C | D |\n|---|---|\n| | 3 |", "0:0,0 A | 0:0,1 B | 0:1,0 Bron | 0:1,1 12 | 0:2,0 Lyon | 0:2,1 30 | 1:0,0 C | 1:0,1 D | 1:1,1 3")]
    public void Cells_know_their_table_row_and_column(string path, string text, string expected)
    {
        var document = DocumentReader.Read(new Source(path, text), Limits.Default);
        string.Join(" | ", document.Blocks.Where(b => b.Cell is not null).Select(b => $"{b.Cell!.Value.Table}:{b.Cell.Value.Row},{b.Cell.Value.Column} {document.Source.TextOf(b.Span)}")).ShouldBe(expected);
    }

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
