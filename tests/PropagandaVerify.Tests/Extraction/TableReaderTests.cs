using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Extraction;

public class TableReaderTests
{
    [Theory]
    [InlineData("fr", "Recettes (M€)", "12,5", "12500000 EUR")]
    [InlineData("fr", "Recettes en millions d'euros", "12,5", "12500000 EUR")]
    [InlineData("fr", "Recettes, en milliers d’euros", "125", "125000 EUR")]
    [InlineData("fr", "Part (en %)", "12,5", "12.5 %")]
    [InlineData("fr", "% des voix", "12,5", "12.5 %")]
    [InlineData("fr", "Récolte (t)", "1 850", "1850 t")]
    [InlineData("fr", "Recettes (en milliers)", "12", "12000 ")]
    [InlineData("fr", "Hausse de 12 %", "45", "45 ")]
    [InlineData("fr", "Recettes en 2019", "45", "45 ")]
    [InlineData("en", "Income in £m", "12.5", "12500000 GBP")]
    [InlineData("en", "Income ($bn)", "1.5", "1500000000 USD")]
    [InlineData("de", "Erträge in Mio. Euro", "12,5", "12500000 EUR")]
    [InlineData("es", "Ingresos en millones de euros", "12,5", "12500000 EUR")]
    public void A_head_gives_its_column_a_unit(string language, string head, string cell, string expected) => Cells(language, head, cell).ShouldBe(expected);

    [Theory]
    [InlineData("1850", "1850 ")]
    [InlineData("(1 250)", "-1250 ")]
    [InlineData("– 125", "-125 ")]
    [InlineData("-12,5", "-12.5 ")]
    [InlineData("12,5 %", "12.5 %")]
    [InlineData("1 250 *", "1250 ")]
    [InlineData("1 250 (p)", "1250 ")]
    [InlineData("12 (15 %)", "none")]
    [InlineData("voir page 3", "none")]
    [InlineData("12 rue de la Paix", "none")]
    public void A_whole_cell_that_is_one_figure_has_its_value(string cell, string expected) => Cells("fr", "Valeur", cell).ShouldBe(expected);

    [Fact]
    public void A_figure_of_a_cell_is_counted_once()
    {
        var relations = Relations("fr", "| Ville | Cas |\n|---|---|\n| Bron | 120 |\n| Lyon | 1850 |\n");
        relations.First(r => r.Schema == DraftSchemas.Figures).Rows.Count.ShouldBe(2);
    }

    private static string Cells(string language, string head, string cell)
    {
        var row = Relations(language, $"| | {head} |\n|---|---|\n| A | {cell} |\n").First(r => r.Schema == DraftSchemas.Cells).Rows is [var only] ? only : null;
        return row?.Values[DraftSchemas.Cells.IndexOf("value")] is Value.Number { Quantity: var q } ? $"{q.Value} {((Value.Text)row.Values[DraftSchemas.Cells.IndexOf("unit")]).Content}" : "none";
    }

    private static IEnumerable<Relation> Relations(string language, string text) =>
        new Verifier(new VerifierOptions { Draft = new DraftOptions { Language = language } }).Facts(new Source("a.md", text)).Relations;
}
