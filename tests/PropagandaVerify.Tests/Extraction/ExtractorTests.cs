using PropagandaVerify.Documents;
using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Extraction;

public class ExtractorTests
{
    private static readonly DateOnly Published = new(2020, 10, 26);

    [Theory]
    [InlineData("La ville paie 6,5 millions de yuans.", "6500000 CNY /100000")]
    [InlineData("La ville paie 12 M€ de plus.", "12000000 EUR /1000000")]
    [InlineData("La ville paie 3 Md d'euros.", "3000000000 EUR /1000000000")]
    [InlineData("La ville paie 450k€.", "450000 EUR /1000")]
    [InlineData("La ville paie 1,2 milliard d’euros.", "1200000000 EUR /100000000")]
    [InlineData("La ville paie US$ 300.", "300 USD /1")]
    [InlineData("La ville paie 10 millions de dollars canadiens.", "10000000 CAD /1000000")]
    [InlineData("La ville paie 45 millions de francs CFA.", "45000000 XOF/XAF /1000000")]
    [InlineData("Ils lisent 300 livres.", "300 livre /1")]
    [InlineData("Le musée a reçu 12 400 visiteurs.", "12400 visiteur /1")]
    [InlineData("Une hausse de 4,2 % est annoncée.", "4.2 % /0.1")]
    [InlineData("Une hausse de 4,2 pour cent est annoncée.", "4.2 % /0.1")]
    [InlineData("Il a perdu trois millions et demi d'euros.", "3500000 EUR /100000")]
    [InlineData("Il a perdu 3 millions et demi d'euros.", "3500000 EUR /100000")]
    [InlineData("En 2019 300 personnes sont venues.", "300 personne /1")]
    [InlineData("Neuf comtés et vingt-deux villages ont payé.", "9 comté /1; 22 village /1")]
    [InlineData("Une dizaine de villages ont payé.", "10 village /10")]
    public void Reads_figures(string text, string expected) =>
        string.Join("; ", Read(text).Figures.Select(f => FormattableString.Invariant($"{f.Value:0.####} {f.Unit} /{f.Place:0.####}"))).ShouldBe(expected);

    [Theory]
    [InlineData("Le 1er juin 2019, à 21h30, la salle 12 et l'article 5 ont servi.")]
    [InlineData("Depuis 2015, la Covid-19, l'A380 et le G20 occupent le XXe siècle.")]
    [InlineData("Téléphone : 01 23 45 67 89, version 1.2.3, score 3-1.")]
    [InlineData("Il est né en 1971 et mort à 21:31.")]
    public void Leaves_out_what_measures_nothing(string text) => Read(text).Figures.ShouldBeEmpty();

    [Theory]
    [InlineData("environ 300 euros", Hedge.About)]
    [InlineData("près de 300 euros", Hedge.NearlyBelow)]
    [InlineData("plus de 300 euros", Hedge.MoreThan)]
    [InlineData("un peu plus de 300 euros", Hedge.JustAbove)]
    [InlineData("au moins 300 euros", Hedge.AtLeast)]
    [InlineData("jusqu'à 300 euros", Hedge.AtMost)]
    [InlineData("moins de 300 euros", Hedge.LessThan)]
    [InlineData("exactement 300 euros", Hedge.Exactly)]
    public void Reads_hedges(string text, Hedge hedge) => Read($"Il paie {text}.").Figures.ShouldHaveSingleItem().Hedge.ShouldBe(hedge);

    [Theory]
    [InlineData("Créé le 3 mai 2019.", "2019-05-03")]
    [InlineData("Créé en août 2019.", "2019-08")]
    [InlineData("Créé en 2019.", "2019")]
    [InlineData("Le 16 mars de cette année, il a écrit.", "2020-03-16")]
    [InlineData("Le 18 juin, il a écrit.", "2020-06-18")]
    [InlineData("Le 20 décembre, il a écrit.", "2019-12-20")]
    [InlineData("Le 20 décembre, il écrira.", "2020-12-20")]
    [InlineData("Fermé du 3 au 5 mai 2019.", "2019-05-03..2019-05-05")]
    [InlineData("Réuni le 26/10/2019 puis le 2019-11-02.", "2019-10-26 2019-11-02")]
    [InlineData("Réuni le 1er sept. 2019.", "2019-09-01")]
    public void Resolves_dates_against_publication(string text, string expected) =>
        string.Join(' ', Read(text).Dates.Select(d => d.Period)).ShouldBe(expected);

