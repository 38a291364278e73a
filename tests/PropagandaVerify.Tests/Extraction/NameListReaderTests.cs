using PropagandaVerify.Documents;
using PropagandaVerify.Extraction;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Extraction;

public class NameListReaderTests
{
    [Theory]
    [InlineData("fr", "Trois villes de l'Ouest sont candidates : Nantes, Rennes et Brest.", "3 villes 3 Colon joined")]
    [InlineData("fr", "Les quatre lauréats (Lemoyne, Benali, Corvol et Tardif) sont là.", "4 lauréats 4 Parentheses joined")]
    [InlineData("fr", "Quatre joueurs manqueront à l'appel samedi (Tardif, Corvol, Benali, Lemoyne).", "4 joueurs 4 Parentheses open")]
    [InlineData("fr", "Le site ferme ses trois usines françaises, Nantes, Rennes et Brest, d'ici à l'été.", "3 usines 3 Apposition joined")]
    [InlineData("fr", "Les trois communes touchées sont Bron, Givors et Vienne.", "3 communes 3 Predicate joined")]
    [InlineData("fr", "Lemoyne, Benali, Corvol et Tardif : les quatre élus ont démissionné.", "4 élus 4 Before joined")]
    [InlineData("fr", "Trois pays ont signé : la Suède, la République tchèque et l'Union européenne.", "3 pays 3 Colon joined")]
    [InlineData("fr", "Trois communes ont voté : Bron (Rhône), Givors (Rhône) et Vienne (Isère).", "3 communes 3 Colon joined")]
    [InlineData("fr", "Deux territoires ont voté : Mayotte et Wallis et Futuna.", "2 territoires 2 Colon joined")]
    [InlineData("fr", "Deux auteurs sont primés : J. Martin et Anne de La Tour.", "2 auteurs 2 Colon joined")]
    [InlineData("fr", "Le jury retient trois romans de deux auteurs : Lemoyne et Benali.", "2 auteurs 2 Colon joined")]
    [InlineData("en", "Three towns are in the running: Leeds, Cardiff, and Dundee.", "3 towns 3 Colon joined")]
    [InlineData("de", "Die drei Städte Köln, Bonn und Aachen haben sich beworben.", "3 Städte 3 Apposition joined")]
    [InlineData("es", "Los cuatro municipios (Cádiz, Jerez, Rota e Ibi) votan hoy.", "4 municipios 4 Parentheses joined")]
    public void Counts_the_names_that_a_number_announces(string language, string text, string expected) => Shown(language, text).ShouldBe([expected]);

    [Theory]
    [InlineData("fr", "Trois des six villes candidates, Nantes, Rennes et Brest, ont renoncé.")]
    [InlineData("fr", "Le festival passe par douze villes, dont Nantes, Rennes et Brest.")]
    [InlineData("fr", "Il passera par douze villes : Nantes, Rennes et d'autres encore.")]
    [InlineData("fr", "Il passera par douze villes (Nantes, Rennes, Brest, etc.).")]
    [InlineData("fr", "Il passera par douze villes (Nantes, Rennes…).")]
    [InlineData("fr", "Après quatre défaites, Nantes, Rennes et Brest ont changé d'entraîneur.")]
    [InlineData("fr", "Après trois heures de débat, Lemoyne, Benali et Corvol sont partis.")]
    [InlineData("fr", "Malgré deux forfaits, l'équipe est connue : Lemoyne, Benali et Corvol.")]
    [InlineData("fr", "Trois villes sont aidées : Nantes (3 millions d'euros), Rennes (2 millions d'euros) et Brest (1 million d'euros).")]
    [InlineData("fr", "Les deux joueurs de Nantes, Rennes et Brest, blessés, sont absents.")]
    [InlineData("fr", "Une dizaine de villes : Nantes, Rennes et Brest.")]
    [InlineData("fr", "Quatre communes sont touchées : Bron et Givors, Vienne et Oullins.")]
    [InlineData("en", "Three of the six cities, Leeds, Cardiff and Dundee, have withdrawn.")]
    [InlineData("de", "Zwei der sechs Angeklagten, Weber und Kranz, legten ein Geständnis ab.")]
    public void Leaves_alone_what_may_be_more_or_something_else(string language, string text) => Shown(language, text).ShouldBeEmpty();

    private static IEnumerable<string> Shown(string language, string text) =>
        new Extractor(Lexicons.Shipped, ReferenceData.Shipped, Limits.Default).Read(DocumentReader.Read(new Source("a.txt", text), Limits.Default), new DraftOptions { Language = language })
            .NameLists.Select(n => FormattableString.Invariant($"{n.Count.Value} {text[n.NounSpan.Start..n.NounSpan.End]} {n.Names} {n.Form} {(n.IsJoined ? "joined" : "open")}"));
}
