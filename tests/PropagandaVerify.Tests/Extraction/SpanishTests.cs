using PropagandaVerify.Documents;
using PropagandaVerify.Extraction;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Extraction;

/// <summary>What Spanish writes differently: numbers of several words, the mark of decimals, dates and pasts of one word.</summary>
public class SpanishTests
{
    [Theory]
    [InlineData("Pagaron 2 mil 500 millones de pesos mexicanos.", "2500000000 MXN")]
    [InlineData("Pagaron mil 200 millones de pesos mexicanos.", "1200000000 MXN")]
    [InlineData("Cobran 15 mil 300 euros.", "15300 EUR")]
    [InlineData("Costó 3 millones 200 mil euros.", "3200000 EUR")]
    [InlineData("Debe 22,8 miles de millones de euros.", "22800000000 EUR")]
    [InlineData("Costó medio millón de euros.", "500000 EUR")]
    [InlineData("Llegaron media docena de barcos.", "6 barco")]
    [InlineData("Acudió medio centenar de vecinos.", "50 vecino")]
    [InlineData("Pesaba 450 libras.", "450 lb")]
    [InlineData("Quedó en el 3.º puesto de la 1.ª vuelta.", "")]
    [InlineData("Llame al teléfono 923 45 67 89.", "")]
    [InlineData("Durmieron 5,4 horas; salieron a las 20 horas.", "5.4 hora")]
    [InlineData("Se midieron –4 °C en la cumbre.", "-4 °C")]
    public void Reads_figures(string text, string expected) =>
        string.Join("; ", Read(text).Figures.Select(f => FormattableString.Invariant($"{f.Value:0.####} {f.Unit}"))).ShouldBe(expected);

    [Theory]
    [InlineData("Se acumularon de 15 a 20 centímetros de nieve.", "15..20")]
    [InlineData("Entre el 14 % y el 38 % se jubila.", "14..38")]
    [InlineData("Subió de 15 a 20 euros.", "")]
    [InlineData("El precio, de 15 a 20 euros (+33 %), sorprende.", "")]
    public void Reads_ranges(string text, string expected) =>
        string.Join("; ", Read(text).Figures.Where(f => f.Range is not null).Select(f => FormattableString.Invariant($"{f.Range!.Value.Low.Value:0.##}..{f.Range!.Value.High.Value:0.##}"))).ShouldBe(expected);

    [Theory]
    [InlineData("Será el martes día 3 de noviembre.", "2020-11-03")]
    [InlineData("Será el lunes, día 2 de noviembre.", "2020-11-02")]
    [InlineData("Será el próximo 5 de mayo.", "2021-05-05")]
    [InlineData("Será el 1.º de mayo de 2021.", "2021-05-01")]
    [InlineData("Vive en la calle 2 de Mayo.", "")]
    [InlineData("Era la década de los 80.", "1980-01-01..1989-12-31")]
    [InlineData("Cayó en el 2T de 2019.", "2019-04-01..2019-06-30")]
    public void Reads_dates(string text, string expected) => string.Join("; ", Read(text).Dates.Select(d => d.Period.ToString())).ShouldBe(expected);

    [Theory]
    [InlineData("El ministro publicó un informe el 3 de mayo de 2020.", true)]
    [InlineData("La tienda abrió en mayo de 2020.", true)]
    [InlineData("En mayo de 2020, la empresa compró una rival.", true)]
    [InlineData("El juez fijó el 3 de mayo de 2021.", false)]
    [InlineData("El 3 de mayo de 2021 hay pleno, informó el alcalde.", false)]
    [InlineData("El ministro anunció el cierre el 3 de mayo de 2021.", false)]
    [InlineData("El museo abrirá en mayo de 2021.", false)]
    public void Tells_what_is_past(string text, bool isPast) => (Read(text).Dates.ShouldHaveSingleItem().Mode == DateMode.Reported).ShouldBe(isPast);

    [Theory]
    [InlineData("Gastó 1,234,500 pesos y 12.5 por ciento más, 3,400 en total.", '.')]
    [InlineData("Subió 4.5 % hasta 12,300 pesos.", '.')]
    [InlineData("Gastó 1.234.500 euros y un 12,5 % más.", ',')]
    [InlineData("La versión 5.0 cuesta 12.500 euros.", ',')]
    [InlineData("A las 18.30 llegaron 3.400 personas.", ',')]
    [InlineData("No hay cifras con 3 o 4 marcas.", ',')]
    public void A_draft_tells_its_decimal_mark(string text, char mark) => DecimalMarks.Of(text, ',').ShouldBe(mark);

    private static Draft Read(string text) =>
        new Extractor(Lexicons.Shipped, ReferenceData.Shipped, Limits.Default).Read(DocumentReader.Read(new Source("draft.txt", text), Limits.Default), new DraftOptions { Language = "es", Published = new DateOnly(2020, 10, 26) });
}