    [Theory]
    [InlineData("Il a payé 250 000 yuans (environ 37 300 dollars).", "CNY USD")]
    [InlineData("Il a payé 250 000 yuans, soit 37 300 dollars.", "CNY USD")]
    [InlineData("Il a payé 12 M$ (l'équivalent de 10 M€).", "USD EUR")]
    [InlineData("Il a payé 40 millions d'euros (dont 3 millions de dollars).", "")]
    [InlineData("Il a payé 36 000 $ et 24 000 $ (54 000 €).", "")]
    [InlineData("Il a payé entre 10 et 20 millions d'euros (22 millions de dollars).", "")]
    [InlineData("Il a payé 30 euros (2 dollars par habitant).", "")]
    public void Pairs_amounts_with_their_counterparts(string text, string expected) =>
        string.Join("; ", Read(text).Conversions.Select(c => $"{c.From.Currencies[0]} {c.To.Currencies[0]}")).ShouldBe(expected);

    [Theory]
    [InlineData("Titre\n\nPar Anne Roy\n3 mai 2019 21:31 Mis à jour: 16 juin 2019 18:32\n\nTexte.", "2019-05-03", "2019-06-16", "Titre", "Anne Roy")]
    [InlineData("Titre\n\nPublié le 9 novembre 2018 à 18h02 | Mis à jour le 10 novembre 2018 à 9h15\n\nTexte.", "2018-11-09", "2018-11-10", "Titre", null)]
    [InlineData("PARIS, le 3 mars 2021 – Le ministère a parlé.", "2021-03-03", null, null, null)]
    [InlineData("---\ntitle: T\npublished: 2019-05-01\n---\nLe 3 mai 2020, il a écrit.", "2019-05-01", null, "T", null)]
    [InlineData("Titre\n\nLe maire a parlé ce mardi 17 juin 2025.", "2025-06-17", null, "Titre", null)]
    public void Finds_the_head(string text, string published, string? updated, string? title, string? byline)
    {
        var draft = Read(text, published: null);
        draft.Published.ShouldBe(DateOnly.ParseExact(published, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        draft.Updated.ShouldBe(updated is null ? null : DateOnly.ParseExact(updated, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        draft.Title.ShouldBe(title);
        draft.Byline.ShouldBe(byline);
    }

    [Fact]
    public void A_draft_in_a_language_without_lexicon_is_refused_by_name()
    {
        var draft = Read("A câmara gastou 12 milhões de euros na ponte e não é a primeira vez que a cidade paga por uma destas obras, disse o presidente, que não quis dar mais dados sobre o contrato.", published: null);
        draft.Figures.ShouldBeEmpty();
        draft.Diagnostics.ShouldHaveSingleItem().Kind.ShouldBe(DiagnosticKind.Incomplete);
    }

    [Fact]
    public void Markup_inside_a_figure_does_not_hide_it_and_offsets_stay_those_of_the_source()
    {
        const string Text = "La ville paie **6,5** [millions de yuans](https://example.org/1) &nbsp;par an.\n";
        var source = new Source("a.md", Text);
        var document = DocumentReader.Read(source, Limits.Default);
        document.Reading.Length.ShouldBe(Text.Length);
        var figure = Extractor().Read(document, new DraftOptions { Language = "fr" }).Figures.ShouldHaveSingleItem();
        figure.Value.ShouldBe(6_500_000m);
        source.TextOf(figure.Span).ShouldBe("6,5** [millions de yuans");
    }

    private static Draft Read(string text) => Read(text, Published);

    private static Draft Read(string text, DateOnly? published) =>
        Extractor().Read(DocumentReader.Read(new Source("a.txt", text), Limits.Default), new DraftOptions { Published = published });

    private static Extractor Extractor() => new(Lexicons.Shipped, ReferenceData.Shipped, Limits.Default);
}
